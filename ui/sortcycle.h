// SPDX-License-Identifier: MIT
#pragma once

#include <QHeaderView>

namespace ui {

/// What a click on the column does: ascending, descending, then unsorted; for who has no mouse.
inline void cycleSort(QHeaderView *header, int column) {
    const bool sorted = header->sortIndicatorSection() == column;
    if (!sorted)
        header->setSortIndicator(column, Qt::AscendingOrder);
    else if (header->sortIndicatorOrder() == Qt::AscendingOrder)
        header->setSortIndicator(column, Qt::DescendingOrder);
    else
        header->setSortIndicator(-1, Qt::AscendingOrder);
}

} // namespace ui
