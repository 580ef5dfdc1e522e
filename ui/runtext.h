// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"

#include <QColor>
#include <QString>

namespace ui {

struct Colors;

// How a run is told to people, the same words everywhere. Pure functions; times in milliseconds, UTC.

QString stateWord(runs::RunState state); ///< "Waiting"
QString iconName(runs::RunState state);  ///< for ui::icon(); each state has its own shape
QColor stateColor(runs::RunState state, const Colors &colors);

QString bytesText(qint64 bytes);                        ///< "212 kB", decimal; empty when negative (unknown)
QString progressText(qint64 sent, qint64 total);        ///< "1.2 of 1.9 MB"
QString durationText(qint64 ms);                        ///< "0:31", "1:02:03"
QString agoText(qint64 ms);                             ///< "4 s ago"
QString clockText(qint64 msSinceEpoch, qint64 now = 0); ///< "14:02", or the date when not today; empty for 0

/// The service did not take the document (a wrong workflow, a wrong kind of file): the same again would end
/// the same way. Not so a key that was refused: with another one it goes.
bool wasRefused(const runs::Run &run);
QString sendAgainText(const runs::Run &run); ///< "Send again", with dots where a question follows
/// The second line of a row: the state and what matters about it now. One line, whatever a service said.
QString runSubtitle(const runs::Run &run, qint64 nowMs);
/// What stands at the right of a row: how long an active run takes, when the others ended. Empty for a ready
/// one, whose subtitle has it.
QString runTimeText(const runs::Run &run, qint64 nowMs);

} // namespace ui
