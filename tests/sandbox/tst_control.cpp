// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_control.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QSemaphore>
#include <QSet>
#include <QtTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using support::Answer;
using support::ask;
using support::HttpProbe;
using support::Invoices;
using support::MisbehavingServer;
using support::RunsPath;

namespace {

const QByteArray MisbehaviourPath = "/sandbox/misbehaviour/";
const QByteArray NoKey = "Authorization: \r\n";

} // namespace

void ControlTest::initTestCase() {
    m_server = std::make_unique<MisbehavingServer>();
}

void ControlTest::switchesByHttp() {
    MisbehavingServer server;
    QCOMPARE(server.get(MisbehaviourPath).body, QByteArray("\n"));
    const Answer put = ask(server.port(), "PUT", MisbehaviourPath, {}, "bad-gateway,throttle=10%x3:30\n");
    QCOMPARE(put.status, 200);
    QCOMPARE(put.body, QByteArray("bad-gateway=100%,throttle=10%x3:30\n"));
    QCOMPARE(put.headers.value("content-type"), QByteArray("text/plain; charset=utf-8"));
    QCOMPARE(server.misbehaviour().rules.size(), 2);
    QVERIFY(server.get(RunsPath).status >= 429);
    QCOMPARE(ask(server.port(), "PUT", MisbehaviourPath, {}, "server-error=x1").status, 200); // replaces
    QCOMPARE(server.get(RunsPath).status, 500);
    QCOMPARE(server.get(MisbehaviourPath).body, QByteArray("\n"));
    QCOMPARE(ask(server.port(), "PUT", MisbehaviourPath, {}, "bad-gateway").status, 200);
    QCOMPARE(ask(server.port(), "PUT", MisbehaviourPath).status, 200); // empty: it behaves
    QCOMPARE(server.get(RunsPath).status, 200);
}

void ControlTest::faultyLists_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown") << QByteArray("lost-repl") << u"'lost-repl': no such misbehaviour"_s;
    QTest::newRow("second item") << QByteArray("stuck,delay=soon") << u"after '='"_s;
    QTest::newRow("JSON") << QByteArray("{\"stuck\": 1}") << u"no such misbehaviour"_s;
    QTest::newRow("bytes") << QByteArray("\xff\x00\xfe", 3) << u"no such misbehaviour"_s;
    QTest::newRow("endless") << QByteArray(20'000, 'x') << u"too long"_s;
}

void ControlTest::faultyLists() {
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    MisbehavingServer &server = *m_server;
    server.misbehave(u"bad-gateway"_s);
    HttpProbe probe(server.port());
    probe.send(support::request("PUT", MisbehaviourPath, {}, body));
    const Answer answer = probe.receive();
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.json()["error_code"_L1].toString(), u"VALIDATION_ERROR"_s);
    QVERIFY2(answer.json()["detail"_L1].toString().contains(words), answer.body.constData());
    probe.send(support::request("GET", RunsPath));
    QCOMPARE(probe.receive().status, 502); // as before
}

void ControlTest::statuses_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *method, const QByteArray &path,
                         const QByteArray &headers, int status) {
        QTest::newRow(name) << QByteArray(method) << path << headers << status;
    };
    row("get", "GET", MisbehaviourPath, {}, 200);
    row("head", "HEAD", MisbehaviourPath, {}, 200);
    row("without the slash", "GET", "/sandbox/misbehaviour", {}, 200);
    row("put without the slash", "PUT", "/sandbox/misbehaviour", {}, 200);
    row("received", "GET", "/sandbox/received/", {}, 200);
    row("post", "POST", MisbehaviourPath, {}, 405);
    row("delete", "DELETE", MisbehaviourPath, {}, 405);
    row("put of what was received", "PUT", "/sandbox/received/", {}, 405);
    row("unknown", "GET", "/sandbox/other/", {}, 404);
    row("root", "GET", "/sandbox/", {}, 404);
    row("no key", "GET", MisbehaviourPath, NoKey, 403);
    row("put without a key", "PUT", MisbehaviourPath, NoKey, 403);
    row("wrong key", "PUT", MisbehaviourPath, "Authorization: Bearer wrong\r\n", 401);
    row("received, no key", "GET", "/sandbox/received/", NoKey, 403);
    row("received, wrong key", "GET", "/sandbox/received/", "Authorization: Bearer wrong\r\n", 401);
}

void ControlTest::statuses() {
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, headers);
    MisbehavingServer &server = *m_server;
    server.misbehave(u"stuck"_s);
    const Answer answer = ask(server.port(), method, path, headers);
    QTEST(answer.status, "status");
    QCOMPARE(answer.headers.contains("allow"), answer.status == 405);
    const bool replaced = method == "PUT" && answer.status == 200;
    QCOMPARE(server.misbehaviour().rules.isEmpty(), replaced);
}

void ControlTest::needsNoKeyWhenNoneIsSet() {
    sandbox::SandboxOptions options = MisbehavingServer::ordinary();
    options.key.clear();
    MisbehavingServer server({}, options);
    QCOMPARE(ask(server.port(), "PUT", MisbehaviourPath, NoKey, "bad-gateway").status, 200);
    QCOMPARE(ask(server.port(), "GET", "/sandbox/received/", NoKey).status, 200);
    QCOMPARE(ask(server.port(), "GET", RunsPath, NoKey).status, 403); // the API's rule is another
}

void ControlTest::neverMisbehavesNorCounts() {
    sandbox::SandboxOptions options = MisbehavingServer::ordinary();
    options.requestsPerMinute = 1;
    MisbehavingServer server(
        u"lost-answer,bad-gateway,server-error,throttle,delay=600000,slow-bytes=1,clock-skew=9999"_s,
        options);
    for (int i = 0; i < 5; ++i) {
        const Answer answer = server.get(MisbehaviourPath);
        QCOMPARE(answer.status, 200);
        QVERIFY(!answer.headers.contains("x-ratelimit-remaining"));
        QCOMPARE(server.get("/sandbox/received/").status, 200);
    }
    QCOMPARE(server.misbehaviour().rules.size(), 7);
    server.setMisbehaviour({});
    QCOMPARE(server.get(RunsPath).status, 200); // the first that counts
    QCOMPARE(server.get(RunsPath).status, 429);
}

void ControlTest::receivedInOrder() {
    MisbehavingServer server;
    const Answer text = server.submitText("Total: 5.00");
    const QByteArray content = QByteArray("Total: 6.00\n\0", 13) + QByteArray(300'000, 'x');
    const QByteArray file =
        support::submit(server.port(), support::Contacts, "r\xc3\xa9sum\xc3\xa9.txt", content);
    server.misbehave(u"lost-reply=x1"_s);
    QCOMPARE(server.submitText("Total: 5.00").status, 0);
    QTRY_VERIFY(server.received()[1]["answered"_L1].toBool());
    const Answer answer = server.get("/sandbox/received/");
    QCOMPARE(answer.json()["count"_L1].toInt(), 3);
    const QJsonArray items = answer.json()["results"_L1].toArray();
    QCOMPARE(items.size(), 3);
    QCOMPARE(items[0]["collection_id"_L1].toString(), text.json()["id"_L1].toString());
    QCOMPARE(items[0]["workflow_id"_L1].toString().toLatin1(), Invoices);
    QVERIFY(items[0]["file_name"_L1].isNull());
    QCOMPARE(items[0]["size"_L1].toInt(), 11);
    QCOMPARE(items[1]["collection_id"_L1].toString().toLatin1(), file);
    QCOMPARE(items[1]["workflow_id"_L1].toString().toLatin1(), support::Contacts);
    QCOMPARE(items[1]["file_name"_L1].toString(), u"résumé.txt"_s);
    QCOMPARE(items[1]["size"_L1].toInt(), int(content.size()));
    QCOMPARE(items[1]["sha256"_L1].toString().toLatin1(),
        QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
    QCOMPARE(items[2]["answered"_L1].toBool(true), false);
    QCOMPARE(items[2]["sha256"_L1], items[0]["sha256"_L1]); // the same document came twice
    QVERIFY(items[2]["collection_id"_L1] != items[0]["collection_id"_L1]);
    QVERIFY(items[0]["received_at"_L1].toString() <= items[2]["received_at"_L1].toString());
}

void ControlTest::receivedOutlivesTheCollection() {
    MisbehavingServer server;
    const QString id = server.submitText().json()["id"_L1].toString();
    QCOMPARE(ask(server.port(), "DELETE", "/v2/files/" + id.toLatin1() + '/').status, 204);
    QVERIFY(server.runs().isEmpty());
    QCOMPARE(server.received()[0]["collection_id"_L1].toString(), id);
    QCOMPARE(server.start(), QString()); // collections end with it, the record does not
    QVERIFY(server.runs().isEmpty());
    QCOMPARE(server.received()[0]["collection_id"_L1].toString(), id);
}

void ControlTest::refusedIsNotReceived() {
    MisbehavingServer server;
    QCOMPARE(server.submitText(" ").status, 422);
    QVERIFY(support::submit(server.port(), Invoices, "a.exe", "MZ").isEmpty());
    {
        HttpProbe gone(server.port());
        gone.send("POST /v2/workflows/" + Invoices + "/run/ HTTP/1.1\r\nAuthorization: Bearer " +
                  support::Key + "\r\nContent-Type: multipart/form-data; boundary=xyz\r\n" +
                  "Content-Length: 1000\r\n\r\n--xyz\r\n");
        gone.shut(); // in the middle of the body
        QVERIFY(gone.isClosedByServer());
    }
    QVERIFY(server.received().isEmpty());
    QVERIFY(server.runs().isEmpty());
}

void ControlTest::ordinarilyItBehaves() {
    const sandbox::SandboxServer server;
    QVERIFY(server.misbehaviour().rules.isEmpty());
    QVERIFY(sandbox::SandboxOptions().misbehaviour.rules.isEmpty());
}

void ControlTest::switchesWhileRequestsRun() {
    MisbehavingServer server;
    std::atomic_bool stop = false;
    std::atomic_int strange = 0;
    std::atomic_int answers = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 3; ++i) {
        clients.emplace_back([&] {
            while (!stop) {
                const int status = server.get(RunsPath).status;
                strange += status == 200 || status == 502 || status == 429 || status == 0 ? 0 : 1;
                ++answers;
            }
        });
    }
    QSet<QString> told;
    const auto enough = [&] {
        server.misbehave(u"bad-gateway=50%,lost-answer=10%,slow-bytes=100000"_s);
        told << server.misbehaviour().toString();
        server.misbehave(u"throttle=x2:1"_s);
        server.setMisbehaviour({});
        told << server.misbehaviour().toString();
        return answers > 300;
    };
    QTRY_VERIFY_WITH_TIMEOUT(enough(), 30'000);
    stop = true;
    for (std::thread &client : clients)
        client.join();
    QCOMPARE(strange.load(), 0);
    QCOMPARE(told, QSet<QString>({QString(), u"bad-gateway=50%,lost-answer=10%,slow-bytes=100%:100000"_s}));
    for (int i = 0; i < 10; ++i)
        QCOMPARE(server.get(RunsPath).status, 200);
}

void ControlTest::stopsAtOnce_data() {
    QTest::addColumn<QString>("list");
    QTest::newRow("delay") << u"delay=600000"_s;
    QTest::newRow("delay, then nothing") << u"delay=600000,lost-reply,lost-answer"_s;
    QTest::newRow("slow bytes") << u"slow-bytes=1"_s;
    QTest::newRow("both") << u"slow-bytes=1,delay=600000"_s;
}

void ControlTest::stopsAtOnce() {
    QFETCH(QString, list);
    QSemaphore served;
    sandbox::SandboxOptions options = MisbehavingServer::ordinary();
    options.log = [&served](const QString &) {
        served.release();
    };
    MisbehavingServer server(list, options);
    HttpProbe asking(server.port());
    HttpProbe submitting(server.port());
    asking.send(support::request("GET", RunsPath));
    submitting.send(support::runRequest(Invoices, "form-data; name=text", "Total: 5.00"));
    QVERIFY(served.tryAcquire(2, 20'000)); // both are on their way out, or about to be
    QElapsedTimer timer;
    timer.start();
    server.stop();
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(server.start(), QString());
    server.setMisbehaviour({});
    QCOMPARE(server.received().size(), 1);
    QCOMPARE(server.received()[0]["answered"_L1].toBool(true), false);
}

void ControlTest::misbehavesAgainAfterAStop() {
    MisbehavingServer server;
    server.stop();
    server.misbehave(u"bad-gateway=x1"_s); // also between two runs
    QCOMPARE(server.start(), QString());
    QCOMPARE(server.get(RunsPath).status, 502);
    QCOMPARE(server.get(RunsPath).status, 200);
}
