// SPDX-License-Identifier: MIT
#include "tests/fuzz/views.h"

#include "app/results/expressiontest.h"
#include "app/results/matchmodel.h"
#include "app/results/matchtree.h"
#include "app/results/querymatches.h"
#include "app/results/resultsearch.h"
#include "tests/results/referencesearch.h"

#include <QAbstractItemModelTester>

#include <algorithm>
#include <atomic>

using namespace results;

namespace fuzz {

namespace {

struct Found {
    Hits hits;
    SearchTally tally;
};

Found searched(const ResultDocument &document, const SearchQuery &query, const SearchOptions &options) {
    const std::atomic_bool cancelled = false;
    Found found;
    found.tally = searchResult(
        document, query,
        [&found](const Hits &hits) { found.hits.insert(found.hits.end(), hits.begin(), hits.end()); },
        cancelled, options);
    FUZZ_REQUIRE(found.tally.hits == qint64(found.hits.size()));
    for (size_t i = 0; i < found.hits.size(); ++i) {
        FUZZ_REQUIRE(found.hits[i].begin() < found.hits[i].end());
        FUZZ_REQUIRE(found.hits[i].end() <= document.bytes().size());
        FUZZ_REQUIRE(i == 0 || found.hits[i - 1].end() <= found.hits[i].begin());
    }
    return found;
}

void filterTree(const ResultDocumentPtr &document, const Hits &hits, bool siblings) {
    const std::atomic_bool cancelled = false;
    const MatchTreePtr tree = MatchTree::make(*document, hits, siblings, cancelled);
    FUZZ_REQUIRE(tree);
    JsonTreeModel rows;
    rows.setDocument(document);
    MatchModel model(rows);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setTree(tree);
    for (size_t i = 1; i < tree->nodes().size() && i < 500; ++i) {
        const QModelIndex index = model.indexOfWay(tree->way(int(i)));
        FUZZ_REQUIRE(index.isValid());
        if (document->isChecked() && !document->fault())
            FUZZ_REQUIRE(
                rows.node(model.rowOf(index)).isValid() && model.isHit(index) == tree->nodes()[i].hit);
    }
}

} // namespace

void search(const ResultDocumentPtr &document, const Input &input) {
    SearchQuery query;
    query.text = QString::fromUtf8(input.query.first(std::min<qsizetype>(input.query.size(), 64)));
    query.regularExpression = input.has(Input::Regex);
    query.caseSensitive = input.has(Input::Case);
    query.wholeWord = input.has(Input::Word);
    query.scope = SearchQuery::Scope(input.options % 3);
    if (query.text.isEmpty() || faultOf(query))
        return;
    const Found found = searched(*document, query, {Processor::Any, 1});
    for (const SearchOptions &options : {SearchOptions{processor(), 1}, SearchOptions{processor(), 2}}) {
        const Found again = searched(*document, query, options);
        // Which strings of an expression take too long is a matter of the clock no more than of the parts.
        FUZZ_REQUIRE(again.hits == found.hits && again.tally.leftOut == found.tally.leftOut);
    }
    // Where there are bad bytes only what is asked for by the sign for them is compared as it is shown.
    const bool asShown = document->badUtf8() < 0 || query.text.contains(QChar::ReplacementCharacter);
    if (!query.regularExpression && document->isChecked() && !document->fault() && asShown) {
        const Hits expected = reference::search(*document, query);
        if (found.tally.leftOut == 0)
            FUZZ_REQUIRE(found.hits == expected);
        else
            FUZZ_REQUIRE(found.hits.size() + size_t(found.tally.leftOut) == expected.size());
    }
    QueryMatches(query).in(QString::fromUtf8(input.body));
    filterTree(document, found.hits, input.has(Input::Siblings));
}

} // namespace fuzz
