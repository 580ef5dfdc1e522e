// SPDX-License-Identifier: MIT
#include "tests/ui/tst_submitwords.h"

#include "ui/fittedtext.h"
#include "ui/runtext.h"
#include "ui/theme.h"

#include <QDateTime>
#include <QFile>
#include <QGuiApplication>
#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;

namespace {

const RunState allStates[] = {RunState::Queued, RunState::Uploading, RunState::Waiting, RunState::Ready,
    RunState::Failed, RunState::Cancelled, RunState::Stopped, RunState::Unconfirmed};

qint64 at(const QDate &date, int hour, int minute) {
    return QDateTime(date, QTime(hour, minute)).toMSecsSinceEpoch();
}

const QDate day(2026, 11, 23);
const qint64 now = at(day, 14, 30);

Run run(RunState state) {
    Run run;
    run.id = 1;
    run.state = state;
    run.name = u"invoice.pdf"_s;
    run.workflowName = u"Invoices"_s;
    run.size = 1'900'000;
    run.createdAt = now - 60'000;
    return run;
}

} // namespace

void TestSubmitWords::tellsBytes_data() {
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << qint64(-1) << QString();
    QTest::newRow("none") << qint64(0) << u"0 bytes"_s;
    QTest::newRow("one") << qint64(1) << u"1 byte"_s;
    QTest::newRow("bytes") << qint64(999) << u"999 bytes"_s;
    QTest::newRow("kilo") << qint64(1000) << u"1.0 kB"_s;
    QTest::newRow("small kilo") << qint64(1234) << u"1.2 kB"_s;
    QTest::newRow("kilo keeps its digits") << qint64(9'949) << u"9.9 kB"_s;
    QTest::newRow("ten kilo") << qint64(9'950) << u"10 kB"_s;
    QTest::newRow("the usual") << qint64(212'000) << u"212 kB"_s;
    QTest::newRow("last kilo") << qint64(999'499) << u"999 kB"_s;
    QTest::newRow("rounds up to mega") << qint64(999'500) << u"1.0 MB"_s;
    QTest::newRow("mega") << qint64(28'400'000) << u"28.4 MB"_s;
    QTest::newRow("rounds up to giga") << qint64(999'950'000) << u"1.0 GB"_s;
    QTest::newRow("giga") << qint64(12'340'000'000) << u"12.3 GB"_s;
}

void TestSubmitWords::tellsBytes() {
    QFETCH(qint64, bytes);
    QTEST(ui::bytesText(bytes), "text");
}

void TestSubmitWords::tellsProgress_data() {
    QTest::addColumn<qint64>("sent");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<QString>("text");
    QTest::newRow("mega") << qint64(1'216'000) << qint64(1'900'000) << u"1.2 of 1.9 MB"_s;
    QTest::newRow("one unit for both") << qint64(12'000) << qint64(1'900'000) << u"0.0 of 1.9 MB"_s;
    QTest::newRow("kilo") << qint64(100'000) << qint64(212'000) << u"100 of 212 kB"_s;
    QTest::newRow("bytes") << qint64(3) << qint64(99) << u"3 of 99 B"_s;
}

void TestSubmitWords::tellsProgress() {
    QFETCH(qint64, sent);
    QFETCH(qint64, total);
    QTEST(ui::progressText(sent, total), "text");
}

void TestSubmitWords::tellsDurations_data() {
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64(0) << u"0:00"_s;
    QTest::newRow("a clock that went back") << qint64(-5000) << u"0:00"_s;
    QTest::newRow("not a second yet") << qint64(999) << u"0:00"_s;
    QTest::newRow("seconds") << qint64(31'000) << u"0:31"_s;
    QTest::newRow("minutes") << qint64(754'000) << u"12:34"_s;
    QTest::newRow("last minute") << qint64(3'599'999) << u"59:59"_s;
    QTest::newRow("hours") << qint64(3'723'000) << u"1:02:03"_s;
    QTest::newRow("days") << qint64(100 * 3'600'000) << u"100:00:00"_s;
}

void TestSubmitWords::tellsDurations() {
    QFETCH(qint64, ms);
    QTEST(ui::durationText(ms), "text");
}

void TestSubmitWords::tellsHowLongAgo_data() {
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(300) << u"just now"_s;
    QTest::newRow("a clock that went back") << qint64(-300) << u"just now"_s;
    QTest::newRow("seconds") << qint64(4'000) << u"4 s ago"_s;
    QTest::newRow("minutes") << qint64(60'000) << u"1 min ago"_s;
    QTest::newRow("hours") << qint64(7'300'000) << u"2 h ago"_s;
    QTest::newRow("days") << qint64(72) * 3'600'000 << u"3 days ago"_s;
}

void TestSubmitWords::tellsHowLongAgo() {
    QFETCH(qint64, ms);
    QTEST(ui::agoText(ms), "text");
}

void TestSubmitWords::tellsTheClock() {
    QCOMPARE(ui::clockText(0, now), QString());
    QCOMPARE(ui::clockText(at(day, 9, 5), now), u"09:05"_s);
    QCOMPARE(ui::clockText(at(day.addDays(-1), 23, 59), now), u"22 Nov"_s);
    QCOMPARE(ui::clockText(at(QDate(2025, 10, 19), 12, 0), now), u"19 Oct 2025"_s);
    // Without a time to compare with, it is today's.
    const QDateTime noonToday(QDate::currentDate(), QTime(12, 0));
    QCOMPARE(ui::clockText(noonToday.toMSecsSinceEpoch()), u"12:00"_s);
}

void TestSubmitWords::everyStateHasItsOwnWordAndShape() {
    QSet<QString> words;
    QSet<QString> shapes;
    for (RunState state : allStates) {
        words << ui::stateWord(state);
        shapes << ui::iconName(state);
        QVERIFY(QFile::exists(u":/icons/%1.svg"_s.arg(ui::iconName(state))));
        QVERIFY(ui::stateColor(state, ui::lightColors()).isValid());
    }
    words.remove(QString());
    QCOMPARE(words.size(), qsizetype(std::size(allStates)));
    QCOMPARE(shapes.size(), qsizetype(std::size(allStates)));
    QCOMPARE(ui::stateColor(RunState::Ready, ui::darkColors()), ui::darkColors().good);
    QCOMPARE(ui::stateColor(RunState::Failed, ui::darkColors()), ui::darkColors().bad);
}

void TestSubmitWords::subtitles_data() {
    QTest::addColumn<Run>("run");
    QTest::addColumn<QString>("text");

    QTest::newRow("queued") << run(RunState::Queued) << u"Queued · Invoices"_s;
    Run one = run(RunState::Queued);
    one.workflowName.clear();
    QTest::newRow("queued for an unnamed workflow") << one << u"Queued"_s;

    one = run(RunState::Uploading);
    QTest::newRow("nothing sent yet") << one << u"Uploading · 1.9 MB"_s;
    one.bytesTotal = 1'900'000;
    one.bytesSent = 1'216'000;
    QTest::newRow("uploading") << one << u"Uploading 64 % · 1.2 of 1.9 MB"_s;
    one.bytesSent = one.bytesTotal;
    QTest::newRow("sent but not answered") << one << u"Uploading 99 % · 1.9 of 1.9 MB"_s;
    one.bytesSent = 2 * one.bytesTotal;
    QTest::newRow("more sent than there is") << one << u"Uploading 99 % · 1.9 of 1.9 MB"_s;
    one = run(RunState::Uploading);
    one.size = 0;
    QTest::newRow("unknown size") << one << u"Uploading"_s;

    one = run(RunState::Waiting);
    one.acceptedAt = now - 31'000;
    QTest::newRow("not asked yet") << one << u"Waiting 0:31"_s;
    one.attempts = 1;
    QTest::newRow("asked once") << one << u"Waiting 0:31 · asked once"_s;
    one.attempts = 4;
    QTest::newRow("asked often") << one << u"Waiting 0:31 · asked 4 times"_s;
    one.message = u"No connection\n to the service"_s;
    QTest::newRow("waiting with a reason") << one << u"Waiting 0:31 · No connection to the service"_s;
    one = run(RunState::Waiting);
    QTest::newRow("accepted at an unknown time") << one << u"Waiting 1:00"_s;

    one = run(RunState::Ready);
    one.endedAt = at(day, 14, 2);
    QTest::newRow("ready") << one << u"Ready · Invoices · 14:02"_s;
    one.workflowName = QString::fromUtf8("חשבוניות");
    QTest::newRow("right to left keeps to itself")
        << one << u"Ready · \u2068"_s + one.workflowName + u"\u2069 · 14:02"_s;

    one = run(RunState::Failed);
    QTest::newRow("failed, nobody knows why") << one << u"Failed"_s;
    one.message = u"could not be read\nnot billed"_s;
    QTest::newRow("failed") << one << u"Failed: could not be read not billed"_s;
    one.state = RunState::Stopped;
    QTest::newRow("stopped") << one << u"Stopped: could not be read not billed"_s;
    one.state = RunState::Cancelled;
    QTest::newRow("cancelled") << one << u"Cancelled: could not be read not billed"_s;
    QTest::newRow("unconfirmed") << run(RunState::Unconfirmed) << u"Unconfirmed: answer lost"_s;
    one.state = RunState::Unconfirmed;
    one.message = u"%1 was lost"_s;
    QTest::newRow("a message with a place marker") << one << u"Unconfirmed: %1 was lost"_s;
}

void TestSubmitWords::subtitles() {
    QFETCH(Run, run);
    QTEST(ui::runSubtitle(run, now), "text");
}

void TestSubmitWords::timesAtTheRight_data() {
    QTest::addColumn<Run>("run");
    QTest::addColumn<QString>("text");
    QTest::newRow("queued") << run(RunState::Queued) << u"1:00"_s;
    Run one = run(RunState::Uploading);
    one.uploadStartedAt = now - 2'000;
    QTest::newRow("uploading") << one << u"0:02"_s;
    QTest::newRow("waiting says it in words") << run(RunState::Waiting) << QString();
    QTest::newRow("ready says it in words") << run(RunState::Ready) << QString();
    one = run(RunState::Failed);
    one.endedAt = at(day, 13, 51);
    QTest::newRow("failed") << one << u"13:51"_s;
    QTest::newRow("ended at an unknown time") << run(RunState::Stopped) << u"14:29"_s;
}

void TestSubmitWords::timesAtTheRight() {
    QFETCH(Run, run);
    QTEST(ui::runTimeText(run, now), "text");
}

void TestSubmitWords::fittedTextFits_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("left to right") << u"contract-berlin-2024-final-version-v3 (signed by everyone).pdf"_s;
    QTest::newRow("both directions") << QString::fromUtf8("חשבונית מס 2024-0847 סופית עם שם ארוך מאוד.pdf");
    QTest::newRow("emoji") << QString::fromUtf8(
        "🧾 receipt 🎉 ünïcode ‘quotes’ and a few words more.png");
    QTest::newRow("short") << u"a.pdf"_s;
}

void TestSubmitWords::fittedTextFits() {
    QFETCH(QString, text);
    const QFontMetrics metrics(QGuiApplication::font());
    for (int width = 40; width < 500; width += 7) {
        const QString shown = ui::fittedText(metrics, text, Qt::ElideMiddle, width);
        QVERIFY2(metrics.horizontalAdvance(shown) <= width, qUtf8Printable(shown));
        if (metrics.horizontalAdvance(text) <= width)
            QCOMPARE(shown, text);
    }
}
