// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/timeline.h"

#include <QList>
#include <QString>

namespace ui {

// What happened to a run, in words. Pure.

QString eventWords(runs::Event::Kind kind);
/// "Asked; still running": with what was known then, on one line.
QString eventText(const runs::TimelineEntry &entry);
/// "14:02:17", and "×14 until 14:40:03" where the same happened again; the date where it is not today.
QString eventTime(const runs::TimelineEntry &entry, qint64 nowMs);
QString eventTimes(const runs::TimelineEntry &entry, qint64 nowMs); ///< its second part; empty for once
/// One line of a text to be passed on, everything with full dates.
QString entryAsText(const runs::TimelineEntry &entry);
QString timelineAsText(const QList<runs::TimelineEntry> &entries);

} // namespace ui
