// SPDX-License-Identifier: MIT
#include "tests/api/tst_endpoint.h"

#include "app/api/endpoint.h"
#include "app/api/mediatypes.h"
#include "app/api/multipartbody.h"
#include "app/api/ratelimits.h"
#include "app/api/redactor.h"

#include <QtTest>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

void TestEndpoint::refusesWhatAKeyMayNotGoTo_data() {
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("the service") << u"https://api.anyformat.ai"_s << true;
    QTest::newRow("https with path and port") << u"https://gateway.example:8443/anyformat"_s << true;
    QTest::newRow("http on 127.0.0.1") << u"http://127.0.0.1:8731"_s << true;
    QTest::newRow("http in 127/8") << u"http://127.8.9.1:80"_s << true;
    QTest::newRow("http on ::1") << u"http://[::1]:8731"_s << true;
    QTest::newRow("http on localhost") << u"http://localhost:8731"_s << true;
    QTest::newRow("http elsewhere") << u"http://api.anyformat.ai"_s << false;
    QTest::newRow("http to a name that begins like loopback") << u"http://127.0.0.1.example.com"_s << false;
    QTest::newRow("http to localhost as a subdomain") << u"http://localhost.example.com"_s << false;
    QTest::newRow("http in the local network") << u"http://192.168.1.5"_s << false;
    QTest::newRow("another scheme") << u"ftp://api.anyformat.ai"_s << false;
    QTest::newRow("a file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("no scheme") << u"api.anyformat.ai"_s << false;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("with user and password") << u"https://me:secret@api.anyformat.ai"_s << false;
    QTest::newRow("with query") << u"https://api.anyformat.ai/?a=b"_s << false;
    QTest::newRow("with fragment") << u"https://api.anyformat.ai/#x"_s << false;
}

void TestEndpoint::refusesWhatAKeyMayNotGoTo() {
    QFETCH(QString, address);
    QFETCH(bool, allowed);
    QCOMPARE(api::refuseBaseUrl(QUrl(address)).isEmpty(), allowed);
}

void TestEndpoint::buildsUrls_data() {
    QTest::addColumn<QString>("base");
    QTest::addColumn<QStringList>("segments");
    QTest::addColumn<QString>("url");
    const QString host = u"https://api.anyformat.ai"_s;
    QTest::newRow("slash at the end")
        << host << QStringList{u"v2"_s, u"workflows"_s} << host + u"/v2/workflows/"_s;
    QTest::newRow("base with a slash") << host + u"/"_s << QStringList{u"health"_s} << host + u"/health/"_s;
    QTest::newRow("base with a path")
        << host + u"/proxy//"_s << QStringList{u"v2"_s} << host + u"/proxy/v2/"_s;
    QTest::newRow("an id cannot climb")
        << host << QStringList{u"v2"_s, u"../../admin"_s} << host + u"/v2/..%2F..%2Fadmin/"_s;
    QTest::newRow("dots alone cannot climb")
        << host << QStringList{u"v2"_s, u".."_s, u"x"_s} << host + u"/v2/%252E%252E/x/"_s;
    QTest::newRow("question mark and hash") << host << QStringList{u"a?b#c"_s} << host + u"/a%3Fb%23c/"_s;
    QTest::newRow("white space") << host << QStringList{u"a b"_s} << host + u"/a%20b/"_s;
}

void TestEndpoint::buildsUrls() {
    QFETCH(QString, base);
    QFETCH(QStringList, segments);
    QFETCH(QString, url);
    QCOMPARE(QString::fromLatin1(api::apiUrl(QUrl(base), segments).toEncoded()), url);
}

void TestEndpoint::redacts_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cleaned");
    QTest::newRow("the key itself") << u"key s3cret+key/value was rejected"_s
                                    << u"key [key removed] was rejected"_s;
    QTest::newRow("percent-encoded") << u"?k=s3cret%2Bkey%2Fvalue"_s << u"?k=[key removed]"_s;
    QTest::newRow("a header") << u"Authorization: Bearer abc.def"_s
                              << u"Authorization: Bearer [key removed]"_s;
    QTest::newRow("another key") << u"af_0123456789abcdef is old"_s << u"[key removed] is old"_s;
    QTest::newRow("both") << u"bearer s3cret+key/value"_s << u"bearer [key removed]"_s;
    QTest::newRow("a word that only looks like one") << u"bearers of letters"_s << u"bearers of letters"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TestEndpoint::redacts() {
    QFETCH(QString, text);
    QFETCH(QString, cleaned);
    api::Redactor redactor;
    redactor.addSecret(u"s3cret+key/value"_s);
    QCOMPARE(redactor.clean(text), cleaned);
    api::ApiError error;
    error.summary = error.detail = error.errorCode = error.requestId = text;
    error = redactor.clean(error);
    for (const QString &part : {error.summary, error.detail, error.errorCode, error.requestId})
        QCOMPARE(part, cleaned);
}

void TestEndpoint::logsNoKey() {
    api::Redactor redactor;
    redactor.addSecret(u"s3cret-key-value"_s);
    QTemporaryFile log;
    QVERIFY(log.open());
    std::fflush(stderr);
    const int stderrCopy = dup(STDERR_FILENO);
    dup2(log.handle(), STDERR_FILENO);
    const auto before = qInstallMessageHandler(nullptr);
    api::Redactor::installLogHandler(&redactor);
    qWarning("asked with s3cret-key-value");
    qCritical() << "header" << QByteArray("Bearer s3cret-key-value");
    api::Redactor::installLogHandler(nullptr);
    qInstallMessageHandler(before);
    std::fflush(stderr);
    dup2(stderrCopy, STDERR_FILENO);
    close(stderrCopy);
    log.seek(0);
    const QByteArray written = log.readAll();
    QVERIFY(written.contains("asked with [key removed]"));
    QVERIFY(!written.contains("s3cret"));
}

void TestEndpoint::readsRetryAfter_data() {
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("expected"); // -1: nothing
    QTest::newRow("seconds") << QByteArray("7") << qint64(7000);
    QTest::newRow("fraction") << QByteArray("0.5") << qint64(500);
    QTest::newRow("spaces") << QByteArray(" 12 ") << qint64(12000);
    QTest::newRow("negative") << QByteArray("-3") << qint64(0);
    QTest::newRow("absurd") << QByteArray("1e300") << qint64(86'400'000);
    QTest::newRow("date") << QByteArray("Wed, 21 Oct 2026 07:28:30 GMT") << qint64(30'000);
    QTest::newRow("date gone by") << QByteArray("Wed, 21 Oct 2026 07:27:00 GMT") << qint64(0);
    QTest::newRow("date far away") << QByteArray("Fri, 31 Dec 9999 23:59:59 GMT") << qint64(86'400'000);
    QTest::newRow("no number") << QByteArray("nan") << qint64(-1);
    QTest::newRow("endless") << QByteArray("inf") << qint64(-1);
    QTest::newRow("words") << QByteArray("soon") << qint64(-1);
    QTest::newRow("nothing") << QByteArray() << qint64(-1);
}

void TestEndpoint::readsRetryAfter() {
    QFETCH(QByteArray, header);
    QFETCH(qint64, expected);
    const QDateTime now(QDate(2026, 10, 21), QTime(7, 28), Qt::UTC);
    QCOMPARE(api::retryAfterMs(header, now).value_or(-1), expected);
}

void TestEndpoint::knowsMediaTypes() {
    QCOMPARE(api::mediaTypeOf(u"/a.b/Invoice.PDF"_s)->mediaType, u"application/pdf"_s);
    QVERIFY(api::mediaTypeOf(u"a.csv"_s));
    QVERIFY(!api::mediaTypeOf(u"a.csv"_s)->listed);
    QVERIFY(!api::mediaTypeOf(u"a.exe"_s));
    QVERIFY(!api::mediaTypeOf(u"README"_s));
    // Every suffix that the documentation lists.
    for (const auto &suffix : {u"pdf"_s, u"doc"_s, u"docx"_s, u"txt"_s, u"html"_s, u"htm"_s, u"rtf"_s,
             u"odt"_s, u"ppt"_s, u"pptx"_s, u"epub"_s, u"xlsx"_s, u"xls"_s, u"md"_s, u"markdown"_s, u"png"_s,
             u"jpg"_s, u"jpeg"_s, u"gif"_s, u"bmp"_s, u"tiff"_s, u"eml"_s, u"msg"_s, u"mp3"_s, u"wav"_s})
        QVERIFY2(api::listedPatterns().contains(u"*."_s + suffix), qPrintable(suffix));
}

void TestEndpoint::writesFormFileNames_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("written");
    QTest::newRow("plain") << u"invoice.pdf"_s << u"invoice.pdf"_s;
    QTest::newRow("quotes") << u"a \"b\".pdf"_s << u"a %22b%22.pdf"_s;
    QTest::newRow("header injection") << u"a\r\nX-Evil: 1.pdf"_s << u"a%0D%0AX-Evil: 1.pdf"_s;
    QTest::newRow("folder") << u"/home/me/a.pdf"_s << u"a.pdf"_s;
    QTest::newRow("umlaut and emoji") << u"Rechnung über 😀.pdf"_s << u"Rechnung über 😀.pdf"_s;
    QTest::newRow("nothing") << QString() << u"document"_s;
}

void TestEndpoint::writesFormFileNames() {
    QFETCH(QString, name);
    QFETCH(QString, written);
    QCOMPARE(api::formFileName(name), written);
}
