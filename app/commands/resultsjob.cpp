// SPDX-License-Identifier: MIT
#include "app/commands/resultsjob.h"

#include "app/commands/exitcode.h"
#include "app/commands/runoutput.h"

namespace commands {

namespace {

Command asJson(Command command) {
    if (command.output == Output::Lines)
        command.output = Output::Json;
    return command;
}

} // namespace

ResultsJob::ResultsJob(const Services &services, Command command, Sink *sink, QObject *parent)
    : FollowJob(services, asJson(std::move(command)), sink, parent) {}

void ResultsJob::start() {
    const QString id = m_command.ids.value(0);
    const runs::Run *run = findRun(id);
    if (!run)
        return fail(Failed, tr("there is no run %1 in the ledger").arg(id));
    if (run->isActive()) {
        return fail(Unfinished, tr("run %1 is not ready (%2): anyformat-desktop status %1 --wait")
                                    .arg(run->id)
                                    .arg(stateWord(run->state)));
    }
    follow({run->id}, Until::Now, false);
}

} // namespace commands
