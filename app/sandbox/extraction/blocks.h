// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/extraction/source.h"
#include "app/sandbox/extraction/tables.h"

#include <QList>
#include <QRectF>
#include <QString>
#include <QStringList>

namespace sandbox {

/// A piece of a page as `parse.blocks` tells it.
struct Block {
    enum Type { Text, Title, SectionHeader, Table };

    QString id; ///< p1_b0
    Type type = Text;
    int page = 1;
    QRectF box;              ///< normalised, origin top left
    QString content;         ///< lines; HTML for a table
    QList<QStringList> rows; ///< of a table
};

/// In the order of the pages. A table that goes on over pages is one block on each of them.
QList<Block> blocksOf(const Source &source, const QList<Table> &tables);

/// All blocks as Markdown, each behind an anchor of its id, each page in a DOCUMENT tag. What the document
/// says cannot become a tag.
QString markdownOf(const QList<Block> &blocks, const QString &documentId);

} // namespace sandbox
