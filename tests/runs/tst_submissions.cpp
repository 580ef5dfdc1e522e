// SPDX-License-Identifier: MIT
#include "tests/runs/tst_submissions.h"

#include "tests/runs/runbench.h"

#include <QDateTime>
#include <QDir>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

#include <functional>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;
using support::Peer;
using support::RunBench;
using support::ScriptedReply;

Q_DECLARE_METATYPE(support::ScriptedReply)
Q_DECLARE_METATYPE(runs::RunState)

namespace {

const QByteArray accepted = R"({"id":"c-1","status":"pending","workflow_id":"w-1","version_id":"v-1"})";
constexpr qint64 day = 24 * 3'600'000;

QList<RunState> statesOf(const RunBench &b, qint64 id) {
    QList<RunState> states;
    for (const Run &run : b.changes) {
        if (run.id == id && (states.isEmpty() || states.last() != run.state))
            states << run.state;
    }
    return states;
}

bool isEmptyLedger(const RunBench &b) {
    return support::query(b.ledger(), u"SELECT count(*) FROM runs"_s).toInt() == 0;
}

} // namespace

void TestSubmissions::fileToResult() {
    Peer peer;
    peer.result = QByteArray("{\"a\": 1.10,\0 \"a\": 12345678901234567890}", 39);
    peer.onQuestion = {ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED","status":"queued"})"),
        ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED","status":"in_progress"})")};
    RunBench b(peer.server.url());
    b.jumps = true;
    const qint64 begin = b.now;
    const qint64 id = b.submitFile(b.write(u"Äpfel 1.pdf"_s, "the content"));
    QVERIFY(id > 0);
    QTRY_VERIFY(b.state(id) == RunState::Ready);

    QCOMPARE(statesOf(b, id),
        (QList<RunState>{RunState::Queued, RunState::Uploading, RunState::Waiting, RunState::Ready}));
    const Run run = b.run(id);
    QCOMPARE(run.collectionId, u"c-1"_s);
    QCOMPARE(run.versionId, u"v-1"_s);
    QCOMPARE(run.workflowName, u"Invoices"_s);
    QCOMPARE(run.attempts, 3);
    QCOMPARE(run.createdAt, begin);
    QCOMPARE(run.endedAt, begin + 1'000 + 1'500 + 2'250); // asked when it was due, never before
    QCOMPARE(run.resultSize, 39);
    QVERIFY(run.message.isEmpty() && run.remedy.isEmpty());
    QCOMPARE(b.service->result(id).value_or(QByteArray()), peer.result);
    QVERIFY(b.storedState(id) == RunState::Ready);

    QCOMPARE(peer.server.requests.size(), 4);
    QCOMPARE(peer.server.requests.at(0).path, "/v2/workflows/w-1/run/");
    QVERIFY(peer.server.requests.at(0).body.contains("\r\n\r\nthe content\r\n"));
    QVERIFY(peer.server.requests.at(0).body.contains("filename=\"" + u"Äpfel 1.pdf"_s.toUtf8() + '"'));
    QCOMPARE(peer.server.requests.at(1).path, "/v2/workflows/w-1/files/c-1/results/");
    QVERIFY(b.troubles.isEmpty());
}

void TestSubmissions::textToResult() {
    Peer peer;
    RunBench b(peer.server.url());
    b.jumps = true;
    const QString text = u"Total: 12.50 €\n🧾"_s;
    const qint64 id = b.submitText(text);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(b.run(id).name, u"Total: 12.50 €"_s);
    QCOMPARE(b.run(id).size, text.toUtf8().size());
    QVERIFY(b.run(id).kind == runs::InputKind::Text);
    QVERIFY(peer.server.requests.first().body.contains("name=\"text\""));
    QVERIFY(peer.server.requests.first().body.contains("\r\n\r\n" + text.toUtf8() + "\r\n"));
    QCOMPARE(b.service->result(id).value_or(QByteArray()), peer.result);
}

// The one test in real time: nobody but the service's own timer wakes it.
void TestSubmissions::wakesByItself() {
    Peer peer;
    RunBench b(peer.server.url());
    runs::RunService service(b.store.get(), [] { return QDateTime::currentMSecsSinceEpoch(); });
    service.setClient(RunBench::profile, b.client.get());
    QCOMPARE(service.submitText(RunBench::target, u"a"_s), QString());
    const qint64 id = service.runs().first().id;
    QTRY_VERIFY(service.find(id)->state == RunState::Ready);
    const Run run = *service.find(id);
    QVERIFY(run.lastAskedAt - run.acceptedAt >= 1'000);
    QVERIFY(run.lastAskedAt - run.acceptedAt < 3'000);
}

void TestSubmissions::recordedBeforeTheFirstByte() {
    std::unique_ptr<RunBench> b;
    QStringList seen;
    support::ScriptedServer server([&](const support::ScriptedRequest &request) {
        // What another process would find if this one were killed now.
        seen << support::query(b->ledger(), u"SELECT state || ' ' || collection_id FROM runs"_s).toString();
        return request.method == "POST" ? ScriptedReply::json(202, accepted) : ScriptedReply::json(200, "{}");
    });
    b = std::make_unique<RunBench>(server.url());
    b->jumps = true;
    QStringList told;
    QObject::connect(b->service.get(), &runs::RunService::runChanged, this, [&](const Run &run) {
        if (b->storedState(run.id) != run.state)
            told << u"heard of state %1 before it was written"_s.arg(int(run.state));
    });
    const qint64 id = b->submitText(u"a"_s);
    QTRY_VERIFY(b->state(id) == RunState::Ready);
    QCOMPARE(seen, (QStringList{u"1 "_s, u"2 c-1"_s}));
    QVERIFY2(told.isEmpty(), qPrintable(told.join(u'\n')));
}

void TestSubmissions::refusedAtOnce_data() {
    using Submit = std::function<QString(RunBench &)>;
    QTest::addColumn<Submit>("submit");
    const runs::Target nowhere{RunBench::profile, {}, {}};
    QTest::newRow("no workflow, text")
        << Submit([=](RunBench &b) { return b.service->submitText(nowhere, u"a"_s); });
    QTest::newRow("no workflow, file") << Submit(
        [=](RunBench &b) { return b.service->submitFiles(nowhere, {runs::checkFile(b.write(u"a.pdf"_s))}); });
    QTest::newRow("no text") << Submit(
        [](RunBench &b) { return b.service->submitText(RunBench::target, QString()); });
    QTest::newRow("white text") << Submit(
        [](RunBench &b) { return b.service->submitText(RunBench::target, u" \n\t "_s); });
    QTest::newRow("no files") << Submit(
        [](RunBench &b) { return b.service->submitFiles(RunBench::target, {}); });
    QTest::newRow("refused files only") << Submit([](RunBench &b) {
        return b.service->submitFiles(RunBench::target, {runs::checkFile(b.file(u"gone.pdf"_s))});
    });
}

void TestSubmissions::refusedAtOnce() {
    QFETCH(std::function<QString(RunBench &)>, submit);
    Peer peer;
    RunBench b(peer.server.url());
    QVERIFY(!submit(b).isEmpty());
    QVERIFY(b.changes.isEmpty());
    QVERIFY(isEmptyLedger(b));
}

void TestSubmissions::titlesOfTexts_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("title");
    QTest::newRow("short") << u"Invoice 7"_s << u"Invoice 7"_s;
    QTest::newRow("first line") << u"\n\n  Dear  Sir,\r\nplease"_s << u"Dear Sir,"_s;
    QTest::newRow("60") << QString(60, u'x') << QString(60, u'x');
    QTest::newRow("61") << QString(61, u'x') << QString(59, u'x') + u'…';
    QTest::newRow("no half characters")
        << u"x"_s + u"😀"_s.repeated(40) << u"x"_s + u"😀"_s.repeated(29) + u'…';
    QTest::newRow("no half characters, shifted") << u"😀"_s.repeated(40) << u"😀"_s.repeated(29) + u'…';
}

void TestSubmissions::titlesOfTexts() {
    QFETCH(QString, text);
    QFETCH(QString, title);
    Peer peer;
    RunBench b(peer.server.url());
    b.setOnline(false);
    QCOMPARE(b.run(b.submitText(text)).name, title);
}

void TestSubmissions::refusedByTheService_data() {
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<int>("status");
    const auto row = [](int status, const QByteArray &code) {
        QTest::addRow("%d", status) << ScriptedReply::json(status,
                                           R"({"error":"no","detail":"the words","error_code":")" + code +
                                               R"(","request_id":"0123456789abcdef0123456789abcdef"})")
                                    << status;
    };
    row(400, "VALIDATION_ERROR");
    row(401, "AUTH_FAILED");
    row(402, "");
    row(403, "ACCESS_DENIED");
    row(404, "NOT_FOUND");
    row(409, "");
    row(413, "");
    row(422, "");
    row(302, "");
}

void TestSubmissions::refusedByTheService() {
    QFETCH(ScriptedReply, reply);
    QFETCH(int, status);
    Peer peer;
    peer.onSubmission = {reply};
    RunBench b(peer.server.url());
    const qint64 id = b.submitText(u"a"_s);
    QTRY_VERIFY(!b.run(id).isActive());
    const Run run = b.run(id);
    QVERIFY(run.state == RunState::Failed);
    QVERIFY(run.message.contains("nothing billed"_L1));
    QVERIFY(run.detail.contains("the words"_L1));
    QVERIFY(!run.remedy.isEmpty());
    QCOMPARE(run.httpStatus, status);
    QCOMPARE(run.requestId, u"0123456789abcdef0123456789abcdef"_s);
    b.advance(day);
    QVERIFY(b.state(id) == RunState::Failed);
    QVERIFY(b.storedState(id) == RunState::Failed);
}

void TestSubmissions::notSent() {
    QUrl nobody;
    {
        Peer peer;
        nobody = peer.server.url();
    }
    RunBench b(nobody);
    const qint64 id = b.submitFile(b.write(u"a.pdf"_s, QByteArray(3'000'000, 'x')));
    QTRY_VERIFY(b.state(id) == RunState::Failed);
    QVERIFY(b.run(id).message.startsWith("Not sent, nothing billed."_L1));
    QVERIFY(!b.run(id).remedy.isEmpty());
}

void TestSubmissions::throttledIsSentLaterOnce_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("wait");
    QTest::newRow("said") << QByteArray("Retry-After: 7\r\n") << qint64(7'000);
    QTest::newRow("not said") << QByteArray() << qint64(60'000);
    QTest::newRow("zero") << QByteArray("Retry-After: 0\r\n") << qint64(1'000);
    QTest::newRow("nonsense") << QByteArray("Retry-After: soon\r\n") << qint64(60'000);
}

void TestSubmissions::throttledIsSentLaterOnce() {
    QFETCH(QByteArray, header);
    QFETCH(qint64, wait);
    Peer peer;
    peer.onSubmission = {ScriptedReply::json(429, R"({"error_code":"RATE_LIMITED"})", header)};
    RunBench b(peer.server.url());
    const qint64 id = b.submitFile(b.write(u"a.pdf"_s));
    QTRY_COMPARE(peer.submissions(), 1);
    QTRY_VERIFY(b.state(id) == RunState::Queued);
    QCOMPARE(b.run(id).nextAskAt, b.now + wait);
    QVERIFY(!b.run(id).message.isEmpty());
    QVERIFY(b.storedState(id) == RunState::Queued);
    b.advance(wait - 1);
    QVERIFY(b.state(id) == RunState::Queued);
    b.jumps = true;
    b.advance(1);
    QVERIFY(b.state(id) == RunState::Uploading);
    QTRY_VERIFY(b.state(id) == RunState::Ready);
    QCOMPARE(peer.submissions(), 2);
    QVERIFY(b.run(id).message.isEmpty());
}

void TestSubmissions::throttleHoldsTheOthers() {
    Peer peer;
    peer.onSubmission = {ScriptedReply::json(429, {}, "Retry-After: 9\r\n")};
    RunBench b(peer.server.url());
    const qint64 first = b.submitText(u"first"_s);
    QTRY_VERIFY(b.state(first) == RunState::Queued);
    const qint64 second = b.submitText(u"second"_s);
    QVERIFY(b.state(second) == RunState::Queued); // the service has asked to slow down, whatever it is
    b.advance(8'999);
    QVERIFY(b.state(second) == RunState::Queued);
    b.advance(1);
    QVERIFY(b.state(first) == RunState::Uploading);
    QVERIFY(b.state(second) == RunState::Uploading);
}

/// The service counts for each key.
void TestSubmissions::anotherKeyIsNotHeld() {
    const auto throttled = [] {
        return ScriptedReply::json(
            429, {}, "Retry-After: 900\r\nx-ratelimit-limit: 60\r\nx-ratelimit-remaining: 0\r\n");
    };
    Peer peer;
    peer.onSubmission = {throttled()};
    RunBench b(peer.server.url());
    const qint64 first = b.submitText(u"first"_s);
    QTRY_VERIFY(b.state(first) == RunState::Queued);
    const qint64 second = b.submitText(u"second"_s);
    b.client->setEndpoint(peer.server.url(), {});
    b.setOnline(true);
    b.client->setEndpoint(peer.server.url(), u"af_test_key_0123456789"_s); // as it was
    b.setOnline(true);
    QVERIFY(b.state(second) == RunState::Queued);
    b.client->setEndpoint(peer.server.url(), u"af_test_key_another_one"_s);
    b.setOnline(true);
    QVERIFY(b.state(second) == RunState::Uploading);
    QTRY_VERIFY(b.state(second) == RunState::Waiting);
    QCOMPARE(peer.submissions(), 2);
}

void TestSubmissions::answerLostIsNeverSentAgain_data() {
    QTest::addColumn<ScriptedReply>("reply");
    QTest::newRow("hang up") << ScriptedReply::hangUp();
    QTest::newRow("reset") << ScriptedReply{{}, false, true};
    QTest::newRow("500") << ScriptedReply::json(500, R"({"error_code":"INTERNAL_ERROR"})");
    QTest::newRow("502 HTML") << ScriptedReply::of(502, "text/html", "<html><title>Bad Gateway</title>");
    QTest::newRow("503, come again") << ScriptedReply::json(503, {}, "Retry-After: 1\r\n");
    QTest::newRow("202 without an id") << ScriptedReply::json(202, R"({"status":"pending"})");
    QTest::newRow("202 cut") << ScriptedReply{
        "HTTP/1.1 202 OK\r\nContent-Length: 90\r\n\r\n{\"id\":\"c-1", true, false};
    QTest::newRow("200 HTML") << ScriptedReply::of(200, "text/html", "<html>");
}

void TestSubmissions::answerLostIsNeverSentAgain() {
    QFETCH(ScriptedReply, reply);
    Peer peer;
    peer.onSubmission = {reply};
    RunBench b(peer.server.url());
    const qint64 id = b.submitFile(b.write(u"a.pdf"_s));
    QTRY_VERIFY(!b.run(id).isActive());
    QVERIFY(b.state(id) == RunState::Unconfirmed);
    QVERIFY(b.run(id).message.contains("may be billed"_L1));
    QVERIFY2(b.run(id).message.contains("1 of 1 kB had been handed to the network."_L1),
        qPrintable(b.run(id).message));
    QVERIFY(b.service->timeline(id).last().words.contains("1 of 1 kB"_L1));
    QVERIFY(!b.run(id).detail.contains("1 of 1 kB"_L1)); // the service's words
    QVERIFY(!b.run(id).message.contains("nothing billed"_L1));
    QVERIFY(!b.run(id).remedy.isEmpty());
    b.advance(day);
    QVERIFY(b.state(id) == RunState::Unconfirmed);
    b.restart();
    b.advance(day);
    QVERIFY(b.state(id) == RunState::Unconfirmed);
    // One that is sent after it: whatever else was on its way would have come before.
    b.jumps = true;
    const qint64 other = b.submitText(u"other"_s);
    QTRY_VERIFY(b.state(other) == RunState::Ready);
    QCOMPARE(peer.submissions(), 2);
}

void TestSubmissions::documentGoneMeanwhile_data() {
    using Change = std::function<bool(const QString &)>;
    QTest::addColumn<Change>("change");
    QTest::newRow("removed") << Change([](const QString &path) { return QFile::remove(path); });
    QTest::newRow("emptied") << Change([](const QString &path) { return QFile::resize(path, 0); });
    QTest::newRow("grown over the limit")
        << Change([](const QString &path) { return QFile::resize(path, 20'000'001); });
    QTest::newRow("a folder now") << Change(
        [](const QString &path) { return QFile::remove(path) && QDir().mkdir(path); });
#ifdef Q_OS_UNIX
    QTest::newRow("a pipe now") << Change([](const QString &path) {
        return QFile::remove(path) && ::mkfifo(QFile::encodeName(path).constData(), 0600) == 0;
    });
    QTest::newRow("a dangling link now")
        << Change([](const QString &path) { return QFile::remove(path) && QFile::link(path + u'x', path); });
#endif
}

void TestSubmissions::documentGoneMeanwhile() {
    QFETCH(std::function<bool(const QString &)>, change);
    Peer peer;
    RunBench b(peer.server.url());
    b.setOnline(false);
    const QString path = b.write(u"a.pdf"_s);
    const qint64 id = b.submitFile(path);
    const qint64 other = b.submitFile(b.write(u"b.pdf"_s));
    QVERIFY(change(path));
    b.jumps = true;
    b.setOnline(true);
    QTRY_VERIFY(b.state(other) == RunState::Ready); // one bad document stops nobody else
    QTRY_VERIFY(b.state(id) == RunState::Failed);
    QVERIFY2(b.run(id).message.startsWith("Not sent, nothing billed."_L1), qPrintable(b.run(id).message));
    QVERIFY(b.run(id).message.contains("a.pdf"_L1));
    QVERIFY(!b.run(id).remedy.isEmpty());
    QCOMPARE(peer.submissions(), 1);
    QCOMPARE(b.service->uploadsUnderWay(), 0);
}

void TestSubmissions::textGoneMeanwhile() {
    Peer peer;
    RunBench b(peer.server.url());
    b.setOnline(false);
    const qint64 id = b.submitText(u"a"_s);
    support::query(b.ledger(), u"DELETE FROM texts"_s);
    b.setOnline(true);
    QTRY_VERIFY(b.state(id) == RunState::Failed); // and no empty document is paid for
    QVERIFY(b.run(id).message.startsWith("Not sent, nothing billed."_L1));
    QCOMPARE(peer.submissions(), 0);
}
