// SPDX-License-Identifier: MIT
#include "app/results/bracketreader.h"

#include <array>
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
        State local = state; // in registers
        for (qint64 at = 0; at < size; at += blockSize) {
            const BlockBytes bytes = classifyAvx2(text + at);
            const quint64 strings = local.strings.inside(prefixXorPclmul(local.strings.quotes(bytes)));
            out = block(local, bytes, strings, offset + quint32(at), out);
        }
        state = local;
        return out;
    }

    ANYFORMAT_AVX512 static Bracket *readAvx512(
        State &state, const char *text, quint32 offset, qint64 size, Bracket *out) {
        State local = state; // in registers
        for (qint64 at = 0; at < size; at += blockSize) {
            const BlockBytes bytes = classifyAvx512(text + at);
            const quint64 strings = local.strings.inside(prefixXorPclmul(local.strings.quotes(bytes)));
            out = blockAvx512(local, bytes, strings, offset + quint32(at), out);
        }
        state = local;
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

#ifdef ANYFORMAT_NEWER_X86
    /// The same, eight at a time.
    ANYFORMAT_AVX512 static inline Bracket *blockAvx512(
        State &state, const BlockBytes &bytes, quint64 strings, quint32 offset, Bracket *out) {
        static_assert(sizeof(Bracket) == sizeof(quint64));
        const quint64 commas = bytes.commas & ~strings;
        const quint64 brackets = (bytes.opening | bytes.closing) & ~strings;
        if (brackets == 0) {
            state.commas += quint32(std::popcount(commas));
            return out;
        }
        const int count = std::popcount(brackets);
        alignas(blockSize) static constexpr std::array<char, blockSize> numbers = [] {
            std::array<char, blockSize> each{};
            for (int i = 0; i < blockSize; ++i)
                each[size_t(i)] = char(i);
            return each;
        }();
        alignas(blockSize) char places[blockSize];
        const __m512i packed = _mm512_maskz_compress_epi8(brackets, _mm512_load_si512(numbers.data()));
        constexpr __mmask8 all = 0xff; // as the plain forms do, of which GCC 12 warns
        _mm512_store_si512(places, packed);
        for (int i = 0; i < count; i += 8) {
            const __m128i next = _mm_loadl_epi64(reinterpret_cast<const __m128i *>(places + i));
            const __m512i place = _mm512_maskz_cvtepu8_epi64(all, next);
            const __m512i bit = _mm512_maskz_sllv_epi64(all, _mm512_set1_epi64(1), place);
            const __m512i before = _mm512_sub_epi64(bit, _mm512_set1_epi64(1));
            __m512i word = _mm512_add_epi64(
                _mm512_popcnt_epi64(_mm512_and_si512(before, _mm512_set1_epi64(qint64(commas)))),
                _mm512_set1_epi64(state.commas));
            word = _mm512_maskz_slli_epi64(all, word, 2);
            word = _mm512_mask_or_epi64(word,
                _mm512_test_epi64_mask(bit, _mm512_set1_epi64(qint64(bytes.opening))), word,
                _mm512_set1_epi64(2));
            word = _mm512_mask_or_epi64(word,
                _mm512_test_epi64_mask(bit, _mm512_set1_epi64(qint64(bytes.square))), word,
                _mm512_set1_epi64(1));
            const __m512i whole = _mm512_or_si512(
                _mm512_maskz_slli_epi64(all, word, 32), _mm512_add_epi64(place, _mm512_set1_epi64(offset)));
            _mm512_storeu_si512(out + i, whole);
        }
        state.commas += quint32(std::popcount(commas));
        return out + count;
    }
#endif
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
