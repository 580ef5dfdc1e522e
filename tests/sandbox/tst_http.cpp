// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_http.h"

#include "tests/sandbox/httpprobe.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>
#include <QtTest>

#include <mutex>

using namespace Qt::StringLiterals;
using support::Answer;
using support::ask;
using support::HttpProbe;
using support::Invoices;

namespace {

const QByteArray NoSuchId = "00000000-0000-4000-8000-000000000000";

sandbox::SandboxOptions options() {
    sandbox::SandboxOptions options;
    options.key = QString::fromLatin1(support::Key);
    options.processing = std::chrono::milliseconds(0);
    return options;
}

} // namespace

void HttpTest::initTestCase() {
    m_server = std::make_unique<sandbox::SandboxServer>(options());
    QCOMPARE(m_server->start(), QString());
    QVERIFY(m_server->isRunning());
    QCOMPARE(m_server->baseUrl().toString(), u"http://127.0.0.1:%1"_s.arg(m_server->port()));
}

void HttpTest::statuses_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *method, const QByteArray &path,
                         const QByteArray &headers, int status) {
        QTest::newRow(name) << QByteArray(method) << path << headers << status;
    };
    const QByteArray workflow = "/v2/workflows/" + Invoices;
    row("health", "GET", "/health/", "Authorization: \r\n", 200);
    row("workflows", "GET", "/v2/workflows/", {}, 200);
    row("workflows, other query", "GET", "/v2/workflows/?status=x&sort_by=name&order=asc", {}, 200);
    row("workflow", "GET", workflow + '/', {}, 200);
    row("workflow in capitals", "GET", "/v2/workflows/" + Invoices.toUpper() + '/', {}, 200);
    row("percent-encoded", "GET", "/v2/workflow%73/", {}, 200);
    row("absolute target", "GET", "http://127.0.0.1/v2/workflows/", {}, 200);
    row("runs", "GET", workflow + "/runs/", {}, 200);
    row("files", "GET", workflow + "/files/", {}, 200);
    row("scheme in small letters", "GET", "/v2/workflows/", "authorization: bearer " + support::Key + "\r\n",
        200);
    row("wrong key", "GET", "/v2/workflows/", "Authorization: Bearer wrong\r\n", 401);
    row("part of the key", "GET", "/v2/workflows/", "Authorization: Bearer af_test\r\n", 401);
    row("empty key", "GET", "/v2/workflows/", "Authorization: Bearer \r\n", 403);
    row("empty header", "GET", "/v2/workflows/", "Authorization:\r\n", 403);
    row("no header", "GET", "/v2/workflows/", "X-Not-Authorization: x\r\n", 403);
    row("other scheme", "GET", "/v2/workflows/", "Authorization: Basic YTpi\r\n", 403);
    row("unknown path", "GET", "/v2/nothing/", {}, 404);
    row("root", "GET", "/", {}, 404);
    row("another host's path", "GET", "//evil.example/health", {}, 404);
    row("unknown workflow", "GET", "/v2/workflows/" + NoSuchId + '/', {}, 404);
    row("runs of an unknown workflow", "GET", "/v2/workflows/x/runs/", {}, 404);
    row("run of an unknown workflow", "POST", "/v2/workflows/x/run/", {}, 404);
    row("unknown collection", "GET", workflow + "/files/" + NoSuchId + "/results/", {}, 404);
    row("delete of an unknown collection", "DELETE", "/v2/files/" + NoSuchId + '/', {}, 404);
    row("post to a list", "POST", "/v2/workflows/", {}, 405);
    row("get of run", "GET", workflow + "/run/", {}, 405);
    row("head of run", "HEAD", workflow + "/run/", {}, 405);
    row("get of a file", "GET", "/v2/files/" + NoSuchId + '/', {}, 405);
    row("options", "OPTIONS", "/v2/workflows/", {}, 405);
    row("post to health", "POST", "/health/", {}, 405);
}

void HttpTest::statuses() {
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, headers);
    const Answer answer = ask(m_server->port(), method, path, headers);
    QTEST(answer.status, "status");
    QCOMPARE(answer.headers.value("x-api-version"), QByteArray("2.0.0"));
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    static const QRegularExpression hex(u"^[0-9a-f]{32}$"_s);
    QVERIFY(hex.match(QString::fromLatin1(answer.headers.value("x-request-id"))).hasMatch());
    QCOMPARE(answer.headers.contains("allow"), answer.status == 405);
    QVERIFY(!answer.body.contains(support::Key));
}

void HttpTest::errorsHaveTheEnvelope_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QString>("code");
    QTest::newRow("401") << QByteArray("GET") << QByteArray("/v2/workflows/")
                         << QByteArray("Authorization: Bearer x\r\n") << u"AUTH_FAILED"_s;
    QTest::newRow("403") << QByteArray("GET") << QByteArray("/v2/workflows/")
                         << QByteArray("Authorization: \r\n") << u"ACCESS_DENIED"_s;
    QTest::newRow("404") << QByteArray("GET") << QByteArray("/nothing/") << QByteArray() << u"NOT_FOUND"_s;
    QTest::newRow("405") << QByteArray("PUT") << QByteArray("/v2/workflows/") << QByteArray()
                         << u"METHOD_NOT_ALLOWED"_s;
}

void HttpTest::errorsHaveTheEnvelope() {
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, headers);
    const Answer answer = ask(m_server->port(), method, path, headers);
    const QJsonObject json = answer.json();
    QCOMPARE(json.keys(),
        QStringList({u"detail"_s, u"error"_s, u"error_code"_s, u"request_id"_s, u"retryable"_s}));
    QTEST(json["error_code"_L1].toString(), "code");
    QCOMPARE(json["retryable"_L1].toBool(true), false);
    QVERIFY(!json["error"_L1].toString().isEmpty() && !json["detail"_L1].toString().isEmpty());
    QCOMPARE(json["request_id"_L1].toString().toLatin1(), answer.headers.value("x-request-id"));
}

void HttpTest::redirects_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("location");
    QTest::newRow("health") << QByteArray("GET") << QByteArray("/health") << QByteArray("/health/");
    QTest::newRow("query") << QByteArray("GET") << QByteArray("/v2/workflows?page=2&x=%20")
                           << QByteArray("/v2/workflows/?page=2&x=%20");
    QTest::newRow("post") << QByteArray("POST") << "/v2/workflows/" + Invoices + "/run"
                          << "/v2/workflows/" + Invoices + "/run/";
    QTest::newRow("delete") << QByteArray("DELETE") << QByteArray("/v2/files/x")
                            << QByteArray("/v2/files/x/");
    QTest::newRow("wrong method") << QByteArray("PUT") << QByteArray("/health") << QByteArray("/health/");
}

void HttpTest::redirects() {
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    const Answer answer = ask(m_server->port(), method, path, "Authorization: \r\n");
    QCOMPARE(answer.status, 301);
    QTEST(answer.headers.value("location"), "location");
    QCOMPARE(answer.headers.value("x-api-version"), QByteArray("2.0.0"));
}

void HttpTest::pages_data() {
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("shape"); ///< page, page_size, number of results; or the type of the fault
    const auto row = [](const char *query, int status, const QString &shape) {
        QTest::newRow(query) << QByteArray(query) << status << shape;
    };
    row("", 200, u"1 20 3"_s);
    row("page_size=2", 200, u"1 2 2"_s);
    row("page=2&page_size=2", 200, u"2 2 1"_s);
    row("page=3&page_size=2", 200, u"3 2 0"_s);
    row("page_size=500", 200, u"1 100 3"_s);
    row("page=9223372036854775807", 200, u"9223372036854775807 20 0"_s);
    row("page=%32", 200, u"2 20 0"_s);
    row("page=0", 422, u"page greater_than_equal"_s);
    row("page=-1", 422, u"page greater_than_equal"_s);
    row("page=x", 422, u"page int_parsing"_s);
    row("page=", 422, u"page int_parsing"_s);
    row("page=1.5", 422, u"page int_parsing"_s);
    row("page_size=0", 422, u"page_size greater_than_equal"_s);
    row("page_size=many", 422, u"page_size int_parsing"_s);
}

void HttpTest::pages() {
    QFETCH(QByteArray, query);
    const Answer answer = ask(m_server->port(), "GET", "/v2/workflows/?" + query);
    QTEST(answer.status, "status");
    const QJsonObject json = answer.json();
    QString shape;
    if (answer.status == 200) {
        QCOMPARE(json["count"_L1].toInt(), 3);
        shape = u"%1 %2 %3"_s.arg(json["page"_L1].toInteger())
                    .arg(json["page_size"_L1].toInt())
                    .arg(json["results"_L1].toArray().size());
    } else {
        const QJsonValue fault = json["detail"_L1][0];
        QCOMPARE(fault["loc"_L1][0].toString(), u"query"_s);
        QVERIFY(!fault["msg"_L1].toString().isEmpty());
        shape = fault["loc"_L1][1].toString() + u' ' + fault["type"_L1].toString();
        QVERIFY(!json.contains("error_code"_L1));
    }
    QTEST(shape, "shape");
}

void HttpTest::headIsGetWithoutBody() {
    const Answer get = ask(m_server->port(), "GET", "/v2/workflows/");
    HttpProbe probe(m_server->port());
    probe.send(support::request("HEAD", "/v2/workflows/"));
    const Answer head = probe.receive(true);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("content-length").toLongLong(), get.body.size());
    probe.send(support::request("GET", "/health/")); // nothing of a body stands in the way
    QCOMPARE(probe.receive().body, QByteArray("{\"message\":\"ok\"}"));
}

void HttpTest::anyKeyWhenNoneIsSet() {
    sandbox::SandboxOptions open = options();
    open.key.clear();
    sandbox::SandboxServer server(open);
    QCOMPARE(server.start(), QString());
    QCOMPARE(ask(server.port(), "GET", "/v2/workflows/", "Authorization: Bearer whatever\r\n").status, 200);
    QCOMPARE(ask(server.port(), "GET", "/v2/workflows/", "Authorization: Bearer\r\n").status, 403);
}

void HttpTest::limitsAreTold() {
    sandbox::SandboxServer server(options());
    QCOMPARE(server.start(), QString());
    const Answer first = ask(server.port(), "GET", "/v2/workflows/");
    const Answer second = ask(server.port(), "GET", "/v2/workflows/");
    QCOMPARE(first.headers.value("x-ratelimit-limit"), QByteArray("600"));
    QCOMPARE(first.headers.value("x-ratelimit-remaining"), QByteArray("599"));
    QCOMPARE(second.headers.value("x-ratelimit-remaining"), QByteArray("598"));
    const int reset = second.headers.value("x-ratelimit-reset").toInt();
    QVERIFY(reset > 0 && reset <= 60);
    QVERIFY(!ask(server.port(), "GET", "/health/").headers.contains("x-ratelimit-limit"));
}

void HttpTest::tooManySubmissions() {
    sandbox::SandboxOptions few = options();
    few.submissionsPerMinute = 2;
    sandbox::SandboxServer server(few);
    QCOMPARE(server.start(), QString());
    HttpProbe probe(server.port());
    const QByteArray submission = support::runRequest(Invoices, "form-data; name=text", "hello");
    for (int i = 0; i < 2; ++i) {
        probe.send(submission);
        const Answer accepted = probe.receive();
        QCOMPARE(accepted.status, 202);
        QCOMPARE(accepted.headers.value("x-ratelimit-limit"), QByteArray("2"));
    }
    probe.send(submission);
    const Answer refused = probe.receive();
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.json()["error_code"_L1].toString(), u"RATE_LIMITED"_s);
    QCOMPARE(refused.json()["retryable"_L1].toBool(), true);
    const int wait = refused.headers.value("retry-after").toInt();
    QVERIFY(wait > 0 && wait <= 60);
    probe.send(support::request("GET", "/v2/workflows/" + Invoices + "/runs/")); // another counter
    const Answer runs = probe.receive();
    QCOMPARE(runs.status, 200);
    QCOMPARE(runs.json()["count"_L1].toInt(), 2);
}

void HttpTest::severalRequestsOnAConnection() {
    HttpProbe probe(m_server->port());
    probe.send(support::request("GET", "/health/") + support::request("GET", "/nothing/") +
               support::request("GET", "/health/", "Connection: close\r\n"));
    QCOMPARE(probe.receive().status, 200);
    QCOMPARE(probe.receive().status, 404);
    const Answer last = probe.receive();
    QCOMPARE(last.status, 200);
    QCOMPARE(last.headers.value("connection"), QByteArray("close"));
    QVERIFY(probe.isClosedByServer());

    HttpProbe old(m_server->port());
    old.send("GET /health/ HTTP/1.0\r\n\r\n");
    QCOMPARE(old.receive().status, 200);
    QVERIFY(old.isClosedByServer());
}

void HttpTest::emptyLinesBeforeARequest() {
    HttpProbe probe(m_server->port());
    probe.send("\r\n\r\n" + support::request("GET", "/health/") + "\r\n");
    QCOMPARE(probe.receive().status, 200);
    probe.send("\n" + support::request("GET", "/health/") + "\r\n" +
               support::request("GET", "/health/", "Connection: close\r\n"));
    QCOMPARE(probe.receive().status, 200);
    QCOMPARE(probe.receive().status, 200);
    QVERIFY(probe.isClosedByServer());
}

void HttpTest::manyHeaders() {
    QCOMPARE(
        ask(m_server->port(), "GET", "/v2/workflows/", QByteArray("X: y\r\n").repeated(400)).status, 200);
}

void HttpTest::refusedUploadLeavesTheConnectionUsable() {
    HttpProbe probe(m_server->port());
    probe.send(support::request("POST", "/v2/workflows/" + Invoices + "/run/",
        "Authorization: Bearer wrong\r\n", QByteArray(3'000'000, 'x')));
    QCOMPARE(probe.receive().status, 401);
    probe.send(support::request("GET", "/health/"));
    QCOMPARE(probe.receive().status, 200);
}

void HttpTest::malformed_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("not HTTP") << QByteArray("hello\r\n\r\n");
    QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) +
                                QByteArray(64, '\x7f') + "\r\n\r\n";
    QTest::newRow("length is no number")
        << QByteArray("POST /health/ HTTP/1.1\r\nContent-Length: many\r\n\r\n");
    QTest::newRow("length is negative") << QByteArray("POST /health/ HTTP/1.1\r\nContent-Length: -1\r\n\r\n");
    QTest::newRow("length and chunks") << QByteArray(
        "POST /health/ HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    QTest::newRow("unknown coding") << QByteArray(
        "POST /health/ HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n");
    QTest::newRow("endless address") << "GET /" + QByteArray(40'000, 'a') + " HTTP/1.1\r\n\r\n";
    QTest::newRow("endless header") << "GET /health/ HTTP/1.1\r\nX: " + QByteArray(40'000, 'a') + "\r\n\r\n";
    QTest::newRow("too many headers")
        << "GET /health/ HTTP/1.1\r\n" + QByteArray("X: y\r\n").repeated(1000) + "\r\n";
}

void HttpTest::malformed() {
    QFETCH(QByteArray, bytes);
    HttpProbe probe(m_server->port());
    probe.send(bytes);
    const Answer answer = probe.receive();
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.json()["error_code"_L1].toString(), u"VALIDATION_ERROR"_s);
    QVERIFY(probe.isClosedByServer());
    QCOMPARE(ask(m_server->port(), "GET", "/health/").status, 200);
}

void HttpTest::logHasNoKey() {
    std::mutex mutex;
    QStringList lines;
    sandbox::SandboxOptions logging = options();
    logging.log = [&](const QString &line) {
        const std::scoped_lock lock(mutex);
        lines << line;
    };
    sandbox::SandboxServer server(logging);
    QCOMPARE(server.start(), QString());
    QCOMPARE(ask(server.port(), "GET", "/v2/workflows/").status, 200);
    QCOMPARE(ask(server.port(), "GET", "/v2/workflows/?page=0").status, 422);
    server.stop();
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].contains(u"GET /v2/workflows/ → 200"_s));
    QVERIFY(lines[1].contains(u"422"_s));
    QVERIFY(!lines.join(u'\n').contains(QString::fromLatin1(support::Key)));
}

void HttpTest::busyPort() {
    sandbox::SandboxOptions same = options();
    same.port = m_server->port();
    sandbox::SandboxServer second(same);
    const QString error = second.start();
    QVERIFY2(error.contains(QString::number(m_server->port())), qPrintable(error));
    QVERIFY(!second.isRunning());
    QCOMPARE(ask(m_server->port(), "GET", "/health/").status, 200);
}

void HttpTest::startsAgain() {
    sandbox::SandboxServer first(options());
    QCOMPARE(first.start(), QString());
    const quint16 port = first.port();
    first.stop();
    QVERIFY(!first.isRunning());
    QCOMPARE(first.port(), 0);
    sandbox::SandboxOptions same = options();
    same.port = port;
    sandbox::SandboxServer again(same);
    QCOMPARE(again.start(), QString());
    again.stop();
    QCOMPARE(again.start(), QString());
    QCOMPARE(ask(again.port(), "GET", "/health/").status, 200);
}

void HttpTest::stopsWhileClientsWait() {
    sandbox::SandboxServer server(options());
    QCOMPARE(server.start(), QString());
    HttpProbe idle(server.port());
    HttpProbe uploading(server.port());
    HttpProbe kept(server.port());
    kept.send(support::request("GET", "/health/"));
    QCOMPARE(kept.receive().status, 200);
    uploading.send("POST /v2/workflows/" + Invoices + "/run/ HTTP/1.1\r\nAuthorization: Bearer " +
                   support::Key +
                   "\r\nContent-Type: multipart/form-data; boundary=x\r\nExpect: "
                   "100-continue\r\nContent-Length: 1000\r\n\r\n");
    QCOMPARE(uploading.receive().status, 100); // it waits for the body now
    QElapsedTimer timer;
    timer.start();
    server.stop();
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(idle.isClosedByServer());
    QVERIFY(uploading.isClosedByServer());
    QVERIFY(kept.isClosedByServer());
}
