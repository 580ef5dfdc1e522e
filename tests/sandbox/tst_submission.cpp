// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_submission.h"

#include "tests/sandbox/httpprobe.h"

#include <QJsonArray>
#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;
using support::Answer;
using support::HttpProbe;
using support::Invoices;

namespace {

const QByteArray Form = "Content-Type: multipart/form-data; boundary=xyz\r\n";

QByteArray runPath() {
    return "/v2/workflows/" + Invoices + "/run/";
}

QByteArray part(const QByteArray &disposition, const QByteArray &content) {
    return "--xyz\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
}

QByteArray filePart(const QByteArray &content) {
    return part("name=\"file\"; filename=\"a.pdf\"", content);
}

} // namespace

void SubmissionTest::initTestCase() {
    sandbox::SandboxOptions options;
    options.key = QString::fromLatin1(support::Key);
    options.processing = std::chrono::milliseconds(0);
    options.submissionsPerMinute = 100'000;
    options.requestsPerMinute = 100'000;
    m_server = std::make_unique<sandbox::SandboxServer>(options);
    QCOMPARE(m_server->start(), QString());
}

void SubmissionTest::init() {
    m_before = count();
}

int SubmissionTest::made() const {
    return count() - m_before;
}

int SubmissionTest::count() const {
    return support::ask(m_server->port(), "GET", "/v2/workflows/" + Invoices + "/runs/")
        .json()["count"_L1]
        .toInt(-1);
}

void SubmissionTest::forms_data() {
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("told"); ///< error_code; or place and type of the fault
    const auto row = [](const char *name, const QByteArray &headers, const QByteArray &body, int status,
                         const QString &told) {
        QTest::newRow(name) << headers << body << status << told;
    };
    const QByteArray end = "--xyz--\r\n";
    row("file", Form, part("name=\"file\"; filename=\"a.txt\"", "hi") + end, 202, {});
    row("file without a name", Form, part("name=file", "hi") + end, 202, {});
    row("name without a suffix", Form, part("name=file; filename=README", "hi") + end, 202, {});
    row("text", Form, part("name=\"text\"", "hi") + end, 202, {});
    row("text with a file name", Form, part("name=\"text\"; filename=\"a.txt\"", "hi") + end, 202, {});
    row("other parts beside", Form, part("name=\"other\"", "x") + part("name=\"text\"", "hi") + end, 202, {});
    row("picture", Form, part("name=\"file\"; filename=\"a.PNG\"", "hi") + end, 202, {});
    row("file and text", Form, filePart("hi") + part("name=text", "hi") + end, 422, u"body value_error"_s);
    row("neither", Form, part("name=other", "hi") + end, 422, u"body/file missing"_s);
    row("no parts", Form, end, 422, u"body/file missing"_s);
    row("empty file", Form, filePart({}) + end, 422, u"body/file value_error"_s);
    row("empty text", Form, part("name=text", {}) + end, 422, u"body/text string_too_short"_s);
    row("text of white space", Form, part("name=text", " \r\n\t ") + end, 422,
        u"body/text string_too_short"_s);
    row("no body", Form, {}, 400, u"VALIDATION_ERROR"_s);
    row("no closing boundary", Form, filePart("hi"), 400, u"VALIDATION_ERROR"_s);
    row("another boundary", "Content-Type: multipart/form-data; boundary=other\r\n", filePart("hi") + end,
        400, u"VALIDATION_ERROR"_s);
    row("unknown suffix", Form, part("name=file; filename=a.exe", "hi") + end, 400, u"VALIDATION_ERROR"_s);
    row("json", "Content-Type: application/json\r\n", "{\"text\":\"hi\"}", 422, u"body/file missing"_s);
    const QByteArray urlEncoded = "Content-Type: application/x-www-form-urlencoded\r\n";
    row("urlencoded", urlEncoded, "text=Total%3A+5.00&x=y", 202, {});
    row("urlencoded, empty", urlEncoded, "text=", 422, u"body/text string_too_short"_s);
    row("urlencoded file", urlEncoded, "file=hi", 422, u"body/file missing"_s);
    row("file and empty text", Form, filePart("hi") + part("name=text", {}) + end, 202, {});
    row("text and empty file", Form, part("name=\"file\"; filename=\"\"", {}) + part("name=text", "hi") + end,
        202, {});
    row("text and empty file with a name", Form, filePart({}) + part("name=text", "hi") + end, 422,
        u"body value_error"_s);
    row("both empty", Form, filePart({}) + part("name=text", {}) + end, 422, u"body value_error"_s);
    row("date in the name", Form, part("name=file; filename=\"Invoice 12.03.2024\"", "hi") + end, 202, {});
    row("sentence in the name", Form, part("name=file; filename=\"No. something long\"", "hi") + end, 202,
        {});
    row("PDF called otherwise", Form, part("name=file; filename=a.tmp", "%PDF-1.4") + end, 202, {});
    row("no content type", {}, "hi", 422, u"body/file missing"_s);
}

void SubmissionTest::forms() {
    QFETCH(QByteArray, headers);
    QFETCH(QByteArray, body);
    const Answer answer = support::ask(m_server->port(), "POST", runPath(), headers, body);
    QTEST(answer.status, "status");
    const QJsonObject json = answer.json();
    if (answer.status == 202) {
        QCOMPARE(QByteArray(answer.body).replace(json["id"_L1].toString().toUtf8(), "ID"),
            "{\"id\":\"ID\",\"status\":\"pending\",\"workflow_id\":\"" + Invoices +
                "\",\"version_id\":\"sbx1inv\"}");
        QCOMPARE(made(), 1);
        return;
    }
    QCOMPARE(made(), 0);
    const QJsonValue fault = json["detail"_L1][0];
    QStringList place;
    for (const QJsonValue item : fault["loc"_L1].toArray())
        place << item.toString();
    const QString told = json.contains("error_code"_L1)
                             ? json["error_code"_L1].toString()
                             : place.join(u'/') + u' ' + fault["type"_L1].toString();
    QTEST(told, "told");
}

void SubmissionTest::fileNames_data() {
    QTest::addColumn<QByteArray>("disposition");
    QTest::addColumn<QString>("name"); ///< null for a text
    QTest::newRow("plain") << QByteArray("form-data; name=\"file\"; filename=\"a b.txt\"") << u"a b.txt"_s;
    QTest::newRow("unicode") << QByteArray("form-data; name=\"file\"; filename=\"ünïcode 😀.txt\"")
                             << u"ünïcode 😀.txt"_s;
    QTest::newRow("quotes") << QByteArray("form-data; name=\"file\"; filename=\"a\\\"b.txt\"")
                            << u"a\"b.txt"_s;
    QTest::newRow("folders of Windows")
        << QByteArray("form-data; name=\"file\"; filename=\"C:\\dir\\a.txt\"") << u"a.txt"_s;
    QTest::newRow("extended") << QByteArray("form-data; name=file; filename*=UTF-8''%E2%82%AC.txt")
                              << u"€.txt"_s;
    QTest::newRow("unnamed") << QByteArray("form-data; name=file") << u"file"_s;
    QTest::newRow("text") << QByteArray("form-data; name=text") << QString();
    QTest::newRow("text with a file name") << QByteArray("form-data; name=text; filename=a.txt") << QString();
}

void SubmissionTest::fileNames() {
    QFETCH(QByteArray, disposition);
    QFETCH(QString, name);
    HttpProbe probe(m_server->port());
    probe.send(support::runRequest(Invoices, disposition, "hi"));
    const QString id = probe.receive().json()["id"_L1].toString();
    probe.send(support::request("GET", "/v2/workflows/" + Invoices + "/files/"));
    const QJsonValue file = probe.receive().json()["results"_L1][0];
    QCOMPARE(file["id"_L1].toString(), id);
    QCOMPARE(file["name"_L1].isNull(), name.isNull());
    QCOMPARE(file["name"_L1].toString(), name);
}

void SubmissionTest::continueIsAwaited() {
    const QByteArray body = filePart("hi") + "--xyz--\r\n";
    HttpProbe probe(m_server->port());
    probe.send(support::request("POST", runPath(),
        Form + "Expect: 100-continue\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n"));
    QCOMPARE(probe.receive().status, 100);
    probe.send(body);
    QCOMPARE(probe.receive().status, 202);
    probe.send(support::request("GET", "/health/"));
    QCOMPARE(probe.receive().status, 200);
}

void SubmissionTest::tooLargeIsToldBeforeTheUpload() {
    HttpProbe probe(m_server->port());
    probe.send(
        support::request("POST", runPath(), Form + "Expect: 100-continue\r\nContent-Length: 30000000\r\n"));
    const Answer answer = probe.receive();
    QCOMPARE(answer.status, 413);
    QCOMPARE(answer.json()["error_code"_L1].toString(), u"PAYLOAD_TOO_LARGE"_s);
    QCOMPARE(answer.headers.value("connection"), QByteArray("close"));
}

void SubmissionTest::tooLargeIsSeenAfterTheUpload_data() {
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("chunked");
    QTest::newRow("just over") << qsizetype(20 * 1024 * 1024 + 1) << false;
    QTest::newRow("25 MB") << qsizetype(25'000'000) << false;
    QTest::newRow("25 MB in chunks") << qsizetype(25'000'000) << true;
    QTest::newRow("more than is thrown away first") << qsizetype(70 << 20) << false;
}

void SubmissionTest::tooLargeIsSeenAfterTheUpload() {
    QFETCH(qsizetype, size);
    QFETCH(bool, chunked);
    const QByteArray body = filePart(QByteArray(size, 'x')) + "--xyz--\r\n";
    HttpProbe probe(m_server->port());
    if (chunked) {
        probe.send(support::request("POST", runPath(), Form + "Transfer-Encoding: chunked\r\n"));
        probe.send(QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n");
    } else {
        probe.send(support::request("POST", runPath(), Form, body));
    }
    QCOMPARE(probe.receive().status, 413);
    QCOMPARE(made(), 0);
}

void SubmissionTest::theLimitItself() {
    const QByteArray body = filePart(QByteArray(20 * 1024 * 1024, 'x')) + "--xyz--\r\n";
    QCOMPARE(support::ask(m_server->port(), "POST", runPath(), Form, body).status, 202);
}

void SubmissionTest::chunked() {
    const QByteArray body = part("name=file; filename=a.txt", "Total: 5.00") + "--xyz--\r\n";
    HttpProbe probe(m_server->port());
    probe.send(support::request("POST", runPath(), Form + "Transfer-Encoding: chunked\r\n"));
    for (const char byte : body)
        probe.send("1;x=y\r\n" + QByteArray(1, byte) + "\r\n");
    probe.send("0\r\n\r\n");
    QCOMPARE(probe.receive().status, 202);
    probe.send(support::request("GET", "/health/"));
    QCOMPARE(probe.receive().status, 200);
}

void SubmissionTest::chunkedCutOff() {
    HttpProbe probe(m_server->port());
    probe.send(
        support::request("POST", runPath(), Form + "Transfer-Encoding: chunked\r\n") + "5\r\n--xyz\r\n");
    probe.shut();
    QVERIFY(probe.isClosedByServer() || probe.receive().status != 202);
    QCOMPARE(made(), 0);
}

void SubmissionTest::chunkedWithoutItsLastChunk_data() {
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("no last chunk") << QByteArray();
    QTest::newRow("half of it") << QByteArray("0");
    QTest::newRow("no blank line") << QByteArray("0\r\n");
    QTest::newRow("half a trailer") << QByteArray("0\r\nX: y");
}

void SubmissionTest::chunkedWithoutItsLastChunk() {
    QFETCH(QByteArray, end);
    const QByteArray body = part("name=file; filename=a.txt", "Total: 5.00") + "--xyz--\r\n";
    HttpProbe probe(m_server->port());
    probe.send(support::request("POST", runPath(), Form + "Transfer-Encoding: chunked\r\n") +
               QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n" + end);
    probe.shut();
    QVERIFY(probe.isClosedByServer() || probe.receive().status != 202);
    QCOMPARE(made(), 0);
}

void SubmissionTest::malformedChunks_data() {
    QTest::addColumn<QByteArray>("chunks");
    QTest::newRow("no number") << QByteArray("x\r\nhi\r\n0\r\n\r\n");
    QTest::newRow("negative") << QByteArray("-1\r\nhi\r\n0\r\n\r\n");
    QTest::newRow("too large a number") << QByteArray("fffffffffffffffff\r\nhi\r\n0\r\n\r\n");
    QTest::newRow("longer than it says") << QByteArray("1\r\nhi\r\n0\r\n\r\n");
    QTest::newRow("endless line") << QByteArray(100'000, '0');
}

void SubmissionTest::malformedChunks() {
    QFETCH(QByteArray, chunks);
    HttpProbe probe(m_server->port());
    probe.send(support::request("POST", runPath(), Form + "Transfer-Encoding: chunked\r\n") + chunks);
    const Answer answer = probe.receive();
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.headers.value("connection"), QByteArray("close"));
    QCOMPARE(made(), 0);
}

void SubmissionTest::trailersLeaveTheConnectionUsable() {
    const QByteArray body = part("name=text", "Total: 5.00") + "--xyz--\r\n";
    HttpProbe probe(m_server->port());
    probe.send(support::request("POST", runPath(), Form + "Transfer-Encoding: chunked\r\nTrailer: X, Y\r\n") +
               QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\nX: 1\r\nY: 2\r\n\r\n" +
               support::request("GET", "/health/"));
    QCOMPARE(probe.receive().status, 202);
    QCOMPARE(probe.receive().status, 200);
}

void SubmissionTest::cutOffUploadMakesNothing() {
    const QByteArray whole =
        support::runRequest(Invoices, "form-data; name=file; filename=a.txt", QByteArray(100'000, 'x'));
    for (const qsizetype length : {whole.size() - 1, whole.size() - 40, whole.size() / 2, qsizetype(300)}) {
        HttpProbe probe(m_server->port());
        probe.send(whole.first(length));
        probe.shut();
    }
    QCOMPARE(made(), 0);
    QCOMPARE(support::ask(m_server->port(), "GET", "/health/").status, 200);
}

void SubmissionTest::manyAtOnce() {
    std::vector<std::unique_ptr<HttpProbe>> probes;
    for (int i = 0; i < 20; ++i)
        probes.push_back(std::make_unique<HttpProbe>(m_server->port()));
    // All uploads are open at the same time.
    const QByteArray body = part("name=file; filename=a.txt", "Total: 5.00") + "--xyz--\r\n";
    for (const auto &probe : probes)
        probe->send(support::request("POST", runPath(),
                        Form + "Content-Length: " + QByteArray::number(body.size()) + "\r\n") +
                    body.first(50));
    for (const auto &probe : probes)
        probe->send(body.sliced(50));
    QSet<QString> ids;
    for (const auto &probe : probes) {
        const Answer answer = probe->receive();
        QCOMPARE(answer.status, 202);
        ids.insert(answer.json()["id"_L1].toString());
    }
    QCOMPARE(ids.size(), 20);
    QCOMPARE(made(), 20);
    const auto allDone = [this, &ids] {
        const Answer answer =
            support::ask(m_server->port(), "GET", "/v2/workflows/" + Invoices + "/runs/?page_size=100");
        for (const QJsonValue run : answer.json()["results"_L1].toArray()) {
            if (ids.contains(run["id"_L1].toString()) && run["status"_L1].toString() != "processed"_L1)
                return false;
        }
        return true;
    };
    QTRY_VERIFY_WITH_TIMEOUT(allDone(), 20'000);
}
