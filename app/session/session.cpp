// SPDX-License-Identifier: MIT
#include "app/session/session.h"

#include "app/api/endpoint.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace session {

namespace {

/// The sandbox in this program speaks to this program only: nobody else knows its key.
sandbox::SandboxOptions sandboxOptions() {
    sandbox::SandboxOptions options;
    options.key = u"sandbox_"_s + QUuid::createUuid().toString(QUuid::Id128);
    return options;
}

} // namespace

Session::Session(settings::Settings *settings, settings::ApiKeys *keys, api::Redactor *redactor,
    runs::RunService *runs, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_keys(keys)
    , m_redactor(redactor)
    , m_runs(runs) {
    connect(&m_network, &NetworkWatch::offlineChanged, runs, &runs::RunService::setOffline);
    connect(settings, &settings::Settings::profileChanged, this, &Session::connectAll);
    connect(settings, &settings::Settings::baseUrlChanged, this, [this] {
        wantKey();
        connectAll();
    });
    connect(keys, &settings::ApiKeys::changed, this, [this] {
        if (!m_started && !m_serviceUsed)
            return;
        updateService();
        if (m_started && !isSandbox())
            updateCatalog();
        emit changed();
    });
}

Session::~Session() {
    // The runs must not look for clients that are being destroyed with this.
    for (auto it = m_clients.cbegin(); it != m_clients.cend(); ++it)
        m_runs->setClient(it.key(), nullptr);
    m_runs->withdrawUploads();
}

void Session::start() {
    m_started = true;
    if (!m_serviceUsed)
        m_network.watchSystem();
    const QString service = settings::profileId(settings::Profile::Service, m_settings->baseUrl());
    const QList<runs::Run> known = m_runs->runs();
    const auto hasActive = [&known](const QString &profile) {
        return std::any_of(known.cbegin(), known.cend(),
            [&profile](const runs::Run &run) { return run.isActive() && run.profile == profile; });
    };
    // Whichever is on show: what was begun is brought to its end. (The sandbox has forgotten it, and says
    // so.)
    if (hasActive(service))
        wantKey();
    if (hasActive(settings::profileId(settings::Profile::Sandbox, {})))
        startSandbox();
    connectAll();
}

api::ApiClient *Session::use(settings::Profile profile) {
    if (profile == settings::Profile::Sandbox) {
        startSandbox();
        return clientFor(settings::profileId(profile, {}));
    }
    if (!m_started && !m_serviceUsed)
        m_network.watchSystem();
    m_serviceUsed = true;
    wantKey();
    updateService();
    return clientFor(settings::profileId(profile, m_settings->baseUrl()));
}

bool Session::reaches(const QString &profileId) const {
    const api::ApiClient *client = m_clients.value(profileId);
    return client && client->hasKey() && !m_resting;
}

void Session::rest() {
    m_resting = true;
    for (auto it = m_clients.cbegin(); it != m_clients.cend(); ++it)
        m_runs->setClient(it.key(), nullptr);
}

void Session::wantKey() {
    m_keys->setBaseUrl(m_settings->baseUrl());
}

QString Session::profileId() const {
    return settings::profileId(m_settings->profile(), m_settings->baseUrl());
}

api::ApiClient *Session::clientFor(const QString &profileId) {
    api::ApiClient *&client = m_clients[profileId];
    if (!client) {
        client = new api::ApiClient(m_redactor, this);
        connect(client, &api::ApiClient::reached, this, [this, client = client](bool answered) {
            if (!api::isLoopback(client->baseUrl()))
                m_network.noteCall(answered);
        });
        connect(client, &api::ApiClient::rateLimitsSeen, this,
            [this, profileId](const api::RateLimits &limits, bool submission, qint64) {
                if (submission && profileId == this->profileId())
                    emit submissionLimitsSeen(limits);
            });
    }
    return client;
}

void Session::startSandbox() {
    if (m_sandboxForgone || m_resting || isSandboxRunning())
        return;
    const sandbox::SandboxOptions options = sandboxOptions();
    m_sandbox = std::make_unique<sandbox::SandboxServer>(options);
    m_sandboxError = m_sandbox->start();
    if (!m_sandboxError.isEmpty())
        return;
    const QString id = settings::profileId(settings::Profile::Sandbox, {});
    api::ApiClient *client = clientFor(id);
    client->setEndpoint(m_sandbox->baseUrl(), options.key);
    m_runs->setClient(id, client);
}

void Session::updateService() {
    // In step also while the sandbox is on show: the service's waiting runs go on.
    const QString id = settings::profileId(settings::Profile::Service, m_settings->baseUrl());
    if (id.isEmpty())
        return;
    api::ApiClient *client = clientFor(id);
    client->setEndpoint(m_settings->baseUrl(), m_keys->key());
    if (!m_resting)
        m_runs->setClient(id, client);
}

void Session::updateCatalog() {
    const QString id = profileId();
    m_catalog.setClient(id.isEmpty() ? nullptr : clientFor(id));
    if (blockedReason().isEmpty())
        m_catalog.reload();
}

void Session::connectAll() {
    if (!m_started)
        return;
    updateService();
    if (isSandbox())
        startSandbox();
    else
        wantKey();
    updateCatalog();
    emit changed();
}

QString Session::blockedReason(settings::Profile profile) const {
    if (profile == settings::Profile::Sandbox && m_sandboxForgone)
        return tr(
            "Another command uses this data folder, without the sandbox. Try again when it has ended, or "
            "use another --data-dir.");
    if (profile == settings::Profile::Sandbox)
        return m_sandboxError.isEmpty() ? QString()
                                        : tr("The sandbox could not start: %1").arg(m_sandboxError);
    const QString refusal = api::refuseBaseUrl(m_settings->baseUrl());
    if (!refusal.isEmpty())
        return tr("The service's address cannot be used. %1").arg(refusal);
    if (!m_keys->key().isEmpty())
        return {};
    return m_keys->state() == settings::KeyState::Checking
               ? m_keys->stateText()
               : u"%1. %2"_s.arg(m_keys->stateText(), m_keys->remedy()).trimmed();
}

QString Session::startingWorkflow() const {
    const QString last = m_settings->workflowId(profileId());
    if (!last.isEmpty())
        return last;
    const int rows = m_catalog.rowCount();
    for (int row = 0; isSandbox() && row < rows; ++row) {
        const QModelIndex index = m_catalog.index(row);
        if (index.data().toString() == u"Invoices"_s)
            return index.data(runs::WorkflowCatalog::IdRole).toString();
    }
    return rows == 1 ? m_catalog.index(0).data(runs::WorkflowCatalog::IdRole).toString() : QString();
}

void Session::testKey() {
    const QString id = settings::profileId(settings::Profile::Service, m_settings->baseUrl());
    if (id.isEmpty()) {
        emit keyTested(false, api::refuseBaseUrl(m_settings->baseUrl()));
        return;
    }
    clientFor(id)->workflows(1, 1, this, [this](const api::Outcome<api::Page<api::Workflow>> &outcome) {
        if (outcome) {
            emit keyTested(true,
                tr("The key works: the service answered, with %n workflow(s).", nullptr, outcome->count));
            return;
        }
        const api::ApiError &error = outcome.error();
        emit keyTested(false, u"%1 %2"_s.arg(error.summary, error.remedy()).trimmed());
    });
}

} // namespace session
