// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/comparisonfilter.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <vector>

namespace results {

/// A comparison as a tree: groups (where there are several), fields, rows, cells. What the filter does not
/// take is not there.
class ComparisonModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { NameColumn, VerdictColumn, LeftColumn, RightColumn, ConfidenceColumn, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole, ///< int(ComparedItem::Kind)
        VerdictRole,             ///< int(Verdict)
        LeftTextRole,            ///< QString: the whole value
        RightTextRole,
        TextRole, ///< QString: the whole text of this column
        PathRole, ///< QString, JSONPath on the left, or on the right where only that has it
    };

    explicit ComparisonModel(QObject *parent = nullptr);

    void setComparison(const results::ComparisonPtr &comparison);
    const ComparisonPtr &comparison() const { return m_comparison; }
    void setFilter(const ComparisonFilter &filter);
    const ComparisonFilter &filter() const { return m_filter; }
    /// What stands over the two columns of values; may have several lines.
    void setTitles(const QString &left, const QString &right);

    /// nullptr for the root.
    const ComparedItem *item(const QModelIndex &index) const;
    /// Where an item of this comparison stands; invalid when the filter does not take it.
    QModelIndex indexOf(const ComparedItem *item) const;
    /// The first value after `from` (before it) that differs, open or not; invalid at the end. From an
    /// invalid one: the first (the last) of all.
    QModelIndex nextDifference(const QModelIndex &from) const;
    QModelIndex previousDifference(const QModelIndex &from) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is one line. Of a changed value it begins where the sides begin to differ, if that is far
    /// from the start.
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node {
        const ComparedItem *item;
        int parent;
        int row; ///< among the children of its parent
        int firstChild = 0;
        int childCount = 0;
    };
    void rebuild();
    void addChildren(int parent, const std::vector<ComparedItem> &items);
    const Node &nodeAt(const QModelIndex &index) const;
    bool differs(int node) const;
    int lastBelow(int node) const;
    QModelIndex indexOfNode(int node) const;
    QString display(const ComparedItem &item, int column) const;

    ComparisonPtr m_comparison;
    ComparisonFilter m_filter;
    QString m_leftTitle;
    QString m_rightTitle;
    std::vector<Node> m_nodes; ///< the root, then level by level: children stand side by side
};

} // namespace results
