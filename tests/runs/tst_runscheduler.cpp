// SPDX-License-Identifier: MIT
#include "tests/runs/tst_runscheduler.h"

#include "app/runs/runscheduler.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using runs::ListQuestion;
using runs::Run;
using runs::RunScheduler;
using runs::RunState;

Q_DECLARE_METATYPE(runs::RunState)

namespace {

const QString profile = u"service"_s;
constexpr qint64 start = 1'700'000'000'000;

Run runOf(qint64 id, RunState state, qint64 at = 0, const QString &of = profile) {
    Run run;
    run.id = id;
    run.profile = of;
    run.state = state;
    run.nextAskAt = at;
    return run;
}

/// A run that was accepted at `acceptedAt` and is planned to be asked at `at`.
Run waitingRun(qint64 id, qint64 acceptedAt, qint64 at, const QString &workflowId) {
    Run run = runOf(id, RunState::Waiting, at);
    run.acceptedAt = acceptedAt;
    run.workflowId = workflowId;
    run.collectionId = u"c-%1"_s.arg(id);
    return run;
}

} // namespace

void TestRunScheduler::pollDelay_data() {
    QTest::addColumn<int>("attempts");
    QTest::addColumn<qint64>("delay");
    const qint64 steps[] = {1'000, 1'500, 2'250, 3'375, 5'062, 7'593, 11'390, 17'085, 25'628, 30'000, 30'000};
    int attempts = 0;
    for (qint64 delay : steps) {
        QTest::addRow("%d", attempts) << attempts << delay;
        ++attempts;
    }
    QTest::newRow("many") << 1'000'000 << qint64(30'000);
    QTest::newRow("largest") << std::numeric_limits<int>::max() << qint64(30'000);
    QTest::newRow("negative") << -1 << qint64(1'000);
}

void TestRunScheduler::pollDelay() {
    QFETCH(int, attempts);
    QFETCH(qint64, delay);
    QCOMPARE(RunScheduler::pollDelay(attempts), delay);
}

void TestRunScheduler::bounds() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id = 1; id <= 20; ++id)
        scheduler.put(runOf(id, id % 2 ? RunState::Queued : RunState::Waiting));
    RunScheduler::Due due = scheduler.take(0);
    QCOMPARE(due.uploads, (QList<qint64>{1, 3, 5}));
    QCOMPARE(due.questions, (QList<qint64>{2, 4, 6, 8}));
    due = scheduler.take(1'000'000);
    QVERIFY(due.uploads.isEmpty() && due.questions.isEmpty());

    scheduler.done(3, 1'000'000);
    scheduler.put(runOf(3, RunState::Ready));
    scheduler.done(8, 1'000'000);
    scheduler.put(runOf(8, RunState::Waiting, 2'000'000));
    due = scheduler.take(1'000'000);
    QCOMPARE(due.uploads, QList<qint64>{7}); // each kind has slots of its own
    QCOMPARE(due.questions, QList<qint64>{10});
}

void TestRunScheduler::uploadsOldestFirst() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id : {9, 4, 7, 1, 8})
        scheduler.put(runOf(id, RunState::Queued, id == 1 ? 50 : 0)); // 1 was throttled before
    QCOMPARE(scheduler.take(100).uploads, (QList<qint64>{1, 4, 7}));
}

void TestRunScheduler::questionsLongestOverdueFirst() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.put(runOf(1, RunState::Waiting, 90));
    scheduler.put(runOf(2, RunState::Waiting, 10));
    scheduler.put(runOf(3, RunState::Waiting, 70));
    scheduler.put(runOf(4, RunState::Waiting, 30));
    scheduler.put(runOf(5, RunState::Waiting, 30));
    scheduler.put(runOf(6, RunState::Waiting, 101));
    QCOMPARE(scheduler.take(100).questions, (QList<qint64>{2, 4, 5, 3}));
}

void TestRunScheduler::runOnScreenFirst() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id = 1; id <= 6; ++id)
        scheduler.put(runOf(id, RunState::Waiting, id * 10));
    scheduler.setFocus(6);
    QCOMPARE(scheduler.take(50).questions, (QList<qint64>{1, 2, 3, 4})); // not before its time
    for (qint64 id = 1; id <= 4; ++id) {
        scheduler.done(id, 50);
        scheduler.put(runOf(id, RunState::Waiting, id * 10));
    }
    QCOMPARE(scheduler.take(60).questions, (QList<qint64>{6, 1, 2, 3}));
}

void TestRunScheduler::onlyQueuedAndWaiting_data() {
    QTest::addColumn<RunState>("state");
    QTest::newRow("uploading") << RunState::Uploading;
    QTest::newRow("ready") << RunState::Ready;
    QTest::newRow("failed") << RunState::Failed;
    QTest::newRow("cancelled") << RunState::Cancelled;
    QTest::newRow("stopped") << RunState::Stopped;
    QTest::newRow("unconfirmed") << RunState::Unconfirmed;
}

void TestRunScheduler::onlyQueuedAndWaiting() {
    QFETCH(RunState, state);
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.put(runOf(1, state));
    scheduler.put(runOf(2, RunState::Waiting));
    scheduler.put(runOf(2, state)); // and one that was due is forgotten
    const RunScheduler::Due due = scheduler.take(1'000);
    QVERIFY(due.uploads.isEmpty() && due.questions.isEmpty());
    QVERIFY(!scheduler.nextAt());
}

void TestRunScheduler::notBeforeItsTime() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.put(runOf(1, RunState::Waiting, 1'000));
    scheduler.put(runOf(2, RunState::Queued, 2'000));
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(1'000));
    QVERIFY(scheduler.take(999).questions.isEmpty());
    QCOMPARE(scheduler.take(1'000).questions, QList<qint64>{1});
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(2'000));
    QVERIFY(scheduler.take(1'999).uploads.isEmpty());
    QCOMPARE(scheduler.take(2'000).uploads, QList<qint64>{2});
    QVERIFY(!scheduler.nextAt());
}

void TestRunScheduler::holds_data() {
    QTest::addColumn<bool>("uploads");
    QTest::newRow("uploads") << true;
    QTest::newRow("questions") << false;
}

void TestRunScheduler::holds() {
    QFETCH(bool, uploads);
    const QString other = u"other"_s;
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.setOpen(other, true);
    scheduler.put(runOf(1, RunState::Queued));
    scheduler.put(runOf(2, RunState::Waiting));
    scheduler.put(runOf(3, RunState::Queued, 0, other));
    scheduler.put(runOf(4, RunState::Waiting, 0, other));
    if (uploads)
        scheduler.holdUploads(profile, 5'000);
    else
        scheduler.holdQuestions(profile, 5'000);
    RunScheduler::Due due = scheduler.take(4'999);
    QCOMPARE(due.uploads, uploads ? QList<qint64>{3} : (QList<qint64>{3, 1}));
    QCOMPARE(due.questions, uploads ? (QList<qint64>{4, 2}) : QList<qint64>{4});
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(5'000));
    due = scheduler.take(5'000);
    QCOMPARE(due.uploads, uploads ? QList<qint64>{1} : QList<qint64>{});
    QCOMPARE(due.questions, uploads ? QList<qint64>{} : QList<qint64>{2});
}

void TestRunScheduler::holdsNeverShrink() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.put(runOf(1, RunState::Queued));
    scheduler.holdUploads(profile, 9'000);
    scheduler.holdUploads(profile, 2'000); // the answer to an older request, seen later
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(9'000));
}

void TestRunScheduler::closedProfileRests() {
    RunScheduler scheduler;
    scheduler.put(runOf(1, RunState::Queued));
    scheduler.put(runOf(2, RunState::Waiting));
    QVERIFY(!scheduler.nextAt()); // no reason to wake up
    QVERIFY(scheduler.take(1'000).uploads.isEmpty());
    scheduler.setOpen(profile, true);
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(0));
    scheduler.setOpen(profile, false);
    QVERIFY(!scheduler.nextAt());
    scheduler.setOpen(profile, true);
    const RunScheduler::Due due = scheduler.take(1'000);
    QCOMPARE(due.uploads, QList<qint64>{1});
    QCOMPARE(due.questions, QList<qint64>{2});
}

void TestRunScheduler::nothingIsTakenTwice() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.put(runOf(1, RunState::Waiting));
    QCOMPARE(scheduler.take(0).questions, QList<qint64>{1});
    scheduler.put(runOf(1, RunState::Waiting)); // a change besides, while the question is under way
    QVERIFY(scheduler.take(0).questions.isEmpty());
    QVERIFY(!scheduler.nextAt());
    scheduler.done(1, 0);
    QCOMPARE(scheduler.take(0).questions, QList<qint64>{1});
}

void TestRunScheduler::removedIsForgotten() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id = 1; id <= 4; ++id)
        scheduler.put(runOf(id, RunState::Queued));
    QCOMPARE(scheduler.take(0).uploads.size(), 3);
    scheduler.remove(2, 0);
    QCOMPARE(scheduler.take(0).uploads, QList<qint64>{4}); // its slot is free
    scheduler.done(2, 0);
    scheduler.done(77, 0); // unknown ones do no harm
    QVERIFY(scheduler.take(0).uploads.isEmpty());
}

void TestRunScheduler::fullIsNotAReasonToWake() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id = 1; id <= 5; ++id)
        scheduler.put(runOf(id, RunState::Queued));
    scheduler.take(0);
    QVERIFY(!scheduler.nextAt()); // 4 and 5 are overdue, but only the end of another one helps
    scheduler.put(runOf(6, RunState::Waiting, 700));
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(700));
    scheduler.done(1, 0);
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(0));
}

void TestRunScheduler::eachLaneHasItsSlots() {
    RunScheduler scheduler;
    qint64 id = 0;
    for (const QString &of : {u"a"_s, u"b"_s}) {
        scheduler.setOpen(of, true);
        for (int i = 0; i < 10; ++i)
            scheduler.put(runOf(++id, i % 2 ? RunState::Queued : RunState::Waiting, 0, of));
    }
    const RunScheduler::Due due = scheduler.take(0);
    QCOMPARE(due.uploads.size(), 6);
    QCOMPARE(due.questions.size(), 8);
}

// Uploads that take no time at all, as many as it gives.
void TestRunScheduler::sixtySubmissionsAMinute() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id = 1; id <= 200; ++id)
        scheduler.put(runOf(id, RunState::Queued));
    QList<qint64> times;
    std::optional<qint64> now = start;
    while (now && times.size() < 200) {
        for (qint64 id : scheduler.take(*now).uploads) {
            QCOMPARE(id, times.size() + 1);
            times << *now;
            scheduler.done(id, *now);
            scheduler.put(runOf(id, RunState::Ready));
        }
        QCOMPARE(scheduler.submissionsLeft(profile, *now).limit, 60);
        const std::optional<qint64> next = scheduler.nextAt();
        if (times.size() % 60 == 0) {
            QCOMPARE(scheduler.submissionsLeft(profile, *now).left, 0);
            QCOMPARE(scheduler.nextUploadAt(profile, *now), std::optional<qint64>(*now + 60'000));
        }
        now = next ? std::max(*next, *now) : next;
    }
    QCOMPARE(times.size(), 200);
    for (int i = 60; i < times.size(); ++i)
        QVERIFY(times.at(i) - times.at(i - 60) >= 60'000);
    QCOMPARE(times.last(), start + 180'000);
}

void TestRunScheduler::someQuestionsAreKeptForOthers() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id = 1; id <= 8; ++id)
        scheduler.put(waitingRun(id, start, start, u"w"_s));
    int plain = 0;
    const auto askAll = [&] {
        int asked = 0;
        for (;;) {
            const QList<qint64> due = scheduler.take(start + 3'000).questions;
            if (due.isEmpty())
                return asked;
            for (qint64 id : due)
                scheduler.done(id, start + 3'000);
            asked += int(due.size());
        }
    };
    plain = askAll();
    QCOMPARE(plain, 480);
    scheduler.setFocus(5);
    scheduler.askNow(7, start + 3'000);
    QCOMPARE(scheduler.take(start + 3'000).questions, (QList<qint64>{5, 7}));
    // What the window asks counts too, and finds its place.
    for (int i = 0; i < 118; ++i)
        scheduler.countCall(profile, start + 3'000);
    scheduler.done(5, start + 3'000);
    QVERIFY(scheduler.take(start + 30'000).questions.isEmpty());
    QCOMPARE(scheduler.take(start + 63'000).questions.first(), 5);
}

void TestRunScheduler::refusalClosesOneLimiter() {
    RunScheduler scheduler([] { return 0.5; });
    scheduler.setOpen(profile, true);
    scheduler.put(runOf(1, RunState::Queued));
    scheduler.put(runOf(2, RunState::Waiting));
    scheduler.refused(profile, runs::Limiter::Submissions, start + 20'000, start);
    const RunScheduler::Due due = scheduler.take(start);
    QVERIFY(due.uploads.isEmpty());
    QCOMPARE(due.questions, QList<qint64>{2});
    QCOMPARE(scheduler.submissionsLeft(profile, start).left, 0);
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(start + 22'000)); // a tenth later, by chance
    QCOMPARE(scheduler.nextUploadAt(profile, start), std::optional<qint64>(start + 22'000));
    QCOMPARE(scheduler.take(start + 22'000).uploads, QList<qint64>{1});
}

void TestRunScheduler::limitsAreFollowed() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id = 1; id <= 3; ++id)
        scheduler.put(runOf(id, RunState::Queued));
    scheduler.limitsSeen(profile, runs::Limiter::Submissions, {30, 2, 40}, 0, start);
    QCOMPARE(scheduler.submissionsLeft(profile, start).limit, 30);
    QCOMPARE(scheduler.submissionsLeft(profile, start).left, 2);
    QCOMPARE(scheduler.take(start).uploads, (QList<qint64>{1, 2}));
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(start + 41'000));
    QCOMPARE(scheduler.submissionsLeft(u"nobody"_s, start).left, 60);
}

void TestRunScheduler::pausedQueue() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.put(runOf(1, RunState::Queued));
    scheduler.put(runOf(2, RunState::Waiting));
    scheduler.setPaused(true);
    QVERIFY(scheduler.isPaused());
    const RunScheduler::Due due = scheduler.take(start);
    QVERIFY(due.uploads.isEmpty());
    QCOMPARE(due.questions, QList<qint64>{2});
    QVERIFY(!scheduler.nextAt());
    QVERIFY(!scheduler.nextUploadAt(profile, start));
    scheduler.setPaused(false);
    QCOMPARE(scheduler.take(start).uploads, QList<qint64>{1});
}

void TestRunScheduler::movedToTheFront() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id = 1; id <= 9; ++id)
        scheduler.put(runOf(id, RunState::Queued));
    scheduler.moveToFront(5);
    scheduler.moveToFront(8);
    scheduler.moveToFront(77);                 // unknown
    scheduler.put(runOf(5, RunState::Queued)); // a change keeps its place
    QCOMPARE(scheduler.take(start).uploads, (QList<qint64>{8, 5, 1}));
    scheduler.put(runOf(8, RunState::Uploading));
    scheduler.done(8, start);
    scheduler.put(runOf(8, RunState::Queued, start + 1'000)); // throttled: still in front
    scheduler.put(runOf(5, RunState::Uploading));
    scheduler.done(5, start);
    scheduler.put(runOf(5, RunState::Waiting, start + 3'600'000));
    scheduler.done(1, start);
    scheduler.put(runOf(1, RunState::Waiting, start + 3'600'000));
    scheduler.moveToFront(9);
    QCOMPARE(scheduler.take(start + 1'000).uploads, (QList<qint64>{9, 8, 2}));
}

void TestRunScheduler::firstQuestion_data() {
    QTest::addColumn<QList<qint64>>("learned");
    QTest::addColumn<qint64>("wait");
    QTest::newRow("nothing known") << QList<qint64>{} << qint64(1'000);
    QTest::newRow("one") << QList<qint64>{80'000} << qint64(70'000);
    QTest::newRow("median") << QList<qint64>{8'000, 900'000, 16'000} << qint64(14'000);
    QTest::newRow("nonsense") << QList<qint64>{-5, 0, 900'000'000} << qint64(1'000);
    QTest::newRow("only the last 20")
        << QList<qint64>(30, 800'000) + QList<qint64>(20, 8'000) << qint64(7'000);
}

void TestRunScheduler::firstQuestion() {
    QFETCH(QList<qint64>, learned);
    QFETCH(qint64, wait);
    RunScheduler scheduler;
    for (qint64 ms : std::as_const(learned))
        scheduler.learn(profile, u"w"_s, ms);
    scheduler.learn(profile, u"other"_s, 77'000);
    Run run = waitingRun(1, start, 0, u"w"_s);
    QCOMPARE(scheduler.nextAsk(run, start), start + wait);
    QCOMPARE(scheduler.nextAsk(run, start + 1'000'000), start + 1'000'000);
    QCOMPARE(scheduler.usualTime(profile, u"w"_s).has_value(), wait != 1'000);

    // Then in steps that grow 1.5 times to half a minute.
    qint64 now = start + wait;
    qint64 last = 0;
    for (run.attempts = 1; run.attempts < 15; ++run.attempts) {
        const qint64 step = scheduler.nextAsk(run, now) - now;
        if (last == 0)
            QCOMPARE(step, 1'500);
        else
            QVERIFY(qAbs(step - std::min<qint64>(last * 3 / 2, 30'000)) <= 1);
        last = step;
        now += step;
    }
    QCOMPARE(last, 30'000);
}

void TestRunScheduler::nearTheirEndFirst() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.learn(profile, u"slow"_s, 600'000);
    scheduler.put(waitingRun(1, start, start + 100, u"slow"_s)); // long before its end
    scheduler.put(waitingRun(2, start - 600'000, start + 200, u"slow"_s));
    scheduler.put(waitingRun(3, start - 620'000, start + 300, u"slow"_s)); // the longest overdue
    scheduler.put(waitingRun(4, start - 540'000, start + 400, u"slow"_s)); // near it
    QCOMPARE(scheduler.take(start + 400).questions, (QList<qint64>{3, 2, 4, 1}));

    // But nobody starves: what has been due for a minute comes before what is due now.
    for (qint64 id = 1; id <= 4; ++id) {
        scheduler.done(id, start + 500);
        scheduler.put(waitingRun(id, start - 700'000, start + 61'000, u"slow"_s));
    }
    scheduler.put(waitingRun(9, start, start + 900, u"slow"_s));
    QCOMPARE(scheduler.take(start + 61'000).questions.first(), 9);
}

void TestRunScheduler::paceOnScreen_data() {
    QTest::addColumn<int>("waiting");
    QTest::addColumn<qint64>("step");
    QTest::newRow("alone") << 1 << qint64(2'000);
    QTest::newRow("nine") << 9 << qint64(2'000);
    QTest::newRow("ten") << 10 << qint64(5'000);
    QTest::newRow("read by lists") << 50 << qint64(5'000);
}

void TestRunScheduler::paceOnScreen() {
    QFETCH(int, waiting);
    QFETCH(qint64, step);
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.learn(profile, u"w"_s, 600'000);
    for (qint64 id = 1; id <= waiting; ++id)
        scheduler.put(waitingRun(id, start, start + 525'000, u"w"_s));
    scheduler.setFocus(1);
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(start + 300'000)); // half of the fastest
    QCOMPARE(scheduler.askAt(1), std::optional<qint64>(start + 300'000));
    qint64 now = start + 300'000;
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(scheduler.take(now).questions, QList<qint64>{1});
        QVERIFY(!scheduler.askAt(1));
        scheduler.done(1, now + 300);
        QCOMPARE(scheduler.nextAt(), std::optional<qint64>(now + step));
        now += step;
    }
    scheduler.holdRun(1, now + 60'000); // its Retry-After
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(now + 60'000));
    scheduler.setFocus(0);
    QVERIFY(*scheduler.nextAt() > now + 60'000);
}

void TestRunScheduler::askedAtOnce() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.put(waitingRun(1, start, start + 90'000, u"w"_s));
    scheduler.holdRun(1, start + 90'000);
    QVERIFY(scheduler.take(start).questions.isEmpty());
    scheduler.askNow(1, start);
    scheduler.askNow(2, start);
    QCOMPARE(scheduler.take(start).questions, QList<qint64>{1});
    scheduler.done(1, start);
    QVERIFY(scheduler.take(start).questions.isEmpty());
}

void TestRunScheduler::offlineFreezes() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.put(runOf(1, RunState::Queued));
    for (qint64 id = 2; id <= 40; ++id)
        scheduler.put(waitingRun(id, start, start + 10'000, id > 10 ? u"many"_s : u"few"_s));
    QCOMPARE(scheduler.setOffline(true, start), 0);
    QCOMPARE(scheduler.setOffline(true, start + 500), 0);
    QVERIFY(scheduler.isOffline());
    QVERIFY(!scheduler.nextAt());
    QVERIFY(!scheduler.nextUploadAt(profile, start));
    const RunScheduler::Due due = scheduler.take(start + 50'000);
    QVERIFY(due.uploads.isEmpty() && due.questions.isEmpty() && due.lists.isEmpty());
    scheduler.put(
        waitingRun(50, start + 60'000, start + 70'000, u"few"_s)); // an answer that came all the same
    QCOMPARE(scheduler.setOffline(false, start + 100'000), 100'000);
    QCOMPARE(scheduler.setOffline(false, start + 100'001), 0);
    QCOMPARE(scheduler.askAt(2), std::optional<qint64>(start + 110'000));
    QCOMPARE(scheduler.askAt(20), std::optional<qint64>(start + 101'000)); // by the list
    QCOMPARE(scheduler.askAt(50), std::optional<qint64>(start + 120'000));
    QCOMPARE(scheduler.take(start + 100'001).uploads, QList<qint64>{1});
    QCOMPARE(RunScheduler::frozenFor(start, start + 100'000, 60'000), 60'000);
    QCOMPARE(RunScheduler::frozenFor(start + 70'000, start + 100'000, 60'000), 30'000);
    QCOMPARE(RunScheduler::frozenFor(start + 200'000, start + 100'000, 60'000), 0);
}

void TestRunScheduler::lastQuestionAtTheDeadline() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.learn(profile, u"w"_s, 3'600'000);
    for (qint64 id = 1; id <= 25; ++id) {
        Run run = waitingRun(id, start, start + 3'000'000, u"w"_s);
        run.deadlineAt = id == 7 ? start + 60'000 : 0;
        scheduler.put(run);
    }
    QCOMPARE(scheduler.nextAt(), std::optional<qint64>(start + 60'000));
    QCOMPARE(scheduler.take(start + 60'000).questions, QList<qint64>{7});
    scheduler.done(7, start + 60'001);
    QVERIFY(scheduler.take(start + 60'001).questions.isEmpty()); // once
}

void TestRunScheduler::listsForMany_data() {
    QTest::addColumn<int>("waiting");
    QTest::addColumn<bool>("byList");
    QTest::newRow("20") << 20 << false;
    QTest::newRow("21") << 21 << true;
    QTest::newRow("2000") << 2'000 << true;
}

void TestRunScheduler::listsForMany() {
    QFETCH(int, waiting);
    QFETCH(bool, byList);
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.setOpen(u"other"_s, true);
    for (qint64 id = 1; id <= waiting; ++id)
        scheduler.put(waitingRun(id, start, start, u"w"_s));
    for (qint64 id = 1; id <= 15; ++id) { // another workflow and another lane count for themselves
        scheduler.put(waitingRun(10'000 + id, start, start + 9'000, u"v"_s));
        Run run = waitingRun(20'000 + id, start, start + 9'000, u"w"_s);
        run.profile = u"other"_s;
        scheduler.put(run);
    }
    const RunScheduler::Due due = scheduler.take(start + 1'000);
    QCOMPARE(due.lists.size(), byList ? 1 : 0);
    QCOMPARE(due.questions.size(), byList ? 0 : 4);
    if (byList) {
        QCOMPARE(due.lists.first().profile, profile);
        QCOMPARE(due.lists.first().workflowId, u"w"_s);
        QCOMPARE(due.lists.first().page, 1);
        QCOMPARE(due.lists.first().pageOfRound, 1);
    }
    QVERIFY(scheduler.take(start + 2'000).lists.isEmpty()); // one page at a time
}

void TestRunScheduler::listTells() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id = 1; id <= 30; ++id)
        scheduler.put(waitingRun(id, start, start, u"w"_s));
    const ListQuestion question = scheduler.take(start + 1'000).lists.value(0);
    runs::ListPage page{1, 100, 29, {}};
    for (qint64 id = 1; id <= 30; ++id) {
        if (id != 13)
            page.rows << runs::ListedRun{u"c-%1"_s.arg(id), id == 5 ? u"processed"_s : u"odd"_s, start + id};
    }
    page.rows << runs::ListedRun{u"stranger"_s, u"processed"_s, start};
    const QList<runs::Sighting> seen = scheduler.listAnswered(question, page, start + 1'200);
    QCOMPARE(seen.size(), 29);
    QVERIFY(std::any_of(seen.cbegin(), seen.cend(),
        [](const runs::Sighting &s) { return s.id == 5 && s.status == u"processed"_s; }));
    QVERIFY(scheduler.listAnswered(question, page, start + 1'200).isEmpty()); // a late one tells nothing

    // The one that is over at once, the one that is missing slowly, the others by the next round.
    QCOMPARE(scheduler.take(start + 1'200).questions, QList<qint64>{5});
    scheduler.done(5, start + 1'300);
    scheduler.put(runOf(5, RunState::Ready));
    QCOMPARE(scheduler.askAt(13), std::optional<qint64>(start + 3'200));
    qint64 now = start + 1'300;
    int lists = 0;
    qint64 askedAt = 0;
    while (now < start + 60'000 && askedAt == 0) {
        now = *scheduler.nextAt();
        const RunScheduler::Due due = scheduler.take(now);
        QVERIFY(due.questions.isEmpty() || due.questions == QList<qint64>{13});
        askedAt = due.questions.isEmpty() ? 0 : now;
        for (const ListQuestion &list : due.lists) {
            ++lists;
            QCOMPARE(list.page, 1);
            scheduler.listAnswered(list, page, now);
        }
    }
    QCOMPARE(askedAt, start + 1'200 + 30'000);
    QVERIFY(lists >= 2 && lists < 10); // in growing steps
    page.rows << runs::ListedRun{u"c-13"_s, u"odd"_s, start};
    scheduler.done(13, now);
    scheduler.put(waitingRun(13, start, now + 5'000, u"w"_s));
    while (now < start + 90'000) { // it is in the list again: asked by itself no more
        now = *scheduler.nextAt();
        const RunScheduler::Due due = scheduler.take(now);
        QVERIFY(due.questions.isEmpty());
        for (const ListQuestion &list : due.lists)
            scheduler.listAnswered(list, page, now);
    }
}

void TestRunScheduler::listSaysProcessedAnswerDoesNot() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    runs::ListPage page{1, 100, 21, {}};
    for (qint64 id = 1; id <= 21; ++id) {
        scheduler.put(waitingRun(id, start, start, u"w"_s));
        page.rows << runs::ListedRun{u"c-%1"_s.arg(id), id == 5 ? u"error"_s : u"queued"_s, 0};
    }
    int asked = 0;
    qint64 now = start;
    while ((now = *scheduler.nextAt()) < start + 120'000) {
        const RunScheduler::Due due = scheduler.take(now);
        for (qint64 id : due.questions) {
            QCOMPARE(id, 5);
            ++asked;
            scheduler.done(5, now);
            scheduler.put(waitingRun(5, start, now + 30'000, u"w"_s));
        }
        for (const ListQuestion &list : due.lists)
            scheduler.listAnswered(list, page, now);
    }
    QVERIFY2(asked >= 5 && asked <= 9, qPrintable(QString::number(asked)));
}

void TestRunScheduler::listFails_data() {
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("error") << false;
    QTest::newRow("refused") << true;
}

void TestRunScheduler::listFails() {
    QFETCH(bool, isRefused);
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id = 1; id <= 25; ++id)
        scheduler.put(waitingRun(id, start, start + 3'600'000, u"w"_s));
    qint64 now = start + 1'000;
    QList<qint64> waits;
    for (int i = 0; i < 7; ++i) {
        const RunScheduler::Due due = scheduler.take(now);
        QCOMPARE(due.lists.size(), 1);
        scheduler.listFailed(due.lists.first(), isRefused, now);
        scheduler.listFailed(due.lists.first(), isRefused, now); // told twice does no harm
        if (isRefused) {
            scheduler.put(waitingRun(3, start, now + 5'000, u"w"_s)); // one by one
            QCOMPARE(scheduler.take(now + 5'000).questions, QList<qint64>{3});
            scheduler.done(3, now + 5'000);
            scheduler.put(waitingRun(3, start, start + 3'600'000, u"w"_s));
        }
        waits << *scheduler.nextAt() - now;
        now = *scheduler.nextAt();
    }
    if (isRefused)
        QCOMPARE(waits, QList<qint64>(7, 300'000));
    else
        QCOMPARE(waits, (QList<qint64>{4'000, 8'000, 16'000, 32'000, 60'000, 60'000, 60'000}));
}

void TestRunScheduler::fewLeftAreAskedOneByOne() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    for (qint64 id = 1; id <= 25; ++id)
        scheduler.put(waitingRun(id, start, start + 1'000, u"w"_s));
    const ListQuestion question = scheduler.take(start + 1'000).lists.value(0);
    for (qint64 id = 11; id <= 25; ++id)
        scheduler.put(runOf(id, RunState::Stopped));
    QVERIFY(scheduler.listAnswered(question, {1, 100, 0, {}}, start + 1'100).isEmpty());
    QCOMPARE(scheduler.waiting(profile), 10);
    const RunScheduler::Due due = scheduler.take(start + 1'200);
    QVERIFY(due.lists.isEmpty());
    QCOMPARE(due.questions, (QList<qint64>{1, 2, 3, 4})); // all slots are free again
}

void TestRunScheduler::clockSetBack() {
    RunScheduler scheduler;
    scheduler.setOpen(profile, true);
    scheduler.put(waitingRun(1, start, start + 10'000, u"w"_s));
    scheduler.put(runOf(2, RunState::Queued));
    QCOMPARE(scheduler.take(start).uploads, QList<qint64>{2});
    scheduler.done(2, start - 3'600'000);
    QCOMPARE(scheduler.askAt(1), std::optional<qint64>(start - 3'600'000 + 10'000));
    QCOMPARE(scheduler.take(start - 3'600'000).uploads, QList<qint64>{2});
}

void TestRunScheduler::driven_data() {
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 10; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

// A loop as RunService has it, in virtual time, over 60 runs of three services with calls that last and
// holds that come and go. Beside the scheduler stands a plain account of what is due, and both must always
// agree.
void TestRunScheduler::driven() {
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    struct Fact {
        Run run;
        qint64 endsAt = -1; // of the call under way
        int questions = 0;
    };
    const QStringList profiles{u"a"_s, u"b"_s, u"c"_s};
    QMap<qint64, Fact> facts;
    QHash<QString, qint64> holds[2]; // uploads, questions
    RunScheduler scheduler;
    for (const QString &name : profiles)
        scheduler.setOpen(name, name != u"c"_s);
    for (qint64 id = 1; id <= 60; ++id) {
        const Run run = runOf(id, RunState::Queued, 0, profiles.at(int(id % 3)));
        facts[id].run = run;
        scheduler.put(run);
    }
    const auto underWay = [&](RunState state, const QString &of) {
        return std::count_if(facts.cbegin(), facts.cend(), [&](const Fact &fact) {
            return fact.endsAt >= 0 && fact.run.state == state && fact.run.profile == of;
        });
    };
    const auto earliestDue = [&]() -> std::optional<qint64> {
        std::optional<qint64> earliest;
        for (const Fact &fact : std::as_const(facts)) {
            const bool upload = fact.run.state == RunState::Queued;
            if (fact.endsAt >= 0 || fact.run.state == RunState::Ready || fact.run.profile == u"c"_s)
                continue;
            if (underWay(fact.run.state, fact.run.profile) >= (upload ? 3 : 4))
                continue;
            const qint64 at = qMax(fact.run.nextAskAt, holds[upload ? 0 : 1].value(fact.run.profile));
            earliest = earliest ? qMin(*earliest, at) : at;
        }
        return earliest;
    };
    qint64 now = 0;
    int turns = 0;
    for (;;) {
        QVERIFY2(++turns < 10'000, "it spins");
        const std::optional<qint64> expected = earliestDue();
        const RunScheduler::Due due = scheduler.take(now);
        const bool took = !due.uploads.isEmpty() || !due.questions.isEmpty();
        QCOMPARE(took, expected && *expected <= now); // neither asleep nor awake for nothing
        for (qint64 id : due.uploads + due.questions) {
            Fact &fact = facts[id];
            const bool upload = fact.run.state == RunState::Queued;
            QCOMPARE(upload, due.uploads.contains(id));
            QVERIFY(fact.endsAt < 0);
            QVERIFY(fact.run.profile != u"c"_s);
            QVERIFY(qMax(fact.run.nextAskAt, holds[upload ? 0 : 1].value(fact.run.profile)) <= now);
            fact.endsAt = now + 1 + random.bounded(4'000);
        }
        for (const QString &name : profiles) {
            QVERIFY(underWay(RunState::Queued, name) <= 3);
            QVERIFY(underWay(RunState::Waiting, name) <= 4);
        }
        const std::optional<qint64> next = scheduler.nextAt();
        QCOMPARE(next, earliestDue());
        QVERIFY(!next || *next > now); // all that was due has been taken

        // To whatever comes first: a call that ends, or the time the scheduler asks for.
        std::optional<qint64> wake = next;
        for (const Fact &fact : std::as_const(facts)) {
            if (fact.endsAt >= 0)
                wake = wake ? qMin(*wake, fact.endsAt) : fact.endsAt;
        }
        if (!wake)
            break;
        QVERIFY(*wake > now);
        now = *wake;
        for (Fact &fact : facts) {
            if (fact.endsAt < 0 || fact.endsAt > now)
                continue;
            const bool upload = fact.run.state == RunState::Queued;
            fact.endsAt = -1;
            scheduler.done(fact.run.id, now);
            if (random.bounded(10) == 0) { // 429
                qint64 &hold = holds[upload ? 0 : 1][fact.run.profile];
                hold = qMax(hold, now + 5'000);
                fact.run.nextAskAt = now + 5'000;
                if (upload)
                    scheduler.holdUploads(fact.run.profile, now + 5'000);
                else
                    scheduler.holdQuestions(fact.run.profile, now + 5'000);
            } else if (upload) {
                fact.run.state = RunState::Waiting;
                fact.run.nextAskAt = now + RunScheduler::pollDelay(0);
            } else if (random.bounded(4) == 0) {
                fact.run.state = RunState::Ready;
            } else {
                fact.run.nextAskAt = now + RunScheduler::pollDelay(++fact.questions);
            }
            scheduler.put(fact.run);
        }
    }
    for (const Fact &fact : std::as_const(facts))
        QCOMPARE(fact.run.state == RunState::Ready, fact.run.profile != u"c"_s);
}
