// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace results {

/// How many characters of a value a cell or a line shows.
constexpr qsizetype displayLength = 500;

/// Any text as one line that is safe to show: line breaks become a return sign, tabs blanks, other control
/// characters their visible pictures. Cut after `maxLength` characters, with an ellipsis.
QString displayLine(const QString &text, qsizetype maxLength = displayLength);

/// The same as lines: line breaks of every kind are line feeds, tabs stay, and nothing is cut.
QString displayLines(const QString &text);

} // namespace results
