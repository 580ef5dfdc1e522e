// SPDX-License-Identifier: MIT
#include "tests/runs/tst_runhistory.h"

#include "app/runs/runstore.h"
#include "app/runs/searchtext.h"
#include "tests/runs/runbench.h"

#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::Event;
using runs::HistoryFilter;
using runs::Run;
using runs::RunState;
using runs::RunStore;
using support::Peer;
using support::RunBench;

namespace {

constexpr auto invoice = R"({"extractions":[{"fields":{
    "vendor":{"value":"Müller & Söhne \"GmbH\"","confidence":90},
    "total":{"value":4087.50,"value_override":"4,087.55"},
    "paid":{"value":null},
    "items":[{"what":{"value":"Bolt M4"},"n":{"value":1200}},{"what":{"value":"Nut"}}]}}]})";

Run runOf(const QString &name, RunState state = RunState::Ready) {
    Run run;
    run.profile = u"service"_s;
    run.workflowId = u"w-1"_s;
    run.workflowName = u"Invoices"_s;
    run.name = name;
    run.state = state;
    return run;
}

qint64 add(RunStore &store, const Run &run) {
    QList<Run> list{run};
    const QString error = store.insert(list, {u"text"_s});
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
    return list.first().id;
}

QStringList names(const RunStore &store, const HistoryFilter &filter) {
    QStringList names;
    QString error;
    const QList<Run> page = store.history().page(filter, 0, 100, &error);
    if (!error.isEmpty())
        qWarning("%s", qPrintable(error));
    for (const Run &run : page)
        names << run.name;
    return names;
}

} // namespace

void TestRunHistory::init() {
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestRunHistory::pages() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    QList<Run> list;
    for (int i = 0; i < 250; ++i)
        list << runOf(QString::number(i));
    QCOMPARE(store.insert(list, {}), QString());
    QStringList read;
    qint64 before = 0;
    QList<int> sizes;
    for (;;) {
        const QList<Run> page = store.history().page({}, before, 100);
        sizes << int(page.size());
        if (page.isEmpty())
            break;
        for (const Run &run : page)
            read << run.name;
        before = page.last().id;
        // What comes meanwhile is newer, and moves no page.
        add(store, runOf(u"new"_s));
    }
    QCOMPARE(sizes, (QList{100, 100, 50, 0}));
    for (int i = 0; i < 250; ++i)
        QCOMPARE(read.at(i), QString::number(249 - i));
}

void TestRunHistory::finds_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("nothing asked") << QString() << true;
    QTest::newRow("name") << u"invoice-0847"_s << true;
    QTest::newRow("in the middle of the name") << u"voice-08"_s << true;
    QTest::newRow("other case") << u"INVOICE"_s << true;
    QTest::newRow("two letters of the name") << u"in"_s << true;
    QTest::newRow("two letters that are not there") << u"zz"_s << false;
    QTest::newRow("a percent sign is a percent sign") << u"i%"_s << false;
    QTest::newRow("workflow") << u"Contracts"_s << true;
    QTest::newRow("collection") << u"8f14e45f"_s << true;
    QTest::newRow("value") << u"Müller"_s << true;
    QTest::newRow("other case of a letter with dots") << u"MÜLLER"_s << true;
    QTest::newRow("number") << u"4087.50"_s << true;
    QTest::newRow("override") << u"4,087.55"_s << true;
    QTest::newRow("cell") << u"Bolt M4"_s << true;
    QTest::newRow("any order") << u"bolt invoice"_s << true;
    QTest::newRow("one word is missing") << u"bolt screw"_s << false;
    QTest::newRow("a phrase") << u"\"söhne \""_s << true;
    QTest::newRow("a phrase that is not there") << u"\"bolt invoice\""_s << false;
    QTest::newRow("a key is no value") << u"vendor"_s << false;
    QTest::newRow("something else") << u"elephant"_s << false;
}

void TestRunHistory::finds() {
    QFETCH(QString, text);
    QFETCH(bool, isFound);
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = runOf(u"invoice-0847.pdf"_s, RunState::Waiting);
    run.workflowName = u"Contracts"_s;
    run.collectionId = u"8f14e45f-ceea"_s;
    run.id = add(store, run);
    run.state = RunState::Ready;
    QCOMPARE(store.updateWithResult(run, invoice), QString());
    QCOMPARE(names(store, {text, {}, {}, {}}), isFound ? QStringList{run.name} : QStringList());
    QCOMPARE(store.history().matches(run.id, {text, {}, {}, {}}), isFound);
    QVERIFY(!store.history().matches(run.id + 1, {text, {}, {}, {}}));
}

void TestRunHistory::findsNewValuesOnly() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = runOf(u"a.pdf"_s);
    run.id = add(store, run);
    QCOMPARE(
        store.updateWithResult(run, R"({"extractions":[{"fields":{"a":{"value":"first"}}}]})"), QString());
    QCOMPARE(
        store.updateWithResult(run, R"({"extractions":[{"fields":{"a":{"value":"second"}}}]})"), QString());
    QCOMPARE(names(store, {u"first"_s, {}, {}, {}}), QStringList());
    QCOMPARE(names(store, {u"second"_s, {}, {}, {}}), QStringList{u"a.pdf"_s});
}

void TestRunHistory::findsWhatALargeResultHolds() {
    Peer peer;
    peer.result = R"({"extractions":[{"fields":{"a":{"value":"needle"}}}],"parse":{"markdown":")" +
                  QByteArray(400'000, 'x') + R"("}})";
    RunBench b(peer.server.url());
    b.jumps = true;
    const qint64 id = b.submitText(u"hay"_s);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QVERIFY(b.service->history().matches(id, {u"needle"_s, {}, {}, {}}));
    QVERIFY(!b.service->history().matches(id, {u"xxxx"_s, {}, {}, {}})); // no value
}

void TestRunHistory::filtersTogether() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run other = runOf(u"alpha 2"_s);
    other.profile = u"sandbox"_s;
    Run third = runOf(u"alpha 3"_s);
    third.workflowId = u"w-2"_s;
    for (const Run &run : {runOf(u"alpha 1"_s), other, third, runOf(u"alpha 4"_s, RunState::Failed)})
        add(store, run);
    QCOMPARE(names(store, {u"alpha"_s, {}, {}, {}}),
        (QStringList{u"alpha 4"_s, u"alpha 3"_s, u"alpha 2"_s, u"alpha 1"_s}));
    QCOMPARE(
        names(store, {u"alpha"_s, {RunState::Failed, RunState::Stopped}, {}, {}}), QStringList{u"alpha 4"_s});
    QCOMPARE(
        names(store, {{}, {RunState::Ready}, u"service"_s, {}}), (QStringList{u"alpha 3"_s, u"alpha 1"_s}));
    QCOMPARE(names(store, {u"alp"_s, {RunState::Ready}, u"service"_s, u"w-1"_s}), QStringList{u"alpha 1"_s});
}

void TestRunHistory::hostileWords_data() {
    QTest::addColumn<QString>("text");
    for (const char *text : {"\"", "\"\"", "\"\"\"\"", "AND", "OR NOT", "a\"b\"c", "NEAR(a b)", "text:abc",
             "-abc", "abc*", "'; DROP TABLE runs; --", "\\", "%%%", "___", "^abc", "(((", "{}"})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("long") << QString(100'000, u'a');
    QTest::newRow("many words") << u"abc "_s.repeated(500);
    QTest::newRow("zero") << u"abc"_s + QChar(0) + u"def"_s;
}

void TestRunHistory::hostileWords() {
    QFETCH(QString, text);
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    add(store, runOf(u"quiet.pdf"_s));
    QString error;
    store.history().page({text, {}, {}, {}}, 0, 10, &error);
    QCOMPARE(error, QString());
    QCOMPARE(names(store, {}), QStringList{u"quiet.pdf"_s});
}

void TestRunHistory::forgetsWhatIsRemoved() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = runOf(u"secret.pdf"_s);
    run.id = add(store, run);
    QCOMPARE(store.write({run, runs::TimelineEntry{1, 1, 1, Event::ResultArrived, 200, {}, 5, u"words"_s},
                 QByteArray("{}"), u"hidden value"_s}),
        QString());
    QCOMPARE(names(store, {u"hidden"_s, {}, {}, {}}), QStringList{u"secret.pdf"_s});
    QCOMPARE(store.remove(run.id), QString());
    QCOMPARE(names(store, {u"hidden"_s, {}, {}, {}}), QStringList());
    QVERIFY(store.timeline(run.id).isEmpty());
    for (const QString &table : {u"runs"_s, u"results"_s, u"events"_s, u"search_texts"_s, u"search"_s})
        QCOMPARE(support::query(file(), u"SELECT count(*) FROM "_s + table).toInt(), 0);
    QCOMPARE(support::query(file(), u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

void TestRunHistory::countsStates() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    QVERIFY(store.history().counts().isEmpty());
    for (RunState state : {RunState::Ready, RunState::Ready, RunState::Waiting})
        add(store, runOf(u"a"_s, state));
    QCOMPARE(store.history().counts(), (QHash<RunState, int>{{RunState::Ready, 2}, {RunState::Waiting, 1}}));
}

void TestRunHistory::durations() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    for (int i = 1; i <= 5; ++i) {
        Run run = runOf(u"a"_s, i == 3 ? RunState::Failed : RunState::Ready);
        run.acceptedAt = 1'000;
        run.endedAt = 1'000 + i * 10;
        add(store, run);
    }
    QCOMPARE(store.history().durations(u"service"_s, u"w-1"_s, 3), (QList<qint64>{50, 40, 20}));
    QVERIFY(store.history().durations(u"service"_s, u"w-2"_s, 3).isEmpty());
}

void TestRunHistory::findsARunByItsNumber() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    for (int i = 1; i <= 120; ++i)
        add(store, runOf(u"order #12 of %1"_s.arg(i), i % 2 ? RunState::Ready : RunState::Failed));
    QCOMPARE(names(store, {u"#12"_s, {}, {}, {}}), QStringList{u"order #12 of 12"_s});
    QCOMPARE(
        names(store, {u" #12 "_s, {RunState::Failed}, u"service"_s, {}}), QStringList{u"order #12 of 12"_s});
    QCOMPARE(names(store, {u"#12"_s, {RunState::Ready}, {}, {}}), QStringList());
    QCOMPARE(names(store, {u"#12"_s, {}, u"sandbox"_s, {}}), QStringList());
    runs::HistoryFilter byName{u"#12"_s, {}, {}, {}};
    byName.order.key = runs::SortKey::Name;
    QCOMPARE(names(store, byName), QStringList{u"order #12 of 12"_s});
    // The second page has nothing; what changes is found or not as the page says.
    QVERIFY(store.history().page({u"#12"_s, {}, {}, {}}, 12, 100).isEmpty());
    QVERIFY(store.history().matches(12, {u"#12"_s, {}, {}, {}}));
    QVERIFY(!store.history().matches(13, {u"#12"_s, {}, {}, {}}));
    // Where there is no such run, or it is no number, these are words like any other.
    const QString nowhere = u"#999"_s;
    QCOMPARE(names(store, {nowhere, {}, {}, {}}), QStringList());
    add(store, runOf(u"bill #999"_s));
    QCOMPARE(names(store, {nowhere, {}, {}, {}}), QStringList{u"bill #999"_s});
    QCOMPARE(names(store, {u"#12 of 7"_s, {}, {}, {}}).contains(u"order #12 of 7"_s), true);
}

void TestRunHistory::sameContent() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = runOf(u"a"_s, RunState::Failed);
    run.contentHash = u"abc"_s;
    add(store, run);
    QCOMPARE(store.history().withContent(u"service"_s, u"w-1"_s, u"abc"_s), 0); // a failed one is no answer
    run.state = RunState::Ready;
    const qint64 ready = add(store, run);
    add(store, runOf(u"unknown"_s));
    QCOMPARE(store.history().withContent(u"service"_s, u"w-1"_s, u"abc"_s), ready);
    run.state = RunState::Unconfirmed; // what is known of the other counts for more
    run.workflowId = u"w-1"_s;
    add(store, run);
    QCOMPARE(store.history().withContent(u"service"_s, u"w-1"_s, u"abc"_s), ready);
    run.contentHash = u"def"_s;
    const qint64 lost = add(store, run);
    QCOMPARE(store.history().withContent(u"service"_s, u"w-1"_s, u"def"_s), lost);
    QCOMPARE(
        store.history().unconfirmedContents(u"service"_s, u"w-1"_s), (QSet<QString>{u"abc"_s, u"def"_s}));
    QCOMPARE(store.history().unconfirmedContents(u"service"_s, u"w-2"_s), QSet<QString>());
    QCOMPARE(store.history().withContent(u"service"_s, u"w-2"_s, u"abc"_s), 0);
    QCOMPARE(store.history().withContent(u"sandbox"_s, u"w-1"_s, u"abc"_s), 0);
    QCOMPARE(store.history().withContent(u"service"_s, u"w-1"_s, QString()), 0);
}

void TestRunHistory::ofACollection() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = runOf(u"8F14E45F in its name only"_s);
    add(store, run);
    run.collectionId = u"8f14e45f-ab"_s;
    const qint64 older = add(store, run);
    const qint64 newer = add(store, run);
    run.collectionId = u"8f14e45f-abc"_s;
    add(store, run);
    run.collectionId.clear();
    add(store, run);
    QCOMPARE(store.history().withCollection(u"8f14e45f-ab"_s), newer);
    QCOMPARE(store.history().withCollection(u"8F14E45F-AB"_s), newer);
    QCOMPARE(store.remove(newer), QString());
    QCOMPARE(store.history().withCollection(u"8f14e45f-ab"_s), older);
    for (const QString &none : {u"8f14e45f"_s, u"8f14e45f-ab%"_s, u""_s, QString(), u"'"_s})
        QCOMPARE(store.history().withCollection(none), 0);
    QVERIFY(store.history().isClaimed(u"8f14e45f-ab"_s));
    QVERIFY(!store.history().isClaimed(u"8F14E45F-AB"_s)); // the service's ids are compared as they are
    QVERIFY(!store.history().isClaimed({}));
}

void TestRunHistory::timelineOfARun() {
    Peer peer;
    const QString requestId = u"0123456789abcdef0123456789abcdef"_s;
    const QByteArray error =
        "{\"error_code\":\"SERVER_ERROR\",\"request_id\":\"" + requestId.toLatin1() + "\"}";
    peer.onQuestion = {support::ScriptedReply::json(503, error)};
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.advance(2'000);
    b.now += 700; // until the answer
    QTRY_COMPARE(b.run(id).attempts, 1);
    b.jumps = true;
    b.advance(60'000);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QList<Event::Kind> kinds;
    const QList<runs::TimelineEntry> entries = b.service->timeline(id);
    for (const runs::TimelineEntry &entry : entries) {
        kinds << entry.kind;
        QVERIFY(entry.at >= 1'700'000'000'000 && entry.times == 1);
    }
    QCOMPARE(kinds.first(), Event::UploadStarted);
    QCOMPARE(kinds.at(1), Event::Accepted);
    QCOMPARE(kinds.at(2), Event::QuestionFailed);
    QCOMPARE(entries.at(2).httpStatus, 503);
    QCOMPARE(entries.at(2).requestId, requestId);
    QCOMPARE(entries.at(2).duration, 700);
    QCOMPARE(kinds.last(), Event::ResultArrived);
    QCOMPARE(entries.last().httpStatus, 200);
    QCOMPARE(b.run(id).attempts, 2);
    QCOMPARE(b.stored(id, u"attempts"_s), u"2"_s);
}

void TestRunHistory::sameAgainIsOneLine() {
    Peer peer;
    const auto failed = [](const char *requestId) {
        return support::ScriptedReply::json(
            503, QByteArray(R"({"error_code":"SERVER_ERROR","request_id":")") + requestId + "\"}");
    };
    peer.onQuestion = {failed("11111111111111111111111111111111")};
    peer.always = failed("22222222222222222222222222222222");
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.jumps = true;
    b.advance(2'000);
    QTRY_VERIFY(b.run(id).attempts >= 4);
    peer.always.reset();
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    const QList<runs::TimelineEntry> entries = b.service->timeline(id);
    QCOMPARE(entries.size(), 4);
    QCOMPARE(entries.at(2).kind, Event::QuestionFailed);
    QCOMPARE(entries.at(2).httpStatus, 503);
    QVERIFY(entries.at(2).times >= 4);
    QCOMPARE(entries.at(2).requestId, u"22222222222222222222222222222222"_s); // of the last one
    QVERIFY(entries.at(2).lastAt > entries.at(2).at);
}

void TestRunHistory::nothingNewIsNotWritten() {
    Peer peer;
    peer.always = support::ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED"})");
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    const QString lines = u"SELECT count(*) FROM events"_s;
    const int before = support::query(b.ledger(), lines).toInt();
    b.jumps = true;
    b.advance(2'000);
    QTRY_VERIFY(b.run(id).attempts >= 5);
    QVERIFY(support::query(b.ledger(), lines).toInt() <= before + 1);
    QVERIFY(b.stored(id, u"attempts"_s).toInt() <= 1);
}

void TestRunHistory::wordsOfAListAreNotWritten() {
    constexpr int many = 25; // more than are asked singly
    Peer peer;
    peer.always = support::ScriptedReply::json(412, {});
    RunBench b(peer.server.url());
    QList<qint64> ids;
    QByteArrayList rows;
    for (int i = 1; i <= many; ++i) {
        ids << b.submitText(QString::number(i));
        rows << R"({"id":"c-)" + QByteArray::number(i) + R"(","status":"reticulating","created_at":null})";
    }
    peer.listed = rows.join(',');
    for (qint64 id : std::as_const(ids))
        QTRY_VERIFY(b.state(id) == RunState::Waiting);
    const QString lines = u"SELECT count(*) FROM events"_s;
    const int before = support::query(b.ledger(), lines).toInt();
    const auto told = [&b](qint64 id) {
        return b.run(id).statusWord == "reticulating"_L1;
    };
    QTRY_VERIFY((b.advance(1'000), std::all_of(ids.cbegin(), ids.cend(), told)));
    // Those that were asked singly before the list took over may have a line each.
    QVERIFY(support::query(b.ledger(), lines).toInt() - before < many);
    QCOMPARE(
        support::query(b.ledger(), u"SELECT count(*) FROM events WHERE words = 'reticulating'"_s).toInt(), 0);
}

void TestRunHistory::watchedFilesAreTakenOnce() {
    Peer peer;
    RunBench b(peer.server.url());
    runs::IntakeItem item = runs::checkFile(b.write(u"a.pdf"_s));
    const QString folder = b.file({});
    const QString hash = u"h1"_s;
    QVERIFY(!b.service->wasTaken(folder, item.path, {}));
    // The run and the mark are one: neither without the other.
    b.failWriting(-1);
    QVERIFY(!b.service->submitWatched(RunBench::target, folder, {item}).isEmpty());
    b.failNoMore();
    QVERIFY(!b.service->wasTaken(folder, item.path, {}));
    QCOMPARE(b.service->submitWatched(RunBench::target, folder, {item}), QString());
    QVERIFY(b.service->wasTaken(folder, item.path, b.changes.first().contentHash));
    b.restart();
    QVERIFY(b.service->wasTaken(folder, item.path, b.changes.first().contentHash));
    QVERIFY(!b.service->wasTaken(folder, item.path, hash));    // it has changed since
    QVERIFY(!b.service->wasTaken(u"/other"_s, item.path, {})); // another folder
    QCOMPARE(b.service->markSeen(folder, {runs::checkFile(b.write(u"b.pdf"_s))}), QString());
    QVERIFY(b.service->wasTaken(folder, b.file(u"b.pdf"_s), {}));
}

void TestRunHistory::pauseSurvives() {
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    QVERIFY(!b.service->isPaused());
    b.service->setPaused(true);
    const qint64 id = b.submitText(u"a"_s);
    b.advance(100'000);
    QVERIFY(b.state(id) == RunState::Queued);
    b.restart();
    QVERIFY(b.service->isPaused());
    b.advance(100'000);
    QVERIFY(b.state(id) == RunState::Queued);
    QCOMPARE(peer.submissions(), 0);
    b.service->setPaused(false);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    b.restart();
    QVERIFY(!b.service->isPaused());
}

void TestRunHistory::olderLedgerIsMigrated() {
    // As version 1 made it.
    for (const char *sql :
        {"CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, profile NOT NULL, workflow_id NOT NULL, "
         "workflow_name NOT NULL, kind NOT NULL, name NOT NULL, path NOT NULL, size NOT NULL, state NOT "
         "NULL, "
         "collection_id NOT NULL, version_id NOT NULL, status_word NOT NULL, created_at NOT NULL, "
         "upload_started_at NOT NULL, accepted_at NOT NULL, ended_at NOT NULL, deadline_at NOT NULL, "
         "last_asked_at NOT NULL, next_ask_at NOT NULL, attempts NOT NULL, message NOT NULL, detail NOT "
         "NULL, "
         "remedy NOT NULL, request_id NOT NULL, http_status NOT NULL, result_size NOT NULL)",
            "CREATE TABLE texts (run_id INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE, text TEXT "
            "NOT NULL)",
            "CREATE TABLE results (run_id INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE, body "
            "BLOB NOT NULL)",
            "INSERT INTO runs VALUES (7, 'service', 'w-1', 'Invoices', 0, 'old.pdf', '/old.pdf', 5, 3, "
            "'c-1', 'v', "
            "'', 1, 2, 3, 4, 5, 6, 0, 8, '', '', '', '', 200, 2)",
            "INSERT INTO results VALUES (7, "
            "'{\"extractions\":[{\"fields\":{\"a\":{\"value\":\"treasure\"}}}]}')",
            "PRAGMA user_version = 1"})
        support::query(file(), QString::fromLatin1(sql));
    {
        RunStore store(file());
        QCOMPARE(store.open(), QString());
        const std::optional<Run> run = store.run(7);
        QVERIFY(run && run->name == "old.pdf"_L1 && run->state == RunState::Ready && run->attempts == 8);
        QVERIFY(run->contentHash.isEmpty() && run->linkedRun == 0);
        QCOMPARE(names(store, {u"treasure"_s, {}, {}, {}}), QStringList{u"old.pdf"_s});
        QVERIFY(add(store, runOf(u"new"_s)) > 7);
    }
    QCOMPARE(support::query(file(), u"PRAGMA user_version"_s).toInt(), 5);
    QCOMPARE(support::query(file(), u"PRAGMA foreign_key_check"_s), QVariant());
    RunStore again(file());
    QCOMPARE(again.open(), QString());
    QCOMPARE(names(again, {}), (QStringList{u"new"_s, u"old.pdf"_s}));
}

void TestRunHistory::deadlinesStandStillOffline() {
    Peer peer;
    peer.always = support::ScriptedReply::json(412, {});
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    const qint64 deadline = b.run(id).deadlineAt;
    // A service on this computer is reached all the same.
    b.service->setOffline(true);
    QVERIFY(b.service->isOffline());
    b.advance(5'000);
    QTRY_COMPARE(peer.questions(), 1);
    b.service->setOffline(false);
    QCOMPARE(b.run(id).deadlineAt, deadline);

    auto elsewhere = b.makeClient(QUrl(u"https://service.invalid"_s));
    b.client.swap(elsewhere);
    b.setOnline(true);
    b.service->setOffline(true);
    b.advance(3 * 3'600'000);
    QVERIFY(b.state(id) == RunState::Waiting); // three hours without a network cost no run its time
    b.service->setOffline(false);
    QCOMPARE(b.run(id).deadlineAt, deadline + 3 * 3'600'000);
    QVERIFY(b.state(id) == RunState::Waiting);
    b.client.swap(elsewhere);
}
