// SPDX-License-Identifier: MIT
#pragma once

#include "app/settings/credentialstore.h"

#include <chrono>
#include <memory>

namespace settings {

class KeychainQueue;

/// The OS keychain through QtKeychain. Calls are carried out one after the other. A job that does not answer
/// within the watchdog's time, and is not merely waiting for a person at the keychain's prompt, is abandoned
/// (a frozen Secret Service never answers) and reported as Unavailable; until it ends, further calls are
/// Unavailable at once and leave no trace. On Linux the Secret Service is asked whether it is locked before
/// NotFound is believed: QtKeychain cannot tell. Nothing is called back after the store died.
class KeychainCredentialStore : public CredentialStore {
public:
    explicit KeychainCredentialStore(
        QString service, std::chrono::milliseconds watchdog = std::chrono::seconds(10));
    ~KeychainCredentialStore() override;

    void read(const QString &account, QObject *context, Callback done) override;
    void write(const QString &account, const QString &secret, QObject *context, Callback done) override;
    void remove(const QString &account, QObject *context, Callback done) override;
    QString displayName() const override;

private:
    QString m_service;
    std::unique_ptr<KeychainQueue> m_queue;
};

} // namespace settings
