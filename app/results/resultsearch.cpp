// SPDX-License-Identifier: MIT
#include "app/results/resultsearch.h"

#include "app/results/jsonscanner.h"
#include "app/results/regexscan.h"
#include "app/results/textscan.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace results {

namespace {

constexpr qint64 worthThreads = 4'000'000; // bytes
constexpr int mostThreads = 4;             // more do not get the bytes any faster

/// Where parts begin, and where the last one ends.
std::vector<qint64> partsOf(const ResultDocument &document, int threads) {
    const JsonNode root = document.root();
    if (!root.isValid())
        return {0, 0};
    const qint64 size = root.end - root.begin;
    if (threads == 0)
        threads =
            size < worthThreads ? 1 : std::clamp(int(std::thread::hardware_concurrency()), 1, mostThreads);
    std::vector<qint64> borders{root.begin};
    for (int i = 1; i < threads && root.isContainer(); ++i) {
        const qint64 border = document.containers().borderNear(root.begin + size / threads * i);
        if (border > borders.back() && border < root.end)
            borders.push_back(border);
    }
    borders.push_back(root.end);
    return borders;
}

/// One part after the first: what it finds waits for the parts before it.
struct LaterPart {
    std::deque<Hits> found;
    SearchTally tally;
    std::thread thread;
};

} // namespace

SearchTally searchResult(const ResultDocument &document, const SearchQuery &query, const HitSink &sink,
    const std::atomic_bool &cancelled, const SearchOptions &options) {
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

    const std::vector<qint64> borders = partsOf(document, options.threads);
    std::vector<std::unique_ptr<LaterPart>> later;
    for (size_t i = 1; i + 1 < borders.size(); ++i) {
        later.push_back(std::make_unique<LaterPart>());
        later.back()->thread = std::thread([&search, &borders, &options, i, part = later.back().get()] {
            part->tally = search(borders[i], borders[i + 1], options.mostHits,
                [part](Hits hits) { part->found.push_back(std::move(hits)); });
        });
    }
    SearchTally tally = search(borders[0], borders[1], options.mostHits, sink);
    for (const auto &part : later) {
        part->thread.join();
        for (Hits &hits : part->found) {
            const auto room = size_t(options.mostHits - tally.hits);
            if (hits.size() > room) {
                hits.resize(room);
                part->tally.limited = true;
            }
            if (cancelled || hits.empty())
                break;
            tally.hits += qint64(hits.size());
            sink(std::move(hits));
        }
        part->tally.hits = 0; // counted as they were handed on
        tally.add(part->tally);
    }
    const qint64 rest = document.bytes().size();
    if (document.fault() && rest > borders.back() && rest <= JsonScanner::sizeLimit && !cancelled) {
        SearchTally behind = search(borders.back(), rest, options.mostHits - tally.hits, sink);
        behind.behindFault = behind.hits;
        tally.add(behind);
    }
    return tally;
}

} // namespace results
