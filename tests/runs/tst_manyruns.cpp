// SPDX-License-Identifier: MIT
#include "tests/runs/tst_manyruns.h"

#include "tests/runs/runbench.h"
#include "tests/support/heldserver.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;
using support::Peer;
using support::RunBench;
using support::ScriptedReply;

Q_DECLARE_METATYPE(runs::RunState)

namespace {

constexpr qint64 day = 24 * 3'600'000;

bool isEmptyLedger(const RunBench &b) {
    return support::query(b.ledger(), u"SELECT count(*) FROM runs"_s).toInt() == 0;
}

} // namespace

void TestManyRuns::cancelQueued() {
    Peer peer;
    RunBench b(peer.server.url());
    b.setOnline(false);
    const qint64 id = b.submitText(u"a"_s);
    const qint64 other = b.submitText(u"b"_s);
    b.service->cancel(id);
    QVERIFY(b.state(id) == RunState::Cancelled);
    QVERIFY(b.run(id).message.contains("Nothing was billed"_L1));
    QVERIFY(b.storedState(id) == RunState::Cancelled);
    b.jumps = true;
    b.setOnline(true);
    QTRY_VERIFY(b.state(other) == RunState::Ready);
    QVERIFY(b.state(id) == RunState::Cancelled);
    QCOMPARE(peer.submissions(), 1);
}

void TestManyRuns::cancelAtOnce() {
    Peer peer;
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QVERIFY(b.state(id) == RunState::Uploading);
    b.service->cancel(id);
    b.service->cancel(id);
    QTRY_VERIFY(b.state(id) == RunState::Cancelled);
    QVERIFY(b.run(id).message.contains("Nothing was billed"_L1));
    b.jumps = true;
    const qint64 other = b.submitText(u"b"_s);
    QTRY_VERIFY(b.state(other) == RunState::Ready);
    QCOMPARE(peer.submissions(), 1);
}

void TestManyRuns::cancelInTheMiddle() {
    Peer peer;
    RunBench b(peer.server.url());
    qint64 id = 0;
    bool cancelled = false;
    peer.server.cutWhile = [&](const QByteArray &) {
        if (!cancelled)
            b.service->cancel(id);
        cancelled = true;
        return false;
    };
    // 19 MB do not fit into the buffers on the way: most of it is still on the disk.
    id = b.submitFile(b.write(u"large.pdf"_s, QByteArray(19'000'000, 'x')));
    QTRY_VERIFY(!b.run(id).isActive());
    QVERIFY(b.state(id) == RunState::Cancelled);
    QVERIFY(b.run(id).bytesTotal == 0 || b.run(id).bytesSent < b.run(id).bytesTotal);
    QCOMPARE(peer.submissions(), 0);
}

void TestManyRuns::cancelWhenAllIsSent() {
    Peer peer;
    peer.onSubmission = {ScriptedReply::silence()};
    RunBench b(peer.server.url());
    const qint64 id = b.submitFile(b.write(u"a.pdf"_s));
    QTRY_COMPARE(peer.submissions(), 1);
    b.service->cancel(id);
    QTRY_VERIFY(!b.run(id).isActive());
    QVERIFY(b.state(id) == RunState::Unconfirmed);
    QVERIFY(b.run(id).message.contains("may be billed"_L1));
    QVERIFY(!b.run(id).remedy.isEmpty());
}

void TestManyRuns::cancelOfOtherStatesDoesNothing() {
    Peer peer;
    peer.always = ScriptedReply::silence();
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Waiting);
    b.service->cancel(id);
    b.service->cancel(999);
    QVERIFY(b.state(id) == RunState::Waiting);
}

void TestManyRuns::listenerMayChangeOtherRuns() {
    Peer peer;
    RunBench b(peer.server.url());
    b.setOnline(false);
    QList<qint64> ids;
    for (int i = 0; i < 4; ++i)
        ids << b.submitText(QString::number(i));
    QObject::connect(b.service.get(), &runs::RunService::runChanged, this, [&](const Run &run) {
        if (run.id != ids.at(0) || run.state != RunState::Uploading)
            return;
        b.service->cancel(ids.at(1)); // it was due in the same moment
        b.service->cancel(ids.at(2));
        b.service->remove(ids.at(2));
    });
    b.setOnline(true);
    // Not after the 30 s that it waits when the ledger cannot be written: no time passes here.
    QTRY_VERIFY(b.state(ids.at(3)) == RunState::Waiting);
    b.jumps = true;
    b.advance(1'000);
    QTRY_VERIFY(b.state(ids.at(0)) == RunState::Ready);
    QTRY_VERIFY(b.state(ids.at(3)) == RunState::Ready);
    QVERIFY(b.state(ids.at(1)) == RunState::Cancelled);
    QVERIFY(!b.service->find(ids.at(2)));
    QCOMPARE(peer.submissions(), 2);
}

void TestManyRuns::fiftyFiles() {
    constexpr int count = 50;
    support::HeldServer server("POST", ScriptedReply::json(200, R"({"extractions":[]})").bytes);
    int answered = 0;
    server.whenHeld = [&] {
        // Let go one when as many wait as may, so that the bound is reached and can be broken.
        if (answered == count || server.held() < qMin(runs::RunScheduler::mostUploads, count - answered))
            return;
        ++answered;
        server.letGo(ScriptedReply::json(202, R"({"id":"c-)" + QByteArray::number(answered) + R"("})").bytes);
        server.whenHeld();
    };
    RunBench b(server.url());
    b.jumps = true;
    int mostUnderWay = 0;
    QObject::connect(b.service.get(), &runs::RunService::runChanged, this,
        [&] { mostUnderWay = qMax(mostUnderWay, b.service->uploadsUnderWay()); });
    QList<runs::IntakeItem> files;
    for (int i = 0; i < count; ++i)
        files << runs::checkFile(b.write(u"doc-%1.pdf"_s.arg(i), "content"));
    QCOMPARE(b.service->submitFiles(RunBench::target, files), QString());
    const auto allReady = [&] {
        const QList<Run> list = b.service->runs();
        return std::all_of(
            list.cbegin(), list.cend(), [](const Run &run) { return run.state == RunState::Ready; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(allReady(), 60'000);
    QCOMPARE(b.service->runs().size(), count);
    QCOMPARE(server.mostAtOnce(), 3);
    QVERIFY(mostUnderWay <= 3);
    QCOMPARE(server.requests().size(), count);
    QSet<QString> ids;
    const QList<Run> all = b.service->runs();
    for (const Run &run : all)
        ids << run.collectionId;
    QCOMPARE(ids.size(), count);
    for (int i = 0; i < count; ++i) {
        const QByteArray name = "filename=\"doc-" + QByteArray::number(i) + ".pdf\"";
        QCOMPARE(std::count_if(server.requests().cbegin(), server.requests().cend(),
                     [&](const QByteArray &request) { return request.contains(name); }),
            1);
    }
}

void TestManyRuns::restsWithoutAClient() {
    Peer peer;
    RunBench b(peer.server.url());
    b.setOnline(false);
    const qint64 id = b.submitText(u"a"_s);
    b.now += day;
    b.setOnline(false);
    QVERIFY(b.state(id) == RunState::Queued);
    api::Redactor redactor;
    api::ApiClient keyless(&redactor);
    keyless.setEndpoint(peer.server.url(), QString());
    b.service->setClient(RunBench::profile, &keyless);
    QVERIFY(b.state(id) == RunState::Queued);
    b.jumps = true;
    b.setOnline(true);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(peer.submissions(), 1);
}

void TestManyRuns::profilesAreApart() {
    Peer one;
    Peer two;
    RunBench b(one.server.url());
    b.jumps = true;
    const auto client = b.makeClient(two.server.url());
    b.service->setClient(u"two"_s, client.get());
    const qint64 first = b.submitText(u"for one"_s);
    QCOMPARE(b.service->submitText({u"two"_s, u"w-2"_s, {}}, u"for two"_s), QString());
    QCOMPARE(b.service->submitText({u"three"_s, u"w-3"_s, {}}, u"for nobody"_s), QString());
    const qint64 second = first + 1;
    QTRY_VERIFY(b.state(first) == RunState::Ready && b.state(second) == RunState::Ready);
    QVERIFY(b.state(first + 2) == RunState::Queued);
    QCOMPARE(one.submissions(), 1);
    QVERIFY(one.server.requests.first().body.contains("for one"));
    QCOMPARE(two.submissions(), 1);
    QVERIFY(two.server.requests.first().body.contains("for two"));
    QCOMPARE(b.run(second).workflowName, u"w-2"_s); // for want of a name
}

void TestManyRuns::sendAgain_data() {
    QTest::addColumn<bool>("isText");
    QTest::newRow("file") << false;
    QTest::newRow("text") << true;
}

void TestManyRuns::sendAgain() {
    QFETCH(bool, isText);
    Peer peer;
    peer.onSubmission = {ScriptedReply::hangUp()};
    RunBench b(peer.server.url());
    b.jumps = true;
    const QByteArray content = "The whole content";
    const qint64 id =
        isText ? b.submitText(QString::fromUtf8(content)) : b.submitFile(b.write(u"a.pdf"_s, content));
    QTRY_VERIFY(b.state(id) == RunState::Unconfirmed);
    QCOMPARE(b.service->sendAgain(id), QString());
    QCOMPARE(b.service->runs().size(), 2);
    const qint64 again = b.service->runs().last().id;
    QTRY_VERIFY(b.state(again) == RunState::Ready);
    QVERIFY(b.state(id) == RunState::Unconfirmed); // it stays what it is
    QCOMPARE(peer.submissions(), 2);
    QVERIFY(peer.server.requests.at(1).body.contains("\r\n\r\n" + content + "\r\n"));
    QCOMPARE(b.run(again).name, b.run(id).name);
    QCOMPARE(b.run(again).workflowName, b.run(id).workflowName);
    QCOMPARE(b.run(again).profile, b.run(id).profile);
}

void TestManyRuns::sendAgainRefused() {
    Peer peer;
    peer.onSubmission = {ScriptedReply::hangUp()};
    RunBench b(peer.server.url());
    const QString path = b.write(u"a.pdf"_s);
    const qint64 id = b.submitFile(path);
    QVERIFY(!b.service->sendAgain(id).isEmpty()); // still under way
    QTRY_VERIFY(b.state(id) == RunState::Unconfirmed);
    QVERIFY(QFile::remove(path));
    QVERIFY(!b.service->sendAgain(12345).isEmpty());
    QCOMPARE(b.service->runs().size(), 1);
    QCOMPARE(b.service->sendAgain(id), QString());
    const qint64 again = b.service->runs().last().id;
    QTRY_VERIFY(b.state(again) == RunState::Failed);
    QVERIFY2(b.run(again).message.contains("a.pdf: not there any more"_L1), qPrintable(b.run(again).message));
    QVERIFY(b.run(again).message.contains("nothing billed"_L1));
    QCOMPARE(peer.submissions(), 1);
}

void TestManyRuns::deleteAtTheService_data() {
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<QString>("trouble"); // none: it is gone
    QTest::newRow("deleted") << ScriptedReply::json(204, {}) << QString();
    QTest::newRow("was not there any more")
        << ScriptedReply::json(404, R"({"error_code":"NOT_FOUND"})") << QString();
    QTest::newRow("server error") << ScriptedReply::json(500, {})
                                  << u"was perhaps not deleted at the service"_s;
    QTest::newRow("the answer is lost")
        << ScriptedReply::hangUp() << u"was perhaps not deleted at the service"_s;
    QTest::newRow("not allowed") << ScriptedReply::json(403, {})
                                 << u"was perhaps not deleted at the service"_s;
}

void TestManyRuns::deleteAtTheService() {
    QFETCH(ScriptedReply, reply);
    QFETCH(QString, trouble);
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    const qint64 other = b.submitText(u"b"_s);
    QTRY_VERIFY(b.state(other) == RunState::Ready);
    peer.onDeletion = QList<ScriptedReply>(20, reply);
    b.service->deleteAtService(id);
    QTRY_VERIFY(!b.troubles.isEmpty() || b.run(id).message.contains("deleted it at the service"_L1));
    QCOMPARE(b.troubles.size(), trouble.isEmpty() ? 0 : 1);
    if (!trouble.isEmpty())
        QVERIFY2(b.troubles.first().contains(trouble), qPrintable(b.troubles.first()));
    QVERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(b.service->result(id).value_or(QByteArray()), peer.result); // what is here stays here
    QVERIFY(b.run(other).message.isEmpty());
}

void TestManyRuns::deleteWithoutAConnection() {
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    b.setOnline(false);
    b.service->deleteAtService(id);
    QCOMPARE(b.troubles.size(), 1);
    QVERIFY2(b.troubles.first().contains("not connected"_L1), qPrintable(b.troubles.first()));
    QVERIFY(b.run(id).message.isEmpty());
}

void TestManyRuns::remove_data() {
    QTest::addColumn<RunState>("state");
    QTest::addColumn<bool>("removable");
    QTest::newRow("queued") << RunState::Queued << false;
    QTest::newRow("waiting") << RunState::Waiting << false;
    QTest::newRow("ready") << RunState::Ready << true;
    QTest::newRow("failed") << RunState::Failed << true;
    QTest::newRow("cancelled") << RunState::Cancelled << true;
    QTest::newRow("stopped") << RunState::Stopped << true;
    QTest::newRow("unconfirmed") << RunState::Unconfirmed << true;
}

void TestManyRuns::remove() {
    QFETCH(RunState, state);
    QFETCH(bool, removable);
    Peer peer;
    RunBench b(peer.server.url());
    b.end();
    qint64 id = 0;
    {
        runs::RunStore store(b.ledger());
        QCOMPARE(store.open(), QString());
        Run run;
        run.profile = u"elsewhere"_s; // it rests
        run.state = state;
        run.collectionId = u"c-1"_s;
        QList<Run> list{run};
        QCOMPARE(store.insert(list, {}), QString());
        id = list.first().id;
    }
    b.restart();
    QSignalSpy removed(b.service.get(), &runs::RunService::runRemoved);
    QCOMPARE(b.service->remove(id), removable);
    QCOMPARE(removed.size(), removable ? 1 : 0);
    QCOMPARE(b.service->find(id) == nullptr, removable);
    QCOMPARE(isEmptyLedger(b), removable);
    QVERIFY(!b.service->remove(id + 1));
}
