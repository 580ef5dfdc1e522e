// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/misbehaviour.h"

#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace sandbox {

struct SandboxOptions {
    quint16 port = 0;                           ///< 0: any free one
    QString key;                                ///< the only key accepted; empty: any key that is not empty
    std::chrono::milliseconds processing{1500}; ///< from accepted to processed, at least
    int submissionsPerMinute = 60;
    int requestsPerMinute = 600;
    Misbehaviour misbehaviour; ///< none
    quint32 seed = 1;          ///< of its lots: the same one, the same misbehaviour
    /// One line per answered request, never with a key; called on the server's threads, one at a time.
    std::function<void(const QString &line)> log;
};

/// A real HTTP service on 127.0.0.1 that speaks the AnyFormat v2 API and really reads documents, with plain
/// rules, on this computer: it is not AnyFormat's extraction, and says so. Own threads; safe to start and
/// stop from any one thread. Collections live in memory and end with it.
/// On request it misbehaves; below /sandbox/ that can be asked for and changed, and what was received be seen
/// (sandboxcontrol.h).
class SandboxServer {
public:
    explicit SandboxServer(SandboxOptions options = {});
    ~SandboxServer(); ///< stops

    /// Empty when it listens, else why not.
    QString start();
    void stop();
    bool isRunning() const;
    quint16 port() const;
    QUrl baseUrl() const; ///< http://127.0.0.1:PORT

    /// From any thread, at any time; for what comes after. The lots begin anew.
    void setMisbehaviour(const Misbehaviour &misbehaviour);
    /// What may still happen; what was limited to a number of times counts down and falls out.
    Misbehaviour misbehaviour() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sandbox
