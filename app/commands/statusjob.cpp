// SPDX-License-Identifier: MIT
#include "app/commands/statusjob.h"

#include "app/commands/exitcode.h"
#include "app/commands/runoutput.h"
#include "app/runs/runservice.h"
#include "app/session/session.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;

namespace commands {

void StatusJob::start() {
    QList<qint64> ids = findRuns();
    if (hasEnded())
        return;
    if (m_command.ids.isEmpty()) {
        constexpr int mostUnconfirmed = 1000;
        const QList<Run> all = m_services.runs->runs() +
                               m_services.runs->history().inState(RunState::Unconfirmed, mostUnconfirmed);
        for (const Run &run : all) {
            if ((run.isActive() || run.state == RunState::Unconfirmed) && !ids.contains(run.id))
                ids << run.id;
        }
        std::sort(ids.begin(), ids.end());
    }
    const bool isWork = std::any_of(ids.cbegin(), ids.cend(), [this](qint64 id) {
        const Run *run = m_services.runs->find(id);
        return run->isActive() || run->state == RunState::Unconfirmed || run->state == RunState::Stopped;
    });
    if (m_command.wait && isWork)
        return reach([this, ids] { wait(ids); });
    follow(ids, Until::Now, ids.size() > 1);
}

void StatusJob::wait(QList<qint64> ids) {
    // Those of another service cannot move while this one is asked.
    const auto elsewhere = [this](qint64 id) {
        const Run *run = m_services.runs->find(id);
        return run && run->isActive() && !m_services.session->reaches(run->profile);
    };
    QStringList services;
    for (qint64 id : std::as_const(ids)) {
        if (elsewhere(id) && !services.contains(m_services.runs->find(id)->profile))
            services << m_services.runs->find(id)->profile;
    }
    const qsizetype before = ids.size();
    ids.removeIf(elsewhere);
    if (before > ids.size()) {
        QStringList ways;
        for (const QString &service : std::as_const(services))
            ways << (service == "sandbox"_L1 ? u"--sandbox"_s : u"--base-url "_s + service);
        m_sink->error(tr("%1 unfinished of another service: status --wait %2")
                          .arg(before - ids.size())
                          .arg(ways.join(tr(" or "))));
        count(Unfinished);
    }
    for (qint64 id : std::as_const(ids)) {
        const Run *run = m_services.runs->find(id);
        if (!m_command.ids.isEmpty() && run && run->state == RunState::Stopped &&
            m_services.session->reaches(run->profile))
            m_services.runs->askAgain(id);
    }
    follow(ids, Until::Ended, ids.size() > 1);
}

QByteArray StatusJob::lineOf(const Run &run) const {
    return statusLine(run);
}

} // namespace commands
