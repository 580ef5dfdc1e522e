// SPDX-License-Identifier: MIT
#include "app/runs/timeline.h"

namespace runs {

TimelineEntry timelineEntry(const Event &event) {
    TimelineEntry entry;
    entry.at = event.at;
    entry.lastAt = event.at;
    entry.kind = event.kind;
    entry.httpStatus = event.httpStatus;
    entry.requestId = event.requestId;
    entry.duration = event.duration;
    entry.words = event.message.isEmpty() ? event.statusWord : event.message;
    return entry;
}

} // namespace runs
