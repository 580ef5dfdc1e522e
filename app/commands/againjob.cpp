// SPDX-License-Identifier: MIT
#include "app/commands/againjob.h"

#include "app/commands/exitcode.h"
#include "app/commands/runoutput.h"
#include "app/runs/runservice.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;

namespace commands {

void AgainJob::start() {
    if (m_command.goesOn) {
        return reach([this] {
            QList<qint64> ids;
            for (const QString &id : m_command.ids)
                ids << id.toLongLong();
            follow(ids, m_command.wait ? Until::Ended : Until::Accepted, m_command.several);
        });
    }
    m_left = findRuns();
    QStringList doubtful;
    for (qint64 id : std::as_const(m_left)) {
        const Run *run = m_services.runs->find(id);
        if (run->isActive())
            return fail(Failed,
                tr("run %1 is still under way (%2), nothing was sent").arg(id).arg(stateWord(run->state)));
        if (run->state == RunState::Unconfirmed || run->state == RunState::Stopped)
            doubtful << QString::number(id);
    }
    if (hasEnded())
        return;
    if (!doubtful.isEmpty() && !m_command.yes) {
        return fail(Usage, tr("nothing was sent: the service may have run %1 already, and you may pay twice. "
                              "--yes sends it all the same")
                               .arg(doubtful.join(u", "_s)));
    }
    reach([this] {
        for (qint64 id : std::as_const(m_left)) {
            const Run *run = m_services.runs->find(id);
            if (!run)
                return fail(Failed, tr("run %1 is not in the ledger any more").arg(id));
            if (!isReached(*run))
                return;
        }
        submitSome();
    });
}

void AgainJob::submitSome() {
    constexpr qint64 turn = 8; // ms
    QElapsedTimer since;
    since.start();
    while (!m_left.isEmpty() && !hasEnded()) {
        if (m_services.isWindow && since.elapsed() >= turn) {
            QMetaObject::invokeMethod(this, &AgainJob::submitSome, Qt::QueuedConnection);
            return;
        }
        const qint64 id = m_left.takeFirst();
        qint64 again = 0;
        const QString error = m_services.runs->sendAgain(id, &again);
        if (error.isEmpty()) {
            m_submitted << again;
            continue;
        }
        m_sink->error(tr("run %1: %2").arg(id).arg(error));
        count(Failed);
    }
    if (m_submitted.isEmpty())
        end(Failed);
    else if (!hasEnded())
        followSubmitted(m_submitted, m_submitted.size() > 1);
}

} // namespace commands
