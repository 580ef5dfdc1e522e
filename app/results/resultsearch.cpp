// SPDX-License-Identifier: MIT
#include "app/results/resultsearch.h"

#include "app/results/jsonscanner.h"
#include "app/results/regexscan.h"
#include "app/results/textscan.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace results {

namespace {

constexpr qint64 worthThreads = 4'000'000; // bytes
constexpr int mostThreads = 4;             // more do not get the bytes any faster
/// Each thread takes the next part when it is done with one: none waits for one whose processor is busy.
constexpr qint64 partSize = 8'000'000;
constexpr int partsPerThread = 2; // at least

int threadsFor(const ResultDocument &document, int wanted) {
    if (wanted > 0)
        return wanted;
    const JsonNode root = document.root();
    return root.end - root.begin < worthThreads
               ? 1
               : std::clamp(int(std::thread::hardware_concurrency()), 1, mostThreads);
}

/// Where parts begin, and where the last one ends.
std::vector<qint64> partsOf(const ResultDocument &document, int threads) {
    const JsonNode root = document.root();
    if (!root.isValid())
        return {0, 0};
    const qint64 size = root.end - root.begin;
    const qint64 parts = threads == 1 ? 1 : std::max(qint64(threads) * partsPerThread, size / partSize);
    std::vector<qint64> borders{root.begin};
    for (qint64 i = 1; i < parts && root.isContainer(); ++i) {
        const qint64 border = document.containers().borderNear(root.begin + size / parts * i);
        if (border > borders.back() && border < root.end)
            borders.push_back(border);
    }
    borders.push_back(root.end);
    return borders;
}

/// Parts of a text that are searched by several threads, whose hits are handed on in the order of the text.
class Parts {
public:
    using Search = std::function<SearchTally(size_t part, qint64 mostHits, const HitSink &sink)>;

    Parts(
        size_t count, qint64 mostHits, Search search, const HitSink &sink, const std::atomic_bool &cancelled)
        : m_parts(count)
        , m_mostHits(mostHits)
        , m_search(std::move(search))
        , m_sink(sink)
        , m_cancelled(cancelled) {}

    SearchTally run(int threads) {
        std::vector<std::thread> others;
        for (int i = 1; i < threads && size_t(i) < m_parts.size(); ++i)
            others.emplace_back([this] {
                while (const std::optional<size_t> part = take())
                    searchLater(*part);
            });
        while (const std::optional<size_t> part = take()) {
            handOn(false);
            if (*part == m_next)
                searchNow();
            else
                searchLater(*part);
        }
        handOn(true);
        for (std::thread &other : others)
            other.join();
        return m_tally;
    }

private:
    /// What is found in one waits for the parts before it.
    struct Part {
        std::deque<Hits> found;
        SearchTally tally;
        bool done = false;
    };

    std::optional<size_t> take() {
        if (m_cancelled || m_enough)
            return {};
        const size_t part = m_taken++; // whoever takes one searches it: it is waited for
        return part < m_parts.size() ? std::optional(part) : std::nullopt;
    }

    /// Everything before it was handed on.
    void searchNow() {
        m_tally.add(m_search(m_next, m_mostHits - m_tally.hits, m_sink));
        m_enough = m_tally.limited;
        ++m_next;
    }

    void searchLater(size_t number) {
        Part &part = m_parts[number];
        part.tally =
            m_search(number, m_mostHits, [&part](Hits hits) { part.found.push_back(std::move(hits)); });
        const std::lock_guard lock(m_mutex);
        part.done = true;
        m_done.notify_one();
    }

    /// Of the parts that are done; with those that are being searched, when it is the end.
    void handOn(bool all) {
        for (; m_next < std::min<size_t>(m_taken, m_parts.size()) && !m_cancelled && !m_enough; ++m_next) {
            Part &part = m_parts[m_next];
            std::unique_lock lock(m_mutex);
            if (all)
                m_done.wait(lock, [&part] { return part.done; });
            if (!part.done)
                return;
            lock.unlock();
            for (Hits &hits : part.found) {
                const auto room = size_t(m_mostHits - m_tally.hits);
                if (hits.size() > room) {
                    hits.resize(room);
                    part.tally.limited = true;
                }
                if (m_cancelled || hits.empty())
                    break;
                m_tally.hits += qint64(hits.size());
                m_sink(std::move(hits));
            }
            part.found.clear();
            part.tally.hits = 0; // counted as they were handed on
            m_tally.add(part.tally);
            m_enough = m_tally.limited;
        }
    }

    std::vector<Part> m_parts;
    qint64 m_mostHits;
    Search m_search;
    const HitSink &m_sink;
    const std::atomic_bool &m_cancelled;
    std::atomic_bool m_enough = false;
    std::atomic<size_t> m_taken = 0;
    size_t m_next = 0; ///< the first one whose hits were not handed on
    SearchTally m_tally;
    std::mutex m_mutex; ///< of what is done
    std::condition_variable m_done;
};

/// A bad byte reads as U+FFFD, whose own bytes are others: only what is decoded tells where it is.
bool meansBadBytes(const ResultDocument &document, const SearchQuery &query) {
    return !query.regularExpression && query.text.contains(QChar(QChar::ReplacementCharacter)) &&
           (!document.isChecked() || document.badUtf8() >= 0);
}

/// The text of a query as an expression.
SearchQuery asExpression(SearchQuery query) {
    query.text = QRegularExpression::escape(query.text);
    query.regularExpression = true;
    return query;
}

} // namespace

SearchTally searchResult(const ResultDocument &document, const SearchQuery &wanted, const HitSink &sink,
    const std::atomic_bool &cancelled, const SearchOptions &options) {
    const bool badBytes = meansBadBytes(document, wanted);
    const SearchQuery query = badBytes ? asExpression(wanted) : wanted;
    if (query.text.isEmpty() || faultOf(query))
        return {};
    std::optional<TextNeedle> text;
    std::optional<ExpressionTest> expression;
    if (query.regularExpression)
        expression.emplace(query);
    else
        text.emplace(query);
    const TextNeedle *const needle = text ? &*text : expression->rarest();
    const ExpressionTest *const test = expression ? &*expression : nullptr;
    const auto search = [&](qint64 begin, qint64 end, qint64 mostHits, const HitSink &partSink) {
        const bool isJson = !document.fault() || end <= document.root().end;
        const SearchPart part{document, begin, end, mostHits, cancelled, partSink, isJson};
        return needle ? TextScan(part, *needle, test, query.scope, options.kind).run()
                      : RegexScan(part, *test, query.scope, options.kind).run();
    };

    const int threads = threadsFor(document, options.threads);
    const std::vector<qint64> borders = partsOf(document, threads);
    const auto searchPart = [&](size_t part, qint64 mostHits, const HitSink &partSink) {
        return search(borders[part], borders[part + 1], mostHits, partSink);
    };
    SearchTally tally = Parts(borders.size() - 1, options.mostHits, searchPart, sink, cancelled).run(threads);
    const qint64 rest = document.bytes().size();
    if (document.fault() && rest > borders.back() && rest <= JsonScanner::sizeLimit && !cancelled) {
        SearchTally behind = search(borders.back(), rest, options.mostHits - tally.hits, sink);
        behind.behindFault = behind.hits;
        tally.add(behind);
    }
    if (badBytes)
        tally.leftOut = 0; // there is no such byte in base64
    return tally;
}

} // namespace results
