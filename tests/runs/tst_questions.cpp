// SPDX-License-Identifier: MIT
#include "tests/runs/tst_questions.h"

#include "tests/runs/runbench.h"
#include "tests/support/heldserver.h"

#include <QTimer>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;
using support::Peer;
using support::RunBench;
using support::ScriptedReply;

Q_DECLARE_METATYPE(support::ScriptedReply)
Q_DECLARE_METATYPE(runs::RunState)

namespace {

const QByteArray requestId = "0123456789abcdef0123456789abcdef";

ScriptedReply envelope(int status, const QByteArray &code, const QByteArray &headers = {}) {
    return ScriptedReply::json(status,
        R"({"error":"short","detail":"the long words","error_code":")" + code + R"(","request_id":")" +
            requestId + R"("})",
        headers);
}

const ScriptedReply running =
    ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED","status":"in_progress"})");

/// Runs that wait for their result and have not been asked for.
QList<qint64> waitingRuns(RunBench &b, int count) {
    QList<qint64> ids;
    for (int i = 0; i < count; ++i)
        ids << b.submitText(u"text %1"_s.arg(i));
    return ids;
}

bool allAre(const RunBench &b, const QList<qint64> &ids, RunState state) {
    return std::all_of(ids.cbegin(), ids.cend(), [&](qint64 id) { return b.state(id) == state; });
}

} // namespace

void TestQuestions::stopsAsking_data() {
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<int>("status");
    QTest::newRow("401") << envelope(401, "AUTH_FAILED") << 401;
    QTest::newRow("402") << envelope(402, "") << 402;
    QTest::newRow("403") << envelope(403, "ACCESS_DENIED") << 403;
    QTest::newRow("404") << envelope(404, "NOT_FOUND") << 404;
    QTest::newRow("400") << envelope(400, "VALIDATION_ERROR") << 400;
    QTest::newRow("422 of another kind") << envelope(422, "VALIDATION_ERROR") << 422;
}

void TestQuestions::stopsAsking() {
    QFETCH(ScriptedReply, reply);
    QFETCH(int, status);
    Peer peer;
    peer.onQuestion = {reply};
    RunBench b(peer.server.url());
    b.jumps = true;
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(!b.run(id).isActive());
    const Run run = b.run(id);
    QVERIFY(run.state == RunState::Stopped);
    QVERIFY(run.message.contains("may go on at the service"_L1));
    QVERIFY(run.detail.contains("the long words"_L1));
    QVERIFY(!run.remedy.isEmpty());
    QCOMPARE(run.httpStatus, status);
    QCOMPARE(run.requestId, QString::fromLatin1(requestId));
    QCOMPARE(run.attempts, 1);
    QCOMPARE(run.nextAskAt, 0);
    QCOMPARE(run.collectionId, u"c-1"_s); // or nobody could ask again
    b.advance(3'600'000);
    QVERIFY(b.state(id) == RunState::Stopped);
    QCOMPARE(peer.questions(), 1);

    b.service->askAgain(id);
    QVERIFY(b.state(id) == RunState::Waiting);
    QVERIFY(b.run(id).message.isEmpty());
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(peer.submissions(), 1);
}

void TestQuestions::endedBadly_data() {
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<RunState>("state");
    QTest::newRow("failed") << QByteArray("EXTRACTION_FAILED") << RunState::Failed;
    QTest::newRow("cancelled") << QByteArray("EXTRACTION_CANCELLED") << RunState::Cancelled;
}

void TestQuestions::endedBadly() {
    QFETCH(QByteArray, code);
    QFETCH(RunState, state);
    Peer peer;
    peer.onQuestion = {running, envelope(422, code)};
    RunBench b(peer.server.url());
    b.jumps = true;
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(!b.run(id).isActive());
    const Run run = b.run(id);
    QVERIFY(run.state == state);
    QVERIFY(!run.message.isEmpty());
    QVERIFY(run.detail.contains("the long words"_L1));
    QCOMPARE(run.requestId, QString::fromLatin1(requestId));
    QCOMPARE(run.httpStatus, 422);
    QVERIFY(!b.service->result(id));
    QVERIFY(b.storedState(id) == state);
    QCOMPARE(b.stored(id, u"request_id"_s), QString::fromLatin1(requestId));
}

void TestQuestions::goesOn_data() {
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<bool>("isTrouble");
    QTest::newRow("412") << running << false;
    QTest::newRow("412 of an empty body") << ScriptedReply::json(412, {}) << false;
    QTest::newRow("202") << ScriptedReply::json(202, R"({"status":"pending"})") << false;
    QTest::newRow("500") << envelope(500, "INTERNAL_ERROR") << true;
    QTest::newRow("502 HTML") << ScriptedReply::of(502, "text/html", "<html><title>Bad Gateway</title>")
                              << true;
    QTest::newRow("503") << ScriptedReply::json(503, {}) << true;
    QTest::newRow("504") << ScriptedReply::of(504, "text/plain", "timeout") << true;
    QTest::newRow("408") << ScriptedReply::json(408, {}) << true;
    QTest::newRow("302 of a sign-in network")
        << ScriptedReply::json(302, {}, "Location: http://127.0.0.1:9/\r\n") << true;
    QTest::newRow("422 cut")
        << ScriptedReply{"HTTP/1.1 422 No\r\nContent-Length: 900\r\n\r\n{\"error_code\":\"EXTRACT", true,
               false}
        << true;
    QTest::newRow("429") << envelope(429, "RATE_LIMITED") << true;
    QTest::newRow("hang up") << ScriptedReply::hangUp() << true;
    QTest::newRow("reset") << ScriptedReply{{}, false, true} << true;
    QTest::newRow("200 cut") << ScriptedReply{"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"extr", true,
                                    false}
                             << true;
    QTest::newRow("200 chunked, cut")
        << ScriptedReply{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"extr", true, false}
        << true;
    QTest::newRow("200 HTML") << ScriptedReply::of(200, "text/html", "<html>sign in</html>") << true;
    QTest::newRow("200 empty") << ScriptedReply::json(200, {}) << true;
}

void TestQuestions::goesOn() {
    QFETCH(ScriptedReply, reply);
    QFETCH(bool, isTrouble);
    Peer peer;
    peer.always = reply; // Qt repeats a GET on its own when the connection is closed instead of an answer
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.advance(1'000);
    QTRY_COMPARE(b.run(id).attempts, 1);
    peer.always.reset();
    const Run run = b.run(id);
    QVERIFY(run.state == RunState::Waiting);
    QVERIFY(run.nextAskAt > b.now);
    QCOMPARE(!run.message.isEmpty(), isTrouble);
    QCOMPARE(run.message.contains("not affected"_L1), isTrouble);
    b.jumps = true;
    b.advance(run.nextAskAt - b.now);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QVERIFY(b.run(id).message.isEmpty());
    QCOMPARE(b.service->result(id).value_or(QByteArray()), peer.result);
    QCOMPARE(b.run(id).attempts, 2);
    QCOMPARE(peer.submissions(), 1);
}

void TestQuestions::retryAfterIsHonoured() {
    Peer peer;
    peer.onQuestion = {envelope(429, "RATE_LIMITED", "Retry-After: 20\r\n")};
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.advance(1'000);
    QTRY_COMPARE(b.run(id).attempts, 1);
    QCOMPARE(b.run(id).nextAskAt, b.now + 20'000);
    b.advance(19'999);
    b.service->askNow(id);            // impatience does not help either
    QVERIFY(b.run(id).nextAskAt > 0); // 0 would be: under way
    b.jumps = true;
    b.advance(1);
    QCOMPARE(b.run(id).nextAskAt, 0);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(peer.questions(), 2);
}

void TestQuestions::retryAfterHoldsTheOthers() {
    Peer peer;
    RunBench b(peer.server.url());
    const qint64 first = waitingRuns(b, 1).first();
    QTRY_VERIFY(b.state(first) == RunState::Waiting);
    peer.onQuestion = {envelope(429, "RATE_LIMITED", "Retry-After: 20\r\n")};
    b.advance(1'000);
    QTRY_COMPARE(b.run(first).attempts, 1);
    const qint64 second = waitingRuns(b, 1).first(); // a submission is counted apart
    QTRY_VERIFY(b.state(second) == RunState::Waiting);
    b.advance(19'999);
    QVERIFY(b.run(second).nextAskAt > 0);
    b.advance(1);
    QTRY_VERIFY(allAre(b, {first, second}, RunState::Ready));
    QCOMPARE(peer.questions(), 3);
}

void TestQuestions::deadlineThenAgain() {
    Peer peer;
    peer.always = running;
    RunBench b(peer.server.url());
    b.jumps = true;
    const qint64 begin = b.now;
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!b.run(id).isActive(), 30'000);
    Run run = b.run(id);
    QVERIFY(run.state == RunState::Stopped);
    QVERIFY(run.endedAt >= begin + 30 * 60'000);
    QVERIFY(run.endedAt <= begin + 30 * 60'000 + 30'000);
    QVERIFY(run.message.contains("30 minutes"_L1));
    QVERIFY(!run.remedy.isEmpty());
    QVERIFY2(run.attempts > 50 && run.attempts < 80, qPrintable(QString::number(run.attempts)));
    QVERIFY(b.storedState(id) == RunState::Stopped);

    b.jumps = false;
    b.advance(3'600'000);
    QVERIFY(b.state(id) == RunState::Stopped);
    b.service->askAgain(id);
    run = b.run(id);
    QVERIFY(run.state == RunState::Waiting);
    QCOMPARE(run.deadlineAt, b.now + 30 * 60'000);
    QCOMPARE(run.endedAt, 0);
    QTRY_VERIFY(b.run(id).nextAskAt > b.now);
    QVERIFY(b.state(id) == RunState::Waiting); // the old deadline is over
    peer.always.reset();
    b.jumps = true;
    b.service->askNow(id);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(peer.submissions(), 1);
}

/// A person lets it wait longer: it is asked past the first deadline, after a restart too, and ends at the
/// second.
void TestQuestions::deadlineMoved() {
    Peer peer;
    peer.always = running;
    RunBench b(peer.server.url());
    const qint64 begin = b.now;
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.service->extendDeadline(id, 30 * 60'000);
    QCOMPARE(b.run(id).deadlineAt, begin + 60 * 60'000);
    QCOMPARE(b.stored(id, u"deadline_at"_s).toLongLong(), begin + 60 * 60'000);
    b.restart();
    b.advance(31 * 60'000);
    QTRY_VERIFY(b.run(id).attempts > 0);
    QVERIFY(b.state(id) == RunState::Waiting);
    QTRY_VERIFY_WITH_TIMEOUT((b.advance(10'000), b.state(id) == RunState::Stopped), 30'000);
    QVERIFY(b.run(id).endedAt >= begin + 60 * 60'000);
    QVERIFY2(b.run(id).message.contains("60 minutes"_L1), qPrintable(b.run(id).message));
    b.service->extendDeadline(id, 30 * 60'000); // too late
    QVERIFY(b.state(id) == RunState::Stopped);
}

/// The computer slept past the deadline, and its network wakes after it.
void TestQuestions::sleptPastTheDeadline() {
    Peer peer;
    peer.always = running;
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    peer.always = ScriptedReply::hangUp();
    b.advance(8 * 3'600'000);
    QTRY_VERIFY(b.run(id).attempts >= 1);
    QVERIFY(b.state(id) == RunState::Waiting);
    peer.always.reset(); // ready
    b.jumps = true;
    b.advance(60'000);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
}

/// Five minutes are enough to wake up.
void TestQuestions::nobodyAnswersAfterTheDeadline() {
    Peer peer;
    peer.always = running;
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    peer.always = ScriptedReply::hangUp();
    b.jumps = true;
    b.advance(8 * 3'600'000);
    const qint64 woke = b.now;
    QTRY_VERIFY_WITH_TIMEOUT(b.state(id) == RunState::Stopped, 30'000);
    QVERIFY(b.run(id).endedAt >= woke + 300'000);
    QVERIFY(b.run(id).endedAt < woke + 900'000);
}

void TestQuestions::stopThenAgain() {
    Peer peer;
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.service->stop(id);
    QVERIFY(b.state(id) == RunState::Stopped);
    QVERIFY(b.run(id).message.contains("goes on at the service"_L1));
    QVERIFY(b.storedState(id) == RunState::Stopped);
    b.advance(3'600'000);
    QVERIFY(b.state(id) == RunState::Stopped);
    QCOMPARE(peer.questions(), 0);
    b.service->askAgain(id);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
}

void TestQuestions::stopWhileAskingThenAgainAtOnce() {
    Peer peer;
    peer.onQuestion = {ScriptedReply::silence(), running};
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.advance(1'000);
    QTRY_COMPARE(peer.questions(), 1);
    b.changes.clear();
    b.service->stop(id);
    b.service->askAgain(id);
    QVERIFY(b.state(id) == RunState::Waiting);
    QCOMPARE(b.run(id).nextAskAt, 0); // asked already
    QTRY_COMPARE(b.run(id).attempts, 1);
    QCOMPARE(b.run(id).statusWord, u"in_progress"_s);
    for (const Run &run : std::as_const(b.changes))
        QVERIFY2(!run.message.contains("not answered"_L1),
            "the end of the old question was taken for the new one's");
    b.jumps = true;
    b.advance(b.run(id).nextAskAt - b.now);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(b.run(id).attempts, 2);
    QCOMPARE(peer.questions(), 3);
}

void TestQuestions::askNow() {
    Peer peer;
    peer.always = running;
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.service->askNow(id);
    QCOMPARE(b.run(id).nextAskAt, 0);
    b.service->askNow(id); // already under way
    b.service->askNow(777);
    QTRY_COMPARE(b.run(id).attempts, 1);
    QCOMPARE(peer.questions(), 1);
    peer.always.reset();
    b.service->askNow(id);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    b.service->askNow(id);
    QVERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(peer.questions(), 2);
}

void TestQuestions::askedOneAtATime() {
    support::HeldServer server("GET", ScriptedReply::json(202, R"({"id":"c-1"})").bytes);
    RunBench b(server.url());
    const QList<qint64> ids = waitingRuns(b, 10);
    QTRY_VERIFY(allAre(b, ids, RunState::Waiting));
    b.service->setFocus(ids.last());
    b.advance(1'000);
    QTRY_COMPARE(server.held(), 4);
    QCOMPARE(b.run(ids.last()).nextAskAt, 0); // the one on screen is among the first
    b.advance(100'000);
    QCOMPARE(b.service->uploadsUnderWay(), 0);
    server.whenHeld = [&] {
        server.letGo(ScriptedReply::json(200, "{\"a\":1}").bytes);
    };
    for (int i = 0; i < 4; ++i)
        server.letGo(ScriptedReply::json(200, "{\"a\":1}").bytes);
    QTRY_VERIFY(allAre(b, ids, RunState::Ready));
    QCOMPARE(server.mostAtOnce(), 4);
    QCOMPARE(server.requests().size(), 10); // each once
}

void TestQuestions::resultsAreKeptInTurns() {
    support::HeldServer server("GET", ScriptedReply::json(202, R"({"id":"c-1"})").bytes);
    RunBench b(server.url());
    QList<qint64> ids;
    for (int i = 0; i < runs::RunScheduler::mostQuestions; ++i)
        ids << b.submitText(u"text %1"_s.arg(i));
    const auto inState = [&](RunState state) {
        return int(std::count_if(ids.cbegin(), ids.cend(), [&](qint64 id) { return b.state(id) == state; }));
    };
    QTRY_COMPARE(inState(RunState::Waiting), ids.size());
    b.advance(1'000);
    QTRY_COMPARE(server.held(), int(ids.size()));
    int before = 0;
    int mostInATurn = 0;
    QTimer turns;
    connect(&turns, &QTimer::timeout, this, [&] {
        const int ready = inState(RunState::Ready);
        mostInATurn = qMax(mostInATurn, ready - before);
        before = ready;
    });
    turns.start(0);
    while (server.held() > 0)
        server.letGo(ScriptedReply::json(200, R"({"extractions":[]})").bytes);
    QTRY_COMPARE(inState(RunState::Ready), ids.size());
    QVERIFY2(mostInATurn <= 2, qPrintable(QString::number(mostInATurn))); // our timer is not always the first
    for (qint64 id : std::as_const(ids))
        QVERIFY(b.service->result(id) == QByteArray(R"({"extractions":[]})"));
}

void TestQuestions::keyTakenAwayWhileAsking() {
    Peer peer;
    peer.onQuestion = {running};
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.advance(1'000);
    b.setOnline(false); // what is under way may end
    QTRY_COMPARE(b.run(id).attempts, 1);
    b.now += 100'000;
    b.setOnline(false);
    QVERIFY(b.run(id).nextAskAt > 0);
    QCOMPARE(peer.questions(), 1);
    b.setOnline(true);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
}

void TestQuestions::listenerMayStopOthers() {
    Peer peer;
    RunBench b(peer.server.url());
    const QList<qint64> ids = waitingRuns(b, 3);
    QTRY_VERIFY(allAre(b, ids, RunState::Waiting));
    QObject::connect(b.service.get(), &runs::RunService::runChanged, this, [&](const Run &run) {
        if (run.id != ids.at(0) || run.nextAskAt != 0)
            return;
        b.service->stop(ids.at(1)); // both are due in the same moment
        b.service->stop(ids.at(2));
        b.service->remove(ids.at(2));
    });
    b.advance(1'000);
    QTRY_VERIFY(b.state(ids.at(0)) == RunState::Ready);
    QVERIFY(b.state(ids.at(1)) == RunState::Stopped);
    QVERIFY(!b.service->find(ids.at(2)));
    QCOMPARE(peer.questions(), 1);
    b.service->askAgain(ids.at(1));
    QTRY_VERIFY(b.state(ids.at(1)) == RunState::Ready);
}

void TestQuestions::impossibleWishesDoNothing() {
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    b.changes.clear();
    b.service->stop(id);
    b.service->cancel(id);
    b.service->askNow(id);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"impossible in state"_s));
    b.service->askAgain(id);
    for (qint64 unknown : {0, -1, 99}) {
        b.service->stop(unknown);
        b.service->askAgain(unknown);
        b.service->setFocus(unknown);
    }
    QVERIFY(b.state(id) == RunState::Ready);
    QVERIFY(b.changes.isEmpty());
}
