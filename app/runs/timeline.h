// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/transitions.h"

#include <QString>

namespace runs {

/// One line of a run's history: what "why is this stuck?" is answered from.
struct TimelineEntry {
    qint64 at = 0;     ///< milliseconds since the epoch
    qint64 lastAt = 0; ///< of the last one, when the same happened several times in a row
    int times = 1;
    Event::Kind kind = Event::UploadStarted;
    int httpStatus = 0; ///< 0: no answer was involved
    QString requestId;
    qint64 duration = 0; ///< of the exchange, milliseconds; 0 when there was none
    QString words;       ///< what was known then; may be empty
};

TimelineEntry timelineEntry(const Event &event);

} // namespace runs
