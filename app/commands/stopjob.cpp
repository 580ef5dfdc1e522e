// SPDX-License-Identifier: MIT
#include "app/commands/stopjob.h"

#include "app/commands/exitcode.h"
#include "app/commands/runoutput.h"
#include "app/runs/runservice.h"

#include <QElapsedTimer>

using runs::Run;
using runs::RunState;

namespace commands {

void StopJob::start() {
    const QList<qint64> ids = findRuns();
    if (hasEnded())
        return;
    for (qint64 id : ids) {
        const Run *run = m_services.runs->find(id);
        if (!run->isActive())
            m_sink->note(tr("run %1 is not under way (%2)").arg(id).arg(stateWord(run->state)));
    }
    stopSome(ids, ids);
}

void StopJob::stopSome(QList<qint64> left, const QList<qint64> &all) {
    constexpr qint64 turn = 8; // ms
    QElapsedTimer since;
    since.start();
    while (!left.isEmpty() && since.elapsed() < turn) {
        const qint64 id = left.takeFirst();
        const Run *run = m_services.runs->find(id);
        if (!run)
            continue;
        if (run->state == RunState::Waiting)
            m_services.runs->stop(id);
        else
            m_services.runs->cancel(id);
    }
    if (!left.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, left, all] { stopSome(left, all); }, Qt::QueuedConnection);
        return;
    }
    // The end of an upload that was broken off comes a little later.
    follow(all, Until::Accepted, all.size() > 1);
}

int StopJob::codeOf(const Run &run) const {
    // A stop is well when it was obeyed; what it did not reach in time counts as it stands.
    return run.state == RunState::Stopped || run.state == RunState::Cancelled ? int(Ready) : exitCodeOf(run);
}

QByteArray StopJob::lineOf(const Run &run) const {
    return statusLine(run);
}

} // namespace commands
