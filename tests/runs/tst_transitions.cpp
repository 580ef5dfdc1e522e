// SPDX-License-Identifier: MIT
#include "tests/runs/tst_transitions.h"

#include "app/runs/transitions.h"

#include <QtTest>

#include <functional>

using namespace Qt::StringLiterals;
using runs::Event;
using runs::Run;
using runs::RunState;

Q_DECLARE_METATYPE(runs::RunState)
Q_DECLARE_METATYPE(std::optional<runs::RunState>)
Q_DECLARE_METATYPE(runs::Event)

namespace {

/// From each state (columns: Queued Uploading Waiting Ready Failed Cancelled Stopped unConfirmed), where the
/// event leads to; a dot: impossible.
struct Row {
    Event::Kind kind;
    const char *name;
    const char *targets;
};

const Row rows[] = {
    //                                              from: QUWRFCSN
    {Event::UploadStarted, "UploadStarted", /*         */ "U......."},
    {Event::Accepted, "Accepted", /*                   */ ".W......"},
    {Event::Refused, "Refused", /*                     */ ".F......"},
    {Event::NotSent, "NotSent", /*                     */ ".F......"},
    {Event::Throttled, "Throttled", /*                 */ ".Q......"},
    {Event::AnswerLost, "AnswerLost", /*               */ ".N......"},
    {Event::Interrupted, "Interrupted", /*             */ ".N......"},
    {Event::CancelledHere, "CancelledHere", /*         */ "CC......"},
    {Event::StillRunning, "StillRunning", /*           */ "..W....."},
    {Event::QuestionFailed, "QuestionFailed", /*       */ "..W....."},
    {Event::QuestionRefused, "QuestionRefused", /*     */ "..S....."},
    {Event::ResultArrived, "ResultArrived", /*         */ "..R....."},
    {Event::ServiceFailed, "ServiceFailed", /*         */ "..F....."},
    {Event::ServiceCancelled, "ServiceCancelled", /*   */ "..C....."},
    {Event::DeadlinePassed, "DeadlinePassed", /*       */ "..S....."},
    {Event::StopRequested, "StopRequested", /*         */ "..S....."},
    {Event::AskAgain, "AskAgain", /*                   */ "......W."},
    {Event::Adopted, "Adopted", /*                     */ ".......W"},
    {Event::LookedFor, "LookedFor", /*                 */ ".......N"},
    {Event::DeadlineMoved, "DeadlineMoved", /*         */ "..W....."},
    {Event::DeletedThere, "DeletedThere", /*           */ "..CRFCC."},
    {Event::Sighted, "Sighted", /*                     */ "..W....."},
    {Event::PutOff, "PutOff", /*                       */ ".Q......"},
};

const char *const letters = "QUWRFCSN"; // in the order of RunState

Run runIn(RunState state) {
    Run run;
    run.id = 7;
    run.profile = u"service"_s;
    run.workflowId = u"w-1"_s;
    run.workflowName = u"Invoices"_s;
    run.name = u"a.pdf"_s;
    run.path = u"/docs/a.pdf"_s;
    run.size = 1234;
    run.state = state;
    run.createdAt = 1000;
    run.message = u"old message"_s;
    run.detail = u"old detail"_s;
    run.remedy = u"old remedy"_s;
    run.requestId = u"old request"_s;
    run.httpStatus = 599;
    run.attempts = 3;
    if (state != RunState::Queued) {
        run.uploadStartedAt = 1100;
        run.bytesSent = 50;
        run.bytesTotal = 100;
    }
    const bool isAtTheService = state != RunState::Queued && state != RunState::Uploading;
    if (isAtTheService && state != RunState::Unconfirmed) {
        run.collectionId = u"c-1"_s;
        run.versionId = u"v-1"_s;
        run.statusWord = u"pending"_s;
        run.acceptedAt = 1200;
        run.deadlineAt = 9000;
        run.lastAskedAt = 1300;
        run.nextAskAt = state == RunState::Waiting ? 1400 : 0;
    }
    if (!run.isActive())
        run.endedAt = 1500;
    return run;
}

Event fullEvent(Event::Kind kind) {
    Event event;
    event.kind = kind;
    event.at = 2000;
    event.collectionId = u"c-2"_s;
    event.versionId = u"v-2"_s;
    event.statusWord = u"in_progress"_s;
    event.nextAskAt = 3000;
    event.deadlineAt = 8000;
    event.resultSize = 77;
    event.message = u"message"_s;
    event.detail = u"detail"_s;
    event.remedy = u"remedy"_s;
    event.requestId = u"request"_s;
    event.httpStatus = 418;
    return event;
}

/// Everything of a run in one text, so that a difference is named by the comparison.
QString print(const Run &run) {
    return u"id %1 profile %2 workflow %3 %4 kind %5 name %6 path %7 size %8 state %9 "_s.arg(run.id)
               .arg(run.profile, run.workflowId, run.workflowName)
               .arg(int(run.kind))
               .arg(run.name, run.path)
               .arg(run.size)
               .arg(int(run.state)) +
           u"collection %1 version %2 word %3 created %4 upload %5 accepted %6 ended %7 deadline %8 "_s
               .arg(run.collectionId, run.versionId, run.statusWord)
               .arg(run.createdAt)
               .arg(run.uploadStartedAt)
               .arg(run.acceptedAt)
               .arg(run.endedAt)
               .arg(run.deadlineAt) +
           u"asked %1 next %2 attempts %3 message %4 detail %5 remedy %6 request %7 http %8 result %9 "_s
               .arg(run.lastAskedAt)
               .arg(run.nextAskAt)
               .arg(run.attempts)
               .arg(run.message, run.detail, run.remedy, run.requestId)
               .arg(run.httpStatus)
               .arg(run.resultSize) +
           u"sent %1 of %2"_s.arg(run.bytesSent).arg(run.bytesTotal);
}

} // namespace

void TestTransitions::table_data() {
    QTest::addColumn<RunState>("from");
    QTest::addColumn<Event::Kind>("kind");
    QTest::addColumn<std::optional<RunState>>("to");
    for (const Row &row : rows) {
        for (int from = 0; from < 8; ++from) {
            std::optional<RunState> to;
            if (row.targets[from] != '.')
                to = RunState(QByteArray(letters).indexOf(row.targets[from]));
            QTest::addRow("%c + %s", letters[from], row.name) << RunState(from) << row.kind << to;
        }
    }
}

void TestTransitions::table() {
    QFETCH(RunState, from);
    QFETCH(Event::Kind, kind);
    QFETCH(std::optional<RunState>, to);
    const std::optional<Run> after = runs::next(runIn(from), fullEvent(kind));
    QCOMPARE(after.has_value(), to.has_value());
    if (to) {
        QCOMPARE(int(after->state), int(*to));
        QCOMPARE(after->id, 7);
    }
}

void TestTransitions::tableIsComplete() {
    QSet<int> kinds;
    for (const Row &row : rows) {
        kinds << row.kind;
        QCOMPARE(qstrlen(row.targets), size_t(8));
    }
    QCOMPARE(int(kinds.size()), int(Event::PutOff) + 1); // the last one there is
    QCOMPARE(int(RunState::Unconfirmed), 7);
}

void TestTransitions::facts_data() {
    using Change = std::function<void(Run &)>;
    QTest::addColumn<RunState>("from");
    QTest::addColumn<Event::Kind>("kind");
    QTest::addColumn<Change>("change");

    const auto row = [](RunState from, Event::Kind kind, const char *name, Change change) {
        QTest::newRow(name) << from << kind << change;
    };
    const auto ends = [](RunState state) {
        return [state](Run &run) {
            run.state = state;
            run.endedAt = 2000;
            run.nextAskAt = 0;
        };
    };
    const auto answered = [](RunState state) {
        return [state](Run &run) {
            run.state = state;
            run.attempts = 4;
            run.lastAskedAt = 2000;
            run.endedAt = state == RunState::Waiting ? 0 : 2000;
            run.nextAskAt = state == RunState::Waiting ? 3000 : 0;
        };
    };
    row(RunState::Queued, Event::UploadStarted, "UploadStarted", [](Run &run) {
        run.state = RunState::Uploading;
        run.uploadStartedAt = 2000;
        run.nextAskAt = 3000;
        run.bytesSent = 0;
        run.bytesTotal = 0;
    });
    row(RunState::Uploading, Event::Accepted, "Accepted", [](Run &run) {
        run.state = RunState::Waiting;
        run.collectionId = u"c-2"_s;
        run.versionId = u"v-2"_s;
        run.statusWord = u"in_progress"_s;
        run.acceptedAt = 2000;
        run.deadlineAt = 8000;
        run.nextAskAt = 3000;
    });
    row(RunState::Uploading, Event::Refused, "Refused", ends(RunState::Failed));
    row(RunState::Uploading, Event::NotSent, "NotSent", ends(RunState::Failed));
    row(RunState::Uploading, Event::Throttled, "Throttled", [](Run &run) {
        run.state = RunState::Queued;
        run.nextAskAt = 3000;
    });
    row(RunState::Uploading, Event::AnswerLost, "AnswerLost", ends(RunState::Unconfirmed));
    row(RunState::Uploading, Event::Interrupted, "Interrupted", ends(RunState::Unconfirmed));
    row(RunState::Queued, Event::CancelledHere, "CancelledHere, queued", ends(RunState::Cancelled));
    row(RunState::Uploading, Event::CancelledHere, "CancelledHere, uploading", ends(RunState::Cancelled));
    row(RunState::Waiting, Event::StillRunning, "StillRunning", [=](Run &run) {
        answered(RunState::Waiting)(run);
        run.statusWord = u"in_progress"_s;
    });
    row(RunState::Waiting, Event::QuestionFailed, "QuestionFailed", answered(RunState::Waiting));
    row(RunState::Waiting, Event::QuestionRefused, "QuestionRefused", answered(RunState::Stopped));
    row(RunState::Waiting, Event::ResultArrived, "ResultArrived", [=](Run &run) {
        answered(RunState::Ready)(run);
        run.resultSize = 77;
        run.statusWord.clear();
    });
    row(RunState::Waiting, Event::ServiceFailed, "ServiceFailed", answered(RunState::Failed));
    row(RunState::Waiting, Event::ServiceCancelled, "ServiceCancelled", answered(RunState::Cancelled));
    row(RunState::Waiting, Event::DeadlinePassed, "DeadlinePassed", ends(RunState::Stopped));
    row(RunState::Waiting, Event::StopRequested, "StopRequested", ends(RunState::Stopped));
    row(RunState::Stopped, Event::AskAgain, "AskAgain", [](Run &run) {
        run.state = RunState::Waiting;
        run.endedAt = 0;
        run.nextAskAt = 3000;
        run.deadlineAt = 8000;
    });
    row(RunState::Unconfirmed, Event::Adopted, "Adopted", [](Run &run) {
        run.state = RunState::Waiting;
        run.collectionId = u"c-2"_s;
        run.versionId = u"v-2"_s;
        run.statusWord = u"in_progress"_s;
        run.acceptedAt = 2000;
        run.deadlineAt = 8000;
        run.endedAt = 0;
        run.nextAskAt = 3000;
    });
    row(RunState::Unconfirmed, Event::LookedFor, "LookedFor", [](Run &) {}); // it ended when it was lost
    row(RunState::Waiting, Event::DeletedThere, "DeletedThere, waiting", ends(RunState::Cancelled));
    row(RunState::Stopped, Event::DeletedThere, "DeletedThere, stopped", ends(RunState::Cancelled));
    row(RunState::Ready, Event::DeletedThere, "DeletedThere, ready", [](Run &) {});
    row(RunState::Failed, Event::DeletedThere, "DeletedThere, failed", [](Run &) {});
    row(RunState::Uploading, Event::PutOff, "PutOff", [](Run &run) {
        run.state = RunState::Queued;
        run.nextAskAt = 3000;
    });
}

/// They change one thing, and no word of what was said before.
void TestTransitions::whatSaysNothing() {
    Run expected = runIn(RunState::Waiting);
    expected.deadlineAt = 8000;
    QCOMPARE(print(*runs::next(runIn(RunState::Waiting), fullEvent(Event::DeadlineMoved))), print(expected));
    expected = runIn(RunState::Waiting);
    expected.lastAskedAt = 2000;
    expected.statusWord = u"in_progress"_s;
    QCOMPARE(print(*runs::next(runIn(RunState::Waiting), fullEvent(Event::Sighted))), print(expected));
}

/// Without an id there is nothing to ask for, and nothing that could have been deleted.
void TestTransitions::anIdIsNeeded() {
    Event adopted = fullEvent(Event::Adopted);
    adopted.collectionId.clear();
    QVERIFY(!runs::next(runIn(RunState::Unconfirmed), adopted));
    for (RunState state : {RunState::Waiting, RunState::Stopped, RunState::Ready}) {
        Run run = runIn(state);
        run.collectionId.clear();
        QVERIFY(!runs::next(run, fullEvent(Event::DeletedThere)));
    }
}

void TestTransitions::facts() {
    QFETCH(RunState, from);
    QFETCH(Event::Kind, kind);
    QFETCH(std::function<void(Run &)>, change);
    Run expected = runIn(from);
    expected.message = u"message"_s;
    expected.detail = u"detail"_s;
    expected.remedy = u"remedy"_s;
    expected.requestId = u"request"_s;
    expected.httpStatus = 418;
    change(expected);
    const std::optional<Run> after = runs::next(runIn(from), fullEvent(kind));
    QVERIFY(after);
    QCOMPARE(print(*after), print(expected));
}

void TestTransitions::activeRunsHaveNoEnd_data() {
    table_data();
}

void TestTransitions::activeRunsHaveNoEnd() {
    QFETCH(RunState, from);
    QFETCH(Event::Kind, kind);
    const std::optional<Run> after = runs::next(runIn(from), fullEvent(kind));
    if (!after)
        return;
    QCOMPARE(after->endedAt == 0, after->isActive());
    if (!after->isActive())
        QCOMPARE(after->nextAskAt, 0); // nobody is going to ask
}

void TestTransitions::acceptedNeedsAnId() {
    Event event = fullEvent(Event::Accepted);
    event.collectionId.clear();
    QVERIFY(!runs::next(runIn(RunState::Uploading), event));
}

void TestTransitions::askAgainNeedsAnId() {
    Run run = runIn(RunState::Stopped);
    run.collectionId.clear();
    QVERIFY(!runs::next(run, fullEvent(Event::AskAgain)));
}

void TestTransitions::aWholeLife() {
    Run run = runIn(RunState::Queued);
    run.attempts = 0;
    const Event::Kind life[] = {Event::UploadStarted, Event::Throttled, Event::UploadStarted, Event::Accepted,
        Event::StillRunning, Event::QuestionFailed, Event::DeadlinePassed, Event::AskAgain,
        Event::StopRequested, Event::AskAgain, Event::ResultArrived};
    for (Event::Kind kind : life) {
        Event event = fullEvent(kind);
        event.message.clear();
        if (kind != Event::Accepted)
            event.statusWord.clear();
        const std::optional<Run> after = runs::next(run, event);
        QVERIFY(after);
        run = *after;
        QVERIFY(run.message.isEmpty()); // an old message never outlives what it spoke of
        if (kind == Event::StillRunning)
            QCOMPARE(run.statusWord, u"in_progress"_s); // no word is no news
    }
    QCOMPARE(int(run.state), int(RunState::Ready));
    QCOMPARE(run.attempts, 3);
    QCOMPARE(run.collectionId, u"c-2"_s);
}
