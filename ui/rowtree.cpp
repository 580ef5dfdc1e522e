// SPDX-License-Identifier: MIT
#include "ui/rowtree.h"

#include "ui/theme.h"

#include <QPainter>

namespace ui {

void RowTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    QTreeView::drawRow(painter, option, index);
    if (!hasFocus() || currentIndex().siblingAtColumn(0) != index.siblingAtColumn(0))
        return;
    const QRect bar(0, option.rect.top(), metrics::focusBar, option.rect.height());
    painter->fillRect(QStyle::visualRect(option.direction, viewport()->rect(), bar), colorsOf(this).accent);
}

} // namespace ui
