// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apiclient.h"
#include "app/runs/reconciler.h"
#include "app/runs/runbook.h"
#include "app/runs/runquestions.h"
#include "app/runs/runscheduler.h"
#include "app/runs/runuploads.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <optional>
#include <set>
#include <utility>

namespace runs {

/// Does what the scheduler says is due: uploads, questions, lists, the search for what was lost; and ends
/// what has waited too long. The only one that has runs sent and asked for.
class RunDriver : public QObject {
    Q_OBJECT

public:
    /// `book` is not owned and outlives this. `random` is for tests: see RunScheduler.
    RunDriver(RunBook *book, Random random, QObject *parent = nullptr);

    /// Of the runs that the book has read: what was being uploaded becomes unconfirmed, what waits is asked
    /// for, what is unconfirmed is looked for. `atFront`: those in the queue that are sent first, the first
    /// one first.
    void start(const QList<qint64> &atFront);
    /// Looks what is due now; else that happens by itself.
    void drive();

    void setClient(const QString &profile, api::ApiClient *client);
    /// Nothing when there is none that can be asked now.
    api::ApiClient *clientOf(const QString &profile);
    /// A lost network stops the clocks of all runs but those of a service on this computer.
    void setOffline(bool offline);
    /// What this workflow usually takes is taken from the ledger, once.
    void learn(const QString &profile, const QString &workflowId);

    RunScheduler &scheduler() { return m_scheduler; }
    const RunScheduler &scheduler() const { return m_scheduler; }
    RunUploads &uploads() { return m_uploads; }
    const RunUploads &uploads() const { return m_uploads; }
    Reconciler &reconciler() { return m_reconciler; }
    const Reconciler &reconciler() const { return m_reconciler; }
    const RunQuestions &questions() const { return m_questions; }
    /// The question under way (if any) does not matter any more.
    void dropQuestion(qint64 id);

private:
    void connectParts();
    void connectClient(const QString &profile, api::ApiClient *client);
    qint64 plan(const Run &after, const Event &event);
    void noteDeadline(const Run &run);
    std::optional<qint64> endOverdue(qint64 now);
    void upload(qint64 id);
    void ask(qint64 id);
    void askList(const ListQuestion &question);

    RunBook *m_book;
    QHash<QString, int> m_keys; ///< profile → serial of the key that the limits were heard of with
    RunUploads m_uploads;
    RunQuestions m_questions;
    Reconciler m_reconciler;
    RunScheduler m_scheduler;
    QTimer m_timer;
    QHash<QString, QPointer<api::ApiClient>> m_clients;
    std::set<std::pair<qint64, qint64>> m_deadlines; ///< (time, run) of what waits
    QHash<qint64, qint64> m_deadlineOf;
    QSet<std::pair<QString, QString>> m_learned; ///< (profile, workflow)
};

} // namespace runs
