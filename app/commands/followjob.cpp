// SPDX-License-Identifier: MIT
#include "app/commands/followjob.h"

#include "app/commands/exitcode.h"
#include "app/commands/runoutput.h"
#include "app/runs/runservice.h"
#include "app/session/session.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunState;

namespace commands {

namespace {

/// An unconfirmed run is looked for at the service 2 and 10 seconds after its answer was lost, and later.
/// What the first two looks bring is worth waiting for. Milliseconds.
constexpr qint64 looking = 12'000;

} // namespace

FollowJob::FollowJob(const Services &services, Command command, Sink *sink, QObject *parent)
    : Job(services, std::move(command), sink, parent) {
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, &FollowJob::giveUp);
    m_progress.setSingleShot(true);
    m_progress.setInterval(200);
    connect(&m_progress, &QTimer::timeout, this, &FollowJob::showProgress);
    m_looking.setInterval(500);
    connect(&m_looking, &QTimer::timeout, this, [this] {
        const QSet<qint64> open = m_open;
        for (qint64 id : open) {
            if (const Run *run = m_services.runs->find(id))
                update(*run);
        }
    });
    connect(sink, &Sink::drained, this, &FollowJob::tellNext);
}

const Run *FollowJob::findRun(const QString &id) const {
    bool isNumber = false;
    const qint64 local = id.toLongLong(&isNumber);
    if (isNumber)
        return m_services.runs->find(local);
    if (const qint64 known = m_services.runs->history().withCollection(id))
        return m_services.runs->find(known);
    // The ledger may not have been able to take the id of one that goes on.
    for (const Run &run : m_services.runs->runs()) {
        if (!id.isEmpty() && run.collectionId.compare(id, Qt::CaseInsensitive) == 0)
            return m_services.runs->find(run.id);
    }
    return nullptr;
}

QList<qint64> FollowJob::findRuns() {
    QList<qint64> ids;
    for (const QString &id : m_command.ids) {
        const Run *run = findRun(id);
        if (!run) {
            fail(Failed, tr("there is no run %1 in the ledger").arg(id));
            return {};
        }
        if (!ids.contains(run->id))
            ids << run->id;
    }
    return ids;
}

bool FollowJob::isReached(const Run &run) {
    if (m_services.session->reaches(run.profile) && run.profile == profileId())
        return true;
    fail(Usage, tr("run %1 belongs to another service: give %2")
                    .arg(run.id)
                    .arg(run.profile == "sandbox"_L1 ? u"--sandbox"_s : u"--base-url "_s + run.profile));
    return false;
}

void FollowJob::followSubmitted(const QList<qint64> &ids, bool several) {
    bool wait = m_command.wait;
    if (m_command.sandbox && !m_services.isWindow && !wait) {
        wait = true;
        m_sink->note(tr("the sandbox ends with this command, so it waits for the results"));
    }
    const bool isPaused =
        m_services.runs->isPaused() && std::any_of(ids.cbegin(), ids.cend(), [this](qint64 id) {
            const Run *run = m_services.runs->find(id);
            return run && run->state == RunState::Queued;
        });
    if (isPaused)
        m_sink->error(
            tr("queued, but the queue is paused: nothing is sent before somebody resumes it in the window"));
    // Only a window can resume it, so that without one there is nothing to wait for.
    const bool isStuck = isPaused && !(wait && m_services.isWindow);
    follow(ids, isStuck ? Until::Now : wait ? Until::Ended : Until::Accepted, several);
}

void FollowJob::count(int exitCode) {
    m_code = worst(m_code, exitCode);
}

void FollowJob::follow(const QList<qint64> &ids, Until until, bool several) {
    m_all = ids;
    m_until = until;
    m_several = several;
    m_following = true;
    m_startedAt = QDateTime::currentMSecsSinceEpoch();
    if (until != Until::Now)
        m_looking.start();
    m_open = QSet<qint64>(ids.cbegin(), ids.cend());
    m_sink->following(ids);
    connect(m_services.runs, &runs::RunService::runChanged, this, &FollowJob::update);
    connect(m_services.runs, &runs::RunService::runRemoved, this, &FollowJob::runRemoved);
    if (m_command.timeout > 0 && until == Until::Ended)
        m_timeout.start(std::chrono::seconds(m_command.timeout));
    for (qint64 id : ids) {
        if (const Run *run = m_services.runs->find(id))
            update(*run);
        else
            runRemoved(id);
    }
    tellNext();
}

bool FollowJob::isBeingLookedFor(const Run &run) const {
    return run.state == RunState::Unconfirmed && m_services.runs->isLookingFor(run.id) &&
           QDateTime::currentMSecsSinceEpoch() < qMax(m_startedAt, run.endedAt) + looking;
}

bool FollowJob::isFarEnough(const Run &run) const {
    if (m_until != Until::Now && isBeingLookedFor(run))
        return false;
    switch (m_until) {
    case Until::Accepted:
        return run.state != RunState::Queued && run.state != RunState::Uploading;
    case Until::Ended:
        return !run.isActive();
    case Until::Now:
        break;
    }
    return true;
}

void FollowJob::update(const Run &run) {
    if (!m_open.contains(run.id))
        return;
    if (!m_progress.isActive())
        m_progress.start();
    if (!isFarEnough(run))
        return;
    m_open.remove(run.id);
    m_ended << run.id;
    tellNext();
}

void FollowJob::runRemoved(qint64 id) {
    if (m_open.remove(id) || m_ended.removeAll(id) > 0)
        tellGone(id);
    tellNext();
}

void FollowJob::tellGone(qint64 id) {
    m_sink->error(tr("run %1 is not in the ledger any more").arg(id));
    m_sink->told(id, Failed);
    count(Failed);
}

void FollowJob::tellNext() {
    tellPieces();
    // One at a time: each takes memory for a few pieces.
    while (!m_telling && !hasEnded() && !m_ended.isEmpty() && !m_sink->isBusy()) {
        const qint64 id = m_ended.takeFirst();
        const Run *run = m_services.runs->find(id);
        if (run)
            tell(Run(*run));
        else
            tellGone(id);
    }
    if (m_following && !m_telling && m_open.isEmpty() && m_ended.isEmpty())
        end(m_code);
}

void FollowJob::tell(const Run &run) {
    const bool isReady = run.state == RunState::Ready;
    if (!tellsStatesOnly() && isReady && m_command.output != Output::Lines)
        return tellResult(run);
    if (!tellsStatesOnly() && exitCodeOf(run) != Ready && !run.isActive())
        m_sink->error(u"%1: %2"_s.arg(run.name, wordsOf(run)));
    if (m_command.output == Output::Lines)
        m_sink->out(lineOf(run));
    else if (m_command.output == Output::Json &&
             (m_several || tellsStatesOnly() || m_until == Until::Accepted))
        m_sink->out(jsonLine(run));
    told(run);
}

void FollowJob::tellResult(const Run &run) {
    m_telling = true;
    m_told = run;
    QThreadPool::globalInstance()->start(
        [self = QPointer<FollowJob>(this), run, read = m_services.runs->resultReader(run.id),
            output = m_command.output, several = m_several] {
            const results::ByteSourcePtr body = read();
            const auto text = body ? std::optional(ResultText(run, body, output, several)) : std::nullopt;
            // The application object outlives the pool's work; the job may not.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, text, output] {
                    if (!self)
                        return;
                    if (!text)
                        return self->endResult(false);
                    self->m_text = text;
                    if (output == Output::Files)
                        self->m_sink->beginFile(self->m_told.name);
                    self->tellPieces();
                },
                Qt::QueuedConnection);
        });
}

/// As many as are taken now; with a pause now and then, since this thread may be a window's.
void FollowJob::tellPieces() {
    constexpr int inOneTurn = 8;
    const bool isFile = m_command.output == Output::Files;
    for (int pieces = 0; m_text && !hasEnded() && !m_sink->isBusy(); ++pieces) {
        if (m_text->atEnd()) {
            if (isFile)
                m_sink->endFile();
            return endResult(true);
        }
        if (pieces == inOneTurn) {
            QMetaObject::invokeMethod(this, &FollowJob::tellPieces, Qt::QueuedConnection);
            return;
        }
        const std::optional<QByteArray> piece = m_text->next();
        if (!piece)
            return endResult(false);
        if (isFile)
            m_sink->fileData(*piece);
        else
            m_sink->out(*piece);
    }
}

void FollowJob::endResult(bool isWhole) {
    m_telling = false;
    m_text.reset();
    if (!isWhole) {
        m_sink->error(tr("the result of run %1 cannot be read from the ledger").arg(m_told.id));
        count(Failed);
    }
    told(m_told);
    tellNext();
}

void FollowJob::told(const Run &run) {
    const int code = codeOf(run);
    count(code);
    m_sink->told(run.id, code);
}

int FollowJob::codeOf(const Run &run) const {
    // What was only to be accepted is well when the service has it.
    const bool isWell = m_until == Until::Accepted && run.state == RunState::Waiting;
    return isWell ? int(Ready) : exitCodeOf(run);
}

void FollowJob::giveUp() {
    const auto goesOn = [this](qint64 id) {
        const Run *run = m_services.runs->find(id);
        return run && run->isActive();
    };
    if (const auto count = std::count_if(m_open.cbegin(), m_open.cend(), goesOn); count > 0)
        m_sink->error(tr("not ready within %1 s: %2 of %3. They go on: anyformat-desktop status --wait")
                          .arg(m_command.timeout)
                          .arg(count)
                          .arg(m_all.size()));
    const QSet<qint64> open = std::exchange(m_open, {});
    for (qint64 id : m_all) {
        if (open.contains(id))
            m_ended << id;
    }
    tellNext();
}

void FollowJob::showProgress() {
    int sending = 0;
    int queued = 0;
    int waiting = 0;
    int lookedFor = 0;
    qint64 sent = 0;
    qint64 total = 0;
    for (qint64 id : std::as_const(m_all)) {
        const Run *run = m_services.runs->find(id);
        if (!run)
            continue;
        queued += run->state == RunState::Queued;
        waiting += run->state == RunState::Waiting;
        lookedFor += m_open.contains(id) && run->state == RunState::Unconfirmed;
        if (run->state == RunState::Uploading) {
            ++sending;
            sent += run->bytesSent;
            total += run->bytesTotal;
        }
    }
    if (hasEnded() || sending + queued + waiting + lookedFor == 0)
        return;
    QStringList parts{
        tr("%1 of %2 done").arg(m_all.size() - sending - queued - waiting - lookedFor).arg(m_all.size())};
    if (sending > 0)
        parts << (total > 0 ? tr("%1 being sent (%2 %)").arg(sending).arg(sent * 100 / total)
                            : tr("%1 being sent").arg(sending));
    if (waiting > 0)
        parts << tr("%1 at the service").arg(waiting);
    if (lookedFor > 0)
        parts << tr("%1 unconfirmed, being looked for").arg(lookedFor);
    if (queued > 0)
        parts << tr("%1 queued").arg(queued);
    m_sink->progress(parts.join(u", "_s));
}

QByteArray FollowJob::lineOf(const Run &run) const {
    return runLine(run);
}

} // namespace commands
