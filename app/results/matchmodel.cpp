// SPDX-License-Identifier: MIT
#include "app/results/matchmodel.h"

#include <algorithm>

namespace results {

MatchModel::MatchModel(JsonTreeModel &rows, QObject *parent)
    : QAbstractItemModel(parent)
    , m_rows(rows) {
    // Its rows are gone, and what the tree names with them.
    connect(&rows, &QAbstractItemModel::modelAboutToBeReset, this, [this] { setTree(nullptr); });
}

void MatchModel::setTree(MatchTreePtr tree) {
    if (!tree && !m_tree)
        return;
    beginResetModel();
    m_tree = std::move(tree);
    m_found.assign(m_tree ? m_tree->nodes().size() : 0, {});
    endResetModel();
}

const MatchTree::Node *MatchModel::node(const QModelIndex &index) const {
    if (!m_tree)
        return nullptr;
    return &m_tree->nodes()[index.isValid() ? size_t(index.internalId()) : 0];
}

bool MatchModel::isHit(const QModelIndex &index) const {
    return index.isValid() && node(index)->hit;
}

QModelIndex MatchModel::rowOf(const QModelIndex &index) const {
    if (!index.isValid())
        return {};
    QModelIndex &row = m_found[size_t(index.internalId())];
    if (!row.isValid())
        row = m_rows.indexOfWay(m_tree->way(int(index.internalId())));
    return row.siblingAtColumn(index.column());
}

QModelIndex MatchModel::indexOfWay(const JsonWay &way) const {
    QModelIndex at;
    for (const qint64 number : way) {
        const MatchTree::Node *from = node(at);
        if (!from)
            return {};
        const auto &nodes = m_tree->nodes();
        const auto child = std::partition_point(from->children.begin(), from->children.end(),
            [&nodes, number](int candidate) { return nodes[size_t(candidate)].number < number; });
        if (child == from->children.end() || nodes[size_t(*child)].number != number)
            return {};
        at = createIndex(nodes[size_t(*child)].row, 0, quintptr(*child));
    }
    return at;
}

QModelIndex MatchModel::index(int row, int column, const QModelIndex &parent) const {
    const MatchTree::Node *from = node(parent);
    if (!from || parent.column() > 0 || row < 0 || row >= int(from->children.size()) || column < 0 ||
        column >= columnCount())
        return {};
    return createIndex(row, column, quintptr(from->children[size_t(row)]));
}

QModelIndex MatchModel::parent(const QModelIndex &child) const {
    if (!child.isValid())
        return {};
    const int above = node(child)->parent;
    return above > 0 ? createIndex(m_tree->nodes()[size_t(above)].row, 0, quintptr(above)) : QModelIndex();
}

int MatchModel::rowCount(const QModelIndex &parent) const {
    const MatchTree::Node *from = node(parent);
    return from && parent.column() <= 0 ? int(from->children.size()) : 0;
}

int MatchModel::columnCount(const QModelIndex &) const {
    return JsonTreeModel::ColumnCount;
}

QVariant MatchModel::data(const QModelIndex &index, int role) const {
    return m_rows.data(rowOf(index), role);
}

QVariant MatchModel::headerData(int section, Qt::Orientation orientation, int role) const {
    return m_rows.headerData(section, orientation, role);
}

} // namespace results
