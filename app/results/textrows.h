// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

#include <vector>

namespace results {

/// A character of a text, or a byte that belongs to none.
struct TextCell {
    qint64 offset = 0;
    int column = 0;        ///< in its row
    int width = 1;         ///< in columns: 2 for wide ones, 0 for marks that stand on the one before
    int length = 1;        ///< in bytes
    char32_t shown = U' '; ///< U+FFFD for bad bytes, and something to see for what is invisible
    bool special = false;  ///< `shown` stands for something else
};

struct TextRow {
    qint64 begin = 0;
    qint64 end = 0; ///< the beginning of the next one: the line feed belongs to its row

    bool operator==(const TextRow &) const = default;
};

/// A text of any size as rows of a fixed number of columns, of which only those around the place of interest
/// are ever worked out. Rows begin with the lines, and in a line without a line feed for 64 KiB also where a
/// block of that size begins, so that a line of many megabytes has rows whose place depends on nothing far
/// away; the row before such a place is a short one. Characters stand in the order of their bytes.
///
/// The bytes must outlive it. Not for several threads at once.
class TextRows {
public:
    TextRows() = default;
    TextRows(QByteArrayView bytes, int columns);

    QByteArrayView bytes() const { return m_bytes; }
    int columns() const { return m_columns; }

    /// The row that the byte stands in; the last one for the size of the text (an empty one behind a line
    /// feed).
    TextRow rowAt(qint64 offset) const;
    /// The same row at the end, or the beginning, of the text.
    TextRow next(const TextRow &row) const;
    TextRow previous(const TextRow &row) const;
    bool isLast(const TextRow &row) const { return next(row) == row; }
    bool startsLine(const TextRow &row) const { return row.begin == 0 || m_bytes[row.begin - 1] == '\n'; }

    /// Its characters without the line feed, of the columns up to `columnEnd`.
    std::vector<TextCell> cells(const TextRow &row, int columnEnd) const;
    /// The beginning of the character that the byte belongs to, and of those beside it; marks belong to the
    /// character they stand on.
    qint64 characterAt(qint64 offset) const;
    qint64 characterAfter(qint64 offset) const;
    qint64 characterBefore(qint64 offset) const;

private:
    qint64 codeAt(qint64 offset) const;
    qint64 segmentBegin(qint64 offset) const;
    void lay(qint64 segmentBegin) const;
    qint64 boundary(qint64 block) const;

    QByteArrayView m_bytes{""}; ///< never without an address
    int m_columns = 80;
    // Of one segment, the last one asked for: where its rows begin.
    mutable std::vector<qint64> m_starts;
    mutable qint64 m_segmentEnd = -1;
};

} // namespace results
