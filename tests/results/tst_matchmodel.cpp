// SPDX-License-Identifier: MIT
#include "tests/results/tst_matchmodel.h"

#include "app/results/matchmodel.h"
#include "app/results/resultsearch.h"
#include "tests/results/modeltext.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace results;

void TestMatchModel::showsTheRowsOfHits_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("siblings");
    QTest::addColumn<QStringList>("rows");

    const QByteArray nested = R"({"a":1,"b":{"find":2,"c":["x","find"],"d":3},"e":4})";
    QTest::newRow("with what is around them")
        << nested << u"find"_s << false
        << QStringList{u"b|{\"find\":2,\"c\":[\"x\",\"find\"],\"d\":3}"_s, u"  find|2"_s,
               u"  c|[\"x\",\"find\"]"_s, u"    [1]|find"_s};
    QTest::newRow("with siblings") << nested << u"find"_s << true
                                   << QStringList{u"b|{\"find\":2,\"c\":[\"x\",\"find\"],\"d\":3}"_s,
                                          u"  find|2"_s, u"  c|[\"x\",\"find\"]"_s, u"    [0]|x"_s,
                                          u"    [1]|find"_s, u"  d|3"_s};
    QTest::newRow("no hits") << nested << u"nowhere"_s << false << QStringList();
    QTest::newRow("array") << QByteArray("[true,[false,true]]") << u"true"_s << false
                           << QStringList{u"[0]|true"_s, u"[1]|[false,true]"_s, u"  [1]|true"_s};
    for (const bool siblings : {false, true}) {
        QTest::addRow("only a string, siblings %d", siblings)
            << QByteArray(R"("a text")") << u"text"_s << siblings << QStringList{u"$|a text"_s};
        QTest::addRow("only a number, siblings %d", siblings)
            << QByteArray(" 1.10 ") << u"1.1"_s << siblings << QStringList{u"$|1.10"_s};
    }
    QTest::newRow("only a word, and more behind it")
        << QByteArray("true x") << u"true"_s << false << QStringList{u"$|true"_s};
}

void TestMatchModel::showsTheRowsOfHits() {
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    QFETCH(bool, siblings);
    const auto document = ResultDocument::fromBytes(json);
    const std::atomic_bool never = false;
    Hits hits;
    searchResult(
        *document, {text}, [&hits](const Hits &more) { hits.insert(hits.end(), more.begin(), more.end()); },
        never);
    JsonTreeModel all;
    all.setDocument(document);
    MatchModel model(all);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const MatchTreePtr tree = MatchTree::make(*document, hits, siblings, never);
    QVERIFY(tree);
    QCOMPARE(tree->hits(), qint64(hits.size()));
    model.setTree(tree);
    QTEST(modelText(model, {}, 2), "rows");
    int marked = 0;
    for (QModelIndexList open{{}}; !open.isEmpty();) {
        const QModelIndex parent = open.takeLast();
        marked += model.isHit(parent);
        for (int row = 0; row < model.rowCount(parent); ++row)
            open.append(model.index(row, 0, parent));
    }
    QCOMPARE(marked, int(hits.size()));
}
