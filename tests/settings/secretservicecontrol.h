// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <sys/types.h>

/// What a test does to the Secret Service of its own session. Each returns false when the service refuses.
namespace secretservice {

bool lockDefaultCollection();
/// gnome-keyring only: unlocks with the password, without a prompt.
bool unlockDefaultCollection(const QByteArray &password);

/// Stops the service's process (SIGSTOP) for as long as the object lives.
class Freezer {
public:
    Freezer();
    ~Freezer();
    void thaw();
    bool frozen() const { return m_pid > 0; }

    Freezer(const Freezer &) = delete;
    Freezer &operator=(const Freezer &) = delete;

private:
    pid_t m_pid = 0;
};

} // namespace secretservice
