// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectstatus.h"

#include "tests/ui/inspectdata.h"
#include "ui/statusline.h"

#include <QLabel>
#include <QLocale>
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
    QTest::addColumn<QList<int>>("counts"); // running, queued, ready, failed, unsettled
    QTest::addColumn<QString>("words");

    QTest::newRow("none") << QList<int>{0, 0, 0, 0, 0} << u"Nothing running"_s;
    QTest::newRow("running") << QList<int>{3, 0, 0, 0, 0} << u"3 running"_s;
    QTest::newRow("only ended ones") << QList<int>{0, 0, 5, 1, 0}
                                     << u"Nothing running · 5 ready · 1 failed"_s;
    QTest::newRow("unsettled") << QList<int>{0, 0, 0, 0, 1} << u"Nothing running · 1 unsettled"_s;
    QTest::newRow("all") << QList<int>{3, 12, 4210, 8, 2}
                         << u"3 running · 12 queued · 4,210 ready · 8 failed · 2 unsettled"_s;
}

void InspectStatusTest::runs() {
    QFETCH(QList<int>, counts);
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English));
    StatusLine line;
    line.setTotals({counts.at(0), counts.at(1), counts.at(2), counts.at(3), counts.at(4)});
    QTEST(textOf(line, "statusRuns"), "words");
    QLocale::setDefault(before);
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
    line.setTotals({1, 0, 0, 0, 0});
    line.showNotice(u"Saved to x.json"_s);
    QCOMPARE(textOf(line, "statusRuns"), u"Saved to x.json"_s);
    line.setTotals({2, 0, 0, 0, 0}); // news about the runs wait behind it
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
