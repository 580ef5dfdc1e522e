// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/extraction/source.h"

#include <QHash>
#include <QList>
#include <QString>

namespace sandbox {

enum class ColumnRole { Other, Description, Quantity, UnitPrice, Amount };

struct TableColumn {
    QString heading; ///< as written
    ColumnRole role = ColumnRole::Other;
    QRectF box; ///< of the heading
};

struct TableCell {
    QString text;       ///< what several lines hold is joined by a space
    QStringList pieces; ///< as they stand in the text, line by line
};

struct TableRow {
    int page = 1;
    qsizetype firstLine = 0;           ///< in the source
    QHash<qsizetype, TableCell> cells; ///< by column; empty ones are missing
    bool sum = false;                  ///< a total, no item
};

struct Table {
    QList<TableColumn> columns;
    QList<TableRow> rows;
    QList<qsizetype> lines; ///< all lines that belong to it, headings too

    bool hasItems() const; ///< at least a description (or a quantity) and an amount (or a price)
};

/// What a heading says about its column.
ColumnRole columnRole(const QString &heading);
/// A total, a tax: what follows the rows of a table.
bool endsTable(const QString &text);

/// What markup calls a table, its first row the headings; elsewhere rows of cells that stand under the cells
/// of a line of headings. Such a table may go on over pages, with its headings repeated or not; a line of a
/// description alone belongs to the row above it; a line of totals ends it.
QList<Table> findTables(const Source &source);

} // namespace sandbox
