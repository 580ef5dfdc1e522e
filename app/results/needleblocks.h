// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsonblock.h"
#include "app/results/textneedle.h"

namespace results {

/// What a search looks at in sixty-four bytes.
struct NeedleBlock {
    quint64 quotes = 0;
    quint64 backslashes = 0;
    quint64 fits = 0; ///< both bytes of the probe; the second one may lie behind the block
};

#ifdef ANYFORMAT_SSE2

inline NeedleBlock needleBlock(const char *at, const NeedleProbe &probe) {
    NeedleBlock found;
    for (int i = 0; i < 4; ++i) {
        const char *const piece = at + 16 * i;
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(piece));
        const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i *>(piece + probe.distance));
        const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(probe.firstMask)),
                                               _mm_set1_epi8(probe.firstValue)),
            _mm_cmpeq_epi8(
                _mm_or_si128(second, _mm_set1_epi8(probe.secondMask)), _mm_set1_epi8(probe.secondValue)));
        const auto bits = [i](__m128i mask) {
            return quint64(quint32(_mm_movemask_epi8(mask))) << (16 * i);
        };
        found.quotes |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
        found.backslashes |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
        found.fits |= bits(both);
    }
    return found;
}

#else

inline NeedleBlock needleBlock(const char *at, const NeedleProbe &probe) {
    NeedleBlock found;
    for (int i = 0; i < blockSize; ++i) {
        const quint64 bit = quint64(1) << i;
        if (at[i] == '"')
            found.quotes |= bit;
        if (at[i] == '\\')
            found.backslashes |= bit;
        if (char(at[i] | probe.firstMask) == probe.firstValue &&
            char(at[i + probe.distance] | probe.secondMask) == probe.secondValue)
            found.fits |= bit;
    }
    return found;
}

#endif

#ifdef ANYFORMAT_NEWER_X86

ANYFORMAT_AVX2 inline quint64 bitsOfAvx2(__m256i low, __m256i high) {
    return quint64(quint32(_mm256_movemask_epi8(low))) | quint64(quint32(_mm256_movemask_epi8(high))) << 32;
}

ANYFORMAT_AVX2 inline NeedleBlock needleBlockAvx2(const char *at, const NeedleProbe &probe) {
    const auto *const first = reinterpret_cast<const __m256i *>(at);
    const auto *const second = reinterpret_cast<const __m256i *>(at + probe.distance);
    const __m256i low = _mm256_loadu_si256(first);
    const __m256i high = _mm256_loadu_si256(first + 1);
    const __m256i firstMask = _mm256_set1_epi8(probe.firstMask);
    const __m256i firstValue = _mm256_set1_epi8(probe.firstValue);
    const __m256i secondMask = _mm256_set1_epi8(probe.secondMask);
    const __m256i secondValue = _mm256_set1_epi8(probe.secondValue);
    const __m256i bothLow = _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_or_si256(low, firstMask), firstValue),
        _mm256_cmpeq_epi8(_mm256_or_si256(_mm256_loadu_si256(second), secondMask), secondValue));
    const __m256i bothHigh = _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_or_si256(high, firstMask), firstValue),
        _mm256_cmpeq_epi8(_mm256_or_si256(_mm256_loadu_si256(second + 1), secondMask), secondValue));
    const __m256i quote = _mm256_set1_epi8('"');
    const __m256i backslash = _mm256_set1_epi8('\\');
    return {bitsOfAvx2(_mm256_cmpeq_epi8(low, quote), _mm256_cmpeq_epi8(high, quote)),
        bitsOfAvx2(_mm256_cmpeq_epi8(low, backslash), _mm256_cmpeq_epi8(high, backslash)),
        bitsOfAvx2(bothLow, bothHigh)};
}

ANYFORMAT_AVX512 inline NeedleBlock needleBlockAvx512(const char *at, const NeedleProbe &probe) {
    const __m512i bytes = _mm512_loadu_si512(at);
    const __m512i second = _mm512_loadu_si512(at + probe.distance);
    const quint64 first = _mm512_cmpeq_epi8_mask(
        _mm512_or_si512(bytes, _mm512_set1_epi8(probe.firstMask)), _mm512_set1_epi8(probe.firstValue));
    const quint64 both = _mm512_mask_cmpeq_epi8_mask(first,
        _mm512_or_si512(second, _mm512_set1_epi8(probe.secondMask)), _mm512_set1_epi8(probe.secondValue));
    return {_mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')),
        _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\\')), both};
}

#endif

} // namespace results
