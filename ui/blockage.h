// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace ui {

/// Why nothing can be submitted now.
struct Blockage {
    QString words;         ///< one short line; empty: nothing is in the way
    QString detail;        ///< what else there is to know, for a tool tip
    bool needsKey = false; ///< an API key is the way out, or the sandbox, which needs none

    bool isOpen() const { return words.isEmpty(); }
};

} // namespace ui
