// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/redactor.h"
#include "app/runs/runservice.h"
#include "app/runs/runstore.h"
#include "app/session/session.h"
#include "app/settings/apikeys.h"
#include "app/settings/credentialstore.h"
#include "app/settings/settings.h"
#include "ui/mainwindow.h"

#include <QDateTime>
#include <QHash>
#include <QProcessEnvironment>
#include <QTimer>

namespace support {

/// A keychain in memory that can be in any state.
class MemoryCredentialStore : public settings::CredentialStore {
public:
    settings::CredentialStatus status = settings::CredentialStatus::Ok;
    QHash<QString, QString> secrets;

    void read(const QString &account, QObject *context, Callback done) override {
        settings::CredentialResult result{status, {}, {}};
        if (status == settings::CredentialStatus::Ok) {
            result.status = secrets.contains(account) ? settings::CredentialStatus::Ok
                                                      : settings::CredentialStatus::NotFound;
            result.secret = secrets.value(account);
        }
        answer(context, std::move(done), result);
    }
    void write(const QString &account, const QString &secret, QObject *context, Callback done) override {
        if (status == settings::CredentialStatus::Ok)
            secrets.insert(account, secret);
        answer(context, std::move(done), {status, {}, {}});
    }
    void remove(const QString &account, QObject *context, Callback done) override {
        if (status == settings::CredentialStatus::Ok)
            secrets.remove(account);
        answer(context, std::move(done), {status, {}, {}});
    }
    QString displayName() const override { return QStringLiteral("the test keychain"); }

private:
    static void answer(QObject *context, Callback done, settings::CredentialResult result) {
        QTimer::singleShot(0, context, [done = std::move(done), result] { done(result); });
    }
};

/// The whole program but its main(): every service and the window on a data folder, in this process.
struct Workbench {
    api::Redactor redactor;
    MemoryCredentialStore keychain;
    settings::Settings settings;
    runs::RunStore store;
    runs::RunService service;
    settings::ApiKeys keys;
    session::Session session;
    QString startError;
    std::unique_ptr<ui::MainWindow> window;

    explicit Workbench(const QString &dataDir, const QProcessEnvironment &environment = {})
        : settings(dataDir, environment)
        , store(dataDir + QStringLiteral("/ledger.sqlite"))
        , service(&store, [] { return QDateTime::currentMSecsSinceEpoch(); })
        , keys(&keychain, settings.environmentKey())
        , session(&settings, &keys, &redactor, &service) {
        startError = store.open();
        if (startError.isEmpty())
            startError = service.start();
    }

    /// Makes the window and connects it; the service of the settings is asked from now on.
    void open() {
        window =
            std::make_unique<ui::MainWindow>(ui::MainWindow::Services{&settings, &keys, &session, &service});
        window->show();
        session.start();
    }

    /// The newest run.
    const runs::Run *lastRun() const {
        const auto all = service.runs();
        return all.isEmpty() ? nullptr : service.find(all.last().id);
    }
};

} // namespace support
