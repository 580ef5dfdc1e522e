// SPDX-License-Identifier: MIT
#include "app/runs/runevents.h"

#include "app/runs/runservice.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("RunEvents", text);
}

Event eventOf(Event::Kind kind, qint64 now) {
    Event event;
    event.kind = kind;
    event.at = now;
    return event;
}

Event eventOf(Event::Kind kind, qint64 now, const api::ApiError &error) {
    Event event = eventOf(kind, now);
    event.message = error.summary;
    event.detail = error.detail;
    event.remedy = error.remedy();
    event.requestId = error.requestId;
    event.httpStatus = error.httpStatus;
    return event;
}

QString lookFirst() {
    return tr("Look for it in the AnyFormat web app before you send it again: sending again can mean paying "
              "twice.");
}

} // namespace

Event eventOfUpload(const api::Outcome<api::Accepted> &outcome, qint64 now) {
    if (outcome) {
        Event event = eventOf(Event::Accepted, now);
        event.collectionId = outcome->collectionId;
        event.versionId = outcome->versionId;
        event.statusWord = outcome->status;
        event.deadlineAt = now + RunService::waitingTime;
        return event;
    }
    const api::ApiError &error = outcome.error();
    if (error.kind == api::ErrorKind::RateLimited) {
        Event event = eventOf(Event::Throttled, now, error);
        event.message = tr("The service asks to slow down. The document was not taken and is sent later.");
        // A service that says 0 and goes on refusing must not get the whole document in a tight loop.
        event.nextAskAt = now + qMax<qint64>(error.retryAfterMs.value_or(60'000), 1'000);
        return event;
    }
    if (error.mayHaveArrived) {
        Event event = eventOf(Event::AnswerLost, now, error);
        event.message = error.kind == api::ErrorKind::Cancelled
                            ? tr("It was cancelled when the whole document had been sent already. It may be "
                                 "running at the service and may be billed.")
                            : tr("The whole document was sent, but no clear answer came back. It may be "
                                 "running at the service and may be billed. %1")
                                  .arg(error.summary);
        event.remedy = lookFirst();
        return event;
    }
    switch (error.kind) {
    case api::ErrorKind::Cancelled:
        return cancelEvent(now);
    case api::ErrorKind::NoKey:
    case api::ErrorKind::Refused:
    case api::ErrorKind::LocalFile:
    case api::ErrorKind::Network:
    case api::ErrorKind::Timeout:
    case api::ErrorKind::Tls: {
        Event event = eventOf(Event::NotSent, now, error);
        event.message = tr("Not sent, nothing billed. %1").arg(error.summary);
        return event;
    }
    default: {
        Event event = eventOf(Event::Refused, now, error);
        event.message =
            tr("Not accepted, nothing billed. %1")
                .arg(error.kind == api::ErrorKind::NotFound ? tr("There is no such workflow at the service.")
                                                            : error.summary);
        return event;
    }
    }
}

QString handedOver(const Run &run) {
    const auto kilobytes = [](qint64 bytes) {
        return (bytes + 999) / 1'000;
    };
    return run.bytesTotal > 0 ? tr("%1 of %2 kB").arg(kilobytes(run.bytesSent)).arg(kilobytes(run.bytesTotal))
                              : QString();
}

Event sightingEvent(const QString &statusWord, qint64 now) {
    Event event = eventOf(Event::Sighted, now);
    event.statusWord = statusWord;
    return event;
}

Event eventOfQuestion(const api::Outcome<api::ResultsAnswer> &outcome, qint64 now) {
    if (!outcome) {
        const api::ApiError &error = outcome.error();
        if (!error.isTransient() && error.kind != api::ErrorKind::Cancelled) {
            Event event = eventOf(Event::QuestionRefused, now, error);
            event.message =
                tr("Stopped asking; the run itself may go on at the service. %1").arg(error.summary);
            return event;
        }
        Event event = eventOf(Event::QuestionFailed, now, error);
        event.message =
            tr("The last question was not answered, the run is not affected. %1").arg(error.summary);
        if (error.retryAfterMs)
            event.nextAskAt = now + *error.retryAfterMs;
        else if (error.kind == api::ErrorKind::RateLimited)
            event.nextAskAt = now + 10'000; // the vendor's own sample waits as long
        return event;
    }
    Event event;
    switch (outcome->state) {
    case api::ResultsAnswer::Ready:
        event = eventOf(Event::ResultArrived, now);
        event.resultSize = outcome->body.size() + outcome->inSink;
        break;
    case api::ResultsAnswer::Running:
        event = eventOf(Event::StillRunning, now);
        event.statusWord = outcome->words;
        break;
    case api::ResultsAnswer::Failed:
        event = eventOf(Event::ServiceFailed, now);
        event.message = tr("The service could not extract this document. Failed documents are not billed.");
        event.detail = outcome->words;
        event.remedy = tr("Check that the document opens, is not protected by a password and can be read; "
                          "then submit it again.");
        break;
    case api::ResultsAnswer::Cancelled:
        event = eventOf(Event::ServiceCancelled, now);
        event.message = tr("The run was cancelled at the service.");
        event.detail = outcome->words;
        break;
    }
    event.requestId = outcome->requestId;
    event.httpStatus = outcome->httpStatus;
    return event;
}

Event interruptedEvent(qint64 now) {
    Event event = eventOf(Event::Interrupted, now);
    event.message = tr("Sending was interrupted on this computer. It may have arrived and may be billed.");
    event.remedy = lookFirst();
    return event;
}

Event deadlineEvent(const Run &run, qint64 now) {
    Event event = eventOf(Event::DeadlinePassed, now);
    constexpr qint64 minute = 60'000;
    const qint64 minutes = qMax<qint64>(1, (run.deadlineAt - run.acceptedAt + minute / 2) / minute);
    event.message =
        minutes <= 120
            ? tr("No result within %1 minutes. The run may go on at the service.").arg(minutes)
            : tr("No result within %1 hours. The run may go on at the service.").arg((minutes + 30) / 60);
    event.remedy = tr("Ask again later.");
    return event;
}

Event stopEvent(qint64 now) {
    Event event = eventOf(Event::StopRequested, now);
    event.message =
        tr("You stopped waiting. The run goes on at the service, and is billed when it succeeds.");
    event.remedy = tr("Ask again when you want the result.");
    return event;
}

Event cancelEvent(qint64 now) {
    Event event = eventOf(Event::CancelledHere, now);
    event.message = tr("Cancelled here before the document was sent completely. Nothing was billed.");
    return event;
}

Event putOffEvent(const QString &folder, qint64 now, qint64 notBefore) {
    Event event = eventOf(Event::PutOff, now);
    event.message = folderAwayWords(folder);
    event.nextAskAt = notBefore;
    return event;
}

Event givenBackEvent(qint64 now) {
    Event event = eventOf(Event::PutOff, now);
    event.message = tr("Not sent yet, nothing billed: the program ended before its file was open.");
    return event;
}

Event brokenOffEvent(qint64 now) {
    Event event = eventOf(Event::PutOff, now);
    event.message = tr("Not sent yet, nothing billed: the program ended before all of it had been sent.");
    return event;
}

QString folderAwayWords(const QString &folder) {
    return tr("Not sent yet, nothing billed: the folder %1 does not answer. Its files are tried again until "
              "it does.")
        .arg(folder);
}

Event deletedEvent(qint64 now) {
    Event event = eventOf(Event::DeletedThere, now);
    event.message = tr("You deleted it at the service: the document and its result are gone there.");
    return event;
}

} // namespace runs
