// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"
#include "app/runs/runstore.h"
#include "app/runs/transitions.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <functional>
#include <map>
#include <optional>

namespace runs {

/// Milliseconds since the epoch (UTC).
using Clock = std::function<qint64()>;

/// The runs in memory and their ledger, in step: every state goes through next() and into the ledger before
/// anybody hears of it. Holds what is under way and whatever was looked at since the start; the rest is read
/// when it is asked for.
class RunBook : public QObject {
    Q_OBJECT

public:
    /// `store` is open, not owned, and outlives this.
    RunBook(RunStore *store, Clock clock, QObject *parent = nullptr);
    /// What the ledger could not take is offered to it once more.
    ~RunBook() override;

    /// Reads what is under way. Empty when it worked.
    QString load();

    /// Valid as long as the run is not removed.
    const Run *find(qint64 id);
    QList<Run> inMemory() const; ///< oldest first
    qint64 now() const { return m_clock(); }
    /// Says when a waiting run is asked next, after an event that does not say it.
    using Planner = std::function<qint64(const Run &after, const Event &event)>;
    void setPlanner(Planner planner) { m_planner = std::move(planner); }
    RunStore &store() { return *m_store; }

    /// Stores them as they are (`id` is set) and tells of them. Empty when it worked, else nothing was
    /// stored.
    QString add(QList<Run> &runs, const QStringList &texts, const QString &watchedFolder = {});

    /// False when it is impossible in the run's state, or could not be stored and can wait. `body` goes into
    /// the ledger with the state; `values` is what the result is found by.
    bool apply(qint64 id, const Event &event, const std::optional<QByteArray> &body = {},
        const std::optional<QString> &values = {});
    /// What is told and not stored (progress). Only of a run in memory.
    void adjust(qint64 id, const std::function<void(Run &)> &change);
    /// What is learned of a run besides its events: told and stored.
    void amend(qint64 id, const std::function<void(Run &)> &change);
    /// A result that cannot be kept here is still at the service. `before`: how many times in a row that was
    /// so already; each doubles the time until it is fetched again, up to 8 minutes.
    void fetchLater(qint64 id, const QString &why, int before = 0);
    /// From the ledger too. False when that was not possible.
    bool remove(qint64 id);

    /// Offers to the ledger what it could not take, when it is time. Returns when it is time again.
    std::optional<qint64> saveAgain();

signals:
    /// Before changed(): an event was applied.
    void happened(const runs::Run &after, int eventKind);
    void changed(const runs::Run &run);
    /// It must not be asked for before `until`: its result could not be stored.
    void heldBack(qint64 id, qint64 until);
    void removed(qint64 id);
    void trouble(const QString &words);

private:
    RunStore *m_store;
    Clock m_clock;
    Planner m_planner;
    std::map<qint64, Run> m_runs;
    QSet<qint64> m_unsaved; ///< their newest state is not in the ledger yet
    qint64 m_saveAgainAt = 0;
};

} // namespace runs
