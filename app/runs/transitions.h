// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"

#include <QString>

#include <optional>

namespace runs {

/// Something that happened to one run.
struct Event {
    /// The order is stored in the ledger: append only.
    enum Kind {
        UploadStarted,    ///< recorded before the first byte leaves
        Accepted,         ///< 202 with an id
        Refused,          ///< the service clearly said no: there is no run, nothing to pay
        NotSent,          ///< not everything of the document left this computer
        Throttled,        ///< 429 on the submission: it was not taken, and may be sent later (`nextAskAt`)
        AnswerLost,       ///< everything was handed to the network, and no answer says what became of it
        Interrupted,      ///< found uploading when the program started
        CancelledHere,    ///< a person, before everything was handed over
        StillRunning,     ///< 412
        QuestionFailed,   ///< no useful answer this time; asked again later
        QuestionRefused,  ///< 401, 403, 404: asking on makes no sense
        ResultArrived,    ///< 200
        ServiceFailed,    ///< 422 EXTRACTION_FAILED
        ServiceCancelled, ///< 422 EXTRACTION_CANCELLED
        DeadlinePassed,
        StopRequested, ///< a person stops waiting
        AskAgain,      ///< a person wants a stopped run asked for again
        Adopted,       ///< an unconfirmed run was found at the service, by its collection
        LookedFor,     ///< an unconfirmed run was looked for at the service: `message` says what is known
        DeadlineMoved, ///< a person lets it wait longer
        DeletedThere,  ///< a person deleted its collection at the service
        Sighted,       ///< still running, as a list of runs says
        PutOff,        ///< nothing was sent: the file's folder does not answer; later again (`nextAskAt`)
    };

    Kind kind = UploadStarted;
    qint64 at = 0;         ///< milliseconds since the epoch
    QString collectionId;  ///< Accepted, Adopted
    QString versionId;     ///< Accepted
    QString statusWord;    ///< Accepted, Adopted, StillRunning, Sighted
    qint64 nextAskAt = 0;  ///< Throttled, PutOff, QuestionFailed, AskAgain: not before
    qint64 deadlineAt = 0; ///< Accepted, Adopted, AskAgain, DeadlineMoved
    qint64 resultSize = 0; ///< ResultArrived
    QString message;
    QString detail;
    QString remedy;
    QString requestId;
    int httpStatus = 0;
    qint64 duration = 0; ///< of the exchange, milliseconds; 0 when there was none
};

/// The run after the event, or nothing when this cannot happen to a run in this state: then it is not
/// applied. Every transition there is stands here.
std::optional<Run> next(const Run &run, const Event &event);

} // namespace runs
