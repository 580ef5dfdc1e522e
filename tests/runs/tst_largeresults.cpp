// SPDX-License-Identifier: MIT
#include "tests/runs/tst_largeresults.h"

#include "tests/runs/runbench.h"
#include "tests/support/streamserver.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSemaphore>
#include <QThreadPool>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

#include <functional>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;
using support::RunBench;
using support::StreamedReply;
using support::StreamServer;

Q_DECLARE_METATYPE(support::StreamedReply)

namespace {

/// A block with a picture, as a parse has; each another one.
QByteArray block(int number) {
    QByteArray picture;
    picture.reserve(60'000);
    for (quint32 i = 0; picture.size() < 60'000; ++i)
        picture += QByteArray::number((i + 1) * 2'654'435'761u ^ quint32(number), 36);
    return "{\"id\":\"p" + QByteArray::number(number) + "\",\"image_base64\":\"" + picture + "\"},";
}

const QByteArray beginning = R"({"parse":{"blocks":[)";
const QByteArray ending = R"({}]},"extractions":[{"fields":{"total":{"value":"four thousand and seven"}}}]})";

/// A whole result of about this size.
QByteArray result(qsizetype size) {
    QByteArray bytes = beginning;
    for (int i = 0; bytes.size() + ending.size() < size; ++i)
        bytes += block(i);
    return bytes + ending;
}

StreamedReply running() {
    return {"HTTP/1.1 412 Running\r\nContent-Length: 0\r\n\r\n", [] {
                return QByteArray();
            }};
}

/// A run that waits, at a service that streams; the first question is due.
struct Bench {
    explicit Bench(std::function<StreamedReply()> reply)
        : server(std::move(reply))
        , b(server.url())
        , id(b.submitText(u"a"_s)) {}

    bool isWaiting() const { return b.state(id) == RunState::Waiting; }
    /// In the folder of results; also those that have no name yet, as Linux makes them.
    QStringList files() const {
        const QString folder = b.file(u"results"_s);
        QStringList names = QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
        const QFileInfoList open = QDir(u"/proc/self/fd"_s).entryInfoList(QDir::Files | QDir::System);
        for (const QFileInfo &descriptor : open) {
            if (descriptor.symLinkTarget().startsWith(folder + "/#"_L1))
                names << descriptor.symLinkTarget().section(u'/', -1);
        }
        return names;
    }
    QString path() const { return b.file(u"results/%1.json"_s.arg(id)); }
    /// Until what broke off has been told; then it is asked for again, at the time that was planned.
    void askAgain() { b.advance(qMax<qint64>(0, b.run(id).nextAskAt - b.now)); }

    StreamServer server;
    RunBench b;
    qint64 id;
};

/// Nothing is written while this lives, as on a disk that hangs.
class HeldDisk {
public:
    HeldDisk()
        : m_threads(m_pool->maxThreadCount()) {
        m_pool->waitForDone();
        m_pool->setMaxThreadCount(1);
        m_pool->start([this] { m_hold.acquire(); });
    }
    ~HeldDisk() {
        m_hold.release();
        m_pool->waitForDone();
        m_pool->setMaxThreadCount(m_threads);
    }
    Q_DISABLE_COPY_MOVE(HeldDisk)

private:
    QThreadPool *m_pool = QThreadPool::globalInstance();
    QSemaphore m_hold;
    int m_threads;
};

#ifdef Q_OS_UNIX
/// While this lives no file can grow beyond so many bytes.
class FullDisk {
public:
    explicit FullDisk(rlim_t most) {
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit less{most, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &less);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
    void (*m_signal)(int) = nullptr;
};
#endif

/// Of this process, bytes; from /proc. -1 where there is none.
qint64 memory(const QByteArray &name) {
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = file.readAll();
    const qsizetype at = text.indexOf('\n' + name + ':');
    return at < 0 ? -1 : text.mid(at + name.size() + 2, 20).trimmed().split(' ').first().toLongLong() * 1024;
}

/// The peak is counted from now on.
bool forgetPeak() {
    QFile file(u"/proc/self/clear_refs"_s);
    return file.open(QIODevice::WriteOnly) && file.write("5") == 1;
}

} // namespace

void TestLargeResults::arriveWhole_data() {
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("isFile");
    QTest::newRow("just small") << runs::ResultFiles::threshold - 70'000 << false;
    QTest::newRow("just large") << runs::ResultFiles::threshold + 70'000 << true;
    QTest::newRow("12 MB") << qsizetype(12'000'000) << true;
}

void TestLargeResults::arriveWhole() {
    QFETCH(qsizetype, size);
    QFETCH(bool, isFile);
    const QByteArray body = result(size);
    Bench c([&] { return StreamedReply::whole(body); });
    c.b.jumps = true;
    QTRY_VERIFY_WITH_TIMEOUT(c.b.state(c.id) == RunState::Ready, 20'000);
    QVERIFY(c.b.service->result(c.id) == body);
    QCOMPARE(c.b.run(c.id).resultSize, body.size());
    QCOMPARE(c.files().contains(u"%1.json"_s.arg(c.id)), isFile);
    QCOMPARE(support::query(c.b.ledger(), u"SELECT count(*) FROM results"_s).toInt(), isFile ? 0 : 1);
    QVERIFY(support::query(c.b.ledger(), u"SELECT text FROM search_texts"_s)
                .toString()
                .contains("four thousand and seven"_L1)); // it is found by its values
    c.b.restart();
    QVERIFY(c.b.service->result(c.id) == body);
    QCOMPARE(c.server.questions, 1);
}

void TestLargeResults::memoryStaysSmall() {
    if (!forgetPeak())
        QSKIP("This system does not tell the peak of a process's memory.");
    constexpr int blocks = 2'600; // 156 MB
    const qint64 size = [] {
        qint64 sum = beginning.size() + ending.size();
        for (int i = 0; i < blocks; ++i)
            sum += block(i).size();
        return sum;
    }();
    QVERIFY(size > 150'000'000);
    QCryptographicHash sent(QCryptographicHash::Sha1);
    const auto next = [&, i = -1]() mutable {
        const QByteArray piece = i < 0         ? beginning
                                 : i < blocks  ? block(i)
                                 : i == blocks ? ending
                                               : QByteArray();
        ++i;
        sent.addData(piece);
        return piece;
    };
    Bench c([&] {
        return StreamedReply{
            "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n", next};
    });
    QTRY_VERIFY(c.isWaiting());
    QVERIFY(forgetPeak());
    const qint64 before = memory("VmRSS");
    c.b.jumps = true;
    c.b.advance(1'000);
    QTRY_VERIFY_WITH_TIMEOUT(c.b.state(c.id) == RunState::Ready, 60'000);
    const qint64 growth = memory("VmHWM") - before;
    QVERIFY2(growth < 32'000'000, qPrintable(QString::number(growth)));
    QFile file(c.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCryptographicHash kept(QCryptographicHash::Sha1);
    QVERIFY(kept.addData(&file));
    QCOMPARE(kept.result(), sent.result());
    QCOMPARE(c.b.run(c.id).resultSize, size);
    qInfo("%lld MB arrived; memory grew by %lld kB", size / 1'000'000, growth / 1'000);
}

void TestLargeResults::whatBreaksOffIsFetchedAgain_data() {
    QTest::addColumn<StreamedReply>("reply");
    QTest::addColumn<QString>("words");
    const QByteArray body = result(3'000'000);
    const QByteArray length = "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    const QByteArray half = body.left(1'500'000);
    QTest::newRow("closed") << StreamedReply::of(length, half, StreamedReply::Close)
                            << u"cut in the middle of the answer"_s;
    QTest::newRow("one byte is missing") << StreamedReply::of(length, body.chopped(1), StreamedReply::Close)
                                         << u"cut in the middle of the answer"_s;
    QTest::newRow("reset") << StreamedReply::of(length, half, StreamedReply::Reset)
                           << u"cut in the middle of the answer"_s;
    QTest::newRow("silent") << StreamedReply::of(length, half) << u"stopped sending"_s;
    QTest::newRow("packed and damaged")
        << StreamedReply::of("Content-Encoding: gzip\r\n" + length, body) << u"not the API's"_s;
}

void TestLargeResults::whatBreaksOffIsFetchedAgain() {
    QFETCH(StreamedReply, reply);
    QFETCH(QString, words);
    const QByteArray body = result(3'000'000);
    int answers = 0;
    Bench c([&] { return answers++ == 0 ? reply : StreamedReply::whole(body); });
    c.b.client->setTimeouts(std::chrono::milliseconds(500), std::chrono::seconds(60));
    QTRY_VERIFY(c.isWaiting());
    c.b.advance(1'000);
    QTRY_VERIFY(!c.b.run(c.id).message.isEmpty());
    const Run run = c.b.run(c.id);
    QVERIFY(run.state == RunState::Waiting);
    QVERIFY2(run.message.contains(words), qPrintable(run.message));
    QVERIFY(run.message.contains("the run is not affected"_L1));
    QTRY_COMPARE(c.files(), QStringList());
    QVERIFY(!c.b.service->result(c.id));
    QVERIFY(c.b.storedState(c.id) == RunState::Waiting);
    c.askAgain();
    QTRY_VERIFY(c.b.state(c.id) == RunState::Ready);
    QVERIFY(c.b.service->result(c.id) == body);
    QVERIFY(c.b.run(c.id).message.isEmpty());
    QCOMPARE(c.server.submissions, 1);
}

void TestLargeResults::aPageIsNoResult() {
    const QByteArray page = "<html><title>Sign in</title>" + QByteArray(2'000'000, 'x');
    const QByteArray body = result(600'000);
    int answers = 0;
    Bench c([&] { return StreamedReply::whole(answers++ == 0 ? page : body); });
    QTRY_VERIFY(c.isWaiting());
    c.b.advance(1'000);
    QTRY_VERIFY(!c.b.run(c.id).message.isEmpty());
    QVERIFY(c.b.run(c.id).detail.contains("Sign in"_L1));
    QVERIFY(c.isWaiting());
    QCOMPARE(c.files(), QStringList());
    c.askAgain();
    QTRY_VERIFY(c.b.state(c.id) == RunState::Ready);
    QVERIFY(c.b.service->result(c.id) == body);
}

void TestLargeResults::aFullDisk() {
#ifdef Q_OS_UNIX
    const QByteArray body = result(8'000'000);
    Bench c([&] { return StreamedReply::whole(body); });
    QTRY_VERIFY(c.isWaiting());
    {
        const FullDisk full(2'000'000);
        c.b.advance(1'000);
        QTRY_COMPARE(c.b.troubles.size(), 1);
        QTRY_COMPARE(c.files(), QStringList());
    }
    const Run run = c.b.run(c.id);
    QVERIFY(run.state == RunState::Waiting);
    QVERIFY2(run.message.contains("could not be written to"_L1), qPrintable(run.message));
    QVERIFY2(run.message.contains("The run is not affected: its result is still at the service"_L1),
        qPrintable(run.message));
    QVERIFY(!run.message.contains(".."_L1));
    QCOMPARE(run.nextAskAt, c.b.now + 30'000);
    QVERIFY(!c.b.service->result(c.id));
    c.b.advance(29'999);
    QCOMPARE(c.server.questions, 1);
    c.b.advance(1);
    QTRY_VERIFY(c.b.state(c.id) == RunState::Ready);
    QVERIFY(c.b.service->result(c.id) == body);
    QVERIFY(c.b.run(c.id).message.isEmpty());
    QCOMPARE(c.server.submissions, 1);
#else
    QSKIP("How large a file may become cannot be set here.");
#endif
}

void TestLargeResults::aDiskThatStaysFullIsTriedRarely() {
#ifdef Q_OS_UNIX
    const QByteArray body = result(3'000'000);
    Bench c([&] { return StreamedReply::whole(body); });
    QTRY_VERIFY(c.isWaiting());
    QList<qint64> rests;
    {
        const FullDisk full(1'000'000);
        c.b.advance(1'000);
        for (int i = 1; i <= 7; ++i) {
            QTRY_COMPARE(c.b.troubles.size(), i);
            rests << (c.b.run(c.id).nextAskAt - c.b.now) / 1'000;
            if (i < 7)
                c.askAgain();
        }
    }
    QCOMPARE(rests, QList<qint64>({30, 60, 120, 240, 480, 480, 480}));
    QVERIFY(c.isWaiting()); // its deadline is over, and its result is there
    c.askAgain();
    QTRY_VERIFY(c.b.state(c.id) == RunState::Ready);
    QVERIFY(c.b.service->result(c.id) == body);
#else
    QSKIP("How large a file may become cannot be set here.");
#endif
}

void TestLargeResults::noFolder() {
    const QByteArray body = result(3'000'000);
    Bench c([&] { return StreamedReply::whole(body); });
    QTRY_VERIFY(c.isWaiting());
    const QString inTheWay = c.b.write(u"results"_s);
    c.b.advance(1'000);
    QTRY_COMPARE(c.b.troubles.size(), 1);
    QVERIFY2(c.b.run(c.id).message.contains(c.path()), qPrintable(c.b.run(c.id).message));
    QVERIFY(c.isWaiting());
    QVERIFY(QFile::remove(inTheWay));
    c.askAgain();
    QTRY_VERIFY(c.b.state(c.id) == RunState::Ready);
    QVERIFY(c.b.service->result(c.id) == body);
}

void TestLargeResults::theFolderVanishes() {
    const QByteArray body = result(6'000'000);
    Bench c([&] { return StreamedReply::whole(body); });
    c.server.holdAt = 3'000'000;
    QTRY_VERIFY(c.isWaiting());
    c.b.advance(1'000);
    QTRY_COMPARE(c.files().size(), 1);
    QVERIFY(!QFile::exists(c.path())); // it has another name while it arrives
    QVERIFY(QDir().rename(c.b.file(u"results"_s), c.b.file(u"elsewhere"_s)));
    c.server.goOn();
    QTRY_COMPARE(c.b.troubles.size(), 1);
    QVERIFY(c.isWaiting());
    QVERIFY(c.b.run(c.id).message.contains("could not be written"_L1));
    c.askAgain();
    QTRY_VERIFY(c.b.state(c.id) == RunState::Ready);
    QVERIFY(c.b.service->result(c.id) == body);
    QCOMPARE(c.server.submissions, 1);
}

void TestLargeResults::theLedgerFailsAtTheEnd() {
    const QByteArray body = result(3'000'000);
    Bench c([&] { return StreamedReply::whole(body); });
    QTRY_VERIFY(c.isWaiting());
    c.b.failWriting(int(RunState::Ready));
    c.b.advance(1'000);
    QTRY_COMPARE(c.b.troubles.size(), 1);
    QVERIFY(c.isWaiting());
    QVERIFY(!QFile::exists(c.path()));
    QVERIFY(c.b.run(c.id).message.contains("the disk is full"_L1));
    QVERIFY(c.b.run(c.id).message.contains("still at the service"_L1));
    c.b.failNoMore();
    c.askAgain();
    QTRY_VERIFY(c.b.state(c.id) == RunState::Ready);
    QVERIFY(c.b.service->result(c.id) == body);
}

void TestLargeResults::aDiskThatHangs() {
    const QByteArray body = result(40'000'000);
    Bench c([&] { return StreamedReply::whole(body); });
    c.b.client->setTimeouts(std::chrono::milliseconds(400), std::chrono::seconds(60));
    QTRY_VERIFY(c.isWaiting());
    {
        const HeldDisk held;
        c.b.advance(1'000);
        QTRY_VERIFY(c.server.sent > runs::ResultWriter::most);
        QSignalSpy changed(c.b.service.get(), &runs::RunService::runChanged);
        QVERIFY(!changed.wait(1'000)); // nothing ends, and it is not taken for a slow service
        QVERIFY2(c.server.sent < 20'000'000, qPrintable(QString::number(c.server.sent)));
        QVERIFY(c.isWaiting());
        QCOMPARE(c.b.run(c.id).nextAskAt, 0);
    }
    QTRY_VERIFY_WITH_TIMEOUT(c.b.state(c.id) == RunState::Ready, 20'000);
    QVERIFY(c.b.service->result(c.id) == body);
    QCOMPARE(c.server.questions, 1);
}

void TestLargeResults::stopWhileItArrives() {
    const QByteArray body = result(6'000'000);
    Bench c([&] { return StreamedReply::whole(body); });
    c.server.holdAt = 3'000'000;
    QTRY_VERIFY(c.isWaiting());
    c.b.advance(1'000);
    QTRY_COMPARE(c.files().size(), 1);
    c.b.service->stop(c.id);
    QVERIFY(c.b.state(c.id) == RunState::Stopped);
    QTRY_COMPARE(c.files(), QStringList());
    // Asked for again while the old file is not even removed.
    {
        c.server.holdAt = c.server.sent + 3'000'000;
        c.b.service->askAgain(c.id);
        QTRY_COMPARE(c.files().size(), 1);
        const HeldDisk held;
        c.b.service->stop(c.id);
        c.server.holdAt = -1;
        c.b.service->askAgain(c.id);
        QTRY_COMPARE(c.server.questions, 3);
    }
    QTRY_VERIFY(c.b.state(c.id) == RunState::Ready);
    QVERIFY(c.b.service->result(c.id) == body);
    QTRY_COMPARE(c.files(), QStringList({u"%1.json"_s.arg(c.id), u"%1.json.map"_s.arg(c.id)}));
    QCOMPARE(c.server.submissions, 1);
}

void TestLargeResults::deletedWhileItArrives() {
    Bench c([] { return StreamedReply::whole(result(6'000'000)); });
    c.server.holdAt = 3'000'000;
    QTRY_VERIFY(c.isWaiting());
    c.b.advance(1'000);
    QTRY_COMPARE(c.files().size(), 1);
    c.b.service->deleteAtService(c.id);
    QTRY_VERIFY(c.b.state(c.id) == RunState::Cancelled);
    QTRY_COMPARE(c.files(), QStringList());
    c.server.goOn();
    QVERIFY(c.b.service->remove(c.id));
}

void TestLargeResults::theClientEnds() {
    const QByteArray body = result(6'000'000);
    Bench c([&] { return StreamedReply::whole(body); });
    c.server.holdAt = 3'000'000;
    QTRY_VERIFY(c.isWaiting());
    c.b.advance(1'000);
    QTRY_COMPARE(c.files().size(), 1);
    c.b.client.reset(); // another key, another address
    QVERIFY(c.isWaiting());
    QTRY_COMPARE(c.files(), QStringList());
    c.server.holdAt = -1;
    c.b.client = c.b.makeClient(c.server.url());
    c.b.jumps = true;
    c.b.setOnline(true);
    QTRY_VERIFY(c.b.state(c.id) == RunState::Ready);
    QVERIFY(c.b.service->result(c.id) == body);
}

void TestLargeResults::theProgramEnds_data() {
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("while it arrives") << false;
    QTest::newRow("while the end of it is written") << true;
}

void TestLargeResults::theProgramEnds() {
    QFETCH(bool, isWhole);
    const QByteArray body = result(isWhole ? 3'000'000 : 6'000'000);
    Bench c(
        [&] { return StreamedReply::whole(body, "x-ratelimit-limit: 9\r\nx-ratelimit-remaining: 8\r\n"); });
    c.server.holdAt = isWhole ? -1 : 3'000'000;
    QTRY_VERIFY(c.isWaiting());
    {
        std::optional<HeldDisk> held;
        if (isWhole)
            held.emplace();
        QSignalSpy answered(c.b.client.get(), &api::ApiClient::rateLimitsSeen);
        c.b.advance(1'000);
        if (isWhole)
            QTRY_COMPARE(answered.size(), 1);
        else
            QTRY_COMPARE(c.files().size(), 1);
        c.b.end();
    }
    QThreadPool::globalInstance()->waitForDone();
    QCOMPARE(c.files(), QStringList());
    c.server.holdAt = -1;
    c.b.jumps = true;
    c.b.restart();
    QTRY_VERIFY(c.b.state(c.id) == RunState::Ready);
    QVERIFY(c.b.service->result(c.id) == body);
    QCOMPARE(c.server.submissions, 1);
}

void TestLargeResults::aLedgerInMemoryKeepsIt() {
    const QByteArray body = result(3'000'000);
    StreamServer server([&] { return StreamedReply::whole(body); });
    api::Redactor redactor;
    api::ApiClient client(&redactor);
    client.setEndpoint(server.url(), u"af_test_key_0123456789"_s);
    runs::RunStore store(u":memory:"_s);
    QCOMPARE(store.open(), QString());
    runs::RunService service(
        &store, [] { return QDateTime::currentMSecsSinceEpoch(); }, [] { return 0.0; });
    QCOMPARE(service.start(), QString());
    service.setClient(RunBench::profile, &client);
    QList<qint64> ids;
    QCOMPARE(service.submitText(RunBench::target, u"a"_s, &ids), QString());
    QTRY_VERIFY(service.find(ids.first())->state == RunState::Waiting);
    service.askNow(ids.first());
    QTRY_VERIFY_WITH_TIMEOUT(service.find(ids.first())->state == RunState::Ready, 20'000);
    QVERIFY(service.result(ids.first()) == body);
}

void TestLargeResults::severalAtOnce() {
    int answers = 0;
    const QByteArray body = result(5'000'000);
    const QByteArray length = "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    // Every third one breaks off, and some are not ready yet.
    Bench c([&] {
        const int number = answers++;
        return number % 3 == 1   ? StreamedReply::of(length, body.left(2'000'000), StreamedReply::Close)
               : number % 4 == 2 ? running()
                                 : StreamedReply::whole(body);
    });
    c.b.jumps = true;
    QList<qint64> ids{c.id};
    for (int i = 0; i < 7; ++i)
        ids << c.b.submitText(u"text %1"_s.arg(i));
    for (qint64 id : std::as_const(ids)) {
        QTRY_VERIFY_WITH_TIMEOUT(c.b.state(id) == RunState::Ready, 30'000);
        QVERIFY(c.b.service->result(id) == body);
    }
    QCOMPARE(c.server.submissions, int(ids.size()));
    QTRY_COMPARE(c.files().size(), 2 * ids.size()); // each with its map
}
