// SPDX-License-Identifier: MIT
#include "tests/runs/tst_batchsubmission.h"

#include "app/runs/batchsubmission.h"
#include "tests/runs/runbench.h"

#include <QSet>
#include <QTimer>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::BatchSubmission;
using runs::IntakeItem;
using runs::RunState;
using support::Peer;
using support::RunBench;

namespace {

QList<IntakeItem> files(int count) {
    QList<IntakeItem> items;
    for (int i = 0; i < count; ++i) {
        IntakeItem item;
        item.name = u"f%1.pdf"_s.arg(i);
        item.path = u"/nowhere/"_s + item.name;
        item.size = 10;
        items << item;
    }
    return items;
}

/// A batch over a service without a client, and what it told.
struct Batch {
    Peer peer;
    RunBench b{peer.server.url()};
    BatchSubmission batch{b.service.get()};
    QStringList queued;
    QList<qint64> ids;
    QStringList finished;

    Batch() {
        b.setOnline(false);
        QObject::connect(&batch, &BatchSubmission::queued, &batch,
            [this](const QList<IntakeItem> &part, const QList<qint64> &newIds) {
                QCOMPARE(part.size(), newIds.size());
                QVERIFY(part.size() <= BatchSubmission::slice);
                for (const IntakeItem &item : part)
                    queued << item.name;
                ids += newIds;
                QCOMPARE(stored(), ids.size()); // it is true before it is told
            });
        QObject::connect(
            &batch, &BatchSubmission::finished, &batch, [this](const QString &error) { finished << error; });
    }
    int stored() const { return support::query(b.ledger(), u"SELECT count(*) FROM runs"_s).toInt(); }
};

} // namespace

void TestBatchSubmission::fewTakeOneTurn() {
    Batch t;
    QVERIFY(t.batch.start(RunBench::target, files(BatchSubmission::slice)));
    QCOMPARE(t.finished, QStringList{QString()});
    QCOMPARE(t.ids.size(), BatchSubmission::slice);
    QVERIFY(!t.batch.isUnderWay());
    QVERIFY(t.batch.start(RunBench::target, files(1))); // and again
    QCOMPARE(t.ids.size(), BatchSubmission::slice + 1);
}

void TestBatchSubmission::manyTakeTheirTurns() {
    Batch t;
    constexpr int count = BatchSubmission::slice * 10 + 1;
    qsizetype mostInATurn = 0;
    qsizetype before = 0;
    QTimer turns;
    connect(&turns, &QTimer::timeout, this, [&] {
        mostInATurn = qMax(mostInATurn, t.b.changes.size() - before);
        before = t.b.changes.size();
    });
    turns.start(0);
    QVERIFY(t.batch.start(RunBench::target, files(count)));
    QCOMPARE(t.ids.size(), BatchSubmission::slice);
    QVERIFY(t.batch.isUnderWay());
    QVERIFY(!t.batch.start(RunBench::target, files(1))); // one at a time
    QTRY_COMPARE(t.finished, QStringList{QString()});
    QVERIFY2(mostInATurn <= BatchSubmission::slice * 2, qPrintable(QString::number(mostInATurn)));
    QCOMPARE(t.ids.size(), count);
    QCOMPARE(QSet<qint64>(t.ids.cbegin(), t.ids.cend()).size(), count);
    QVERIFY(std::is_sorted(t.ids.cbegin(), t.ids.cend()));
    QCOMPARE(t.queued.last(), u"f%1.pdf"_s.arg(count - 1));
    QCOMPARE(t.stored(), count);
}

void TestBatchSubmission::theLedgerFails_data() {
    QTest::addColumn<int>("at");
    QTest::addColumn<int>("stored");
    QTest::addColumn<QString>("words");
    QTest::newRow("at once") << 3 << 0 << u"Nothing was submitted. "_s;
    QTest::newRow("in the middle") << BatchSubmission::slice * 2 + 5 << BatchSubmission::slice * 2
                                   << u"Only 40 of 100 files were submitted. "_s;
}

void TestBatchSubmission::theLedgerFails() {
    QFETCH(int, at);
    QFETCH(int, stored);
    QFETCH(QString, words);
    Batch t;
    support::query(
        t.b.ledger(), u"CREATE TRIGGER fails BEFORE INSERT ON runs WHEN NEW.name = 'f%1.pdf' BEGIN "
                      "SELECT RAISE(ABORT, 'the disk is full'); END"_s.arg(at));
    QVERIFY(t.batch.start(RunBench::target, files(100)));
    QTRY_COMPARE(t.finished.size(), 1);
    QVERIFY2(t.finished.first().startsWith(words), qPrintable(t.finished.first()));
    QVERIFY(t.finished.first().contains("the disk is full"_L1));
    QCOMPARE(t.finished.first().count("ubmitted"_L1), 1);
    QCOMPARE(t.queued.size(), stored);
    QCOMPARE(t.stored(), stored); // no part of a part
    t.b.failNoMore();
    QVERIFY(t.batch.start(RunBench::target, files(100).mid(stored))); // what was not told goes again
    QTRY_COMPARE(t.finished.size(), 2);
    QCOMPARE(QSet<QString>(t.queued.cbegin(), t.queued.cend()).size(), 100);
    QCOMPARE(t.stored(), 100);
}

void TestBatchSubmission::someAreTakenBack() {
    Batch t;
    QSet<QString> gone;
    QList<IntakeItem> all = files(BatchSubmission::slice * 3);
    all[1].unsettled = true; // still being written
    all[2].verdict = runs::Verdict::Refused;
    QVERIFY(t.batch.start(
        RunBench::target, all, [&](const IntakeItem &file) { return !gone.contains(file.name); }));
    for (qsizetype i = BatchSubmission::slice * 2; i < all.size(); ++i)
        gone << all.at(i).name;
    gone << all.at(BatchSubmission::slice + 10).name;
    QTRY_COMPARE(t.finished, QStringList{QString()});
    QCOMPARE(t.queued.size(), BatchSubmission::slice * 2 - 3);
    QVERIFY(!t.queued.contains(u"f1.pdf"_s) && !t.queued.contains(u"f2.pdf"_s));
    for (const QString &name : std::as_const(gone))
        QVERIFY(!t.queued.contains(name));
}

void TestBatchSubmission::nothingToSubmit() {
    Batch t;
    QVERIFY(t.batch.start(RunBench::target, {}));
    QCOMPARE(t.finished.size(), 1);
    QVERIFY(!t.finished.first().isEmpty());
    QVERIFY(t.batch.start({RunBench::profile, {}, {}}, files(100)));
    QCOMPARE(t.finished.size(), 2);
    QVERIFY(t.finished.last().contains("workflow"_L1));
    QCOMPARE(t.stored(), 0);
}

/// The program ends between two parts: what was told is there, and nothing else.
void TestBatchSubmission::killedInTheMiddle() {
    Peer peer;
    RunBench b(peer.server.url());
    b.setOnline(false);
    QStringList told;
    {
        BatchSubmission batch(b.service.get());
        connect(&batch, &BatchSubmission::queued, this, [&](const QList<IntakeItem> &part) {
            for (const IntakeItem &item : part)
                told << item.name;
        });
        QVERIFY(batch.start(RunBench::target, files(BatchSubmission::slice * 3)));
    }
    b.restart();
    b.setOnline(false);
    QStringList names;
    const QList<runs::Run> all = b.service->runs();
    for (const runs::Run &run : all)
        names << run.name;
    QCOMPARE(names, told);
    QCOMPARE(names.size(), BatchSubmission::slice);
}

void TestBatchSubmission::toTheEndOfTheirWay() {
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    QList<IntakeItem> items;
    for (int i = 0; i < BatchSubmission::slice + 5; ++i)
        items << runs::checkFile(b.write(u"a%1.pdf"_s.arg(i), "content " + QByteArray::number(i)));
    BatchSubmission batch(b.service.get());
    QVERIFY(batch.start(RunBench::target, items));
    const auto isAllReady = [&] {
        const QList<runs::Run> all = b.service->runs();
        return all.size() == items.size() && std::all_of(all.cbegin(), all.cend(), [](const runs::Run &run) {
            return run.state == RunState::Ready;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAllReady(), 20'000);
    QCOMPARE(peer.submissions(), items.size());
}
