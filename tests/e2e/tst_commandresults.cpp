// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_commandresults.h"

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

constexpr int patience = 60'000; // ms

QByteArray bodyOf(qsizetype size) {
    QByteArray body = "{\n\"extractions\":[]";
    body.reserve(size + 100);
    for (int i = 0; body.size() < size; ++i)
        body += ",\n\"k" + QByteArray::number(i) + "\":\"" + QByteArray(900, char('a' + i % 26)) + "\"";
    return body + "}\n";
}

/// Has one large result, which run 1 gets.
struct Service {
    QByteArray body;
    ScriptedServer server{[this](const ScriptedRequest &request) {
        if (request.method == "POST")
            return ScriptedReply::json(202, R"({"id":"c-1","status":"pending"})");
        if (request.path.contains("/results/"))
            return ScriptedReply::json(200, body);
        return ScriptedReply::json(200, R"({"count":1,"results":[{"id":"w1","name":"Invoices"}]})");
    }};
    CommandPlace place{server.url()};
    QString file = place.file(u"a.txt"_s);

    explicit Service(qsizetype size)
        : body(bodyOf(size)) {
        place.environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    }
    CommandEnd fetch() { return runToEnd(place, {u"run"_s, file, u"-w"_s, u"w1"_s, u"--wait"_s}); }
    bool open(CommandProcess &window) {
        place.start(window, {});
        return QTest::qWaitFor(
            [this] {
                QLocalSocket probe;
                probe.connectToServer(place.data() + u"/socket"_s);
                return probe.waitForConnected(100);
            },
            patience);
    }
};

QByteArray contentOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The most memory that it has had so far, in bytes; 0 when it has ended.
qint64 mostOf(const CommandProcess &process) {
    const QByteArray status = contentOf(u"/proc/%1/status"_s.arg(process.processId()));
    const qsizetype at = status.indexOf("VmHWM:");
    return at < 0 ? 0 : status.mid(at + 6).trimmed().split(' ').first().toLongLong() * 1024;
}

} // namespace

void TestCommandResults::arrivesWhole_data() {
    QTest::addColumn<bool>("hasWindow");
    QTest::newRow("from the ledger") << false;
    QTest::newRow("through the window") << true;
}

void TestCommandResults::arrivesWhole() {
    QFETCH(bool, hasWindow);
    Service service(7'000'000);
    const CommandPlace &place = service.place;
    CommandProcess window;
    QVERIFY(!hasWindow || service.open(window));
    const CommandEnd run = service.fetch();
    QVERIFY2(run.code == 0, run.errors.constData());
    const CommandEnd results = runToEnd(place, {u"results"_s, u"1"_s});
    QCOMPARE(results.code, 0);
    QVERIFY(results.out == service.body);
    // Of several, each on a line of its own.
    const QString other = place.file(u"b.txt"_s);
    const CommandEnd several = runToEnd(
        place, {u"run"_s, service.file, other, u"-w"_s, u"w1"_s, u"--wait"_s, u"--json"_s, u"--quiet"_s});
    QVERIFY2(several.code == 0, several.errors.constData());
    QByteArray flat = service.body;
    flat.replace('\n', ' ');
    QCOMPARE(several.out.count('\n'), 2);
    QCOMPARE(several.out.count(",\"result\":" + flat + "}\n"), 2);
    // As files.
    const QString folder = place.folder.filePath(u"out"_s);
    const CommandEnd files =
        runToEnd(place, {u"run"_s, service.file, other, u"-w"_s, u"w1"_s, u"--out"_s, folder, u"--quiet"_s});
    QVERIFY2(files.code == 0, files.errors.constData());
    QVERIFY(contentOf(folder + u"/a.txt.json"_s) == service.body);
    QVERIFY(contentOf(folder + u"/b.txt.json"_s) == service.body);
    QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden).size(), 2);
    window.kill();
    QTRY_VERIFY(window.hasEnded());
}

/// A few pieces, not the result: neither here nor in the window that hands it over.
void TestCommandResults::takesLittleMemory() {
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("the sanitizer has its own needs");
#elif !defined(Q_OS_LINUX)
    QSKIP("memory is counted as Linux does");
#endif
    constexpr qint64 size = 80'000'000;
    constexpr qint64 some = size / 2; // what a command needs at least is known by a look now and then
    Service service(size);
    const CommandEnd run = service.fetch();
    QVERIFY2(run.code == 0, run.errors.constData());
    const QString folder = service.place.folder.filePath(u"out"_s);
    qint64 most = 0; // of the last command
    const auto tell = [&](const QStringList &arguments) {
        CommandProcess command;
        const QString path = service.place.folder.filePath(u"told"_s);
        command.setStandardOutputFile(path);
        service.place.start(command, arguments);
        most = 0;
        if (!QTest::qWaitFor(
                [&] {
                    most = qMax(most, mostOf(command));
                    return command.hasEnded();
                },
                patience))
            return -2;
        return command.code();
    };
    QCOMPARE(tell({u"status"_s, u"1"_s}), 0);
    const qint64 least = most;
    QVERIFY2(least > 1'000'000 && least < size, qPrintable(QString::number(least)));
    const QStringList toFolder{u"run"_s, service.file, u"-w"_s, u"w1"_s, u"--out"_s, folder, u"--quiet"_s};
    QCOMPARE(tell({u"results"_s, u"1"_s}), 0);
    QVERIFY(contentOf(service.place.folder.filePath(u"told"_s)) == service.body);
    QVERIFY2(most - least < some, qPrintable(QString::number(most - least)));
    QCOMPARE(tell(toFolder), 0);
    QVERIFY2(most - least < some, qPrintable(QString::number(most - least)));

    CommandProcess window;
    QVERIFY(service.open(window));
    const qint64 idle = mostOf(window);
    QVERIFY(idle > 0);
    QCOMPARE(tell({u"results"_s, u"1"_s}), 0);
    QVERIFY2(most - least < some, qPrintable(QString::number(most - least)));
    QVERIFY(contentOf(service.place.folder.filePath(u"told"_s)) == service.body);
    QCOMPARE(tell(toFolder), 0);
    QVERIFY2(most - least < some, qPrintable(QString::number(most - least)));
    const qint64 more = mostOf(window) - idle;
    QVERIFY2(more < some, qPrintable(QString::number(more)));
    window.kill();
    QTRY_VERIFY(window.hasEnded());
}

void TestCommandResults::theDiskIsFull_data() {
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("standard output") << u"exec \"$0\" --data-dir \"$1\" results 1 >/dev/full"_s
                                     << QByteArray("the output cannot be written: No space left on device");
    // A limit of the shell for files (512 or 1,024 bytes each) stands for the disk.
    QTest::newRow("a file")
        << u"trap '' XFSZ; ulimit -f 4000; exec \"$0\" --data-dir \"$1\" run \"$2\" -w w1 "
           "--quiet --out \"$3\""_s
        << QByteArray("cannot be written to");
}

/// One clear line, and nothing that looks like a result.
void TestCommandResults::theDiskIsFull() {
#ifndef Q_OS_LINUX
    QSKIP("there is no /dev/full");
#endif
    QFETCH(QString, command);
    QFETCH(QByteArray, words);
    Service service(7'000'000);
    const CommandEnd run = service.fetch();
    QVERIFY2(run.code == 0, run.errors.constData());
    const QString folder = service.place.folder.filePath(u"out"_s);
    CommandProcess shell;
    shell.setProcessEnvironment(service.place.environment);
    shell.start(u"sh"_s,
        {u"-c"_s, command, QStringLiteral(DESKTOP_PROGRAM), service.place.data(), service.file, folder});
    QTRY_VERIFY_WITH_TIMEOUT(shell.hasEnded(), patience);
    QCOMPARE(shell.code(), 1);
    QVERIFY2(shell.errors().contains(words), shell.errors().constData());
    QCOMPARE(shell.errors().count("anyformat-desktop: "), 1);
    QVERIFY(shell.out().isEmpty());
    QVERIFY(QDir(folder).entryList(QDir::Files | QDir::Hidden).isEmpty());
    const CommandEnd again = runToEnd(service.place, {u"results"_s, u"1"_s}); // the ledger has it still
    QVERIFY(again.code == 0 && again.out == service.body);
}

void TestCommandResults::nobodyReads() {
    Service service(7'000'000);
    const CommandEnd run = service.fetch();
    QVERIFY2(run.code == 0, run.errors.constData());
    for (const bool hasWindow : {false, true}) {
        CommandProcess window;
        QVERIFY(!hasWindow || service.open(window));
        QProcess shell; // `:` ends at once
        shell.setProcessEnvironment(service.place.environment);
        shell.start(u"sh"_s, {u"-c"_s, u"{ \"$0\" --data-dir \"$1\" results 1; echo $? >\"$2\"; } | :"_s,
                                 QStringLiteral(DESKTOP_PROGRAM), service.place.data(),
                                 service.place.folder.filePath(u"code"_s)});
        QTRY_COMPARE_WITH_TIMEOUT(shell.state(), QProcess::NotRunning, patience);
        QCOMPARE(contentOf(service.place.folder.filePath(u"code"_s)), QByteArray("141\n"));
        QVERIFY(!shell.readAllStandardError().contains("Broken pipe"));
        const CommandEnd again = runToEnd(service.place, {u"results"_s, u"1"_s});
        QVERIFY(again.code == 0 && again.out == service.body);
        window.kill();
        QTRY_VERIFY(window.hasEnded());
    }
}
