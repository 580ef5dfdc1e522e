// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/historyfilter.h"
#include "app/runs/run.h"

#include <QHash>
#include <QList>
#include <QSqlDatabase>
#include <QString>

namespace runs {

/// Questions to the ledger about many runs. Each is answered in milliseconds however long the history is: a
/// page at a time. Used by the thread of the store.
class RunHistory {
public:
    explicit RunHistory(QSqlDatabase database)
        : m_database(std::move(database)) {}

    /// At most `most` runs, newest first, with an id below `from` (0: from the newest). Oldest first: with an
    /// id above it.
    QList<Run> page(const HistoryFilter &filter, qint64 from, int most, QString *error = nullptr) const;
    bool matches(qint64 id, const HistoryFilter &filter) const;
    /// How many there are in each state.
    QHash<RunState, int> counts() const;
    /// What is queued, being sent or waiting, oldest first.
    QList<Run> underWay(QString *error = nullptr) const;
    QList<Run> inState(RunState state, int most) const; ///< newest first
    /// Milliseconds from acceptance to result of the newest `most` runs of a workflow that became ready.
    QList<qint64> durations(const QString &profile, const QString &workflowId, int most) const;
    /// The newest run of this workflow with these bytes that is ready or under way; 0 when there is none.
    qint64 withContent(const QString &profile, const QString &workflowId, const QString &contentHash) const;
    /// The result of the same document to compare this run with: of the run that it submits again, or of the
    /// newest one before it with the same bytes. 0 when there is none.
    qint64 earlierResult(const Run &run) const;
    bool isClaimed(const QString &collectionId) const; ///< some run has this collection

private:
    QList<Run> read(class QSqlQuery &query, QString *error = nullptr) const;

    QSqlDatabase m_database;
};

} // namespace runs
