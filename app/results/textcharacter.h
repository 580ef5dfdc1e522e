// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace results {

/// One character of UTF-8 text and how it is shown in a grid of columns.
struct TextCharacter {
    char32_t code = 0;  ///< U+FFFD for a bad byte
    char32_t shown = 0; ///< pictures for control characters, a box for what is invisible or turns text around
    int length = 1;     ///< in bytes; 1 for a bad byte
    int width = 1;      ///< in columns; 0 for marks on the character before, and for a line feed
    bool special = false; ///< it is shown as something else
};

/// The one that begins at `offset`, which is a byte of the text.
TextCharacter textCharacter(QByteArrayView bytes, qint64 offset);

} // namespace results
