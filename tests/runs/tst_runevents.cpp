// SPDX-License-Identifier: MIT
#include "tests/runs/tst_runevents.h"

#include "app/runs/runevents.h"
#include "app/runs/runscheduler.h"
#include "app/runs/runservice.h"

#include <QtTest>

#include <functional>

using namespace Qt::StringLiterals;
using api::ErrorKind;
using runs::Event;

Q_DECLARE_METATYPE(api::ErrorKind)
Q_DECLARE_METATYPE(runs::Event::Kind)
Q_DECLARE_METATYPE(api::ResultsAnswer::State)
Q_DECLARE_METATYPE(std::optional<qint64>)

namespace {

constexpr qint64 now = 1'700'000'000'000;

api::ApiError errorOf(ErrorKind kind, bool mayHaveArrived = false) {
    api::ApiError error;
    error.kind = kind;
    error.httpStatus = 499;
    error.summary = u"The summary."_s;
    error.detail = u"The service's words."_s;
    error.requestId = u"0123456789abcdef0123456789abcdef"_s;
    error.mayHaveArrived = mayHaveArrived;
    return error;
}

bool saysNothingBilled(const Event &event) {
    return event.message.contains("nothing billed"_L1, Qt::CaseInsensitive) ||
           event.message.contains("nothing was billed"_L1, Qt::CaseInsensitive) ||
           event.message.contains("not billed"_L1, Qt::CaseInsensitive);
}

bool saysMayBeBilled(const Event &event) {
    return event.message.contains("may be billed"_L1);
}

struct KindRow {
    const char *name;
    ErrorKind kind;
    Event::Kind upload;   ///< when not all of the document was handed over
    Event::Kind question; ///< what it means for a run that is waiting
};

const KindRow kinds[] = {
    {"no key", ErrorKind::NoKey, Event::NotSent, Event::QuestionRefused},
    {"address refused", ErrorKind::Refused, Event::NotSent, Event::QuestionRefused},
    {"local file", ErrorKind::LocalFile, Event::NotSent, Event::QuestionRefused},
    {"network", ErrorKind::Network, Event::NotSent, Event::QuestionFailed},
    {"tls", ErrorKind::Tls, Event::NotSent, Event::QuestionFailed},
    {"timeout", ErrorKind::Timeout, Event::NotSent, Event::QuestionFailed},
    {"cancelled", ErrorKind::Cancelled, Event::CancelledHere, Event::QuestionFailed},
    {"401", ErrorKind::Authentication, Event::Refused, Event::QuestionRefused},
    {"403", ErrorKind::Permission, Event::Refused, Event::QuestionRefused},
    {"402", ErrorKind::Payment, Event::Refused, Event::QuestionRefused},
    {"404", ErrorKind::NotFound, Event::Refused, Event::QuestionRefused},
    {"validation", ErrorKind::Validation, Event::Refused, Event::QuestionRefused},
    {"413", ErrorKind::TooLarge, Event::Refused, Event::QuestionRefused},
    {"429", ErrorKind::RateLimited, Event::Throttled, Event::QuestionFailed},
    {"5xx", ErrorKind::Server, Event::Refused, Event::QuestionFailed},
    {"redirected", ErrorKind::Redirected, Event::Refused, Event::QuestionFailed},
    {"unreadable", ErrorKind::Unreadable, Event::Refused, Event::QuestionFailed},
    {"unexpected", ErrorKind::Unexpected, Event::Refused, Event::QuestionRefused},
};

} // namespace

void TestRunEvents::accepted() {
    api::Accepted answer{u"c-1"_s, u"pending"_s, u"v-1"_s};
    const Event event = runs::eventOfUpload(answer, now);
    QCOMPARE(event.kind, Event::Accepted);
    QCOMPARE(event.at, now);
    QCOMPARE(event.collectionId, u"c-1"_s);
    QCOMPARE(event.versionId, u"v-1"_s);
    QCOMPARE(event.statusWord, u"pending"_s);
    QCOMPARE(event.nextAskAt, 0); // the scheduler plans
    QCOMPARE(event.deadlineAt, now + 30 * 60'000);
    QVERIFY(event.message.isEmpty());
}

void TestRunEvents::failedUpload_data() {
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("mayHaveArrived");
    QTest::addColumn<Event::Kind>("event");
    int seen = 0;
    for (const KindRow &row : kinds) {
        QTest::addRow("%s, not all sent", row.name) << row.kind << false << row.upload;
        // A 429 is a clear no, whatever was sent.
        QTest::addRow("%s, all sent", row.name)
            << row.kind << true
            << (row.kind == ErrorKind::RateLimited ? Event::Throttled : Event::AnswerLost);
        ++seen;
    }
    QCOMPARE(seen, int(ErrorKind::Unexpected)); // each but None
}

void TestRunEvents::failedUpload() {
    QFETCH(ErrorKind, kind);
    QFETCH(bool, mayHaveArrived);
    QFETCH(Event::Kind, event);
    const Event got = runs::eventOfUpload(errorOf(kind, mayHaveArrived), now);
    QCOMPARE(got.kind, event);
    QCOMPARE(got.at, now);
    QVERIFY(!got.message.isEmpty());
    QVERIFY(got.collectionId.isEmpty());
    if (kind != ErrorKind::Cancelled || mayHaveArrived)
        QVERIFY(!got.remedy.isEmpty());
    switch (event) {
    case Event::AnswerLost:
        QVERIFY(saysMayBeBilled(got));
        QVERIFY(!saysNothingBilled(got));
        QVERIFY(got.remedy.contains("before you send it again"_L1));
        break;
    case Event::NotSent:
    case Event::Refused:
    case Event::CancelledHere:
        QVERIFY(saysNothingBilled(got));
        QVERIFY(!saysMayBeBilled(got));
        break;
    default:
        QVERIFY(!saysMayBeBilled(got));
        break;
    }
    if (kind != ErrorKind::Cancelled) {
        QCOMPARE(got.detail, u"The service's words."_s);
        QCOMPARE(got.requestId, u"0123456789abcdef0123456789abcdef"_s);
        QCOMPARE(got.httpStatus, 499);
        // Of what a submission asks for, the service can only not know the workflow.
        if (kind == ErrorKind::NotFound && event == Event::Refused)
            QVERIFY(got.message.contains("no such workflow"_L1));
        else if (event != Event::Throttled)
            QVERIFY(got.message.contains("The summary."_L1));
    }
}

void TestRunEvents::throttledUpload_data() {
    QTest::addColumn<std::optional<qint64>>("retryAfter");
    QTest::addColumn<qint64>("wait");
    QTest::newRow("said") << std::optional<qint64>(7'000) << qint64(7'000);
    QTest::newRow("not said") << std::optional<qint64>() << qint64(60'000);
    QTest::newRow("a day") << std::optional<qint64>(86'400'000) << qint64(86'400'000);
    // The whole document would go out again at once, and again.
    QTest::newRow("zero") << std::optional<qint64>(0) << qint64(1'000);
}

void TestRunEvents::throttledUpload() {
    QFETCH(std::optional<qint64>, retryAfter);
    QFETCH(qint64, wait);
    api::ApiError error = errorOf(ErrorKind::RateLimited);
    error.retryAfterMs = retryAfter;
    const Event event = runs::eventOfUpload(error, now);
    QCOMPARE(event.kind, Event::Throttled);
    QCOMPARE(event.nextAskAt, now + wait);
}

void TestRunEvents::failedQuestion_data() {
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<Event::Kind>("event");
    for (const KindRow &row : kinds)
        QTest::newRow(row.name) << row.kind << row.question;
}

void TestRunEvents::failedQuestion() {
    QFETCH(ErrorKind, kind);
    QFETCH(Event::Kind, event);
    const Event got = runs::eventOfQuestion(errorOf(kind), now);
    QCOMPARE(got.kind, event);
    QVERIFY(got.message.contains("The summary."_L1));
    QCOMPARE(got.detail, u"The service's words."_s);
    QCOMPARE(got.requestId, u"0123456789abcdef0123456789abcdef"_s);
    QCOMPARE(got.httpStatus, 499);
    QVERIFY(!saysNothingBilled(got)); // the run was accepted
    if (kind != ErrorKind::Cancelled)
        QVERIFY(!got.remedy.isEmpty());
    if (event == Event::QuestionFailed) {
        QVERIFY(got.message.contains("not affected"_L1));
        QCOMPARE(got.nextAskAt, kind == ErrorKind::RateLimited ? now + 10'000 : 0);
    } else {
        QVERIFY(got.message.contains("may go on at the service"_L1));
    }
}

void TestRunEvents::questionAfterARefusalToHurry_data() {
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<std::optional<qint64>>("retryAfter");
    QTest::addColumn<qint64>("nextAskAt"); // 0: as the scheduler plans
    using Maybe = std::optional<qint64>;
    QTest::newRow("429, said") << ErrorKind::RateLimited << Maybe(20'000) << now + 20'000;
    QTest::newRow("429, zero") << ErrorKind::RateLimited << Maybe(0) << now;
    QTest::newRow("429, not said") << ErrorKind::RateLimited << Maybe() << now + 10'000;
    QTest::newRow("503, said") << ErrorKind::Server << Maybe(45'000) << now + 45'000;
    QTest::newRow("503, not said") << ErrorKind::Server << Maybe() << qint64(0);
}

void TestRunEvents::questionAfterARefusalToHurry() {
    QFETCH(ErrorKind, kind);
    QFETCH(std::optional<qint64>, retryAfter);
    QFETCH(qint64, nextAskAt);
    api::ApiError error = errorOf(kind);
    error.retryAfterMs = retryAfter;
    const Event event = runs::eventOfQuestion(error, now);
    QCOMPARE(event.kind, Event::QuestionFailed);
    QCOMPARE(event.nextAskAt, nextAskAt);
}

void TestRunEvents::answers_data() {
    QTest::addColumn<api::ResultsAnswer::State>("state");
    QTest::addColumn<Event::Kind>("event");
    QTest::newRow("ready") << api::ResultsAnswer::Ready << Event::ResultArrived;
    QTest::newRow("running") << api::ResultsAnswer::Running << Event::StillRunning;
    QTest::newRow("failed") << api::ResultsAnswer::Failed << Event::ServiceFailed;
    QTest::newRow("cancelled") << api::ResultsAnswer::Cancelled << Event::ServiceCancelled;
}

void TestRunEvents::answers() {
    QFETCH(api::ResultsAnswer::State, state);
    QFETCH(Event::Kind, event);
    api::ResultsAnswer answer;
    answer.state = state;
    answer.body = QByteArray("{}\0{}", 5);
    answer.words = u"words"_s;
    answer.requestId = u"request"_s;
    answer.httpStatus = 422;
    const Event got = runs::eventOfQuestion(answer, now);
    QCOMPARE(got.kind, event);
    QCOMPARE(got.at, now);
    QCOMPARE(got.requestId, u"request"_s);
    QCOMPARE(got.httpStatus, 422);
    QCOMPARE(got.resultSize, state == api::ResultsAnswer::Ready ? 5 : 0);
    const bool endedBadly = state == api::ResultsAnswer::Failed || state == api::ResultsAnswer::Cancelled;
    QCOMPARE(got.detail, endedBadly ? u"words"_s : QString());
    QCOMPARE(!got.message.isEmpty(), endedBadly);
    QCOMPARE(got.statusWord, state == api::ResultsAnswer::Running ? u"words"_s : QString());
    QCOMPARE(!got.remedy.isEmpty(), state == api::ResultsAnswer::Failed);
}

void TestRunEvents::howLongItWaited_data() {
    QTest::addColumn<qint64>("waited"); // ms
    QTest::addColumn<QString>("words");
    constexpr qint64 minute = 60'000;
    QTest::newRow("as usual") << 30 * minute << u"within 30 minutes."_s;
    QTest::newRow("extended") << 60 * minute << u"within 60 minutes."_s;
    QTest::newRow("for hours") << 210 * minute << u"within 4 hours."_s;
    QTest::newRow("asked again after days") << 3'000 * minute << u"within 50 hours."_s;
}

void TestRunEvents::howLongItWaited() {
    QFETCH(qint64, waited);
    QFETCH(QString, words);
    runs::Run run;
    run.acceptedAt = now;
    run.deadlineAt = now + waited;
    const QString message = runs::deadlineEvent(run, run.deadlineAt + 999).message;
    QVERIFY2(message.contains(words), qPrintable(message));
}

void TestRunEvents::howMuchWasHandedOver() {
    runs::Run run;
    QCOMPARE(runs::handedOver(run), QString());
    run.bytesTotal = 212'345;
    QCOMPARE(runs::handedOver(run), u"0 of 213 kB"_s);
    run.bytesSent = 212'000;
    QCOMPARE(runs::handedOver(run), u"212 of 213 kB"_s);
}

void TestRunEvents::ownEvents_data() {
    using Make = std::function<Event(qint64)>;
    QTest::addColumn<Make>("make");
    QTest::addColumn<Event::Kind>("kind");
    QTest::addColumn<bool>("nothingBilled");
    QTest::addColumn<bool>("mayBeBilled");
    QTest::addColumn<bool>("hasRemedy");
    QTest::newRow("interrupted") << Make(runs::interruptedEvent) << Event::Interrupted << false << true
                                 << true;
    QTest::newRow("deadline") << Make([](qint64 at) { return runs::deadlineEvent({}, at); })
                              << Event::DeadlinePassed << false << false << true;
    QTest::newRow("stop") << Make(runs::stopEvent) << Event::StopRequested << false << false << true;
    QTest::newRow("deleted") << Make(runs::deletedEvent) << Event::DeletedThere << false << false << false;
    QTest::newRow("cancel") << Make(runs::cancelEvent) << Event::CancelledHere << true << false << false;
}

void TestRunEvents::ownEvents() {
    QFETCH(std::function<Event(qint64)>, make);
    QFETCH(Event::Kind, kind);
    QFETCH(bool, nothingBilled);
    QFETCH(bool, mayBeBilled);
    QFETCH(bool, hasRemedy);
    const Event event = make(now);
    QCOMPARE(event.kind, kind);
    QCOMPARE(event.at, now);
    QVERIFY(!event.message.isEmpty());
    QCOMPARE(saysNothingBilled(event), nothingBilled);
    QCOMPARE(saysMayBeBilled(event), mayBeBilled);
    QCOMPARE(!event.remedy.isEmpty(), hasRemedy);
}
