// SPDX-License-Identifier: MIT
#include "tests/runs/tst_schedulersimulation.h"

#include "tests/runs/schedulersimulation.h"

#include <QElapsedTimer>
#include <QtTest>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;
using support::SchedulerSimulation;
using support::ServiceHabits;
using Order = support::ServiceHabits::Order;
using Troubles = support::SchedulerSimulation::Troubles;

Q_DECLARE_METATYPE(support::ServiceHabits)
Q_DECLARE_METATYPE(support::SchedulerSimulation::Troubles)

namespace {

constexpr qint64 begin = SchedulerSimulation::begin;
constexpr Troubles allTroubles{true, true, true, true, true, true};

QStringList table;

qint64 part(QList<qint64> values, int ofHundred) {
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values.at((values.size() - 1) * ofHundred / 100);
}

void report(const SchedulerSimulation &s) {
    const auto seconds = [](qint64 ms) {
        return u"%1"_s.arg(double(ms) / 1'000, 8, 'f', 1);
    };
    QString line = u"%1"_s.arg(QLatin1String(QTest::currentDataTag()), -34);
    for (int ofHundred : {50, 90, 99, 100})
        line += seconds(part(s.delays, ofHundred));
    line += seconds(part(s.turns, 100));
    line += seconds(part(s.focusDelays, 50)) + u"%1"_s.arg(s.focusDelays.size(), 6);
    for (int number :
        {s.service.calls[0], s.questions, s.lists, s.service.refusals, s.most, s.lost, s.adopted})
        line += u"%1"_s.arg(number, 8);
    table << line + u"%1"_s.arg((s.now() - begin) / 60'000, 8);
}

void verify(const SchedulerSimulation &s, int runs) {
    QVERIFY2(s.faults().isEmpty(), qPrintable(s.faults().join(u'\n')));
    QVERIFY(s.allEnded());
    // Each is at the service once, or says that it is not there, or that nobody knows.
    QCOMPARE(s.service.submissions, runs - s.unsent - s.nowhere);
    QCOMPARE(s.service.overLimit, 0);
    QCOMPARE(s.delays.size() + s.stopped + s.unsent + s.unconfirmed, runs);
    QCOMPARE(s.adopted + s.unconfirmed, s.lost);
}

} // namespace

void TestSchedulerSimulation::twoThousandRuns_data() {
    QTest::addColumn<ServiceHabits>("habits");
    QTest::addColumn<Troubles>("troubles");
    QTest::addColumn<quint32>("seed");
    quint32 seed = 0;
    for (const bool sliding : {false, true}) {
        for (const Order order : {Order::NewestFirst, Order::OldestFirst, Order::ByChance}) {
            ServiceHabits habits;
            habits.hasSlidingMinute = sliding;
            habits.order = order;
            const char *of = order == Order::NewestFirst   ? "newest first"
                             : order == Order::OldestFirst ? "oldest first"
                                                           : "no order";
            const char *minute = sliding ? "sliding" : "fixed";
            habits.history = order == Order::ByChance ? 0 : 730;
            QTest::addRow("calm, %s, %s", minute, of) << habits << Troubles{} << ++seed;
            habits.refusals = 10;
            habits.errors = 30;
            habits.failingLists = 50;
            habits.forbiddenLists = 5;
            habits.lost = 10;
            habits.lostAnswers = 20;
            habits.cutUploads = 10;
            habits.earlyErrors = 10;
            habits.lateErrors = 10;
            habits.unlisted = 20;
            habits.stuck = 5;
            habits.listsTellTimes = seed % 4 != 1;
            QTest::addRow("rough, %s, %s", minute, of) << habits << allTroubles << ++seed;
        }
    }
}

// Two profiles, workflows that take from seconds to a quarter of an hour, a thousand runs each.
void TestSchedulerSimulation::twoThousandRuns() {
    QFETCH(ServiceHabits, habits);
    QFETCH(Troubles, troubles);
    QFETCH(quint32, seed);
    SchedulerSimulation s(habits, troubles, seed);
    s.submit(begin, u"a"_s, u"quick"_s, 250, 3'000, 12'000);
    s.submit(begin + 1'000, u"a"_s, u"usual"_s, 450, 40'000, 120'000);
    s.submit(begin + 120'000, u"a"_s, u"slow"_s, 270, 240'000, 500'000);
    for (int i = 0; i < 5; ++i)
        s.submit(begin + 30'000 * i, u"a"_s, u"few %1"_s.arg(i), 6, 10'000, 200'000);
    s.submit(begin + 5'000, u"b"_s, u"slowest"_s, 800, 600'000, 1'000'000);
    s.submit(begin + 5'000, u"b"_s, u"mixed"_s, 200, 2'000, 300'000);
    s.run(4 * 3'600'000);
    report(s);
    verify(s, 2'000);

    // Seen soon: also the last of them does not wait for ever for its turn. (Where the lists are refused, 800
    // runs are asked one by one, at most 480 a minute, and an answer can be lost besides.)
    const bool isCalm = habits.refusals == 0;
    const qint64 half = part(s.delays, 50);
    const qint64 longest = part(s.turns, 100);
    QVERIFY2(half < (isCalm ? 15'000 : 25'000), qPrintable(QString::number(half)));
    QVERIFY2(longest < (isCalm ? 60'000 : 300'000), qPrintable(QString::number(longest)));
    // The limits are used: 1,000 submissions take 16 minutes at best.
    if (isCalm) {
        for (qint64 last : std::as_const(s.lastUpload))
            QVERIFY2(last - begin < 19 * 60'000, qPrintable(QString::number(last - begin)));
        QCOMPARE(s.service.refusals, 0);
        QCOMPARE(s.stopped, 0);
        QCOMPARE(s.unsent + s.lost, 0);
        return;
    }
    QVERIFY(s.unsent > 10);
    QVERIFY(s.lost > 20);
    QVERIFY(s.nowhere > 0);
    if (habits.listsTellTimes && habits.order != Order::ByChance)
        QVERIFY2(s.adopted > s.lost / 2, qPrintable(QString::number(s.adopted)));
    else if (!habits.listsTellTimes)
        QCOMPARE(s.adopted, 0);
}

void TestSchedulerSimulation::onScreen_data() {
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 5; ++seed)
        QTest::addRow("on screen, %u", seed) << seed;
}

// A person looks at the newest of a few runs until it is ready, then at the next one.
void TestSchedulerSimulation::onScreen() {
    QFETCH(quint32, seed);
    ServiceHabits habits;
    habits.hasSlidingMinute = seed % 2;
    SchedulerSimulation s(habits, {}, seed);
    s.lookAtNewest();
    for (int i = 0; i < 120; ++i)
        s.submit(begin + 9'000 * i, u"a"_s, i % 3 ? u"quick"_s : u"slow"_s, 1, i % 3 ? 4'000 : 20'000,
            i % 3 ? 15'000 : 120'000);
    s.run(3'600'000);
    report(s);
    verify(s, 120);
    QVERIFY(s.most < 10);
    QVERIFY2(s.focusDelays.size() >= 20, qPrintable(QString::number(s.focusDelays.size())));
    const qint64 half = part(s.focusDelays, 50);
    QVERIFY2(half <= 1'500, qPrintable(QString::number(half)));
}

void TestSchedulerSimulation::anotherProgram_data() {
    QTest::addColumn<bool>("sliding");
    QTest::newRow("another program, fixed") << false;
    QTest::newRow("another program, sliding") << true;
}

// It uses up half of the submissions. Nobody tells of it but the counters in the answers.
void TestSchedulerSimulation::anotherProgram() {
    QFETCH(bool, sliding);
    ServiceHabits habits;
    habits.hasSlidingMinute = sliding;
    habits.foreignCalls = 30;
    SchedulerSimulation s(habits, {}, 11);
    s.submit(begin, u"a"_s, u"w"_s, 300, 3'000, 30'000);
    s.run(3'600'000);
    report(s);
    verify(s, 300);
    // Those under way together when the other one took the last place are refused, and no more.
    QVERIFY2(s.service.refusals <= 40, qPrintable(QString::number(s.service.refusals)));
    QVERIFY(s.lastUpload.value(u"a"_s) - begin < 16 * 60'000); // 10 minutes at best
}

void TestSchedulerSimulation::thousandWaiting_data() {
    QTest::addColumn<Order>("order");
    QTest::newRow("a thousand, newest first") << Order::NewestFirst;
    QTest::newRow("a thousand, oldest first") << Order::OldestFirst;
}

// What it costs while a thousand runs of one workflow wait for something that takes 25 minutes.
void TestSchedulerSimulation::thousandWaiting() {
    QFETCH(Order, order);
    ServiceHabits habits;
    habits.order = order;
    habits.history = 50;
    SchedulerSimulation s(habits, {}, 5);
    s.submit(begin, u"a"_s, u"w"_s, 1'000, 1'480'000, 1'500'000);
    QElapsedTimer timer;
    timer.start();
    s.run(2 * 3'600'000);
    const qint64 spent = timer.elapsed();
    report(s);
    verify(s, 1'000);
    QVERIFY(s.most >= 980);
    const double pages = double(s.lists) / s.rounds;
    QVERIFY2(pages <= 11.0, qPrintable(QString::number(pages)));
    // One question for each, and a few more for those asked before there were so many.
    QVERIFY2(s.questions < 1'300, qPrintable(QString::number(s.questions)));
    const qint64 lasted = s.now() - begin;
    QVERIFY2(s.takes < lasted / 200, qPrintable(QString::number(s.takes)));
    // The simulated service costs more than the scheduler; both together are far below a hundredth.
    QVERIFY2(spent < lasted / 100, qPrintable(QString::number(spent)));
}

void TestSchedulerSimulation::cleanupTestCase() {
    std::printf("%-34s%40s%14s%56s%8s\n", "seconds from ready to seen", "50%     90%     99%     all    turn",
        "screen   n", "submit     ask    list     429    most    lost adopted", "min");
    for (const QString &line : std::as_const(table))
        std::printf("%s\n", qPrintable(line));
    std::fflush(stdout);
}
