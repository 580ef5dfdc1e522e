// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/command.h"
#include "app/runs/candidates.h"
#include "app/runs/run.h"

#include <QByteArray>

namespace commands {

// How runs and results look on standard output. Pure; every line is one line, whatever is in the names.

QString stateWord(runs::RunState state); ///< "waiting"; part of what scripts read
/// What there is to say about where a run stands: what happened and what to do. Empty when all is well.
QString wordsOf(const runs::Run &run);
int exitCodeOf(const runs::Run &run);

QByteArray runLine(const runs::Run &run);    ///< run, state, collection, name; "-" for no collection yet
QByteArray statusLine(const runs::Run &run); ///< the same, then workflow and words
QByteArray jsonLine(const runs::Run &run);   ///< an object, without the result

/// What an unconfirmed run may be at the service: collection, created (UTC), how long after its upload began,
/// name; "-" for what the service does not tell.
QByteArray candidateLine(const runs::Candidate &candidate, const runs::Run &run, Output output);

} // namespace commands
