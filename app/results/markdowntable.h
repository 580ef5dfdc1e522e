// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace results {

/// An HTML table (what stands between <table> and </table>) as the lines of one of Markdown: its head, the
/// line below, its rows. Cells over several columns or rows leave the others empty; a table in a cell becomes
/// its text. Empty when there is no cell. Takes any text.
QStringList markdownTableLines(QStringView html);

/// The text between the tags, with blanks in place of line breaks.
QString withoutTags(QStringView html);

} // namespace results
