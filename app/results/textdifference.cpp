// SPDX-License-Identifier: MIT
#include "app/results/textdifference.h"

#include <algorithm>
#include <vector>

namespace results {

namespace {

constexpr qsizetype mostWords = 400; // on a side: their product is time and memory

using Words = QList<TextRange>;

bool isInWord(QChar c) {
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
}

Words wordsOf(const QString &text) {
    Words words;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i > 0 && isInWord(text[i]) && isInWord(text[i - 1]))
            ++words.last().length;
        else
            words.append({i, 1});
    }
    return words;
}

void add(QList<TextRange> &ranges, const TextRange &word) {
    if (!ranges.isEmpty() && ranges.last().begin + ranges.last().length == word.begin)
        ranges.last().length += word.length;
    else
        ranges.append(word);
}

void addAll(QList<TextRange> &ranges, const Words &words, qsizetype from, qsizetype to) {
    for (; from < to; ++from)
        add(ranges, words[from]);
}

} // namespace

TextDifference textDifference(const QString &left, const QString &right) {
    const Words ours = wordsOf(left);
    const Words theirs = wordsOf(right);
    const auto same = [&](qsizetype our, qsizetype their) {
        const TextRange &one = ours[our];
        const TextRange &other = theirs[their];
        return QStringView(left).mid(one.begin, one.length) ==
               QStringView(right).mid(other.begin, other.length);
    };
    qsizetype front = 0;
    while (front < std::min(ours.size(), theirs.size()) && same(front, front))
        ++front;
    qsizetype ourEnd = ours.size();
    qsizetype theirEnd = theirs.size();
    while (ourEnd > front && theirEnd > front && same(ourEnd - 1, theirEnd - 1)) {
        --ourEnd;
        --theirEnd;
    }
    TextDifference difference;
    const qsizetype rows = ourEnd - front;
    const qsizetype columns = theirEnd - front;
    if (rows > mostWords || columns > mostWords) {
        addAll(difference.left, ours, front, ourEnd);
        addAll(difference.right, theirs, front, theirEnd);
        return difference;
    }
    // The longest common sequence of words, from the end.
    std::vector<quint16> longest(size_t((rows + 1) * (columns + 1)));
    const auto at = [&](qsizetype row, qsizetype column) -> quint16 & {
        return longest[size_t(row * (columns + 1) + column)];
    };
    for (qsizetype row = rows - 1; row >= 0; --row) {
        for (qsizetype column = columns - 1; column >= 0; --column)
            at(row, column) = same(front + row, front + column)
                                  ? quint16(at(row + 1, column + 1) + 1)
                                  : std::max(at(row + 1, column), at(row, column + 1));
    }
    for (qsizetype row = 0, column = 0; row < rows || column < columns;) {
        if (row < rows && column < columns && same(front + row, front + column)) {
            ++row;
            ++column;
        } else if (column == columns || (row < rows && at(row + 1, column) >= at(row, column + 1))) {
            add(difference.left, ours[front + row++]);
        } else {
            add(difference.right, theirs[front + column++]);
        }
    }
    return difference;
}

} // namespace results
