// SPDX-License-Identifier: MIT
#include "app/results/shortcontainer.h"

#include "app/results/jsonblock.h"
#include "app/results/jsonbytes.h"

#include <algorithm>
#include <cstring>

namespace results {

ShortContainer shortContainer(const char *begin, const char *end) {
    static_assert(shortestMapped % blockSize == 0);
    char padded[shortestMapped];
    const char *text = begin;
    if (end - begin < shortestMapped) {
        std::memset(padded, ' ', sizeof padded);
        std::memcpy(padded, begin, size_t(end - begin));
        text = padded;
    }
    StringMask strings(false);
    int depth = 0;
    quint32 separators = 0;
    for (qint64 offset = 0; offset < shortestMapped; offset += blockSize) {
        const BlockBytes bytes = classify(text + offset);
        const quint64 inside = strings.inside(prefixXor(strings.quotes(bytes)));
        quint64 commas = bytes.commas & ~inside;
        for (quint64 brackets = (bytes.opening | bytes.closing) & ~inside; brackets != 0;
             brackets &= brackets - 1) {
            const quint64 lowest = brackets & (0 - brackets);
            if (depth == 1)
                separators += quint32(std::popcount(commas & (lowest - 1)));
            commas &= ~(lowest - 1);
            depth += bytes.opening & lowest ? 1 : -1;
            if (depth > 0)
                continue;
            const qint64 last = offset + std::countr_zero(lowest);
            const bool empty = separators == 0 && std::all_of(text + 1, text + last, isSpace);
            // One of shortestMapped bytes is in the map.
            return last + 1 < shortestMapped ? ShortContainer{last + 1, empty ? 0 : separators + 1}
                                             : ShortContainer();
        }
        if (depth == 1)
            separators += quint32(std::popcount(commas));
    }
    return {};
}

} // namespace results
