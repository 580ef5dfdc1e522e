// SPDX-License-Identifier: MIT
#include "tests/runs/tst_pollround.h"

#include "app/runs/pollround.h"

#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::ListedRun;
using runs::ListPage;
using runs::PollRound;
using Order = runs::PollRound::Order;

Q_DECLARE_METATYPE(runs::PollRound::Order)

namespace {

/// `count` rows, oldest first.
QList<ListedRun> rowsOf(int count) {
    QList<ListedRun> rows;
    for (int i = 1; i <= count; ++i)
        rows << ListedRun{u"c-%1"_s.arg(i), u"in_progress"_s, i * 1'000};
    return rows;
}

QSet<QString> newest(int wanted, int count) {
    QSet<QString> ids;
    for (int i = count - wanted + 1; i <= count; ++i)
        ids << u"c-%1"_s.arg(i);
    return ids;
}

ListPage pageOf(const QList<ListedRun> &rows, int page) {
    return {page, 100, int(rows.size()), rows.mid((page - 1) * 100, 100)};
}

/// The pages that were read.
QList<int> readAll(PollRound &round, const QList<ListedRun> &rows) {
    QList<int> pages;
    while (const int page = round.nextPage()) {
        pages << page;
        round.read(pageOf(rows, page));
        if (pages.size() > 100)
            break;
    }
    return pages;
}

} // namespace

void TestPollRound::finalWords_data() {
    QTest::addColumn<bool>("isFinal");
    for (const char *word :
        {"processed", "completed", "error", "failed", "cancelled", " Processed ", "ERROR"})
        QTest::newRow(word) << true;
    for (const char *word : {"pending", "queued", "in_progress", "processing", "success", "finished?", ""})
        QTest::newRow(*word ? word : "empty") << false;
}

void TestPollRound::finalWords() {
    QFETCH(bool, isFinal);
    const QString word = QString::fromLatin1(QTest::currentDataTag());
    QCOMPARE(runs::isFinalWord(word == "empty"_L1 ? QString() : word), isFinal);
}

void TestPollRound::pages_data() {
    QTest::addColumn<int>("wanted");
    QTest::addColumn<int>("count");
    QTest::addColumn<Order>("order");
    QTest::addColumn<bool>("tellsTimes");
    QTest::addColumn<QList<int>>("pages");
    QTest::addColumn<int>("missing");
    const auto newestFirst = Order::NewestFirst;
    const auto oldestFirst = Order::OldestFirst;
    QTest::newRow("one page") << 25 << 25 << newestFirst << true << QList<int>{1} << 0;
    QTest::newRow("newest first") << 250 << 900 << newestFirst << true << QList<int>{1, 2, 3} << 0;
    QTest::newRow("oldest first") << 250 << 900 << oldestFirst << true << QList<int>{1, 9, 8, 7} << 0;
    QTest::newRow("oldest first, few") << 30 << 950 << oldestFirst << true << QList<int>{1, 10} << 0;
    QTest::newRow("oldest first, cut") << 100 << 950 << oldestFirst << true << QList<int>{1, 10} << 50;
    QTest::newRow("newest first, no times") << 250 << 900 << newestFirst << false << QList<int>{1, 2, 3} << 0;
    QTest::newRow("oldest first, no times")
        << 250 << 900 << oldestFirst << false << QList<int>{1, 9, 8, 7} << 0;
    QTest::newRow("oldest first, all, no times")
        << 250 << 250 << oldestFirst << false << QList<int>{1, 2, 3} << 0;
    QTest::newRow("a thousand") << 1'000 << 1'000 << newestFirst << true
                                << QList<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10} << 0;
}

void TestPollRound::pages() {
    QFETCH(int, wanted);
    QFETCH(int, count);
    QFETCH(Order, order);
    QFETCH(bool, tellsTimes);
    QFETCH(int, missing);
    QList<ListedRun> rows = rowsOf(count);
    if (order == Order::NewestFirst)
        std::reverse(rows.begin(), rows.end());
    if (!tellsTimes) {
        for (ListedRun &row : rows)
            row.createdAt = 0;
    }
    PollRound round(newest(wanted, count), {});
    const QList<int> pages = readAll(round, rows);
    QTEST(pages, "pages");
    QCOMPARE(int(round.missing().size()), missing);
    QVERIFY(pages.size() <= (wanted + 99) / 100 + 1);
    QCOMPARE(round.pagesRead(), pages.size());
}

void TestPollRound::endsWhenAllAreFound() {
    QList<ListedRun> rows = rowsOf(900);
    std::reverse(rows.begin(), rows.end());
    rows[3].status = u"processed"_s;
    PollRound round({u"c-900"_s, u"c-897"_s, u"c-750"_s}, {});
    const QList<ListedRun> found = round.read(pageOf(rows, 1));
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.at(1).status, u"processed"_s);
    QCOMPARE(round.nextPage(), 2);
    QVERIFY(round.read(pageOf(rows, 1)).isEmpty()); // none twice
    QCOMPARE(round.read(pageOf(rows, 2)).size(), 1);
    QCOMPARE(round.nextPage(), 0);
    QVERIFY(round.missing().isEmpty());
}

void TestPollRound::hintSavesThePage() {
    const QList<ListedRun> rows = rowsOf(950);
    PollRound first(newest(100, 950), {});
    readAll(first, rows);
    QCOMPARE(first.hint().order, Order::OldestFirst);
    QCOMPARE(first.hint().lastPage, 10);
    PollRound second(newest(100, 950), first.hint());
    QCOMPARE(readAll(second, rows), (QList<int>{10, 9}));
    QVERIFY(second.missing().isEmpty());

    QList<ListedRun> turned = rows; // and it can be wrong
    std::reverse(turned.begin(), turned.end());
    PollRound third(newest(100, 950), first.hint());
    QCOMPARE(readAll(third, turned), (QList<int>{10, 1}));
    QVERIFY(third.missing().isEmpty());
}

void TestPollRound::listGrowsOrShrinks_data() {
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("now");
    QTest::addColumn<QList<int>>("pages");
    QTest::newRow("grows") << 950 << 1'040 << QList<int>{10, 11};
    QTest::newRow("grows by a whole page") << 900 << 1'000 << QList<int>{9, 10};
    QTest::newRow("shrinks") << 950 << 720 << QList<int>{10, 8};
}

void TestPollRound::listGrowsOrShrinks() {
    QFETCH(int, before);
    QFETCH(int, now);
    PollRound::Hint hint{Order::OldestFirst, (before + 99) / 100};
    PollRound round(newest(15, now), hint);
    const QList<int> pages = readAll(round, rowsOf(now));
    QTEST(pages, "pages");
    QVERIFY(round.missing().isEmpty());
}

void TestPollRound::oddLists_data() {
    QTest::addColumn<QList<ListPage>>("pages");
    QTest::addColumn<int>("read");
    QTest::newRow("empty") << QList<ListPage>{{1, 100, 0, {}}} << 1;
    QTest::newRow("empty, but counts") << QList<ListPage>{{1, 100, 500, {}}} << 1;
    QTest::newRow("always the first page") << QList<ListPage>(9, ListPage{1, 100, 900, rowsOf(100)}) << 5;
    QTest::newRow("no count") << QList<ListPage>(9, ListPage{1, 100, 0, rowsOf(100)}) << 5;
    QTest::newRow("no count, half a page") << QList<ListPage>{{1, 100, 0, rowsOf(50)}} << 1;
    QTest::newRow("negative count") << QList<ListPage>{{1, 100, -7, rowsOf(50)}} << 1;
    QTest::newRow("no page size") << QList<ListPage>{{1, 0, 50, rowsOf(50)}} << 1;
    QTest::newRow("lower page size") << QList<ListPage>(9, ListPage{1, 20, 900, rowsOf(20)}) << 5;
}

void TestPollRound::oddLists() {
    QFETCH(QList<ListPage>, pages);
    QFETCH(int, read);
    QSet<QString> wanted;
    for (int i = 0; i < 400; ++i)
        wanted << u"other-%1"_s.arg(i);
    PollRound round(wanted, {});
    int count = 0;
    QSet<int> asked;
    while (const int page = round.nextPage()) {
        QVERIFY(page >= 1);
        QVERIFY2(!asked.contains(page), "asked twice");
        asked << page;
        QVERIFY(count < pages.size());
        ListPage answer = pages.at(count++);
        answer.page = page;
        QVERIFY(round.read(answer).isEmpty());
    }
    QCOMPARE(count, read);
    QCOMPARE(int(round.missing().size()), 400);
}

void TestPollRound::forgotten() {
    PollRound round({u"c-1"_s, u"gone"_s}, {});
    round.forget(u"gone"_s);
    round.read(pageOf(rowsOf(1), 1));
    QCOMPARE(round.nextPage(), 0);
    QVERIFY(round.missing().isEmpty());
}
