// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsonblock.h"

namespace results {

/// A bracket or brace outside of strings.
class Bracket {
public:
    /// How many commas are told apart: the number begins anew after that.
    static constexpr quint32 commasAround = quint32(1) << 30;

    Bracket() = default;
    Bracket(quint32 offset, quint32 commas, bool opening, bool square)
        : m_offset(offset)
        , m_word(commas << 2 | quint32(opening) << 1 | quint32(square)) {}

    quint32 offset() const { return m_offset; }
    /// Outside of strings, from the beginning of the text to here.
    quint32 commas() const { return m_word >> 2; }
    bool isOpening() const { return m_word & 2; }
    bool isSquare() const { return m_word & 1; }
    /// `next` is the bracket behind this one, which opens.
    bool isClosedBy(const Bracket &next) const { return ((m_word ^ next.m_word) & 3) == 2; }

private:
    quint32 m_offset;
    quint32 m_word;
};

/// Finds the brackets of a text, some blocks at a time, without a look at its grammar.
class BracketReader {
public:
    /// `kind` is at most what this processor can. `inString`: the text begins inside one.
    explicit BracketReader(Processor kind = processor(), bool inString = false)
        : m_kind(kind)
        , m_state(inString) {}

    /// Goes on from `offset`, where the last call ended; `size` is a multiple of a block, or the text ends
    /// there. `brackets` has room for `size` of them and a block more. Returns the end of those found.
    Bracket *read(const char *text, quint32 offset, qint64 size, Bracket *brackets);
    quint32 commas() const { return m_state.commas; } ///< so far, outside of strings
    /// The text read so far ends in a string.
    bool isInString() const { return m_state.strings.isInside(); }

private:
    struct State {
        explicit State(bool inString)
            : strings(inString) {}
        StringMask strings;
        quint32 commas = 0;
    };
    friend class BracketBlocks;

    Processor m_kind;
    State m_state;
};

} // namespace results
