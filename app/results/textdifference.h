// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace results {

struct TextRange {
    qsizetype begin = 0;
    qsizetype length = 0;

    bool operator==(const TextRange &) const = default;
};

/// What of two texts the other does not have, in whole words and numbers; white space counts as a word.
struct TextDifference {
    QList<TextRange> left;
    QList<TextRange> right;
};

/// Between what they have in common at their beginnings and ends, words are aligned where there are few; of
/// very many, all in between is the difference. Linear in the length of the texts.
TextDifference textDifference(const QString &left, const QString &right);

} // namespace results
