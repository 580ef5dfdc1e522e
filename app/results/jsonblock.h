// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <bit>

#if defined(__SSE2__) || defined(_M_X64)
#define ANYFORMAT_SSE2
#include <emmintrin.h>
#endif

// Code for newer processors in a program that starts on every one: each function says what it needs, and runs
// only where that is there.
#if defined(__x86_64__) && defined(__GNUC__)
#define ANYFORMAT_NEWER_X86
#define ANYFORMAT_AVX2 __attribute__((target("avx2,bmi,popcnt,pclmul")))
#define ANYFORMAT_AVX512                                                                                     \
    __attribute__((target("avx512f,avx512bw,avx512vbmi2,avx512vpopcntdq,avx2,bmi,popcnt,pclmul")))
#include <immintrin.h>
#endif

/// Sixty-four bytes of JSON text at a time: a bit for each byte, the first one lowest.
namespace results {

constexpr int blockSize = 64;

/// Which bytes of a block are what, inside strings and out.
struct BlockBytes {
    quint64 quotes = 0;
    quint64 backslashes = 0;
    quint64 commas = 0;
    quint64 opening = 0; ///< brackets and braces
    quint64 closing = 0;
    quint64 square = 0; ///< of these the brackets; of other bytes any
};

#ifdef ANYFORMAT_SSE2

inline quint64 bytesEqual(const __m128i (&block)[4], char byte) {
    const __m128i wanted = _mm_set1_epi8(byte);
    quint64 bits = 0;
    for (int i = 0; i < 4; ++i)
        bits |= quint64(quint32(_mm_movemask_epi8(_mm_cmpeq_epi8(block[i], wanted)))) << (16 * i);
    return bits;
}

inline BlockBytes classify(const char *at) {
    __m128i block[4];
    __m128i folded[4]; // a bracket becomes a brace
    for (int i = 0; i < 4; ++i) {
        block[i] = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at + 16 * i));
        folded[i] = _mm_or_si128(block[i], _mm_set1_epi8(0x20));
    }
    quint64 curly = 0;
    for (int i = 0; i < 4; ++i) // the bit that tells them apart becomes the sign
        curly |= quint64(quint32(_mm_movemask_epi8(_mm_slli_epi16(block[i], 2)))) << (16 * i);
    return {bytesEqual(block, '"'), bytesEqual(block, '\\'), bytesEqual(block, ','), bytesEqual(folded, '{'),
        bytesEqual(folded, '}'), ~curly};
}

#else

inline BlockBytes classify(const char *at) {
    BlockBytes bytes;
    for (int i = 0; i < blockSize; ++i) {
        const quint64 bit = quint64(1) << i;
        switch (at[i]) {
        case '"':
            bytes.quotes |= bit;
            break;
        case '\\':
            bytes.backslashes |= bit;
            break;
        case ',':
            bytes.commas |= bit;
            break;
        case '[':
            bytes.square |= bit;
            bytes.opening |= bit;
            break;
        case '{':
            bytes.opening |= bit;
            break;
        case ']':
            bytes.square |= bit;
            bytes.closing |= bit;
            break;
        case '}':
            bytes.closing |= bit;
            break;
        default:
            break;
        }
    }
    return bytes;
}

#endif

/// Each bit with all lower ones, by exclusive or: from quotes to what stands between them.
inline quint64 prefixXor(quint64 bits) {
    for (int shift = 1; shift < blockSize; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

#ifdef ANYFORMAT_NEWER_X86

ANYFORMAT_AVX2 inline quint64 prefixXorPclmul(quint64 bits) {
    return quint64(_mm_cvtsi128_si64(
        _mm_clmulepi64_si128(_mm_set_epi64x(0, qint64(bits)), _mm_set1_epi8(char(0xff)), 0)));
}

ANYFORMAT_AVX2 inline quint64 bytesEqualAvx2(__m256i low, __m256i high, char byte) {
    const __m256i wanted = _mm256_set1_epi8(byte);
    return quint64(quint32(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)))) |
           quint64(quint32(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)))) << 32;
}

ANYFORMAT_AVX2 inline BlockBytes classifyAvx2(const char *at) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(at + 32));
    const __m256i bit = _mm256_set1_epi8(0x20);
    const __m256i lowFolded = _mm256_or_si256(low, bit);
    const __m256i highFolded = _mm256_or_si256(high, bit);
    return {bytesEqualAvx2(low, high, '"'), bytesEqualAvx2(low, high, '\\'), bytesEqualAvx2(low, high, ','),
        bytesEqualAvx2(lowFolded, highFolded, '{'), bytesEqualAvx2(lowFolded, highFolded, '}'),
        ~(quint64(quint32(_mm256_movemask_epi8(_mm256_slli_epi16(low, 2)))) |
            quint64(quint32(_mm256_movemask_epi8(_mm256_slli_epi16(high, 2)))) << 32)};
}

ANYFORMAT_AVX512 inline BlockBytes classifyAvx512(const char *at) {
    const __m512i block = _mm512_loadu_si512(at);
    const __m512i folded = _mm512_or_si512(block, _mm512_set1_epi8(0x20));
    return {_mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('"')),
        _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\\')),
        _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8(',')),
        _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('{')),
        _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('}')),
        _mm512_testn_epi8_mask(block, _mm512_set1_epi8(0x20))};
}

#endif

enum class Processor { Any, Avx2, Avx512 }; ///< the last one as from Ice Lake and Zen 4 on

/// What this one can.
inline Processor processor() {
#ifdef ANYFORMAT_NEWER_X86
    static const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                             __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
    static const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") &&
                               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2") &&
                               __builtin_cpu_supports("avx512vpopcntdq");
    return avx512 ? Processor::Avx512 : avx2 ? Processor::Avx2 : Processor::Any;
#else
    return Processor::Any;
#endif
}

/// Follows strings and escapes from block to block.
class StringMask {
public:
    explicit StringMask(bool inString)
        : m_inside(inString ? ~quint64(0) : 0) {}
    /// The quotes of the next block that begin or end a string.
    quint64 quotes(const BlockBytes &bytes) { return bytes.quotes & ~escaped(bytes.backslashes); }
    /// The bytes of that block that stand in a string, from its opening quote on, without the closing one;
    /// `between` is prefixXor() of its quotes.
    quint64 inside(quint64 between) {
        const quint64 inside = between ^ m_inside;
        m_inside = quint64(qint64(inside) >> (blockSize - 1));
        return inside;
    }
    bool isInside() const { return m_inside != 0; } ///< at the end of the last block
    /// The bytes that follow an odd number of backslashes; once a block.
    quint64 escaped(quint64 backslashes) {
        if (!(backslashes | m_escaped))
            return 0;
        constexpr quint64 evenBits = 0x5555'5555'5555'5555;
        backslashes &= ~m_escaped;
        const quint64 follows = backslashes << 1 | m_escaped;
        const quint64 oddStarts = backslashes & ~evenBits & ~follows;
        const quint64 sum = oddStarts + backslashes;
        m_escaped = sum < oddStarts;
        return (evenBits ^ (sum << 1)) & follows;
    }

private:
    quint64 m_inside;      ///< all bits or none
    quint64 m_escaped = 0; ///< the first byte of the next block is
};

} // namespace results
