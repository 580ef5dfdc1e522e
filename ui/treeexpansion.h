// SPDX-License-Identifier: MIT
#pragma once

#include <QModelIndex>

#include <limits>

class QTreeView;

namespace ui {

/// As many rows as one expansion opens: the view pays for every open row, and nobody reads more.
constexpr int expandLimit = 2000;
constexpr int anyDepth = std::numeric_limits<int>::max();

struct Expansion {
    int rows = 0;     ///< that are open now below the top
    bool cut = false; ///< there would be more
};

/// Opens a tree of JSON values below `top` (itself included; invalid: below the root), so many levels: with 1
/// its members are seen and they are closed. Pages of an array are no level. Level by level, so that the cut
/// leaves the deepest rows closed, not the last ones.
Expansion expandBelow(QTreeView &view, const QModelIndex &top, int depth);

/// From the top down, row by row, as far as one expansion goes.
void expandFromTop(QTreeView &view);

/// Opens what is above a row. Returns the row, or the last one on the way to it that is not deeper than one
/// expansion goes: the view calls itself once for each open level, and pays the square of their number.
QModelIndex openAbove(QTreeView &view, const QModelIndex &row);

} // namespace ui
