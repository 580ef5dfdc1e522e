// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace results {

/// A text of which a part is in a buffer: bytes of that part are read there, and only others where they are,
/// which for a mapped file costs memory. `[i]` is a byte of the text, not of the buffer.
struct SearchText {
    const char *window = nullptr;
    qint64 windowBegin = 0;
    qint64 windowEnd = 0;
    const char *all = nullptr;
    qint64 begin = 0; ///< what is searched; bytes outside are not to be asked for
    qint64 end = 0;

    char operator[](qint64 at) const {
        const auto inWindow = quint64(at - windowBegin);
        return inWindow < quint64(windowEnd - windowBegin) ? window[inWindow] : all[at];
    }
    /// Bytes in one piece.
    const char *at(qint64 from, qint64 to) const {
        return from >= windowBegin && to <= windowEnd ? window + (from - windowBegin) : all + from;
    }

    /// An odd number of backslashes stands before it.
    bool isEscaped(qint64 at) const {
        qint64 first = at;
        while (first > begin && (*this)[first - 1] == '\\')
            --first;
        return (at - first) % 2 != 0;
    }
    /// Where the escape begins that holds this byte of a string; -1 when none does.
    qint64 escapeAround(qint64 at) const;
    /// The unit of the \uXXXX at `at`, -1 when there is none.
    int escapedUnit(qint64 at) const;
    /// One past the closing quote of the string that holds `at`, which is no part of an escape.
    qint64 endOfString(qint64 at) const;

    /// The character that ends before, or begins at, a byte of a string, decoded; 0 for a quote and at the
    /// ends.
    char32_t characterBefore(qint64 at) const;
    char32_t characterAt(qint64 at) const;
};

} // namespace results
