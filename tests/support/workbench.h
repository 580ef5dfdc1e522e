// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/redactor.h"
#include "app/runs/runservice.h"
#include "app/runs/runstore.h"
#include "app/session/session.h"
#include "app/session/watches.h"
#include "app/settings/apikeys.h"
#include "app/settings/settings.h"
#include "tests/support/memorycredentialstore.h"
#include "ui/mainwindow.h"

#include <QDateTime>
#include <QProcessEnvironment>

namespace support {

/// The whole program but its main(): every service and the window on a data folder, in this process.
struct Workbench {
    api::Redactor redactor;
    MemoryCredentialStore keychain;
    settings::Settings settings;
    runs::RunStore store;
    runs::RunService service;
    settings::ApiKeys keys;
    session::Session session;
    session::Watches watches;
    QString startError;
    std::unique_ptr<ui::MainWindow> window;

    explicit Workbench(const QString &dataDir, const QProcessEnvironment &environment = {})
        : settings(dataDir, environment)
        , store(dataDir + QStringLiteral("/ledger.sqlite"))
        , service(&store, [] { return QDateTime::currentMSecsSinceEpoch(); })
        , keys(&keychain, settings.environmentKey())
        , session(&settings, &keys, &redactor, &service)
        , watches(&settings, &session, &service, [] { return QDateTime::currentMSecsSinceEpoch(); }) {
        startError = store.open();
        if (startError.isEmpty())
            startError = service.start();
    }

    /// Makes the window and connects it; the service of the settings is asked from now on.
    void open() {
        window = std::make_unique<ui::MainWindow>(
            ui::MainWindow::Services{&settings, &keys, &session, &service, &watches});
        window->show();
        session.start();
    }

    /// The newest run.
    const runs::Run *lastRun() {
        const auto all = service.runs();
        return all.isEmpty() ? nullptr : service.find(all.last().id);
    }
};

} // namespace support
