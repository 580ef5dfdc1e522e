// SPDX-License-Identifier: MIT
#include "app/settings/apikeys.h"

#include "app/settings/settings.h"

using namespace Qt::StringLiterals;

namespace settings {

namespace {

KeyState stateAfter(CredentialStatus failure) {
    switch (failure) {
    case CredentialStatus::Locked:
        return KeyState::Locked;
    case CredentialStatus::Denied:
        return KeyState::Denied;
    case CredentialStatus::NotFound:
        return KeyState::None;
    case CredentialStatus::Ok:
    case CredentialStatus::Unavailable:
        break;
    }
    return KeyState::Unavailable;
}

} // namespace

ApiKeys::ApiKeys(CredentialStore *store, const QString &environmentKey, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_environmentKey(environmentKey.trimmed()) {
    if (!m_environmentKey.isEmpty())
        m_state = KeyState::Environment;
}

void ApiKeys::setBaseUrl(const QUrl &url) {
    const QString account = origin(url);
    if (account == m_account && m_generation > 0)
        return;
    m_account = account;
    if (m_state == KeyState::SessionOnly)
        m_state = KeyState::Checking;
    refresh();
}

void ApiKeys::refresh() {
    const int generation = ++m_generation;
    if (m_state == KeyState::Environment || m_state == KeyState::SessionOnly)
        return;
    m_key.clear();
    if (m_account.isEmpty())
        return setState(KeyState::None);
    setState(KeyState::Checking);
    m_store->read(m_account, this, [this, generation](const CredentialResult &result) {
        if (generation != m_generation)
            return;
        if (result.status != CredentialStatus::Ok)
            return setFailure(result);
        // An entry that another program wrote is held to the same rule: a line break must not reach a header.
        const QString key = result.secret.trimmed();
        if (!refuse(key).isEmpty())
            return setState(KeyState::None);
        m_key = key;
        setState(KeyState::Stored);
    });
}

QString ApiKeys::key() const {
    if (m_state == KeyState::Environment)
        return refuse(m_environmentKey).isEmpty() ? m_environmentKey : QString();
    return m_state == KeyState::Stored || m_state == KeyState::SessionOnly ? m_key : QString();
}

QString ApiKeys::stateText() const {
    switch (m_state) {
    case KeyState::Checking:
        return tr("Looking for the API key in %1…").arg(storeName());
    case KeyState::None:
        return m_account.isEmpty() ? tr("No API key: the service's address is not valid")
                                   : tr("No API key for %1").arg(m_account);
    case KeyState::Stored:
        return tr("API key stored in %1").arg(storeName());
    case KeyState::Locked:
        return tr("The keychain is locked");
    case KeyState::Denied:
        return tr("The keychain refuses access");
    case KeyState::Unavailable:
        return tr("The keychain cannot be used");
    case KeyState::SessionOnly:
        return tr("API key kept for this session only");
    case KeyState::Environment:
        return key().isEmpty() ? tr("ANYFORMAT_API_KEY does not hold a key")
                               : tr("API key taken from ANYFORMAT_API_KEY");
    }
    return {};
}

QString ApiKeys::remedy() const {
    return remedyFor(m_state);
}

QString ApiKeys::remedyFor(KeyState state) const {
    switch (state) {
    case KeyState::None:
        return m_account.isEmpty()
                   ? tr("Enter an address that begins with https://.")
                   : tr("Paste your key. The AnyFormat web app shows it on its API key page.");
    case KeyState::Locked:
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
        return tr("Unlock your keyring (it asks for your login password) and press Try again.");
#else
        return tr("Unlock the keychain and press Try again.");
#endif
    case KeyState::Denied:
        return tr("Allow AnyFormat Desktop to use the keychain and press Try again, or use the key for this "
                  "session only.");
    case KeyState::Unavailable:
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
        return tr(
            "It has no keyring yet, or it does not answer. Set up GNOME Keyring or KWallet and press Try "
            "again, or use the key for this session only.");
#else
        return tr("Press Try again, or use the key for this session only.");
#endif
    case KeyState::SessionOnly:
        return tr("It is forgotten when the program ends. To keep it, save it to the keychain.");
    case KeyState::Environment:
        return key().isEmpty()
                   ? tr("Correct the environment variable, or unset it, and start the program again.")
                   : QString();
    case KeyState::Checking:
    case KeyState::Stored:
        break;
    }
    return {};
}

QString ApiKeys::storeName() const {
    return m_store->displayName();
}

QString ApiKeys::refuse(const QString &key) {
    const QString trimmed = key.trimmed();
    if (trimmed.isEmpty())
        return tr("Enter an API key.");
    for (const QChar c : trimmed) {
        if (c.isSpace())
            return tr("An API key has no spaces or line breaks in it. Was more than the key pasted?");
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            return tr("There is an invisible character in the key. Copy it again without formatting.");
    }
    return {};
}

void ApiKeys::store(const QString &key) {
    const QString trimmed = key.trimmed();
    const QString refusal = refuse(trimmed);
    if (!refusal.isEmpty() || m_account.isEmpty()) {
        emit finished(refusal.isEmpty() ? tr("The service's address is not valid.") : refusal);
        return;
    }
    const int generation = ++m_generation;
    m_store->write(m_account, trimmed, this, [this, generation, trimmed](const CredentialResult &result) {
        const bool current = generation == m_generation && m_state != KeyState::Environment;
        if (result.status == CredentialStatus::Ok) {
            if (current) {
                m_key = trimmed;
                setState(KeyState::Stored);
            }
            emit finished({});
            return;
        }
        if (current && m_state != KeyState::SessionOnly)
            setFailure(result);
        // The state and its remedy are on show already; said here is what they leave open.
        switch (stateAfter(result.status)) {
        case KeyState::Locked:
            return emit finished(tr("Not saved: the keychain is locked, or its prompt was dismissed."));
        case KeyState::Denied:
            return emit finished(tr("Not saved: the system refuses access to the keychain."));
        default:
            return emit finished(
                tr("Not saved: the keychain has no keyring yet, or the prompt was dismissed."));
        }
    });
}

void ApiKeys::useForSession(const QString &key) {
    const QString refusal = refuse(key);
    if (!refusal.isEmpty() || m_state == KeyState::Environment) {
        emit finished(refusal.isEmpty() ? tr("ANYFORMAT_API_KEY is set and is used instead.") : refusal);
        return;
    }
    ++m_generation;
    m_key = key.trimmed();
    setState(KeyState::SessionOnly);
}

void ApiKeys::remove() {
    if (m_state == KeyState::SessionOnly) {
        m_state = KeyState::Checking;
        refresh();
        emit finished({});
        return;
    }
    if (m_account.isEmpty()) {
        emit finished(tr("The service's address is not valid."));
        return;
    }
    const int generation = ++m_generation;
    m_store->remove(m_account, this, [this, generation](const CredentialResult &result) {
        const bool removed = result.status == CredentialStatus::Ok;
        if (generation == m_generation && m_state != KeyState::Environment) {
            m_key.clear();
            if (removed)
                setState(KeyState::None);
            else
                setFailure(result);
        }
        emit finished(removed ? QString()
                              : tr("The key was not removed from %1. %2")
                                    .arg(storeName(), remedyFor(stateAfter(result.status))));
    });
}

void ApiKeys::setState(KeyState state, const QString &message) {
    m_state = state;
    m_message = message.simplified();
    emit changed();
}

void ApiKeys::setFailure(const CredentialResult &result) {
    m_key.clear();
    setState(stateAfter(result.status), result.message);
}

} // namespace settings
