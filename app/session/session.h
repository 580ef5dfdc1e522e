// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apiclient.h"
#include "app/api/redactor.h"
#include "app/runs/runservice.h"
#include "app/runs/workflowcatalog.h"
#include "app/sandbox/sandboxserver.h"
#include "app/session/networkwatch.h"
#include "app/settings/apikeys.h"
#include "app/settings/settings.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace session {

/// Which service is in use, and how it is reached: keeps a client for every service that was used since the
/// start (an upload goes on when the person looks at another one), its key and its workflows in step with the
/// settings, and starts the sandbox when it is wanted.
class Session : public QObject {
    Q_OBJECT

public:
    /// None is owned; all outlive this.
    Session(settings::Settings *settings, settings::ApiKeys *keys, api::Redactor *redactor,
        runs::RunService *runs, QObject *parent = nullptr);
    ~Session() override;

    /// Connects, and loads the workflows.
    void start();

    /// For commands: this process has nothing that reads documents with rich text, so there is no sandbox in
    /// it.
    void forgoSandbox() { m_sandboxForgone = true; }
    /// A client for a service, whichever is in use: starts the sandbox, or has the key looked up. From now on
    /// its runs go on. See blockedReason(); changed() tells when that changes.
    api::ApiClient *use(settings::Profile profile);
    /// The runs of this service go on now.
    bool reaches(const QString &profileId) const;
    /// From now on nothing new is sent or asked; what is under way comes to its end.
    void rest();

    bool isSandbox() const { return m_settings->profile() == settings::Profile::Sandbox; }
    QString profileId() const;
    bool isSandboxRunning() const { return m_sandbox && m_sandbox->isRunning(); }
    runs::WorkflowCatalog *catalog() { return &m_catalog; }

    /// Why nothing can be submitted now, in words; empty when it can.
    QString blockedReason() const { return blockedReason(m_settings->profile()); }
    QString blockedReason(settings::Profile profile) const;
    /// The workflow to begin with: the last one of this service; for a newcomer to the sandbox "Invoices";
    /// the only one where there is one; else empty. Of use once the catalog is loaded.
    QString startingWorkflow() const;

    /// Has the key of the service looked up. Not done before somebody needs it: a newcomer to the sandbox
    /// shall not be asked to unlock a keychain.
    void wantKey();

    /// Asks the service (not the sandbox) `GET /v2/workflows/?page_size=1` with its key; ends in keyTested().
    void testKey();

signals:
    /// Service, key or address changed.
    void changed();
    void keyTested(bool ok, const QString &words);
    /// Of the service in use.
    void submissionLimitsSeen(const api::RateLimits &limits);

private:
    void connectAll();
    void updateService();
    void updateCatalog();
    void startSandbox();
    api::ApiClient *clientFor(const QString &profileId);

    settings::Settings *m_settings;
    settings::ApiKeys *m_keys;
    api::Redactor *m_redactor;
    runs::RunService *m_runs;
    runs::WorkflowCatalog m_catalog;
    NetworkWatch m_network;
    std::unique_ptr<sandbox::SandboxServer> m_sandbox;
    QString m_sandboxError;
    QHash<QString, api::ApiClient *> m_clients; ///< by profile id; children of this
    bool m_started = false;
    bool m_serviceUsed = false; ///< by use()
    bool m_sandboxForgone = false;
    bool m_resting = false;
};

} // namespace session
