// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/command.h"
#include "app/commands/sink.h"
#include "app/settings/settings.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace api {
class ApiClient;
}
namespace runs {
class RunService;
}
namespace session {
class Session;
}
namespace settings {
class ApiKeys;
}

namespace commands {

/// What commands work on: the services of the process that owns the data folder.
struct Services {
    settings::Settings *settings;
    settings::ApiKeys *keys;
    session::Session *session;
    runs::RunService *runs;
    bool isWindow; ///< else the process is a command, and ends when the commands do
};

/// One command being carried out, for this process or for another one. When it is destroyed before its end,
/// its runs go on.
class Job : public QObject {
    Q_OBJECT

public:
    /// Nothing is owned; all outlive this.
    Job(const Services &services, Command command, Sink *sink, QObject *parent);
    ~Job() override;

    virtual void start() = 0;
    /// What the caller's proof of its key was made with.
    void setNonce(const QByteArray &nonce) { m_nonce = nonce; }

signals:
    /// Once, never from inside start().
    void finished(int exitCode);

protected:
    /// Calls `then` when the service (or the sandbox) of the command can be asked; fails otherwise.
    void reach(std::function<void()> then);
    void fail(int exitCode, const QString &line);
    void end(int exitCode);
    bool hasEnded() const { return m_ended; }

    settings::Profile profile() const;
    QString profileId() const;
    api::ApiClient *client() const;

    const Services m_services;
    const Command m_command;
    Sink *const m_sink;

private:
    void lookAtService();

    QByteArray m_nonce;
    std::function<void()> m_then;
    QPointer<api::ApiClient> m_client;
    bool m_reached = false;
    bool m_ended = false;
};

/// The job for a command that works on runs or workflows.
std::unique_ptr<Job> makeJob(
    const Services &services, const Command &command, Sink *sink, QObject *parent = nullptr);

} // namespace commands
