// SPDX-License-Identifier: MIT
#include "tests/sandbox/tst_program.h"

#include "app/sandbox/sandboxserver.h"
#include "tests/sandbox/httpprobe.h"

#include <QProcess>
#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;

void ProgramTest::saysWhereItListens() {
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"DISPLAY"_s);
    environment.remove(u"QT_QPA_PLATFORM"_s);
    program.setProcessEnvironment(environment);
    program.start(
        QStringLiteral(SANDBOX_PROGRAM), {u"--port"_s, u"0"_s, u"--key"_s, u"secret-key"_s, u"--verbose"_s});
    QVERIFY(program.waitForReadyRead(20'000));
    const QString line = QString::fromUtf8(program.readAllStandardOutput());
    const QRegularExpressionMatch match =
        QRegularExpression(u"^AnyFormat sandbox on http://127\\.0\\.0\\.1:(\\d+) [^\\n]*\\n$"_s).match(line);
    QVERIFY2(match.hasMatch(), qPrintable(line));
    const quint16 port = quint16(match.captured(1).toUInt());
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
