// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>

namespace runs {

class RunHistory;

/// How many runs of the ledger are in each state. Counted once, then kept by what is told.
class RunTotals : public QObject {
    Q_OBJECT

public:
    using InMemory = std::function<QList<Run>()>;

    /// `history` is not owned and outlives this. `inMemory`: the runs that may change without
    /// having been told of before.
    RunTotals(const RunHistory *history, InMemory inMemory, QObject *parent = nullptr);

    /// Counts. What is told before is not needed.
    void count();
    bool isKnown() const { return m_known; }
    int of(RunState state) const { return m_counts.value(state); }
    int all() const;

public slots:
    void put(const runs::Run &run);
    void remove(qint64 id);

signals:
    /// At most once in a turn of the event loop, however many runs changed.
    void changed();

private:
    const RunHistory *m_history;
    InMemory m_inMemory;
    QHash<RunState, int> m_counts;
    QHash<qint64, RunState> m_states; ///< of the runs that were heard of
    qint64 m_newest = 0;
    bool m_known = false;
    bool m_stale = false; ///< one of an unknown former state changed: everything is counted again
    QTimer m_tell;
};

} // namespace runs
