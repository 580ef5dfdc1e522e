// SPDX-License-Identifier: MIT
#include "tests/runs/tst_ledgerdamage.h"

#include "app/runs/ledgerdamage.h"
#include "tests/runs/runbench.h"

#include <QDir>
#include <QFileInfo>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;
using support::Peer;
using support::RunBench;

namespace {

constexpr int many = 3'000;
constexpr qint64 pageSize = 4'096;

QList<Run> manyRuns() {
    QList<Run> list;
    for (int i = 1; i <= many; ++i) {
        Run run;
        run.profile = RunBench::profile;
        run.workflowId = RunBench::target.workflowId;
        run.workflowName = RunBench::target.workflowName;
        run.kind = runs::InputKind::File;
        run.name = u"document %1.pdf"_s.arg(i);
        run.path = u"/documents/%1"_s.arg(run.name);
        run.contentHash = QString::number(i, 16).rightJustified(64, u'a');
        run.state = i == 7 ? RunState::Stopped : RunState::Failed;
        run.message = QString(600, u'm'); // a few to a page
        run.createdAt = 1'700'000'000'000 + i;
        run.endedAt = run.createdAt;
        list << run;
    }
    return list;
}

QByteArray contentOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Garbage instead of these pages, 1-based.
void spoil(const QString &ledger, const QList<qint64> &pages) {
    QFile file(ledger);
    QVERIFY(file.open(QIODevice::ReadWrite));
    for (qint64 page : pages) {
        QVERIFY(file.seek((page - 1) * pageSize));
        QCOMPARE(file.write(QByteArray(pageSize, '\xa5')), pageSize);
    }
}

qint64 rootOf(const QString &ledger, const QString &name) {
    return support::query(ledger, u"SELECT rootpage FROM sqlite_master WHERE name = '%1'"_s.arg(name))
        .toLongLong();
}

/// The pages in the midst of a table, by the ledger's own count; those of its first and last rows are left.
QList<qint64> innerPages(const QString &ledger, const QString &table) {
    const QString pages = support::query(ledger,
        u"SELECT group_concat(pageno, ' ') FROM (SELECT pageno FROM dbstat WHERE name = '%1' AND pagetype "
        "= 'leaf' ORDER BY path)"_s.arg(table))
                              .toString();
    QList<qint64> numbers;
    const QStringList words = pages.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        numbers << word.toLongLong();
    return numbers.mid(numbers.size() / 3, numbers.size() / 3);
}

/// A ledger with many runs, all of it in its main file.
void fill(const QString &ledger) {
    {
        runs::RunStore store(ledger);
        QCOMPARE(store.open(), QString());
        QList<Run> list = manyRuns();
        QCOMPARE(store.insert(list, {}), QString());
    }
    support::query(ledger, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
}

QStringList asideIn(const QString &ledger) {
    return QFileInfo(ledger).dir().entryList({u"ledger-damaged-*.sqlite"_s}, QDir::Files);
}

} // namespace

void TestLedgerDamage::opensWithDamage_data() {
    QTest::addColumn<QString>("what");
    QTest::newRow("the runs") << u"runs"_s;
    QTest::newRow("the index that those under way are found by") << u"runs_state"_s;
    QTest::newRow("the tables' definitions") << QString();
}

/// It is kept as it is, under another name that is told; the new one works.
void TestLedgerDamage::opensWithDamage() {
    QFETCH(QString, what);
    const QTemporaryDir folder;
    const QString ledger = folder.filePath(u"ledger.sqlite"_s);
    fill(ledger);
    const qint64 root = what.isEmpty() ? 1 : rootOf(ledger, what);
    QVERIFY2(root > 0, qPrintable(what));
    if (root == 1) { // behind the header of the file, which is another matter
        QFile file(ledger);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(100));
        QCOMPARE(file.write(QByteArray(2'000, '\xa5')), 2'000);
    } else {
        spoil(ledger, {root});
    }
    const QByteArray damaged = contentOf(ledger);
    {
        runs::RunStore store(ledger);
        QCOMPARE(store.open(), QString());
        QVERIFY2(store.setAside().contains(u"ledger-damaged-"_s), qPrintable(store.setAside()));
        QVERIFY(store.setAsideWords().contains(store.setAside()));
        QVERIFY2(contentOf(store.setAside()) == damaged, "it was changed");
        QVERIFY(!store.run(1));
        QList<Run> list = manyRuns().mid(0, 1);
        QCOMPARE(store.insert(list, {}), QString());
    }
    runs::RunStore again(ledger);
    QCOMPARE(again.open(), QString());
    QCOMPARE(again.setAside(), QString());
    QVERIFY(again.run(1));
    QCOMPARE(asideIn(ledger).size(), 1);
}

/// What opens is trusted until something is wrong with it. Then nothing new is sent, and the next start sets
/// it aside.
void TestLedgerDamage::metInTheMidstOfWork() {
    Peer peer;
    RunBench bench(peer.server.url());
    bench.end();
    const QString ledger = bench.ledger();
    fill(ledger);
    const QList<qint64> pages = innerPages(ledger, u"runs"_s);
    QVERIFY2(pages.size() > 20, qPrintable(QString::number(pages.size())));
    spoil(ledger, pages);
    bench.restart();
    QCOMPARE(bench.store->setAside(), QString()); // what a start reads is sound
    QVERIFY(bench.service->find(many));
    QVERIFY(!runs::isDamageNoted(ledger));

    // Meanwhile one is queued, and waits for the client.
    bench.setOnline(false);
    const qint64 queued = bench.submitFile(bench.write(u"before.pdf"_s));
    QVERIFY(queued > 0);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"the ledger .* is damaged: .*malformed"_s));
    QVERIFY(!bench.service->find(many / 2));
    QVERIFY(runs::isDamageNoted(ledger));

    // Neither what is new nor what is queued is sent, since nobody could rely on the record of it.
    const QString refusal = bench.service->submitFiles(
        RunBench::target, {runs::checkFile(bench.write(u"after.pdf"_s, "%PDF-2"))});
    QVERIFY2(
        refusal.contains(u"Nothing was submitted"_s) && refusal.contains(u"damaged"_s), qPrintable(refusal));
    bench.setOnline(true);
    bench.advance(60'000);
    QCOMPARE(bench.state(queued), RunState::Queued);
    QCOMPARE(peer.submissions(), 0);
    QVERIFY2(!bench.troubles.isEmpty() && bench.troubles.constLast().contains(u"start it again"_s),
        qPrintable(bench.troubles.join(u'\n')));

    bench.end();
    support::query(ledger, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    const QByteArray damaged = contentOf(ledger);
    bench.restart();
    QVERIFY(!bench.store->setAside().isEmpty());
    QVERIFY2(contentOf(bench.store->setAside()) == damaged, "it was changed");
    QVERIFY(!runs::isDamageNoted(ledger));
    QVERIFY(bench.submitFile(bench.write(u"new.pdf"_s)) > 0);
    QTRY_COMPARE(peer.submissions(), 1);
}

/// It holds nothing that is not elsewhere: the runs stay.
void TestLedgerDamage::aDamagedSearchIsMadeAnew() {
    const QTemporaryDir folder;
    const QString ledger = folder.filePath(u"ledger.sqlite"_s);
    fill(ledger);
    support::query(ledger, u"UPDATE search_data SET block = x'a5a5a5a5a5a5a5a5' WHERE id > 10"_s);
    QFile note(ledger + u"-damaged"_s);
    QVERIFY(note.open(QIODevice::WriteOnly)); // a search has met it
    note.close();
    {
        runs::RunStore store(ledger);
        QCOMPARE(store.open(), QString());
        QCOMPARE(store.setAside(), QString());
        QVERIFY(store.run(many));
        QList<Run> list = manyRuns().mid(0, 1);
        QCOMPARE(store.insert(list, {}), QString());
        runs::HistoryFilter filter;
        filter.text = u"\"document 2999\""_s;
        QCOMPARE(store.history().page(filter, {}, 10).size(), 1);
    }
    QVERIFY(!runs::isDamageNoted(ledger));
    QCOMPARE(asideIn(ledger), QStringList());
}

void TestLedgerDamage::aFalseAlarmIsForgotten() {
    const QTemporaryDir folder;
    const QString ledger = folder.filePath(u"ledger.sqlite"_s);
    fill(ledger);
    QFile note(ledger + u"-damaged"_s);
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.close();
    runs::RunStore store(ledger);
    QCOMPARE(store.open(), QString());
    QCOMPARE(store.setAside(), QString());
    QVERIFY(!runs::isDamageNoted(ledger));
    QCOMPARE(store.history().counts().value(RunState::Failed), many - 1);
}
