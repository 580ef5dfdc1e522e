// SPDX-License-Identifier: MIT
#include "tests/e2e/tst_commands.h"

#include "tests/e2e/commandprocess.h"
#include "tests/support/scriptedserver.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using support::CommandEnd;
using support::CommandPlace;
using support::CommandProcess;
using support::runToEnd;
using support::ScriptedReply;
using support::ScriptedRequest;
using support::ScriptedServer;

QByteArray support::CommandPlace::everything() const {
    QByteArray all;
    QDirIterator files(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        all += file.fileName().toUtf8() + '\n';
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll() + '\n';
    }
    return all;
}

namespace {

const QByteArray list = R"({"count":3,"results":[{"id":"w1","name":"Invoices"},
    {"id":"w2","name":"Invoices 2024"},{"id":"w3","name":"Contracts"}]})";

/// A service that accepts everything, and answers questions with `results`.
ScriptedServer::Handler serviceWith(std::function<ScriptedReply()> results) {
    return [results = std::move(results)](const ScriptedRequest &request) {
        if (request.method == "POST")
            return ScriptedReply::json(202, R"({"id":"c-1","status":"pending"})");
        return request.path.contains("/results/") ? results() : ScriptedReply::json(200, list);
    };
}

ScriptedReply ready(const QByteArray &body = R"({"extractions":[]})") {
    return ScriptedReply::json(200, body);
}

int posts(const ScriptedServer &server) {
    return int(std::count_if(server.requests.cbegin(), server.requests.cend(),
        [](const ScriptedRequest &request) { return request.method == "POST"; }));
}

const QString sample = QStringLiteral(SAMPLES_DIR "/invoice-0847.pdf");
const QString receipt = QStringLiteral(SAMPLES_DIR "/receipt.txt");

} // namespace

void TestCommands::initTestCase() {
    m_sandbox.start(QStringLiteral(SANDBOX_PROGRAM),
        {u"--port"_s, u"0"_s, u"--processing"_s, u"100"_s, u"--key"_s, CommandPlace().key});
    QVERIFY(m_sandbox.waitForReadyRead(20'000));
    const auto match = QRegularExpression(u"on (http://\\S+) "_s)
                           .match(QString::fromUtf8(m_sandbox.readAllStandardOutput()));
    m_url = QUrl(match.captured(1));
    QVERIFY(!m_url.isEmpty());
}

void TestCommands::cleanupTestCase() {
    m_sandbox.terminate();
    QVERIFY(m_sandbox.waitForFinished(20'000));
}

void TestCommands::aDocumentFromFileToFields() {
    const CommandPlace place(m_url);
    const CommandEnd workflows = runToEnd(place, {u"workflows"_s});
    QCOMPARE(workflows.code, 0);
    QCOMPARE(workflows.out.count('\n'), 3);
    QVERIFY(workflows.out.contains("\tInvoices\n"));

    const CommandEnd accepted = runToEnd(place, {u"run"_s, sample, u"-w"_s, u"inv"_s});
    QCOMPARE(accepted.code, 0);
    const QList<QByteArray> cells = accepted.out.trimmed().split('\t');
    QCOMPARE(cells.size(), 4);
    QCOMPARE(cells[0], QByteArray("1"));
    QVERIFY(cells[1] == "waiting" || cells[1] == "ready");
    QCOMPARE(cells[3], QByteArray("invoice-0847.pdf"));

    const CommandEnd waited = runToEnd(place, {u"status"_s, u"--wait"_s});
    QCOMPARE(waited.code, 0);
    const CommandEnd status = runToEnd(place, {u"status"_s, QString::fromUtf8(cells[2])});
    QCOMPARE(status.code, 0);
    QVERIFY(status.out.startsWith("1\tready\t" + cells[2] + "\tinvoice-0847.pdf\tInvoices\t"));
    QCOMPARE(runToEnd(place, {u"status"_s}).out, QByteArray()); // nothing is unfinished

    const CommandEnd fields = runToEnd(place, {u"results"_s, u"1"_s, u"--fields"_s});
    QCOMPARE(fields.code, 0);
    QVERIFY(fields.out.startsWith("invoice_number\tINV-2024-0847\t"));
    QVERIFY(fields.out.contains("\ntotal_amount\t4087.50\t"));
    const QByteArray all = place.everything() + accepted.out + accepted.errors + status.out + fields.errors;
    QVERIFY(all.contains("INV-2024-0847")); // the ledger was read
    QVERIFY(accepted.errors.contains("ANYFORMAT_API_KEY"));
    QVERIFY(!all.contains(place.key.toUtf8()));
    QVERIFY(!all.contains(place.key.toUtf8().toBase64()));
}

void TestCommands::severalDocuments() {
    const CommandPlace place(m_url);
    const CommandEnd end = runToEnd(place,
        {u"run"_s, sample, receipt, receipt, u"--workflow"_s, u"Invoices"_s, u"--wait"_s, u"--json"_s});
    QCOMPARE(end.code, 0);
    const QList<QByteArray> lines = end.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2); // a document that is named twice is sent once
    QSet<QString> names;
    for (const QByteArray &line : lines) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QCOMPARE(object.value("state"_L1).toString(), u"ready"_s);
        QVERIFY(object.value("result"_L1).toObject().contains("extractions"_L1));
        names << object.value("file"_L1).toString();
    }
    QCOMPARE(names, (QSet<QString>{u"invoice-0847.pdf"_s, u"receipt.txt"_s}));
}

void TestCommands::textFromThreeSides() {
    const CommandPlace place(m_url);
    const CommandEnd typed =
        runToEnd(place, {u"run"_s, u"--text"_s, u"Total: $12.50"_s, u"-w"_s, u"inv"_s, u"--fields"_s});
    QCOMPARE(typed.code, 0);
    QVERIFY(typed.out.contains("total_amount\t12.50\t"));
    const CommandEnd piped =
        runToEnd(place, {u"run"_s, u"-"_s, u"-w"_s, u"inv"_s, u"--fields"_s}, "Größe\nTotal: $13.50\n");
    QCOMPARE(piped.code, 0);
    QVERIFY(piped.out.contains("total_amount\t13.50\t"));
    for (const QByteArray &input : {QByteArray(), QByteArray(" \n"), QByteArray("\xff\xfe\0a", 4)}) {
        const CommandEnd refused = runToEnd(place, {u"run"_s, u"-"_s, u"-w"_s, u"inv"_s}, input);
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.errors.contains("nothing was sent"));
        QCOMPARE(refused.errors.count('\n'), 1);
    }
    const CommandEnd status = runToEnd(place, {u"status"_s, u"1"_s, u"2"_s});
    QCOMPARE(status.out.count('\n'), 2);
    QVERIFY(status.out.contains("\tGröße\t"));
}

void TestCommands::resultsAreTheBytesReceived() {
    const QByteArray odd = "\n{\"n\": 12345678901234567890,\r\n \"n\": 1.10, \"x\": 1e400}\n\n";
    for (const QByteArray &body : {odd, QByteArray("\0\xff not json", 11),
             QByteArray("{\"x\":\"" + QByteArray(3'000'000, 'y') + "\"}")}) {
        ScriptedServer server(serviceWith([&] { return ready(body); }));
        const CommandPlace place(server.url());
        const QString file = place.file(u"a.txt"_s);
        const CommandEnd run = runToEnd(place, {u"run"_s, file, u"-w"_s, u"w1"_s, u"--wait"_s, u"--json"_s});
        QCOMPARE(run.code, 0);
        QVERIFY(run.out == body);
        QVERIFY(runToEnd(place, {u"results"_s, u"1"_s}).out == body);
        QVERIFY(runToEnd(place, {u"results"_s, u"c-1"_s, u"--json"_s}).out == body);
        QVERIFY(posts(server) == 1);
    }
}

void TestCommands::filesAreWritten() {
    const QByteArray body = "{\n\"extractions\": [ ]}";
    ScriptedServer server(serviceWith([&] { return ready(body); }));
    const CommandPlace place(server.url());
    const QString out = place.folder.filePath(u"out/deep"_s);
    const QString file = place.file(u"a b.txt"_s);
    for (const char *name : {"a b.txt.json", "a b.txt (2).json"}) {
        const CommandEnd end = runToEnd(place, {u"run"_s, file, u"-w"_s, u"w1"_s, u"--out"_s, out});
        QCOMPARE(end.code, 0);
        QCOMPARE(end.out, (out + u'/' + QString::fromLatin1(name)).toUtf8() + '\n');
        QFile written(QString::fromUtf8(end.out.trimmed()));
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), body);
    }
    QCOMPARE(QDir(out).entryList(QDir::Files | QDir::Hidden).size(), 2);
    const int before = posts(server);
    QCOMPARE(before, 1); // the second is the stored result
    // Looked at before anything is paid for.
    for (const QString &bad : {file, file + u"/below"_s, u"/proc/self"_s}) {
        const CommandEnd end = runToEnd(place, {u"run"_s, file, u"-w"_s, u"w1"_s, u"--out"_s, bad});
        QCOMPARE(end.code, 1);
        QCOMPARE(end.errors.count('\n'), 1);
    }
    QCOMPARE(posts(server), before);
}

void TestCommands::whatWasSubmittedBefore() {
    const QByteArray body = "{\n \"n\": 1.10 }";
    ScriptedServer server(serviceWith([&] { return ready(body); }));
    const CommandPlace place(server.url());
    const QString file = place.file(u"a.txt"_s, "Total: 7");
    const QString copy = place.file(u"b.txt"_s, "Total: 7");
    const auto runOf = [&](const QStringList &more) {
        return runToEnd(place, QStringList{u"run"_s, u"--wait"_s, u"--json"_s, u"-w"_s} + more);
    };
    QCOMPARE(runOf({u"w1"_s, file}).out, body);
    const CommandEnd second = runOf({u"w1"_s, copy});
    QCOMPARE(second.code, 0);
    QCOMPARE(second.out, body);
    QVERIFY2(second.errors.contains("anyformat-desktop: b.txt was submitted before: run 1, ready; its result "
                                    "is used (--again submits it once more)\n"),
        second.errors.constData());
    QCOMPARE(posts(server), 1);
    const CommandEnd quiet = runOf({u"w1"_s, copy, u"-q"_s});
    QCOMPARE(quiet.out, body);
    QCOMPARE(quiet.errors, QByteArray());
    QCOMPARE(posts(server), 1);
    QCOMPARE(runOf({u"w3"_s, copy}).out, body); // of another workflow the result is another
    QCOMPARE(posts(server), 2);
    const CommandEnd again = runOf({u"w1"_s, copy, u"--again"_s});
    QCOMPARE(again.out, body);
    QVERIFY2(!again.errors.contains("before"), again.errors.constData());
    QCOMPARE(posts(server), 3);
    QVERIFY(runToEnd(place, {u"status"_s, u"3"_s}).out.startsWith("3\tready\tc-1\tb.txt\t"));
    // A text that is the same as a file has the same bytes.
    QCOMPARE(runOf({u"w1"_s, u"--text"_s, u"Total: 7"_s}).out, body);
    QCOMPARE(posts(server), 3);
    const CommandEnd changed = runOf({u"w1"_s, place.file(u"a.txt"_s, "Total: 8")});
    QCOMPARE(changed.out, body);
    QCOMPARE(posts(server), 4);
}

void TestCommands::aDamagedLedgerIsSetAside() {
    const QByteArray damaged = "no ledger" + QByteArray(5000, 'x');
    ScriptedServer server(serviceWith([] { return ready(); }));
    const CommandPlace place(server.url());
    QVERIFY(QDir().mkpath(place.data()));
    place.file(u"data/ledger.sqlite"_s, damaged);
    const CommandEnd run =
        runToEnd(place, {u"run"_s, place.file(u"a.txt"_s), u"-w"_s, u"w1"_s, u"--wait"_s, u"--quiet"_s});
    QVERIFY2(run.code == 0, run.errors.constData());
    QVERIFY(run.out.startsWith("1\tready\t"));
    const QStringList kept = QDir(place.data()).entryList({u"ledger-damaged-*.sqlite"_s}, QDir::Files);
    QCOMPARE(kept.size(), 1);
    QVERIFY2(run.errors.contains("ledger of runs is damaged") && run.errors.contains(kept.first().toUtf8()),
        run.errors.constData());
    QCOMPARE(run.errors.count('\n'), 1);
    QFile file(place.data() + u'/' + kept.first());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), damaged);
    QCOMPARE(runToEnd(place, {u"status"_s, u"--quiet"_s}).errors, QByteArray()); // said once
}

void TestCommands::theOwnSandbox() {
    CommandPlace place; // no key, no address
    const CommandEnd end = runToEnd(
        place, {u"run"_s, QStringLiteral(SAMPLES_DIR "/letter.md"), u"--sandbox"_s, u"-w"_s, u"contacts"_s});
    QCOMPARE(end.code, 0);
    QVERIFY(end.out.startsWith("1\tready\t"));
    QVERIFY(end.errors.contains("waits for the results")); // nobody could ask for them later
    QVERIFY(runToEnd(place, {u"results"_s, u"1"_s, u"--fields"_s}).out.contains("\t"));
    const CommandEnd second = runToEnd(
        place, {u"run"_s, QStringLiteral(SAMPLES_DIR "/letter.md"), u"--sandbox"_s, u"-w"_s, u"contacts"_s});
    QCOMPARE(second.out, end.out); // what the first one left is in the ledger
    QVERIFY(second.errors.contains("run 1, ready"));
}

void TestCommands::exitCodes_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("ready") << u"ready"_s << 0 << QString();
    QTest::newRow("failed there") << u"failed"_s << 1 << u"could not extract"_s;
    QTest::newRow("refused") << u"refused"_s << 1 << u"nothing billed"_s;
    QTest::newRow("key rejected") << u"key"_s << 3 << u"API key"_s;
    QTest::newRow("key rejected later") << u"keyLater"_s << 3 << u"API key"_s;
    QTest::newRow("answer lost") << u"lost"_s << 4 << u"may be"_s;
    QTest::newRow("timed out") << u"never"_s << 5 << u"status --wait"_s;
    QTest::newRow("nobody there") << u"nobody"_s << 1 << u"nothing was sent"_s;
}

void TestCommands::exitCodes() {
    QFETCH(QString, what);
    QFETCH(int, code);
    QFETCH(QString, words);
    ScriptedServer server([&](const ScriptedRequest &request) {
        if (what == u"key"_s)
            return ScriptedReply::json(401, R"({"error_code":"AUTH_FAILED","error":"no"})");
        if (request.method == "POST" && what == u"lost"_s)
            return ScriptedReply::hangUp();
        if (request.method == "POST" && what == u"refused"_s)
            return ScriptedReply::json(400, R"({"error_code":"VALIDATION_ERROR","error":"no"})");
        if (request.method == "POST")
            return ScriptedReply::json(202, R"({"id":"c-1","status":"pending"})");
        if (!request.path.contains("/results/"))
            return ScriptedReply::json(200, list);
        if (what == u"failed"_s)
            return ScriptedReply::json(422, R"({"error_code":"EXTRACTION_FAILED","error":"no"})");
        if (what == u"keyLater"_s)
            return ScriptedReply::json(401, R"({"error_code":"AUTH_FAILED","error":"no"})");
        if (what == u"never"_s)
            return ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED"})");
        return ready();
    });
    const CommandPlace place(what == u"nobody"_s ? QUrl(u"http://127.0.0.1:9"_s) : server.url());
    const QString file = place.file(u"a.txt"_s);
    const CommandEnd end = runToEnd(
        place, {u"run"_s, file, u"-w"_s, u"w1"_s, u"--wait"_s, u"--timeout"_s, u"3"_s, u"--json"_s, u"-q"_s});
    QVERIFY2(end.code == code, end.errors.constData());
    QVERIFY2(end.errors.contains(words.toUtf8()), end.errors.constData());
    QCOMPARE(end.errors.count('\n'), code == 0 ? 0 : 1); // one clear line
    QCOMPARE(end.out.isEmpty(), code != 0);              // data alone on stdout
    QVERIFY(posts(server) <= 1);
    if (posts(server) == 1) {
        const CommandEnd status = runToEnd(place, {u"status"_s, u"1"_s});
        QCOMPARE(status.code, code);
        QCOMPARE(runToEnd(place, {u"results"_s, u"1"_s}).code, code);
    }
    QVERIFY(!(place.everything() + end.errors).contains(place.key.toUtf8()));
}

void TestCommands::sendsNothingWhenSomethingIsWrong_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    const QString file = u"FILE"_s;
    QTest::newRow("no such workflow")
        << QStringList{file, u"-w"_s, u"Receipts"_s} << 2 << u"Contracts (w3)"_s;
    QTest::newRow("a beginning of several")
        << QStringList{file, u"-w"_s, u"i"_s} << 2 << u"Invoices 2024 (w2)"_s;
    QTest::newRow("no workflow named") << QStringList{file} << 2 << u"--workflow"_s;
    QTest::newRow("unknown id") << QStringList{file, u"-w"_s, u"5a4db0c1-0001-4c00-8000-00000000000f"_s} << 2
                                << u"there is no workflow"_s;
    QTest::newRow("missing file") << QStringList{u"/nowhere/a.pdf"_s, u"-w"_s, u"w1"_s} << 1
                                  << u"/nowhere/a.pdf: not there"_s;
    QTest::newRow("one of two missing")
        << QStringList{file, u"/nowhere/a.pdf"_s, u"-w"_s, u"w1"_s} << 1 << u"--skip-refused"_s;
    QTest::newRow("a folder") << QStringList{u"/tmp"_s, u"-w"_s, u"w1"_s} << 1 << u"folder"_s;
    QTest::newRow("wrong option") << QStringList{file, u"--wrokflow"_s} << 2 << u"--wrokflow"_s;
}

void TestCommands::sendsNothingWhenSomethingIsWrong() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, words);
    ScriptedServer server([](const ScriptedRequest &request) {
        if (request.path.contains("/workflows/5a4db0c1"))
            return ScriptedReply::json(404, R"({"error_code":"NOT_FOUND","error":"no"})");
        return ScriptedReply::json(200, list);
    });
    const CommandPlace place(server.url());
    arguments.replaceInStrings(u"FILE"_s, place.file(u"a.txt"_s));
    const CommandEnd end = runToEnd(place, QStringList{u"run"_s} + arguments);
    QVERIFY2(end.code == code, end.errors.constData());
    QVERIFY2(end.errors.contains(words.toUtf8()), end.errors.constData());
    QVERIFY(end.out.isEmpty());
    QCOMPARE(posts(server), 0);
    QCOMPARE(runToEnd(place, {u"status"_s}).code, 0); // nothing was queued
}

void TestCommands::skipsWhatIsRefused() {
    ScriptedServer server(serviceWith([] { return ready(); }));
    const CommandPlace place(server.url());
    const CommandEnd end = runToEnd(place, {u"run"_s, place.file(u"empty.pdf"_s, ""), place.file(u"a.txt"_s),
                                               u"-w"_s, u"CONTRACTS"_s, u"--skip-refused"_s, u"--wait"_s});
    QCOMPARE(end.code, 1); // not everything that was asked for was done
    QVERIFY(end.out.startsWith("1\tready\tc-1\ta.txt"));
    QVERIFY(end.errors.contains("empty.pdf: empty"));
    QCOMPARE(posts(server), 1);
    QVERIFY(server.requests.last().path.contains("/w3/"));
}

void TestCommands::anAddressForOneCall() {
    ScriptedServer server(serviceWith([] { return ready(); }));
    CommandPlace place(QUrl(u"http://127.0.0.1:9"_s));
    const CommandEnd end = runToEnd(place, {u"workflows"_s, u"--base-url"_s, server.url().toString()});
    QCOMPARE(end.code, 0);
    QVERIFY(!place.everything().contains(QByteArray::number(server.serverPort())));
}

void TestCommands::helpNeedsNothing() {
    CommandPlace place;
    place.environment.insert(u"LC_ALL"_s, u"C"_s);
    for (const QStringList &arguments :
        {QStringList{u"--help"_s}, {u"run"_s, u"--help"_s}, {u"--version"_s}}) {
        const CommandEnd end = runToEnd(place, arguments);
        QCOMPARE(end.code, 0);
        QVERIFY(!end.out.isEmpty());
        QVERIFY2(end.errors.isEmpty(), end.errors.constData());
    }
    QVERIFY(!QFileInfo::exists(place.data()));
    const CommandEnd noKey = runToEnd(place, {u"workflows"_s});
    QCOMPARE(noKey.code, 3);
    QCOMPARE(noKey.errors.count('\n'), 1);
    QVERIFY2(noKey.errors.contains("ANYFORMAT_API_KEY"), noKey.errors.constData());
}

void TestCommands::noTerminalNoProgress() {
    int questions = 0;
    ScriptedServer server(serviceWith([&] {
        return ++questions < 3 ? ScriptedReply::json(412, R"({"error_code":"PRECONDITION_FAILED"})")
                               : ready();
    }));
    const CommandPlace place(server.url());
    const CommandEnd end =
        runToEnd(place, {u"run"_s, place.file(u"a.txt"_s), u"-w"_s, u"w1"_s, u"--wait"_s, u"--quiet"_s});
    QCOMPARE(end.code, 0);
    QCOMPARE(end.out, QByteArray("1\tready\tc-1\ta.txt\n"));
    QCOMPARE(end.errors, QByteArray());
}
