// SPDX-License-Identifier: MIT
#include "app/settings/keychaincredentialstore.h"

#include "app/settings/secretservice.h"

#include <QCoreApplication>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <algorithm>
#include <deque>
#include <utility>

using namespace Qt::StringLiterals;

namespace settings {

namespace {

/// How often the watchdog is wound up again while a person may be typing at the keychain's prompt.
constexpr int promptPatience = 30;

enum class Action { Read, Write, Remove };

struct Task {
    Action action;
    std::function<QKeychain::Job *()> create; ///< the job deletes itself when it has finished
    QPointer<QObject> context;
    CredentialStore::Callback done;
};

CredentialStatus statusOf(Action action, QKeychain::Error error, SecretServiceState service) {
    // A locked keyring looks like an empty one: reading finds nothing and removing removes nothing.
    if (service == SecretServiceState::Locked)
        return CredentialStatus::Locked;
    if (service == SecretServiceState::Silent)
        return CredentialStatus::Unavailable;
    switch (error) {
    case QKeychain::NoError:
        return CredentialStatus::Ok;
    case QKeychain::EntryNotFound:
        return action == Action::Remove ? CredentialStatus::Ok : CredentialStatus::NotFound;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        // From a Secret Service this means that its prompt was dismissed; it keeps no list of allowed
        // programs.
        return service == SecretServiceState::NotApplicable ? CredentialStatus::Denied
                                                            : CredentialStatus::Locked;
    case QKeychain::CouldNotDeleteEntry:
        return CredentialStatus::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return CredentialStatus::Unavailable;
}

} // namespace

/// Carries tasks out one after the other and answers each once, later than add(), while its context lives.
class KeychainQueue : public QObject {
public:
    explicit KeychainQueue(std::chrono::milliseconds watchdog)
        : m_limit(watchdog) {
        m_watchdog.setSingleShot(true);
        m_watchdog.setInterval(watchdog);
        connect(&m_watchdog, &QTimer::timeout, this, &KeychainQueue::checkPulse);
    }

    void add(Task task) {
        m_tasks.push_back(std::move(task));
        scheduleNext();
    }

private:
    void scheduleNext() { QTimer::singleShot(0, this, &KeychainQueue::startNext); }

    void startNext() {
        if (m_busy || m_tasks.empty())
            return;
        m_busy = true;
        const Task &task = m_tasks.front();
        if (m_stuck)
            return answerNoReply();
        if (!task.context && task.action == Action::Read)
            return answer({});
        m_job = task.create();
        connect(m_job, &QKeychain::Job::finished, this, &KeychainQueue::jobFinished);
        m_patience = promptPatience;
        m_watchdog.start();
        m_job->start();
    }

    void jobFinished(QKeychain::Job *job) {
        job->disconnect(this); // some jobs emit finished() twice
        m_watchdog.stop();
        m_job = nullptr;

        CredentialResult result;
        result.message = job->errorString();
        if (const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(job);
            read && job->error() == QKeychain::NoError)
            result.secret = read->textData();
        const Action action = m_tasks.front().action;
        if (action != Action::Remove && job->error() == QKeychain::NoError) {
            result.status = CredentialStatus::Ok;
            return answer(std::move(result));
        }
        askSecretService(
            m_limit, this, [this, action, result, error = job->error()](SecretServiceState service) mutable {
                result.status = statusOf(action, error, service);
                answer(std::move(result));
            });
    }

    /// The job in hand takes long: is a person at the prompt, or is nobody there?
    void checkPulse() {
        askSecretService(m_limit, this, [this, job = m_job](SecretServiceState service) {
            if (!job || m_job != job)
                return; // it has finished meanwhile
            if (service == SecretServiceState::Unlocked)
                m_patience = std::min(m_patience, 1); // no prompt is up, or it has just been answered
            const bool alive = service != SecretServiceState::Silent && service != SecretServiceState::Absent;
            if (!alive || m_patience == 0)
                return abandon();
            --m_patience;
            m_watchdog.start();
        });
    }

    /// libsecret holds a pointer to the job and may come back to it: it is left alone, not deleted.
    void abandon() {
        m_job->disconnect(this);
        m_stuck = m_job;
        m_job = nullptr;
        answerNoReply();
    }

    void answerNoReply() {
        answer({CredentialStatus::Unavailable, {},
            QCoreApplication::translate("keychain", "The keychain does not answer.")});
    }

    void answer(CredentialResult result) {
        const Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        m_busy = false;
        if (!m_tasks.empty())
            scheduleNext();
        if (task.context)
            task.done(result); // last, since it may destroy the store
    }

    std::chrono::milliseconds m_limit;
    QTimer m_watchdog;
    std::deque<Task> m_tasks; ///< the first one is in hand while m_busy
    bool m_busy = false;
    int m_patience = 0;
    QPointer<QKeychain::Job> m_job;   ///< of the task in hand
    QPointer<QKeychain::Job> m_stuck; ///< abandoned and not ended; QtKeychain starts no other job before
};

KeychainCredentialStore::KeychainCredentialStore(QString service, std::chrono::milliseconds watchdog)
    : m_service(std::move(service))
    , m_queue(std::make_unique<KeychainQueue>(watchdog)) {}

KeychainCredentialStore::~KeychainCredentialStore() = default;

void KeychainCredentialStore::read(const QString &account, QObject *context, Callback done) {
    const auto create = [service = m_service, account] {
        auto *job = new QKeychain::ReadPasswordJob(service);
        job->setKey(account);
        return job;
    };
    m_queue->add({Action::Read, create, context, std::move(done)});
}

void KeychainCredentialStore::write(
    const QString &account, const QString &secret, QObject *context, Callback done) {
    const auto create = [service = m_service, account, secret] {
        auto *job = new QKeychain::WritePasswordJob(service);
        job->setKey(account);
        job->setTextData(secret);
        return job;
    };
    m_queue->add({Action::Write, create, context, std::move(done)});
}

void KeychainCredentialStore::remove(const QString &account, QObject *context, Callback done) {
    const auto create = [service = m_service, account] {
        auto *job = new QKeychain::DeletePasswordJob(service);
        job->setKey(account);
        return job;
    };
    m_queue->add({Action::Remove, create, context, std::move(done)});
}

QString KeychainCredentialStore::displayName() const {
#if defined(Q_OS_WIN)
    return QCoreApplication::translate("keychain", "Windows Credential Manager");
#elif defined(Q_OS_MACOS)
    return QCoreApplication::translate("keychain", "the macOS Keychain");
#else
    return QCoreApplication::translate("keychain", "the system keyring");
#endif
}

} // namespace settings
