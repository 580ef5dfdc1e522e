// SPDX-License-Identifier: MIT
#include "app/results/searchrunner.h"

#include <QElapsedTimer>

#include <iterator>
#include <utility>

namespace results {

namespace {

/// Between two reports of hits: each costs the window a turn.
constexpr qint64 reportEveryMs = 15;

/// Gathers hits into reports, the first one at once.
class Reports {
public:
    explicit Reports(HitSink send)
        : m_send(std::move(send)) {}
    void add(Hits hits) {
        if (m_waiting.empty())
            m_waiting = std::move(hits);
        else
            m_waiting.insert(m_waiting.end(), hits.begin(), hits.end());
        if (!m_since.isValid() || m_since.elapsed() >= reportEveryMs)
            flush();
    }
    void flush() {
        if (m_waiting.empty())
            return;
        m_send(std::exchange(m_waiting, {}));
        m_since.start();
    }

private:
    HitSink m_send;
    Hits m_waiting;
    QElapsedTimer m_since;
};

} // namespace

struct SearchRunner::Search {
    std::atomic_bool cancelled = false;
};

SearchRunner::SearchRunner(QObject *parent)
    : QObject(parent) {
    m_pool.setMaxThreadCount(1); // one after the other; each makes threads of its own
}

SearchRunner::~SearchRunner() {
    abandon();
    m_pool.waitForDone();
}

void SearchRunner::setDocument(const ResultDocumentPtr &document) {
    m_document = document;
    start();
}

void SearchRunner::search(const SearchQuery &query) {
    if (query == m_query)
        return;
    m_query = query;
    start();
}

void SearchRunner::cancel() {
    abandon();
}

void SearchRunner::requestMatches(bool siblings) {
    m_matchesWanted = true;
    m_siblings = siblings;
    if (!m_running)
        startMatches();
}

void SearchRunner::forgetMatches() {
    m_matchesWanted = false;
    if (m_matching)
        m_matching->cancelled = true;
    m_matching.reset();
}

void SearchRunner::abandon() {
    for (auto *search : {&m_current, &m_matching}) {
        if (*search)
            (*search)->cancelled = true;
        search->reset();
    }
    m_running = false;
}

void SearchRunner::start() {
    abandon();
    m_hits.clear();
    m_tally = {};
    m_fault = faultOf(m_query);
    m_running = m_document && !m_query.text.isEmpty() && !m_fault;
    emit started();
    if (!m_running) {
        emit finished();
        if (m_matchesWanted)
            emit matchesReady(nullptr);
        return;
    }
    m_current = std::make_shared<Search>();
    m_pool.start([this, search = m_current, document = m_document, query = m_query] {
        // The runner waits for its pool, and what is sent to it ends with it.
        Reports reports([this, &search](Hits hits) {
            QMetaObject::invokeMethod(
                this, [this, search, hits = std::move(hits)]() mutable { take(search, std::move(hits)); },
                Qt::QueuedConnection);
        });
        const SearchTally tally = searchResult(
            *document, query, [&reports](Hits hits) { reports.add(std::move(hits)); }, search->cancelled);
        reports.flush();
        QMetaObject::invokeMethod(
            this, [this, search, tally] { end(search, tally); }, Qt::QueuedConnection);
    });
}

void SearchRunner::take(const std::shared_ptr<Search> &search, Hits hits) {
    if (search != m_current)
        return;
    m_hits.append(std::move(hits));
    emit hitsChanged();
}

void SearchRunner::end(const std::shared_ptr<Search> &search, const SearchTally &tally) {
    if (search != m_current)
        return;
    m_running = false;
    m_tally = tally;
    if (m_matchesWanted)
        startMatches();
    emit finished();
}

void SearchRunner::startMatches() {
    if (m_matching)
        m_matching->cancelled = true;
    m_matching.reset();
    if (!m_document || m_hits.isEmpty()) {
        emit matchesReady(nullptr);
        return;
    }
    m_matching = std::make_shared<Search>();
    Hits first;
    for (qint64 i = 0; i < std::min(m_hits.count(), MatchTree::mostHits); ++i)
        first.push_back(m_hits.at(i));
    m_pool.start(
        [this, search = m_matching, document = m_document, first = std::move(first), siblings = m_siblings] {
            const MatchTreePtr tree = MatchTree::make(*document, first, siblings, search->cancelled);
            QMetaObject::invokeMethod(
                this,
                [this, search, tree] {
                    if (search == m_matching && tree)
                        emit matchesReady(tree);
                },
                Qt::QueuedConnection);
        });
}

} // namespace results
