// SPDX-License-Identifier: MIT
#include "tests/runs/tst_ledgertroubles.h"

#include "tests/runs/runbench.h"

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

constexpr qint64 retry = 30'000;

} // namespace

void TestLedgerTroubles::nothingIsSubmitted() {
    Peer peer;
    RunBench b(peer.server.url());
    b.failWriting(-1);
    const QString text = b.service->submitText(RunBench::target, u"a"_s);
    QVERIFY2(text.startsWith("Nothing was submitted."_L1) && text.contains("the disk is full"_L1),
        qPrintable(text));
    const QString files = b.service->submitFiles(RunBench::target, {runs::checkFile(b.write(u"a.pdf"_s))});
    QVERIFY(files.startsWith("Nothing was submitted."_L1));
    QVERIFY(b.changes.isEmpty());
    QVERIFY(b.service->runs().isEmpty());
    b.failNoMore();
    b.jumps = true;
    const qint64 id = b.submitText(u"b"_s);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(peer.submissions(), 1);
}

void TestLedgerTroubles::nothingIsSentUnrecorded() {
    Peer peer;
    RunBench b(peer.server.url());
    b.failWriting(int(RunState::Uploading));
    const qint64 id = b.submitText(u"a"_s);
    QVERIFY(b.state(id) == RunState::Queued);
    QVERIFY(!b.troubles.isEmpty());
    QVERIFY(b.troubles.first().contains("the disk is full"_L1));
    QCOMPARE(b.service->uploadsUnderWay(), 0);
    b.advance(retry);
    QVERIFY(b.state(id) == RunState::Queued);
    b.failNoMore();
    b.advance(retry - 1);
    QVERIFY(b.state(id) == RunState::Queued); // not all the time
    b.jumps = true;
    b.advance(1);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(peer.submissions(), 1);
}

void TestLedgerTroubles::acceptedIdIsKept() {
    Peer peer;
    RunBench b(peer.server.url());
    b.failWriting(int(RunState::Waiting));
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    QCOMPARE(b.run(id).collectionId, u"c-1"_s);
    QCOMPARE(b.troubles.size(), 1);
    QVERIFY(b.storedState(id) == RunState::Uploading);
    b.setOnline(false); // no question that would write it besides
    b.failNoMore();
    b.now += retry;
    b.setOnline(false);
    QVERIFY(b.storedState(id) == RunState::Waiting);
    QCOMPARE(b.stored(id, u"collection_id"_s), u"c-1"_s);
    b.restart();
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(peer.submissions(), 1);
}

void TestLedgerTroubles::endIsKeptAndWrittenLater_data() {
    QTest::addColumn<ScriptedReply>("submission");
    QTest::addColumn<ScriptedReply>("question");
    QTest::addColumn<RunState>("state");
    const ScriptedReply taken = ScriptedReply::json(202, R"({"id":"c-1"})");
    QTest::newRow("refused") << ScriptedReply::json(401, {}) << ScriptedReply() << RunState::Failed;
    QTest::newRow("lost") << ScriptedReply::hangUp() << ScriptedReply() << RunState::Unconfirmed;
    QTest::newRow("stopped") << taken << ScriptedReply::json(404, {}) << RunState::Stopped;
    QTest::newRow("failed") << taken << ScriptedReply::json(422, R"({"error_code":"EXTRACTION_FAILED"})")
                            << RunState::Failed;
}

void TestLedgerTroubles::endIsKeptAndWrittenLater() {
    QFETCH(ScriptedReply, submission);
    QFETCH(ScriptedReply, question);
    QFETCH(RunState, state);
    Peer peer;
    peer.onSubmission = {submission};
    peer.onQuestion = {question};
    RunBench b(peer.server.url());
    b.failWriting(int(state));
    b.jumps = true;
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == state);
    QVERIFY(b.storedState(id) != state);
    b.advance(retry);
    QVERIFY(b.storedState(id) != state);
    QVERIFY(b.state(id) == state);
    b.failNoMore();
    b.advance(retry);
    QVERIFY(b.storedState(id) == state);
    QCOMPARE(b.stored(id, u"message"_s), b.run(id).message);
    QCOMPARE(b.troubles.size(), 1); // told once
    QCOMPARE(peer.submissions(), 1);
}

void TestLedgerTroubles::cancelIsRecordedOrRefused() {
    Peer peer;
    RunBench b(peer.server.url());
    b.setOnline(false);
    const qint64 id = b.submitText(u"a"_s);
    b.failWriting(int(RunState::Cancelled));
    b.service->cancel(id);
    // Otherwise the next start would send what a person believes to be cancelled.
    QVERIFY(b.state(id) == RunState::Queued);
    QCOMPARE(b.troubles.size(), 1);
    b.failNoMore();
    b.service->cancel(id);
    QVERIFY(b.storedState(id) == RunState::Cancelled);
    b.restart();
    QVERIFY(b.state(id) == RunState::Cancelled);
    const qint64 other = b.submitText(u"b"_s);
    QTRY_VERIFY(b.state(other) == RunState::Waiting);
    QCOMPARE(peer.submissions(), 1);
}

void TestLedgerTroubles::unwrittenIdIsWrittenAtTheEnd() {
    Peer peer;
    RunBench b(peer.server.url());
    b.failWriting(int(RunState::Waiting));
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    QVERIFY(b.storedState(id) == RunState::Uploading);
    b.failNoMore();
    b.restart(); // before the ledger was tried again
    QVERIFY(b.state(id) == RunState::Waiting);
    QCOMPARE(b.stored(id, u"collection_id"_s), u"c-1"_s);
}

void TestLedgerTroubles::resultIsFetchedLater() {
    Peer peer;
    RunBench b(peer.server.url());
    b.failWriting(int(RunState::Ready));
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.advance(1'000);
    QTRY_VERIFY(!b.troubles.isEmpty());
    QVERIFY(b.state(id) == RunState::Waiting);
    QVERIFY(b.run(id).message.contains("the disk is full"_L1));
    QCOMPARE(b.run(id).nextAskAt, b.now + retry);
    QVERIFY(!b.service->result(id));
    b.failNoMore();
    b.advance(retry);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QVERIFY(b.run(id).message.isEmpty());
    QCOMPARE(b.service->result(id).value_or(QByteArray()), peer.result);
    QCOMPARE(peer.questions(), 2);
}

void TestLedgerTroubles::resultIsFetchedLaterWhenOnlyItDoesNotFit() {
    Peer peer;
    RunBench b(peer.server.url());
    support::query(b.ledger(),
        u"CREATE TRIGGER fails BEFORE INSERT ON results BEGIN SELECT RAISE(ABORT, 'too big'); END"_s);
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.advance(1'000);
    QTRY_VERIFY(!b.troubles.isEmpty());
    QVERIFY(b.state(id) == RunState::Waiting);
    QVERIFY(b.storedState(id) == RunState::Waiting); // never "ready" without a result
    b.restart();
    b.failNoMore();
    b.service->askNow(id);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(b.service->result(id).value_or(QByteArray()), peer.result);
}

void TestLedgerTroubles::fileOfALargeResultFails() {
    Peer peer;
    peer.result = '[' + QByteArray(1'000'000, ' ') + ']';
    RunBench b(peer.server.url());
    QFile inTheWay(b.file(u"results"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.advance(1'000);
    QTRY_VERIFY(!b.troubles.isEmpty());
    QVERIFY(b.state(id) == RunState::Waiting);
    QVERIFY(b.storedState(id) == RunState::Waiting);
    QVERIFY2(b.run(id).message.contains("could not be written"_L1), qPrintable(b.run(id).message));
    QVERIFY(inTheWay.remove());
    b.advance(retry);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QVERIFY(b.service->result(id) == peer.result);
}

void TestLedgerTroubles::recordOfALargeResultFails() {
    Peer peer;
    peer.result = '[' + QByteArray(1'000'000, ' ') + ']';
    RunBench b(peer.server.url());
    b.failWriting(int(RunState::Ready));
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.advance(1'000);
    QTRY_VERIFY(!b.troubles.isEmpty());
    QVERIFY(b.state(id) == RunState::Waiting);
    QVERIFY(QDir(b.file(u"results"_s)).isEmpty()); // nothing lies about that nobody knows of
    b.failNoMore();
    b.advance(retry);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QVERIFY(b.service->result(id) == peer.result);
}

void TestLedgerTroubles::removeFails() {
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    support::query(
        b.ledger(), u"CREATE TRIGGER fails BEFORE DELETE ON runs BEGIN SELECT RAISE(ABORT, 'no'); END"_s);
    QSignalSpy removed(b.service.get(), &runs::RunService::runRemoved);
    QVERIFY(!b.service->remove(id));
    QCOMPARE(b.troubles.size(), 1);
    QCOMPARE(removed.size(), 0);
    QVERIFY(b.state(id) == RunState::Ready);
    b.failNoMore();
    QVERIFY(b.service->remove(id));
}
