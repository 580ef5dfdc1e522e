// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_parts.h"

#include "app/sandbox/json.h"
#include "app/sandbox/multipart.h"
#include "app/sandbox/ratelimiter.h"
#include "app/sandbox/routes.h"

#include <QtTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace sandbox;

void PartsTest::json() {
    const JsonObject value{{u"z"_s, 1}, {u"a\"\\\n\t\x01"_s, u"é😀</"_s}, {u"n"_s, nullptr},
        {u"e"_s, JsonObject()},
        {u"l"_s, JsonArray{true, 0.125, Json::number(u"1.10"_s), JsonArray(), std::nan("")}},
        {u"z"_s, Json::orNull(QString())}};
    QCOMPARE(value.text(), QByteArray("{\"z\":1,\"a\\\"\\\\\\n\\t\\u0001\":\"é😀</"
                                      "\",\"n\":null,\"e\":{},\"l\":[true,0.125,1.10,[],null],\"z\":null}"));
}

void PartsTest::routes_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("found"); ///< endpoint, method, ids; "…" when the last slash is missing
    const auto row = [](const QByteArray &path, const QString &found) {
        QTest::newRow(path.constData()) << path << found;
    };
    row("/health/", u"0 GET  "_s);
    row("/health", u"0 GET  …"_s);
    row("/v2/workflows/", u"1 GET  "_s);
    row("/v2/workflows/ABC/", u"2 GET abc "_s);
    row("/v2/workflows/a%62c/run/", u"3 POST abc "_s);
    row("/v2/workflows/a/run", u"3 POST a …"_s);
    row("/v2/workflows/a/runs/", u"4 GET a "_s);
    row("/v2/workflows/a/files/", u"5 GET a "_s);
    row("/v2/workflows/a/files/B/results/", u"6 GET a b"_s);
    row("/v2/files/B/", u"7 DELETE  b"_s);
    row("/", {});
    row("", {});
    row("health/", {});
    row("//health/", {});
    row("/health//", {});
    row("/v2/workflows//run/", {});
    row("/V2/workflows/", {});
    row("/v2/workflows/a/files/b/", {});
    row("/v2/workflows/a%2Frun/", u"2 GET a/run "_s);
}

void PartsTest::routes() {
    QFETCH(QByteArray, path);
    QFETCH(QString, found);
    const auto route = matchRoute(path);
    QCOMPARE(route.has_value(), !found.isEmpty());
    if (route) {
        QCOMPARE(u"%1 %2 %3 %4%5"_s.arg(int(route->endpoint))
                     .arg(QString::fromLatin1(route->method), route->workflowId, route->collectionId,
                         route->slashed ? QString() : u"…"_s),
            found);
    }
}

void PartsTest::rateLimits() {
    RateLimiter limiter(2, 5);
    const auto take = [&limiter](const QString &key, Bucket bucket, qint64 now) {
        const Allowance a = limiter.take(key, bucket, now);
        return QList<int>{a.granted, a.limit, a.remaining, a.resetSeconds};
    };
    QCOMPARE(take(u"a"_s, Bucket::Submissions, 1000), QList<int>({1, 2, 1, 60}));
    QCOMPARE(take(u"a"_s, Bucket::Submissions, 31'500), QList<int>({1, 2, 0, 30}));
    QCOMPARE(take(u"a"_s, Bucket::Submissions, 60'999), QList<int>({0, 2, 0, 1}));
    QCOMPARE(take(u"a"_s, Bucket::Others, 60'999), QList<int>({1, 5, 4, 60}));
    QCOMPARE(take(u"b"_s, Bucket::Submissions, 60'999), QList<int>({1, 2, 1, 60}));
    QCOMPARE(take(u"a"_s, Bucket::Submissions, 61'000), QList<int>({1, 2, 1, 60}));
}

void PartsTest::forms_data() {
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("parts"); ///< name, file name, bytes
    const QByteArray type = "multipart/form-data; boundary=xyz";
    const auto part = [](const QByteArray &headers, const QByteArray &content = "hi") {
        return "--xyz\r\n" + headers + "\r\n\r\n" + content + "\r\n--xyz--\r\n";
    };
    const auto row = [&](const char *name, const QByteArray &headers, const QString &fileName) {
        QTest::newRow(name) << type << part(headers) << QStringList{u"file|%1|hi"_s.arg(fileName)};
    };
    row("as curl",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a b.pdf\"\r\nContent-Type: "
        "application/pdf",
        u"a b.pdf"_s);
    row("unquoted", "Content-Disposition: form-data; name=file; filename=a.pdf", u"a.pdf"_s);
    row("reordered", "Content-Disposition: form-data; filename=\"a.pdf\"; name=\"file\"", u"a.pdf"_s);
    row("no file name", "Content-Disposition: form-data; name=\"file\"", {});
    row("utf-8", "Content-Disposition: form-data; name=\"file\"; filename=\"Rechnung März 😀.pdf\"",
        u"Rechnung März 😀.pdf"_s);
    row("latin-1", "Content-Disposition: form-data; name=\"file\"; filename=\"M\xe4rz.pdf\"", u"März.pdf"_s);
    row("extended, as .NET",
        "Content-Disposition: form-data; name=file; filename=\"=?utf-8?B?w6k=?=\"; "
        "filename*=utf-8''%C3%A9%20x.pdf",
        u"é x.pdf"_s);
    row("extended first",
        "Content-Disposition: form-data; filename*=UTF-8''%e2%82%ac.pdf; filename=\"EUR.pdf\"; name=\"file\"",
        u"€.pdf"_s);
    row("extended latin-1", "Content-Disposition: form-data; name=file; filename*=iso-8859-1'en'M%E4rz.pdf",
        u"März.pdf"_s);
    row("extended but broken", "Content-Disposition: form-data; name=file; filename*=oops; filename=a.pdf",
        u"a.pdf"_s);
    row("quotes as browsers escape them",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.pdf\"", u"a \"b\".pdf"_s);
    row("quotes with backslashes",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a \\\"b\\\".pdf\"", u"a \"b\".pdf"_s);
    row("folders of Windows", "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\dir\\a.txt\"",
        u"a.txt"_s);
    row("share of Windows",
        "Content-Disposition: form-data; name=\"file\"; filename=\"\\\\host\\dir\\a.txt\"", u"a.txt"_s);
    row("quote never closed", "Content-Disposition: form-data; name=file; filename=\"a.txt", u"a.txt"_s);
    row("spaces around", "Content-Disposition: form-data ;name = file ; filename= \"a.txt\" ", u"a.txt"_s);
    row("semicolon in the name", "Content-Disposition: form-data; name=\"file\"; filename=\"a;b=c.pdf\"",
        u"a;b=c.pdf"_s);
    row("folders", "Content-Disposition: form-data; name=\"file\"; filename=\"../x/a.pdf\"", u"a.pdf"_s);
    row("header names in small letters", "content-disposition: form-data; name=\"file\"; filename=\"a.pdf\"",
        u"a.pdf"_s);
    row("content type first",
        "Content-Type: text/plain\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"",
        u"a.txt"_s);
    row("binary",
        "Content-Disposition: form-data; name=file; filename=a\r\nContent-Transfer-Encoding: binary", u"a"_s);

    QTest::newRow("base64")
        << type
        << part("Content-Disposition: form-data; name=file; filename=a\r\nContent-Transfer-Encoding: base64",
               "aGk=")
        << QStringList{u"file|a|hi"_s};
    QTest::newRow("quoted-printable") << type
                                      << part("Content-Disposition: form-data; name=file; "
                                              "filename=a\r\nContent-Transfer-Encoding: Quoted-Printable",
                                             "h=69")
                                      << QStringList{u"file|a|hi"_s};
    QTest::newRow("boundary in quotes, then a charset")
        << QByteArray("multipart/form-data; boundary=\"x y\"; charset=utf-8")
        << QByteArray("--x y\r\nContent-Disposition: form-data; name=text\r\n\r\nhi\r\n--x y--\r\n")
        << QStringList{u"text||hi"_s};
    QTest::newRow("charset before the boundary")
        << QByteArray("Multipart/Form-Data; charset=utf-8; Boundary=xyz")
        << part("Content-Disposition: form-data; name=text") << QStringList{u"text||hi"_s};
    QTest::newRow("preamble and epilogue")
        << type << "This is a form.\r\n" + part("Content-Disposition: form-data; name=text") + "bye"
        << QStringList{u"text||hi"_s};
    QTest::newRow("no line end at the end")
        << type << part("Content-Disposition: form-data; name=text").chopped(2) << QStringList{u"text||hi"_s};
    QTest::newRow("two parts, one without a name")
        << type
        << QByteArray("--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--xyz\r\nX: "
                      "y\r\n\r\n2\r\n--xyz\r\nContent-Disposition: form-data; name=b\r\n\r\n\r\n--xyz--")
        << QStringList{u"a||1"_s, u"b||"_s};
    QTest::newRow("what looks like a boundary")
        << type << part("Content-Disposition: form-data; name=a", "--xy\r\n--x\r\n\r\n--")
        << QStringList{u"a||--xy\r\n--x\r\n\r\n--"_s};
    QTest::newRow("ends like a boundary")
        << type << part("Content-Disposition: form-data; name=a", "x\r\n--") << QStringList{u"a||x\r\n--"_s};
    QTest::newRow("boundary inside a line")
        << type << part("Content-Disposition: form-data; name=a", "x --xyz-- \n--xyz\r\n")
        << QStringList{u"a||x --xyz-- \n--xyz\r\n"_s};
    QTest::newRow("boundary as the start of a longer line")
        << type << part("Content-Disposition: form-data; name=a", "x\r\n--xyzzy\r\n")
        << QStringList{u"a||x\r\n--xyzzy\r\n"_s};
    QTest::newRow("spaces behind the boundary")
        << type << QByteArray("--xyz \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--xyz--  \r\n")
        << QStringList{u"a||1"_s};
    QTest::newRow("empty") << type << part("Content-Disposition: form-data; name=file; filename=a", {})
                           << QStringList{u"file|a|"_s};
}

void PartsTest::forms() {
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    QVERIFY(isMultipartForm(contentType));
    const Form form = parseForm(contentType, body);
    QCOMPARE(form.error, QString());
    QStringList parts;
    for (const Part &part : form.parts)
        parts << part.name + u'|' + part.fileName + u'|' + QString::fromUtf8(part.bytes);
    QTEST(parts, "parts");
}

void PartsTest::brokenForms_data() {
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no boundary") << QByteArray("multipart/form-data") << QByteArray("--x\r\n\r\n\r\n--x--");
    QTest::newRow("another boundary")
        << QByteArray("multipart/form-data; boundary=y") << QByteArray("--x\r\n\r\n\r\n--x--");
    QTest::newRow("cut off") << QByteArray("multipart/form-data; boundary=x")
                             << QByteArray("--x\r\nContent-Disposition: form-data; name=file\r\n\r\nhal");
    QTest::newRow("part without headers")
        << QByteArray("multipart/form-data; boundary=x") << QByteArray("--x\r\n--x--");
    QTest::newRow("nothing") << QByteArray("multipart/form-data; boundary=x") << QByteArray();
}

void PartsTest::brokenForms() {
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    QVERIFY(!parseForm(contentType, body).error.isEmpty());
}
