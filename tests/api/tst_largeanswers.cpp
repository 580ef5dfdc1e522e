// SPDX-License-Identifier: MIT
#include "tests/api/tst_largeanswers.h"

#include "app/api/apiclient.h"
#include "app/api/bodysink.h"
#include "app/api/inflater.h"
#include "app/api/redactor.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/streamserver.h"

#include <QtTest>

#include <zlib.h>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using api::ErrorKind;
using support::ScriptedReply;
using support::ScriptedServer;
using support::StreamedReply;
using support::StreamServer;

Q_DECLARE_METATYPE(support::StreamedReply)
Q_DECLARE_METATYPE(support::ScriptedReply)
Q_DECLARE_METATYPE(api::ErrorKind)

namespace {

/// Takes what it is given as long as the test gives it room.
class Sink : public api::BodySink {
public:
    qint64 mostInMemory() const override { return threshold; }
    qint64 room() const override { return left; }
    void take(const QByteArray &piece) override {
        bytes += piece;
        left -= piece.size();
        largest = qMax(largest, piece.size());
    }
    void makeRoom(qint64 size) {
        left = size;
        emit roomMade();
    }

    static constexpr qint64 threshold = 262'144;
    QByteArray bytes;
    qint64 left = 1LL << 40;
    qsizetype largest = 0;
};

/// A client, one question for a result, and its end.
struct Asking {
    api::Redactor redactor;
    std::unique_ptr<api::ApiClient> client = std::make_unique<api::ApiClient>(&redactor);
    std::unique_ptr<Sink> sink = std::make_unique<Sink>();
    QObject context;
    QPointer<api::ApiCall> call;
    std::optional<api::Outcome<api::ResultsAnswer>> outcome;
    int ends = 0;

    explicit Asking(const QUrl &url) { client->setEndpoint(url, u"af_test_key_0123456789"_s); }
    void ask() {
        call = client->results(
            u"w"_s, u"c"_s, &context,
            [this](const auto &got) {
                outcome.emplace(got);
                ++ends;
            },
            sink.get());
    }
    bool isReady() const { return outcome && *outcome && (*outcome)->state == api::ResultsAnswer::Ready; }
    ErrorKind error() const { return outcome ? outcome->error().kind : ErrorKind::None; }
};

/// Text that packs about as a result does, every part of it different.
QByteArray json(qsizetype size) {
    QByteArray text = "{\"parse\":{\"text\":\"";
    for (int i = 0; text.size() < size; ++i)
        text += QByteArray::number(quint64(i) * 2'654'435'761u, 36) + " total amount ";
    text.truncate(size - 3);
    return text + "\"}}";
}

QByteArray gzip(const QByteArray &bytes, int level = 1) {
    z_stream z = {};
    deflateInit2(&z, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(qsizetype(deflateBound(&z, uLong(bytes.size()))) + 64, Qt::Uninitialized);
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
    z.avail_in = uInt(bytes.size());
    z.next_out = reinterpret_cast<Bytef *>(packed.data());
    z.avail_out = uInt(packed.size());
    deflate(&z, Z_FINISH);
    packed.truncate(qsizetype(z.total_out));
    deflateEnd(&z);
    return packed;
}

QByteArray chunked(const QByteArray &bytes) {
    QByteArray chunks;
    for (qsizetype at = 0; at < bytes.size(); at += 10'000) {
        const QByteArray piece = bytes.mid(at, 10'000);
        chunks += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    }
    return chunks + "0\r\n\r\n";
}

/// The same body in every way in which it can be sent.
void addShapes(const QByteArray &body) {
    QTest::addColumn<StreamedReply>("reply");
    QTest::addColumn<QByteArray>("body");
    const QByteArray packed = gzip(body);
    QTest::newRow("with its length") << StreamedReply::whole(body) << body;
    QTest::newRow("then closed") << StreamedReply::of("Content-Length: " + QByteArray::number(body.size()) +
                                                          "\r\nConnection: close\r\n",
                                        body, StreamedReply::Close)
                                 << body;
    QTest::newRow("chunked") << StreamedReply::of("Transfer-Encoding: chunked\r\n", chunked(body)) << body;
    QTest::newRow("chunked, then closed")
        << StreamedReply::of(
               "Transfer-Encoding: chunked\r\nConnection: close\r\n", chunked(body), StreamedReply::Close)
        << body;
    QTest::newRow("until it is closed")
        << StreamedReply::of("Connection: close\r\n", body, StreamedReply::Close) << body;
    QTest::newRow("gzip") << StreamedReply::whole(packed, "Content-Encoding: gzip\r\n") << body;
    QTest::newRow("gzip, chunked") << StreamedReply::of(
                                          "Transfer-Encoding: chunked\r\nContent-Encoding: GZIP\r\n",
                                          chunked(packed))
                                   << body;
    QTest::newRow("gzip, until it is closed")
        << StreamedReply::of("Content-Encoding: gzip\r\nConnection: close\r\n", packed, StreamedReply::Close)
        << body;
    const qsizetype half = body.size() / 2;
    QTest::newRow("gzip in two parts")
        << StreamedReply::whole(gzip(body.left(half)) + gzip(body.mid(half)), "Content-Encoding: gzip\r\n")
        << body;
}

} // namespace

void TestLargeAnswers::smallOnesStayInMemory_data() {
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("inMemory");
    QTest::newRow("2 kB") << qsizetype(2'000) << true;
    QTest::newRow("the bound") << qsizetype(Sink::threshold) << true;
    QTest::newRow("one more") << qsizetype(Sink::threshold + 1) << false;
}

void TestLargeAnswers::smallOnesStayInMemory() {
    QFETCH(qsizetype, size);
    QFETCH(bool, inMemory);
    const QByteArray body = json(size);
    QCOMPARE(body.size(), size);
    for (const QByteArray &packing : {QByteArray(), QByteArray("Content-Encoding: gzip\r\n")}) {
        StreamServer server(
            [&] { return StreamedReply::whole(packing.isEmpty() ? body : gzip(body), packing); });
        Asking a(server.url());
        a.ask();
        QTRY_COMPARE(a.ends, 1);
        QVERIFY(a.isReady());
        QCOMPARE((*a.outcome)->inSink, inMemory ? 0 : size);
        QVERIFY((*a.outcome)->body == (inMemory ? body : QByteArray()));
        QVERIFY(a.sink->bytes == (inMemory ? QByteArray() : body));
        QVERIFY(server.lastRequest.contains("\r\nAccept-Encoding: gzip\r\n"));
    }
}

void TestLargeAnswers::arriveInTheSink_data() {
    addShapes(json(12'000'000));
}

void TestLargeAnswers::arriveInTheSink() {
    QFETCH(StreamedReply, reply);
    QFETCH(QByteArray, body);
    StreamServer server([&] { return reply; });
    Asking a(server.url());
    a.ask();
    QTRY_COMPARE_WITH_TIMEOUT(a.ends, 1, 30'000);
    QVERIFY(a.isReady());
    QCOMPARE((*a.outcome)->inSink, body.size());
    QVERIFY((*a.outcome)->body.isEmpty());
    QVERIFY(a.sink->bytes == body);
    QVERIFY(a.sink->largest <= Sink::threshold + 65'536);
    QTRY_VERIFY(!a.call);
    QCOMPARE(a.ends, 1);
}

void TestLargeAnswers::aSlowSinkSlowsTheServiceDown_data() {
    addShapes(json(40'000'000));
}

void TestLargeAnswers::aSlowSinkSlowsTheServiceDown() {
    QFETCH(StreamedReply, reply);
    QFETCH(QByteArray, body);
    StreamServer server([&] { return reply; });
    Asking a(server.url());
    a.sink->left = 1'000'000;
    a.ask();
    QTRY_VERIFY_WITH_TIMEOUT(a.sink->left <= 0, 20'000);
    // As much as the buffers of the system and of Qt hold, and no more.
    qint64 before = -1;
    QTRY_VERIFY_WITH_TIMEOUT(std::exchange(before, server.sent) == server.sent, 20'000);
    QVERIFY2(server.sent < 16'000'000, qPrintable(QString::number(server.sent)));
    QVERIFY(a.sink->bytes.size() < 1'000'000 + Sink::threshold + 65'536);
    QCOMPARE(a.ends, 0);
    // A little room, again and again; then enough.
    for (int i = 1; i <= 20; ++i) {
        a.sink->makeRoom(100'000);
        QTRY_VERIFY(a.sink->left <= 0);
    }
    QCOMPARE(a.ends, 0);
    a.sink->makeRoom(1LL << 40);
    QTRY_COMPARE_WITH_TIMEOUT(a.ends, 1, 60'000);
    QVERIFY(a.isReady());
    QVERIFY(a.sink->bytes == body);
}

void TestLargeAnswers::cutOnesAreErrors_data() {
    QTest::addColumn<StreamedReply>("reply");
    QTest::addColumn<ErrorKind>("kind");
    const QByteArray body = json(3'000'000);
    const QByteArray packed = gzip(body);
    const QByteArray length = "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    const QByteArray packedLength = "Content-Encoding: gzip\r\nContent-Length: ";
    QTest::newRow("closed at the half")
        << StreamedReply::of(length, body.left(1'500'000), StreamedReply::Close) << ErrorKind::Network;
    QTest::newRow("closed before the last byte")
        << StreamedReply::of(length, body.chopped(1), StreamedReply::Close) << ErrorKind::Network;
    QTest::newRow("reset at the half")
        << StreamedReply::of(length, body.left(1'500'000), StreamedReply::Reset) << ErrorKind::Network;
    QTest::newRow("chunked, closed in a chunk") << StreamedReply::of("Transfer-Encoding: chunked\r\n",
                                                       chunked(body).left(1'500'000), StreamedReply::Close)
                                                << ErrorKind::Network;
    QTest::newRow("chunked, closed before the last chunk")
        << StreamedReply::of("Transfer-Encoding: chunked\r\n", chunked(body).chopped(5), StreamedReply::Close)
        << ErrorKind::Network;
    QTest::newRow("chunked, reset") << StreamedReply::of("Transfer-Encoding: chunked\r\n",
                                           chunked(body).left(1'500'000), StreamedReply::Reset)
                                    << ErrorKind::Network;
    QTest::newRow("gzip, closed") << StreamedReply::of(
                                         packedLength + QByteArray::number(packed.size()) + "\r\n",
                                         packed.left(packed.size() / 2), StreamedReply::Close)
                                  << ErrorKind::Network;
    QTest::newRow("gzip of no length, closed") << StreamedReply::of("Content-Encoding: gzip\r\n",
                                                      packed.left(packed.size() / 2), StreamedReply::Close)
                                               << ErrorKind::Network;
    QTest::newRow("gzip of no length, the last byte is missing")
        << StreamedReply::of("Content-Encoding: gzip\r\n", packed.chopped(1), StreamedReply::Close)
        << ErrorKind::Network;
    QTest::newRow("gzip of half the text, chunked")
        << StreamedReply::of("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
               chunked(packed.left(packed.size() / 2)))
        << ErrorKind::Network;
    QByteArray damaged = packed;
    damaged[packed.size() / 2] = char(~damaged.at(packed.size() / 2));
    QTest::newRow("gzip, damaged") << StreamedReply::whole(damaged, "Content-Encoding: gzip\r\n")
                                   << ErrorKind::Unreadable;
    damaged = packed;
    damaged[packed.size() - 5] = char(~damaged.at(packed.size() - 5));
    QTest::newRow("gzip, another length at its end")
        << StreamedReply::whole(damaged, "Content-Encoding: gzip\r\n") << ErrorKind::Unreadable;
    QTest::newRow("gzip that is none")
        << StreamedReply::whole(body, "Content-Encoding: gzip\r\n") << ErrorKind::Unreadable;
    QTest::newRow("packed otherwise")
        << StreamedReply::whole(body, "Content-Encoding: br\r\n") << ErrorKind::Unreadable;
}

void TestLargeAnswers::cutOnesAreErrors() {
    QFETCH(StreamedReply, reply);
    QFETCH(ErrorKind, kind);
    StreamServer server([&] { return reply; });
    Asking a(server.url());
    a.ask();
    QTRY_COMPARE_WITH_TIMEOUT(a.ends, 1, 20'000);
    QVERIFY(!a.isReady());
    QCOMPARE(a.error(), kind);
    QVERIFY(a.outcome->error().isTransient()); // it is asked for again
    QVERIFY(!a.outcome->error().summary.isEmpty());
    QVERIFY(!a.outcome->error().mayHaveArrived);
    QTRY_VERIFY(!a.call);
    QCOMPARE(a.ends, 1);
}

void TestLargeAnswers::whatIsNoResult_data() {
    QTest::addColumn<StreamedReply>("reply");
    QTest::addColumn<QString>("detail");
    const QByteArray page = "\n <html><title>Sign in</title>" + QByteArray(3'000'000, 'x') + "</html>";
    QTest::newRow("a large web page") << StreamedReply::whole(page) << u"Sign in"_s;
    QTest::newRow("a large web page, gzip")
        << StreamedReply::whole(gzip(page), "Content-Encoding: gzip\r\n") << u"Sign in"_s;
    QTest::newRow("white space only")
        << StreamedReply::whole(QByteArray(3'000'000, ' ')) << u"The body is empty."_s;
    QTest::newRow("nothing, packed") << StreamedReply::whole(gzip({}), "Content-Encoding: gzip\r\n")
                                     << u"The body is empty."_s;
    QTest::newRow("nothing, said to be packed")
        << StreamedReply::whole({}, "Content-Encoding: gzip\r\n") << u"The body is empty."_s;
}

void TestLargeAnswers::whatIsNoResult() {
    QFETCH(StreamedReply, reply);
    QFETCH(QString, detail);
    StreamServer server([&] { return reply; });
    Asking a(server.url());
    a.ask();
    QTRY_COMPARE_WITH_TIMEOUT(a.ends, 1, 20'000);
    QCOMPARE(a.error(), ErrorKind::Unreadable);
    QVERIFY2(a.outcome->error().detail.contains(detail), qPrintable(a.outcome->error().detail));
    QVERIFY(a.sink->bytes.trimmed().isEmpty());
}

void TestLargeAnswers::packedErrorsAreRead_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("detail");
    const QByteArray page = "<html><title>Bad Gateway</title>" + QByteArray(5'000'000, 'x');
    QTest::newRow("502, a large page")
        << 502 << QByteArray() << page << ErrorKind::Server << u"Bad Gateway"_s;
    QTest::newRow("502, packed") << 502 << QByteArray("gzip") << gzip(page) << ErrorKind::Server
                                 << u"Bad Gateway"_s;
    QTest::newRow("502, damaged") << 502 << QByteArray("gzip") << page << ErrorKind::Server << u"HTTP 502"_s;
    QTest::newRow("502, packed otherwise")
        << 502 << QByteArray("br") << page << ErrorKind::Server << u"HTTP 502"_s;
    QTest::newRow("401, packed") << 401 << QByteArray("gzip")
                                 << gzip(R"({"error":"no such key","error_code":"AUTH_FAILED"})")
                                 << ErrorKind::Authentication << u"no such key"_s;
    QTest::newRow("422, packed") << 422 << QByteArray("gzip")
                                 << gzip(R"({"error":"unreadable","error_code":"EXTRACTION_FAILED"})")
                                 << ErrorKind::None << u"unreadable"_s;
}

void TestLargeAnswers::packedErrorsAreRead() {
    QFETCH(int, status);
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, detail);
    ScriptedServer server([&](const auto &) {
        return ScriptedReply::of(status, "text/html", body,
            encoding.isEmpty() ? QByteArray() : "Content-Encoding: " + encoding + "\r\n");
    });
    Asking a(server.url());
    a.ask();
    QTRY_COMPARE_WITH_TIMEOUT(a.ends, 1, 20'000);
    QCOMPARE(a.error(), kind);
    const QString words = *a.outcome ? (*a.outcome)->words : a.outcome->error().detail;
    QVERIFY2(words.contains(detail), qPrintable(words));
    QCOMPARE(*a.outcome ? (*a.outcome)->httpStatus : a.outcome->error().httpStatus, status);
    QVERIFY(a.sink->bytes.isEmpty());
}

void TestLargeAnswers::silenceEndsIt_data() {
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing came") << qint64(-1) << u"did not answer in time"_s;
    QTest::newRow("the head came") << qint64(0) << u"stopped sending in the middle of the answer"_s;
    QTest::newRow("half came") << qint64(1'500'000) << u"stopped sending in the middle of the answer"_s;
}

void TestLargeAnswers::silenceEndsIt() {
    QFETCH(qint64, bytes);
    QFETCH(QString, words);
    // Made before the clock runs: under a sanitizer on a busy machine that takes as long as the silence.
    StreamedReply reply = StreamedReply::whole(json(3'000'000));
    if (bytes < 0)
        reply.head.clear();
    StreamServer server([&] { return reply; });
    server.holdAt = qMax<qint64>(bytes, 0);
    Asking a(server.url());
    a.client->setTimeouts(std::chrono::milliseconds(700), std::chrono::seconds(60));
    a.ask();
    QTRY_COMPARE(a.ends, 1);
    QCOMPARE(a.error(), ErrorKind::Timeout);
    QVERIFY2(a.outcome->error().summary.contains(words), qPrintable(a.outcome->error().summary));
    QVERIFY(a.outcome->error().isTransient());
}

void TestLargeAnswers::slowBytesAreNoSilence() {
    const QByteArray body = json(Sink::threshold + 10);
    StreamServer server([&] { return StreamedReply::whole(body); });
    server.holdAt = 0;
    Asking a(server.url());
    a.client->setTimeouts(std::chrono::milliseconds(300), std::chrono::seconds(60));
    QTimer drop;
    QElapsedTimer took;
    connect(&drop, &QTimer::timeout, this, [&] {
        if (!server.last || took.elapsed() > 900) {
            if (server.last)
                server.goOn();
            return;
        }
        ++server.holdAt;
        emit server.last->bytesWritten(0);
    });
    drop.start(30);
    took.start();
    a.ask();
    QTRY_COMPARE(a.ends, 1);
    QVERIFY(took.elapsed() > 600); // or there was nothing to it
    QVERIFY(a.isReady());
    QVERIFY(a.sink->bytes == body);
}

void TestLargeAnswers::aSinkWithoutRoomIsNoSilence() {
    const QByteArray body = json(30'000'000);
    StreamServer server([&] { return StreamedReply::whole(body); });
    Asking a(server.url());
    a.client->setTimeouts(std::chrono::milliseconds(200), std::chrono::seconds(60));
    a.sink->left = 400'000;
    a.ask();
    QTRY_VERIFY(a.sink->left <= 0);
    QSignalSpy ended(a.call, &api::ApiCall::finished);
    QVERIFY(!ended.wait(900));
    a.sink->makeRoom(1LL << 40);
    QTRY_COMPARE_WITH_TIMEOUT(a.ends, 1, 30'000);
    QVERIFY(a.isReady());
    QVERIFY(a.sink->bytes == body);
}

void TestLargeAnswers::aFailingSinkEndsIt() {
    StreamServer server([] { return StreamedReply::whole(json(30'000'000)); });
    Asking a(server.url());
    a.sink->left = 400'000;
    a.ask();
    QTRY_VERIFY(a.sink->left <= 0);
    emit a.sink->failed(u"No space left on device"_s);
    QTRY_COMPARE(a.ends, 1);
    QCOMPARE(a.error(), ErrorKind::LocalFile);
    QCOMPARE(a.outcome->error().summary, u"No space left on device"_s);
    const qint64 size = a.sink->bytes.size();
    QTRY_VERIFY(!a.call);
    a.sink->makeRoom(1LL << 40);
    QTRY_VERIFY(!server.last || server.last->state() != QAbstractSocket::ConnectedState); // it is told
    QCOMPARE(a.sink->bytes.size(), size);
    QCOMPARE(a.ends, 1);
}

void TestLargeAnswers::aDyingSinkEndsIt() {
    StreamServer server([] { return StreamedReply::whole(json(30'000'000)); });
    Asking a(server.url());
    a.sink->left = 400'000;
    a.ask();
    QTRY_VERIFY(a.sink->left <= 0);
    a.sink.reset();
    QCOMPARE(a.ends, 0); // never from inside
    QTRY_COMPARE(a.ends, 1);
    QCOMPARE(a.error(), ErrorKind::Cancelled);
    QTRY_VERIFY(!server.last || server.last->state() != QAbstractSocket::ConnectedState);
}

void TestLargeAnswers::cancelled_data() {
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qint64>("room");
    QTest::newRow("while it arrives") << qsizetype(30'000'000) << qint64(400'000);
    QTest::newRow("when all is here but the sink has no room") << qsizetype(900'000) << qint64(300'000);
}

void TestLargeAnswers::cancelled() {
    QFETCH(qsizetype, size);
    QFETCH(qint64, room);
    StreamServer server([&] { return StreamedReply::whole(json(size)); });
    Asking a(server.url());
    a.sink->left = room;
    a.ask();
    QTRY_VERIFY(a.sink->left <= 0);
    a.call->cancel();
    a.call->cancel();
    QCOMPARE(a.ends, 0);
    QTRY_COMPARE(a.ends, 1);
    QCOMPARE(a.error(), ErrorKind::Cancelled);
    const qint64 taken = a.sink->bytes.size();
    a.sink->makeRoom(1LL << 40);
    QTRY_VERIFY(!a.call);
    QCOMPARE(a.sink->bytes.size(), taken);
    a.ask(); // the next one is another
    QTRY_COMPARE_WITH_TIMEOUT(a.ends, 2, 30'000);
    QVERIFY(a.isReady());
}

void TestLargeAnswers::theClientEnds() {
    StreamServer server([] { return StreamedReply::whole(json(30'000'000)); });
    Asking a(server.url());
    a.sink->left = 400'000;
    a.ask();
    QTRY_VERIFY(a.sink->left <= 0);
    a.client.reset();
    QVERIFY(!a.call);
    a.sink->makeRoom(1LL << 40);
    QTRY_VERIFY(!server.last || server.last->state() != QAbstractSocket::ConnectedState);
    QCOMPARE(a.ends, 0);
}

void TestLargeAnswers::unpacksInBoundedSteps() {
    // A thousand to one: what would fill the memory at once.
    const QByteArray packed = gzip(QByteArray(100'000'000, ' '), 9);
    QVERIFY(packed.size() < 200'000);
    api::Inflater inflater;
    inflater.feed(packed);
    qint64 size = 0;
    for (QByteArray piece; !(piece = inflater.next(65'536)).isEmpty(); size += piece.size())
        QVERIFY(piece.size() <= 65'536 && piece.trimmed().isEmpty());
    QCOMPARE(size, 100'000'000);
    QVERIFY(inflater.isWhole());
}

void TestLargeAnswers::unpacksAnyCut() {
    const QByteArray text = json(3'000);
    const QByteArray packed = gzip(text.left(1'000)) + gzip(text.mid(1'000));
    for (qsizetype cut = 0; cut <= packed.size(); ++cut) {
        api::Inflater inflater;
        QByteArray got;
        for (const QByteArray &part : {packed.left(cut), packed.mid(cut)}) {
            inflater.feed(part);
            for (QByteArray piece; !(piece = inflater.next(100)).isEmpty();)
                got += piece;
        }
        QVERIFY2(inflater.isWhole() && got == text, qPrintable(QString::number(cut)));
        api::Inflater half;
        half.feed(packed.left(cut));
        while (!half.next(100).isEmpty()) {
        }
        QVERIFY(!half.isDamaged());
        const bool isEnd = cut == packed.size() || cut == gzip(text.left(1'000)).size();
        QCOMPARE(half.isWhole(), isEnd);
    }
}
