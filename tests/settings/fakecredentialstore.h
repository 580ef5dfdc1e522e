// SPDX-License-Identifier: MIT
#pragma once

#include "app/settings/credentialstore.h"

#include <QPointer>
#include <QString>

#include <deque>
#include <map>

/// A keychain in memory whose answers come when the test says so.
class FakeCredentialStore : public settings::CredentialStore {
public:
    void read(const QString &account, QObject *context, Callback done) override {
        ++reads;
        const auto found = entries.find(account);
        settings::CredentialResult result;
        if (failure != settings::CredentialStatus::Ok)
            result = {failure, {}, message};
        else if (found == entries.end())
            result = {settings::CredentialStatus::NotFound, {}, {}};
        else
            result = {settings::CredentialStatus::Ok, found->second, {}};
        m_pending.push_back({context, std::move(done), result});
    }

    void write(const QString &account, const QString &secret, QObject *context, Callback done) override {
        if (failure == settings::CredentialStatus::Ok)
            entries[account] = secret;
        m_pending.push_back({context, std::move(done), {failure, {}, message}});
    }

    void remove(const QString &account, QObject *context, Callback done) override {
        if (failure == settings::CredentialStatus::Ok)
            entries.erase(account);
        m_pending.push_back({context, std::move(done), {failure, {}, message}});
    }

    QString displayName() const override { return QStringLiteral("the test keychain"); }

    /// Delivers the oldest answer that is due. False when nothing was asked.
    bool answer() {
        if (m_pending.empty())
            return false;
        const Pending pending = std::move(m_pending.front());
        m_pending.pop_front();
        if (pending.context)
            pending.done(pending.result);
        return true;
    }

    std::map<QString, QString> entries;
    settings::CredentialStatus failure = settings::CredentialStatus::Ok;
    QString message;
    int reads = 0;

private:
    struct Pending {
        QPointer<QObject> context;
        Callback done;
        settings::CredentialResult result;
    };
    std::deque<Pending> m_pending;
};
