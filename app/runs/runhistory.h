// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/historyfilter.h"
#include "app/runs/run.h"
#include "app/runs/searchplan.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QSqlDatabase>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace runs {

/// Questions to the ledger about many runs. Each is answered in milliseconds however long the history is: a
/// page at a time. Used by the thread of its connection.
class RunHistory {
public:
    /// `sample` is taken when it is first needed, and may be one that an earlier history has taken. A search
    /// that `isCancelled` finds no more than it has found.
    explicit RunHistory(QSqlDatabase database,
        std::shared_ptr<SearchSample> sample = std::make_shared<SearchSample>(),
        std::function<bool()> isCancelled = {})
        : m_database(std::move(database))
        , m_sample(std::move(sample))
        , m_isCancelled(std::move(isCancelled)) {}

    /// At most `most` runs in the order of the filter, behind `from` (0: from the beginning).
    ///
    /// In an order other than that of age, the runs that words find are sorted after they have been found:
    /// the newest `mostSorted` of them. `cut` says whether there may be more.
    QList<Run> page(const HistoryFilter &filter, const HistoryPlace &from, int most, QString *error = nullptr,
        bool *cut = nullptr) const;
    bool matches(qint64 id, const HistoryFilter &filter) const;
    /// How many there are in each state.
    QHash<RunState, int> counts() const;
    /// What is queued, being sent or waiting, oldest first.
    QList<Run> underWay(QString *error = nullptr) const;
    QList<Run> inState(RunState state, int most) const; ///< newest first
    /// Milliseconds from acceptance to result of the newest `most` runs of a workflow that became ready.
    QList<qint64> durations(const QString &profile, const QString &workflowId, int most) const;
    /// The newest run of this workflow with these bytes that is ready or under way; else one that is
    /// unconfirmed: it may be at the service. 0 when there is none.
    qint64 withContent(const QString &profile, const QString &workflowId, const QString &contentHash) const;
    /// What the unconfirmed runs of this workflow were sent with.
    QSet<QString> unconfirmedContents(const QString &profile, const QString &workflowId) const;
    /// The result of the same document to compare this run with: of the run that it submits again, or of the
    /// newest one before it with the same bytes. 0 when there is none.
    qint64 earlierResult(const Run &run) const;
    bool isClaimed(const QString &collectionId) const; ///< some run has this collection
    /// The newest run that has this collection, large and small letters alike; 0 when there is none.
    qint64 withCollection(const QString &collectionId) const;

private:
    QList<Run> read(class QSqlQuery &query, QString *error = nullptr) const;
    /// For a text such as #12, when there is that run: what else the filter asks for.
    std::optional<HistoryFilter> byNumber(const HistoryFilter &filter, qint64 *number) const;
    QList<Run> withIds(const QList<qint64> &ids, QString *error) const;
    QList<qint64> sorted(const QList<qint64> &ids, HistoryOrder order, const HistoryPlace &from, int most,
        QString *error) const;

    QSqlDatabase m_database;
    std::shared_ptr<SearchSample> m_sample; ///< how common pieces of words are; a guess
    std::function<bool()> m_isCancelled;
};

} // namespace runs
