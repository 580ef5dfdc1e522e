// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>

class QObject;

namespace settings {

/// What the freedesktop Secret Service says of its default collection.
enum class SecretServiceState {
    Unlocked,
    Locked,
    NoCollection,  ///< it runs and has no default collection yet: a first write asks the person to create one
    Absent,        ///< it does not run, or there is no session bus
    Silent,        ///< it runs and did not answer in time
    NotApplicable, ///< this system has its own keychain
};

/// Asks over D-Bus without waiting; never starts the service. Answers once, on the calling thread, later than
/// this call, and not after `context` died. Each of its two questions may take `timeout`.
void askSecretService(
    std::chrono::milliseconds timeout, QObject *context, std::function<void(SecretServiceState)> done);

} // namespace settings
