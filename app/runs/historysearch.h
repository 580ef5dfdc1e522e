// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/historyfilter.h"
#include "app/runs/partsearch.h"
#include "app/runs/searchplan.h"
#include "app/runs/searchwords.h"

#include <QList>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <functional>

namespace runs {

/// One search in the ledger: which runs have the words and all else of a filter, in the order of age. What is
/// rarest leads (few runs in a state; rare pieces of the words in the index; blocks of names for words of two
/// letters), and each run that it comes to is looked at. Runs with long values are found through a connection
/// that has them (LedgerReading); through another by the beginning of theirs only.
class HistorySearch {
public:
    /// `sample` is not owned; taken anew when the ledger has grown. When `isCancelled`, ids() ends with what
    /// it has found; a step of SQLite is not cut short.
    HistorySearch(const QSqlDatabase &database, const HistoryFilter &filter, SearchSample *sample,
        std::function<bool()> isCancelled = {});
    Q_DISABLE_COPY_MOVE(HistorySearch)

    const SearchWords &words() const { return m_words; }

    /// At most `most` ids, the newest first or the oldest first, behind `from` (0: from the beginning).
    QList<qint64> ids(qint64 from, int most, bool newestFirst);
    /// The runs in the states, or else of the workflow, when they are no more than `few`: all that the filter
    /// can let through. False when they are more.
    bool fewIds(QList<qint64> *ids);
    /// Those of these that the filter lets through.
    QList<qint64> only(const QList<qint64> &ids) { return lookAt(ids, true); }
    bool fits(qint64 id) { return !lookAt({id}, true).isEmpty(); }

    QString error() const { return m_error; } ///< the ledger could not be read; in SQLite's words

    static constexpr int few = 2'000;

private:
    /// The next runs that may be meant, in order; none: there are no more.
    using Candidates = std::function<QList<qint64>()>;

    Candidates fromList(const QList<qint64> &ids);
    Candidates fromIndex(const QStringList &pieces, qint64 from, bool newestFirst);
    Candidates fromNames(qint64 from, bool newestFirst);
    QList<qint64> search(Candidates candidates, qint64 from, int most, bool newestFirst, bool guessed);
    QList<qint64> lookAt(const QList<qint64> &ids, bool newestFirst);
    QStringList piecesFor(qint64 from, bool newestFirst);
    void takeSample();
    bool run(QSqlQuery &query, const QString &sql, const QVariantList &values = {});

    QSqlDatabase m_database;
    HistoryFilter m_filter;
    SearchWords m_words;
    SearchSample *m_sample;
    std::function<bool()> m_isCancelled;
    QString m_conditions; ///< of the row of a run: " AND …"
    QVariantList m_values;
    QString m_error;
    qsizetype m_readInVain = 0; ///< characters
    PartSearch m_parts;
};

} // namespace runs
