// SPDX-License-Identifier: MIT
#include "tests/runs/tst_runsmodel.h"

#include "app/runs/historyreader.h"
#include "app/runs/runsmodel.h"
#include "app/runs/runstore.h"
#include "app/runs/runtotals.h"
#include "tests/runs/runbench.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::HistoryFilter;
using runs::HistoryReader;
using runs::Run;
using runs::RunsModel;
using runs::RunState;
using runs::RunStore;
using runs::RunTotals;
using runs::SortKey;

Q_DECLARE_METATYPE(runs::RunState)
Q_DECLARE_METATYPE(runs::SortKey)

namespace {

Run runOf(RunState state = RunState::Queued, const QString &name = u"a.pdf"_s) {
    Run run;
    run.profile = u"service"_s;
    run.workflowId = u"w-1"_s;
    run.workflowName = u"Invoices"_s;
    run.state = state;
    run.name = name;
    return run;
}

/// A ledger on disk that can also be changed behind its back.
struct Ledger {
    QTemporaryDir folder;
    RunStore store{folder.filePath(u"ledger.sqlite"_s)};

    Ledger() {
        const QString error = store.open();
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
    }

    QString file() const { return folder.filePath(u"ledger.sqlite"_s); }
    Run add(const Run &run) {
        QList<Run> runs{run};
        const QString error = store.insert(runs, {});
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        return runs.first();
    }
    QList<Run> add(int count, RunState state = RunState::Ready) {
        QList<Run> runs;
        for (int i = 0; i < count; ++i)
            runs << runOf(state, u"run %1.pdf"_s.arg(i + 1));
        const QString error = store.insert(runs, {});
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        return runs;
    }
    Run change(Run run, RunState state) {
        run.state = state;
        const QString error = store.update(run);
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        return run;
    }
    void exec(const QString &sql) const {
        if (!support::Connection(file()).exec(sql))
            qFatal("%s", qPrintable(sql));
    }
};

QList<qint64> idsOf(const RunsModel &model) {
    QList<qint64> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids << model.index(row).data(RunsModel::IdRole).toLongLong();
    return ids;
}

QList<qint64> idsOf(const QList<Run> &runs) {
    QList<qint64> ids;
    for (const Run &run : runs)
        ids << run.id;
    return ids;
}

HistoryFilter words(const QString &text) {
    HistoryFilter filter;
    filter.text = text;
    return filter;
}

HistoryFilter only(const QList<RunState> &states) {
    HistoryFilter filter;
    filter.states = states;
    return filter;
}

HistoryFilter oldestFirst() {
    HistoryFilter filter;
    filter.order.backwards = true;
    return filter;
}

/// Names and workflows of which some are the same.
Run odd(Run run, QRandomGenerator &random) {
    run.name = u"run %1%2.pdf"_s.arg(random.bounded(2) ? u"New"_s : u"a"_s).arg(random.bounded(40));
    run.workflowName = QStringList{u"Invoices"_s, u"contracts"_s, u"invoices"_s}.at(random.bounded(3));
    run.size = random.bounded(30);
    return run;
}

using Mode = QAbstractItemModelTester::FailureReportingMode;

} // namespace

void TestRunsModel::runsComeAPageAtATime_data() {
    QTest::addColumn<bool>("oldest");
    QTest::addColumn<int>("runs");
    QTest::addColumn<QList<int>>("rows"); // after each page
    QTest::newRow("none") << false << 0 << QList<int>{0};
    QTest::newRow("one") << false << 1 << QList<int>{1};
    QTest::newRow("a page less one") << false << 99 << QList<int>{99};
    QTest::newRow("exactly a page") << false << 100 << QList<int>{100, 100};
    QTest::newRow("pages") << false << 250 << QList<int>{100, 200, 250};
    QTest::newRow("oldest first") << true << 250 << QList<int>{100, 200, 250};
}

void TestRunsModel::runsComeAPageAtATime() {
    QFETCH(bool, oldest);
    QFETCH(int, runs);
    QFETCH(QList<int>, rows);
    Ledger ledger;
    QList<qint64> expected = idsOf(ledger.add(runs));
    if (!oldest)
        std::reverse(expected.begin(), expected.end());
    RunsModel model(&ledger.store.history());
    if (oldest)
        model.setFilter(oldestFirst());
    QSignalSpy inserted(&model, &RunsModel::rowsInserted);
    QCOMPARE(model.rowCount(), rows.takeFirst());
    for (int row : rows) {
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QCOMPARE(model.rowCount(), row);
    }
    QVERIFY(!model.canFetchMore({}));
    model.fetchMore({});
    QCOMPARE(idsOf(model), expected);
    QVERIFY(!model.canFetchMore(model.index(0)));
    QCOMPARE(model.rowCount(model.index(0)), 0);
    for (int row = 0; row < expected.size(); ++row) {
        QCOMPARE(model.indexOf(expected.at(row)).row(), row);
        QCOMPARE(model.find(expected.at(row))->id, expected.at(row));
    }
    QVERIFY(!model.indexOf(9'999).isValid());
    QVERIFY(!model.find(0));
}

void TestRunsModel::newRunsComeWhereTheyBelong() {
    Ledger ledger;
    const QList<Run> runs = ledger.add(3);
    for (const bool oldest : {false, true}) {
        RunsModel model(&ledger.store.history());
        const QAbstractItemModelTester tester(&model, Mode::Fatal);
        if (oldest)
            model.setFilter(oldestFirst());
        const Run added = ledger.add(runOf());
        model.put(added);
        QCOMPARE(model.indexOf(added.id).row(), oldest ? model.rowCount() - 1 : 0);
        model.put(added); // told twice
        QCOMPARE(model.rowCount(), idsOf(ledger.store.history().page({}, 0, 100)).size());
    }
    QCOMPARE(runs.size(), 3);
}

/// Oldest first, the newest run stands behind pages that were not read.
void TestRunsModel::newRunsWaitForTheirPage() {
    Ledger ledger;
    QList<qint64> expected = idsOf(ledger.add(150));
    RunsModel model(&ledger.store.history());
    model.setFilter(oldestFirst());
    const Run added = ledger.add(runOf());
    expected << added.id;
    model.put(added);
    QCOMPARE(model.rowCount(), 100);
    model.fetchMore({});
    QCOMPARE(idsOf(model), expected);
    const Run last = ledger.add(runOf());
    model.put(last);
    QCOMPARE(model.indexOf(last.id).row(), 151);
}

void TestRunsModel::runsAreReplacedInPlace() {
    Ledger ledger;
    const QList<Run> runs = ledger.add(3, RunState::Queued);
    RunsModel model(&ledger.store.history());
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    QSignalSpy changed(&model, &RunsModel::dataChanged);
    QSignalSpy inserted(&model, &RunsModel::rowsInserted);
    Run run = ledger.change(runs.at(1), RunState::Ready);
    run.name = u"b.pdf"_s;
    model.put(run);
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
    const QModelIndex at = model.index(1);
    QCOMPARE(at.data().toString(), u"b.pdf"_s);
    QCOMPARE(at.data(RunsModel::StateRole).toInt(), int(RunState::Ready));
    QCOMPARE(at.data(RunsModel::RunRole).value<Run>().name, u"b.pdf"_s);
    QCOMPARE(model.at(1).name, u"b.pdf"_s);
}

void TestRunsModel::runsAreRemoved() {
    Ledger ledger;
    const QList<Run> runs = ledger.add(3);
    RunsModel model(&ledger.store.history());
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    QList<bool> forgetting;
    connect(&model, &RunsModel::rowsAboutToBeRemoved, this, [&] { forgetting << model.isForgetting(); });
    QSignalSpy forgotten(&model, &RunsModel::forgotten);
    model.remove(runs.at(1).id);
    model.remove(runs.at(1).id);
    model.remove(77);
    QCOMPARE(idsOf(model), (QList<qint64>{runs.at(2).id, runs.at(0).id}));
    QCOMPARE(forgetting, QList<bool>{true});
    QCOMPARE(forgotten.size(), 3); // also of one that the filter hides
    model.remove(runs.at(2).id);
    model.remove(runs.at(0).id);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.isForgetting());
}

/// The next page begins behind the last one that was read, also when that one is gone.
void TestRunsModel::aRemovedPageIsNoEnd() {
    Ledger ledger;
    ledger.add(250);
    RunsModel model(&ledger.store.history());
    while (model.rowCount() > 0) {
        const qint64 id = model.at(model.rowCount() - 1).id;
        QCOMPARE(ledger.store.remove(id), QString());
        model.remove(id);
    }
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(model.at(0).id, 150);
}

void TestRunsModel::statesComeAndGo() {
    Ledger ledger;
    const QList<Run> runs = ledger.add(3, RunState::Waiting);
    RunsModel model(&ledger.store.history());
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.setFilter(only({RunState::Queued, RunState::Waiting}));
    bool forgetting = false;
    connect(&model, &RunsModel::rowsAboutToBeRemoved, this,
        [&] { forgetting = forgetting || model.isForgetting(); });
    model.put(ledger.change(runs.at(1), RunState::Ready));
    QCOMPARE(idsOf(model), (QList<qint64>{runs.at(2).id, runs.at(0).id}));
    QVERIFY(!forgetting);
    model.put(ledger.change(runs.at(1), RunState::Queued));
    QCOMPARE(idsOf(model), (QList<qint64>{runs.at(2).id, runs.at(1).id, runs.at(0).id}));
    model.put(ledger.add(runOf(RunState::Failed)));
    QCOMPARE(model.rowCount(), 3);
}

void TestRunsModel::wordsAreLookedUp() {
    Ledger ledger;
    Run acme = ledger.add(runOf(RunState::Waiting, u"acme.pdf"_s));
    Run other = ledger.add(runOf(RunState::Waiting, u"other.pdf"_s));
    RunsModel model(&ledger.store.history());
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.setFilter(words(u"acme"_s));
    QCOMPARE(idsOf(model), QList<qint64>{acme.id});
    model.put(ledger.add(runOf(RunState::Queued, u"not this one.pdf"_s)));
    model.put(ledger.add(runOf(RunState::Queued, u"ACME 2.pdf"_s)));
    QCOMPARE(idsOf(model), (QList<qint64>{4, acme.id}));
    // An extracted value makes a run appear when its result is here.
    other.state = RunState::Ready;
    QCOMPARE(ledger.store.updateWithResult(
                 other, R"({"extractions":[{"fields":{"seller":{"value":"Acme Corporation"}}}]})"),
        QString());
    model.put(other);
    QCOMPARE(idsOf(model), (QList<qint64>{4, other.id, acme.id}));
}

void TestRunsModel::progressAsksNothing() {
    Ledger ledger;
    Run acme = ledger.add(runOf(RunState::Uploading, u"acme.pdf"_s));
    RunsModel model(&ledger.store.history());
    model.setFilter(words(u"acme"_s));
    ledger.exec(u"DELETE FROM search_texts"_s); // whoever asks now does not find it
    acme.bytesSent = 100;
    model.put(acme);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.at(0).bytesSent, 100);
    model.put(ledger.change(acme, RunState::Waiting));
    QCOMPARE(model.rowCount(), 0);
}

void TestRunsModel::progressOfHiddenRunsAsksNothing() {
    Ledger ledger;
    Run run = ledger.add(runOf(RunState::Uploading, u"other.pdf"_s));
    RunsModel model(&ledger.store.history());
    model.setFilter(words(u"acme"_s));
    model.put(run); // asked, and not found
    ledger.exec(u"UPDATE search_texts SET text = 'acme'"_s);
    run.bytesSent = 100;
    model.put(run);
    QCOMPARE(model.rowCount(), 0);
    model.put(ledger.change(run, RunState::Waiting));
    QCOMPARE(model.rowCount(), 1);
}

void TestRunsModel::changesOfUnreadRunsWait() {
    Ledger ledger;
    const QList<Run> runs = ledger.add(150);
    RunsModel model(&ledger.store.history());
    QSignalSpy inserted(&model, &RunsModel::rowsInserted);
    model.put(ledger.change(runs.at(10), RunState::Failed));
    model.remove(runs.at(11).id);
    QCOMPARE(ledger.store.remove(runs.at(11).id), QString());
    QCOMPARE(inserted.size(), 0);
    model.fetchMore({});
    QCOMPARE(model.rowCount(), 149);
    QCOMPARE(model.find(runs.at(10).id)->state, RunState::Failed);
    QVERIFY(!model.find(runs.at(11).id));
}

void TestRunsModel::filterReadsAnew() {
    Ledger ledger;
    ledger.add(150);
    RunsModel model(&ledger.store.history());
    QSignalSpy reset(&model, &RunsModel::modelReset);
    model.fetchMore({});
    model.setFilter(words(u"run 15"_s)); // two words
    QCOMPARE(reset.size(), 1);
    model.setFilter(words(u"run 15"_s));
    QCOMPARE(reset.size(), 1); // the same one
    QCOMPARE(idsOf(model), (QList<qint64>{150, 115, 15}));
    model.setFilter(words(u"\"run 15\""_s));
    QCOMPARE(idsOf(model), (QList<qint64>{150, 15}));
    model.setFilter({});
    QCOMPARE(model.rowCount(), 100);
    QVERIFY(model.canFetchMore({}));
}

void TestRunsModel::manyNewRunsAreLookedUpInTurns() {
    Ledger ledger;
    RunsModel model(&ledger.store.history());
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.setFilter(words(u"run"_s));
    QList<Run> runs = ledger.add(90, RunState::Queued);
    ledger.exec(u"UPDATE search_texts SET text = 'other' WHERE run_id % 10 = 0"_s);
    for (const Run &run : std::as_const(runs))
        model.put(run);
    QVERIFY2(model.rowCount() < 81, "all in one go");
    // Meanwhile the last one goes on, and another one goes.
    runs.last() = ledger.change(runs.at(88), RunState::Uploading);
    model.put(runs.last());
    QCOMPARE(ledger.store.remove(runs.at(87).id), QString());
    model.remove(runs.at(87).id);
    QTRY_COMPARE(model.rowCount(), 80);
    QCOMPARE(model.find(89)->state, RunState::Uploading);
    QVERIFY(!model.find(88));
    QVERIFY(!model.find(80));
    QCOMPARE(idsOf(model), idsOf(ledger.store.history().page(model.filter(), 0, 100)));
}

/// The ledger does not hear of progress.
void TestRunsModel::whatIsKnownBeyondTheLedger() {
    Ledger ledger;
    Run uploading = ledger.add(runOf(RunState::Uploading));
    const Run ready = ledger.add(runOf(RunState::Ready));
    uploading.bytesSent = 55;
    RunsModel model(&ledger.store.history());
    QList<qint64> asked;
    model.setNewest([&](qint64 id) {
        asked << id;
        return id == uploading.id ? &uploading : nullptr;
    });
    model.reload();
    QCOMPARE(asked, QList<qint64>{uploading.id});
    QCOMPARE(model.find(uploading.id)->bytesSent, 55);
    QCOMPARE(model.find(ready.id)->state, RunState::Ready);
}

void TestRunsModel::aBrokenLedgerIsToldOf() {
    Ledger ledger;
    ledger.add(150);
    RunsModel model(&ledger.store.history());
    QSignalSpy trouble(&model, &RunsModel::trouble);
    ledger.exec(u"ALTER TABLE runs RENAME TO gone"_s);
    model.fetchMore({});
    QCOMPARE(trouble.size(), 1);
    QCOMPARE(model.rowCount(), 100);
    QVERIFY(!model.canFetchMore({})); // it is not asked for again and again
    ledger.exec(u"ALTER TABLE gone RENAME TO runs"_s);
    model.reload();
    QCOMPARE(model.rowCount(), 100);
    QVERIFY(model.canFetchMore({}));
}

void TestRunsModel::runsSpeak_data() {
    QTest::addColumn<RunState>("state");
    QTest::addColumn<QString>("words");
    QTest::newRow("queued") << RunState::Queued << u"a.pdf, queued"_s;
    QTest::newRow("uploading") << RunState::Uploading << u"a.pdf, uploading"_s;
    QTest::newRow("waiting") << RunState::Waiting << u"a.pdf, waiting for the result"_s;
    QTest::newRow("ready") << RunState::Ready << u"a.pdf, ready"_s;
    QTest::newRow("failed") << RunState::Failed << u"a.pdf, failed"_s;
    QTest::newRow("cancelled") << RunState::Cancelled << u"a.pdf, cancelled"_s;
    QTest::newRow("stopped") << RunState::Stopped << u"a.pdf, stopped"_s;
    QTest::newRow("unconfirmed") << RunState::Unconfirmed << u"a.pdf, unconfirmed"_s;
}

void TestRunsModel::runsSpeak() {
    QFETCH(RunState, state);
    QFETCH(QString, words);
    Ledger ledger;
    ledger.add(runOf(state));
    const RunsModel model(&ledger.store.history());
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(), words);
}

void TestRunsModel::stepsWithTheLedger_data() {
    QTest::addColumn<SortKey>("key");
    QTest::addColumn<bool>("backwards");
    QTest::addColumn<bool>("tested"); // the tester reads every page at once
    QTest::addColumn<bool>("apart");  // searches are read by another thread
    const std::pair<const char *, SortKey> keys[] = {{"age", SortKey::Age}, {"name", SortKey::Name},
        {"state", SortKey::State}, {"workflow", SortKey::Workflow}, {"size", SortKey::Size}};
    for (const auto &[name, key] : keys) {
        for (bool backwards : {false, true}) {
            for (bool tested : {false, true}) {
                for (bool apart : {false, true})
                    QTest::addRow("%s%s, %s pages%s", name, backwards ? " backwards" : "",
                        tested ? "all" : "some", apart ? ", apart" : "")
                        << key << backwards << tested << apart;
            }
        }
    }
}

/// Whatever happens to runs, the rows are the beginning of what the ledger would say.
void TestRunsModel::stepsWithTheLedger() {
    QFETCH(SortKey, key);
    QFETCH(bool, backwards);
    QFETCH(bool, tested);
    QFETCH(bool, apart);
    Ledger ledger;
    ledger.add(330);
    HistoryReader reader(ledger.file());
    RunsModel model(&ledger.store.history());
    if (apart)
        model.setReader(&reader);
    HistoryFilter filter;
    filter.order = {key, backwards};
    model.setFilter(filter);
    std::optional<QAbstractItemModelTester> tester;
    if (tested)
        tester.emplace(&model, Mode::Fatal);
    QRandomGenerator random(7);
    for (int step = 0; step < 400; ++step) {
        const QList<Run> all = ledger.store.history().page({}, 0, 10'000);
        const Run &run = all.at(random.bounded(int(all.size())));
        switch (random.bounded(8)) {
        case 0:
            model.put(ledger.add(odd(runOf(RunState(random.bounded(8)), u"run new.pdf"_s), random)));
            break;
        case 1:
            QCOMPARE(ledger.store.remove(run.id), QString());
            model.remove(run.id);
            break;
        case 2:
            model.fetchMore({});
            break;
        case 3:
            filter.states =
                random.bounded(2) ? QList<RunState>{RunState::Ready, RunState::Failed} : QList<RunState>{};
            filter.text = random.bounded(2) ? u"run 1"_s : random.bounded(2) ? u"new"_s : QString();
            if (random.bounded(4) == 0) {
                tester.reset(); // reads on while it is told of a reset, and is surprised by that
                model.setFilter(filter);
                if (tested)
                    QTRY_VERIFY(!model.isSearching());
                if (tested)
                    tester.emplace(&model, Mode::Fatal);
            }
            break;
        default:
            model.put(ledger.change(run, RunState(random.bounded(8))));
        }
        for (int row = 0; row < model.rowCount(); row += 37)
            QCOMPARE(model.indexOf(model.at(row).id).row(), row);
        QCoreApplication::processEvents(); // what is found out later
        const QList<qint64> shown = idsOf(model);
        QCOMPARE(shown, idsOf(ledger.store.history().page(model.filter(), 0, int(shown.size()))));
        if (!model.canFetchMore({}))
            QCOMPARE(shown.size(), ledger.store.history().page(model.filter(), 0, 10'000).size());
    }
}

/// A state of its own row: it moves, and what is selected there goes with it.
void TestRunsModel::runsMoveWithTheirState() {
    Ledger ledger;
    const QList<Run> runs = ledger.add(5);
    RunsModel model(&ledger.store.history());
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    HistoryFilter filter;
    filter.order.key = SortKey::State;
    model.setFilter(filter);
    const QPersistentModelIndex kept = model.indexOf(runs.at(2).id);
    QSignalSpy moved(&model, &RunsModel::rowsMoved);
    QSignalSpy removed(&model, &RunsModel::rowsRemoved);
    QSignalSpy changed(&model, &RunsModel::dataChanged);
    model.put(ledger.change(runs.at(2), RunState::Failed)); // up
    QCOMPARE(idsOf(model), (QList<qint64>{3, 5, 4, 2, 1}));
    QCOMPARE(kept.row(), 0);
    model.put(ledger.change(runs.at(2), RunState::Ready)); // and down
    QCOMPARE(idsOf(model), (QList<qint64>{5, 4, 3, 2, 1}));
    QCOMPARE(kept.row(), 2);
    QCOMPARE(moved.size(), 2);
    model.put(ledger.change(runs.at(4), RunState::Unconfirmed)); // the first stays the first
    QCOMPARE(moved.size(), 2);
    QCOMPARE(removed.size(), 0);
    QCOMPARE(changed.size(), 3);
    QCOMPARE(model.at(0).state, RunState::Unconfirmed);
}

/// It would stand behind what has been read: the page there brings it.
void TestRunsModel::runsMoveOutOfWhatIsRead() {
    Ledger ledger;
    const QList<Run> failed = ledger.add(150, RunState::Failed);
    ledger.add(10);
    RunsModel model(&ledger.store.history());
    HistoryFilter filter;
    filter.order.key = SortKey::State;
    model.setFilter(filter);
    QCOMPARE(model.rowCount(), 100);
    model.put(ledger.change(failed.at(149), RunState::Ready));
    QCOMPARE(model.rowCount(), 99);
    QVERIFY(!model.find(150));
    // Another is in the ledger already, and the model has not heard of it: no run is shown twice.
    const Run late = ledger.change(failed.at(148), RunState::Ready);
    while (model.canFetchMore({}))
        model.fetchMore({});
    QCOMPARE(model.rowCount(), 160);
    model.put(late);
    QCOMPARE(model.rowCount(), 160);
    QCOMPARE(idsOf(model), idsOf(ledger.store.history().page(filter, 0, 1'000)));
}

void TestRunsModel::hundredThousandRuns_data() {
    QTest::addColumn<bool>("oldest");
    QTest::newRow("newest first") << false;
    QTest::newRow("oldest first") << true;
}

void TestRunsModel::hundredThousandRuns() {
    QFETCH(bool, oldest);
    constexpr int all = 100'000;
    Ledger ledger;
    ledger.exec(
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "INSERT INTO runs (id, profile, workflow_id, workflow_name, kind, name, path, size, state, "
        "collection_id, version_id, status_word, created_at, upload_started_at, accepted_at, ended_at, "
        "deadline_at, last_asked_at, next_ask_at, attempts, message, detail, remedy, request_id, "
        "http_status, result_size) SELECT i, 'service', 'w-1', 'Invoices', 0, 'invoice-' || i || '.pdf', "
        "'/in/invoice.pdf', 1000, CASE WHEN i % 50 = 0 THEN 4 WHEN i % 1000 = 1 THEN 7 ELSE 3 END, "
        "'c-' || i, 'v', '', i, i, i, i, 0, 0, 0, 1, '', '', '', '', 200, 100 FROM n"_s);
    ledger.exec(u"INSERT INTO search_texts SELECT id, name || char(10) || 'total ' || (id * 7) FROM runs"_s);

    QElapsedTimer time;
    QList<qint64> pages; // microseconds
    const auto timed = [&](auto what) {
        time.start();
        what();
        pages << time.nsecsElapsed() / 1000;
    };
    std::optional<RunsModel> model;
    timed([&] { model.emplace(&ledger.store.history()); });
    HistoryFilter filter;
    filter.order.backwards = oldest;
    timed([&] { model->setFilter(filter); });
    while (model->canFetchMore({}))
        timed([&] { model->fetchMore({}); });
    QCOMPARE(model->rowCount(), all);
    for (int row = 0; row < all; ++row)
        QCOMPARE(model->at(row).id, oldest ? row + 1 : all - row);

    // Changes anywhere in it.
    QRandomGenerator random(3);
    timed([&] {
        Run run = model->at(all / 2);
        run.message = u"changed"_s;
        model->put(run);
    });
    for (int i = 0; i < 20; ++i) {
        const qint64 id = model->at(random.bounded(model->rowCount())).id;
        timed([&] { model->remove(id); });
        QVERIFY(!model->find(id));
    }
    // Typing.
    const QString typed = u"invoice-4321"_s;
    for (int letters = 1; letters <= typed.size(); ++letters) {
        filter.text = typed.left(letters);
        timed([&] { model->setFilter(filter); });
        QVERIFY(model->rowCount() > 0);
    }
    QCOMPARE(model->rowCount(), 11); // 4321, 43210 to 43219
    filter.text = u"total 7000"_s;   // of the run 1000, a value
    timed([&] { model->setFilter(filter); });
    QVERIFY(model->find(1000));
    filter.text.clear();
    for (const QList<RunState> &states :
        {QList{RunState::Unconfirmed, RunState::Stopped}, QList{RunState::Failed, RunState::Cancelled},
            QList{RunState::Queued, RunState::Uploading, RunState::Waiting}, QList{RunState::Ready}}) {
        filter.states = states;
        filter.text = u"invoice"_s;
        timed([&] { model->setFilter(filter); });
        filter.text.clear();
        timed([&] { model->setFilter(filter); });
    }
    std::sort(pages.begin(), pages.end());
    qInfo("%lld steps: median %lld µs, longest %lld µs", static_cast<long long>(pages.size()),
        static_cast<long long>(pages.at(pages.size() / 2)), static_cast<long long>(pages.last()));
    QVERIFY2(pages.at(pages.size() * 98 / 100) < 50'000, "a step stalls the window");
}

void TestRunsModel::totalsAreCountedOnce() {
    Ledger ledger;
    const QList<Run> ready = ledger.add(3);
    ledger.add(2, RunState::Unconfirmed);
    RunTotals totals(&ledger.store.history(), [] { return QList<Run>(); });
    QSignalSpy changed(&totals, &RunTotals::changed);
    totals.put(ready.first());
    totals.remove(99);
    QCoreApplication::processEvents();
    QVERIFY(!totals.isKnown()); // all of that comes with the count
    QCOMPARE(changed.size(), 0);
    totals.count();
    QVERIFY(totals.isKnown());
    QCOMPARE(totals.of(RunState::Ready), 3);
    QCOMPARE(totals.of(RunState::Unconfirmed), 2);
    QCOMPARE(totals.of(RunState::Queued), 0);
    QCOMPARE(totals.all(), 5);
    QCOMPARE(changed.size(), 1);
}

void TestRunsModel::totalsFollowChanges() {
    Ledger ledger;
    const QList<Run> queued = ledger.add(2, RunState::Queued);
    ledger.add(3);
    RunTotals totals(&ledger.store.history(), [&] { return queued; });
    totals.count();
    QSignalSpy changed(&totals, &RunTotals::changed);
    // From now on the ledger is not asked: it would say nothing.
    ledger.exec(u"ALTER TABLE runs RENAME TO gone"_s);
    Run run = queued.first();
    for (RunState state : {RunState::Uploading, RunState::Uploading, RunState::Waiting, RunState::Ready}) {
        run.state = state;
        totals.put(run);
    }
    Run added = runOf(RunState::Queued);
    for (added.id = 6; added.id < 10; ++added.id)
        totals.put(added);
    totals.remove(queued.last().id);
    QCOMPARE(totals.of(RunState::Ready), 4);
    QCOMPARE(totals.of(RunState::Queued), 4);
    QCOMPARE(totals.of(RunState::Uploading), 0);
    QCOMPARE(totals.all(), 8);
    QCOMPARE(changed.size(), 0);
    QTRY_COMPARE(changed.size(), 1); // told once for all of them
    totals.put(run);                 // no news
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(totals.all(), 8);
}

void TestRunsModel::totalsCountAgainWhatWasUnknown() {
    Ledger ledger;
    const QList<Run> stopped = ledger.add(2, RunState::Stopped);
    RunTotals totals(&ledger.store.history(), [] { return QList<Run>(); });
    totals.count();
    QSignalSpy changed(&totals, &RunTotals::changed);
    totals.put(ledger.change(stopped.first(), RunState::Waiting)); // what was it before?
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(totals.of(RunState::Stopped), 1);
    QCOMPARE(totals.of(RunState::Waiting), 1);
    QCOMPARE(ledger.store.remove(stopped.last().id), QString());
    totals.remove(stopped.last().id);
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(totals.of(RunState::Stopped), 0);
    QCOMPARE(totals.all(), 1);
}
