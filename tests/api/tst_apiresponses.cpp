// SPDX-License-Identifier: MIT
#include "tests/api/tst_apiresponses.h"

#include "app/api/apiresponses.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using api::ErrorKind;

Q_DECLARE_METATYPE(api::ErrorKind)
Q_DECLARE_METATYPE(api::ResultsAnswer::State)

namespace {

api::Exchange answer(int status, const QByteArray &body, bool bodySent = false) {
    api::Exchange exchange;
    exchange.httpStatus = status;
    exchange.reason = u"Reason"_s;
    exchange.body = body;
    exchange.bodySent = bodySent;
    exchange.url = QUrl(u"https://api.anyformat.ai/v2/x/"_s);
    return exchange;
}

const QByteArray html =
    "<!DOCTYPE html>\n<html><head><title>502 Bad\n Gateway</title></head><body><img src=x></body></html>";

QByteArray envelope(const QByteArray &code, const QByteArray &detail = "\"long words\"") {
    return R"({"error":"short words","detail":)" + detail + R"(,"error_code":")" + code +
           R"(","retryable":false,"request_id":"0123456789abcdef0123456789abcdef"})";
}

const QByteArray validation =
    R"({"detail":[{"loc":["body","file"],"msg":"Field required","type":"missing","input":null,"ctx":{"a":1}},)"
    R"({"loc":["body",0,"text"],"msg":"Too short","type":"value"}]})";

} // namespace

void TestApiResponses::readsErrors_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("detail");
    const QString both = u"short words\nlong words"_s;
    const auto code = [](const char *name) {
        return QString::fromLatin1(name);
    };
    const struct {
        int status;
        const char *code;
        ErrorKind kind;
    } documented[] = {{401, "AUTH_FAILED", ErrorKind::Authentication},
        {403, "ACCESS_DENIED", ErrorKind::Permission}, {400, "VALIDATION_ERROR", ErrorKind::Validation},
        {400, "INVALID_JSON", ErrorKind::Validation}, {404, "NOT_FOUND", ErrorKind::NotFound},
        {429, "RATE_LIMITED", ErrorKind::RateLimited}, {500, "INTERNAL_ERROR", ErrorKind::Server},
        {502, "BAD_GATEWAY", ErrorKind::Server}, {503, "UNAVAILABLE", ErrorKind::Server},
        {504, "TIMEOUT", ErrorKind::Server}, {402, "NO_CREDIT", ErrorKind::Payment},
        {409, "CONFLICT", ErrorKind::Validation}, {413, "TOO_LARGE", ErrorKind::TooLarge},
        {408, "TIMEOUT", ErrorKind::Server}};
    for (const auto &row : documented) {
        QTest::addRow("%d %s", row.status, row.code)
            << row.status << envelope(row.code) << row.kind << code(row.code) << both;
    }
    QTest::newRow("422 validation list") << 422 << validation << ErrorKind::Validation << QString()
                                         << u"body.file: Field required\nbody.0.text: Too short"_s;
    QTest::newRow("422 with a code nobody knows")
        << 422 << envelope("SOMETHING_NEW") << ErrorKind::Validation << u"SOMETHING_NEW"_s << both;
    QTest::newRow("detail only") << 404 << QByteArray(R"({"detail":"Not Found"})") << ErrorKind::NotFound
                                 << QString() << u"Not Found"_s;
    QTest::newRow("code with a detail list")
        << 400 << envelope("VALIDATION_ERROR", R"([{"msg":"bad","loc":[]}])") << ErrorKind::Validation
        << u"VALIDATION_ERROR"_s << u"short words\nbad"_s;
    QTest::newRow("detail is an object")
        << 400 << QByteArray(R"({"detail":{"b":1}})") << ErrorKind::Validation << QString() << u"{\"b\":1}"_s;
    QTest::newRow("message") << 403 << QByteArray(R"({"message":"Forbidden"})") << ErrorKind::Permission
                             << QString() << u"Forbidden"_s;
    QTest::newRow("HTML") << 502 << html << ErrorKind::Server << QString()
                          << u"A web page, not the API's answer: “502 Bad Gateway”"_s;
    QTest::newRow("empty") << 503 << QByteArray() << ErrorKind::Server << QString() << u"HTTP 503 Reason"_s;
    QTest::newRow("cut JSON") << 500 << envelope("INTERNAL_ERROR").left(20) << ErrorKind::Server << QString()
                              << u"{\"error\":\"short words"_s.left(20);
    QTest::newRow("plain text") << 500 << QByteArray("boom") << ErrorKind::Server << QString() << u"boom"_s;
    QTest::newRow("wrong types") << 500
                                 << QByteArray(R"({"error":5,"detail":null,"error_code":[],"request_id":7})")
                                 << ErrorKind::Server << QString() << u"HTTP 500 Reason"_s;
    QTest::newRow("redirect") << 301 << QByteArray() << ErrorKind::Redirected << QString()
                              << u"HTTP 301 Reason"_s;
    QTest::newRow("teapot") << 418 << QByteArray() << ErrorKind::Unexpected << QString()
                            << u"HTTP 418 Reason"_s;
}

void TestApiResponses::readsErrors() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, code);
    QFETCH(QString, detail);
    const api::ApiError error = api::readError(answer(status, body));
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.errorCode, code);
    QCOMPARE(error.detail, detail);
    QVERIFY(!error.summary.isEmpty());
    if (body.contains("0123456789abcdef") && !code.isEmpty())
        QCOMPARE(error.requestId, u"0123456789abcdef0123456789abcdef"_s);
}

void TestApiResponses::everyErrorHasWords_data() {
    QTest::addColumn<ErrorKind>("kind");
    for (int kind = int(ErrorKind::NoKey); kind <= int(ErrorKind::Unexpected); ++kind)
        QTest::addRow("%d", kind) << ErrorKind(kind);
}

void TestApiResponses::everyErrorHasWords() {
    QFETCH(ErrorKind, kind);
    api::ApiError error;
    error.kind = kind;
    QCOMPARE(error.remedy().isEmpty(), kind == ErrorKind::Cancelled);
}

void TestApiResponses::readsAccepted_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("id");
    QTest::newRow("as documented") << 202 << QByteArray(R"({"id":"c-1","status":"pending","version_id":"v"})")
                                   << u"c-1"_s;
    QTest::newRow("200 is a success too")
        << 200 << QByteArray(R"({"id":"c-1","status":"success"})") << u"c-1"_s;
    QTest::newRow("number as id") << 202 << QByteArray(R"({"id":17})") << u"17"_s;
    QTest::newRow("no id") << 202 << QByteArray(R"({"status":"pending"})") << QString();
    QTest::newRow("null id") << 202 << QByteArray(R"({"id":null})") << QString();
    QTest::newRow("HTML with 200") << 200 << html << QString();
    QTest::newRow("empty") << 202 << QByteArray() << QString();
    QTest::newRow("array") << 202 << QByteArray("[1]") << QString();
}

void TestApiResponses::readsAccepted() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, id);
    const auto outcome = api::readAccepted(answer(status, body, true));
    if (!id.isEmpty()) {
        QVERIFY(outcome);
        QCOMPARE(outcome->collectionId, id);
        return;
    }
    // A success without an id: something was accepted and cannot be named, so it must never be sent again by
    // itself.
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Unreadable);
    QVERIFY(outcome.error().mayHaveArrived);
}

void TestApiResponses::readsResults_data() {
    using State = api::ResultsAnswer::State;
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isAnswer");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("words");
    QTest::newRow("ready") << 200 << QByteArray(" {\"a\": 1.10}\n") << true << State::Ready << QString();
    QTest::newRow("ready, cut JSON is kept")
        << 200 << QByteArray("{\"a\": 1.1") << true << State::Ready << QString();
    QTest::newRow("200 with a web page") << 200 << html << false << State::Ready << QString();
    QTest::newRow("200 with nothing") << 200 << QByteArray("  ") << false << State::Ready << QString();
    QTest::newRow("running") << 412 << envelope("PRECONDITION_FAILED") << true << State::Running << QString();
    QTest::newRow("running, with a status word")
        << 412 << QByteArray(R"({"status":"in_progress"})") << true << State::Running << u"in_progress"_s;
    QTest::newRow("running, without words") << 412 << QByteArray() << true << State::Running << QString();
    QTest::newRow("failed") << 422 << envelope("EXTRACTION_FAILED") << true << State::Failed
                            << u"short words\nlong words"_s;
    QTest::newRow("cancelled") << 422 << envelope("EXTRACTION_CANCELLED") << true << State::Cancelled
                               << u"short words\nlong words"_s;
    QTest::newRow("422 as validation error") << 422 << validation << false << State::Running << QString();
    QTest::newRow("401") << 401 << envelope("AUTH_FAILED") << false << State::Running << QString();
    QTest::newRow("404") << 404 << envelope("NOT_FOUND") << false << State::Running << QString();
    QTest::newRow("500") << 500 << QByteArray() << false << State::Running << QString();
}

void TestApiResponses::readsResults() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, isAnswer);
    QFETCH(api::ResultsAnswer::State, state);
    QFETCH(QString, words);
    const auto outcome = api::readResults(answer(status, body));
    QCOMPARE(bool(outcome), isAnswer);
    if (!isAnswer) {
        QVERIFY(outcome.error().isError());
        return;
    }
    QCOMPARE(outcome->state, state);
    QCOMPARE(outcome->words, words);
    QCOMPARE(outcome->body, state == api::ResultsAnswer::Ready ? body : QByteArray());
}

void TestApiResponses::readsWorkflows_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("rows"); // -1: an error
    QTest::addColumn<QString>("firstName");
    QTest::newRow("page")
        << QByteArray(
               R"({"count":7,"page":1,"page_size":2,"results":[{"id":"a","name":"A","description":null,"fields":null},{"id":"b"}]})")
        << 2 << u"A"_s;
    QTest::newRow("empty page") << QByteArray(R"({"count":0,"page":1,"page_size":20,"results":[]})") << 0
                                << QString();
    QTest::newRow("bare list") << QByteArray(R"([{"id":"a","name":"A"}])") << 1 << u"A"_s;
    QTest::newRow("items without id are left out")
        << QByteArray(R"({"results":[{"name":"x"},5,null]})") << 0 << QString();
    QTest::newRow("name missing") << QByteArray(R"({"results":[{"id":"a","name":"  "}]})") << 1 << u"a"_s;
    QTest::newRow("something else") << QByteArray(R"({"message":"ok"})") << -1 << QString();
    QTest::newRow("HTML") << html << -1 << QString();
    QTest::newRow("cut") << QByteArray(R"({"count":7,"results":[{"id")") << -1 << QString();
}

void TestApiResponses::readsWorkflows() {
    QFETCH(QByteArray, body);
    QFETCH(int, rows);
    QFETCH(QString, firstName);
    const auto outcome = api::readWorkflows(answer(200, body));
    if (rows < 0) {
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, ErrorKind::Unreadable);
        return;
    }
    QVERIFY(outcome);
    QCOMPARE(outcome->items.size(), rows);
    if (rows > 0)
        QCOMPARE(outcome->items.first().name, firstName);
}

void TestApiResponses::tellsWhetherItMayHaveArrived_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("bodySent");
    QTest::addColumn<bool>("may");
    QTest::newRow("a clear no") << 422 << true << false;
    QTest::newRow("slow down") << 429 << true << false;
    QTest::newRow("unauthorized") << 401 << true << false;
    QTest::newRow("gateway, all sent") << 502 << true << true;
    QTest::newRow("gateway, not all sent") << 502 << false << false;
    QTest::newRow("internal, all sent") << 500 << true << true;
    QTest::newRow("redirect") << 307 << true << false;
}

void TestApiResponses::tellsWhetherItMayHaveArrived() {
    QFETCH(int, status);
    QFETCH(bool, bodySent);
    QFETCH(bool, may);
    QCOMPARE(api::readError(answer(status, {}, bodySent)).mayHaveArrived, may);
}
