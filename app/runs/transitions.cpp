// SPDX-License-Identifier: MIT
#include "app/runs/transitions.h"

namespace runs {

namespace {

using Kind = Event::Kind;

/// The state an event leads to from a given one; nothing when it is impossible there.
std::optional<RunState> target(RunState from, Kind kind) {
    switch (from) {
    case RunState::Queued:
        if (kind == Kind::UploadStarted)
            return RunState::Uploading;
        if (kind == Kind::CancelledHere)
            return RunState::Cancelled;
        return {};
    case RunState::Uploading:
        switch (kind) {
        case Kind::Accepted:
            return RunState::Waiting;
        case Kind::Refused:
        case Kind::NotSent:
            return RunState::Failed;
        case Kind::Throttled:
        case Kind::PutOff:
            return RunState::Queued;
        case Kind::AnswerLost:
        case Kind::Interrupted:
            return RunState::Unconfirmed;
        case Kind::CancelledHere:
            return RunState::Cancelled;
        default:
            return {};
        }
    case RunState::Waiting:
        switch (kind) {
        case Kind::StillRunning:
        case Kind::QuestionFailed:
        case Kind::DeadlineMoved:
        case Kind::Sighted:
            return RunState::Waiting;
        case Kind::ResultArrived:
            return RunState::Ready;
        case Kind::ServiceFailed:
            return RunState::Failed;
        case Kind::ServiceCancelled:
        case Kind::DeletedThere:
            return RunState::Cancelled;
        case Kind::QuestionRefused:
        case Kind::DeadlinePassed:
        case Kind::StopRequested:
            return RunState::Stopped;
        default:
            return {};
        }
    case RunState::Stopped:
        if (kind == Kind::AskAgain)
            return RunState::Waiting;
        if (kind == Kind::DeletedThere)
            return RunState::Cancelled;
        return {};
    case RunState::Unconfirmed:
        if (kind == Kind::Adopted)
            return RunState::Waiting;
        if (kind == Kind::LookedFor)
            return RunState::Unconfirmed;
        return {};
    case RunState::Ready:
    case RunState::Failed:
    case RunState::Cancelled:
        if (kind == Kind::DeletedThere)
            return from; // what is here stays here
        return {};
    }
    return {};
}

bool isAnswer(Kind kind) {
    switch (kind) {
    case Kind::StillRunning:
    case Kind::QuestionFailed:
    case Kind::QuestionRefused:
    case Kind::ResultArrived:
    case Kind::ServiceFailed:
    case Kind::ServiceCancelled:
        return true;
    default:
        return false;
    }
}

bool isActive(RunState state) {
    return state == RunState::Queued || state == RunState::Uploading || state == RunState::Waiting;
}

} // namespace

std::optional<Run> next(const Run &run, const Event &event) {
    const std::optional<RunState> state = target(run.state, event.kind);
    if (!state)
        return {};
    const bool bringsId = event.kind == Kind::Accepted || event.kind == Kind::Adopted;
    if (bringsId && event.collectionId.isEmpty())
        return {}; // without an id there is nothing to ask for
    if ((event.kind == Kind::AskAgain || event.kind == Kind::DeletedThere) && run.collectionId.isEmpty())
        return {};

    Run after = run;
    if (event.kind == Kind::DeadlineMoved) {
        after.deadlineAt = event.deadlineAt;
        return after;
    }
    if (event.kind == Kind::Sighted) {
        after.lastAskedAt = event.at;
        if (!event.statusWord.isEmpty())
            after.statusWord = event.statusWord;
        return after;
    }
    after.state = *state;
    after.message = event.message;
    after.detail = event.detail;
    after.remedy = event.remedy;
    after.httpStatus = event.httpStatus;
    after.requestId = event.requestId;
    after.nextAskAt = isActive(*state) ? event.nextAskAt : 0;
    after.endedAt = isActive(*state) ? 0 : event.at;
    if (*state == run.state && !isActive(*state))
        after.endedAt = run.endedAt;
    if (isAnswer(event.kind)) {
        ++after.attempts;
        after.lastAskedAt = event.at;
    }
    switch (event.kind) {
    case Kind::UploadStarted:
        after.uploadStartedAt = event.at;
        after.bytesSent = 0;
        after.bytesTotal = 0;
        break;
    case Kind::Accepted:
    case Kind::Adopted:
        after.collectionId = event.collectionId;
        after.versionId = event.versionId;
        after.statusWord = event.statusWord;
        after.acceptedAt = event.at;
        after.deadlineAt = event.deadlineAt;
        break;
    case Kind::StillRunning:
        if (!event.statusWord.isEmpty())
            after.statusWord = event.statusWord;
        break;
    case Kind::AskAgain:
        after.deadlineAt = event.deadlineAt;
        break;
    case Kind::ResultArrived:
        after.resultSize = event.resultSize;
        after.statusWord.clear();
        break;
    default:
        break;
    }
    return after;
}

} // namespace runs
