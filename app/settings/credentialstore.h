// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace settings {

enum class CredentialStatus {
    Ok,
    NotFound,    ///< the keychain answered and has no such entry
    Locked,      ///< it is locked, or the person dismissed its prompt
    Denied,      ///< the system refuses this program
    Unavailable, ///< there is no keychain service, or it did not answer in time
};

struct CredentialResult {
    CredentialStatus status = CredentialStatus::Unavailable;
    QString secret;  ///< only from read(), only when Ok
    QString message; ///< the keychain's own words; never holds the secret
};

/// Where secrets live. Every call answers exactly once, asynchronously, on the calling thread; never after
/// `context` died.
class CredentialStore {
public:
    using Callback = std::function<void(const CredentialResult &)>;

    virtual ~CredentialStore() = default;
    virtual void read(const QString &account, QObject *context, Callback done) = 0;
    virtual void write(const QString &account, const QString &secret, QObject *context, Callback done) = 0;
    /// Removing what is not there is Ok.
    virtual void remove(const QString &account, QObject *context, Callback done) = 0;
    /// "GNOME Keyring / Secret Service", "Windows Credential Manager", "macOS Keychain".
    virtual QString displayName() const = 0;
};

} // namespace settings
