// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/timeline.h"

#include <QList>
#include <QString>

namespace ui {

// What happened to a run, in words. Pure.

QString eventWords(runs::Event::Kind kind);
/// "Asked: still running ×14 until 14:40:03 · in_progress": how often, where the same happened again, and
/// what was known then. One line.
QString eventText(const runs::TimelineEntry &entry, qint64 nowMs);
/// One line of a text to be passed on, everything with full dates.
QString entryAsText(const runs::TimelineEntry &entry);
QString timelineAsText(const QList<runs::TimelineEntry> &entries);

} // namespace ui
