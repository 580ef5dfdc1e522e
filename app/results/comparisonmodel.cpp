// SPDX-License-Identifier: MIT
#include "app/results/comparisonmodel.h"

#include "app/results/comparisontext.h"
#include "app/results/displaytext.h"
#include "app/results/fieldsummary.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

namespace {

/// A difference that is further in than this is shown from a little before it on.
constexpr qsizetype seenBeginning = 40;
constexpr qsizetype context = 20;

QString fromDifference(const QString &text, const QString &other) {
    const auto end = std::mismatch(text.cbegin(), text.cend(), other.cbegin(), other.cend()).first;
    qsizetype from = (end - text.cbegin()) - context;
    if (from + context <= seenBeginning)
        return displayLine(text);
    if (text[from].isLowSurrogate())
        --from;
    return u'…' + displayLine(text.mid(from, displayLength + 1));
}

QString sideText(const ComparedItem &item, bool left) {
    const Field *field = left ? item.left : item.right;
    if (!field || item.kind == ComparedItem::Group)
        return {};
    if (item.kind == ComparedItem::Row)
        return rowText(field->rows[left ? item.leftRow : item.rightRow]);
    if (field->isTable)
        return tableText(*field);
    if (field->isNull)
        return u"–"_s;
    const Field *other = left ? item.right : item.left;
    const bool changed = item.verdict == Verdict::Changed && other && !other->isTable;
    return changed ? fromDifference(field->value, other->value) : displayLine(field->value);
}

} // namespace

ComparisonModel::ComparisonModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_nodes{{nullptr, -1, 0}} {}

void ComparisonModel::setComparison(const ComparisonPtr &comparison) {
    beginResetModel();
    m_comparison = comparison;
    rebuild();
    endResetModel();
}

void ComparisonModel::setFilter(const ComparisonFilter &filter) {
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    rebuild();
    endResetModel();
}

void ComparisonModel::setTitles(const QString &left, const QString &right) {
    m_leftTitle = left;
    m_rightTitle = right;
    emit headerDataChanged(Qt::Horizontal, LeftColumn, RightColumn);
}

void ComparisonModel::rebuild() {
    m_nodes.assign(1, {nullptr, -1, 0});
    if (!m_comparison)
        return;
    const std::vector<ComparedItem> &groups = m_comparison->groups;
    if (!groups.empty())
        addChildren(0, groups.size() == 1 ? groups.front().children : groups);
    for (int node = 1; node < int(m_nodes.size()); ++node)
        addChildren(node, m_nodes[size_t(node)].item->children);
}

void ComparisonModel::addChildren(int parent, const std::vector<ComparedItem> &items) {
    const int first = int(m_nodes.size());
    for (const ComparedItem &item : items) {
        if (m_filter.takes(item))
            m_nodes.push_back({&item, parent, int(m_nodes.size()) - first});
    }
    m_nodes[size_t(parent)].firstChild = first;
    m_nodes[size_t(parent)].childCount = int(m_nodes.size()) - first;
}

const ComparisonModel::Node &ComparisonModel::nodeAt(const QModelIndex &index) const {
    return m_nodes[index.isValid() ? size_t(index.internalId()) : 0];
}

const ComparedItem *ComparisonModel::item(const QModelIndex &index) const {
    return nodeAt(index).item;
}

QModelIndex ComparisonModel::indexOfNode(int node) const {
    return createIndex(m_nodes[size_t(node)].row, 0, quintptr(node));
}

QModelIndex ComparisonModel::indexOf(const ComparedItem *item) const {
    const auto found = std::find_if(
        m_nodes.begin() + 1, m_nodes.end(), [item](const Node &node) { return node.item == item; });
    return found == m_nodes.end() ? QModelIndex() : indexOfNode(int(found - m_nodes.begin()));
}

/// Something below it, or itself.
bool ComparisonModel::differs(int node) const {
    return node == 0 || (m_nodes[size_t(node)].item->findings & differences) != 0;
}

QModelIndex ComparisonModel::nextDifference(const QModelIndex &from) const {
    int node = from.isValid() ? int(from.internalId()) : 0;
    bool enters = differs(node);
    for (;;) {
        if (enters && m_nodes[size_t(node)].childCount > 0) {
            node = m_nodes[size_t(node)].firstChild;
        } else {
            while (node > 0 &&
                   m_nodes[size_t(node)].row + 1 == m_nodes[size_t(m_nodes[size_t(node)].parent)].childCount)
                node = m_nodes[size_t(node)].parent;
            if (node == 0)
                return {};
            ++node; // children stand side by side
        }
        enters = differs(node);
        if (enters && m_nodes[size_t(node)].childCount == 0)
            return indexOfNode(node);
    }
}

/// The last of those that differ below the node, and below that, and so on; -1: none does.
int ComparisonModel::lastBelow(int node) const {
    const Node &at = m_nodes[size_t(node)];
    if (at.childCount == 0)
        return node > 0 ? node : -1;
    for (int child = at.firstChild + at.childCount - 1; child >= at.firstChild; --child) {
        const int last = differs(child) ? lastBelow(child) : -1;
        if (last > 0)
            return last;
    }
    return -1;
}

QModelIndex ComparisonModel::previousDifference(const QModelIndex &from) const {
    if (!from.isValid()) {
        const int last = lastBelow(0);
        return last > 0 ? indexOfNode(last) : QModelIndex();
    }
    for (int node = int(from.internalId()); node > 0; node = m_nodes[size_t(node)].parent) {
        for (int before = node - 1; before >= node - m_nodes[size_t(node)].row; --before) {
            const int last = differs(before) ? lastBelow(before) : -1;
            if (last > 0)
                return indexOfNode(last);
        }
    }
    return {};
}

QModelIndex ComparisonModel::index(int row, int column, const QModelIndex &parent) const {
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, quintptr(nodeAt(parent).firstChild + row));
}

QModelIndex ComparisonModel::parent(const QModelIndex &child) const {
    const int parent = child.isValid() ? nodeAt(child).parent : 0;
    return parent > 0 ? createIndex(m_nodes[size_t(parent)].row, 0, quintptr(parent)) : QModelIndex();
}

int ComparisonModel::rowCount(const QModelIndex &parent) const {
    return parent.column() > 0 ? 0 : nodeAt(parent).childCount;
}

int ComparisonModel::columnCount(const QModelIndex &) const {
    return ColumnCount;
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid())
        return {};
    const ComparedItem &item = *nodeAt(index).item;
    switch (role) {
    case Qt::DisplayRole:
        return display(item, index.column());
    case Qt::AccessibleTextRole: {
        QStringList parts{display(item, NameColumn), verdictWord(item.verdict)};
        if (const QString left = display(item, LeftColumn); !left.isEmpty())
            parts << tr("left %1").arg(left);
        if (const QString right = display(item, RightColumn); !right.isEmpty())
            parts << tr("right %1").arg(right);
        if (const QString confidence = display(item, ConfidenceColumn); !confidence.isEmpty())
            parts << tr("confidence %1").arg(confidence);
        return parts.join(", "_L1);
    }
    case KindRole:
        return item.kind;
    case VerdictRole:
        return int(item.verdict);
    case LeftTextRole:
        return item.leftText();
    case RightTextRole:
        return item.rightText();
    case TextRole:
        return index.column() == LeftColumn    ? item.leftText()
               : index.column() == RightColumn ? item.rightText()
                                               : display(item, index.column());
    case PathRole:
        return item.left ? item.leftPath() : item.rightPath();
    default:
        return {};
    }
}

QString ComparisonModel::display(const ComparedItem &item, int column) const {
    switch (column) {
    case NameColumn:
        return item.kind == ComparedItem::Group ? groupText(item.name())
               : item.kind == ComparedItem::Row ? rowText(item)
                                                : displayLine(item.name());
    case VerdictColumn:
        return verdictSign(item.verdict) + u' ' + verdictWord(item.verdict);
    case LeftColumn:
        return sideText(item, true);
    case RightColumn:
        return sideText(item, false);
    case ConfidenceColumn:
        return confidenceText(item);
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole) { // a narrow column cuts its lines
        const QString title = headerData(section, orientation, Qt::DisplayRole).toString();
        return u"<p>%1</p>"_s.arg(title.toHtmlEscaped().replace(u'\n', "<br>"_L1));
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Field");
    case VerdictColumn:
        return tr("Verdict");
    case LeftColumn:
        return m_leftTitle;
    case RightColumn:
        return m_rightTitle;
    case ConfidenceColumn:
        return tr("Confidence");
    default:
        return {};
    }
}

} // namespace results
