// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apierror.h"
#include "app/api/apiresponses.h"
#include "app/runs/transitions.h"

namespace runs {

// What an answer means for a run, in words a person can act on: what happened, whose side, whether money may
// have been spent. Pure; `now` in milliseconds since the epoch.

Event eventOfUpload(const api::Outcome<api::Accepted> &outcome, qint64 now);
// `nextAskAt` is set where the service said when (or must not be asked at once); else the scheduler plans.
Event eventOfQuestion(const api::Outcome<api::ResultsAnswer> &outcome, qint64 now);
/// A list of runs told its word.
Event sightingEvent(const QString &statusWord, qint64 now);
Event interruptedEvent(qint64 now);
Event deadlineEvent(const Run &run, qint64 now);
/// How much of an upload was given to the network, in words; empty when nobody knows.
QString handedOver(const Run &run);
Event stopEvent(qint64 now);
Event cancelEvent(qint64 now);
Event deletedEvent(qint64 now);

QString folderAwayWords(const QString &folder);
/// The file has not opened for so long that its folder is taken to be away.
Event putOffEvent(const QString &folder, qint64 now, qint64 notBefore);
Event givenBackEvent(qint64 now);
Event brokenOffEvent(qint64
        now); ///< not all of it had left when the program ended ///< to the queue, at the end of the program

} // namespace runs
