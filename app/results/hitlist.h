// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <vector>

namespace results {

/// The row of a tree that a place of the text is in: a member of a container.
struct HitRow {
    static constexpr quint32 none = ~quint32(0);

    quint32 container = none; ///< where it begins, which is its bracket; none: the root, or no row at all
    quint32 member = 0;       ///< its number

    bool operator==(const HitRow &) const = default;
};

/// A key, string, number or word that holds what was looked for: where its text stands, a string with its
/// quotes, and in which row. Sixteen bytes, because there may be millions.
class Hit {
public:
    Hit() = default;
    /// `begin` below 4 GiB, as in every document that has a map.
    Hit(qint64 begin, qint64 end, bool inKey, HitRow row = {})
        : m_begin(quint32(begin))
        , m_word(quint32(std::min(end - begin, longest)) << 1 | quint32(inKey))
        , m_row(row) {}

    qint64 begin() const { return m_begin; }
    qint64 end() const { return m_begin + qint64(m_word >> 1); } ///< of more than 2 GiB only the beginning
    bool inKey() const { return m_word & 1; }
    const HitRow &row() const { return m_row; }
    void setRow(const HitRow &row) { m_row = row; }
    bool operator==(const Hit &) const = default;

private:
    static constexpr qint64 longest = (qint64(1) << 31) - 1;

    quint32 m_begin = 0;
    quint32 m_word = 0;
    HitRow m_row;
};

using Hits = std::vector<Hit>;

/// Hits in the order of the text. They stay in the pieces they came in: to copy millions is felt.
class HitList {
public:
    void append(Hits hits); ///< all behind those that are here
    void clear();

    qint64 count() const { return m_count; }
    bool isEmpty() const { return m_count == 0; }
    Hit at(qint64 number) const; ///< from 0 to count() - 1
    /// The number of the first hit that ends behind this byte; count() when there is none.
    qint64 firstEndingAfter(qint64 offset) const;
    /// Those that share a byte with the text from `begin` to `end` (not included), at most `limit`.
    Hits between(qint64 begin, qint64 end, qint64 limit = 10'000) const;

private:
    struct Piece {
        qint64 first; ///< number of its first hit
        Hits hits;
    };
    std::vector<Piece> m_pieces;
    qint64 m_count = 0;
};

} // namespace results
