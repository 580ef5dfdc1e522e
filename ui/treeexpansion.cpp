// SPDX-License-Identifier: MIT
#include "ui/treeexpansion.h"

#include "app/results/jsontreemodel.h"

#include <QAbstractItemModel>
#include <QQueue>
#include <QTreeView>

#include <algorithm>
#include <vector>

using results::JsonTreeModel;

namespace ui {

namespace {

struct Container {
    QModelIndex index;
    int level = 0; ///< of its members, from the top
};

} // namespace

Expansion expandBelow(QTreeView &view, const QModelIndex &top, int depth) {
    QAbstractItemModel &model = *view.model();
    Expansion done;
    QQueue<Container> containers;
    containers.enqueue({top, 1});
    view.setUpdatesEnabled(false);
    while (!containers.isEmpty()) {
        const auto [parent, level] = containers.dequeue();
        if (level > depth) {
            view.collapse(parent);
            continue;
        }
        if (model.canFetchMore(parent) && model.rowCount(parent) == 0)
            model.fetchMore(parent);
        const int rows = model.rowCount(parent);
        if (parent.isValid() && done.rows + rows > expandLimit) {
            done.cut = true;
            continue;
        }
        done.rows += rows;
        if (parent.isValid())
            view.expand(parent);
        for (int row = 0; row < rows; ++row) {
            const QModelIndex child = model.index(row, JsonTreeModel::KeyColumn, parent);
            if (model.hasChildren(child))
                containers.enqueue({child, level + !child.data(JsonTreeModel::PageRole).toBool()});
        }
    }
    view.setUpdatesEnabled(true);
    return done;
}

void expandFromTop(QTreeView &view) {
    const QAbstractItemModel &model = *view.model();
    int opened = 0;
    view.setUpdatesEnabled(false);
    QModelIndex at = model.index(0, JsonTreeModel::KeyColumn);
    while (at.isValid() && opened < expandLimit) {
        const int rows = model.rowCount(at);
        if (rows > 0 && opened + rows <= expandLimit)
            view.expand(at);
        opened += rows;
        if (rows > 0) {
            at = model.index(0, JsonTreeModel::KeyColumn, at);
            continue;
        }
        while (at.isValid() && at.row() + 1 >= model.rowCount(at.parent()))
            at = at.parent();
        if (at.isValid())
            at = at.siblingAtRow(at.row() + 1);
    }
    view.setUpdatesEnabled(true);
}

QModelIndex openAbove(QTreeView &view, const QModelIndex &row) {
    std::vector<QModelIndex> above;
    for (QModelIndex at = row.parent(); at.isValid(); at = at.parent())
        above.push_back(at);
    std::reverse(above.begin(), above.end());
    const bool tooDeep = above.size() > expandLimit;
    const QModelIndex reached = tooDeep ? above[expandLimit] : row;
    above.resize(std::min<size_t>(above.size(), expandLimit));
    for (const QModelIndex &index : above) {
        if (!view.isExpanded(index))
            view.expand(index);
    }
    return reached;
}

} // namespace ui
