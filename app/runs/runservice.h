// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apiclient.h"
#include "app/runs/intake.h"
#include "app/runs/run.h"
#include "app/runs/runscheduler.h"
#include "app/runs/runstore.h"
#include "app/runs/transitions.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <functional>

namespace runs {

/// Milliseconds since the epoch (UTC).
using Clock = std::function<qint64()>;

/// Which workflow of which service a submission goes to.
struct Target {
    QString profile;
    QString workflowId;
    QString workflowName;
};

/// The one door to the runs, for the window as for anything else. Only it writes states: every one goes
/// through next() and into the ledger before anybody hears of it.
class RunService : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 waitingTime = 30 * 60'000; ///< from acceptance until it stops asking

    /// `store` is open, not owned, and outlives this.
    RunService(RunStore *store, Clock clock, QObject *parent = nullptr);
    /// What the ledger could not take is offered to it once more.
    ~RunService() override;

    /// Reads the ledger and goes on where it stood: what was being uploaded becomes unconfirmed, what waits
    /// is asked for. Empty when it worked.
    QString start();

    /// The client for a profile; nullptr (or one without a key) means that its runs rest.
    void setClient(const QString &profile, api::ApiClient *client);

    QList<Run> runs() const { return m_runs.values(); }
    const Run *find(qint64 id) const;

    /// Queues them. Empty when it worked; otherwise nothing was queued, and why.
    QString submitFiles(const Target &target, const QList<IntakeItem> &files);
    QString submitText(const Target &target, const QString &text);

    void cancel(qint64 id);   ///< before it is accepted
    void stop(qint64 id);     ///< stops waiting; the service goes on. Nothing when the result is here already
    void askAgain(qint64 id); ///< a stopped run
    void askNow(qint64 id);   ///< a waiting run, without waiting for its time
    /// The same document as a new run. The person has decided; a run that may exist is not looked for.
    QString sendAgain(qint64 id);
    /// From the ledger only. Refused (false) for a run that is under way.
    bool remove(qint64 id);
    void setFocus(qint64 id) { m_scheduler.setFocus(id); }

    std::optional<QByteArray> result(qint64 id) const { return m_store->result(id); }
    /// For another thread: a large result takes its time.
    std::function<std::optional<QByteArray>()> resultReader(qint64 id) const {
        return m_store->resultReader(id);
    }
    QString textOf(qint64 id) const { return m_store->text(id); } ///< of a text run, as it was submitted
    int uploadsUnderWay() const { return int(m_uploads.size()); }

signals:
    /// A new run, or a new state or progress of one.
    void runChanged(const runs::Run &run);
    void runRemoved(qint64 id);
    /// Something a person must know that belongs to no run (the ledger cannot be written).
    void trouble(const QString &words);

private:
    QString queue(const Target &target, QList<Run> runs, const QStringList &texts);
    /// `body` goes into the ledger with the state; without one (a file holds it) only the state.
    bool apply(qint64 id, const Event &event, const std::optional<QByteArray> &body = {});
    void saveFile(qint64 id, const Event &event, const QByteArray &body);
    void fileSaved(qint64 id, const Event &event, const QString &error);
    void fetchLater(qint64 id, const QString &why);
    void saveAgain();
    std::optional<qint64> endOverdue(qint64 now);
    void drive();
    void upload(qint64 id);
    void ask(qint64 id);
    void uploadEnded(qint64 id, const api::Outcome<api::Accepted> &outcome);
    void questionEnded(qint64 id, int serial, const api::Outcome<api::ResultsAnswer> &outcome);
    void dropQuestion(qint64 id);
    api::ApiClient *clientOf(const Run &run);

    struct Question {
        QPointer<api::ApiCall> call;
        int serial = 0;
    };

    RunStore *m_store;
    Clock m_clock;
    RunScheduler m_scheduler;
    QTimer m_timer;
    QMap<qint64, Run> m_runs;
    QHash<QString, QPointer<api::ApiClient>> m_clients;
    QHash<qint64, QPointer<api::ApiCall>> m_uploads;
    QHash<qint64, Question> m_questions;
    QSet<qint64> m_saving;  ///< their result is being written to a file
    QSet<qint64> m_unsaved; ///< their newest state is not in the ledger yet
    qint64 m_saveAgainAt = 0;
    int m_serial = 0;
};

} // namespace runs
