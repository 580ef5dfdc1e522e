// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <limits>

namespace results {

/// One past the closing quote of the string that begins (with its quote) at `begin`; `end` when it is not
/// closed.
const char *endOfJsonString(const char *begin, const char *end);

/// What stands between the quotes of the string from `begin` (its opening quote) to `end` (as endOfJsonString
/// tells it).
QByteArrayView stringContent(const char *begin, const char *end);

struct DecodedText {
    QString text;
    bool whole = true; ///< false: more follows
};

constexpr qsizetype unlimitedLength = std::numeric_limits<qsizetype>::max();

/// Decodes what stands between the quotes of a string. Lone surrogates, bytes that are not UTF-8 and an
/// escape that is cut off become U+FFFD; a byte order mark stays. Stops after `maxLength` UTF-16 units,
/// without looking at the rest and without halving a character.
DecodedText decodeJsonString(QByteArrayView inner, qsizetype maxLength = unlimitedLength);

/// The same for text without escapes.
DecodedText decodeUtf8(QByteArrayView bytes, qsizetype maxLength = unlimitedLength);

} // namespace results
