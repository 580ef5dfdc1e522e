// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/faults.h"
#include "app/sandbox/httpmessages.h"
#include "app/sandbox/receivedlog.h"

#include <optional>

namespace sandbox {

/// What is not the API's but the sandbox's own, below /sandbox/:
///   GET, PUT misbehaviour/  what it does wrong, in the words of Misbehaviour; a PUT replaces it
///   GET      received/      ReceivedLog::json()
/// Never misbehaves and has no limits. Used by several threads.
class SandboxControl {
public:
    SandboxControl(Faults &faults, const ReceivedLog &received)
        : m_faults(faults)
        , m_received(received) {}

    static bool owns(const Request &request);
    Reply answer(const Request &request);

private:
    Reply replace(const Request &request);
    Reply misbehaviour() const;

    Faults &m_faults;
    const ReceivedLog &m_received;
};

} // namespace sandbox
