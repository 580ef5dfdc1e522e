// SPDX-License-Identifier: MIT
#include "app/commands/adoptjob.h"

#include "app/api/apierror.h"
#include "app/commands/exitcode.h"
#include "app/commands/runoutput.h"
#include "app/runs/runservice.h"

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;

namespace commands {

AdoptJob::AdoptJob(const Services &services, Command command, Sink *sink, QObject *parent)
    : FollowJob(services, std::move(command), sink, parent) {
    connect(services.runs, &runs::RunService::looked, this, &AdoptJob::looked);
    connect(services.runs, &runs::RunService::lookFailed, this, &AdoptJob::lookFailed);
}

void AdoptJob::start() {
    const Run *run = findRun(m_command.ids.value(0));
    if (!run)
        return fail(Failed, tr("there is no run %1 in the ledger").arg(m_command.ids.value(0)));
    m_run = run->id;
    reach([this] {
        const Run *reached = m_services.runs->find(m_run);
        if (reached && isReached(*reached))
            look();
    });
}

/// What the service had when somebody looked last may be old.
void AdoptJob::look() {
    if (m_services.runs->find(m_run)->state != RunState::Unconfirmed)
        return looked(m_run);
    m_isLooking = true;
    m_services.runs->lookAgain(m_run);
}

void AdoptJob::lookFailed(qint64 id, const api::ApiError &error) {
    if (id != m_run || !m_isLooking)
        return;
    m_isLooking = false;
    const bool isKey =
        error.kind == api::ErrorKind::Authentication || error.kind == api::ErrorKind::Permission;
    fail(isKey ? Authentication : Failed,
        tr("the service could not be asked what it has: nothing has changed. %1 %2")
            .arg(error.summary, error.remedy()));
}

void AdoptJob::looked(qint64 id) {
    if (id != m_run || hasEnded() ||
        (!m_isLooking && m_services.runs->find(id)->state == RunState::Unconfirmed))
        return;
    m_isLooking = false;
    const Run *run = m_services.runs->find(m_run);
    if (!run)
        return fail(Failed, tr("run %1 is not in the ledger any more").arg(m_run));
    if (run->state == RunState::Unconfirmed)
        return m_command.ids.size() > 1 ? adopt() : list(*run);
    // It is settled: before, or because there was just one that it could be.
    const QString wanted = m_command.ids.value(1);
    if (run->collectionId.isEmpty())
        return fail(Failed, tr("run %1 is not unconfirmed but %2: there is nothing to adopt")
                                .arg(m_run)
                                .arg(stateWord(run->state)));
    if (!wanted.isEmpty() && run->collectionId.compare(wanted, Qt::CaseInsensitive) != 0)
        return fail(Failed, tr("run %1 is the collection %2 already").arg(m_run).arg(run->collectionId));
    m_sink->note(tr("run %1 is the collection %2").arg(m_run).arg(run->collectionId));
    followIt();
}

void AdoptJob::list(const Run &run) {
    const QList<runs::Candidate> candidates = m_services.runs->candidates(run.id);
    QByteArray text;
    for (const runs::Candidate &candidate : candidates)
        text += candidateLine(candidate, run, m_command.output);
    if (!text.isEmpty())
        m_sink->out(text);
    const QString id = QString::number(run.id);
    m_sink->note(candidates.isEmpty()
                     ? tr("the service lists nothing since then that run %1 can be. Look again later, or, "
                          "when you are sure that it did not arrive: anyformat-desktop again %1 --yes")
                           .arg(id)
                     : tr("run %1 can be one of these: anyformat-desktop adopt %1 COLLECTION").arg(id));
    end(Unconfirmed);
}

void AdoptJob::adopt() {
    const QString collection = m_command.ids.at(1);
    const QList<runs::Candidate> candidates = m_services.runs->candidates(m_run);
    for (const runs::Candidate &candidate : candidates) {
        if (candidate.collectionId.compare(collection, Qt::CaseInsensitive) == 0 &&
            m_services.runs->adopt(m_run, candidate.collectionId))
            return followIt();
    }
    fail(Failed, tr("%1 is not among what run %2 can be (anyformat-desktop adopt %2 lists that), or another "
                    "run has it")
                     .arg(collection)
                     .arg(m_run));
}

void AdoptJob::followIt() {
    follow({m_run}, m_command.wait ? Until::Ended : Until::Accepted, false);
}

QByteArray AdoptJob::lineOf(const Run &run) const {
    return statusLine(run);
}

} // namespace commands
