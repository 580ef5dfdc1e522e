// SPDX-License-Identifier: MIT
#include "tests/api/tst_apiclient.h"

#include "app/api/apiclient.h"
#include "app/api/redactor.h"
#include "tests/support/scriptedserver.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

Q_DECLARE_METATYPE(support::ScriptedReply)
Q_DECLARE_METATYPE(api::ErrorKind)

namespace {

const QString key = u"af_test_key_0123456789"_s;
const QByteArray onePage =
    R"({"count":1,"page":1,"page_size":100,"results":[{"id":"w1","name":"Invoices"}]})";

struct Client {
    api::Redactor redactor;
    api::ApiClient client{&redactor};

    explicit Client(const QUrl &url, const QString &withKey = key) { client.setEndpoint(url, withKey); }
};

} // namespace

void TestApiClient::asksAsTheApiWants() {
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::json(200, onePage); });
    Client c(server.url());
    int answers = 0;
    c.client.workflows(2, 100, this, [&](const auto &outcome) {
        QVERIFY(outcome);
        QCOMPARE(outcome->items.first().name, u"Invoices"_s);
        ++answers;
    });
    QCOMPARE(answers, 0); // never from inside the call
    QTRY_COMPARE(answers, 1);
    const ScriptedRequest request = server.requests.first();
    QCOMPARE(request.method, "GET");
    QCOMPARE(request.path, "/v2/workflows/?page=2&page_size=100");
    QCOMPARE(request.headers.value("authorization"), "Bearer " + key.toUtf8());
    QCOMPARE(request.headers.value("accept"), "application/json");
    QVERIFY(request.headers.value("user-agent").startsWith("AnyFormat-Desktop/"));
    QVERIFY(!request.headers.contains("cookie"));
}

void TestApiClient::sendsNothingWithoutKey() {
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::json(200, onePage); });
    Client c(server.url(), QString());
    std::optional<api::ErrorKind> kind;
    c.client.workflows(1, 100, this, [&](const auto &outcome) { kind = outcome.error().kind; });
    QTRY_VERIFY(kind);
    QCOMPARE(*kind, api::ErrorKind::NoKey);
    QVERIFY(server.requests.isEmpty());
}

void TestApiClient::sendsNothingToARefusedAddress() {
    Client c(QUrl(u"http://example.invalid"_s));
    std::optional<api::ErrorKind> kind;
    c.client.workflows(1, 100, this, [&](const auto &outcome) { kind = outcome.error().kind; });
    QTRY_VERIFY(kind);
    QCOMPARE(*kind, api::ErrorKind::Refused);
}

void TestApiClient::neverFollowsARedirect_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isPost");
    for (int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("GET %d", status) << status << false;
        QTest::addRow("POST %d", status) << status << true;
    }
}

void TestApiClient::neverFollowsARedirect() {
    QFETCH(int, status);
    QFETCH(bool, isPost);
    ScriptedServer elsewhere([](const ScriptedRequest &) { return ScriptedReply::json(200, onePage); });
    ScriptedServer server([&](const ScriptedRequest &request) {
        return ScriptedReply::json(
            status, {}, "Location: " + elsewhere.url().toEncoded() + request.path + "\r\n");
    });
    Client c(server.url());
    std::optional<api::ApiError> error;
    if (isPost)
        c.client.run(
            u"w1"_s, {{}, {}, {}, u"text"_s}, this, [&](const auto &outcome) { error = outcome.error(); });
    else
        c.client.workflows(1, 100, this, [&](const auto &outcome) { error = outcome.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, api::ErrorKind::Redirected);
    QCOMPARE(error->httpStatus, status);
    QCOMPARE(error->mayHaveArrived, status == 303); // "see other" is said when it was carried out
    QCOMPARE(server.requests.size(), 1);
    QVERIFY(elsewhere.requests.isEmpty()); // so it got no key either
}

void TestApiClient::endsOnce_data() {
    using api::ErrorKind;
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("hang up") << ScriptedReply::hangUp() << ErrorKind::Network;
    QTest::newRow("reset") << ScriptedReply{{}, false, true} << ErrorKind::Network;
    QTest::newRow("garbage") << ScriptedReply{"SSH-2.0-OpenSSH_9.2\r\n\r\n", true, false}
                             << ErrorKind::Network;
    QTest::newRow("status line only")
        << ScriptedReply{"HTTP/1.1 200 OK\r\n", true, false} << ErrorKind::Network;
    QTest::newRow("502 HTML") << ScriptedReply::of(502, "text/html", "<html><title>Bad</title>")
                              << ErrorKind::Server;
    QTest::newRow("502 cut") << ScriptedReply{"HTTP/1.1 502 Bad\r\nContent-Length: 99\r\n\r\n<ht", true,
                                    false}
                             << ErrorKind::Server;
    QTest::newRow("422 cut")
        << ScriptedReply{"HTTP/1.1 422 No\r\nContent-Length: 99\r\n\r\n{\"error_code\":\"EXTRAC", true, false}
        << ErrorKind::Network;
    QTest::newRow("200 HTML") << ScriptedReply::of(200, "text/html", "<html><title>Sign in</title>")
                              << ErrorKind::Unreadable;
    QTest::newRow("chunked, cut")
        << ScriptedReply{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"count\"", true, false}
        << ErrorKind::Network;
    QTest::newRow("429") << ScriptedReply::json(429, {}, "Retry-After: 7\r\n") << ErrorKind::RateLimited;
    QTest::newRow("401 with a challenge")
        << ScriptedReply::json(401, {}, "WWW-Authenticate: Basic realm=\"x\"\r\n")
        << ErrorKind::Authentication;
    QTest::newRow("401 negotiate") << ScriptedReply::json(401, {}, "WWW-Authenticate: Bearer\r\n")
                                   << ErrorKind::Authentication;
    QTest::newRow("407 of no proxy") << ScriptedReply::json(407, {}) << ErrorKind::Unexpected;
}

void TestApiClient::endsOnce() {
    QFETCH(ScriptedReply, reply);
    QFETCH(api::ErrorKind, kind);
    ScriptedServer server([&](const ScriptedRequest &) { return reply; });
    Client c(server.url());
    QList<api::ErrorKind> kinds;
    QPointer<api::ApiCall> call = c.client.workflows(1, 100, this, [&](const auto &outcome) {
        QVERIFY(!outcome);
        QVERIFY(!outcome.error().summary.isEmpty());
        kinds << outcome.error().kind;
    });
    QTRY_VERIFY(!call); // it deletes itself when all is over
    QCOMPARE(kinds, QList<api::ErrorKind>{kind});
}

void TestApiClient::noticesAResultCutAtEveryByte() {
    const QByteArray whole =
        ScriptedReply::json(200, R"({"extractions":[{"fields":{"a":{"value":1}}}]})").bytes;
    qsizetype cut = 0;
    ScriptedServer server([&](const ScriptedRequest &) {
        ScriptedReply reply;
        reply.bytes = whole.left(cut);
        reply.close = true;
        return reply;
    });
    Client c(server.url());
    for (cut = 0; cut <= whole.size(); ++cut) {
        std::optional<bool> ready;
        c.client.results(u"w"_s, u"c"_s, this, [&](const auto &outcome) { ready = bool(outcome); });
        QTRY_VERIFY(ready);
        QVERIFY2(*ready == (cut == whole.size()), qPrintable(u"cut at byte %1"_s.arg(cut)));
    }
}

void TestApiClient::tellsLimits() {
    ScriptedServer server([](const ScriptedRequest &) {
        return ScriptedReply::json(200, onePage,
            "x-ratelimit-limit: 600\r\nX-RateLimit-Remaining: 599\r\nx-ratelimit-reset: 42\r\n");
    });
    Client c(server.url());
    QSignalSpy seen(&c.client, &api::ApiClient::rateLimitsSeen);
    c.client.workflows(1, 1, this, [](const auto &) {});
    QVERIFY(seen.wait());
    const auto limits = seen.first().first().value<api::RateLimits>();
    QCOMPARE(limits.limit, 600);
    QCOMPARE(limits.remaining, 599);
    QCOMPARE(limits.resetSeconds, 42);
    QCOMPARE(seen.first().at(1).toBool(), false);  // no submission
    QVERIFY(seen.first().at(2).toLongLong() >= 0); // since it began
}

void TestApiClient::cleansErrors() {
    ScriptedServer server([](const ScriptedRequest &request) {
        return ScriptedReply::json(
            401, R"({"error":"no such key","detail":")" + request.headers.value("authorization") +
                     R"(","error_code":"AUTH_FAILED","request_id":")" + key.toUtf8() + R"("})");
    });
    Client c(server.url());
    std::optional<api::ApiError> error;
    c.client.workflows(1, 1, this, [&](const auto &outcome) { error = outcome.error(); });
    QTRY_VERIFY(error);
    const QString all =
        error->summary + error->detail + error->requestId + error->errorCode + error->remedy();
    QVERIFY(all.contains(u"[key removed]"_s));
    QVERIFY(!all.contains(key));
}

void TestApiClient::cancelEndsLater() {
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::silence(); });
    Client c(server.url());
    QList<api::ErrorKind> kinds;
    api::ApiCall *call =
        c.client.workflows(1, 1, this, [&](const auto &outcome) { kinds << outcome.error().kind; });
    QTRY_COMPARE(server.requests.size(), 1);
    call->cancel();
    call->cancel();
    QVERIFY(kinds.isEmpty());
    QTRY_COMPARE(kinds, QList<api::ErrorKind>{api::ErrorKind::Cancelled});
}

void TestApiClient::deadContextHearsNothing() {
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::json(200, onePage); });
    Client c(server.url());
    auto context = std::make_unique<QObject>();
    bool heard = false;
    QPointer<api::ApiCall> call =
        c.client.workflows(1, 1, context.get(), [&](const auto &) { heard = true; });
    context.reset();
    QTRY_VERIFY(!call);
    QVERIFY(!heard);
}

void TestApiClient::timesOut() {
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::silence(); });
    Client c(server.url());
    c.client.setTimeouts(std::chrono::milliseconds(150), std::chrono::milliseconds(150));
    std::optional<api::ApiError> question;
    std::optional<api::ApiError> submission;
    c.client.workflows(1, 1, this, [&](const auto &outcome) { question = outcome.error(); });
    c.client.run(
        u"w"_s, {{}, {}, {}, u"text"_s}, this, [&](const auto &outcome) { submission = outcome.error(); });
    QTRY_VERIFY(question && submission);
    QCOMPARE(question->kind, api::ErrorKind::Timeout);
    QCOMPARE(submission->kind, api::ErrorKind::Timeout);
    QVERIFY(submission->mayHaveArrived);
}
