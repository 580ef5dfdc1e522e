// SPDX-License-Identifier: MIT
#pragma once

namespace commands {

/// What a command ends with; documented in --help and the manual page.
enum ExitCode {
    Ready = 0,
    Failed = 1,
    Usage = 2,
    Authentication = 3,
    Unconfirmed = 4,
    Unfinished = 5,    ///< timed out waiting, or not ready when asked
    Interrupted = 130, ///< Ctrl-C, as shells count it
    BrokenPipe = 141,  ///< nobody reads the output any more, as shells count it
};

/// Of several documents the one that matters most: 3, 4, 1, 5, 0.
constexpr int worst(int a, int b) {
    for (int code : {int(Authentication), int(Unconfirmed), int(Failed), int(Unfinished)}) {
        if (a == code || b == code)
            return code;
    }
    return a > b ? a : b;
}

} // namespace commands
