// SPDX-License-Identifier: MIT
#include "app/commands/removejob.h"

#include "app/commands/exitcode.h"
#include "app/commands/runoutput.h"
#include "app/runs/runservice.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;

namespace commands {

void RemoveJob::start() {
    const QList<qint64> ids = findRuns();
    QStringList open;
    for (qint64 id : ids) {
        const Run *run = m_services.runs->find(id);
        if (run->isActive())
            return fail(
                Failed, tr("run %1 is still under way (%2), nothing was removed: anyformat-desktop stop %1")
                            .arg(id)
                            .arg(stateWord(run->state)));
        if (run->state == RunState::Unconfirmed || run->state == RunState::Stopped)
            open << QString::number(id);
    }
    if (hasEnded())
        return;
    if (!open.isEmpty() && !m_command.yes) {
        return fail(
            Usage, tr("nothing was removed: nobody knows yet how run %1 ended at the service, and this "
                      "program would forget how to ask. --yes removes it all the same")
                       .arg(open.join(u", "_s)));
    }
    m_sink->following(ids);
    removeSome(ids, Ready);
}

void RemoveJob::removeSome(QList<qint64> left, int exitCode) {
    constexpr qint64 turn = 8; // ms
    QElapsedTimer since;
    since.start();
    while (!left.isEmpty() && since.elapsed() < turn) {
        const qint64 id = left.takeFirst();
        const Run *found = m_services.runs->find(id);
        const bool isGone = !found || m_services.runs->remove(id); // why not has been said
        if (!isGone)
            exitCode = worst(exitCode, Failed);
        m_sink->told(id, isGone ? Ready : Failed);
    }
    if (left.isEmpty())
        return end(exitCode);
    QMetaObject::invokeMethod(
        this, [this, left, exitCode] { removeSome(left, exitCode); }, Qt::QueuedConnection);
}

} // namespace commands
