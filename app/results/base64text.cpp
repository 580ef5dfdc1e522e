// SPDX-License-Identifier: MIT
#include "app/results/base64text.h"

#include <array>

namespace results {

namespace {

constexpr qsizetype longText = 1000;
constexpr qsizetype longestPrefix = 100; // of a data: URL

constexpr std::array<bool, 256> alphabet = [] {
    std::array<bool, 256> all{};
    for (int c = 0; c < 256; ++c)
        all[size_t(c)] = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         c == '+' || c == '/' || c == '-' || c == '_' || c == '=';
    return all;
}();

} // namespace

bool isLongBase64(QByteArrayView inner) {
    if (inner.size() <= longText)
        return false;
    if (inner.startsWith("data:")) {
        constexpr QByteArrayView mark = ";base64,";
        const qsizetype prefix = inner.first(longestPrefix).indexOf(mark);
        if (prefix < 0)
            return false;
        inner = inner.sliced(prefix + mark.size());
    }
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
