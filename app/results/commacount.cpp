// SPDX-License-Identifier: MIT
#include "app/results/commacount.h"

namespace results {

/// The loop over blocks, the same for each kind of processor, which must be said around all of it.
class CommaBlocks {
public:
    static void read(CommaCount &count, const char *text, qint64 offset, qint64 size) {
        for (qint64 at = 0; at < size; at += blockSize) {
            const BlockBytes bytes = classify(text + at);
            take(count, bytes, prefixXor(count.m_strings.quotes(bytes)), offset + at, size - at);
        }
    }

#ifdef ANYFORMAT_NEWER_X86
    ANYFORMAT_AVX2 static void readAvx2(CommaCount &count, const char *text, qint64 offset, qint64 size) {
        for (qint64 at = 0; at < size; at += blockSize) {
            const BlockBytes bytes = classifyAvx2(text + at);
            take(count, bytes, prefixXorPclmul(count.m_strings.quotes(bytes)), offset + at, size - at);
        }
    }

    ANYFORMAT_AVX512 static void readAvx512(CommaCount &count, const char *text, qint64 offset, qint64 size) {
        for (qint64 at = 0; at < size; at += blockSize) {
            const BlockBytes bytes = classifyAvx512(text + at);
            take(count, bytes, prefixXorPclmul(count.m_strings.quotes(bytes)), offset + at, size - at);
        }
    }
#endif

private:
    static inline void take(
        CommaCount &count, const BlockBytes &bytes, quint64 between, qint64 offset, qint64 left) {
        const quint64 real = left < blockSize ? (quint64(1) << left) - 1 : ~quint64(0);
        const quint64 outside = real & ~count.m_strings.inside(between);
        quint64 commas = bytes.commas & outside;
        quint64 brackets = (bytes.opening | bytes.closing) & outside;
        for (; brackets != 0; brackets &= brackets - 1) {
            const quint64 lowest = brackets & (0 - brackets);
            count.add(commas & (lowest - 1));
            commas &= ~(lowest - 1);
            if (!(bytes.opening & lowest))
                count.m_depth -= count.m_depth > 0;
            else if (count.m_depth < int(count.m_open.size()))
                count.m_open[size_t(count.m_depth++)] = {
                    offset + std::countr_zero(lowest), 0, count.m_commas};
        }
        count.add(commas);
    }
};

void CommaCount::read(const char *text, qint64 offset, qint64 size) {
    switch (m_kind) {
#ifdef ANYFORMAT_NEWER_X86
    case Processor::Avx512:
        CommaBlocks::readAvx512(*this, text, offset, size);
        break;
    case Processor::Avx2:
        CommaBlocks::readAvx2(*this, text, offset, size);
        break;
#endif
    default:
        CommaBlocks::read(*this, text, offset, size);
        break;
    }
}

} // namespace results
