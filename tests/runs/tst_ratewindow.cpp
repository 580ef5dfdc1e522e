// SPDX-License-Identifier: MIT
#include "tests/runs/tst_ratewindow.h"

#include "app/runs/ratewindow.h"

#include <QList>
#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <limits>
#include <set>

using api::RateLimits;
using runs::RateWindow;

namespace {

constexpr qint64 start = 1'700'000'000'000;

double noJitter() {
    return 0;
}

bool isOpen(const RateWindow &window, qint64 now, int reserve = 0) {
    const std::optional<qint64> at = window.opensAt(reserve);
    return at && *at <= now;
}

} // namespace

void TestRateWindow::neverMoreInAnyMinute_data() {
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("longestCall");
    for (const int limit : {1, 7, 60}) {
        for (const int longest : {1, 3'000, 90'000})
            QTest::addRow("%d, calls up to %d ms", limit, longest) << limit << longest;
    }
}

// The service counts each call at some moment between its beginning and its end.
void TestRateWindow::neverMoreInAnyMinute() {
    QFETCH(int, limit);
    QFETCH(int, longestCall);
    QRandomGenerator random(42);
    RateWindow window(limit, noJitter);
    QList<qint64> counted;
    std::multiset<qint64> ends;
    qint64 now = start;
    while (now < start + 20 * 60'000) {
        while (!ends.empty() && *ends.begin() <= now) {
            window.end(*ends.begin());
            ends.erase(ends.begin());
        }
        QCOMPARE(window.left(now) > 0, isOpen(window, now));
        if (ends.size() < 5 && isOpen(window, now)) {
            window.begin(now);
            const qint64 lasts = 1 + random.bounded(longestCall);
            counted << now + random.bounded(int(lasts));
            ends.insert(now + lasts);
            continue;
        }
        std::optional<qint64> next;
        if (!ends.empty())
            next = *ends.begin();
        if (const auto at = window.opensAt(); at && *at > now && ends.size() < 5)
            next = std::min(*at, next.value_or(*at));
        QVERIFY(next && *next > now); // never asleep for ever
        now = *next;
    }
    std::sort(counted.begin(), counted.end());
    for (int i = limit; i < counted.size(); ++i)
        QVERIFY(counted.at(i) - counted.at(i - limit) >= RateWindow::length);
    QVERIFY(counted.size() > limit); // it opened again
}

void TestRateWindow::countsUntilAMinuteAfterTheEnd() {
    RateWindow window(2, noJitter);
    window.begin(start);
    window.begin(start + 10);
    QVERIFY(!window.opensAt()); // only an end helps
    window.end(start + 5'000);
    QCOMPARE(window.opensAt(), std::optional<qint64>(start + 65'000));
    QCOMPARE(window.left(start + 64'999), 0);
    QCOMPARE(window.left(start + 65'000), 1);
    window.count(start + 70'000);
    QVERIFY(!isOpen(window, start + 129'999));
}

void TestRateWindow::fullOfCallsUnderWay() {
    RateWindow window(3, noJitter);
    for (int i = 0; i < 3; ++i)
        window.begin(start);
    QVERIFY(!window.opensAt());
    QCOMPARE(window.left(start + 3'600'000), 0);
    window.end(start);
    QVERIFY(isOpen(window, start + 60'000));
}

void TestRateWindow::reserve() {
    RateWindow window(10, noJitter);
    for (int i = 0; i < 8; ++i)
        window.count(start + i);
    QVERIFY(isOpen(window, start + 8, 1));
    QVERIFY(!isOpen(window, start + 8, 2));
    QCOMPARE(window.opensAt(2), std::optional<qint64>(start + 60'000));
    QVERIFY(isOpen(RateWindow(1, noJitter), start, 5)); // one there is always
}

void TestRateWindow::followsLimit_data() {
    QTest::addColumn<int>("told");
    QTest::addColumn<int>("limit");
    QTest::newRow("lower") << 5 << 5;
    QTest::newRow("higher") << 600 << 600;
    QTest::newRow("none") << -1 << 60;
    QTest::newRow("nonsense") << 0 << 60;
    QTest::newRow("huge") << std::numeric_limits<int>::max() << 100'000;
}

void TestRateWindow::followsLimit() {
    QFETCH(int, told);
    QFETCH(int, limit);
    RateWindow window(60, noJitter);
    window.follow({told, -1, -1}, start, start);
    QCOMPARE(window.limit(), limit);
    for (int i = 0; i < 5; ++i)
        window.count(start);
    QCOMPARE(window.left(start), limit - 5);
    QCOMPARE(isOpen(window, start), limit > 5);
}

void TestRateWindow::followsRemaining_data() {
    QTest::addColumn<RateLimits>("told");
    QTest::addColumn<int>("left");
    QTest::addColumn<qint64>("opens"); // from now
    constexpr int day = 86'400;
    QTest::newRow("as we count") << RateLimits{60, 59, 60} << 59 << qint64(0);
    QTest::newRow("more than we count") << RateLimits{60, 60, 60} << 59 << qint64(0);
    QTest::newRow("fewer: another program") << RateLimits{60, 12, 30} << 12 << qint64(0);
    QTest::newRow("none") << RateLimits{60, 0, 30} << 0 << qint64(31'000);
    QTest::newRow("none, at once") << RateLimits{60, 0, 0} << 0 << qint64(1'000);
    QTest::newRow("none, unknown reset") << RateLimits{60, 0, -1} << 0 << qint64(10'000 + 1'000);
    QTest::newRow("none, time of day") << RateLimits{60, 0, int(start / 1'000) + 20} << 0 << qint64(21'000);
    QTest::newRow("none, time of day long ago")
        << RateLimits{60, 0, int(start / 1'000) - day} << 0 << qint64(11'000);
    QTest::newRow("none, in a day") << RateLimits{60, 0, day} << 0 << qint64(11'000);
    QTest::newRow("unknown remaining") << RateLimits{60, -1, 30} << 59 << qint64(0);
}

void TestRateWindow::followsRemaining() {
    QFETCH(RateLimits, told);
    QFETCH(int, left);
    QFETCH(qint64, opens);
    RateWindow window(60, noJitter);
    window.begin(start - 500);
    window.follow(told, start - 500, start);
    window.end(start);
    QCOMPARE(window.left(start), left);
    QCOMPARE(isOpen(window, start), opens == 0);
    if (opens > 0) {
        QCOMPARE(window.opensAt(), std::optional<qint64>(start + opens));
        QVERIFY(window.left(start + opens) > 0);
    }
    for (int i = 0; i < left; ++i)
        window.begin(start);
    QVERIFY(!isOpen(window, start));
}

// Calls that began after the answered one are not in its numbers.
void TestRateWindow::olderAnswersOnlyTighten() {
    RateWindow window(60, noJitter);
    window.begin(start); // slow
    window.begin(start + 10);
    window.follow({60, 5, 30}, start + 10, start + 100);
    window.end(start + 100);
    QCOMPARE(window.left(start + 100), 5);
    for (int i = 0; i < 3; ++i)
        window.count(start + 200 + i);
    QCOMPARE(window.left(start + 300), 2);
    window.follow({60, 50, 30}, start, start + 400); // the slow one's answer, as it was long ago
    QCOMPARE(window.left(start + 400), 2);
    window.follow({60, 50, 30}, 0, start + 400); // of an unknown age
    QCOMPARE(window.left(start + 400), 2);
    window.follow({60, 5, 30}, start, start + 500); // less the four that began since
    QCOMPARE(window.left(start + 500), 1);
}

void TestRateWindow::newerAnswersOpen() {
    RateWindow window(60, noJitter);
    window.count(start);
    window.follow({60, 0, 30}, start, start);
    QVERIFY(!isOpen(window, start + 10'000));
    window.begin(start + 10'000);
    window.follow({60, 40, 20}, start + 10'000, start + 10'100);
    QVERIFY(isOpen(window, start + 10'100));
    QCOMPARE(window.left(start + 10'100), 40);
}

// When the service's account is too old and others use the key, one call finds out.
void TestRateWindow::sharedKeyIsProbed() {
    RateWindow window(60, noJitter);
    window.count(start);
    window.follow({60, 0, 5}, start, start);
    QVERIFY(isOpen(window, start + 6'000));
    window.begin(start + 6'000);
    QVERIFY(!isOpen(window, start + 6'001));
    window.follow({60, 30, 55}, start + 6'000, start + 6'200);
    QCOMPARE(window.left(start + 6'200), 30);
    window.end(start + 6'200);

    window.begin(start + 70'000); // and when that is lost, the next a while later
    window.end(start + 70'100);
    QVERIFY(!isOpen(window, start + 79'999));
    QVERIFY(isOpen(window, start + 80'000));
}

void TestRateWindow::refusals_data() {
    QTest::addColumn<QList<qint64>>("until"); // from then; -1: none
    QTest::addColumn<qint64>("wait");
    QTest::newRow("one") << QList<qint64>{-1} << qint64(5'000);
    QTest::newRow("two") << QList<qint64>{-1, -1} << qint64(10'000);
    QTest::newRow("four") << QList<qint64>{-1, -1, -1, -1} << qint64(40'000);
    QTest::newRow("ten") << QList<qint64>(10, -1) << qint64(60'000);
    QTest::newRow("told") << QList<qint64>{17'000} << qint64(17'000);
    QTest::newRow("told twice") << QList<qint64>{17'000, 17'000} << qint64(17'000);
    QTest::newRow("long") << QList<qint64>{3'600'000} << qint64(3'600'000);
    QTest::newRow("at once") << QList<qint64>{0} << qint64(1'000);
    QTest::newRow("in the past") << QList<qint64>{-50'000} << qint64(1'000);
    QTest::newRow("at once, again and again") << QList<qint64>(8, 0) << qint64(60'000);
}

void TestRateWindow::refusals() {
    QFETCH(QList<qint64>, until);
    QFETCH(qint64, wait);
    for (const double chance : {0.0, 0.5, 0.999}) {
        RateWindow window(60, [chance] { return chance; });
        qint64 now = start;
        for (qint64 each : std::as_const(until)) {
            now = std::max(now, *window.opensAt());
            window.begin(now);
            window.refused(each == -1 ? std::nullopt : std::optional(now + each), now);
            window.end(now);
        }
        QCOMPARE(window.left(now), 0);
        const qint64 late = *window.opensAt() - now - wait;
        QVERIFY2(late >= 0 && late <= 5'000, qPrintable(QString::number(late)));
        QCOMPARE(late > 0, chance > 0); // many clients do not come back together
    }
}

void TestRateWindow::manyRefusalsTogetherAreOne() {
    RateWindow window(60, noJitter);
    for (int i = 0; i < 3; ++i)
        window.begin(start);
    for (int i = 0; i < 3; ++i) {
        window.refused({}, start + i);
        window.end(start + i);
    }
    QCOMPARE(window.opensAt(), std::optional<qint64>(start + 5'002)); // not 20 s
    window.refused(start + 1'000, start + 3);                         // a shorter one opens nothing
    QVERIFY(!isOpen(window, start + 5'001));
}

void TestRateWindow::successEndsTheBackoff() {
    RateWindow window(60, noJitter);
    qint64 now = start;
    for (int i = 0; i < 4; ++i) {
        window.begin(now);
        window.refused({}, now);
        window.end(now);
        now = *window.opensAt();
    }
    window.begin(now);
    window.end(now);
    window.begin(now);
    window.refused({}, now);
    window.end(now);
    QCOMPARE(*window.opensAt() - now, 5'000);
}

void TestRateWindow::clockSetBack() {
    RateWindow window(1, noJitter);
    window.count(start);
    window.shift(-3'600'000);
    QCOMPARE(window.opensAt(), std::optional<qint64>(start - 3'600'000 + 60'000));
}
