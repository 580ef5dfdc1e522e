// SPDX-License-Identifier: MIT
#pragma once

#include "app/settings/credentialstore.h"

#include <QHash>
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

} // namespace support
