// SPDX-License-Identifier: MIT
#include "tests/runs/tst_restart.h"

#include "tests/runs/runbench.h"
#include "tests/support/heldserver.h"

#include <QSemaphore>
#include <QThreadPool>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;
using support::Peer;
using support::RunBench;
using support::ScriptedReply;

Q_DECLARE_METATYPE(runs::RunState)

namespace {

Run runIn(RunState state) {
    Run run;
    run.profile = RunBench::profile;
    run.workflowId = u"w-1"_s;
    run.kind = runs::InputKind::Text;
    run.name = u"a text"_s;
    run.state = state;
    if (state == RunState::Waiting || state == RunState::Stopped) {
        run.collectionId = u"c-9"_s;
        run.deadlineAt = 1'700'000'900'000;
        run.nextAskAt = state == RunState::Waiting ? 1'700'000'010'000 : 0;
    }
    return run;
}

QList<qint64> fill(const QString &ledger, QList<Run> list) {
    runs::RunStore store(ledger);
    QString error = store.open();
    if (error.isEmpty())
        error = store.insert(list, QStringList(list.size(), u"the text"_s));
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
    QList<qint64> ids;
    for (const Run &run : std::as_const(list))
        ids << run.id;
    return ids;
}

} // namespace

void TestRestart::everyState_data() {
    QTest::addColumn<RunState>("before");
    QTest::addColumn<RunState>("after");
    QTest::addColumn<int>("submissions");
    QTest::addColumn<int>("questions");
    QTest::newRow("queued") << RunState::Queued << RunState::Ready << 1 << 1;
    QTest::newRow("uploading") << RunState::Uploading << RunState::Unconfirmed << 0 << 0;
    QTest::newRow("waiting") << RunState::Waiting << RunState::Ready << 0 << 1;
    QTest::newRow("ready") << RunState::Ready << RunState::Ready << 0 << 0;
    QTest::newRow("failed") << RunState::Failed << RunState::Failed << 0 << 0;
    QTest::newRow("cancelled") << RunState::Cancelled << RunState::Cancelled << 0 << 0;
    QTest::newRow("stopped") << RunState::Stopped << RunState::Stopped << 0 << 0;
    QTest::newRow("unconfirmed") << RunState::Unconfirmed << RunState::Unconfirmed << 0 << 0;
}

void TestRestart::everyState() {
    QFETCH(RunState, before);
    QFETCH(RunState, after);
    QFETCH(int, submissions);
    QFETCH(int, questions);
    Peer peer;
    RunBench b(peer.server.url());
    b.end();
    const QList<qint64> ids = fill(b.ledger(), {runIn(before), runIn(RunState::Queued)});
    b.jumps = true;
    b.now = 1'700'000'000'000;
    b.restart();
    b.advance(10'000);
    QTRY_VERIFY(b.state(ids.at(1)) == RunState::Ready); // a later one is through
    QTRY_VERIFY(b.state(ids.at(0)) == after);
    QCOMPARE(peer.submissions(), 1 + submissions);
    QCOMPARE(peer.questions(), 1 + questions);
    QVERIFY(b.storedState(ids.at(0)) == after);
    if (before == RunState::Uploading) {
        QVERIFY(b.run(ids.at(0)).message.contains("may be billed"_L1));
        QVERIFY(!b.run(ids.at(0)).remedy.isEmpty());
    }
}

void TestRestart::restingRunsEndInTime() {
    Peer peer;
    RunBench b(peer.server.url());
    b.end();
    const qint64 id = fill(b.ledger(), {runIn(RunState::Waiting)}).first();
    b.now = 1'700'000'000'000;
    b.restart();
    b.setOnline(false); // no key, or another address by now
    QVERIFY(b.state(id) == RunState::Waiting);
    b.now = 1'700'000'900'000; // its deadline
    b.setOnline(false);
    QVERIFY(b.state(id) == RunState::Stopped);
    QVERIFY(b.storedState(id) == RunState::Stopped);
    QVERIFY(!b.run(id).remedy.isEmpty());
}

void TestRestart::largeResultsAreFiles() {
    Peer peer;
    peer.result = "[\"" + QByteArray(3'000'000, 'x') + "\", 1.10]";
    RunBench b(peer.server.url());
    b.jumps = true;
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    const QString path = b.file(u"results/%1.json"_s.arg(id));
    QCOMPARE(QFileInfo(path).size(), peer.result.size());
    QCOMPARE(support::query(b.ledger(), u"SELECT count(*) FROM results"_s).toInt(), 0);
    QVERIFY(b.service->result(id) == peer.result);
    b.restart();
    QVERIFY(b.service->result(id) == peer.result);
    QCOMPARE(b.run(id).resultSize, peer.result.size());
    QVERIFY(b.service->remove(id));
    QTRY_VERIFY(!QFile::exists(path)); // by another thread
}

void TestRestart::stopComesTooLateForAResultThatIsHere() {
    Peer peer;
    peer.result = "[\"" + QByteArray(3'000'000, 'x') + "\", 1.10]";
    peer.always =
        ScriptedReply::json(200, peer.result, "x-ratelimit-limit: 600\r\nx-ratelimit-remaining: 599\r\n");
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    // Nothing can be written until the test lets it.
    QSemaphore hold;
    QThreadPool *pool = QThreadPool::globalInstance();
    const int threads = pool->maxThreadCount();
    pool->setMaxThreadCount(1);
    pool->start([&hold] { hold.acquire(); });
    QSignalSpy answered(b.client.get(), &api::ApiClient::rateLimitsSeen);
    b.advance(1'000);
    const bool isHere = QTest::qWaitFor([&answered] { return !answered.isEmpty(); });
    b.service->stop(id);
    const RunState afterStop = b.state(id);
    b.service->askNow(id);
    hold.release();
    pool->setMaxThreadCount(threads);
    QVERIFY(isHere);
    QVERIFY(afterStop == RunState::Waiting);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    pool->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(b.service->result(id) == peer.result);
    QCOMPARE(peer.questions(), 1);
}

void TestRestart::filesOfNobodyAreSwept() {
    Peer peer;
    peer.result = "[\"" + QByteArray(3'000'000, 'x') + "\", 1.10]";
    RunBench b(peer.server.url());
    b.jumps = true;
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    // As a crash leaves them: written, but never recorded; and half written.
    const QString keptPath = u"results/%1.json"_s.arg(id);
    b.write(u"results/%1.json"_s.arg(id + 1));
    b.write(keptPath + u".Ab3dEf"_s);
    b.write(u"results/%1.json.map"_s.arg(id + 1));
    b.restart();
    const auto files = [&b] {
        return QDir(b.file(u"results"_s)).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    };
    QCOMPARE(files(), QStringList({u"%1.json"_s.arg(id), u"%1.json.map"_s.arg(id)}));
    QVERIFY(b.service->result(id) == peer.result);
}

void TestRestart::whileSending() {
    Peer peer;
    peer.onSubmission = {ScriptedReply::silence(), ScriptedReply::silence(), ScriptedReply::silence()};
    RunBench b(peer.server.url());
    QList<qint64> ids;
    for (int i = 0; i < 5; ++i)
        ids << b.submitFile(b.write(QString::number(i) + u".pdf"_s));
    QTRY_COMPARE(peer.submissions(), 3);
    b.jumps = true;
    b.restart(); // the client and its calls outlive the service here
    for (int i = 0; i < 3; ++i)
        QVERIFY(b.state(ids.at(i)) == RunState::Unconfirmed);
    QTRY_VERIFY(b.state(ids.at(3)) == RunState::Ready && b.state(ids.at(4)) == RunState::Ready);
    QCOMPARE(peer.submissions(), 5);
}

void TestRestart::whileAsking() {
    Peer peer;
    peer.onQuestion = {ScriptedReply::silence()};
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.advance(1'000);
    QTRY_COMPARE(peer.questions(), 1);
    b.restart();
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(peer.submissions(), 1);
}

void TestRestart::whileThrottled() {
    Peer peer;
    peer.onSubmission = {ScriptedReply::json(429, {}, "Retry-After: 50\r\n")};
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Queued);
    b.restart();
    QVERIFY(b.state(id) == RunState::Queued); // the wait is in the ledger
    b.advance(49'999);
    QVERIFY(b.state(id) == RunState::Queued);
    b.jumps = true;
    b.advance(1);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
}

void TestRestart::oldRunsUnderWayAreMoved() {
    Peer peer;
    RunBench b(peer.server.url());
    b.end();
    QList<Run> list{runIn(RunState::Queued), runIn(RunState::Uploading), runIn(RunState::Waiting)};
    for (int i = 0; i < 2'500; ++i)
        list << runIn(RunState::Ready);
    const QList<qint64> ids = fill(b.ledger(), list);
    b.jumps = true;
    b.restart();
    b.advance(10'000);
    QTRY_VERIFY(b.state(ids.at(0)) == RunState::Ready);
    QVERIFY(b.state(ids.at(1)) == RunState::Unconfirmed);
    QTRY_VERIFY(b.state(ids.at(2)) == RunState::Ready);
}

void TestRestart::keepsTheOrder() {
    Peer peer;
    RunBench b(peer.server.url());
    b.end();
    QList<Run> list;
    for (int i = 0; i < 8; ++i)
        list << runIn(RunState::Queued);
    const QList<qint64> ids = fill(b.ledger(), list);
    b.jumps = true;
    b.restart();
    QList<qint64> begun;
    QTRY_VERIFY(b.state(ids.last()) == RunState::Ready);
    for (const Run &run : std::as_const(b.changes)) {
        if (run.state == RunState::Uploading && !begun.contains(run.id))
            begun << run.id;
    }
    QCOMPARE(begun, ids);
}

void TestRestart::keepsTheFront() {
    Peer peer;
    RunBench b(peer.server.url());
    b.service->setPaused(true);
    QList<qint64> ids;
    for (int i = 0; i < 5; ++i)
        ids << b.submitText(u"text %1"_s.arg(i));
    b.service->moveToFront(ids.at(3));
    b.service->moveToFront(ids.at(1));
    b.service->moveToFront(ids.at(3)); // the last word counts
    b.restart();                       // at once: what is to be kept is kept at the end, too
    b.service->moveToFront(ids.at(4));
    QTRY_COMPARE(b.store->fact(u"front"_s).toString(), // in a turn of its own
        u"%1 %2 %3"_s.arg(ids.at(4)).arg(ids.at(3)).arg(ids.at(1)));
    b.restart();
    b.service->cancel(ids.at(3));
    b.changes.clear();
    b.jumps = true;
    b.service->setPaused(false);
    QTRY_VERIFY(b.state(ids.at(2)) == RunState::Ready);
    QList<qint64> begun;
    for (const Run &run : std::as_const(b.changes)) {
        if (run.state == RunState::Uploading && !begun.contains(run.id))
            begun << run.id;
    }
    QCOMPARE(begun, (QList<qint64>{ids.at(4), ids.at(1), ids.at(0), ids.at(2)}));
}

void TestRestart::aFrontThatMakesNoSense() {
    Peer peer;
    RunBench b(peer.server.url());
    b.service->setPaused(true);
    const qint64 first = b.submitText(u"a"_s);
    const qint64 second = b.submitText(u"b"_s);
    QCOMPARE(b.store->setFact(u"front"_s, u"x 99999999999999999999  -4 %1 77 %1 "_s.arg(second)), QString());
    b.restart();
    b.jumps = true;
    b.changes.clear();
    b.service->setPaused(false);
    QTRY_VERIFY(b.state(first) == RunState::Ready && b.state(second) == RunState::Ready);
    QCOMPARE(b.changes.first().id, second);
    // And one that cannot be written is told of, and holds until the end.
    support::query(b.ledger(),
        u"CREATE TRIGGER fails BEFORE INSERT ON facts BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"_s);
    b.setOnline(false);
    b.service->moveToFront(b.submitText(u"c"_s));
    QTRY_VERIFY(b.troubles.value(0).contains("the disk is full"_L1));
}

void TestRestart::unreadableLedgerIsTold() {
    Peer peer;
    RunBench b(peer.server.url());
    support::query(b.ledger(), u"ALTER TABLE runs RENAME TO lost"_s);
    runs::RunService service(b.store.get(), [] { return qint64(0); });
    QVERIFY(!service.start().isEmpty());
    QVERIFY(service.runs().isEmpty());
}

void TestRestart::lateAnswersReachNobody() {
    support::HeldServer server("POST", ScriptedReply::json(200, "{\"a\":1}").bytes);
    RunBench b(server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_COMPARE(server.held(), 1);
    b.end();
    b.changes.clear();
    server.letGo(ScriptedReply::json(202, R"({"id":"c-1"})").bytes);
    bool answered = false; // one more exchange: the late answer has come before its end
    b.client->results(u"w"_s, u"c"_s, this, [&](const auto &) { answered = true; });
    QTRY_VERIFY(answered);
    QVERIFY(b.changes.isEmpty());
    b.restart();
    QVERIFY(b.state(id) == RunState::Unconfirmed);
    QCOMPARE(server.requests().size(), 1);
}
