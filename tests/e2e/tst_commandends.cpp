// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_commandends.h"

#include "tests/e2e/commandprocess.h"
#include "tests/support/heldserver.h"
#include "tests/support/scriptedserver.h"

#include <QDateTime>
#include <QLocale>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using support::CommandEnd;
using support::CommandPlace;
using support::CommandProcess;
using support::HeldServer;
using support::runToEnd;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

const QByteArray list = R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})";

QByteArray workflows() {
    return ScriptedReply::json(200, list).bytes;
}

QByteArray accepted(int number) {
    return ScriptedReply::json(
        202, "{\"id\":\"c-" + QByteArray::number(number) + "\",\"status\":\"pending\"}")
        .bytes;
}

/// Accepts at once; the results are ready when the test says so.
struct Service {
    bool isReady = false;
    QByteArray body = R"({"extractions":[]})";
    int posts = 0;
    int questions = 0;
    int lists = 0;
    bool hangs = false; ///< the list of workflows
    ScriptedServer server{[this](const ScriptedRequest &request) {
        if (request.method == "POST")
            return ScriptedReply{accepted(++posts), false, false};
        if (!request.path.contains("/results/")) {
            ++lists;
            return hangs ? ScriptedReply::silence() : ScriptedReply::json(200, list);
        }
        ++questions;
        return isReady ? ScriptedReply::json(200, body)
                       : ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED"})");
    }};
};

QStringList runOf(const QString &file) {
    return {u"run"_s, file, u"-w"_s, u"w1"_s, u"--wait"_s};
}

constexpr int patience = 20'000; // ms

/// Bytes of the largest file below `folder` that the process has open; Linux gives it a name at its end only.
qint64 writtenBy(const CommandProcess &process, const QDir &folder) {
    qint64 most = 0;
    const QDir open(u"/proc/%1/fd"_s.arg(process.processId()));
    for (const QFileInfo &descriptor : open.entryInfoList(QDir::Files | QDir::System)) {
        struct stat facts;
        if (descriptor.symLinkTarget().startsWith(folder.path() + u'/') &&
            ::stat(QFile::encodeName(descriptor.filePath()).constData(), &facts) == 0)
            most = qMax(most, qint64(facts.st_size));
    }
    return most;
}

} // namespace

void TestCommandEnds::interruptedBeforeAnythingIsQueued() {
    Service service;
    service.hangs = true;
    const CommandPlace place(service.server.url());
    CommandProcess run;
    place.start(run, runOf(place.file(u"a.txt"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(service.lists > 0, patience);
    run.interrupt();
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), patience);
    QCOMPARE(run.code(), 130);
    QVERIFY2(run.errors().endsWith("anyformat-desktop: nothing was sent\n"), run.errors().constData());
    QVERIFY(run.out().isEmpty());
    service.hangs = false;
    const CommandEnd status = runToEnd(place, {u"status"_s, u"--wait"_s}); // which would send what is queued
    QCOMPARE(status.code, 0);
    QVERIFY(status.out.isEmpty());
    QCOMPARE(service.posts, 0);
}

void TestCommandEnds::interruptedWhileWaiting() {
    Service service;
    const CommandPlace place(service.server.url());
    CommandProcess run;
    place.start(run, runOf(place.file(u"a.txt"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 0, patience);
    run.interrupt();
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), patience);
    QCOMPARE(run.code(), 130);
    QVERIFY2(run.errors().contains("1 run goes on at the service: anyformat-desktop status --wait"),
        run.errors().constData());
    QVERIFY(run.out().isEmpty());
    service.isReady = true;
    const CommandEnd status = runToEnd(place, {u"status"_s, u"--wait"_s});
    QCOMPARE(status.code, 0);
    QVERIFY(status.out.startsWith("1\tready\tc-1\t"));
    QCOMPARE(service.posts, 1);
}

void TestCommandEnds::interruptedWhileSending() {
    HeldServer server("POST", workflows());
    const CommandPlace place(server.url());
    CommandProcess run;
    QStringList arguments = runOf(place.file(u"a1.txt"_s));
    for (const QString &name : {u"a2.txt"_s, u"a3.txt"_s, u"a4.txt"_s})
        arguments.insert(1, place.file(name));
    place.start(run, arguments);
    QTRY_COMPARE_WITH_TIMEOUT(server.held(), 3, patience); // as many as are sent at once
    run.interrupt();
    QTRY_VERIFY_WITH_TIMEOUT(run.errors().contains("finishing 3 upload(s)"), patience);
    QVERIFY(!run.hasEnded());
    for (int number = 1; number <= 3; ++number)
        server.letGo(accepted(number));
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), patience);
    QCOMPARE(run.code(), 130);
    QCOMPARE(server.requests().size(), 3); // no new one was begun
    QVERIFY2(run.errors().contains("1 not sent yet"), run.errors().constData());
    const CommandEnd status = runToEnd(place, {u"status"_s});
    QCOMPARE(status.code, 5);
    QCOMPARE(status.out.count("\twaiting\tc-"), 3);
    QCOMPARE(status.out.count("\tqueued\t-\t"), 1);
}

void TestCommandEnds::interruptedTwice() {
    HeldServer server("POST", workflows());
    const CommandPlace place(server.url());
    CommandProcess run;
    place.start(run, runOf(place.file(u"a.txt"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(server.held(), 1, patience);
    run.interrupt();
    QTRY_VERIFY_WITH_TIMEOUT(run.errors().contains("finishing"), patience);
    run.interrupt();
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), patience);
    QCOMPARE(run.code(), 130);
    const CommandEnd status = runToEnd(place, {u"status"_s});
    QCOMPARE(status.code, 4);
    QVERIFY(status.out.startsWith("1\tunconfirmed\t-\ta.txt\t"));
    QCOMPARE(server.requests().size(), 1);
}

void TestCommandEnds::killedWhileSending() {
    HeldServer server("POST", workflows());
    const CommandPlace place(server.url());
    CommandProcess run;
    place.start(run, runOf(place.file(u"a.txt"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(server.held(), 1, patience);
    run.kill();
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), patience);
    const CommandEnd waited = runToEnd(place, {u"status"_s, u"--wait"_s, u"--timeout"_s, u"4"_s});
    QCOMPARE(waited.code, 4);
    QVERIFY(waited.out.startsWith("1\tunconfirmed\t-\ta.txt\tInvoices\t"));
    QVERIFY(waited.out.contains("may be billed"));
    QCOMPARE(runToEnd(place, {u"results"_s, u"1"_s}).code, 4);
    QCOMPARE(server.requests().size(), 1); // never again by itself
}

/// The answer is lost, and the document turns up at the service.
void TestCommandEnds::aLostAnswerIsFound() {
    int posts = 0;
    QByteArray createdAt;
    ScriptedServer server([&](const ScriptedRequest &request) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        if (request.method == "POST") {
            ++posts;
            createdAt = now.toString(Qt::ISODateWithMs).toLatin1();
            return ScriptedReply::hangUp();
        }
        if (request.path.contains("/results/"))
            return ScriptedReply::json(200, R"({"extractions":[]})");
        if (request.path.contains("/files/")) {
            const QString date = QLocale::c().toString(now, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
            return ScriptedReply::json(200,
                R"({"count":1,"results":[{"id":"c-9","name":"a.txt","status":"processed","created_at":")" +
                    createdAt + "\"}]}",
                "Date: " + date.toLatin1() + "\r\n");
        }
        return ScriptedReply::json(200, list);
    });
    const CommandPlace place(server.url());
    const CommandEnd run = runToEnd(place, runOf(place.file(u"a.txt"_s)) << u"--json"_s);
    QVERIFY2(run.code == 0, run.errors.constData());
    QCOMPARE(run.out, QByteArray(R"({"extractions":[]})"));
    QCOMPARE(posts, 1);
}

void TestCommandEnds::killedWhileWaiting() {
    Service service;
    const CommandPlace place(service.server.url());
    CommandProcess run;
    place.start(run, runOf(place.file(u"a.txt"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 0, patience);
    run.kill();
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), patience);
    service.isReady = true;
    const CommandEnd status = runToEnd(place, {u"status"_s, u"1"_s, u"--wait"_s});
    QCOMPARE(status.code, 0);
    QCOMPARE(service.posts, 1);
}

/// Each process is killed with a part of the result in its file, every time a longer one.
void TestCommandEnds::killedWhileALargeResultArrives() {
    if (!QFile::exists(u"/proc/self/fd"_s))
        QSKIP("This system does not tell which files a process has open.");
    const QByteArray body = R"({"extractions":[{"fields":{"a":{"value":"treasure"}}}],"pad":")" +
                            QByteArray(6'000'000, 'x') + R"(","n":1.10})";
    int posts = 0;
    qsizetype most = 0;
    ScriptedServer server([&](const ScriptedRequest &request) {
        if (request.method == "POST")
            return ScriptedReply{accepted(++posts), false, false};
        if (!request.path.contains("/results/"))
            return ScriptedReply::json(200, list);
        ScriptedReply reply = ScriptedReply::json(200, body);
        reply.bytes.chop(qMax<qsizetype>(0, body.size() - most));
        return reply;
    });
    const CommandPlace place(server.url());
    const QDir results(place.data() + u"/results"_s);
    const QString document = place.file(u"a.txt"_s);
    for (most = 1'000'000; most <= body.size(); most += 2'500'000) {
        CommandProcess process;
        place.start(process, posts == 0 ? runOf(document) : QStringList{u"status"_s, u"--wait"_s});
        // The last pieces may still be with the thread that writes.
        QTRY_VERIFY_WITH_TIMEOUT(writtenBy(process, results) >= most - 600'000, patience);
        QVERIFY(!results.exists(u"1.json"_s));
        process.kill();
        QTRY_VERIFY_WITH_TIMEOUT(process.hasEnded(), patience);
    }
    most = body.size();
    const CommandEnd status = runToEnd(place, {u"status"_s, u"--wait"_s});
    QVERIFY2(status.code == 0, status.errors.constData());
    QCOMPARE(posts, 1);
    QVERIFY(runToEnd(place, {u"results"_s, u"1"_s, u"--json"_s}).out == body);
    // Nothing of the parts is left.
    const QStringList names = results.entryList(QDir::Files | QDir::Hidden);
    QVERIFY(names.contains(u"1.json"_s));
    for (const QString &name : names)
        QVERIFY2(name == "1.json"_L1 || name == "1.json.map"_L1, qPrintable(name));
}

void TestCommandEnds::twoAtTheSameTime() {
    HeldServer server("POST", workflows());
    const CommandPlace place(server.url());
    CommandProcess first;
    CommandProcess second;
    const auto acceptOnly = [&](const QString &name) {
        return QStringList{u"run"_s, place.file(name), u"-w"_s, u"w1"_s};
    };
    place.start(first, acceptOnly(u"a.txt"_s));
    QTRY_COMPARE_WITH_TIMEOUT(server.held(), 1, patience);
    place.start(second, acceptOnly(u"b.txt"_s)); // through the first one
    QTRY_COMPARE_WITH_TIMEOUT(server.held(), 2, patience);
    server.letGo(accepted(1));
    QTRY_VERIFY_WITH_TIMEOUT(first.out().endsWith('\n'), patience);
    QVERIFY(!first.hasEnded()); // it serves the second
    server.letGo(accepted(2));
    QTRY_VERIFY_WITH_TIMEOUT(first.hasEnded() && second.hasEnded(), patience);
    QCOMPARE(first.code(), 0);
    QCOMPARE(second.code(), 0);
    QCOMPARE(first.out(), QByteArray("1\twaiting\tc-1\ta.txt\n"));
    QCOMPARE(second.out(), QByteArray("2\twaiting\tc-2\tb.txt\n"));
    QCOMPARE(server.requests().size(), 2);
}

void TestCommandEnds::theCallerIsInterrupted() {
    Service service;
    const CommandPlace place(service.server.url());
    CommandProcess owner;
    CommandProcess caller;
    place.start(owner, runOf(place.file(u"a.txt"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 0, patience);
    place.start(caller, runOf(place.file(u"b.txt"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(service.posts, 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 2, patience);
    caller.interrupt();
    QTRY_VERIFY_WITH_TIMEOUT(caller.hasEnded(), patience);
    QCOMPARE(caller.code(), 130);
    QVERIFY2(caller.errors().contains("status --wait"), caller.errors().constData());
    QVERIFY(!owner.hasEnded());
    service.isReady = true;
    QTRY_VERIFY_WITH_TIMEOUT(owner.hasEnded(), patience * 2);
    QCOMPARE(owner.code(), 0);
    QCOMPARE(runToEnd(place, {u"status"_s, u"--wait"_s}).code, 0);
    QCOMPARE(service.posts, 2);
}

/// It cannot know how far the other process is with it, and says so; that one drops what has not begun.
void TestCommandEnds::theCallerIsInterruptedBeforeItHears() {
    Service service;
    const CommandPlace place(service.server.url());
    CommandProcess owner;
    CommandProcess caller;
    place.start(owner, runOf(place.file(u"a.txt"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 0, patience);
    service.hangs = true;
    const int before = service.lists;
    place.start(caller, runOf(place.file(u"b.txt"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(service.lists > before, patience);
    caller.interrupt();
    QTRY_VERIFY_WITH_TIMEOUT(caller.hasEnded(), patience);
    QCOMPARE(caller.code(), 130);
    QVERIFY2(caller.errors().endsWith(
                 "anyformat-desktop: it may have been submitted already: anyformat-desktop status\n"),
        caller.errors().constData());
    QVERIFY(!owner.hasEnded());
    service.hangs = false;
    service.isReady = true;
    QTRY_VERIFY_WITH_TIMEOUT(owner.hasEnded(), patience * 2); // nobody is waited for any more
    QCOMPARE(owner.code(), 0);
    QVERIFY(runToEnd(place, {u"status"_s, u"--wait"_s}).out.isEmpty());
    QCOMPARE(service.posts, 1);
}

void TestCommandEnds::theOwnerIsKilled() {
    Service service;
    service.body = "{\n \"n\": 1.10 }";
    const CommandPlace place(service.server.url());
    CommandProcess owner;
    CommandProcess caller;
    place.start(owner, runOf(place.file(u"a.txt"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 0, patience);
    place.start(caller, runOf(place.file(u"b.txt"_s)) << u"--json"_s);
    QTRY_COMPARE_WITH_TIMEOUT(service.posts, 2, patience);
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 2, patience);
    owner.kill();
    QTRY_VERIFY_WITH_TIMEOUT(owner.hasEnded(), patience);
    service.isReady = true;
    QTRY_VERIFY_WITH_TIMEOUT(caller.hasEnded(), patience * 2);
    QVERIFY2(caller.code() == 0, caller.errors().constData());
    QVERIFY(caller.errors().contains("going on without it"));
    QCOMPARE(caller.out(), service.body);
    QCOMPARE(service.posts, 2);
    const CommandEnd status = runToEnd(place, {u"status"_s, u"--wait"_s});
    QCOMPARE(status.code, 0); // and the owner's own run is not lost either
}

void TestCommandEnds::theOwnerIsInterrupted() {
    Service service;
    const CommandPlace place(service.server.url());
    CommandProcess owner;
    CommandProcess caller;
    place.start(owner, runOf(place.file(u"a.txt"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 0, patience);
    place.start(caller, runOf(place.file(u"b.txt"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(service.posts == 2 && service.questions > 2, patience);
    owner.interrupt();
    QTRY_VERIFY_WITH_TIMEOUT(owner.hasEnded(), patience);
    QCOMPARE(owner.code(), 130);
    service.isReady = true;
    QTRY_VERIFY_WITH_TIMEOUT(caller.hasEnded(), patience * 2);
    QVERIFY2(caller.code() == 0, caller.errors().constData());
    QVERIFY(caller.out().startsWith("2\tready\t"));
}

void TestCommandEnds::nobodyReadsTheOutput_data() {
    QTest::addColumn<bool>("isLarge");
    QTest::newRow("a line") << false;
    QTest::newRow("more than a pipe holds") << true;
}

void TestCommandEnds::nobodyReadsTheOutput() {
    QFETCH(bool, isLarge);
    Service service;
    if (isLarge)
        service.body = "{\"x\":\"" + QByteArray(5'000'000, 'x') + "\"}";
    const CommandPlace place(service.server.url());
    service.isReady = true;
    QProcess shell; // `:` ends at once
    shell.setProcessEnvironment(place.environment);
    shell.start(u"sh"_s,
        {u"-c"_s, u"{ \"$0\" --data-dir \"$1\" run \"$2\" -w w1 --wait --json; echo $? >\"$3\"; } | :"_s,
            QStringLiteral(DESKTOP_PROGRAM), place.data(), place.file(u"a.txt"_s),
            place.folder.filePath(u"code"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, patience);
    QFile code(place.folder.filePath(u"code"_s));
    QVERIFY(code.open(QIODevice::ReadOnly));
    QCOMPARE(code.readAll(), QByteArray("141\n"));
    QVERIFY(!shell.readAllStandardError().contains("Broken pipe"));
    const CommandEnd results = runToEnd(place, {u"results"_s, u"1"_s});
    QCOMPARE(results.code, 0);
    QVERIFY(results.out == service.body);
    QCOMPARE(service.posts, 1);
}

/// A reader that takes nothing for a while stops neither this command nor those that go through it.
void TestCommandEnds::theReaderPauses() {
    Service service;
    service.isReady = true;
    service.body = "{\"x\":\"" + QByteArray(5'000'000, 'x') + "\"}";
    const CommandPlace place(service.server.url());
    const QString file = place.file(u"a.txt"_s);
    QProcess shell; // of which nothing is read until the other has ended
    shell.setProcessEnvironment(place.environment);
    shell.start(u"sh"_s,
        {u"-c"_s, u"\"$0\" --data-dir \"$1\" run \"$2\" -w w1 --wait --json | (read line; echo; wc -c)"_s,
            QStringLiteral(DESKTOP_PROGRAM), place.data(), file});
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 0, patience);
    const CommandEnd other = runToEnd(place, runOf(place.file(u"b.txt"_s)));
    QVERIFY2(other.code == 0, other.errors.constData());
    QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, patience);
}

void TestCommandEnds::anotherServiceMeanwhile() {
    Service service;
    const CommandPlace place(service.server.url());
    CommandProcess owner;
    place.start(owner, runOf(place.file(u"a.txt"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 0, patience);
    const CommandEnd elsewhere = runToEnd(place, {u"workflows"_s, u"--base-url"_s, u"http://127.0.0.1:9"_s});
    QCOMPARE(elsewhere.code, 2);
    QVERIFY(elsewhere.errors.contains("http://127.0.0.1:9"));
    CommandPlace otherKey(service.server.url());
    otherKey.environment.insert(u"ANYFORMAT_API_KEY"_s, u"af_another_key_12345"_s);
    CommandProcess other;
    other.startWith(otherKey.environment, {u"--data-dir"_s, place.data(), u"workflows"_s});
    QTRY_VERIFY_WITH_TIMEOUT(other.hasEnded(), patience);
    QCOMPARE(other.code(), 2);
    QVERIFY(other.errors().contains("ANYFORMAT_API_KEY"));
    QVERIFY(!other.errors().contains("af_another_key_12345"));
    const CommandEnd sandbox = runToEnd(place, {u"workflows"_s, u"--sandbox"_s});
    QCOMPARE(sandbox.code, 1);
    QVERIFY(sandbox.errors.contains("--data-dir"));
    owner.interrupt();
    QTRY_VERIFY_WITH_TIMEOUT(owner.hasEnded(), patience);
}

void TestCommandEnds::aFolderThatCannotBeWritten() {
    Service service;
    const CommandPlace place(service.server.url());
    CommandProcess run;
    run.startWith(place.environment, {u"--data-dir"_s, u"/proc/self"_s, u"workflows"_s});
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), patience);
    QCOMPARE(run.code(), 1);
    QVERIFY2(run.errors().contains("cannot be written"), run.errors().constData());
}
