// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_faults.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QLocale>
#include <QSet>
#include <QtTest>

#include <mutex>

using namespace Qt::StringLiterals;
using support::Answer;
using support::ask;
using support::HttpProbe;
using support::Invoices;
using support::MisbehavingServer;
using support::RunsPath;

namespace {

QByteArray idOf(const Answer &accepted) {
    return accepted.json()["id"_L1].toString().toUtf8();
}

} // namespace

void FaultsTest::initTestCase() {
    m_server = std::make_unique<MisbehavingServer>();
}

void FaultsTest::submissions_data() {
    QTest::addColumn<QString>("list");
    QTest::addColumn<int>("status"); ///< 0: no answer
    QTest::addColumn<int>("made");
    const auto row = [](const QString &list, int status, int made) {
        QTest::newRow(qPrintable(list)) << list << status << made;
    };
    row(u"lost-reply"_s, 0, 1);
    row(u"lost-reply,delay=20"_s, 0, 1);
    row(u"cut-upload"_s, 0, 0);
    row(u"cut-upload,lost-reply"_s, 0, 0);
    row(u"throttle=30"_s, 429, 0);
    row(u"bare-throttle"_s, 429, 0);
    row(u"bad-gateway"_s, 502, 0);
    row(u"server-error"_s, 500, 0);
    row(u"lost-answer"_s, 202, 1); // of other calls
    row(u"cut-result"_s, 202, 1);
    row(u"unknown-status"_s, 202, 1);
    row(u"slow-bytes=2000"_s, 202, 1);
    row(u"delay=20"_s, 202, 1);
    row(u"clock-skew=60"_s, 202, 1);
    row(u"stuck"_s, 202, 1);
    row(u"failing"_s, 202, 1);
    row(u"lost-reply=0%,cut-upload=0%,bad-gateway=0%"_s, 202, 1);
}

void FaultsTest::submissions() {
    QFETCH(QString, list);
    QFETCH(int, status);
    QFETCH(int, made);
    MisbehavingServer &server = *m_server;
    const qsizetype before = server.runs().size();
    QCOMPARE(server.received().size(), before);
    server.misbehave(list);
    HttpProbe probe(server.port());
    probe.send(support::runRequest(Invoices, "form-data; name=text", "Total: 5.00"));
    const Answer answer = probe.receive();
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body.isEmpty(), status == 0);
    QVERIFY(status != 0 || probe.isClosedByServer());
    server.setMisbehaviour({});
    QCOMPARE(server.runs().size(), before + made);
    QCOMPARE(server.received().size(), before + made);
    if (made) {
        QTRY_COMPARE(server.received().last()["answered"_L1].toBool(), status == 202); // after the last byte
        QCOMPARE(server.received().last()["collection_id"_L1], server.runs()[0]["id"_L1]);
    }
    if (status == 0)
        return;
    probe.send(support::request("GET", RunsPath)); // the connection is as good as before
    QCOMPARE(probe.receive().status, 200);
}

void FaultsTest::questions_data() {
    QTest::addColumn<QString>("list");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<QString>("code");
    const auto row = [](const QString &list, int status, const QByteArray &retryAfter = {},
                         const QString &code = {}) {
        QTest::newRow(qPrintable(list)) << list << status << retryAfter << code;
    };
    row(u"lost-answer"_s, 0);
    row(u"throttle=30"_s, 429, "30", u"RATE_LIMITED"_s);
    row(u"throttle"_s, 429, "5", u"RATE_LIMITED"_s);
    row(u"throttle=0"_s, 429, "0", u"RATE_LIMITED"_s);
    row(u"bare-throttle"_s, 429, {}, u"RATE_LIMITED"_s);
    row(u"bad-gateway"_s, 502);
    row(u"server-error"_s, 500, {}, u"INTERNAL_ERROR"_s);
    row(u"throttle=7,bad-gateway,server-error"_s, 429, "7", u"RATE_LIMITED"_s);
    row(u"lost-reply,cut-upload,cut-result,stuck,failing"_s, 200); // not of this call
}

void FaultsTest::questions() {
    QFETCH(QString, list);
    QFETCH(int, status);
    QFETCH(QByteArray, retryAfter);
    m_server->misbehave(list);
    const Answer answer = m_server->get(RunsPath);
    m_server->setMisbehaviour({});
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.contains("retry-after"), !retryAfter.isEmpty());
    QCOMPARE(answer.headers.value("retry-after"), retryAfter);
    QTEST(answer.json()["error_code"_L1].toString(), "code");
    QCOMPARE(answer.headers.contains("x-ratelimit-reset"), status == 200); // else one could tell when
    QCOMPARE(answer.headers.value("content-type") == "text/html", status == 502);
    QCOMPARE(answer.body.contains("<html>"), status == 502);
    QCOMPARE(answer.headers.contains("x-api-version"), status != 502 && status != 0);
}

void FaultsTest::healthIsNeverTouched() {
    MisbehavingServer server(u"bad-gateway,lost-answer,delay=600000"_s);
    QCOMPARE(server.get("/health/").status, 200);
    QCOMPARE(ask(server.port(), "GET", RunsPath, "Authorization: Bearer wrong\r\n").status, 401);
    QCOMPARE(server.get("/v2/workflows").status, 301);
}

void FaultsTest::deletionWithoutAnAnswer() {
    MisbehavingServer server;
    const QByteArray id = idOf(server.submitText());
    server.misbehave(u"lost-answer=x1"_s);
    QCOMPARE(ask(server.port(), "DELETE", "/v2/files/" + id + '/').status, 0);
    QCOMPARE(server.results(id).status, 404);
    QCOMPARE(server.received().size(), 1);
}

void FaultsTest::cutUploads_data() {
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<bool>("chunked");
    QTest::newRow("length") << QByteArray() << false;
    QTest::newRow("chunks") << QByteArray("Transfer-Encoding: chunked\r\n") << true;
    QTest::newRow("told to go on") << QByteArray("Expect: 100-continue\r\n") << false;
}

void FaultsTest::cutUploads() {
    QFETCH(QByteArray, headers);
    QFETCH(bool, chunked);
    MisbehavingServer server(u"cut-upload=x5"_s);
    const QByteArray body = "--xyz\r\nContent-Disposition: form-data; name=text\r\n\r\n" +
                            QByteArray(200'000, 'x') + "\r\n--xyz--\r\n";
    for (int i = 0; i < 5; ++i) {
        HttpProbe probe(server.port());
        probe.send("POST /v2/workflows/" + Invoices + "/run/ HTTP/1.1\r\nAuthorization: Bearer " +
                   support::Key + "\r\nContent-Type: multipart/form-data; boundary=xyz\r\n" + headers);
        if (chunked) {
            probe.send("\r\n" + QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n");
        } else {
            probe.send("Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n");
            if (!headers.isEmpty())
                QCOMPARE(probe.receive().status, 100);
            probe.send(body);
        }
        QCOMPARE(probe.receive().status, 0);
        QVERIFY(probe.isClosedByServer());
    }
    QVERIFY(server.runs().isEmpty());
    QVERIFY(server.received().isEmpty());
    QVERIFY(server.misbehaviour().rules.isEmpty());
    QCOMPARE(server.submitText().status, 202);
}

void FaultsTest::cutResults() {
    MisbehavingServer server;
    const QByteArray id = idOf(server.submitText());
    Answer whole;
    QTRY_COMPARE_WITH_TIMEOUT((whole = server.results(id)).status, 200, 20'000);
    server.misbehave(u"cut-result=x8"_s);
    QCOMPARE(server.get(RunsPath).json()["count"_L1].toInt(), 1); // no result
    QSet<qsizetype> places;
    for (int i = 0; i < 8; ++i) {
        const Answer cut = server.results(id);
        QCOMPARE(cut.status, 200);
        QCOMPARE(cut.headers.value("content-length").toLongLong(), whole.body.size());
        QVERIFY(cut.body.size() < whole.body.size());
        QVERIFY(whole.body.startsWith(cut.body));
        places << cut.body.size();
    }
    QVERIFY(places.size() > 4);
    QCOMPARE(server.results(id).body, whole.body);
}

void FaultsTest::slowBytes() {
    MisbehavingServer server;
    const Answer fast = server.get("/v2/workflows/");
    const qsizetype size = fast.body.size();
    server.misbehave(u"slow-bytes=x2:%1"_s.arg(size * 2)); // half a second
    QElapsedTimer timer;
    timer.start();
    const Answer slow = server.get("/v2/workflows/");
    QVERIFY2(timer.elapsed() >= 400, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(slow.body, fast.body);
    HttpProbe probe(server.port()); // and the connection can be kept
    probe.send(support::request("GET", "/v2/workflows/") + support::request("GET", RunsPath));
    QCOMPARE(probe.receive().body, fast.body);
    QCOMPARE(probe.receive().status, 200);
}

void FaultsTest::delay() {
    MisbehavingServer server(u"delay=x1:300"_s);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(server.get(RunsPath).status, 200);
    QVERIFY2(timer.elapsed() >= 300, qPrintable(QString::number(timer.elapsed())));

    server.misbehave(u"delay=x1:600000"_s);
    HttpProbe waiting(server.port());
    waiting.send(support::runRequest(Invoices, "form-data; name=text", "Total: 5.00"));
    QTRY_COMPARE_WITH_TIMEOUT(server.received().size(), 1, 20'000); // made, but not told
    QCOMPARE(server.received()[0]["answered"_L1].toBool(true), false);
    server.setMisbehaviour({});
    QCOMPARE(server.runs().size(), 1); // nobody else waits
}

void FaultsTest::unknownStatus() {
    sandbox::SandboxOptions options = MisbehavingServer::ordinary();
    options.processing = std::chrono::hours(1);
    MisbehavingServer server(u"unknown-status"_s, options);
    const QByteArray id = idOf(server.submitText());
    const QStringList known{u"pending"_s, u"queued"_s, u"in_progress"_s, u"processed"_s, u"error"_s,
        u"cancelled"_s, u"processing"_s, u"completed"_s, u"failed"_s};
    QSet<QString> words;
    for (int i = 0; i < 20; ++i) {
        const QString word = server.runs()[0]["status"_L1].toString();
        QVERIFY(!word.isEmpty());
        QVERIFY2(!known.contains(word), qPrintable(word));
        words << word;
    }
    QVERIFY(words.contains(u"reticulating"_s));
    const QByteArray files = server.get("/v2/workflows/" + Invoices + "/files/").body;
    QVERIFY(!files.contains("\"pending\""));
    const Answer early = server.results(id);
    QCOMPARE(early.status, 412);
    QCOMPARE(early.json()["error_code"_L1].toString(), u"PRECONDITION_FAILED"_s);
    QVERIFY(!early.json()["detail"_L1].toString().contains(u"pending"_s));

    MisbehavingServer quick(u"unknown-status"_s); // what is over is said to be
    quick.submitText();
    QTRY_COMPARE_WITH_TIMEOUT(quick.runs()[0]["status"_L1].toString(), u"processed"_s, 20'000);
}

void FaultsTest::clockSkew() {
    MisbehavingServer server(u"clock-skew=-86400"_s);
    server.submitText();
    const QDateTime yesterday = QDateTime::currentDateTimeUtc().addSecs(-86'400);
    const auto near = [&yesterday](const QDateTime &time) {
        return time.isValid() && std::abs(yesterday.secsTo(time)) < 120;
    };
    const QJsonValue run = server.runs()[0];
    for (const auto name : {"created_at"_L1, "updated_at"_L1})
        QVERIFY(near(QDateTime::fromString(run[name].toString(), Qt::ISODateWithMs)));
    const Answer answer = server.get("/v2/workflows/");
    QDateTime date = QLocale::c().toDateTime(
        QString::fromLatin1(answer.headers.value("date")), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    QVERIFY2(near(date), answer.headers.value("date").constData());
    const QDateTime received =
        QDateTime::fromString(server.received()[0]["received_at"_L1].toString(), Qt::ISODateWithMs);
    QVERIFY(std::abs(received.secsTo(QDateTime::currentDateTimeUtc())) < 120); // the truth
}

void FaultsTest::stuck() {
    MisbehavingServer server(u"stuck=x1"_s);
    const QByteArray stuck = idOf(server.submitText());
    const QByteArray ordinary = idOf(server.submitText());
    QTRY_COMPARE_WITH_TIMEOUT(server.results(ordinary).status, 200, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(server.runs()[1]["status"_L1].toString(), u"in_progress"_s, 20'000);
    QCOMPARE(server.results(stuck).status, 412);
    QCOMPARE(ask(server.port(), "DELETE", "/v2/files/" + stuck + '/').status, 204);
    QCOMPARE(server.results(stuck).status, 404);
}

void FaultsTest::failing() {
    MisbehavingServer server(u"failing=x1"_s);
    const QByteArray failing = idOf(server.submitText());
    const QByteArray ordinary = idOf(server.submitText());
    Answer answer;
    QTRY_COMPARE_WITH_TIMEOUT((answer = server.results(failing)).status, 422, 20'000);
    QCOMPARE(answer.json()["error_code"_L1].toString(), u"EXTRACTION_FAILED"_s);
    QVERIFY(answer.json()["detail"_L1].toString().contains(u"told to fail"_s));
    QCOMPARE(server.runs()[1]["status"_L1].toString(), u"error"_s);
    QTRY_COMPARE_WITH_TIMEOUT(server.results(ordinary).status, 200, 20'000);
}

void FaultsTest::nextThree() {
    MisbehavingServer server(u"throttle=x3:1"_s);
    for (int left = 2; left >= 0; --left) {
        QCOMPARE(server.get(RunsPath).status, 429);
        QCOMPARE(server.misbehaviour().toString(), left ? u"throttle=100%x%1:1"_s.arg(left) : QString());
    }
    QCOMPARE(server.get(RunsPath).status, 200);

    server.misbehave(u"lost-reply=x2"_s);
    QCOMPARE(server.submitText().status, 0);
    QCOMPARE(server.submitText().status, 0);
    QCOMPARE(server.submitText().status, 202);
    QCOMPARE(server.runs().size(), 3);
}

void FaultsTest::seedsRepeat() {
    const auto statuses = [](quint32 seed) {
        sandbox::SandboxOptions options = MisbehavingServer::ordinary();
        options.seed = seed;
        MisbehavingServer server(u"bad-gateway=30%,lost-answer=20%"_s, options);
        QList<int> all;
        for (int i = 0; i < 60; ++i)
            all << server.get(RunsPath).status;
        return all;
    };
    const QList<int> first = statuses(7);
    for (const int status : {0, 200, 502})
        QVERIFY(first.count(status) > 3);
    QCOMPARE(statuses(7), first);
    QVERIFY(statuses(8) != first);
}

void FaultsTest::headHasNoBodyToSpoil() {
    MisbehavingServer server(u"slow-bytes=1,cut-result"_s);
    HttpProbe probe(server.port());
    probe.send(support::request("HEAD", "/v2/workflows/"));
    QCOMPARE(probe.receive(true).status, 200);
    probe.send(support::request("HEAD", RunsPath));
    QCOMPARE(probe.receive(true).status, 200);
}

void FaultsTest::logNamesThem() {
    std::mutex mutex;
    QStringList lines;
    sandbox::SandboxOptions options = MisbehavingServer::ordinary();
    options.log = [&](const QString &line) {
        const std::scoped_lock lock(mutex);
        lines << line;
    };
    MisbehavingServer server(u"delay=x1:1,lost-answer=x1"_s, options);
    QCOMPARE(server.get(RunsPath).status, 0);
    QCOMPARE(server.get(RunsPath).status, 200);
    server.stop();
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].endsWith(u", misbehaved: delay, lost-answer"_s), qPrintable(lines[0]));
    QVERIFY2(!lines[1].contains(u"misbehaved"_s), qPrintable(lines[1]));
}
