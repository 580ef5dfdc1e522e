// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/commandserver.h"
#include "app/commands/consolesink.h"
#include "app/commands/stopsignal.h"
#include "app/runs/runservice.h"
#include "app/runs/runstore.h"
#include "app/session/session.h"
#include "app/settings/apikeys.h"

#include <memory>
#include <optional>

namespace commands {

/// A command in the process that owns the data folder: the services, its own job, and those of other
/// processes. It ends when all of them have; Ctrl-C ends it when no upload is under way, and the others go on
/// by themselves.
class Owner : public QObject {
    Q_OBJECT

public:
    struct Parts {
        settings::Settings *settings;
        settings::CredentialStore *keychain;
        api::Redactor *redactor;
        ConsoleSink *sink;
    };
    /// Nothing is owned. The folder of the settings is this process's.
    Owner(const Command &command, const Parts &parts);
    ~Owner() override;

    /// Opens the ledger. Empty when it worked.
    QString open(const QString &socketName);
    /// The exit code.
    int exec();

private:
    void leave(int exitCode);
    void leaveWhenDone();
    void stop();
    void sayHowToGoOn();

    const Command m_command;
    ConsoleSink *m_sink;
    StopSignal m_signal;
    runs::RunStore m_store;
    runs::RunService m_runs;
    settings::ApiKeys m_keys;
    session::Session m_session;
    Services m_services;
    CommandServer m_server;
    std::unique_ptr<Job> m_job;
    std::optional<int> m_exitCode;
    int m_stops = 0;
    bool m_leaving = false;
};

} // namespace commands
