// SPDX-License-Identifier: MIT
#pragma once

namespace sandbox {

/// Turns "please stop" from a terminal or a service manager (SIGINT, SIGTERM; Ctrl-C on Windows) into
/// something to wait for. Make one, on the main thread, before there are others.
class TerminationSignal {
public:
    TerminationSignal();

    void wait() const;
};

} // namespace sandbox
