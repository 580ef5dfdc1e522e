// SPDX-License-Identifier: MIT
#include "tests/results/tst_hitrows.h"

#include "app/results/hitwalker.h"
#include "app/results/resultsearch.h"
#include "app/results/shortcontainer.h"
#include "tests/bench/resultdata.h"
#include "tests/results/referencesearch.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using results::ByteSource;
using results::Hit;
using results::HitRow;
using results::Hits;
using results::JsonWay;
using results::Processor;
using results::ResultDocument;
using results::ResultDocumentPtr;
using results::SearchOptions;
using results::SearchQuery;

namespace {

const std::atomic_bool never = false;

Hits search(const ResultDocument &document, const SearchQuery &query, const SearchOptions &options = {}) {
    Hits found;
    results::searchResult(
        document, query, [&found](Hits hits) { found.insert(found.end(), hits.begin(), hits.end()); }, never,
        options);
    return found;
}

/// As the tree shows it: the container's way and the member's number. `from` is of the hit.
HitRow rowOfWay(const ResultDocument &document, qint64 from) {
    JsonWay way = results::wayToOffset(document, from);
    if (way.empty())
        return {};
    const auto member = quint32(way.back());
    way.pop_back();
    return {quint32(results::nodeAt(document, way).begin), member};
}

/// By each kind of processor, one thread and several, as text and as expression.
void compareAll(const ResultDocument &document, const QString &text, const Hits &expected) {
    for (const Processor kind : {Processor::Any, Processor::Avx2, Processor::Avx512}) {
        if (kind > results::processor())
            continue;
        for (const int threads : {1, 2, 3, 7}) {
            const SearchOptions options{.kind = kind, .threads = threads};
            const Hits found = search(document, {.text = text}, options);
            QCOMPARE(found.size(), expected.size());
            for (size_t i = 0; i < found.size(); ++i) {
                if (!(found[i] == expected[i]))
                    qWarning() << "hit" << i << "at" << found[i].begin() << "in" << found[i].row().container
                               << found[i].row().member << "not" << expected[i].row().container
                               << expected[i].row().member;
                QVERIFY(found[i] == expected[i]);
            }
        }
    }
    const QString pattern = QRegularExpression::escape(text);
    for (const int threads : {1, 3})
        QVERIFY(
            search(document, {.text = pattern, .regularExpression = true}, {.threads = threads}) == expected);
}

/// Of exactly `size` bytes, with a word in it, and brackets and commas where they are none.
QByteArray container(QRandomGenerator &random, qsizetype size, int depth = 0) {
    const bool object = random.bounded(2);
    QByteArray text(1, object ? '{' : '[');
    const auto member = [&](const QByteArray &value) {
        if (text.size() > 1)
            text += random.bounded(4) ? "," : " ,\n ";
        if (object)
            text += random.bounded(3) ? R"("k,]":)" : R"("needle" : )";
        text += value;
    };
    while (size - text.size() > 40) {
        switch (random.bounded(depth < 3 ? 6 : 4)) {
        case 0:
            member(R"("a needle, [in] {\"quotes\"}")");
            break;
        case 1:
            member("12");
            break;
        case 2:
            member(R"("\\")");
            break;
        case 3:
            member(random.bounded(2) ? "[]" : "{ }");
            break;
        default:
            member(container(
                random, 12 + random.bounded(int(qMin<qsizetype>(size - text.size() - 14, 400))), depth + 1));
            break;
        }
    }
    const qsizetype left = size - text.size() - 1;
    if (left > 0)
        text += QByteArray(left, ' ');
    return text + (object ? '}' : ']');
}

} // namespace

void TestHitRows::rowsAreThoseOfTheWalk_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("root") << QByteArray(R"("needle")");
    QTest::newRow("key and value") << QByteArray(R"({"a":1,"needle":"needle","needle":[2,"needle"]})");
    QTest::newRow("behind containers")
        << QByteArray(R"([[1,2],{"a":[3,4]},"needle",[5],[6,["needle"]],"needle"])");
    QTest::newRow("commas in strings") << QByteArray(R"(["a,b","[,","{\",","\\","needle"])");
    QTest::newRow("spaces") << QByteArray(" [ 1 , 2 , [ ] , \"needle\" ] ");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF[1,\"needle\"]");
    QTest::newRow("deep") << QByteArray(20'000, '[') + R"(1,"needle")" + QByteArray(20'000, ']');
    const QByteArray wide = "[" + QByteArray("0,").repeated(100) + "[" + QByteArray("[1],").repeated(50);
    QTest::newRow("between") << wide + R"("needle",{"x":{"y":"needle"}}],"needle"])";
    QTest::newRow("result") << bench::resultOfSize(300'000).replace("euro", "needle");
}

void TestHitRows::rowsAreThoseOfTheWalk() {
    QFETCH(QByteArray, json);
    const ResultDocumentPtr document = ResultDocument::fromBytes(json);
    QVERIFY(!document->fault());
    const Hits expected = reference::search(*document, {.text = u"needle"_s});
    QVERIFY(!expected.empty());
    compareAll(*document, u"needle"_s, expected);
    const std::vector<JsonWay> ways = results::waysOf(*document, expected, never);
    QCOMPARE(ways.size(), expected.size());
    for (size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(ways[i], results::wayToOffset(*document, expected[i].begin()));
        QVERIFY(rowOfWay(*document, expected[i].begin()) == expected[i].row());
    }
}

void TestHitRows::containersOfAboutTheShortestMapped() {
    QRandomGenerator random(20);
    for (int round = 0; round < 25; ++round) {
        QByteArray json = round % 2 ? R"({"rows":[)" : "[";
        for (int i = 0; i < 60; ++i) {
            json += i > 0 ? "," : "";
            json += container(random, results::shortestMapped - 2 + random.bounded(5));
        }
        const ResultDocumentPtr document =
            ResultDocument::fromBytes(json + (round % 2 ? R"(],"needle":[1]})" : R"(,"needle"])"));
        QVERIFY2(!document->fault(), document->bytes().data());
        const Hits expected = reference::search(*document, {.text = u"needle"_s});
        QVERIFY(expected.size() > 20);
        compareAll(*document, u"needle"_s, expected);
    }
    for (int round = 0; round < 40; ++round) { // of any size
        const ResultDocumentPtr document =
            ResultDocument::fromBytes(container(random, 20 + random.bounded(6000)));
        QVERIFY(!document->fault());
        compareAll(*document, u"needle"_s, reference::search(*document, {.text = u"needle"_s}));
    }
}

/// Parts begin at containers of the map and at marks: the nearest may be in the middle of short ones.
void TestHitRows::shortContainersAtThePartsOfThreads() {
    for (int size = 0; size < 130; size += 3) {
        const QByteArray row =
            R"({"a":"needle","b":[1,{"c":"needle"}],"d":")" + QByteArray(size, '.') + "\"}";
        QByteArray json = R"({"x":[)";
        for (int i = 0; i < 1500; ++i)
            json += (i > 0 ? "," : "") + row;
        const ResultDocumentPtr document = ResultDocument::fromBytes(json + R"(],"y":"needle"})");
        QVERIFY(!document->fault());
        const Hits expected = reference::search(*document, {.text = u"needle"_s});
        QCOMPARE(expected.size(), size_t(3001));
        compareAll(*document, u"needle"_s, expected);
    }
}

/// Thousands, counted from marks, also where only few of them hold a hit.
void TestHitRows::longArraysOfShortRows() {
    for (const int every : {1, 7, 999, 1000, 1001, 4500}) {
        QByteArray json = R"([{"long":[)";
        for (int i = 0; i < 9000; ++i) {
            const QByteArray word = i % every == every - 1 ? "needle" : "n,[";
            json += i > 0 ? "," : "";
            json += i % 5 == 4 ? '"' + word + '"' : R"([1,")" + word + R"(",{}])";
        }
        const ResultDocumentPtr document = ResultDocument::fromBytes(json + R"(],"needle":1},"needle"])");
        QVERIFY(!document->fault());
        const Hits expected = reference::search(*document, {.text = u"needle"_s});
        QCOMPARE(expected.size(), size_t(9000 / every + 2));
        compareAll(*document, u"needle"_s, expected);
    }
}

/// Members are counted over strings of many windows, in memory and in a file.
void TestHitRows::textThatLiesFarBefore() {
    QByteArray json = R"({"a":"needle","b":[[1,2],")" + QByteArray("x, [y] ").repeated(100'000) + R"(",[3],)";
    json += QByteArray(R"("\\\"",)").repeated(20'000) + R"("needle"],"c":")" + QByteArray(300'000, ',');
    json += R"(","needle":{"d":[)" + QByteArray("1,").repeated(200'000) + R"("needle"]}})";
    const ResultDocumentPtr document = ResultDocument::fromBytes(json);
    QVERIFY(!document->fault());
    const Hits expected = reference::search(*document, {.text = u"needle"_s});
    QCOMPARE(expected.size(), size_t(4));
    QCOMPARE(expected[1].row().member, 20'003u);
    compareAll(*document, u"needle"_s, expected);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"r.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(json) == json.size());
    file.close();
    const ResultDocumentPtr mapped = ResultDocument::fromSource(ByteSource::fromFile(file.fileName()));
    QVERIFY(mapped->source().isMapped());
    compareAll(*mapped, u"needle"_s, expected);
}

/// What stands before the fault has its rows.
void TestHitRows::cutAtEachByte() {
    QRandomGenerator random(4);
    const QByteArray whole =
        R"({"needle":[)" + container(random, 700) + R"(,"needle",[{"needle":"needle"}]]})";
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const ResultDocumentPtr document = ResultDocument::fromBytes(whole.first(size));
        QVERIFY(document->fault());
        const Hits expected = reference::search(*document, {.text = u"needle"_s});
        Hits found = search(*document, {.text = u"needle"_s}, {.threads = 1});
        const auto behind = std::find_if(
            found.begin(), found.end(), [&](const Hit &hit) { return hit.begin() >= document->root().end; });
        QVERIFY2(Hits(found.begin(), behind) == expected, qPrintable(QString::number(size)));
        QVERIFY(std::all_of(behind, found.end(), [](const Hit &hit) { return hit.row() == HitRow(); }));
    }
}

void TestHitRows::cancelledInTheMiddle() {
    const ResultDocumentPtr document = ResultDocument::fromBytes(bench::resultOfSize(8'000'000));
    const Hits all = search(*document, {.text = u"a"_s}, {.threads = 1});
    for (const int threads : {1, 2}) {
        for (const size_t enough : {size_t(1), size_t(5000), all.size() / 3}) {
            std::atomic_bool cancelled = false;
            Hits taken;
            results::searchResult(*document, {.text = u"a"_s},
                [&](const Hits &hits) {
                    taken.insert(taken.end(), hits.begin(), hits.end());
                    cancelled = taken.size() >= enough;
                },
                cancelled, {.threads = threads});
            QVERIFY(taken.size() >= enough && taken.size() < all.size());
            // Each with its row.
            QVERIFY(std::equal(taken.begin(), taken.end(), all.begin()));
        }
    }
}
