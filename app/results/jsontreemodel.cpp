// SPDX-License-Identifier: MIT
#include "app/results/jsontreemodel.h"

#include "app/results/displaytext.h"
#include "app/results/jsoncursor.h"
#include "app/results/jsonpath.h"

#include <QHash>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace results {

namespace {

constexpr qint64 pageSize = 1000;
/// Of a page at once, so that a page of long texts does not stop the window.
constexpr qint64 textAtOnce = 4'000'000; // bytes

constexpr qsizetype containerPreview = 120; // characters of its text

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

/// The rows under an opened container or page: the members read so far, or pages. An index points to the
/// branch its row is in, so rows without children of their own, nearly all, cost no more than their entry.
/// The model owns all branches side by side: a chain of owners as deep as the text could not be destroyed
/// without recursion.
struct JsonTreeModel::Branch {
    Branch *parent = nullptr;
    int row = 0; ///< in the parent
    JsonNode container;
    qint64 first = 0;      ///< of its members that stands here
    bool hasPages = false; ///< instead of members
    int pages = 0;         ///< that stand here already
    std::vector<JsonEntry> entries;
    JsonCursor rest;
    qint64 left = 0;               ///< members that belong here and are not read
    QHash<int, Branch *> branches; ///< by row

    bool isPaged() const { return hasPages; }
};

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent) {}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setDocument(ResultDocumentPtr document) {
    beginResetModel();
    m_branches.clear();
    m_document = std::move(document);
    if (m_document && m_document->root().isValid()) {
        const JsonNode node = m_document->root();
        Branch *root = addBranch(nullptr, 0, node, 0, m_document->memberCount(node));
        if (!node.isContainer())
            root->entries.push_back({node});
        readableRows(*root, 0);
        root->entries.shrink_to_fit();
    }
    endResetModel();
}

QModelIndex JsonTreeModel::indexOfPath(QStringView path) {
    const auto steps = pathSteps(path);
    if (!steps || m_branches.empty())
        return {};
    if (!m_document->root().isContainer())
        return steps->empty() ? index(0, 0) : QModelIndex();
    const auto way = wayOfSteps(*m_document, *steps);
    return way ? indexOfWay(*way) : QModelIndex();
}

QModelIndex JsonTreeModel::indexOfWay(const JsonWay &way) {
    QModelIndex at;
    for (const qint64 number : way) {
        const Branch *branch = openBranch(at);
        if (!branch)
            return {};
        at = branch->isPaged() ? child(child(at, number / pageSize), number % pageSize) : child(at, number);
        if (!at.isValid())
            return {};
    }
    return at;
}

JsonWay JsonTreeModel::wayOfIndex(const QModelIndex &index) const {
    JsonWay way;
    if (!index.isValid())
        return way;
    int row = index.row();
    for (auto *at = static_cast<const Branch *>(index.internalPointer()); at;
         row = at->row, at = at->parent) {
        if (!at->isPaged() && at->container.isContainer())
            way.push_back(at->first + row);
    }
    std::reverse(way.begin(), way.end());
    return way;
}

/// Reads as far as that row.
QModelIndex JsonTreeModel::child(const QModelIndex &parent, qint64 row) {
    if (!openBranch(parent))
        return {};
    fetch(parent, row + 1);
    return row < rowCount(parent) ? index(int(row), 0, parent) : QModelIndex();
}

JsonNode JsonTreeModel::node(const QModelIndex &index) const {
    if (!index.isValid())
        return {};
    const auto &branch = *static_cast<const Branch *>(index.internalPointer());
    return branch.isPaged() ? JsonNode() : branch.entries[size_t(index.row())].value;
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const {
    const Branch *branch = branchAt(parent);
    if (!branch || row < 0 || row >= knownRows(*branch) || column < 0 || column >= ColumnCount)
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
    return branch ? knownRows(*branch) : 0;
}

int JsonTreeModel::columnCount(const QModelIndex &) const {
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const {
    if (!parent.isValid())
        return rowCount() > 0;
    if (parent.column() != 0)
        return false;
    return parent.data(PageRole).toBool() || m_document->memberCount(node(parent)) > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const {
    if (const Branch *branch = branchAt(parent))
        return branch->left > 0;
    return parent.isValid() && hasChildren(parent);
}

void JsonTreeModel::fetchMore(const QModelIndex &parent) {
    fetch(parent, 0);
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid())
        return {};
    const auto &branch = *static_cast<const Branch *>(index.internalPointer());
    if (branch.isPaged())
        return pageData(branch, index, role);
    const JsonNode value = node(index);
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case KeyColumn:
            return keyText(branch, index.row());
        case ValueColumn:
            return valueText(value);
        case CountColumn:
            return value.isContainer() ? QVariant(m_document->memberCount(value)) : QVariant();
        default:
            return typeName(value.type);
        }
    case Qt::TextAlignmentRole:
        return index.column() == CountColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::AccessibleTextRole:
        return tr("%1, %2").arg(keyText(branch, index.row()), spokenValue(value));
    case PathRole:
        return path(branch, index.row());
    case TypeRole:
        return int(value.type);
    case PageRole:
        return false;
    case KeyRole:
        return key(branch, index.row(), unlimitedLength);
    case RawRole:
        return m_document->raw(value);
    case TextRole:
        return m_document->text(value);
    default:
        return {};
    }
}

QVariant JsonTreeModel::pageData(const Branch &branch, const QModelIndex &index, int role) const {
    const qint64 first = index.row() * pageSize;
    const qint64 last = std::min(first + pageSize, m_document->memberCount(branch.container)) - 1;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == KeyColumn)
            return tr("[%1 … %2]").arg(first).arg(last);
        return index.column() == CountColumn ? QVariant(last - first + 1) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == CountColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::AccessibleTextRole:
        return tr("Members %1 to %2").arg(first).arg(last);
    case KeyRole:
        return pageData(branch, index.siblingAtColumn(KeyColumn), Qt::DisplayRole);
    case PathRole:
        return branch.parent ? path(*branch.parent, branch.row) : u"$"_s;
    case TypeRole:
        return int(branch.container.type);
    case PageRole:
        return true;
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
    case CountColumn:
        return tr("Members");
    case TypeColumn:
        return tr("Type");
    default:
        return {};
    }
}

/// For members from `first` on: themselves when they are few enough, else pages of them.
JsonTreeModel::Branch *JsonTreeModel::addBranch(
    Branch *parent, int row, const JsonNode &container, qint64 first, qint64 count) {
    auto branch = std::make_unique<Branch>();
    branch->parent = parent;
    branch->row = row;
    branch->container = container;
    branch->first = first;
    branch->left = count;
    branch->hasPages = count > pageSize;
    if (!branch->hasPages)
        branch->rest = JsonCursor(*m_document, container, first);
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
    const JsonNode container = outer->isPaged() ? outer->container : node(parent);
    const qint64 first = outer->isPaged() ? parent.row() * pageSize : 0;
    const qint64 count = m_document->memberCount(container) - first;
    Branch *branch = addBranch(
        outer, parent.row(), container, first, outer->isPaged() ? std::min(count, pageSize) : count);
    outer->branches.insert(parent.row(), branch);
    return branch;
}

int JsonTreeModel::knownRows(const Branch &branch) {
    return branch.isPaged() ? branch.pages : int(branch.entries.size());
}

/// Makes more rows ready, at least so many in all where there are; returns how many. The rows of pages come
/// all at once.
int JsonTreeModel::readableRows(Branch &branch, qint64 atLeast) {
    if (branch.isPaged()) {
        branch.pages = int((branch.left + pageSize - 1) / pageSize);
        branch.left = 0;
        return branch.pages;
    }
    const size_t known = branch.entries.size();
    qint64 text = 0; // outside of mapped containers, which cost nothing
    while (branch.left > 0 && (text < textAtOnce || qint64(branch.entries.size()) < atLeast)) {
        branch.entries.push_back(branch.rest.next());
        --branch.left;
        const JsonNode &value = branch.entries.back().value;
        text += value.isMapped() ? 1 : value.end - value.begin;
    }
    return int(branch.entries.size() - known);
}

void JsonTreeModel::fetch(const QModelIndex &parent, qint64 atLeast) {
    Branch *branch = openBranch(parent);
    if (!branch || branch->left == 0 || (atLeast > 0 && atLeast <= knownRows(*branch)))
        return;
    // What will be inserted must be said before, and how much there is turns out in reading.
    Branch ready = *branch;
    const int known = knownRows(*branch);
    const int more = readableRows(ready, atLeast);
    beginInsertRows(parent, known, known + more - 1);
    *branch = std::move(ready);
    endInsertRows();
}

QString JsonTreeModel::key(const Branch &branch, int row, qsizetype maxLength) const {
    switch (branch.container.type) {
    case JsonType::Object:
        return JsonCursor::key(*m_document, branch.entries[size_t(row)], maxLength);
    case JsonType::Array:
        return u'[' + QString::number(branch.first + row) + u']';
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
        if (at->isPaged())
            continue;
        if (at->container.type == JsonType::Object)
            appendMember(path, key(*at, atRow, unlimitedLength));
        else if (at->container.type == JsonType::Array)
            appendElement(path, at->first + atRow);
    }
    return path;
}

QString JsonTreeModel::valueText(const JsonNode &value) const {
    return displayLine(m_document->preview(value, value.isContainer() ? containerPreview : displayLength));
}

/// As it is read aloud.
QString JsonTreeModel::spokenValue(const JsonNode &value) const {
    if (!value.isContainer())
        return valueText(value);
    const qint64 count = m_document->memberCount(value);
    if (value.type == JsonType::Object)
        return count == 1 ? tr("object with 1 member") : tr("object with %1 members").arg(count);
    return count == 1 ? tr("array of 1 element") : tr("array of %1 elements").arg(count);
}

} // namespace results
