// SPDX-License-Identifier: MIT
#include "tests/commands/tst_commandserver.h"

#include "app/api/redactor.h"
#include "app/commands/commandclient.h"
#include "app/commands/commandserver.h"
#include "app/commands/exitcode.h"
#include "app/commands/frames.h"
#include "app/commands/requests.h"
#include "app/runs/runservice.h"
#include "app/session/session.h"
#include "tests/support/memorycredentialstore.h"
#include "tests/support/scriptedserver.h"

#include <QDateTime>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;
using namespace commands;
using runs::RunState;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

const QString key = u"af_environment_key_1"_s;

/// The owner of a data folder in this process, and a service that is ready at once with `result`.
struct Bench {
    explicit Bench(bool isWindow = true) {
        environment.insert(u"ANYFORMAT_BASE_URL"_s, service.url().toString());
        environment.insert(u"ANYFORMAT_API_KEY"_s, key);
        settings.emplace(folder.path(), environment);
        store.emplace(folder.filePath(u"ledger.sqlite"_s));
        runs.emplace(&*store, [] { return QDateTime::currentMSecsSinceEpoch(); });
        keys.emplace(&keychain, settings->environmentKey());
        session.emplace(&*settings, &*keys, &redactor, &*runs);
        server.emplace(Services{&*settings, &*keys, &*session, &*runs, isWindow});
        QString error = store->open();
        if (error.isEmpty())
            error = runs->start();
        if (error.isEmpty())
            error = server->listen(socketName());
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    QString socketName() const { return folder.filePath(u"socket"_s); }
    QString origin() const { return settings::origin(service.url()); }

    QByteArray result = R"({"extractions":[]})";
    bool isReady = true;
    bool isAccepted = true;
    int posts = 0;
    ScriptedServer service{[this](const ScriptedRequest &request) {
        if (request.method == "POST" && !isAccepted)
            return ScriptedReply::json(400, R"({"error_code":"VALIDATION_ERROR","error":"no"})");
        if (request.method == "POST")
            return ScriptedReply::json(
                202, "{\"id\":\"c-" + QByteArray::number(++posts) + R"(","status":"pending"})");
        if (request.path.contains("/results/"))
            return isReady ? ScriptedReply::json(200, result)
                           : ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED"})");
        return ScriptedReply::json(200, R"({"count":1,"results":[{"id":"w-1","name":"Invoices"}]})");
    }};
    QTemporaryDir folder;
    QProcessEnvironment environment;
    api::Redactor redactor;
    support::MemoryCredentialStore keychain;
    std::optional<settings::Settings> settings;
    std::optional<runs::RunStore> store;
    std::optional<runs::RunService> runs;
    std::optional<settings::ApiKeys> keys;
    std::optional<session::Session> session;
    std::optional<CommandServer> server;
};

/// The other side, frame by frame.
struct Caller {
    explicit Caller(const Bench &bench) {
        socket.connectToServer(bench.socketName());
        QObject::connect(&socket, &QLocalSocket::readyRead, &socket, [this] { read(); });
    }
    void read() {
        reader.add(socket.readAll());
        while (const auto frame = reader.next())
            frames << *frame;
    }
    bool hasEnded() const { return !frames.isEmpty() && frames.last().kind == Frame::Exit; }
    int exitCode() const { return hasEnded() ? frames.last().code : -1; }
    QByteArray out() const {
        QByteArray all;
        for (const Frame &frame : frames) {
            if (frame.kind == Frame::Out)
                all += frame.data;
        }
        return all;
    }
    QString words(Frame::Kind kind) const {
        QString all;
        for (const Frame &frame : frames) {
            if (frame.kind == kind)
                all += frame.text + u'\n';
        }
        return all;
    }
    QString errors() const { return words(Frame::Error); }
    QString notes() const { return words(Frame::Note); }

    QLocalSocket socket;
    FrameReader reader;
    QList<Frame> frames;
};

Command textRun(const Bench &bench, Output output = Output::Json) {
    Command command;
    command.verb = Verb::Run;
    command.isText = true;
    command.text = u"Total: 5"_s;
    command.workflow = u"inv"_s;
    command.wait = true;
    command.output = output;
    command.service = bench.origin();
    return command;
}

} // namespace

void TestCommandServer::answersOneRequest() {
    Bench b;
    b.result = "{ \"n\": 1.10 }\n";
    Caller caller(b);
    QTRY_COMPARE(caller.frames.size(), 1);
    QCOMPARE(caller.frames.first().kind, Frame::Hello);
    QCOMPARE(caller.frames.first().text, u"window"_s);
    QCOMPARE(caller.frames.first().code, protocolVersion);
    caller.socket.write(encodedRequest(textRun(b)));
    caller.socket.write(encodedRequest(textRun(b))); // a second one is not heard
    QTRY_VERIFY(caller.hasEnded());
    QCOMPARE(caller.exitCode(), int(Ready));
    QCOMPARE(caller.out(), b.result);
    QTRY_COMPARE(caller.socket.state(), QLocalSocket::UnconnectedState);
    QTRY_COMPARE(b.server->callers(), 0);
    QCOMPARE(b.runs->runs().size(), 1);
#ifndef Q_OS_WIN
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(int(QFile::permissions(b.socketName()) & others), 0);
#endif
}

void TestCommandServer::survivesCallers_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isAnswered");
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("half a line") << QByteArray("{\"protocol\":1,\"comm") << false;
    QTest::newRow("garbage") << QByteArray("\0\xff\xfe{{{\n", 7) << true;
    QTest::newRow("another version") << QByteArray("{\"protocol\":99,\"command\":\"run\"}\n") << true;
    QTest::newRow("deep") << QByteArray(100'000, '[') + '\n' << true;
    QTest::newRow("endless line") << QByteArray(longestRequest + 2, 'x') << true;
}

void TestCommandServer::survivesCallers() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isAnswered);
    Bench b;
    {
        Caller caller(b);
        QTRY_VERIFY(!caller.frames.isEmpty());
        caller.socket.write(bytes);
        if (isAnswered) {
            QTRY_COMPARE_WITH_TIMEOUT(caller.exitCode(), int(Failed), 20'000);
            QVERIFY(!caller.errors().isEmpty());
        } else {
            caller.socket.flush();
            QCOMPARE(b.server->callers(), 1);
        }
    } // gone
    QTRY_COMPARE(b.server->callers(), 0);
    Caller next(b);
    next.socket.write(encodedRequest(textRun(b)));
    QTRY_COMPARE(next.exitCode(), int(Ready));
    QCOMPARE(b.runs->runs().size(), 1);
}

void TestCommandServer::aRequestMustCome() {
    Bench b;
    b.server->setRequestTimeout(std::chrono::milliseconds(20));
    Caller caller(b);
    QTRY_COMPARE(caller.exitCode(), int(Failed));
    QVERIFY(caller.errors().contains(u"No request"_s));
    QTRY_COMPARE(b.server->callers(), 0);
}

void TestCommandServer::runsGoOnWithoutTheirCaller() {
    Bench b;
    b.isReady = false;
    {
        Caller caller(b);
        caller.socket.write(encodedRequest(textRun(b)));
        QTRY_VERIFY(b.runs->runs().size() == 1 && b.runs->runs().first().state == RunState::Waiting);
        QTRY_VERIFY(std::any_of(caller.frames.cbegin(), caller.frames.cend(),
            [](const Frame &frame) { return frame.kind == Frame::Following && frame.text == u"1"_s; }));
    }
    QTRY_COMPARE(b.server->callers(), 0);
    b.isReady = true;
    b.runs->askNow(1);
    QTRY_COMPARE(b.runs->runs().first().state, RunState::Ready);
}

void TestCommandServer::aSlowReaderHoldsUpNobody() {
    Bench b;
    b.result = "{\"extractions\":[],\"x\":\"" + QByteArray(30'000'000, 'x') + "\"}";
    QLocalSocket slow; // never reads more than a bit
    slow.setReadBufferSize(1000);
    slow.connectToServer(b.socketName());
    slow.write(encodedRequest(textRun(b)));
    QTRY_VERIFY_WITH_TIMEOUT(
        b.runs->runs().size() == 1 && b.runs->runs().first().state == RunState::Ready, 20'000);
    Caller other(b);
    Command results;
    results.verb = Verb::Results;
    results.ids = {u"c-1"_s};
    results.output = Output::Json;
    other.socket.write(encodedRequest(results));
    QTRY_VERIFY_WITH_TIMEOUT(other.hasEnded(), 20'000);
    QCOMPARE(other.exitCode(), int(Ready));
    QCOMPARE(other.out(), b.result);
    QVERIFY(slow.bytesAvailable() <= 1000);
    QCOMPARE(b.server->callers(), 1); // it may go on whenever it likes
    slow.abort();
    QTRY_COMPARE(b.server->callers(), 0);
}

void TestCommandServer::handsFilesOver() {
    Bench b;
    QSignalSpy opened(&*b.server, &CommandServer::openRequested);
    HandOver result = HandOver::NoAnswer;
    std::atomic<bool> done = false;
    std::thread second([&] { // it blocks, as a second process does
        result = handOver(b.socketName(), {u"/tmp/a.pdf"_s, u"/tmp/b.pdf"_s}, true);
        done = true;
    });
    QTRY_VERIFY(done);
    second.join();
    QCOMPARE(result, HandOver::Done);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().at(0).toStringList(), (QStringList{u"/tmp/a.pdf"_s, u"/tmp/b.pdf"_s}));
    QVERIFY(opened.first().at(1).toBool());
    QCOMPARE(handOver(b.folder.filePath(u"nobody"_s), {}, false), HandOver::NoAnswer);
}

void TestCommandServer::aCommandHasNoWindow() {
    Bench b(false);
    HandOver result = HandOver::Done;
    std::atomic<bool> done = false;
    std::thread second([&] {
        result = handOver(b.socketName(), {u"/tmp/a.pdf"_s}, false);
        done = true;
    });
    QTRY_VERIFY(done);
    second.join();
    QCOMPARE(result, HandOver::NoWindow);
}

void TestCommandServer::aPausedQueueIsSaid() {
    Bench b;
    b.runs->setPaused(true);
    Caller goes(b);
    Command command = textRun(b, Output::Lines);
    command.wait = false;
    goes.socket.write(encodedRequest(command));
    QTRY_COMPARE(goes.exitCode(), int(Unfinished));
    QVERIFY(goes.out().startsWith("1\tqueued\t"));
    Caller waits(b);
    waits.socket.write(encodedRequest(textRun(b)));
    QTRY_VERIFY(waits.errors().contains(u"paused"_s));
    QCOMPARE(waits.exitCode(), -1);
    b.runs->setPaused(false);
    QTRY_COMPARE(waits.exitCode(), int(Ready));
    QCOMPARE(waits.out(), b.result);
}

void TestCommandServer::theSameTextIsSentOnce() {
    Bench b;
    b.isReady = false;
    Caller first(b);
    first.socket.write(encodedRequest(textRun(b)));
    QTRY_VERIFY(first.words(Frame::Following) == u"1\n"_s && b.runs->find(1)->state == RunState::Waiting);
    Caller second(b);
    second.socket.write(encodedRequest(textRun(b)));
    QTRY_COMPARE(second.words(Frame::Following), u"1\n"_s);
    QVERIFY2(second.notes().contains(u"the text “Total: 5” was submitted before: run 1, waiting"_s),
        qPrintable(second.notes()));
    QVERIFY(second.notes().contains(u"--again"_s));
    b.isReady = true;
    b.runs->askNow(1);
    QTRY_VERIFY(first.hasEnded() && second.hasEnded());
    QCOMPARE(second.exitCode(), int(Ready));
    QCOMPARE(second.out(), b.result);
    Caller third(b);
    third.socket.write(encodedRequest(textRun(b)));
    QTRY_COMPARE(third.exitCode(), int(Ready));
    QVERIFY(third.notes().contains(u"run 1, ready; its result is used"_s));
    QCOMPARE(third.out(), b.result);
    QCOMPARE(b.posts, 1);
    // What comes besides it is a document of its own.
    Caller other(b);
    Command command = textRun(b);
    command.text += u' ';
    other.socket.write(encodedRequest(command));
    QTRY_COMPARE(other.exitCode(), int(Ready));
    QVERIFY(!other.notes().contains(u"before"_s));
    QCOMPARE(b.posts, 2);
}

void TestCommandServer::theSameTextAgain() {
    Bench b;
    for (int run = 1; run <= 2; ++run) {
        Caller caller(b);
        Command command = textRun(b);
        command.again = true; // of what was never submitted it says nothing
        caller.socket.write(encodedRequest(command));
        QTRY_COMPARE(caller.exitCode(), int(Ready));
        QVERIFY(!caller.notes().contains(u"before"_s));
        QCOMPARE(b.posts, run);
    }
    QCOMPARE(b.runs->find(1)->linkedRun, 0);
    QCOMPARE(b.runs->find(2)->linkedRun, 1);
}

void TestCommandServer::whatFailedIsSent() {
    Bench b;
    b.isAccepted = false;
    Caller refused(b);
    refused.socket.write(encodedRequest(textRun(b)));
    QTRY_COMPARE(refused.exitCode(), int(Failed));
    b.isAccepted = true;
    Caller next(b);
    next.socket.write(encodedRequest(textRun(b)));
    QTRY_COMPARE(next.exitCode(), int(Ready));
    QVERIFY(!next.notes().contains(u"before"_s));
    QCOMPARE(b.posts, 1);
    QCOMPARE(b.runs->find(2)->state, RunState::Ready);
}

void TestCommandServer::theSameFilesAreSentOnce_data() {
    QTest::addColumn<bool>("isWindow");
    QTest::newRow("a window, in turns") << true;
    QTest::newRow("a command, all at once") << false;
}

void TestCommandServer::theSameFilesAreSentOnce() {
    QFETCH(bool, isWindow);
    Bench b(isWindow);
    b.runs->setPaused(true); // whether they are sent is another matter
    Command command = textRun(b, Output::Lines);
    command.isText = false;
    command.wait = false;
    const auto write = [&](const QString &name, int content) {
        QFile file(b.folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write("Total: " + QByteArray::number(content)) < 0)
            qFatal("no file");
        return file.fileName();
    };
    constexpr int count = 45; // more than two turns take
    for (int i = 0; i < count; ++i)
        command.files << write(u"%1.txt"_s.arg(i), i);
    command.files << write(u"copy.txt"_s, 3); // in another turn than its original
    Caller first(b);
    first.socket.write(encodedRequest(command));
    QTRY_COMPARE(first.exitCode(), int(Unfinished));
    QCOMPARE(first.out().count("\tqueued\t"), count);
    QVERIFY2(first.notes().contains(u"copy.txt is the same as 3.txt"_s), qPrintable(first.notes()));
    QCOMPARE(b.runs->runs().size(), count);

    // Old ones alone fill the first turns.
    command.files << write(u"other name.txt"_s, 1) << write(u"new.txt"_s, 100);
    Caller second(b);
    second.socket.write(encodedRequest(command));
    QTRY_COMPARE(second.exitCode(), int(Unfinished));
    QCOMPARE(second.notes().count(u"was submitted before: run "_s), count + 2);
    QVERIFY(second.notes().contains(u"other name.txt was submitted before: run 2, queued; "_s));
    QCOMPARE(second.out().count("\tqueued\t"), count + 1);
    QVERIFY(second.out().contains("\tnew.txt\n"));
    QCOMPARE(b.runs->runs().size(), count + 1);

    // Of a document that is given twice there is one run, in the form that several have.
    command.files = {write(u"x.txt"_s, 1), write(u"y.txt"_s, 1)};
    command.output = Output::Json;
    Caller third(b);
    third.socket.write(encodedRequest(command));
    QTRY_COMPARE(third.exitCode(), int(Unfinished));
    QCOMPARE(third.words(Frame::Following), u"2\n"_s);
    QVERIFY2(third.out().contains("\"run\":2,"), third.out().constData());
    QCOMPARE(b.runs->runs().size(), count + 1);

    command.again = true;
    Caller fourth(b);
    fourth.socket.write(encodedRequest(command));
    QTRY_COMPARE(fourth.exitCode(), int(Unfinished));
    QCOMPARE(b.runs->runs().size(), count + 3);
    QCOMPARE(b.runs->find(count + 2)->linkedRun, 2);
    QCOMPARE(b.runs->find(count + 3)->linkedRun, 2);
    QVERIFY(!b.runs->find(count + 2)->contentHash.isEmpty());
}

/// Nothing of it is queued, so that there is nothing to say about the queue.
void TestCommandServer::onlyOldFilesInAPausedQueue() {
    Bench b;
    Caller first(b);
    first.socket.write(encodedRequest(textRun(b)));
    QTRY_COMPARE(first.exitCode(), int(Ready));
    b.runs->setPaused(true);
    Caller second(b);
    second.socket.write(encodedRequest(textRun(b)));
    QTRY_COMPARE(second.exitCode(), int(Ready));
    QCOMPARE(second.out(), b.result);
    QCOMPARE(second.errors(), QString());
}

void TestCommandServer::anotherAddressIsRefused() {
    Bench b;
    Caller caller(b);
    Command command = textRun(b);
    command.service = u"https://api.anyformat.ai"_s;
    caller.socket.write(encodedRequest(command));
    QTRY_COMPARE(caller.exitCode(), int(Usage));
    QVERIFY(caller.errors().contains(b.origin()));
    QVERIFY(b.runs->runs().isEmpty());
    QVERIFY(b.service.requests.isEmpty());
}

void TestCommandServer::anotherKeyIsRefused() {
    Bench b;
    for (const QString &own : {u"af_another_key"_s, key}) {
        Caller caller(b);
        QTRY_VERIFY(!caller.frames.isEmpty());
        Command command = textRun(b);
        command.keyProof = proofOf(own, caller.frames.first().data);
        caller.socket.write(encodedRequest(command));
        QTRY_VERIFY(caller.hasEnded());
        QCOMPARE(caller.exitCode(), own == key ? int(Ready) : int(Usage));
        QCOMPARE(b.runs->runs().size(), own == key ? 1 : 0);
    }
}

void TestCommandServer::readsTheKeyAgain() {
    Bench b;
    b.keys.emplace(&b.keychain, QString());
    b.session.emplace(&*b.settings, &*b.keys, &b.redactor, &*b.runs);
    b.server.emplace(Services{&*b.settings, &*b.keys, &*b.session, &*b.runs, true});
    QCOMPARE(b.server->listen(b.socketName()), QString());
    Caller without(b);
    without.socket.write(encodedRequest(textRun(b)));
    QTRY_COMPARE(without.exitCode(), int(Authentication));
    QVERIFY(without.errors().contains(u"key set"_s));
    b.keychain.secrets.insert(b.origin(), u"af_new_key_123"_s); // by another process
    Caller tells(b);
    Command changed;
    changed.verb = Verb::ReadKey;
    tells.socket.write(encodedRequest(changed));
    QTRY_COMPARE(tells.exitCode(), int(Ready));
    Caller with(b);
    with.socket.write(encodedRequest(textRun(b)));
    QTRY_COMPARE(with.exitCode(), int(Ready));
    QCOMPARE(b.service.requests.last().headers.value("authorization"), QByteArray("Bearer af_new_key_123"));
}

void TestCommandServer::replacesWhatWasLeftBehind() {
    Bench b;
    b.server->close();
    QFile left(b.socketName()); // as after a kill -9
    QVERIFY(left.open(QIODevice::WriteOnly));
    QCOMPARE(b.server->listen(b.socketName()), QString());
    Caller caller(b);
    QTRY_VERIFY(!caller.frames.isEmpty());
}
