// SPDX-License-Identifier: MIT
#include "app/results/utf8check.h"

#include <simdjson.h>

#include <algorithm>

namespace results {

namespace {

constexpr qint64 windowSize = 2'097'152;
constexpr qint64 longestCharacter = 4; // bytes

bool isValid(const char *begin, qint64 size) {
    return simdjson::validate_utf8(begin, size_t(size));
}

/// `end`, or a little before it, where a character begins.
qint64 characterBefore(const char *text, qint64 begin, qint64 end) {
    qint64 at = end;
    while (at > begin && end - at < longestCharacter && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80)
        --at;
    return at;
}

/// In a range that is not valid: halves it until a character is left.
qint64 firstBad(const char *text, qint64 begin, qint64 end) {
    while (end - begin > 4 * longestCharacter) {
        const qint64 middle = characterBefore(text, begin, begin + (end - begin) / 2);
        if (isValid(text + begin, middle - begin))
            begin = middle;
        else
            end = middle;
    }
    for (qint64 size = 1; begin < end; ++size) {
        if (isValid(text + begin, size)) {
            begin += size;
            size = 0;
        } else if (size == longestCharacter || begin + size == end) {
            break;
        }
    }
    return begin;
}

} // namespace

qint64 firstBadUtf8(const ByteSource &source) {
    const char *const text = source.bytes().data();
    for (qint64 at = 0; at < source.size();) {
        qint64 end = std::min(at + windowSize, source.size());
        if (end < source.size())
            end = characterBefore(text, at, end);
        if (!isValid(text + at, end - at))
            return firstBad(text, at, end);
        source.release(at, end);
        at = end;
    }
    return -1;
}

} // namespace results
