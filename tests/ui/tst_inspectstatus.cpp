// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectstatus.h"

#include "tests/ui/inspectdata.h"
#include "ui/statusline.h"

#include <QLabel>
#include <QTest>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;
using testdata::child;
using ui::StatusLine;

namespace {

QString textOf(const StatusLine &line, const char *name) {
    return child<QLabel>(line, name).text();
}

} // namespace

void InspectStatusTest::runs_data() {
    QTest::addColumn<int>("active");
    QTest::addColumn<int>("unconfirmed");
    QTest::addColumn<QString>("words");

    QTest::newRow("none") << 0 << 0 << u"Nothing running"_s;
    QTest::newRow("running") << 3 << 0 << u"3 running"_s;
    QTest::newRow("unconfirmed") << 0 << 1 << u"1 unconfirmed"_s;
    QTest::newRow("both") << 2 << 1 << u"2 running · 1 unconfirmed"_s;
}

void InspectStatusTest::runs() {
    QFETCH(int, active);
    QFETCH(int, unconfirmed);
    StatusLine line;
    line.setRuns(active, unconfirmed);
    QTEST(textOf(line, "statusRuns"), "words");
}

void InspectStatusTest::rateLimitIsHiddenWhenUnknown() {
    StatusLine line;
    line.show();
    QVERIFY(!child(line, "statusRateLimit").isVisible());
    line.setRateLimit(57, 60);
    QVERIFY(child(line, "statusRateLimit").isVisible());
    QCOMPARE(textOf(line, "statusRateLimit"), u"57 of 60 submissions left this minute"_s);
    line.setRateLimit(-1, -1);
    QVERIFY(!child(line, "statusRateLimit").isVisible());
}

void InspectStatusTest::keyAndProfile() {
    StatusLine line;
    line.show();
    line.setKey(u"API key stored"_s, true);
    line.setProfile(u"Sandbox"_s, true);
    QCOMPARE(textOf(line, "statusKey"), u"API key stored"_s);
    QVERIFY(!child(line, "statusKeySymbol").isVisible());
    QCOMPARE(textOf(line, "statusProfile"), u"Sandbox"_s);
    QVERIFY(child(line, "statusProfileSymbol").isVisible());
    line.setKey(u"No API key"_s, false);
    line.setProfile(u"api.anyformat.ai"_s, false);
    QVERIFY(child(line, "statusKeySymbol").isVisible());
    QVERIFY(!child(line, "statusProfileSymbol").isVisible());
}

void InspectStatusTest::noticeGoesByItself() {
    StatusLine line;
    line.setRuns(1, 0);
    line.showNotice(u"Saved to x.json"_s);
    QCOMPARE(textOf(line, "statusRuns"), u"Saved to x.json"_s);
    line.setRuns(2, 0); // news about the runs wait behind it
    QCOMPARE(textOf(line, "statusRuns"), u"Saved to x.json"_s);
    auto *timer = line.findChild<QTimer *>();
    QVERIFY(timer->isActive());
    QCOMPARE(timer->intervalAsDuration(), std::chrono::seconds(5));
    timer->start(0);
    QTRY_COMPARE(textOf(line, "statusRuns"), u"2 running"_s);
    QVERIFY(!timer->isActive());
}

void InspectStatusTest::noticeStaysText() {
    StatusLine line;
    line.showNotice(u"<img src=\"x\">"_s);
    QCOMPARE(child<QLabel>(line, "statusRuns").textFormat(), Qt::PlainText);
    QCOMPARE(child<QLabel>(line, "statusKey").textFormat(), Qt::PlainText);
    QCOMPARE(child<QLabel>(line, "statusProfile").textFormat(), Qt::PlainText);
}
