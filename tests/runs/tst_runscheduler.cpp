// SPDX-License-Identifier: MIT
#include "tests/runs/tst_runscheduler.h"

#include "app/runs/runscheduler.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunScheduler;
using runs::RunState;

Q_DECLARE_METATYPE(runs::RunState)

namespace {

const QString profile = u"service"_s;

Run runOf(qint64 id, RunState state, qint64 at = 0, const QString &of = profile) {
    Run run;
    run.id = id;
    run.profile = of;
    run.state = state;
    run.nextAskAt = at;
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
    QCOMPARE(due.uploads, uploads ? QList<qint64>{3} : (QList<qint64>{1, 3}));
    QCOMPARE(due.questions, uploads ? (QList<qint64>{2, 4}) : QList<qint64>{4});
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
