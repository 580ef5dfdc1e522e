// SPDX-License-Identifier: MIT
#pragma once

#include "app/settings/credentialstore.h"

#include <QObject>
#include <QString>
#include <QUrl>

namespace settings {

enum class KeyState {
    Checking,
    None,        ///< the keychain works and holds no key for this address
    Stored,      ///< in the OS keychain
    Locked,      ///< the keychain is locked: nobody knows yet whether there is a key
    Denied,      ///< the system refuses this program access to the keychain
    Unavailable, ///< no keychain: only "this session only" is possible
    SessionOnly, ///< held in memory until the program ends
    Environment, ///< from ANYFORMAT_API_KEY
};

/// The API key of the service profile: environment, else this session's, else the keychain's (one entry per
/// origin). Holds the key in memory; hands it out only through key(). Never a plain-text fallback.
class ApiKeys : public QObject {
    Q_OBJECT

public:
    /// `store` is not owned. `environmentKey` wins over everything while it is not empty.
    ApiKeys(CredentialStore *store, const QString &environmentKey, QObject *parent = nullptr);

    /// The key goes with the origin of this address. Reads the keychain again when the origin changed; a key
    /// of this session is forgotten with its origin.
    void setBaseUrl(const QUrl &url);
    /// Asks the keychain again ("Try again" after unlocking it). A key of this session stays.
    void refresh();

    KeyState state() const { return m_state; }
    /// Empty unless Stored, SessionOnly or Environment.
    QString key() const;
    /// In words, one line: "API key stored in the system keyring".
    QString stateText() const;
    /// The keychain's own words for why it failed, for those who look closer; mostly empty.
    QString detail() const { return m_message; }
    /// What to do, in words; empty when all is well.
    QString remedy() const;
    /// Reads after a preposition: "the system keyring".
    QString storeName() const;

    /// Not empty, no white space, control or invisible characters: that is all that is known of keys. White
    /// space around the key is not counted: store() and useForSession() cut it off. Empty = fine, else why
    /// not.
    static QString refuse(const QString &key);

    /// Writes the key to the keychain. On failure the new key is kept nowhere (the person may call
    /// useForSession()) and the state says why, except that a key of this session stays in use.
    void store(const QString &key);
    /// Takes the key at once. What refuse() says is reported through finished() and nothing changes.
    void useForSession(const QString &key);
    /// Forgets a key of this session and looks into the keychain again; in every other state removes the
    /// entry from the keychain, and from memory even when the keychain refuses.
    void remove();

signals:
    /// State or key changed.
    void changed();
    /// The end of store() or remove(): empty when it worked, else why not and what to do.
    void finished(const QString &error);

private:
    void setState(KeyState state, const QString &message = {});
    void setFailure(const CredentialResult &result);
    QString remedyFor(KeyState state) const;

    CredentialStore *m_store;
    QString m_environmentKey;
    QString m_account;
    QString m_key;
    QString m_message;
    KeyState m_state = KeyState::Checking;
    int m_generation = 0; ///< a late answer for an older question is dropped
};

} // namespace settings
