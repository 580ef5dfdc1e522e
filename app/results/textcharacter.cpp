// SPDX-License-Identifier: MIT
#include "app/results/textcharacter.h"

#include "app/results/utf8length.h"

#include <QChar>

#include <algorithm>
#include <iterator>

namespace results {

namespace {

constexpr char32_t replacement = 0xfffd;
constexpr char32_t box = 0x25a1;

struct CodeRange {
    char32_t first;
    char32_t last;
};

/// What takes two columns in a fixed font: East Asian wide and full width, and emoji.
constexpr CodeRange wideRanges[] = {{0x1100, 0x115f}, {0x231a, 0x231b}, {0x2e80, 0x303e}, {0x3041, 0xa4cf},
    {0xa960, 0xa97c}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60},
    {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x1fa70, 0x1faff},
    {0x20000, 0x3fffd}};

bool isWide(char32_t code) {
    const auto *const range = std::lower_bound(std::begin(wideRanges), std::end(wideRanges), code,
        [](const CodeRange &candidate, char32_t wanted) { return candidate.last < wanted; });
    return range != std::end(wideRanges) && range->first <= code;
}

TextCharacter shownAs(char32_t code, char32_t shown, int length) {
    return {code, shown, length, 1, true};
}

} // namespace

TextCharacter textCharacter(QByteArrayView bytes, qint64 offset) {
    const auto first = uchar(bytes[offset]);
    if (first >= 0x20 && first < 0x7f)
        return {first, first, 1, 1, false};
    if (first == '\n')
        return {first, U' ', 1, 0, false};
    if (first == '\t')
        return {first, U' ', 1, 1, false};
    if (first < 0x20 || first == 0x7f)
        return shownAs(first, first == 0x7f ? 0x2421 : 0x2400 + first, 1);

    const int length = utf8Length(bytes.begin() + offset, bytes.end());
    if (length == 0)
        return shownAs(replacement, replacement, 1);
    char32_t code = first & (0x7f >> length);
    for (int i = 1; i < length; ++i)
        code = code << 6 | (uchar(bytes[offset + i]) & 0x3f);

    switch (QChar::category(code)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
        return {code, code, length, 0, false};
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return shownAs(code, box, length);
    default:
        return {code, code, length, isWide(code) ? 2 : 1, false};
    }
}

} // namespace results
