// SPDX-License-Identifier: MIT
#include "app/results/base64text.h"

#include <QByteArray>

#include <algorithm>
#include <array>

namespace results {

namespace {

constexpr qsizetype longText = 1000;
constexpr qsizetype longestPrefix = 200; // of a data: URI, to its comma

constexpr std::array<bool, 256> alphabet = [] {
    std::array<bool, 256> all{};
    for (int c = 0; c < 256; ++c)
        all[size_t(c)] = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         c == '+' || c == '/' || c == '-' || c == '_' || c == '=';
    return all;
}();

} // namespace

qsizetype dataUriPrefix(QByteArrayView text) {
    if (text.isEmpty() || (text.front() != 'd' && text.front() != 'D')) // most texts
        return 0;
    const QByteArray prefix = text.first(std::min(text.size(), longestPrefix)).toByteArray().toLower();
    if (!prefix.startsWith("data:"))
        return 0;
    constexpr QByteArrayView mark = ";base64,";
    const qsizetype at = prefix.indexOf(mark);
    return at < 0 ? 0 : at + mark.size();
}

bool isLongBase64(QByteArrayView inner) {
    if (inner.size() <= longText)
        return false;
    inner = inner.sliced(dataUriPrefix(inner));
    qsizetype characters = 0;
    for (qsizetype i = 0; i < inner.size(); ++i) {
        if (inner[i] == '\\' && i + 1 < inner.size() &&
            (inner[i + 1] == '/' || inner[i + 1] == 'n' || inner[i + 1] == 'r'))
            ++i;
        else if (!alphabet[static_cast<unsigned char>(inner[i])])
            return false;
        ++characters;
    }
    return characters > longText;
}

} // namespace results
