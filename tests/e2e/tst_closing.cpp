// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_closing.h"

#include "app/runs/runstore.h"
#include "tests/e2e/commandprocess.h"
#include "tests/support/answer.h"
#include "tests/support/workbench.h"

#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;
using support::Answer;
using support::CommandPlace;
using support::CommandProcess;

namespace {

constexpr int patience = 30'000; // ms
constexpr qint64 small = 2'000;
constexpr qint64 large = 15'000'000; // more than fits between here and there

/// Lists a workflow, and never answers a submission: reads all of it, or stops reading after a while.
class SlowService : public QTcpServer {
public:
    bool reads = true;
    int posts = 0;      ///< begun
    int wholePosts = 0; ///< of which all has been read

    SlowService() {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                socket->setReadBufferSize(65'536);
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                connect(socket, &QTcpSocket::readyRead, this,
                    [this, socket, body = QByteArray(), isPost = false]() mutable {
                        if (!isPost && socket->peek(5) == "POST ") {
                            isPost = true;
                            ++posts;
                        }
                        if (isPost && !reads)
                            return;
                        body += socket->readAll();
                        if (isPost) {
                            wholePosts += body.endsWith("--\r\n");
                        } else if (body.endsWith("\r\n\r\n")) {
                            body.clear();
                            const QByteArray list =
                                R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})";
                            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                          "Content-Length: " +
                                          QByteArray::number(list.size()) + "\r\n\r\n" + list);
                        }
                    });
            }
        });
    }
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }
};

QProcessEnvironment serviceAt(const QUrl &url) {
    QProcessEnvironment environment;
    environment.insert(u"ANYFORMAT_BASE_URL"_s, url.toString());
    environment.insert(u"ANYFORMAT_API_KEY"_s, u"af_environment_key_1"_s);
    return environment;
}

/// A window that sends one document, of which as much has left as the service takes.
struct Bench {
    QTemporaryDir data;
    SlowService service;
    std::optional<support::Workbench> work;
    ui::MainWindow *window = nullptr;

    explicit Bench(qint64 size, bool reads = true) {
        service.reads = reads;
        work.emplace(data.path(), serviceAt(service.url()));
        work->open();
        window = work->window.get();
        QFile file(data.filePath(u"scan.txt"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray(size, 'x')) != size)
            qFatal("no file");
        file.close();
        const runs::Target target{settings::origin(service.url()), u"w1"_s, u"Invoices"_s};
        const QString error = work->service.submitFiles(target, {runs::checkFile(file.fileName())});
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    bool isBeingSent() {
        return QTest::qWaitFor(
            [this] { return service.reads ? service.wholePosts == 1 : service.posts == 1; }, patience);
    }
    /// What the ledger says when the program has ended.
    Run afterTheEnd() {
        work.reset();
        runs::RunStore store(data.filePath(u"ledger.sqlite"_s));
        return store.open().isEmpty() ? store.run(1).value_or(Run()) : Run();
    }
};

} // namespace

void TestClosing::asksWhileADocumentIsBeingSent() {
    Bench bench(small);
    QVERIFY(bench.isBeingSent());
    Answer no(false);
    QVERIFY(!bench.window->close());
    QVERIFY2(no.words.contains(u"being sent right now"_s) && no.words.contains(u"be billed"_s),
        qPrintable(no.words));
    QVERIFY(bench.window->isVisible());
    QCOMPARE(bench.work->service.find(1)->state, RunState::Uploading); // it was not disturbed
    Answer yes(true);
    QVERIFY(bench.window->close());
    QVERIFY(!yes.words.isEmpty());
    const Run run = bench.afterTheEnd();
    QCOMPARE(run.state, RunState::Unconfirmed);
    QVERIFY2(run.message.contains(u"may be billed"_s), qPrintable(run.message));
    QCOMPARE(bench.service.posts, 1);
}

void TestClosing::asksNothingWhenNothingIsBeingSent() {
    Bench bench(small);
    QVERIFY(bench.isBeingSent());
    bench.work->service.cancel(1);
    QTRY_COMPARE(bench.work->service.find(1)->state, RunState::Unconfirmed);
    Answer none(false);
    QVERIFY(bench.window->close());
    QCOMPARE(none.words, QString());
    QCOMPARE(bench.afterTheEnd().state, RunState::Unconfirmed);
}

void TestClosing::brokenOffUploads_data() {
    QTest::addColumn<bool>("reads");
    QTest::addColumn<RunState>("state");
    QTest::newRow("all of it had left") << true << RunState::Unconfirmed;
    QTest::newRow("most of it had not left") << false << RunState::Queued;
}

/// What cannot have arrived whole is sent after the next start; the rest waits for a person's word.
void TestClosing::brokenOffUploads() {
    QFETCH(bool, reads);
    QFETCH(RunState, state);
    Bench bench(large, reads);
    QVERIFY(bench.isBeingSent());
    Answer yes(true);
    QVERIFY(bench.window->close());
    QVERIFY(!yes.words.isEmpty());
    const Run run = bench.afterTheEnd();
    QCOMPARE(run.state, state);
    QVERIFY2(run.message.contains(reads ? u"may be billed"_s : u"nothing billed"_s), qPrintable(run.message));

    // The next start sends the one and not the other.
    bench.service.reads = true;
    const int before = bench.service.posts;
    bench.work.emplace(bench.data.path(), serviceAt(bench.service.url()));
    bench.work->open();
    if (reads) {
        QTRY_COMPARE(bench.work->session.catalog()->state(), runs::WorkflowCatalog::State::Loaded);
        QCOMPARE(bench.service.posts, before);
    } else {
        QTRY_COMPARE_WITH_TIMEOUT(bench.service.posts, before + 1, patience);
    }
}

/// Who logs out is not asked by this window: it would hold up the system.
void TestClosing::systemEndsTheSession() {
    Bench bench(small);
    QVERIFY(bench.isBeingSent());
    bench.window->expectEnd();
    Answer none(false);
    QVERIFY(bench.window->close());
    QCOMPARE(none.words, QString());
    QCOMPARE(bench.afterTheEnd().state, RunState::Unconfirmed);
}

void TestClosing::terminated_data() {
#ifndef Q_OS_WIN
    QTest::addColumn<bool>("reads");
    QTest::addColumn<RunState>("state");
    QTest::newRow("all of it had left") << true << RunState::Unconfirmed;
    QTest::newRow("most of it had not left") << false << RunState::Queued;
#endif
}

/// The program itself.
void TestClosing::terminated() {
#ifdef Q_OS_WIN
    QSKIP("there are no signals");
#else
    QFETCH(bool, reads);
    QFETCH(RunState, state);
    SlowService service;
    service.reads = reads;
    CommandPlace place(service.url());
    place.environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    CommandProcess window;
    place.start(window, {});
    const auto isListening = [&place] {
        QLocalSocket probe;
        probe.connectToServer(place.data() + u"/socket"_s);
        return probe.waitForConnected(100);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isListening(), patience);
    const QString scan = place.file(u"scan.txt"_s, QByteArray(large, 'x'));
    CommandProcess command;
    place.start(command, {u"run"_s, scan, place.file(u"b.txt"_s), u"-w"_s, u"w1"_s});
    QTRY_VERIFY_WITH_TIMEOUT(reads ? service.wholePosts >= 1 : service.posts >= 1, patience);
    command.kill(); // it would go on without the window
    QTRY_VERIFY_WITH_TIMEOUT(command.hasEnded(), patience);
    if (reads)
        QTRY_COMPARE_WITH_TIMEOUT(service.wholePosts, 2, patience);
    QCOMPARE(::kill(pid_t(window.processId()), SIGTERM), 0);
    QTRY_VERIFY_WITH_TIMEOUT(window.hasEnded(), patience);
    QVERIFY2(window.code() == 0, window.errors().constData());
    QVERIFY2(!window.errors().contains("not applied"), window.errors().constData());
    runs::RunStore store(place.data() + u"/ledger.sqlite"_s);
    QCOMPARE(store.open(), QString());
    QCOMPARE(store.setAside(), QString());
    const std::optional<Run> run = store.run(1);
    QVERIFY(run);
    QCOMPARE(run->state, state);
    QCOMPARE(store.history().counts().value(RunState::Uploading), 0); // nothing is left as if it were sent
#endif
}
