// SPDX-License-Identifier: MIT
#include "app/commands/keycommand.h"

#include "app/api/apiclient.h"
#include "app/api/endpoint.h"
#include "app/commands/exitcode.h"
#include "app/session/session.h"
#include "app/settings/apikeys.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using settings::KeyState;

namespace commands {

QString keyTrouble(const settings::ApiKeys &keys, const QUrl &baseUrl) {
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("KeyCommand", text);
    };
    if (const QString refusal = api::refuseBaseUrl(baseUrl); !refusal.isEmpty())
        return tr("the service's address %1 cannot be used. %2").arg(baseUrl.toDisplayString(), refusal);
    const QString instead = tr("or set ANYFORMAT_API_KEY for a call");
    switch (keys.state()) {
    case KeyState::None:
        return tr("%1. Keep one with “anyformat-desktop key set”, %2 (--sandbox needs none)")
            .arg(keys.stateText(), instead);
    case KeyState::Locked:
        return tr("%1. Unlock it, %2").arg(keys.stateText(), instead);
    case KeyState::Denied:
        return tr("%1. Allow this program to use it, %2").arg(keys.stateText(), instead);
    case KeyState::Unavailable:
        return tr("%1 (%2). Set one up, %3").arg(keys.stateText(), keys.storeName(), instead);
    default:
        return u"%1. %2"_s.arg(keys.stateText(), keys.remedy()).trimmed();
    }
}

KeyCommand::KeyCommand(Verb verb, const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_verb(verb)
    , m_parts(parts) {
    connect(parts.keys, &settings::ApiKeys::finished, this, &KeyCommand::stored);
    connect(parts.keys, &settings::ApiKeys::changed, this, &KeyCommand::test);
}

void KeyCommand::fail(int exitCode, const QString &line) {
    m_parts.sink->error(line);
    emit finished(exitCode, false);
}

void KeyCommand::start(const QString &key) {
    const QUrl address = m_parts.settings->baseUrl();
    if (const QString refusal = api::refuseBaseUrl(address); !refusal.isEmpty())
        return fail(
            Usage, tr("the service's address %1 cannot be used. %2").arg(address.toDisplayString(), refusal));
    if (m_verb == Verb::KeySet) {
        if (const QString refusal = settings::ApiKeys::refuse(key); !refusal.isEmpty())
            return fail(Usage, refusal);
    }
    m_client = m_parts.session->use(settings::Profile::Service);
    switch (m_verb) {
    case Verb::KeySet:
        return m_parts.keys->store(key);
    case Verb::KeyRemove:
        return m_parts.keys->remove();
    default:
        return test();
    }
}

/// When the key is there, or it is clear that there is none.
void KeyCommand::test() {
    const settings::ApiKeys *keys = m_parts.keys;
    if (m_verb != Verb::KeyTest || keys->state() == KeyState::Checking || m_testing)
        return;
    m_testing = true;
    if (keys->key().isEmpty())
        return fail(Authentication, keyTrouble(*keys, m_parts.settings->baseUrl()));
    m_parts.sink->note(keys->stateText());
    m_client->workflows(1, 1, this, [this](const api::Outcome<api::Page<api::Workflow>> &outcome) {
        if (outcome) {
            m_parts.sink->note(
                tr("the key works: the service answered, with %n workflow(s)", nullptr, outcome->count));
            emit finished(Ready, false);
            return;
        }
        const api::ApiError &error = outcome.error();
        const bool isKey =
            error.kind == api::ErrorKind::Authentication || error.kind == api::ErrorKind::Permission;
        fail(isKey ? Authentication : Failed, u"%1 %2"_s.arg(error.summary, error.remedy()));
    });
}

void KeyCommand::stored(const QString &error) {
    if (!error.isEmpty())
        return fail(Authentication, error);
    const QString origin = settings::origin(m_parts.settings->baseUrl());
    m_parts.sink->note(
        m_verb == Verb::KeySet
            ? tr("the API key for %1 is stored in %2").arg(origin, m_parts.keys->storeName())
            : tr("the API key for %1 is removed from %2").arg(origin, m_parts.keys->storeName()));
    if (m_parts.keys->state() == KeyState::Environment)
        m_parts.sink->note(tr("ANYFORMAT_API_KEY is set, and is used instead"));
    emit finished(Ready, true);
}

} // namespace commands
