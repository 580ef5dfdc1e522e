// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apierror.h"
#include "app/api/exchange.h"
#include "app/api/workflow.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace api {

/// The answer to a run: 202 and an id.
struct Accepted {
    QString collectionId; ///< `id`
    QString status;       ///< free text; "success", "accepted" and "pending" are all seen
    QString versionId;    ///< may be empty
};

/// The answer to the question for a result.
struct ResultsAnswer {
    enum State {
        Ready,     ///< 200
        Running,   ///< 412
        Failed,    ///< 422 EXTRACTION_FAILED
        Cancelled, ///< 422 EXTRACTION_CANCELLED
    };
    State state = Running;
    QByteArray body;   ///< of Ready: the bytes as received; empty when the sink of the call has them
    qint64 inSink = 0; ///< how many bytes that are
    QString words;     ///< the service's own, when it ended badly; its status word while it runs
    QString requestId;
    int httpStatus = 0;
};

/// The answer to a deletion: it is not there (any more).
struct Deleted {
    bool wasThere = true; ///< false: the service did not know it (404)
};

// Pure functions from an exchange to its outcome, one per endpoint. HTTP status first, then the body; error
// bodies are read in the order error_code → detail list → detail text → status line.

Outcome<Page<Workflow>> readWorkflows(const Exchange &exchange);
Outcome<Workflow> readWorkflow(const Exchange &exchange);
Outcome<Accepted> readAccepted(const Exchange &exchange);
Outcome<ResultsAnswer> readResults(const Exchange &exchange);
Outcome<Page<Collection>> readCollections(const Exchange &exchange);
Outcome<Deleted> readDeleted(const Exchange &exchange);

/// The error in an exchange that is not a success.
ApiError readError(const Exchange &exchange, const QDateTime &now = QDateTime::currentDateTimeUtc());

} // namespace api
