// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_program.h"

#include "app/sandbox/sandboxserver.h"
#include "tests/sandbox/httpprobe.h"

#include <QProcess>
#include <QRegularExpression>
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

void ProgramTest::complaints_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("busy port") << QStringList{u"--port"_s, u"BUSY"_s} << 1;
    QTest::newRow("port is no number") << QStringList{u"--port"_s, u"x"_s} << 2;
    QTest::newRow("port too large") << QStringList{u"--port"_s, u"70000"_s} << 2;
    QTest::newRow("processing is no number") << QStringList{u"--processing"_s, u"soon"_s} << 2;
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
