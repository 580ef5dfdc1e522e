// SPDX-License-Identifier: MIT
#include "app/results/searchtext.h"

#include "app/results/jsonbytes.h"
#include "app/results/jsonstring.h"

#include <QChar>

namespace results {

namespace {

/// Reads from a lead byte; garbage is 0.
char32_t utf8Character(const SearchText &text, qint64 at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const int size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
    if (size == 0 || at + size > text.end)
        return 0;
    char32_t character = size == 1 ? lead : lead & (0x7f >> size);
    for (int i = 1; i < size; ++i) {
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if ((byte & 0xc0) != 0x80)
            return 0;
        character = character << 6 | (byte & 0x3f);
    }
    return character;
}

/// Of the escape that begins at `at`.
char32_t escapedCharacter(const SearchText &text, qint64 at) {
    if (at + 1 >= text.end)
        return 0;
    const char letter = text[at + 1];
    if (letter != 'u')
        return letter == '"' || letter == '\\' || letter == '/' ? char32_t(letter) : U' ';
    const int unit = text.escapedUnit(at);
    if (unit < 0)
        return 0;
    if (QChar::isHighSurrogate(char32_t(unit))) {
        const int low = text.escapedUnit(at + 6);
        return low >= 0 && QChar::isLowSurrogate(char32_t(low))
                   ? QChar::surrogateToUcs4(char16_t(unit), char16_t(low))
                   : 0;
    }
    if (QChar::isLowSurrogate(char32_t(unit)) && at - 6 >= text.begin && text[at - 6] == '\\' &&
        !text.isEscaped(at - 6)) {
        const int high = text.escapedUnit(at - 6);
        if (high >= 0 && QChar::isHighSurrogate(char32_t(high)))
            return QChar::surrogateToUcs4(char16_t(high), char16_t(unit));
    }
    return char32_t(unit);
}

} // namespace

int SearchText::escapedUnit(qint64 at) const {
    if (end - at < 6 || (*this)[at] != '\\' || (*this)[at + 1] != 'u')
        return -1;
    return hexUnit(this->at(at + 2, at + 6));
}

qint64 SearchText::escapeAround(qint64 at) const {
    if (isEscaped(at))
        return at - 1;
    // A digit of \uXXXX: the letter stands one to four bytes before.
    for (qint64 letter = at - 1; letter > begin && letter >= at - 4; --letter) {
        if ((*this)[letter] == 'u' && isEscaped(letter))
            return letter - 1;
        if (hexDigit((*this)[letter]) < 0)
            break;
    }
    return -1;
}

qint64 SearchText::endOfString(qint64 at) const {
    if (at >= end)
        return end;
    if (at > windowBegin && at < windowEnd) {
        const qint64 limit = windowEnd < end ? windowEnd : end;
        const char *const last = window + (limit - windowBegin);
        const char *const found = endOfJsonString(window + (at - windowBegin) - 1, last);
        // At the limit it may be an escaped quote, or one that ends the string just there.
        if (found != last || limit == end)
            return windowBegin + (found - window);
    }
    return endOfJsonString(all + at - 1, all + end) - all;
}

char32_t SearchText::characterBefore(qint64 at) const {
    if (at <= begin)
        return 0;
    const qint64 escape = escapeAround(at - 1);
    if (escape >= begin)
        return escapedCharacter(*this, escape);
    qint64 first = at - 1;
    while (first > begin && at - first < 4 && (static_cast<unsigned char>((*this)[first]) & 0xc0) == 0x80)
        --first;
    const char32_t character = utf8Character(*this, first);
    return character == U'"' ? 0 : character;
}

char32_t SearchText::characterAt(qint64 at) const {
    if (at >= end)
        return 0;
    if ((*this)[at] == '\\')
        return escapedCharacter(*this, at);
    const char32_t character = utf8Character(*this, at);
    return character == U'"' ? 0 : character;
}

} // namespace results
