// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace ui {

// Times of one run, where tenths and seconds matter; lists are content with ui/runtext.h. Milliseconds.

QString exactDuration(qint64 ms);   ///< "0.4 s", "12.1 s", from a minute on "1:05"
QString runningDuration(qint64 ms); ///< in whole seconds, so that it does not flicker: "4 s", "1:05"
QString exactClock(
    qint64 msSinceEpoch, qint64 now); ///< "14:02:17", with the date when not today; empty for 0

} // namespace ui
