// SPDX-License-Identifier: MIT
#pragma once

#include <QTreeView>

namespace ui {

/// A tree that marks the row with the focus as the list of runs does: by a bar at its left edge.
class RowTree : public QTreeView {
    Q_OBJECT

public:
    using QTreeView::QTreeView;

protected:
    void drawRow(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ui
