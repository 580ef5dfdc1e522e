// SPDX-License-Identifier: MIT
#pragma once

namespace results {

/// The bytes of the character of UTF-8 that begins at `at`, which is before `end`; 0 when none does: a byte
/// that begins none, one that is cut off, one that is longer than it need be, half a pair of surrogates, or
/// beyond Unicode.
inline int utf8Length(const char *at, const char *end) {
    const auto first = static_cast<unsigned char>(*at);
    if (first < 0x80)
        return 1;
    const int bytes = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (bytes == 0 || end - at < bytes)
        return 0;
    for (int i = 1; i < bytes; ++i) {
        if ((static_cast<unsigned char>(at[i]) & 0xc0) != 0x80)
            return 0;
    }
    const auto second = static_cast<unsigned char>(at[1]);
    const bool outside = (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
                         (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f);
    return outside ? 0 : bytes;
}

} // namespace results
