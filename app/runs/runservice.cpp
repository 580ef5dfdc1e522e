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

RunService::RunService(RunStore *store, Clock clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_book(store, std::move(clock))
    , m_uploads(&m_book)
    , m_questions(&m_book)
    , m_reconciler(&m_book, [this](const QString &profile) { return clientOf(profile); }) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RunService::drive);
    connect(&m_book, &RunBook::changed, this, [this](const Run &run) {
        m_scheduler.put(run);
        emit runChanged(run);
    });
    connect(&m_book, &RunBook::removed, this, [this](qint64 id) {
        m_scheduler.remove(id);
        emit runRemoved(id);
    });
    connect(&m_book, &RunBook::trouble, this, &RunService::trouble);
    const auto ended = [this](qint64 id) {
        m_scheduler.done(id);
        drive();
    };
    connect(&m_uploads, &RunUploads::ended, this, ended);
    connect(&m_questions, &RunQuestions::ended, this, ended);
    connect(&m_uploads, &RunUploads::throttled, this, [this](qint64 id, qint64 until) {
        if (const Run *run = find(id))
            m_scheduler.holdUploads(run->profile, until > 0 ? until : m_book.now() + 60'000);
    });
    connect(&m_questions, &RunQuestions::throttled, this, [this](qint64 id, qint64 until) {
        if (const Run *run = find(id))
            m_scheduler.holdQuestions(run->profile, until > 0 ? until : m_book.now() + 10'000);
    });
    connect(&m_reconciler, &Reconciler::ended, this, &RunService::drive);
}

QString RunService::start() {
    const QString error = m_book.load();
    if (!error.isEmpty())
        return error;
    const QList<Run> underWay = m_book.inMemory();
    for (const Run &run : underWay)
        m_scheduler.put(run);
    for (const Run &run : underWay) {
        if (run.state == RunState::Uploading)
            m_book.apply(run.id, interruptedEvent(m_book.now()));
    }
    m_reconciler.load();
    drive();
    return {};
}

void RunService::setClient(const QString &profile, api::ApiClient *client) {
    m_clients.insert(profile, client);
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
    const QString error = m_book.add(runs, texts, watchedFolder);
    if (!error.isEmpty())
        return tr("Nothing was submitted. %1").arg(error);
    drive();
    return {};
}

/// Runs that rest (no key, another address) are not asked for, but their time runs out all the same. Returns
/// when the next one's does.
std::optional<qint64> RunService::endOverdue(qint64 now) {
    std::optional<qint64> earliest;
    QList<qint64> overdue;
    const QList<Run> known = m_book.inMemory();
    for (const Run &run : known) {
        if (run.state != RunState::Waiting || run.deadlineAt <= 0 || m_scheduler.isOpen(run.profile) ||
            m_questions.isSaving(run.id))
            continue;
        if (run.deadlineAt <= now)
            overdue << run.id;
        else
            earliest = qMin(run.deadlineAt, earliest.value_or(run.deadlineAt));
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
        m_scheduler.done(id);
        return;
    }
    const QString profile = run->profile;
    if (!m_uploads.begin(id, client)) {
        m_scheduler.done(id);
        m_scheduler.holdUploads(profile, m_book.now() + ledgerRest);
    }
}

void RunService::ask(qint64 id) {
    const Run *run = m_book.find(id);
    api::ApiClient *client = run ? clientOf(run->profile) : nullptr;
    if (client && run->state == RunState::Waiting)
        m_questions.ask(id, client);
    else
        m_scheduler.done(id);
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
    m_scheduler.done(id);
    m_book.apply(id, stopEvent(m_book.now()));
    drive();
}

void RunService::askAgain(qint64 id) {
    Event event;
    event.kind = Event::AskAgain;
    event.at = m_book.now();
    event.nextAskAt = event.at;
    event.deadlineAt = event.at + waitingTime;
    m_book.apply(id, event);
    drive();
}

void RunService::askNow(qint64 id) {
    const Run *run = find(id);
    if (!run || run->state != RunState::Waiting || m_questions.isAsking(id) || m_questions.isSaving(id))
        return;
    m_book.adjust(id, [this](Run &asked) { asked.nextAskAt = m_book.now(); });
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
        m_scheduler.done(id);
        m_book.apply(id, deletedEvent(m_book.now()));
        drive();
    });
}

bool RunService::adopt(qint64 id, const QString &collectionId) {
    const bool adopted = m_reconciler.adopt(id, collectionId);
    drive();
    return adopted;
}

} // namespace runs
