// SPDX-License-Identifier: MIT
#pragma once

#include "app/documents/pagetext.h"

#include <QList>

namespace documents {

/// Cuts words in the order of drawing where they go to another height: what a PDF calls a line may be
/// several.
QList<Line> splitByHeight(const QList<Word> &words);

/// Puts pieces of lines that stand at the same height into one line, lines from top to bottom, words from
/// left to right.
QList<Line> linesByPlace(const QList<Line> &segments);

} // namespace documents
