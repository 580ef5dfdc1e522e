// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsonnode.h"

#include <array>

/// What single bytes mean in JSON text.
namespace results {

enum ByteClass : unsigned char {
    SpaceByte = 1,
    DigitByte = 2,
    WordByte = 4,   ///< would go on with a number or a word that it follows directly
    StringStop = 8, ///< a quote, a backslash, or a control character
};

constexpr std::array<unsigned char, 256> byteClasses = [] {
    std::array<unsigned char, 256> classes{};
    for (int c = 0; c < 256; ++c) {
        const bool digit = c >= '0' && c <= '9';
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        unsigned char bits = 0;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            bits |= SpaceByte;
        if (digit)
            bits |= DigitByte;
        if (digit || letter || c == '+' || c == '-' || c == '.' || c == '_' || c >= 0x80)
            bits |= WordByte;
        if (c == '"' || c == '\\' || c < 0x20)
            bits |= StringStop;
        classes[size_t(c)] = bits;
    }
    return classes;
}();

inline bool isSpace(char byte) {
    return byteClasses[static_cast<unsigned char>(byte)] & SpaceByte;
}

inline bool isDigit(char byte) {
    return byteClasses[static_cast<unsigned char>(byte)] & DigitByte;
}

inline bool continuesWord(char byte) {
    return byteClasses[static_cast<unsigned char>(byte)] & WordByte;
}

inline bool stopsString(char byte) {
    return byteClasses[static_cast<unsigned char>(byte)] & StringStop;
}

/// -1 when it is none.
inline int hexDigit(char byte) {
    if (isDigit(byte))
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

/// The unit that four hexadecimal digits stand for, those of \uXXXX; -1 when they are no such digits.
inline int hexUnit(const char *digits) {
    int unit = 0;
    for (int i = 0; i < 4; ++i) {
        const int digit = hexDigit(digits[i]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

/// The type of a value from its first byte, in text that is known to be JSON.
inline JsonType typeOfValue(char firstByte) {
    switch (firstByte) {
    case '{':
        return JsonType::Object;
    case '[':
        return JsonType::Array;
    case '"':
        return JsonType::String;
    case 't':
    case 'f':
        return JsonType::Boolean;
    case 'n':
        return JsonType::Null;
    default:
        return JsonType::Number;
    }
}

} // namespace results
