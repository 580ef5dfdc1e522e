// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/intake.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

class QFileInfo;

namespace runs {

class Workers;

/// What a watched folder needs of the ledger, for one folder and one workflow.
struct WatchLedger {
    /// Queues them and notes in the same step that they were taken. Empty when it worked; else nothing was.
    std::function<QString(const QList<IntakeItem> &files)> submit;
    std::function<bool(const QString &path, const QString &contentHash)> wasTaken;
    /// Notes that these are not to be submitted. Empty when it worked.
    std::function<QString(const QList<IntakeItem> &files)> markSeen;
    /// The same bytes are with the workflow already, or were.
    std::function<bool(const QString &contentHash)> wasSubmitted;
    /// Why nothing can be submitted now; empty when it can.
    std::function<QString()> blockedReason;
};

/// Submits the new files of a folder (not of its sub-folders), each once, as soon as they rest and where no
/// check has anything against them. What is taken is in the ledger before it is sent, so that it is taken
/// once whenever the program ends. Everything that touches the folder happens on a thread of its own.
class WatchFolder : public QObject {
    Q_OBJECT

public:
    struct Times {
        std::function<qint64()> now;               ///< milliseconds since the epoch (UTC)
        std::chrono::milliseconds restsFor{3'000}; ///< unchanged for so long: it is complete
        std::chrono::milliseconds lookEvery{30'000};
    };
    enum class State {
        Starting,
        Watching,
        Waiting,     ///< nothing can be submitted now; nothing is lost
        Unreachable, ///< the folder is away; it is looked for
    };
    struct Status {
        State state = State::Starting;
        QString problem;       ///< in words, of Waiting and Unreachable
        int submitted = 0;     ///< since the start of this object
        int arriving = 0;      ///< not at rest yet, or waiting to be submitted
        int known = 0;         ///< submitted before, by this watch or otherwise
        QStringList heldBack;  ///< paths of those that a check has something against: a person decides
        QString heldBackWords; ///< of the first: "scan.pdf: protected by a password"
    };

    WatchFolder(const QString &folder, WatchLedger ledger, Times times, QObject *parent = nullptr);
    ~WatchFolder() override;

    /// What of the files that are in the folder at the start is noted as seen instead of submitted.
    enum class LeaveOut {
        Nothing,
        Everything,
        Older, ///< what came before a time: a start that was interrupted before leftOut() is taken up again
    };
    /// `before`: milliseconds since the epoch, for LeaveOut::Older.
    void start(LeaveOut leaveOut = LeaveOut::Nothing, qint64 before = 0);
    QString folder() const { return m_folder; }
    const Status &status() const { return m_status; }
    bool isLooking() const { return m_looking; }

public slots:
    /// Now, not when it is time: something may have changed (a file, the key).
    void look();

signals:
    void statusChanged();
    void leftOut(); ///< all that was to be left out is in the ledger
    void submitted(int files);

private:
    /// A file as it was when it was last looked at.
    struct Known {
        enum Stage { Moving, Checked, Done } stage = Moving;
        qint64 size = -1;
        qint64 changedAt = 0;
        qint64 since = 0; ///< it has been like this
        bool old = false; ///< is to be left out
        /// Its checks have something against it, or it waits until something can be submitted: the ledger
        /// need not be asked about it at every look.
        bool judged = false;
        IntakeItem item; ///< when Checked
    };
    struct Look {
        QString problem;             ///< the folder cannot be listed
        QHash<QString, Known> files; ///< all that is there now
        bool more = false;           ///< there was more to read than one look takes
    };
    using Files = QHash<QString, Known>;

    static Look lookAt(const QString &folder, const Files &before, const Times &times,
        const std::function<bool(const QFileInfo &file)> &isOld, const std::function<bool()> &isWanted);
    void take(const Look &look);
    void settle(QList<Known *> checked);
    void beUnreachable(const QString &problem);

    QString m_folder;
    WatchLedger m_ledger;
    Times m_times;
    Files m_files; ///< by path
    LeaveOut m_leaveOut = LeaveOut::Nothing;
    qint64 m_before = 0;
    bool m_leaving = false; ///< leftOut() is still to come
    bool m_looking = false;
    bool m_again = false;
    Status m_status;
    QTimer m_timer;
    QTimer m_patience;
    QFileSystemWatcher m_watcher;
    std::unique_ptr<Workers> m_worker;
};

} // namespace runs
