// SPDX-License-Identifier: MIT
#include "tests/api/tst_upload.h"

#include "app/api/apiclient.h"
#include "app/api/redactor.h"
#include "app/api/sendoncedevice.h"
#include "tests/support/heldserver.h"
#include "tests/support/scriptedserver.h"

#include <QBuffer>
#include <QNetworkReply>
#include <QScopeGuard>
#include <QSslKey>
#include <QSslServer>
#include <QtTest>

using namespace Qt::StringLiterals;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

const QByteArray accepted = R"({"id":"c-1","status":"pending","workflow_id":"w1","version_id":"v1"})";

struct Client {
    api::Redactor redactor;
    api::ApiClient client{&redactor};

    explicit Client(const QUrl &url) { client.setEndpoint(url, u"af_test_key_0123456789"_s); }
};

/// The one part of a multipart body: its headers and its content, taken apart by hand.
struct Part {
    QByteArray headers;
    QByteArray content;
};

Part onlyPart(const ScriptedRequest &request) {
    const QByteArray type = request.headers.value("content-type");
    QByteArray boundary = type.mid(type.indexOf("boundary=") + 9);
    boundary.replace('"', "");
    const QByteArray opening = "--" + boundary + "\r\n";
    const QByteArray closing = "\r\n--" + boundary + "--\r\n";
    if (!type.startsWith("multipart/form-data;") || !request.body.startsWith(opening) ||
        !request.body.endsWith(closing))
        return {};
    const QByteArray inner =
        request.body.mid(opening.size(), request.body.size() - opening.size() - closing.size());
    const qsizetype end = inner.indexOf("\r\n\r\n");
    return {inner.left(end), inner.mid(end + 4)};
}

} // namespace

QString TestUpload::writeFile(const QString &name, const QByteArray &content) {
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(content);
    return file.fileName();
}

void TestUpload::sendsTheFileAsItIs_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QByteArray binary;
    for (int i = 0; i < 70'000; ++i)
        binary += char(i * 7);
    QTest::newRow("plain") << u"invoice.pdf"_s << QByteArray("%PDF-1.7 hello");
    QTest::newRow("binary") << u"binary.pdf"_s << binary;
    QTest::newRow("spaces") << u"my  invoice 1.pdf"_s << QByteArray("x");
    QTest::newRow("quotes") << u"the \"big\" one's.pdf"_s << QByteArray("x");
    QTest::newRow("umlauts") << u"Rechnung über Äpfel.pdf"_s << QByteArray("x");
    QTest::newRow("emoji") << u"receipt 😀🧾.pdf"_s << QByteArray("x");
    QTest::newRow("right to left") << u"חשבונית.pdf"_s << QByteArray("x");
    QTest::newRow("semicolon and percent") << u"a;b=c%20d.pdf"_s << QByteArray("x");
    QTest::newRow("content like a boundary")
        << u"evil.pdf"_s << QByteArray("\r\n--boundary\r\nContent-Type: x\r\n\r\n");
}

void TestUpload::sendsTheFileAsItIs() {
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::json(202, accepted); });
    Client c(server.url());
    const QString path = writeFile(name, content);
    std::optional<api::Accepted> answer;
    c.client.run(u"w 1"_s, {path, name, u"application/pdf"_s, {}}, this, [&](const auto &outcome) {
        QVERIFY(outcome);
        answer = *outcome;
    });
    QTRY_VERIFY(answer);
    QCOMPARE(answer->collectionId, u"c-1"_s);
    QCOMPARE(answer->versionId, u"v1"_s);
    QCOMPARE(server.requests.size(), 1);
    QCOMPARE(server.requests.first().method, "POST");
    QCOMPARE(server.requests.first().path, "/v2/workflows/w%201/run/");
    const Part part = onlyPart(server.requests.first());
    QCOMPARE(part.content, content);
    QByteArray expected = name.toUtf8();
    expected.replace('"', "%22");
    QVERIFY2(
        part.headers.contains("Content-Disposition: form-data; name=\"file\"; filename=\"" + expected + "\""),
        part.headers.constData());
    QVERIFY(part.headers.contains("Content-Type: application/pdf"));
}

void TestUpload::sendsText_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << u"Total: 12.50 €"_s;
    QTest::newRow("1 MB") << QString(1'000'000, u'ä');
    QTest::newRow("line ends") << u"a\nb\r\nc"_s;
    QTest::newRow("emoji") << u"🧾"_s;
}

void TestUpload::sendsText() {
    QFETCH(QString, text);
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::json(202, accepted); });
    Client c(server.url());
    bool done = false;
    c.client.run(u"w1"_s, {{}, {}, {}, text}, this, [&](const auto &outcome) { done = bool(outcome); });
    QTRY_VERIFY(done);
    const Part part = onlyPart(server.requests.first());
    QVERIFY(part.content == text.toUtf8());
    QVERIFY(part.headers.contains("Content-Disposition: form-data; name=\"text\"\r\n") ||
            part.headers.endsWith("Content-Disposition: form-data; name=\"text\""));
    QVERIFY(!part.headers.contains("filename"));
}

void TestUpload::tellsProgress() {
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::json(202, accepted); });
    Client c(server.url());
    const QByteArray content(15'000'000, 'x');
    const QString path = writeFile(u"large.pdf"_s, content);
    bool done = false;
    api::ApiCall *call = c.client.run(
        u"w1"_s, {path, u"large.pdf"_s, {}, {}}, this, [&](const auto &outcome) { done = bool(outcome); });
    QSignalSpy progress(call, &api::ApiCall::uploadProgress);
    QTRY_VERIFY_WITH_TIMEOUT(done, 30'000);
    QVERIFY(progress.size() >= 2);
    qint64 last = 0;
    for (const auto &step : progress) {
        QVERIFY(step.at(0).toLongLong() >= last);
        last = step.at(0).toLongLong();
        QVERIFY(step.at(1).toLongLong() > content.size()); // the form around it is counted
    }
    QCOMPARE(last, progress.last().at(1).toLongLong());
    QVERIFY(onlyPart(server.requests.first()).content == content);
}

void TestUpload::localFileFails_data() {
    QTest::addColumn<QString>("path");
    QTest::newRow("vanished") << m_folder.filePath(u"gone.pdf"_s);
    QTest::newRow("a folder") << m_folder.path();
}

void TestUpload::localFileFails() {
    QFETCH(QString, path);
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::json(202, accepted); });
    Client c(server.url());
    std::optional<api::ApiError> error;
    c.client.run(
        u"w1"_s, {path, u"x.pdf"_s, {}, {}}, this, [&](const auto &outcome) { error = outcome.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, api::ErrorKind::LocalFile);
    QVERIFY(!error->mayHaveArrived);
    QVERIFY(server.requests.isEmpty());
}

void TestUpload::neverSendsTwice_data() {
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<bool>(
        "warm"); // a connection that has been used before: where Qt would try again by itself
    for (bool warm : {false, true}) {
        const char *which = warm ? "used connection" : "new connection";
        QTest::addRow("hang up, %s", which) << ScriptedReply::hangUp() << warm;
        QTest::addRow("reset, %s", which) << ScriptedReply{{}, false, true} << warm;
        QTest::addRow("half a status line, %s", which) << ScriptedReply{"HTTP/1.1 20", true, false} << warm;
        QTest::addRow("cut body, %s", which)
            << ScriptedReply{"HTTP/1.1 202 OK\r\nContent-Length: 80\r\n\r\n{\"id\":\"c", true, false} << warm;
    }
}

void TestUpload::neverSendsTwice() {
    QFETCH(ScriptedReply, reply);
    QFETCH(bool, warm);
    bool lie = false;
    ScriptedServer server(
        [&](const ScriptedRequest &) { return lie ? reply : ScriptedReply::json(202, accepted); });
    Client c(server.url());
    const QString path = writeFile(u"once.pdf"_s, QByteArray(30'000, 'x'));
    const api::Submission submission{path, u"once.pdf"_s, {}, {}};
    if (warm) {
        bool done = false;
        c.client.run(u"w1"_s, submission, this, [&](const auto &outcome) { done = bool(outcome); });
        QTRY_VERIFY(done);
    }
    lie = true;
    server.requests.clear();
    std::optional<api::ApiError> error;
    QPointer<api::ApiCall> call =
        c.client.run(u"w1"_s, submission, this, [&](const auto &outcome) { error = outcome.error(); });
    QTRY_VERIFY(error);
    QTRY_VERIFY(!call);
    QVERIFY(error->mayHaveArrived);
    // The connections are looked at once more: a second sending would have been begun by now.
    bool asked = false;
    lie = false;
    c.client.workflow(u"w1"_s, this, [&](const auto &) { asked = true; });
    QTRY_VERIFY(asked);
    const auto posts = std::count_if(server.requests.cbegin(), server.requests.cend(),
        [](const auto &request) { return request.method == "POST"; });
    QCOMPARE(posts, 1);
}

void TestUpload::endpointSetAnewKeepsWhatIsUnderWay() {
    support::HeldServer server("POST");
    Client c(server.url());
    QString id;
    std::optional<api::ApiError> error;
    c.client.run(u"w1"_s, {{}, {}, {}, u"text"_s}, this, [&](const auto &outcome) {
        if (outcome)
            id = outcome->collectionId;
        else
            error = outcome.error();
    });
    QTRY_COMPARE(server.held(), 1);
    // A person looks at their key, replaces it, and types another address meanwhile.
    c.client.setEndpoint(server.url(), u"af_test_key_0123456789"_s);
    c.client.setEndpoint(server.url(), u"af_other_key_0123456789"_s);
    c.client.setEndpoint(QUrl(u"http://127.0.0.1:9"_s), u"af_other_key_0123456789"_s);
    server.letGo(ScriptedReply::json(202, accepted).bytes);
    QTRY_VERIFY(!id.isEmpty() || error);
    QCOMPARE(id, u"c-1"_s);
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(server.requests().first().contains("Bearer af_test_key_0123456789\r\n"));
}

void TestUpload::questionsPassUploads() {
    // As many as one QNetworkAccessManager has connections for; on the same one, the question would wait.
    constexpr int uploads = 6;
    support::HeldServer server("POST",
        ScriptedReply::json(412, R"({"error":"Not ready","error_code":"PRECONDITION_FAILED"})").bytes);
    Client c(server.url());
    int taken = 0;
    for (int i = 0; i < uploads; ++i) {
        c.client.run(u"w1"_s, {{}, {}, {}, u"text %1"_s.arg(i)}, this,
            [&taken](const auto &outcome) { taken += bool(outcome); });
    }
    QTRY_COMPARE(server.held(), uploads);
    for (int round = 1; round <= 3; ++round) {
        int answers = 0;
        c.client.results(u"w1"_s, u"c-1"_s, this, [&answers](const auto &outcome) {
            QVERIFY(outcome);
            ++answers;
        });
        c.client.runs(u"w1"_s, 1, 100, this, [&answers](const auto &) { ++answers; });
        QTRY_COMPARE(answers, 2);
        QCOMPARE(server.held(), uploads);
    }
    QCOMPARE(taken, 0);
    for (int i = 0; i < uploads; ++i)
        server.letGo(ScriptedReply::json(202, accepted).bytes);
    QTRY_COMPARE(taken, uploads);
}

void TestUpload::answerThatIsHereBeatsCancel() {
    support::HeldServer server("POST");
    Client c(server.url());
    QString id;
    std::optional<api::ApiError> error;
    api::ApiCall *call = c.client.run(u"w1"_s, {{}, {}, {}, u"text"_s}, this, [&](const auto &outcome) {
        if (outcome)
            id = outcome->collectionId;
        else
            error = outcome.error();
    });
    auto *reply = call->findChild<QNetworkReply *>();
    QVERIFY(reply);
    // Connected after ApiCall's own slot, which is queued: the answer is here and has not been read.
    connect(reply, &QNetworkReply::finished, call, &api::ApiCall::cancel);
    QTRY_COMPARE(server.held(), 1);
    server.letGo(ScriptedReply::json(202, accepted).bytes);
    QTRY_VERIFY(!id.isEmpty() || error);
    QCOMPARE(id, u"c-1"_s);
}

void TestUpload::goesOverHttp1WhenEncrypted() {
    if (!QSslSocket::supportsSsl())
        QSKIP("no TLS library");
    // A server that would like HTTP/2 best.
    QFile certificateFile(QFINDTESTDATA("fixtures/loopback.crt"));
    QFile keyFile(QFINDTESTDATA("fixtures/loopback.key"));
    QVERIFY(certificateFile.open(QIODevice::ReadOnly) && keyFile.open(QIODevice::ReadOnly));
    const QSslCertificate certificate(&certificateFile);
    QVERIFY(!certificate.isNull());
    const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    QSslConfiguration trusting = before;
    trusting.addCaCertificate(certificate);
    QSslConfiguration::setDefaultConfiguration(trusting);
    const auto restore = qScopeGuard([&] { QSslConfiguration::setDefaultConfiguration(before); });

    QSslServer server;
    QSslConfiguration configuration = before;
    configuration.setLocalCertificate(certificate);
    configuration.setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
    configuration.setAllowedNextProtocols({"h2", "http/1.1"});
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    server.setSslConfiguration(configuration);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray received;
    QByteArray protocol;
    bool answering = true;
    connect(&server, &QTcpServer::pendingConnectionAvailable, this, [&] {
        auto *socket = qobject_cast<QSslSocket *>(server.nextPendingConnection());
        protocol = socket->sslConfiguration().nextNegotiatedProtocol();
        connect(socket, &QIODevice::readyRead, this, [&, socket] {
            received += socket->readAll();
            if (!received.endsWith("--\r\n"))
                return;
            if (answering)
                socket->write(ScriptedReply::json(202, accepted).bytes);
            else
                socket->disconnectFromHost(); // on a connection that has been used: Qt would send it again
        });
    });
    Client c(QUrl(u"https://127.0.0.1:%1"_s.arg(server.serverPort())));
    const QString path = writeFile(u"tls.pdf"_s, QByteArray(300'000, 'x'));
    const api::Submission submission{path, u"tls.pdf"_s, {}, {}};
    std::optional<api::ApiError> error;
    bool done = false;
    c.client.run(u"w1"_s, submission, this, [&](const auto &outcome) {
        done = bool(outcome);
        error = outcome.error();
    });
    QTRY_VERIFY2(done || (error && error->isError()), qPrintable(error ? error->detail : QString()));
    QVERIFY2(done, qPrintable(error->detail));
    QVERIFY2(protocol.isEmpty() || protocol == "http/1.1", protocol.constData());
    QCOMPARE(received.count("POST /v2/workflows/w1/run/ HTTP/1.1"), 1);

    received.clear();
    answering = false;
    error.reset();
    c.client.run(u"w1"_s, submission, this, [&](const auto &outcome) { error = outcome.error(); });
    QTRY_VERIFY(error);
    QVERIFY(error->mayHaveArrived);
    QCOMPARE(received.count("POST /v2/workflows/w1/run/ HTTP/1.1"), 1);
}

void TestUpload::knowsWhetherAllWasHandedOver_data() {
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("cutAfter"); // received bytes; -1: everything is read, no answer
    QTest::addColumn<bool>("may");
    // 15 MB do not fit into the buffers between here and there: cut early, most of it is still on the disk.
    QTest::newRow("cut early") << qint64(15'000'000) << qint64(10'000) << false;
    QTest::newRow("cut at the first byte") << qint64(15'000'000) << qint64(1) << false;
    QTest::newRow("read whole, then lost") << qint64(200'000) << qint64(-1) << true;
}

void TestUpload::knowsWhetherAllWasHandedOver() {
    QFETCH(qint64, size);
    QFETCH(qint64, cutAfter);
    QFETCH(bool, may);
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::hangUp(); });
    if (cutAfter >= 0)
        server.cutWhile = [cutAfter](const QByteArray &arrived) {
            return arrived.size() >= cutAfter;
        };
    Client c(server.url());
    const QString path = writeFile(u"cut.pdf"_s, QByteArray(size, 'x'));
    std::optional<api::ApiError> error;
    c.client.run(
        u"w1"_s, {path, u"cut.pdf"_s, {}, {}}, this, [&](const auto &outcome) { error = outcome.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, api::ErrorKind::Network);
    QCOMPARE(error->mayHaveArrived, may);
    QCOMPARE(server.requests.size(), may ? 1 : 0);
}

void TestUpload::fileShrinksWhileSent() {
    const QString path = writeFile(u"shrinks.pdf"_s, QByteArray(15'000'000, 'x'));
    ScriptedServer server([](const ScriptedRequest &) { return ScriptedReply::json(202, accepted); });
    bool shrunk = false;
    server.cutWhile = [&](const QByteArray &) {
        if (!shrunk)
            shrunk = QFile::resize(path, 1000);
        return false;
    };
    Client c(server.url());
    std::optional<api::ApiError> error;
    c.client.run(
        u"w1"_s, {path, u"s.pdf"_s, {}, {}}, this, [&](const auto &outcome) { error = outcome.error(); });
    QTRY_VERIFY_WITH_TIMEOUT(error, 20'000);
    QCOMPARE(error->kind, api::ErrorKind::LocalFile);
    QVERIFY(!error->mayHaveArrived);
    QVERIFY(server.requests.isEmpty());
}

void TestUpload::refusesToRewind() {
    auto buffer = std::make_shared<QBuffer>();
    buffer->setData("0123456789");
    QVERIFY(buffer->open(QIODevice::ReadOnly));
    api::SendOnceDevice device(buffer, buffer->size());
    QVERIFY(device.reset()); // nothing was read yet
    QCOMPARE(device.read(4), "0123");
    QVERIFY(!device.isAllRead());
    QVERIFY(!device.reset());
    QVERIFY(!device.seek(2));
    QCOMPARE(device.read(100), "456789");
    QVERIFY(device.isAllRead());
    QVERIFY(!device.reset());
    QCOMPARE(device.size(), 10);

    auto other = std::make_shared<QBuffer>();
    other->setData("0123456789");
    QVERIFY(other->open(QIODevice::ReadOnly));
    api::SendOnceDevice shut(other, 10);
    QCOMPARE(shut.read(4), "0123");
    shut.shut();
    QCOMPARE(shut.read(100), "");
    QVERIFY(!shut.isAllRead());
}
