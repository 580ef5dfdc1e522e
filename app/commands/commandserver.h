// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/job.h"

#include <QLocalServer>

#include <chrono>

namespace commands {

/// Listens for other processes that want something of this data folder, and does it for them. Made by the
/// folder's owner only. Reachable by the same user only.
class CommandServer : public QObject {
    Q_OBJECT

public:
    /// None of the services is owned.
    explicit CommandServer(const Services &services, QObject *parent = nullptr);
    ~CommandServer() override;

    /// Empty when it listens, else why not. What a former owner left behind is removed.
    QString listen(const QString &name);
    /// Takes no more callers; those it has are served on.
    void close() { m_server.close(); }
    int callers() const { return int(m_callers.size()); }

    /// How long a caller may take for its request.
    void setRequestTimeout(std::chrono::milliseconds timeout) { m_requestTimeout = timeout; }

signals:
    /// A second start hands over what it was given; the window is wanted.
    void openRequested(const QStringList &files, bool stageSample);
    /// No caller is left.
    void idle();

private:
    class Caller;
    void accept();

    Services m_services;
    QLocalServer m_server;
    QList<Caller *> m_callers;
    std::chrono::milliseconds m_requestTimeout = std::chrono::seconds(30);
};

} // namespace commands
