// SPDX-License-Identifier: MIT
#include "tests/commands/tst_outputs.h"

#include "app/commands/exitcode.h"
#include "app/commands/outputfile.h"
#include "app/commands/resulttext.h"
#include "app/commands/runoutput.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace commands;
using runs::Run;
using runs::RunState;

namespace {

Run runIn(RunState state, int httpStatus = 0) {
    Run run;
    run.id = 7;
    run.name = u"a.pdf"_s;
    run.workflowId = u"w-1"_s;
    run.workflowName = u"Invoices"_s;
    run.collectionId = u"c-1"_s;
    run.state = state;
    run.httpStatus = httpStatus;
    return run;
}

/// All pieces of it.
QByteArray wholeOf(ResultText text) {
    QByteArray whole;
    while (!text.atEnd()) {
        const std::optional<QByteArray> piece = text.next();
        if (!piece || piece->size() > ResultText::piece)
            return "no piece";
        whole += *piece;
    }
    return whole;
}

QByteArray textOf(const Run &run, const QByteArray &body, Output output, bool several) {
    return wholeOf(ResultText(run, results::ByteSource::fromBytes(body), output, several));
}

const QByteArray odd =
    "{\r\n \"n\": 12345678901234567890,\n \"n\": 1.10, \"x\": 1e400,\t\"t\": \"a\\nb\" }\n";

} // namespace

void TestOutputs::candidatesAreLines() {
    Run run = runIn(RunState::Unconfirmed);
    run.uploadStartedAt = 1'700'000'000'000;
    const runs::Candidate candidate{u"c-9"_s, u"a\tb.pdf"_s, u"pending"_s, 1'700'000'002'345};
    const QByteArray line = candidateLine(candidate, run, Output::Lines);
    QCOMPARE(line.count('\n'), 1);
    const QList<QByteArray> cells = line.trimmed().split('\t');
    QCOMPARE(cells.size(), 4);
    QCOMPARE(cells.mid(0, 3), (QList<QByteArray>{"c-9", "2023-11-14T22:13:22.345Z", "+2.3 s"}));
    const QJsonObject object = QJsonDocument::fromJson(candidateLine(candidate, run, Output::Json)).object();
    QCOMPARE(object.value("collection"_L1).toString(), u"c-9"_s);
    QCOMPARE(object.value("run"_L1).toInt(), 7);
    QCOMPARE(object.value("created"_L1).toString(), u"2023-11-14T22:13:22.345Z"_s);
    QCOMPARE(object.value("seconds_after"_L1).toDouble(), 2.345);
    QCOMPARE(object.value("file"_L1).toString(), candidate.name);
    // The clocks of two computers differ, and not every service tells everything.
    const runs::Candidate early{u"c-9"_s, {}, {}, 1'699'999'999'000};
    QVERIFY(candidateLine(early, run, Output::Lines).endsWith("\t-1.0 s\t-\n"));
    const runs::Candidate bare{u"c-9"_s, {}, {}, 0};
    QCOMPARE(candidateLine(bare, run, Output::Lines), QByteArray("c-9\t-\t-\t-\n"));
    const QJsonObject little = QJsonDocument::fromJson(candidateLine(bare, run, Output::Json)).object();
    QVERIFY(little.value("created"_L1).isNull() && little.value("seconds_after"_L1).isNull());
    QVERIFY(little.value("file"_L1).isNull());
}

void TestOutputs::unconfirmedSaysHowToGoOn() {
    Run run = runIn(RunState::Unconfirmed);
    QVERIFY(statusLine(run).contains("anyformat-desktop adopt 7\n"));
    QVERIFY(jsonLine(run).contains("anyformat-desktop adopt 7\""));
    run.profile = u"sandbox"_s;
    QVERIFY(statusLine(run).contains("anyformat-desktop adopt 7 --sandbox\n"));
    QVERIFY(!statusLine(runIn(RunState::Stopped)).contains("adopt"));
}

void TestOutputs::jsonIsNotTouched() {
    const Run run = runIn(RunState::Ready);
    QCOMPARE(textOf(run, odd, Output::Json, false), odd);
    QCOMPARE(textOf(run, odd, Output::Files, true), odd);
    const QByteArray cut = "{\"a\": [1, 2";
    QCOMPARE(textOf(run, cut, Output::Json, false), cut);

    // Of several: one line each, and everything but the line breaks between values as it came.
    const QByteArray line = textOf(run, "\xEF\xBB\xBF" + odd, Output::Json, true);
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(!line.contains('\r'));
    QByteArray flat = odd;
    flat.replace('\n', ' ').replace('\r', ' ');
    QVERIFY(line.endsWith(",\"result\":" + flat + "}\n"));
    QVERIFY(line.startsWith("{\"collection\":\"c-1\",\"file\":\"a.pdf\","));
    const QByteArray plain = textOf(run, "{\n\"a\":\"b\"}", Output::Json, true);
    const QJsonObject object = QJsonDocument::fromJson(plain).object();
    QCOMPARE(object.value("run"_L1).toInt(), 7);
    QCOMPARE(object.value("state"_L1).toString(), u"ready"_s);
    QCOMPARE(object.value("result"_L1).toObject().value("a"_L1).toString(), u"b"_s);

    // What is no JSON must not break the line for its reader.
    const QJsonObject broken =
        QJsonDocument::fromJson(textOf(run, "<html>\n\"}", Output::Json, true)).object();
    QVERIFY(broken.contains("result"_L1) && broken.value("result"_L1).isNull());
    QVERIFY(broken.value("message"_L1).toString().contains(u"results 7"_s));
}

/// From a file, in memory for a piece at a time.
void TestOutputs::aLargeResultComesInPieces() {
    const QTemporaryDir folder;
    QByteArray body = "{\n\"extractions\":[";
    for (int i = 0; body.size() < 5'000'000; ++i)
        body += QByteArray(i ? ",\r\n" : "") + R"({"n":)" + QByteArray::number(i) + R"(,"t":"a\nb"})";
    body += "]}\n";
    const QString path = folder.filePath(u"1.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(body) == body.size());
    file.close();
    const auto open = [&path] {
        return results::ByteSource::fromFile(path);
    };
    QVERIFY(open()->isMapped());
    const Run run = runIn(RunState::Ready);
    QVERIFY(wholeOf(ResultText(run, open(), Output::Json, false)) == body);
    QVERIFY(wholeOf(ResultText(run, open(), Output::Files, true)) == body);
    QByteArray flat = body;
    flat.replace('\n', ' ').replace('\r', ' ');
    const QByteArray line = wholeOf(ResultText(run, open(), Output::Json, true));
    QVERIFY(line.endsWith(",\"result\":" + flat + "}\n"));
    QCOMPARE(line.count('\n'), 1);
    // Cut off or not JSON at all, it must not break the line.
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(body.left(4'000'000)) == 4'000'000);
    file.close();
    const QByteArray cut = wholeOf(ResultText(run, open(), Output::Json, true));
    QVERIFY(QJsonDocument::fromJson(cut).object().value("result"_L1).isNull());
    QVERIFY(cut.size() < 1'000);
#ifdef Q_OS_UNIX
    // It becomes shorter while it is told: no crash, and not as if it were whole.
    ResultText shrinking(run, open(), Output::Json, false);
    QVERIFY(shrinking.next().has_value());
    QVERIFY(QFile::resize(path, 100));
    QVERIFY(!shrinking.next());
    QVERIFY(shrinking.atEnd());
#endif
}

void TestOutputs::linesAreLines() {
    Run run = runIn(RunState::Failed);
    run.name = u"a\tb\nc\x1b[2J.pdf"_s;
    run.message = u"No.\nReally"_s;
    run.detail = u"Really"_s;
    run.remedy = u"Try\tagain."_s;
    QCOMPARE(runLine(run).count('\n'), 1);
    QCOMPARE(runLine(run).count('\t'), 3);
    QVERIFY(!runLine(run).contains('\x1b'));
    QCOMPARE(statusLine(run).count('\n'), 1);
    QCOMPARE(statusLine(run).count('\t'), 5);
    QVERIFY(statusLine(run).endsWith("\tInvoices\tNo. Really Try again.\n"));
    run.collectionId.clear();
    QVERIFY(runLine(run).startsWith("7\tfailed\t-\t"));
    QVERIFY(jsonLine(run).contains("\"collection\":null"));
    QCOMPARE(jsonLine(run).count('\n'), 1);
}

void TestOutputs::fieldsAreColumns() {
    const QByteArray body = R"({"extractions":[{"fields":{
        "number":{"value":"A\t1\nx","confidence":97.25},
        "none":{"value":null,"confidence":null},
        "items":[{"what":{"value":"Bolt","confidence":91}},{"what":{"value":"Nut"}}]}}]})";
    const QByteArray expected =
        "number\tA 1↵x\t97.25\nnone\t\t\nitems[1].what\tBolt\t91\nitems[2].what\tNut\t\n";
    QCOMPARE(textOf(runIn(RunState::Ready), body, Output::Fields, false), expected);
    const QByteArray several = textOf(runIn(RunState::Ready), body, Output::Fields, true);
    QVERIFY(several.startsWith("7\ta.pdf\tnumber\t"));
    QCOMPARE(several.count('\n'), 4);
    QCOMPARE(textOf(runIn(RunState::Ready), "no json", Output::Fields, false), QByteArray());
    const QByteArray longValue(5000, 'x');
    QVERIFY(textOf(runIn(RunState::Ready),
        R"({"extractions":[{"fields":{"a":{"value":")" + longValue + "\"}}}]}", Output::Fields, false)
                .contains(longValue)); // data is not cut
}

void TestOutputs::exitCodes_data() {
    QTest::addColumn<RunState>("state");
    QTest::addColumn<int>("httpStatus");
    QTest::addColumn<int>("code");
    QTest::newRow("ready") << RunState::Ready << 200 << 0;
    QTest::newRow("failed") << RunState::Failed << 422 << 1;
    QTest::newRow("not sent") << RunState::Failed << 0 << 1;
    QTest::newRow("key refused") << RunState::Failed << 401 << 3;
    QTest::newRow("access refused") << RunState::Failed << 403 << 3;
    QTest::newRow("cancelled") << RunState::Cancelled << 422 << 1;
    QTest::newRow("unconfirmed") << RunState::Unconfirmed << 0 << 4;
    QTest::newRow("unconfirmed 502") << RunState::Unconfirmed << 502 << 4;
    QTest::newRow("deadline") << RunState::Stopped << 0 << 5;
    QTest::newRow("deadline after 412") << RunState::Stopped << 412 << 5;
    QTest::newRow("question refused") << RunState::Stopped << 401 << 3;
    QTest::newRow("gone there") << RunState::Stopped << 404 << 1;
    QTest::newRow("queued") << RunState::Queued << 0 << 5;
    QTest::newRow("sending") << RunState::Uploading << 0 << 5;
    QTest::newRow("waiting") << RunState::Waiting << 412 << 5;
}

void TestOutputs::exitCodes() {
    QFETCH(RunState, state);
    QFETCH(int, httpStatus);
    QFETCH(int, code);
    QCOMPARE(exitCodeOf(runIn(state, httpStatus)), code);
}

void TestOutputs::fileNamesAreSafe_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("safe");
    QTest::newRow("plain") << u"a b.pdf"_s << u"a b.pdf.json"_s;
    QTest::newRow("umlaut") << u"Über 1,5.pdf"_s << u"Über 1,5.pdf.json"_s;
    QTest::newRow("climbing") << u"../../etc/passwd"_s << u"_.._etc_passwd.json"_s;
    QTest::newRow("absolute") << u"/etc/passwd"_s << u"_etc_passwd.json"_s;
    QTest::newRow("hidden") << u"...bashrc"_s << u"bashrc.json"_s;
    QTest::newRow("control") << u"a\n\x1b[2J"_s << u"a__[2J.json"_s;
    QTest::newRow("Windows") << u"c:\\a*?.pdf"_s << u"c__a__.pdf.json"_s;
    QTest::newRow("empty") << QString() << u"result.json"_s;
    QTest::newRow("dots") << u".. "_s << u"result.json"_s;
}

void TestOutputs::fileNamesAreSafe() {
    QFETCH(QString, name);
    QFETCH(QString, safe);
    QCOMPARE(safeFileName(name), safe);
    QVERIFY(safeFileName(QString(3000, u'ü')).toUtf8().size() < 255);
}

void TestOutputs::filesAreNeverOverwritten() {
    const QTemporaryDir folder;
    const auto write = [&](const QByteArray &content) {
        OutputFile file(folder.path(), u"a.pdf"_s);
        for (const QString &error : {file.open(), file.write(content), file.finish()}) {
            if (!error.isEmpty())
                qWarning("%s", qPrintable(error));
        }
        return file.path();
    };
    QCOMPARE(write("one"), folder.filePath(u"a.pdf.json"_s));
    QCOMPARE(write("two"), folder.filePath(u"a.pdf (2).json"_s));
    // A link is a name too, also one that leads nowhere.
    QVERIFY(QFile::link(folder.filePath(u"nowhere"_s), folder.filePath(u"a.pdf (3).json"_s)));
    QCOMPARE(write("three"), folder.filePath(u"a.pdf (4).json"_s));
    QFile first(folder.filePath(u"a.pdf.json"_s));
    QVERIFY(first.open(QIODevice::ReadOnly));
    QCOMPARE(first.readAll(), QByteArray("one"));
    {
        OutputFile brokenOff(folder.path(), u"b"_s);
        QCOMPARE(brokenOff.open(), QString());
        QCOMPARE(brokenOff.write("half"), QString());
    }
    QCOMPARE(
        QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot),
        (QStringList{u"a.pdf (2).json"_s, u"a.pdf (3).json"_s, u"a.pdf (4).json"_s, u"a.pdf.json"_s}));
}

void TestOutputs::foldersThatCannotBeUsed() {
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(refuseFolder(file.fileName()).contains(u"is not a folder"_s));
    QVERIFY(refuseFolder(file.fileName() + u"/below"_s).contains(u"cannot be made"_s));
#ifdef Q_OS_LINUX
    QVERIFY(refuseFolder(u"/proc/self"_s).contains(u"cannot be written"_s)); // also for root
#endif
    QCOMPARE(refuseFolder(folder.filePath(u"new/deep"_s)), QString());
    QVERIFY(QDir(folder.filePath(u"new/deep"_s)).isEmpty());
}
