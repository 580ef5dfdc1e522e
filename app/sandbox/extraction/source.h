// SPDX-License-Identifier: MIT
#pragma once

#include "app/documents/pagetext.h"

#include <QList>
#include <QRectF>
#include <QString>

namespace sandbox {

/// Words that belong together: what wide gaps and separators ("|", "·") cut a line into.
struct Cell {
    QString text; ///< without leaders ("......")
    QRectF box;
    qsizetype first = 0; ///< words of the line: first, and one past the last
    qsizetype end = 0;
};

struct SourceLine {
    int page = 1; ///< 1-based
    documents::Line line;
    QRectF box;
    QList<Cell> cells;
    QString text;
};

/// A document as the rules read it: all lines of all pages, in order.
struct Source {
    QList<SourceLine> lines;
    int pages = 0;
};

Source sourceOf(const QList<documents::Page> &pages);

} // namespace sandbox
