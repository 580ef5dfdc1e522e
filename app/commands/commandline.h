// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/command.h"

#include <variant>

namespace commands {

/// The window is wanted.
struct WindowOptions {
    QString dataDir;
    QString demoPicture;
    QStringList files;
    bool sandbox = false;
    bool stageSample = false;
    bool exitWhenShown = false; ///< tests/bench measures the start with it
};

/// Help or version: printed as it is, nothing else happens.
struct Words {
    QString text;
};

/// One line, without the program's name.
struct UsageError {
    QString text;
};

using Parsed = std::variant<WindowOptions, Command, Words, UsageError>;

/// Reads the arguments (without the program's name). The first one that is no option decides: a command's
/// name, or a file for the window; after `--` everything is a file or an id. Qt's own options (`-platform
/// offscreen`) are for the window and are passed over. Pure.
Parsed parseCommandLine(const QStringList &arguments);

} // namespace commands
