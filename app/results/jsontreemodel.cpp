// SPDX-License-Identifier: MIT
#include "app/results/jsontreemodel.h"

#include "app/results/displaytext.h"
#include "app/results/jsoncursor.h"
#include "app/results/jsonpath.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace results {

namespace {

constexpr qint64 pageSize = 1000;

QString typeName(JsonType type) {
    switch (type) {
    case JsonType::Null:
        return u"null"_s;
    case JsonType::Boolean:
        return u"boolean"_s;
    case JsonType::Number:
        return u"number"_s;
    case JsonType::String:
        return u"string"_s;
    case JsonType::Array:
        return u"array"_s;
    case JsonType::Object:
        return u"object"_s;
    }
    return {};
}

} // namespace

/// An opened container and the members read so far. An index points to the branch its row is in, so rows
/// without children of their own, nearly all, cost no more than their entry. The model owns all branches side
/// by side: a chain of owners as deep as the text could not be destroyed without recursion.
struct JsonTreeModel::Branch {
    Branch *parent = nullptr;
    int row = 0; ///< in the parent
    JsonNode container;
    std::vector<JsonEntry> entries;
    JsonCursor rest;
    QHash<int, Branch *> branches; ///< by row
};

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent) {}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setDocument(ResultDocumentPtr document) {
    beginResetModel();
    m_branches.clear();
    m_document = std::move(document);
    if (m_document && m_document->root().isValid()) {
        Branch *root = addBranch(nullptr, 0, m_document->root());
        if (!root->container.isContainer())
            root->entries.push_back({root->container});
        for (qint64 i = 0; i < pageSize && !root->rest.atEnd(); ++i)
            root->entries.push_back(root->rest.next());
    }
    endResetModel();
}

QModelIndex JsonTreeModel::indexOfPath(QStringView path) {
    const auto steps = pathSteps(path);
    if (!steps || m_branches.empty())
        return {};
    if (!m_document->root().isContainer())
        return steps->empty() ? index(0, 0) : QModelIndex();
    QModelIndex at;
    for (const PathStep &step : *steps) {
        const Branch *branch = openBranch(at);
        if (!branch)
            return {};
        qint64 row = step.index;
        if ((row >= 0) != (branch->container.type == JsonType::Array))
            return {};
        if (row < 0)
            row = findMember(at, step.key);
        else if (row < m_document->memberCount(branch->container))
            fetch(at, row + 1 - qint64(branch->entries.size()));
        at = row < rowCount(at) ? index(int(row), 0, at) : QModelIndex();
        if (!at.isValid())
            return {};
    }
    return at;
}

JsonNode JsonTreeModel::node(const QModelIndex &index) const {
    if (!index.isValid())
        return {};
    return static_cast<const Branch *>(index.internalPointer())->entries[size_t(index.row())].value;
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const {
    const Branch *branch = branchAt(parent);
    if (!branch || row < 0 || size_t(row) >= branch->entries.size() || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, branch);
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const {
    if (!child.isValid())
        return {};
    const auto *branch = static_cast<const Branch *>(child.internalPointer());
    return branch->parent ? createIndex(branch->row, 0, branch->parent) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const {
    const Branch *branch = branchAt(parent);
    return branch ? int(branch->entries.size()) : 0;
}

int JsonTreeModel::columnCount(const QModelIndex &) const {
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const {
    if (!parent.isValid())
        return rowCount() > 0;
    return parent.column() == 0 && m_document->memberCount(node(parent)) > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const {
    if (const Branch *branch = branchAt(parent))
        return !branch->rest.atEnd();
    return parent.isValid() && hasChildren(parent);
}

void JsonTreeModel::fetchMore(const QModelIndex &parent) {
    fetch(parent, pageSize);
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid())
        return {};
    const auto &branch = *static_cast<const Branch *>(index.internalPointer());
    const JsonNode value = node(index);
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == KeyColumn)
            return keyText(branch, index.row());
        return index.column() == ValueColumn ? valueText(value) : typeName(value.type);
    case Qt::AccessibleTextRole:
        return tr("%1, %2").arg(keyText(branch, index.row()), valueText(value));
    case PathRole:
        return path(branch, index.row());
    case TypeRole:
        return int(value.type);
    case RawRole:
        return m_document->raw(value);
    case TextRole:
        return m_document->text(value);
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KeyColumn:
        return tr("Key");
    case ValueColumn:
        return tr("Value");
    case TypeColumn:
        return tr("Type");
    default:
        return {};
    }
}

JsonTreeModel::Branch *JsonTreeModel::addBranch(Branch *parent, int row, const JsonNode &container) {
    auto branch = std::make_unique<Branch>();
    branch->parent = parent;
    branch->row = row;
    branch->container = container;
    branch->rest = JsonCursor(*m_document, container);
    m_branches.push_back(std::move(branch));
    return m_branches.back().get();
}

JsonTreeModel::Branch *JsonTreeModel::branchAt(const QModelIndex &parent) const {
    if (!parent.isValid())
        return m_branches.empty() ? nullptr : m_branches.front().get();
    if (parent.column() != 0)
        return nullptr;
    return static_cast<const Branch *>(parent.internalPointer())->branches.value(parent.row());
}

JsonTreeModel::Branch *JsonTreeModel::openBranch(const QModelIndex &parent) {
    if (Branch *branch = branchAt(parent))
        return branch;
    if (!parent.isValid() || !hasChildren(parent))
        return nullptr;
    auto *outer = static_cast<Branch *>(parent.internalPointer());
    Branch *branch = addBranch(outer, parent.row(), node(parent));
    outer->branches.insert(parent.row(), branch);
    return branch;
}

void JsonTreeModel::fetch(const QModelIndex &parent, qint64 atMost) {
    Branch *branch = openBranch(parent);
    if (!branch)
        return;
    const size_t known = branch->entries.size();
    // Rows are counted in int; a longer array stays readable up to there.
    const qint64 count =
        std::min({atMost, branch->rest.left(), std::numeric_limits<int>::max() - qint64(known)});
    if (count <= 0)
        return;
    beginInsertRows(parent, int(known), int(qint64(known) + count - 1));
    for (qint64 i = 0; i < count; ++i)
        branch->entries.push_back(branch->rest.next());
    endInsertRows();
}

int JsonTreeModel::findMember(const QModelIndex &parent, const QString &key) {
    const Branch *branch = openBranch(parent);
    for (int row = 0;; ++row) {
        if (size_t(row) == branch->entries.size())
            fetch(parent, pageSize);
        if (size_t(row) == branch->entries.size())
            return std::numeric_limits<int>::max();
        if (JsonCursor::key(*m_document, branch->entries[size_t(row)]) == key)
            return row;
    }
}

QString JsonTreeModel::key(const Branch &branch, int row, qsizetype maxLength) const {
    switch (branch.container.type) {
    case JsonType::Object:
        return JsonCursor::key(*m_document, branch.entries[size_t(row)], maxLength);
    case JsonType::Array:
        return u'[' + QString::number(row) + u']';
    default:
        return u"$"_s;
    }
}

QString JsonTreeModel::keyText(const Branch &branch, int row) const {
    return displayLine(key(branch, row, displayLength + 1));
}

QString JsonTreeModel::path(const Branch &branch, int row) const {
    std::vector<std::pair<const Branch *, int>> way;
    for (const Branch *at = &branch; at; row = at->row, at = at->parent)
        way.emplace_back(at, row);
    QString path = u"$"_s;
    for (auto step = way.rbegin(); step != way.rend(); ++step) {
        const auto &[at, atRow] = *step;
        if (at->container.type == JsonType::Object)
            appendMember(path, key(*at, atRow, unlimitedLength));
        else if (at->container.type == JsonType::Array)
            appendElement(path, atRow);
    }
    return path;
}

QString JsonTreeModel::valueText(const JsonNode &value) const {
    const qint64 count = m_document->memberCount(value);
    switch (value.type) {
    case JsonType::Object:
        if (count == 0)
            return u"{}"_s;
        return count == 1 ? tr("{1 member}") : tr("{%1 members}").arg(count);
    case JsonType::Array:
        if (count == 0)
            return u"[]"_s;
        return count == 1 ? tr("[1 element]") : tr("[%1 elements]").arg(count);
    default:
        return displayLine(m_document->preview(value, displayLength));
    }
}

} // namespace results
