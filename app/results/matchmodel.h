// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsontreemodel.h"
#include "app/results/matchtree.h"

#include <QAbstractItemModel>

#include <vector>

namespace results {

/// The rows of a JsonTreeModel that a MatchTree names, without its pages: the same columns, roles and texts.
/// It asks that model only for rows that are shown.
class MatchModel : public QAbstractItemModel {
    Q_OBJECT

public:
    /// `rows` outlives it.
    explicit MatchModel(JsonTreeModel &rows, QObject *parent = nullptr);

    /// Of the document that `rows` shows; nullptr empties it.
    void setTree(MatchTreePtr tree);
    const MatchTreePtr &tree() const { return m_tree; }
    bool isHit(const QModelIndex &index) const;
    /// The same row in the other model.
    QModelIndex rowOf(const QModelIndex &index) const;
    /// Invalid when it is not in the tree.
    QModelIndex indexOfWay(const JsonWay &way) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const MatchTree::Node *node(const QModelIndex &index) const;

    JsonTreeModel &m_rows;
    MatchTreePtr m_tree;
    mutable std::vector<QModelIndex>
        m_found; ///< rows by node, as far as asked; they last as long as the document
};

} // namespace results
