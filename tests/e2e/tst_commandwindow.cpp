// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_commandwindow.h"

#include "tests/e2e/commandprocess.h"
#include "tests/support/scriptedserver.h"

#include <QLocalSocket>

using namespace Qt::StringLiterals;
using support::CommandEnd;
using support::CommandPlace;
using support::CommandProcess;
using support::runToEnd;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

namespace {

constexpr int patience = 20'000; // ms

struct Service {
    bool isReady = true;
    int posts = 0;
    int questions = 0;
    QByteArray body = "{ \"n\": 1.10,\n \"n\": 12345678901234567890 }";
    ScriptedServer server{[this](const ScriptedRequest &request) {
        if (request.method == "POST")
            return ScriptedReply::json(202, "{\"id\":\"c-" + QByteArray::number(++posts) + "\"}");
        if (!request.path.contains("/results/"))
            return ScriptedReply::json(200, R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})");
        ++questions;
        return isReady ? ScriptedReply::json(200, body)
                       : ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED"})");
    }};
};

/// The window, and true when it listens.
bool open(CommandProcess &window, const CommandPlace &place, const QStringList &arguments = {}) {
    QProcessEnvironment environment = place.environment;
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    window.startWith(environment, QStringList{u"--data-dir"_s, place.data()} + arguments);
    return QTest::qWaitFor(
        [&] {
            QLocalSocket probe;
            probe.connectToServer(place.data() + u"/socket"_s);
            return probe.waitForConnected(100);
        },
        patience);
}

} // namespace

void TestCommandWindow::commandsGoThroughTheWindow() {
    Service service;
    const CommandPlace place(service.server.url());
    CommandProcess window;
    QVERIFY(open(window, place));
    const QString file = place.file(u"a.txt"_s);
    const CommandEnd run = runToEnd(place, {u"run"_s, file, u"-w"_s, u"w1"_s, u"--wait"_s, u"--json"_s});
    QVERIFY2(run.code == 0, run.errors.constData());
    QCOMPARE(run.out, service.body);
    QCOMPARE(runToEnd(place, {u"results"_s, u"1"_s}).out, service.body);
    QVERIFY(runToEnd(place, {u"workflows"_s}).out.contains("w1\tInvoices"));
    // A file is written by the caller, in the caller's folder.
    CommandProcess writer;
    writer.setWorkingDirectory(place.folder.path());
    writer.startWith(place.environment,
        {u"--data-dir"_s, u"data"_s, u"run"_s, u"a.txt"_s, u"-w"_s, u"w1"_s, u"--out"_s, u"out"_s});
    QTRY_VERIFY_WITH_TIMEOUT(writer.hasEnded(), patience);
    QVERIFY2(writer.code() == 0, writer.errors().constData());
    QFile written(place.folder.filePath(u"out/a.txt.json"_s));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(written.readAll(), service.body); // which the window had
    QVERIFY2(
        writer.errors().contains("a.txt was submitted before: run 1, ready"), writer.errors().constData());
    QVERIFY(runToEnd(place, {u"run"_s, u"--text"_s, u"Total: 5"_s, u"-w"_s, u"nosuch"_s}).code == 2);
    // The sandbox of the window stays, so nothing needs to wait for it.
    const CommandEnd sandbox = runToEnd(
        place, {u"run"_s, u"--text"_s, u"Total: 5"_s, u"-w"_s, u"Invoices"_s, u"--sandbox"_s, u"--wait"_s});
    QVERIFY2(sandbox.code == 0, sandbox.errors.constData());
    QVERIFY(!window.hasEnded());
    QCOMPARE(service.posts, 1);
    window.kill();
    QTRY_VERIFY_WITH_TIMEOUT(window.hasEnded(), patience);
}

void TestCommandWindow::theWindowIsClosedMeanwhile() {
    Service service;
    service.isReady = false;
    const CommandPlace place(service.server.url());
    CommandProcess window;
    QVERIFY(open(window, place));
    CommandProcess run;
    place.start(run, {u"run"_s, place.file(u"a.txt"_s), u"-w"_s, u"w1"_s, u"--wait"_s, u"--json"_s});
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 0, patience);
    window.kill();
    QTRY_VERIFY_WITH_TIMEOUT(window.hasEnded(), patience);
    service.isReady = true;
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), patience);
    QVERIFY2(run.code() == 0, run.errors().constData());
    QCOMPARE(run.out(), service.body);
    QCOMPARE(service.posts, 1);
}

void TestCommandWindow::aSecondStartHandsItsFilesOver() {
    Service service;
    const CommandPlace place(service.server.url());
    CommandProcess window;
    QVERIFY(open(window, place));
    place.file(u"a.txt"_s);
    QProcessEnvironment environment = place.environment;
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    CommandProcess second;
    second.setWorkingDirectory(place.folder.path());
    second.startWith(environment, {u"--data-dir"_s, u"data"_s, u"a.txt"_s, u"--stage-sample"_s});
    QTRY_VERIFY_WITH_TIMEOUT(second.hasEnded(), patience);
    QVERIFY2(second.code() == 0, second.errors().constData());
    QVERIFY(!window.hasEnded());
    window.kill();
    QTRY_VERIFY_WITH_TIMEOUT(window.hasEnded(), patience);
}

void TestCommandWindow::aCommandIsAtWork() {
    Service service;
    service.isReady = false;
    const CommandPlace place(service.server.url());
    CommandProcess run;
    place.start(run, {u"run"_s, place.file(u"a.txt"_s), u"-w"_s, u"w1"_s, u"--wait"_s});
    QTRY_VERIFY_WITH_TIMEOUT(service.questions > 0, patience);
    CommandProcess window;
    QVERIFY(open(window, place, {place.file(u"b.txt"_s)})); // the socket of the command
    QTRY_VERIFY_WITH_TIMEOUT(window.errors().contains("A command of AnyFormat Desktop is at work"), patience);
    QVERIFY(window.errors().contains("with the files it was given"));
    CommandProcess other; // waits as well
    QVERIFY(open(other, place));
    QTRY_VERIFY_WITH_TIMEOUT(other.errors().contains("A command of AnyFormat Desktop is at work"), patience);
    QVERIFY(!window.hasEnded() && !other.hasEnded());
    run.interrupt();
    QTRY_VERIFY_WITH_TIMEOUT(run.hasEnded(), patience);
    QCOMPARE(run.code(), 130);
    // Nobody touches the boxes: one becomes the window, and the other finds it.
    QTRY_VERIFY_WITH_TIMEOUT(window.hasEnded() || other.hasEnded(), patience);
    CommandProcess &ended = window.hasEnded() ? window : other;
    CommandProcess &opened = window.hasEnded() ? other : window;
    QVERIFY2(ended.code() == 0, ended.errors().constData());
    QVERIFY(!opened.hasEnded());
    service.isReady = true;
    QTRY_VERIFY_WITH_TIMEOUT(runToEnd(place, {u"status"_s, u"1"_s}).out.startsWith("1\tready"), patience);
    QVERIFY(!opened.hasEnded());
    opened.kill();
    QTRY_VERIFY_WITH_TIMEOUT(opened.hasEnded(), patience);
}
