// SPDX-License-Identifier: MIT
#include "app/runs/runservice.h"

#include "app/runs/runevents.h"
#include "app/runs/runinput.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr qint64 ledgerRest = 30'000; // after the ledger could not be written

QList<Run> runsOf(const QList<IntakeItem> &files) {
    QList<Run> runs;
    for (const IntakeItem &file : files) {
        if (file.verdict != Verdict::Refused)
            runs << runOf(file);
    }
    return runs;
}

} // namespace

RunService::RunService(RunStore *store, Clock clock, Random random, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_book(store, std::move(clock))
    , m_uploads(&m_book)
    , m_questions(&m_book)
    , m_reconciler(&m_book, [this](const QString &profile) { return clientOf(profile); })
    , m_scheduler(std::move(random)) {
    m_timer.setSingleShot(true);
    m_book.setPlanner([this](const Run &after, const Event &event) { return plan(after, event); });
    connectParts();
}

void RunService::connectParts() {
    connect(&m_timer, &QTimer::timeout, this, &RunService::drive);
    connect(&m_book, &RunBook::happened, this, [this](const Run &run, int event) {
        if (event == Event::ResultArrived)
            m_scheduler.learn(run.profile, run.workflowId, run.endedAt - run.acceptedAt);
    });
    connect(&m_book, &RunBook::changed, this, [this](const Run &run) {
        m_scheduler.put(run);
        noteDeadline(run);
        emit runChanged(run);
    });
    connect(&m_book, &RunBook::removed, this, [this](qint64 id) {
        m_scheduler.remove(id, m_book.now());
        emit runRemoved(id);
    });
    connect(&m_book, &RunBook::heldBack, this,
        [this](qint64 id, qint64 until) { m_scheduler.holdRun(id, until); });
    connect(&m_book, &RunBook::trouble, this, &RunService::trouble);
    const auto ended = [this](qint64 id) {
        m_scheduler.done(id, m_book.now());
        drive();
    };
    connect(&m_uploads, &RunUploads::ended, this, ended);
    connect(&m_questions, &RunQuestions::ended, this, ended);
    connect(&m_questions, &RunQuestions::listAnswered, this,
        [this](const ListQuestion &question, const ListPage &page) {
            const QList<Sighting> seen = m_scheduler.listAnswered(question, page, m_book.now());
            for (const Sighting &sighting : seen) {
                if (const Run *run = find(sighting.id); run && run->state == RunState::Waiting)
                    m_book.apply(sighting.id, sightingEvent(sighting.status, m_book.now()));
            }
            drive();
        });
    connect(
        &m_questions, &RunQuestions::listFailed, this, [this](const ListQuestion &question, bool isRefused) {
            m_scheduler.listFailed(question, isRefused, m_book.now());
            drive();
        });
    connect(&m_reconciler, &Reconciler::ended, this, &RunService::drive);
}

/// An event's own time (Retry-After) holds the run also where the scheduler would ask sooner.
qint64 RunService::plan(const Run &after, const Event &event) {
    if (event.kind == Event::AskAgain || event.kind == Event::Adopted)
        return event.nextAskAt;
    if (event.kind == Event::DeadlineMoved || event.kind == Event::Sighted)
        return after.nextAskAt;
    const qint64 planned = m_scheduler.nextAsk(after, event.at);
    if (event.nextAskAt <= planned)
        return planned;
    m_scheduler.holdRun(after.id, event.nextAskAt);
    return event.nextAskAt;
}

void RunService::learn(const QString &profile, const QString &workflowId) {
    const std::pair key(profile, workflowId);
    if (m_learned.contains(key))
        return;
    m_learned.insert(key);
    const QList<qint64> newestFirst = m_store->history().durations(profile, workflowId, UsualTime::memory);
    for (auto duration = newestFirst.crbegin(); duration != newestFirst.crend(); ++duration)
        m_scheduler.learn(profile, workflowId, *duration);
}

QString RunService::start() {
    const QString error = m_book.load();
    if (!error.isEmpty())
        return error;
    m_scheduler.setPaused(m_store->fact(u"paused"_s).toBool());
    const QList<Run> underWay = m_book.inMemory();
    for (const Run &run : underWay) {
        learn(run.profile, run.workflowId);
        m_scheduler.put(run);
        noteDeadline(run);
    }
    for (const Run &run : underWay) {
        if (run.state == RunState::Uploading)
            m_book.apply(run.id, interruptedEvent(m_book.now()));
    }
    m_reconciler.load();
    drive();
    return {};
}

void RunService::setClient(const QString &profile, api::ApiClient *client) {
    QPointer<api::ApiClient> &known = m_clients[profile];
    if (known && known != client)
        known->disconnect(this);
    if (client && known != client) {
        connect(client, &api::ApiClient::rateLimitsSeen, this,
            [this, profile](const api::RateLimits &limits, bool submission, qint64 age) {
                const qint64 now = m_book.now();
                m_scheduler.limitsSeen(
                    profile, submission ? Limiter::Submissions : Limiter::Others, limits, now - age, now);
            });
        connect(client, &api::ApiClient::refusedByLimit, this,
            [this, profile](bool submission, std::optional<qint64> retryAfter) {
                const qint64 now = m_book.now();
                m_scheduler.refused(profile, submission ? Limiter::Submissions : Limiter::Others,
                    retryAfter ? std::optional(now + *retryAfter) : std::nullopt, now);
            });
        connect(client, &api::ApiClient::otherCallBegan, this,
            [this, profile] { m_scheduler.countCall(profile, m_book.now()); });
    }
    known = client;
    m_scheduler.setOpen(profile, client && client->hasKey());
    drive();
}

QString RunService::submitFiles(const Target &target, const QList<IntakeItem> &files) {
    return queue(target, runsOf(files), {});
}

QString RunService::submitText(const Target &target, const QString &text) {
    if (text.trimmed().isEmpty())
        return tr("There is no text to submit.");
    return queue(target, {runOf(text)}, {text});
}

QString RunService::submitWatched(
    const Target &target, const QString &folder, const QList<IntakeItem> &files) {
    return queue(target, runsOf(files), {}, folder);
}

bool RunService::wasTaken(const QString &folder, const QString &path, const QString &contentHash) const {
    return m_store->wasTaken(folder, path, contentHash);
}

QString RunService::markSeen(const QString &folder, const QList<IntakeItem> &files) {
    QList<Run> seen;
    for (const IntakeItem &file : files)
        seen << runOf(file);
    return m_store->markSeen(folder, seen, m_book.now());
}

std::optional<qint64> RunService::duplicateOf(const Target &target, const QString &contentHash) const {
    const qint64 id = m_store->history().withContent(target.profile, target.workflowId, contentHash);
    return id > 0 ? std::optional(id) : std::nullopt;
}

QString RunService::queue(
    const Target &target, QList<Run> runs, const QStringList &texts, const QString &watchedFolder) {
    if (target.workflowId.isEmpty())
        return tr("Choose a workflow first.");
    if (runs.isEmpty())
        return tr("There is nothing to submit.");
    for (Run &run : runs) {
        run.profile = target.profile;
        run.workflowId = target.workflowId;
        run.workflowName = target.workflowName.isEmpty() ? target.workflowId : target.workflowName;
        run.state = RunState::Queued;
        run.createdAt = m_book.now();
    }
    learn(target.profile, target.workflowId);
    const QString error = m_book.add(runs, texts, watchedFolder);
    if (!error.isEmpty())
        return tr("Nothing was submitted. %1").arg(error);
    drive();
    return {};
}

void RunService::noteDeadline(const Run &run) {
    const qint64 deadline = run.state == RunState::Waiting ? run.deadlineAt : 0;
    const qint64 known = m_deadlineOf.value(run.id);
    if (known == deadline)
        return;
    m_deadlines.erase({known, run.id});
    m_deadlineOf.remove(run.id);
    if (deadline > 0) {
        m_deadlines.insert({deadline, run.id});
        m_deadlineOf.insert(run.id, deadline);
    }
}

/// Runs that rest (no key, another address) are not asked for, but their time runs out all the same. The
/// others are asked once more first. Returns when the next one's time is over.
std::optional<qint64> RunService::endOverdue(qint64 now) {
    QList<qint64> overdue;
    std::optional<qint64> earliest;
    for (const auto &[deadline, id] : m_deadlines) {
        if (deadline > now) {
            earliest = deadline;
            break;
        }
        const Run *run = find(id);
        if (run && !m_scheduler.isOpen(run->profile) && !m_questions.isSaving(id))
            overdue << id;
    }
    for (qint64 id : std::as_const(overdue))
        m_book.apply(id, deadlineEvent(now));
    return earliest;
}

void RunService::drive() {
    std::optional<qint64> at;
    const auto consider = [&at](const std::optional<qint64> &other) {
        if (other)
            at = qMin(*other, at.value_or(*other));
    };
    consider(m_book.saveAgain());
    consider(endOverdue(m_book.now()));
    const RunScheduler::Due due = m_scheduler.take(m_book.now());
    for (qint64 id : due.uploads)
        upload(id);
    for (qint64 id : due.questions)
        ask(id);
    for (const ListQuestion &question : due.lists)
        askList(question);
    consider(m_reconciler.drive());
    consider(m_scheduler.nextAt());
    if (at)
        m_timer.start(int(std::clamp<qint64>(*at - m_book.now(), 0, 60'000)));
    else
        m_timer.stop();
}

api::ApiClient *RunService::clientOf(const QString &profile) {
    api::ApiClient *client = m_clients.value(profile);
    if (!client)
        m_scheduler.setOpen(profile, false); // it was destroyed: its runs rest until another one is set
    return client && client->hasKey() ? client : nullptr;
}

void RunService::upload(qint64 id) {
    // Who hears of one run may change another one that is due.
    const Run *run = m_book.find(id);
    api::ApiClient *client = run ? clientOf(run->profile) : nullptr;
    if (!client || run->state != RunState::Queued) {
        m_scheduler.done(id, m_book.now());
        return;
    }
    const QString profile = run->profile;
    if (!m_uploads.begin(id, client)) {
        m_scheduler.done(id, m_book.now());
        m_scheduler.holdUploads(profile, m_book.now() + ledgerRest);
    }
}

void RunService::ask(qint64 id) {
    const Run *run = m_book.find(id);
    api::ApiClient *client = run ? clientOf(run->profile) : nullptr;
    if (client && run->state == RunState::Waiting)
        m_questions.ask(id, client);
    else
        m_scheduler.done(id, m_book.now());
}

void RunService::askList(const ListQuestion &question) {
    if (api::ApiClient *client = clientOf(question.profile))
        m_questions.askList(question, client);
    else
        m_scheduler.listFailed(question, false, m_book.now());
}

void RunService::setFocus(qint64 id) {
    m_scheduler.setFocus(id);
    drive();
}

void RunService::moveToFront(qint64 id) {
    m_scheduler.moveToFront(id);
    drive();
}

void RunService::setPaused(bool paused) {
    if (paused == isPaused())
        return;
    // A pause that is forgotten at the next start would send what a person held back.
    const QString error = m_store->setFact(u"paused"_s, paused);
    if (!error.isEmpty())
        emit trouble(error);
    m_scheduler.setPaused(paused);
    emit pausedChanged(paused);
    drive();
}

RunScheduler::Left RunService::submissionsLeft(const QString &profile) const {
    return m_scheduler.submissionsLeft(profile, m_book.now());
}

void RunService::cancel(qint64 id) {
    const Run *run = find(id);
    if (!run)
        return;
    if (run->state == RunState::Queued)
        m_book.apply(id, cancelEvent(m_book.now()));
    else if (run->state == RunState::Uploading)
        m_uploads.cancel(id);
    drive();
}

void RunService::stop(qint64 id) {
    const Run *run = find(id);
    // A result that is being written is here: a run that is stopped and asked for again meanwhile would have
    // its file removed by the end of the first writing.
    if (!run || run->state != RunState::Waiting || m_questions.isSaving(id))
        return;
    m_questions.drop(id);
    m_scheduler.done(id, m_book.now());
    m_book.apply(id, stopEvent(m_book.now()));
    drive();
}

void RunService::askAgain(qint64 id) {
    Event event;
    event.kind = Event::AskAgain;
    event.at = m_book.now();
    event.nextAskAt = event.at;
    event.deadlineAt = event.at + waitingTime;
    if (m_book.apply(id, event))
        m_scheduler.askNow(id, event.at);
    drive();
}

void RunService::askNow(qint64 id) {
    const Run *run = find(id);
    if (!run || run->state != RunState::Waiting || m_questions.isAsking(id) || m_questions.isSaving(id))
        return;
    m_book.adjust(id, [this](Run &asked) { asked.nextAskAt = m_book.now(); });
    m_scheduler.askNow(id, m_book.now());
    drive();
}

void RunService::extendDeadline(qint64 id, qint64 ms) {
    const Run *run = find(id);
    if (!run || run->state != RunState::Waiting)
        return;
    Event event;
    event.kind = Event::DeadlineMoved;
    event.at = m_book.now();
    event.deadlineAt = qMax(run->deadlineAt, event.at) + ms;
    m_book.apply(id, event);
    drive();
}

QString RunService::sendAgain(qint64 id) {
    const Run *run = find(id);
    if (!run || run->isActive())
        return tr("This run is still under way.");
    const Target target{run->profile, run->workflowId, run->workflowName};
    QStringList texts;
    Run again;
    if (run->kind == InputKind::Text) {
        texts << m_store->text(id);
        again = runOf(texts.first());
    } else {
        const IntakeItem item = checkFile(run->path);
        if (item.verdict == Verdict::Refused)
            return tr("%1 cannot be sent again: %2.").arg(item.name, item.reason);
        again = runOf(item);
    }
    again.linkedRun = id;
    return queue(target, {again}, texts);
}

bool RunService::remove(qint64 id) {
    const Run *run = find(id);
    return run && !run->isActive() && m_book.remove(id);
}

void RunService::deleteAtService(qint64 id) {
    const Run *run = find(id);
    api::ApiClient *client = run ? clientOf(run->profile) : nullptr;
    if (!run || run->collectionId.isEmpty())
        return;
    if (!client) {
        emit trouble(tr("“%1” was not deleted at the service: it is not connected.").arg(run->name));
        return;
    }
    client->deleteCollection(run->collectionId, this, [this, id](const api::Outcome<api::Deleted> &outcome) {
        const Run *deleted = find(id);
        if (!deleted)
            return;
        if (!outcome) {
            emit trouble(tr("“%1” was perhaps not deleted at the service. %2 %3")
                             .arg(deleted->name, outcome.error().summary, outcome.error().remedy())
                             .trimmed());
            return;
        }
        m_questions.drop(id);
        m_scheduler.done(id, m_book.now());
        m_book.apply(id, deletedEvent(m_book.now()));
        drive();
    });
}

bool RunService::adopt(qint64 id, const QString &collectionId) {
    const bool adopted = m_reconciler.adopt(id, collectionId);
    if (adopted)
        m_scheduler.askNow(id, m_book.now());
    drive();
    return adopted;
}

} // namespace runs
