// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/hitlist.h"
#include "app/results/matchtree.h"
#include "app/results/resultdocument.h"
#include "app/results/resultsearch.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <optional>

namespace results {

/// Searches a document beside the window: each new query ends the search before it, hits come as they are
/// found. All calls and signals belong to one thread.
class SearchRunner : public QObject {
    Q_OBJECT

public:
    explicit SearchRunner(QObject *parent = nullptr);
    ~SearchRunner() override; ///< waits until the worker has noticed, some milliseconds

    /// The query is searched for in it too. nullptr: nothing to search.
    void setDocument(const ResultDocumentPtr &document);
    /// An empty one ends the search.
    void search(const SearchQuery &query);
    void cancel(); ///< what was found stays

    const ResultDocumentPtr &document() const { return m_document; }
    const SearchQuery &query() const { return m_query; }
    const std::optional<QueryFault> &fault() const { return m_fault; } ///< of the query
    bool isRunning() const { return m_running; }
    const HitList &hits() const { return m_hits; }       ///< so far
    const SearchTally &tally() const { return m_tally; } ///< all but its hits only at the end
    /// For a view that marks what it shows: hits that share a byte with that text.
    Hits hitsBetween(qint64 begin, qint64 end) const { return m_hits.between(begin, end); }

    /// Asks for the rows of the first hits; the answer is matchesReady(), soon when the search is over, else
    /// at its end. A new query asks again by itself until forgetMatches().
    void requestMatches(bool siblings);
    void forgetMatches();

signals:
    void started();     ///< there are no hits any more
    void hitsChanged(); ///< more of them
    void finished();    ///< not after cancel(), and not of a query that another one replaced
    void matchesReady(const results::MatchTreePtr &tree);

private:
    struct Search;

    void start();
    void abandon();
    void startMatches();
    void take(const std::shared_ptr<Search> &search, Hits hits);
    void end(const std::shared_ptr<Search> &search, const SearchTally &tally);

    ResultDocumentPtr m_document;
    SearchQuery m_query;
    std::optional<QueryFault> m_fault;
    HitList m_hits;
    SearchTally m_tally;
    bool m_running = false;
    bool m_matchesWanted = false;
    bool m_siblings = false;
    std::shared_ptr<Search> m_current; ///< what comes from another one is dropped
    std::shared_ptr<Search> m_matching;
    QThreadPool m_pool;
};

} // namespace results
