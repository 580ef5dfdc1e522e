// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_program.h"

#include "app/sandbox/misbehaviour.h"
#include "app/sandbox/sandboxserver.h"
#include "tests/sandbox/httpprobe.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

/// Starts it as on a machine without a display; the port it says, 0 when it says none.
quint16 start(QProcess &program, const QStringList &arguments) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"DISPLAY"_s);
    environment.remove(u"WAYLAND_DISPLAY"_s);
    environment.remove(u"QT_QPA_PLATFORM"_s);
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(SANDBOX_PROGRAM), QStringList{u"--port"_s, u"0"_s} + arguments);
    if (!program.waitForReadyRead(20'000))
        return 0;
    const QRegularExpressionMatch match =
        QRegularExpression(u"^AnyFormat sandbox on http://127\\.0\\.0\\.1:(\\d+) [^\\n]*\\n$"_s)
            .match(QString::fromUtf8(program.readAllStandardOutput()));
    return quint16(match.captured(1).toUInt());
}

} // namespace

void ProgramTest::saysWhereItListens() {
    QProcess program;
    const quint16 port = start(program, {u"--key"_s, u"secret-key"_s, u"--verbose"_s});
    QVERIFY(port != 0);
    QCOMPARE(support::ask(port, "GET", "/v2/workflows/", "Authorization: Bearer secret-key\r\n").status, 200);
    program.terminate();
    QVERIFY(program.waitForFinished(20'000));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    const QString errors = QString::fromUtf8(program.readAllStandardError());
    QVERIFY(errors.contains(u"curl"_s));
    QVERIFY(errors.contains(u"GET /v2/workflows/ → 200"_s));
    QVERIFY(!errors.contains(u"secret-key"_s));
    QVERIFY(program.readAllStandardOutput().isEmpty());
}

void ProgramTest::readsMarkup_data() {
    QTest::addColumn<QByteArray>("fileName");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("margins") << QByteArray("a.html") << QByteArray("<p style=\"margin:1em\">Total: 5.00</p>");
    QTest::newRow("preformatted") << QByteArray("a.html") << QByteArray("<pre>Total: 5.00</pre>");
    QTest::newRow("code") << QByteArray("a.html") << QByteArray("<code>a</code><tt>b</tt><p>Total: 5.00</p>");
    QTest::newRow("markdown") << QByteArray("a.md") << QByteArray("Total: 5.00\n\n```\nx\n```\n\n`code`\n");
}

/// Qt's text engine wants fonts, and ends the program where it finds none.
void ProgramTest::readsMarkup() {
    QFETCH(QByteArray, fileName);
    QFETCH(QByteArray, content);
    QProcess program;
    const quint16 port = start(program, {u"--processing"_s, u"0"_s});
    QVERIFY(port != 0);
    const QByteArray id = support::submit(port, support::Invoices, fileName, content);
    const QByteArray path = "/v2/workflows/" + support::Invoices + "/files/" + id + "/results/";
    support::Answer answer;
    QTRY_VERIFY_WITH_TIMEOUT((answer = support::ask(port, "GET", path)).status != 412, 20'000);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body.contains("\"total_amount\":{\"value\":5.00,"));
    program.terminate();
    QVERIFY(program.waitForFinished(20'000));
    QCOMPARE(program.exitCode(), 0);
}

void ProgramTest::servesCurl_data() {
    QTest::addColumn<QStringList>("submission");
    QTest::addColumn<QString>("total");
    const QString sample = QStringLiteral(SAMPLES_DIR "/invoice-0847.pdf");
    QTest::newRow("file") << QStringList{u"-F"_s, u"file=@"_s + sample} << u"4087.50"_s;
    QTest::newRow("file with a name and a type")
        << QStringList{u"-F"_s,
               u"file=@%1;filename=\"ünïcode \\\"1\\\".pdf\";type=application/pdf"_s.arg(sample)}
        << u"4087.50"_s;
    QTest::newRow("file in chunks") << QStringList{u"-H"_s, u"Transfer-Encoding: chunked"_s, u"-F"_s,
                                           u"file=@"_s + sample}
                                    << u"4087.50"_s;
    QTest::newRow("HTTP/1.0") << QStringList{u"--http1.0"_s, u"-F"_s, u"file=@"_s + sample} << u"4087.50"_s;
    QTest::newRow("text") << QStringList{u"-F"_s, u"text=Total: $12.50"_s} << u"12.50"_s;
    QTest::newRow("urlencoded") << QStringList{u"--data-urlencode"_s, u"text=Total: $12.50"_s} << u"12.50"_s;
}

/// A client that nobody here has written.
void ProgramTest::servesCurl() {
    QFETCH(QStringList, submission);
    QFETCH(QString, total);
    const QString curl = QStandardPaths::findExecutable(u"curl"_s);
    if (curl.isEmpty())
        QSKIP("curl is not installed");
    QProcess program;
    const quint16 port = start(program, {u"--key"_s, u"secret-key"_s, u"--processing"_s, u"0"_s});
    QVERIFY(port != 0);
    const auto ask = [&](const QString &path, const QStringList &arguments) {
        QProcess client;
        client.start(curl, QStringList{u"-sSL"_s, u"-H"_s, u"Authorization: Bearer secret-key"_s} +
                               arguments + QStringList{u"http://127.0.0.1:%1%2"_s.arg(port).arg(path)});
        client.waitForFinished(20'000);
        return client.readAllStandardOutput();
    };
    const QString workflow = u"/v2/workflows/"_s + QString::fromLatin1(support::Invoices);
    QVERIFY(ask(u"/v2/workflows"_s, {}).startsWith("{\"count\":3,")); // follows the redirect
    const QByteArray accepted = ask(workflow + u"/run/"_s, submission);
    const QString id = QJsonDocument::fromJson(accepted).object().value("id"_L1).toString();
    QVERIFY2(!id.isEmpty(), accepted.constData());
    QByteArray result;
    QTRY_VERIFY_WITH_TIMEOUT(
        (result = ask(workflow + u"/files/"_s + id + u"/results/"_s, {u"-f"_s})).startsWith('{'), 20'000);
    QVERIFY2(result.contains("\"total_amount\":{\"value\":" + total.toLatin1() + ','), result.constData());
    QCOMPARE(ask(u"/v2/files/%1/"_s.arg(id), {u"-X"_s, u"DELETE"_s, u"-w"_s, u"%{http_code}"_s}),
        QByteArray("204"));
    program.terminate();
    QVERIFY(program.waitForFinished(20'000));
}

void ProgramTest::misbehaves() {
    const auto statuses = [](const QString &seed) {
        QProcess program;
        const quint16 port = start(program, {u"--misbehave"_s, u"bad-gateway=x1,lost-answer=50%"_s,
                                                u"--seed"_s, seed, u"--requests-per-minute"_s, u"100000"_s});
        QList<int> all;
        for (int i = 0; port != 0 && i < 40; ++i)
            all << support::ask(port, "GET", "/v2/workflows/").status;
        program.terminate();
        program.waitForFinished(20'000);
        all << (program.readAllStandardError().contains("misbehaves: bad-gateway=100%x1,lost-answer=50%")
                    ? 1
                    : -1);
        return all;
    };
    const QList<int> first = statuses(u"7"_s);
    QCOMPARE(first.count(502) <= 1, true); // an answer may be lost even so
    QVERIFY(first.contains(200) && first.contains(0) && first.last() == 1);
    QCOMPARE(statuses(u"7"_s), first);
    QVERIFY(statuses(u"8"_s) != first);
}

void ProgramTest::limits() {
    QProcess program;
    const quint16 port =
        start(program, {u"--submissions-per-minute"_s, u"2"_s, u"--requests-per-minute"_s, u"1"_s});
    QVERIFY(port != 0);
    QVERIFY(!support::submit(port, support::Invoices, "a.txt", "hi").isEmpty());
    QVERIFY(!support::submit(port, support::Invoices, "a.txt", "hi").isEmpty());
    QVERIFY(support::submit(port, support::Invoices, "a.txt", "hi").isEmpty());
    QCOMPARE(support::ask(port, "GET", "/v2/workflows/").status, 200);
    QCOMPARE(support::ask(port, "GET", "/v2/workflows/").status, 429);
    program.terminate();
    QVERIFY(program.waitForFinished(20'000));
}

void ProgramTest::switchedByCurl() {
    const QString curl = QStandardPaths::findExecutable(u"curl"_s);
    if (curl.isEmpty())
        QSKIP("curl is not installed");
    QProcess program;
    const quint16 port = start(program, {u"--key"_s, u"secret-key"_s});
    QVERIFY(port != 0);
    int exitCode = 0;
    const auto ask = [&](const QString &path, const QStringList &arguments) {
        QProcess client;
        client.start(curl, QStringList{u"-sS"_s, u"-H"_s, u"Authorization: Bearer secret-key"_s} + arguments +
                               QStringList{u"http://127.0.0.1:%1%2"_s.arg(port).arg(path)});
        client.waitForFinished(20'000);
        exitCode = client.exitCode();
        return client.readAllStandardOutput();
    };
    const QString control = u"/sandbox/misbehaviour/"_s;
    QCOMPARE(ask(control, {u"-X"_s, u"PUT"_s, u"-d"_s, u"lost-reply=100%x1,cut-upload=0%"_s}),
        QByteArray("lost-reply=100%x1,cut-upload=0%\n"));
    const QString run = u"/v2/workflows/%1/run/"_s.arg(QString::fromLatin1(support::Invoices));
    QCOMPARE(ask(run, {u"-F"_s, u"text=Total: $12.50"_s}), QByteArray());
    QCOMPARE(exitCode, 52); // "empty reply"
    QFile list(QDir(m_place.path()).filePath(u"list"_s));
    QVERIFY(list.open(QIODevice::WriteOnly) && list.write("cut-upload\n") > 0);
    list.close();
    QCOMPARE(ask(control, {u"-X"_s, u"PUT"_s, u"--data-binary"_s, u"@"_s + list.fileName()}),
        QByteArray("cut-upload=100%\n"));
    QCOMPARE(ask(run, {u"-F"_s, u"file=@%1"_s.arg(QStringLiteral(SAMPLES_DIR "/invoice-0847.pdf"))}),
        QByteArray());
    QVERIFY(exitCode != 0);
    QCOMPARE(ask(control, {u"-X"_s, u"PUT"_s, u"-d"_s, u""_s}), QByteArray("\n"));
    const QByteArray accepted = ask(run, {u"-F"_s, u"text=hello"_s});
    QCOMPARE(exitCode, 0);
    const QJsonArray received =
        QJsonDocument::fromJson(ask(u"/sandbox/received/"_s, {})).object()["results"_L1].toArray();
    QCOMPARE(received.size(), 2);
    QCOMPARE(received[0]["answered"_L1].toBool(true), false);
    QCOMPARE(received[1]["collection_id"_L1], QJsonDocument::fromJson(accepted).object()["id"_L1]);
    program.terminate();
    QVERIFY(program.waitForFinished(20'000));
}

void ProgramTest::helpAndManualNameEverything() {
    QProcess program;
    program.start(QStringLiteral(SANDBOX_PROGRAM), {u"--help"_s});
    QVERIFY(program.waitForFinished(20'000));
    const QString help = QString::fromUtf8(program.readAllStandardOutput());
    QFile manual(QStringLiteral(SANDBOX_MANUAL));
    QVERIFY(manual.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(manual.readAll()).replace(u"\\-"_s, u"-"_s);
    QStringList words{u"--misbehave"_s, u"--seed"_s, u"--submissions-per-minute"_s,
        u"--requests-per-minute"_s, u"--port"_s, u"--key"_s, u"--processing"_s, u"--verbose"_s};
    for (const sandbox::QuirkInfo &info : sandbox::quirks())
        words << QString::fromLatin1(info.name);
    for (const QString &word : std::as_const(words)) {
        const QRegularExpression alone(u"(?<![\\w-])%1(?![\\w-])"_s.arg(QRegularExpression::escape(word)));
        QVERIFY2(alone.match(help).hasMatch(), qPrintable(word));
        QVERIFY2(alone.match(page).hasMatch(), qPrintable(word));
    }
}

void ProgramTest::complaints_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("busy port") << QStringList{u"--port"_s, u"BUSY"_s} << 1;
    QTest::newRow("port is no number") << QStringList{u"--port"_s, u"x"_s} << 2;
    QTest::newRow("port too large") << QStringList{u"--port"_s, u"70000"_s} << 2;
    QTest::newRow("processing is no number") << QStringList{u"--processing"_s, u"soon"_s} << 2;
    QTest::newRow("unknown misbehaviour") << QStringList{u"--misbehave"_s, u"lost-repl"_s} << 2;
    QTest::newRow("misbehaviour over two lines") << QStringList{u"--misbehave"_s, u"stuck\nfailing"_s} << 2;
    QTest::newRow("misbehaviour without its parameter") << QStringList{u"--misbehave"_s, u"delay=20%"_s} << 2;
    QTest::newRow("seed is no number") << QStringList{u"--seed"_s, u"x"_s} << 2;
    QTest::newRow("negative seed") << QStringList{u"--seed=-1"_s} << 2;
    QTest::newRow("no submissions") << QStringList{u"--submissions-per-minute"_s, u"0"_s} << 2;
    QTest::newRow("too many requests") << QStringList{u"--requests-per-minute"_s, u"1000001"_s} << 2;
    QTest::newRow("several") << QStringList{u"--port"_s, u"x"_s, u"--processing"_s, u"x"_s} << 2;
    QTest::newRow("a file") << QStringList{u"invoice.pdf"_s} << 2;
}

void ProgramTest::complaints() {
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    sandbox::SandboxServer other;
    QCOMPARE(other.start(), QString());
    arguments.replaceInStrings(u"BUSY"_s, QString::number(other.port()));
    QProcess program;
    program.start(QStringLiteral(SANDBOX_PROGRAM), arguments);
    QVERIFY(program.waitForFinished(20'000));
    QCOMPARE(program.exitCode(), exitCode);
    const QByteArray errors = program.readAllStandardError();
    QCOMPARE(errors.count('\n'), 1);
    QVERIFY(errors.startsWith("anyformat-sandbox: "));
    QVERIFY(program.readAllStandardOutput().isEmpty());
}
