// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/command.h"
#include "app/commands/sink.h"
#include "app/settings/settings.h"

#include <QObject>
#include <QUrl>

namespace api {
class ApiClient;
}
namespace session {
class Session;
}
namespace settings {
class ApiKeys;
}

namespace commands {

/// Why there is no key, and what to do about it where there is no window. One line.
QString keyTrouble(const settings::ApiKeys &keys, const QUrl &baseUrl);

/// `key set`, `key test`, `key remove`: done by the caller's own process, because the keychain is not the
/// ledger and no key shall pass over the local socket.
class KeyCommand : public QObject {
    Q_OBJECT

public:
    struct Parts {
        const settings::Settings *settings;
        settings::ApiKeys *keys;
        session::Session *session;
        Sink *sink;
    };
    /// Nothing is owned.
    KeyCommand(Verb verb, const Parts &parts, QObject *parent = nullptr);

    /// `key`: what was typed, for `key set`.
    void start(const QString &key);

signals:
    /// `changed`: the keychain holds something else now.
    void finished(int exitCode, bool changed);

private:
    void stored(const QString &error);
    void test();
    void fail(int exitCode, const QString &line);

    Verb m_verb;
    Parts m_parts;
    api::ApiClient *m_client = nullptr;
    bool m_testing = false;
};

} // namespace commands
