// SPDX-License-Identifier: MIT
#include "app/results/bracketreader.h"

#include <cstring>

namespace results {

/// The loop over blocks, the same for each kind of processor, which must be said around all of it.
class BracketBlocks {
public:
    using State = BracketReader::State;

    static Bracket *read(State &state, const char *text, quint32 offset, qint64 size, Bracket *out) {
        for (qint64 at = 0; at < size; at += blockSize) {
            const BlockBytes bytes = classify(text + at);
            const quint64 strings = state.strings.inside(prefixXor(state.strings.quotes(bytes)));
            out = block(state, bytes, strings, offset + quint32(at), out);
        }
        return out;
    }

#ifdef ANYFORMAT_NEWER_X86
    ANYFORMAT_AVX2 static Bracket *readAvx2(
        State &state, const char *text, quint32 offset, qint64 size, Bracket *out) {
        for (qint64 at = 0; at < size; at += blockSize) {
            const BlockBytes bytes = classifyAvx2(text + at);
            const quint64 strings = state.strings.inside(prefixXorPclmul(state.strings.quotes(bytes)));
            out = block(state, bytes, strings, offset + quint32(at), out);
        }
        return out;
    }

    ANYFORMAT_AVX512 static Bracket *readAvx512(
        State &state, const char *text, quint32 offset, qint64 size, Bracket *out) {
        for (qint64 at = 0; at < size; at += blockSize) {
            const BlockBytes bytes = classifyAvx512(text + at);
            const quint64 strings = state.strings.inside(prefixXorPclmul(state.strings.quotes(bytes)));
            out = block(state, bytes, strings, offset + quint32(at), out);
        }
        return out;
    }
#endif

private:
    /// Writes four at a time, of which the last may be none: how many there are cannot be guessed by the
    /// processor, and each wrong guess costs as much as four of them.
    static inline Bracket *block(
        State &state, const BlockBytes &bytes, quint64 strings, quint32 offset, Bracket *out) {
        const quint64 commas = bytes.commas & ~strings;
        quint64 brackets = (bytes.opening | bytes.closing) & ~strings;
        const int count = std::popcount(brackets);
        for (int i = 0; i < count; i += 4) {
            for (int j = 0; j < 4; ++j) {
                const quint64 lowest = brackets & (0 - brackets);
                out[i + j] = Bracket(offset + quint32(std::countr_zero(brackets)),
                    state.commas + quint32(std::popcount(commas & (lowest - 1))), bytes.opening & lowest,
                    bytes.square & lowest);
                brackets ^= lowest;
            }
        }
        state.commas += quint32(std::popcount(commas));
        return out + count;
    }
};

Bracket *BracketReader::read(const char *text, quint32 offset, qint64 size, Bracket *brackets) {
    const qint64 whole = size - size % blockSize;
    switch (m_kind) {
#ifdef ANYFORMAT_NEWER_X86
    case Processor::Avx512:
        brackets = BracketBlocks::readAvx512(m_state, text, offset, whole, brackets);
        break;
    case Processor::Avx2:
        brackets = BracketBlocks::readAvx2(m_state, text, offset, whole, brackets);
        break;
#endif
    default:
        brackets = BracketBlocks::read(m_state, text, offset, whole, brackets);
        break;
    }
    if (whole == size)
        return brackets;
    char rest[blockSize];
    std::memset(rest, ' ', sizeof rest);
    std::memcpy(rest, text + whole, size_t(size - whole));
    return BracketBlocks::read(m_state, rest, offset + quint32(whole), blockSize, brackets);
}

} // namespace results
