// SPDX-License-Identifier: MIT
#include "app/results/jsonstring.h"

#include "app/results/jsonbytes.h"

#include <QStringDecoder>

#include <algorithm>
#include <cstring>

namespace results {

namespace {

QChar unescaped(char letter) {
    switch (letter) {
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return QLatin1Char(letter); // a quote, a backslash or a slash
    }
}

/// The unit of the \uXXXX at `at`; -1 when there is no such escape before `end`.
int escapedUnit(const char *at, const char *end) {
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return -1;
    return std::max(0, hexUnit(at + 2)); // nobody may have checked the text yet
}

/// Appends the character of the \uXXXX at `at`, or of a pair of them; returns where it ends.
const char *appendEscapedUnit(QString &text, const char *at, const char *end) {
    const auto unit = char16_t(escapedUnit(at, end));
    at += 6;
    if (!QChar::isSurrogate(unit)) {
        text += QChar(unit);
        return at;
    }
    const int next = escapedUnit(at, end);
    if (QChar::isHighSurrogate(unit) && next >= 0 && QChar::isLowSurrogate(char16_t(next))) {
        text += QChar(unit);
        text += QChar(char16_t(next));
        return at + 6;
    }
    text += QChar(QChar::ReplacementCharacter);
    return at;
}

/// `end`, or where enough bytes for more than `room` UTF-16 units end: a unit comes from at most three bytes.
/// A character cut there lies beyond the room.
const char *endOfEnough(const char *at, const char *end, qsizetype room) {
    return (end - at) / 4 <= room ? end : at + room * 3 + 3;
}

QString fromUtf8(const char *begin, const char *end) {
    // QString::fromUtf8 would swallow a byte order mark.
    QStringDecoder decoder(
        QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder(QByteArrayView(begin, end));
}

DecodedText cutAfter(QString text, qsizetype maxLength, bool allRead) {
    if (allRead && text.size() <= maxLength)
        return {text, true};
    text.truncate(maxLength);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return {text, false};
}

} // namespace

const char *endOfJsonString(const char *begin, const char *end) {
    const char *at = begin + 1;
    while (at < end) {
        const auto *quote = static_cast<const char *>(std::memchr(at, '"', size_t(end - at)));
        if (!quote)
            return end;
        const char *backslashes = quote;
        while (backslashes != at && backslashes[-1] == '\\')
            --backslashes;
        at = quote + 1;
        if ((quote - backslashes) % 2 == 0)
            return at;
    }
    return end;
}

QByteArrayView stringContent(const char *begin, const char *end) {
    const bool closed = end - begin >= 2 && end[-1] == '"';
    return {begin + 1, closed ? end - 1 : std::max(begin + 1, end)};
}

DecodedText decodeJsonString(QByteArrayView inner, qsizetype maxLength) {
    const char *at = inner.begin();
    const char *const end = inner.end();
    QString text;
    while (at != end && text.size() <= maxLength) {
        if (*at != '\\') {
            const char *runEnd = endOfEnough(at, end, maxLength - text.size());
            if (const void *escape = std::memchr(at, '\\', size_t(runEnd - at)))
                runEnd = static_cast<const char *>(escape);
            text += fromUtf8(at, runEnd);
            at = runEnd;
        } else if (end - at < 2 || (at[1] == 'u' && end - at < 6)) {
            text += QChar(QChar::ReplacementCharacter); // nobody has checked this text yet
            at = end;
        } else if (at[1] == 'u') {
            at = appendEscapedUnit(text, at, end);
        } else {
            text += unescaped(at[1]);
            at += 2;
        }
    }
    return cutAfter(text, maxLength, at == end);
}

DecodedText decodeUtf8(QByteArrayView bytes, qsizetype maxLength) {
    const char *const end = endOfEnough(bytes.begin(), bytes.end(), maxLength);
    return cutAfter(fromUtf8(bytes.begin(), end), maxLength, end == bytes.end());
}

} // namespace results
