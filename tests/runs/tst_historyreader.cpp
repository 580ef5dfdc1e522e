// SPDX-License-Identifier: MIT
#include "tests/runs/tst_historyreader.h"

#include "app/runs/historyreader.h"
#include "app/runs/runhistory.h"
#include "app/runs/runsmodel.h"
#include "app/runs/runstore.h"
#include "tests/runs/runbench.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QTemporaryDir>
#include <QtTest>

#include <optional>

using namespace Qt::StringLiterals;
using runs::HistoryFilter;
using runs::HistoryPage;
using runs::HistoryReader;
using runs::Run;
using runs::RunHistory;
using runs::RunsModel;
using runs::RunState;
using runs::RunStore;
using runs::SortKey;

Q_DECLARE_METATYPE(runs::HistoryFilter)

namespace {

Run ready(const QString &name) {
    Run run;
    run.profile = u"service"_s;
    run.workflowId = u"w-1"_s;
    run.workflowName = u"Invoices"_s;
    run.state = RunState::Ready;
    run.name = name;
    return run;
}

/// 250 runs: "odd 1.pdf", "even 2.pdf" …
struct Ledger {
    QTemporaryDir folder;
    std::optional<RunStore> store;

    Ledger() {
        store.emplace(file());
        if (!store->open().isEmpty())
            qFatal("no ledger");
        QList<Run> runs;
        for (int i = 1; i <= 250; ++i)
            runs << ready((i % 2 ? u"odd %1.pdf"_s : u"even %1.pdf"_s).arg(i));
        if (!store->insert(runs, {}).isEmpty())
            qFatal("no runs");
    }
    QString file() const { return folder.filePath(u"ledger.sqlite"_s); }
    void exec(const QString &sql) const {
        if (!support::Connection(file()).exec(sql))
            qFatal("%s", qPrintable(sql));
    }
    Run run(qint64 id) const { return *store->run(id); }
    Run change(qint64 id, RunState state) {
        Run changed = run(id);
        changed.state = state;
        if (!store->update(changed).isEmpty())
            qFatal("no change");
        return changed;
    }
};

HistoryFilter words(const QString &text, SortKey key = SortKey::Age) {
    HistoryFilter filter;
    filter.text = text;
    filter.order.key = key;
    return filter;
}

QList<qint64> idsOf(const QList<Run> &runs) {
    QList<qint64> ids;
    for (const Run &run : runs)
        ids << run.id;
    return ids;
}

QList<qint64> idsOf(const RunsModel &model) {
    QList<qint64> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids << model.at(row).id;
    return ids;
}

struct Ear {
    std::optional<HistoryPage> heard;
    auto operator()() {
        return [this](const HistoryPage &page) {
            heard = page;
        };
    }
};

/// A model whose searches are read by another thread, and its ledger.
struct Bench {
    Ledger ledger;
    HistoryReader reader{ledger.file()};
    RunsModel model{&ledger.store->history()};
    QSignalSpy searching{&model, &RunsModel::searchingChanged};
    QSignalSpy trouble{&model, &RunsModel::trouble};

    Bench() { model.setReader(&reader); }
};

} // namespace

void TestHistoryReader::saysWhatTheLedgerSays_data() {
    QTest::addColumn<HistoryFilter>("filter");
    QTest::addColumn<qint64>("from");
    QTest::newRow("words") << words(u"odd"_s) << 0LL;
    QTest::newRow("from a place on") << words(u"odd"_s) << 100LL;
    QTest::newRow("two letters") << words(u"ev"_s) << 0LL;
    QTest::newRow("in the order of names") << words(u"odd"_s, SortKey::Name) << 0LL;
    QTest::newRow("nowhere") << words(u"nowhere"_s) << 0LL;
    QTest::newRow("no words") << words({}) << 0LL;
}

void TestHistoryReader::saysWhatTheLedgerSays() {
    QFETCH(HistoryFilter, filter);
    QFETCH(qint64, from);
    const Ledger ledger;
    HistoryReader reader(ledger.file());
    Ear ear;
    reader.ask(filter, from, 50, ear());
    QVERIFY(!ear.heard); // never before it returns
    QTRY_VERIFY(ear.heard);
    QCOMPARE(ear.heard->error, QString());
    QVERIFY(!ear.heard->cut);
    QCOMPARE(idsOf(ear.heard->runs), idsOf(ledger.store->history().page(filter, from, 50)));
    QCOMPARE(ear.heard->runs.isEmpty(), filter.text == u"nowhere"_s);
}

void TestHistoryReader::onlyTheNewestQuestionIsAnswered() {
    const Ledger ledger;
    HistoryReader reader(ledger.file());
    Ear first;
    Ear last;
    for (int i = 0; i < 20; ++i)
        reader.ask(words(u"odd"_s), {}, 50, first());
    reader.ask(words(u"even"_s), {}, 50, last());
    QTRY_VERIFY(last.heard);
    QCoreApplication::processEvents();
    QVERIFY(!first.heard);
    reader.ask(words(u"odd"_s), {}, 50, first());
    reader.cancel();
    last.heard.reset();
    reader.ask(words(u"even"_s), {}, 50, last());
    QTRY_VERIFY(last.heard);
    QVERIFY(!first.heard);
}

void TestHistoryReader::nobodyHearsAfterTheEnd() {
    const Ledger ledger;
    Ear ear;
    std::optional<HistoryReader> reader(std::in_place, ledger.file());
    reader->ask(words(u"odd"_s), {}, 50, ear());
    reader.reset();
    Ear other;
    HistoryReader later(ledger.file());
    later.ask(words(u"odd"_s), {}, 50, other());
    QTRY_VERIFY(other.heard);
    QVERIFY(!ear.heard);
}

void TestHistoryReader::whatItCannotRead_data() {
    QTest::addColumn<QString>("what");
    QTest::newRow("no such file") << u"missing"_s;
    QTest::newRow("no such table") << u"table"_s;
    QTest::newRow("no ledger") << u"garbage"_s;
}

void TestHistoryReader::whatItCannotRead() {
    QFETCH(QString, what);
    const Ledger ledger;
    QString file = ledger.file();
    if (what == u"missing"_s) {
        file += u".missing"_s;
    } else if (what == u"garbage"_s) {
        file += u".garbage"_s;
        QFile garbage(file);
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write(QByteArray(10'000, 'x'));
    } else {
        ledger.exec(u"ALTER TABLE search_texts RENAME TO gone"_s);
    }
    HistoryReader reader(file);
    Ear ear;
    reader.ask(words(u"odd"_s), {}, 50, ear());
    QTRY_VERIFY(ear.heard);
    QVERIFY2(ear.heard->error.startsWith(u"The ledger could not be read: "_s), qPrintable(ear.heard->error));
    QVERIFY(ear.heard->runs.isEmpty());
    QCOMPARE(QFile::exists(file), what != u"missing"_s); // nothing is made where nothing was
}

void TestHistoryReader::itReadsWhileTheLedgerIsWritten() {
    Ledger ledger;
    HistoryReader reader(ledger.file());
    support::Connection writer(ledger.file());
    QVERIFY(writer.exec(u"BEGIN IMMEDIATE"_s));
    QVERIFY(writer.exec(u"DELETE FROM runs WHERE id > 10"_s));
    Ear ear;
    reader.ask(words(u"odd"_s), {}, 500, ear());
    QTRY_VERIFY(ear.heard);
    QCOMPARE(ear.heard->runs.size(), 125); // as it was
    QVERIFY(writer.exec(u"COMMIT"_s));
    ear.heard.reset();
    reader.ask(words(u"odd"_s), {}, 500, ear());
    QTRY_VERIFY(ear.heard);
    QCOMPARE(ear.heard->runs.size(), 5);
}

/// A page is one moment of the ledger, though it takes several statements: a short one would be the last.
void TestHistoryReader::runsGoWhileItReads() {
    Ledger ledger;
    HistoryReader reader(ledger.file());
    qint64 gone = 0;
    while (gone < 150) {
        Ear ear;
        reader.ask(words(u"pdf"_s, SortKey::Name), {}, 100, ear());
        do {
            QCOMPARE(ledger.store->remove(++gone), QString());
            QCoreApplication::processEvents();
        } while (!ear.heard && gone < 150);
        QTRY_VERIFY(ear.heard);
        QCOMPARE(ear.heard->error, QString());
        QCOMPARE(ear.heard->runs.size(), 100);
    }
}

void TestHistoryReader::aCancelledSearchEnds() {
    const Ledger ledger;
    const auto sample = std::make_shared<runs::SearchSample>();
    int asked = 0;
    QString error;
    QList<Run> runs;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"cancelled"_s);
        database.setDatabaseName(ledger.file());
        QVERIFY(database.open());
        const RunHistory history(database, sample, [&asked] { return ++asked > 1; });
        runs = history.page(words(u"pdf"_s), {}, 250, &error);
    }
    QSqlDatabase::removeDatabase(u"cancelled"_s);
    QCOMPARE(error, QString());
    QCOMPARE(runs.size(), 64); // what it had looked at together
}

void TestHistoryReader::rowsStayUntilTheAnswer() {
    Bench b;
    const QList<qint64> before = idsOf(b.model);
    b.model.setFilter(words(u"odd"_s));
    QVERIFY(b.model.isSearching());
    QCOMPARE(b.searching.size(), 1);
    QCOMPARE(idsOf(b.model), before);
    QVERIFY(b.model.filter().isOpen());
    b.model.setFilter(words(u"odd 1"_s)); // typing goes on
    b.model.setFilter(words(u"odd 13"_s));
    QCOMPARE(b.searching.size(), 1);
    QTRY_VERIFY(!b.model.isSearching());
    QCOMPARE(b.searching.size(), 2);
    QCOMPARE(b.model.filter().text, u"odd 13"_s);
    QCOMPARE(idsOf(b.model), (QList<qint64>{213, 139, 137, 135, 133, 131, 113, 13}));
    QSignalSpy reset(&b.model, &RunsModel::modelReset);
    b.model.setFilter(words(u"odd 13"_s)); // the same one
    QVERIFY(!b.model.isSearching());
    QCOMPARE(reset.size(), 0);
    QCOMPARE(b.trouble.size(), 0);
}

void TestHistoryReader::aWordlessFilterOvertakes() {
    Bench b;
    b.model.setFilter(words(u"odd 13"_s));
    b.model.setFilter({});
    QVERIFY(!b.model.isSearching());
    QCOMPARE(b.model.rowCount(), 100);
    b.model.setFilter(words(u"even 14"_s));
    QTRY_VERIFY(!b.model.isSearching());
    QCOMPARE(idsOf(b.model), (QList<qint64>{214, 148, 146, 144, 142, 140, 114, 14}));
    b.model.setFilter(words(u"odd 13"_s));
    b.ledger.exec(u"ALTER TABLE search_texts RENAME TO gone"_s);
    b.model.reload();
    QTRY_COMPARE(b.trouble.size(), 1);
    QVERIFY(!b.model.isSearching());
    QCOMPARE(b.model.rowCount(), 0);
}

void TestHistoryReader::laterPages() {
    Ledger ledger;
    HistoryReader reader(ledger.file());
    RunsModel model(&ledger.store->history());
    model.setReader(&reader);
    model.setFilter(words(u"odd"_s));
    QTRY_VERIFY(!model.isSearching());
    QCOMPARE(model.rowCount(), 100);
    QVERIFY(model.canFetchMore({}));
    QSignalSpy searching(&model, &RunsModel::searchingChanged);
    model.fetchMore({});
    model.fetchMore({}); // the view asks again
    QCOMPARE(model.rowCount(), 100);
    QTRY_COMPARE(model.rowCount(), 125);
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(searching.size(), 0); // the rows are those of the filter
    QCOMPARE(idsOf(model), idsOf(ledger.store->history().page(model.filter(), 0, 1'000)));
    // And another filter while a page is on its way.
    model.setFilter(words(u"pdf"_s));
    QTRY_VERIFY(!model.isSearching());
    model.fetchMore({});
    model.setFilter(words(u"even"_s));
    QTRY_VERIFY(!model.isSearching());
    QCOMPARE(idsOf(model), idsOf(ledger.store->history().page(words(u"even"_s), 0, 100)));
}

/// The page may have been read before it, or after it: the rows are the same.
void TestHistoryReader::whatHappensMeanwhile() {
    Bench b;
    b.model.setFilter(words(u"odd 13"_s));
    b.model.remove(135);
    b.model.put(b.ledger.change(137, RunState::Failed));
    Run fails = b.ledger.run(131);
    fails.state = RunState::Failed; // the ledger has it, and what the reader has read is older
    b.model.put(fails);
    QList<Run> added{ready(u"odd 1313.pdf"_s), ready(u"even 1314.pdf"_s)};
    QCOMPARE(b.ledger.store->insert(added, {}), QString());
    for (const Run &run : std::as_const(added))
        b.model.put(run);
    const QAbstractItemModelTester tester(&b.model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QVERIFY(b.model.isSearching());
    QVERIFY(b.model.find(252)); // in the rows that are still there
    QTRY_VERIFY(!b.model.isSearching());
    QCOMPARE(idsOf(b.model), (QList<qint64>{251, 213, 139, 137, 133, 131, 113, 13}));
    QCOMPARE(b.model.find(137)->state, RunState::Failed);
    QCOMPARE(b.model.find(131)->state, RunState::Failed);
}

void TestHistoryReader::whatHappensDuringALaterPage() {
    Ledger ledger;
    HistoryReader reader(ledger.file());
    RunsModel model(&ledger.store->history());
    model.setReader(&reader);
    model.setFilter(words(u"odd"_s));
    QTRY_VERIFY(!model.isSearching());
    const qint64 last = model.at(99).id;
    model.fetchMore({});
    Run fails = ledger.run(last - 2);
    fails.state = RunState::Failed;
    model.put(fails);
    model.remove(last - 4); // of the page
    model.remove(last);     // of the rows
    QTRY_COMPARE(model.rowCount(), 123);
    QCOMPARE(model.find(last - 2)->state, RunState::Failed);
    QVERIFY(!model.find(last - 4));
    QVERIFY(!model.find(last));
}
