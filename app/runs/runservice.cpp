// SPDX-License-Identifier: MIT
#include "app/runs/runservice.h"

#include "app/runs/runevents.h"
#include "app/runs/runinput.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr int historyLength = 2000; // of the list; the ledger itself has no bound
constexpr qint64 retryStore = 30'000;

} // namespace

RunService::RunService(RunStore *store, Clock clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(std::move(clock)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RunService::drive);
}

RunService::~RunService() {
    for (qint64 id : std::as_const(m_unsaved))
        m_store->update(m_runs.value(id));
}

QString RunService::start() {
    QString error;
    const QList<Run> stored = m_store->newest(historyLength, &error);
    if (!error.isEmpty())
        return error;
    for (const Run &run : stored) {
        m_runs.insert(run.id, run);
        m_scheduler.put(run);
    }
    for (const Run &run : stored) {
        if (run.state == RunState::Uploading)
            apply(run.id, interruptedEvent(m_clock()));
    }
    drive();
    return {};
}

void RunService::setClient(const QString &profile, api::ApiClient *client) {
    m_clients.insert(profile, client);
    m_scheduler.setOpen(profile, client && client->hasKey());
    drive();
}

const Run *RunService::find(qint64 id) const {
    const auto found = m_runs.constFind(id);
    return found == m_runs.cend() ? nullptr : &*found;
}

QString RunService::submitFiles(const Target &target, const QList<IntakeItem> &files) {
    QList<Run> runs;
    for (const IntakeItem &file : files) {
        if (file.verdict != Verdict::Refused)
            runs << runOf(file);
    }
    return queue(target, runs, {});
}

QString RunService::submitText(const Target &target, const QString &text) {
    if (text.trimmed().isEmpty())
        return tr("There is no text to submit.");
    return queue(target, {runOf(text)}, {text});
}

QString RunService::queue(const Target &target, QList<Run> runs, const QStringList &texts) {
    if (target.workflowId.isEmpty())
        return tr("Choose a workflow first.");
    if (runs.isEmpty())
        return tr("There is nothing to submit.");
    for (Run &run : runs) {
        run.profile = target.profile;
        run.workflowId = target.workflowId;
        run.workflowName = target.workflowName.isEmpty() ? target.workflowId : target.workflowName;
        run.state = RunState::Queued;
        run.createdAt = m_clock();
    }
    const QString error = m_store->insert(runs, texts);
    if (!error.isEmpty())
        return tr("Nothing was submitted. %1").arg(error);
    for (const Run &run : std::as_const(runs)) {
        m_runs.insert(run.id, run);
        m_scheduler.put(run);
        emit runChanged(run);
    }
    drive();
    return {};
}

bool RunService::apply(qint64 id, const Event &event, const std::optional<QByteArray> &body) {
    const auto found = m_runs.find(id);
    if (found == m_runs.end())
        return false;
    const std::optional<Run> after = next(*found, event);
    if (!after) {
        qWarning("run %lld: event %d is impossible in state %d and was not applied",
            static_cast<long long>(id), int(event.kind), int(found->state));
        return false;
    }
    const QString error = body ? m_store->updateWithResult(*after, *body) : m_store->update(*after);
    if (error.isEmpty()) {
        m_unsaved.remove(id);
    } else if (found->state == RunState::Queued) {
        // What has not begun can wait for the disk; a cancel that is forgotten would be sent after a restart.
        emit trouble(error);
        return false;
    } else if (event.kind == Event::ResultArrived) {
        fetchLater(id, error);
        return false;
    } else {
        // What the network has done is true, and forgetting an id would lose a run: it is kept here, and
        // offered to the ledger again.
        m_unsaved.insert(id);
        m_saveAgainAt = m_clock() + retryStore;
    }
    *found = *after;
    m_scheduler.put(*after);
    if (!error.isEmpty())
        emit trouble(error);
    emit runChanged(*after);
    return true;
}

/// A result that cannot be kept here is still at the service.
void RunService::fetchLater(qint64 id, const QString &why) {
    const auto found = m_runs.find(id);
    found->message = why;
    found->nextAskAt = m_clock() + retryStore;
    const Run told = *found;
    m_scheduler.put(told);
    emit trouble(why);
    emit runChanged(told);
}

/// The bytes first, the state when they are safe: a crash in between leaves a run that asks again.
void RunService::saveFile(qint64 id, const Event &event, const QByteArray &body) {
    m_saving.insert(id);
    m_store->files().writeLater(
        id, body, this, [this, id, event](const QString &error) { fileSaved(id, event, error); });
}

void RunService::fileSaved(qint64 id, const Event &event, const QString &error) {
    m_saving.remove(id);
    m_scheduler.done(id);
    const Run *run = find(id);
    if (run && run->state == RunState::Waiting && !error.isEmpty())
        fetchLater(id, error);
    else if (!run || run->state != RunState::Waiting || !apply(id, event))
        m_store->files().remove(id); // not recorded
    drive();
}

void RunService::saveAgain() {
    if (m_unsaved.isEmpty() || m_clock() < m_saveAgainAt)
        return;
    m_saveAgainAt = m_clock() + retryStore;
    const QSet<qint64> unsaved = m_unsaved;
    for (qint64 id : unsaved) {
        if (const Run *run = find(id); run && !m_store->update(*run).isEmpty())
            return;
        m_unsaved.remove(id);
    }
}

/// Runs that rest (no key, another address) are not asked for, but their time runs out all the same. Returns
/// when the next one's does.
std::optional<qint64> RunService::endOverdue(qint64 now) {
    std::optional<qint64> earliest;
    QList<qint64> overdue;
    for (const Run &run : std::as_const(m_runs)) {
        if (run.state != RunState::Waiting || run.deadlineAt <= 0 || m_scheduler.isOpen(run.profile) ||
            m_saving.contains(run.id))
            continue;
        if (run.deadlineAt <= now)
            overdue << run.id;
        else
            earliest = qMin(run.deadlineAt, earliest.value_or(run.deadlineAt));
    }
    for (qint64 id : std::as_const(overdue))
        apply(id, deadlineEvent(now));
    return earliest;
}

void RunService::drive() {
    saveAgain();
    const std::optional<qint64> restingEnd = endOverdue(m_clock());
    const RunScheduler::Due due = m_scheduler.take(m_clock());
    for (qint64 id : due.uploads)
        upload(id);
    for (qint64 id : due.questions)
        ask(id);
    std::optional<qint64> at = m_scheduler.nextAt();
    if (restingEnd)
        at = qMin(*restingEnd, at.value_or(*restingEnd));
    if (!m_unsaved.isEmpty())
        at = at ? qMin(*at, m_saveAgainAt) : m_saveAgainAt;
    if (at)
        m_timer.start(int(std::clamp<qint64>(*at - m_clock(), 0, 60'000)));
    else
        m_timer.stop();
}

api::ApiClient *RunService::clientOf(const Run &run) {
    api::ApiClient *client = m_clients.value(run.profile);
    if (!client)
        m_scheduler.setOpen(run.profile, false); // it was destroyed: its runs rest until another one is set
    return client;
}

void RunService::upload(qint64 id) {
    // Who hears of one run may change another one that is due.
    const Run run = m_runs.value(id);
    const QPointer<api::ApiClient> client = clientOf(run);
    if (run.state != RunState::Queued || !client) {
        m_scheduler.done(id);
        return;
    }
    Event started;
    started.kind = Event::UploadStarted;
    started.at = m_clock();
    if (!apply(id, started)) {
        m_scheduler.done(id);
        m_scheduler.holdUploads(run.profile, m_clock() + retryStore);
        return;
    }
    auto [submission, problem] = submissionOf(run, *m_store);
    if (!client)
        problem = tr("The connection to the service was given up.");
    if (!problem.isEmpty()) {
        api::ApiError error;
        error.kind = api::ErrorKind::LocalFile;
        error.summary = problem;
        QMetaObject::invokeMethod(
            this, [this, id, error] { uploadEnded(id, error); }, Qt::QueuedConnection);
        return;
    }
    api::ApiCall *call = client->run(run.workflowId, submission, this,
        [this, id](const api::Outcome<api::Accepted> &outcome) { uploadEnded(id, outcome); });
    m_uploads.insert(id, call);
    connect(call, &QObject::destroyed, this, [this, id] {
        // Only one that died without its end (with its client) is still in the list, as a null pointer.
        const auto upload = m_uploads.constFind(id);
        if (upload == m_uploads.cend() || *upload)
            return;
        m_uploads.erase(upload);
        m_scheduler.done(id);
        apply(id, interruptedEvent(m_clock()));
        drive();
    });
    connect(call, &api::ApiCall::uploadProgress, this, [this, id](qint64 sent, qint64 total) {
        const auto found = m_runs.find(id);
        if (found == m_runs.end() || found->state != RunState::Uploading)
            return;
        found->bytesSent = sent;
        found->bytesTotal = total;
        emit runChanged(*found);
    });
}

void RunService::uploadEnded(qint64 id, const api::Outcome<api::Accepted> &outcome) {
    m_uploads.remove(id);
    m_scheduler.done(id);
    const Event event = eventOfUpload(outcome, m_clock());
    if (event.kind == Event::Throttled) {
        if (const Run *run = find(id))
            m_scheduler.holdUploads(run->profile, event.nextAskAt);
    }
    apply(id, event);
    drive();
}

void RunService::ask(qint64 id) {
    const Run run = m_runs.value(id);
    api::ApiClient *client = clientOf(run);
    if (run.state != RunState::Waiting || !client) {
        m_scheduler.done(id);
        return;
    }
    const int serial = ++m_serial;
    api::ApiCall *call = client->results(run.workflowId, run.collectionId, this,
        [this, id, serial](
            const api::Outcome<api::ResultsAnswer> &outcome) { questionEnded(id, serial, outcome); });
    m_questions.insert(id, {call, serial});
    connect(call, &QObject::destroyed, this, [this, id, serial] {
        const auto question = m_questions.constFind(id);
        if (question == m_questions.cend() || question->serial != serial)
            return; // it has ended, or was dropped
        m_questions.erase(question);
        m_scheduler.done(id);
        drive();
    });
    // Told, not stored: the window shows "asking now".
    const auto found = m_runs.find(id);
    found->nextAskAt = 0;
    emit runChanged(*found);
}

void RunService::questionEnded(qint64 id, int serial, const api::Outcome<api::ResultsAnswer> &outcome) {
    // A question that was dropped is not here any more; its late end must not be taken for that of a newer
    // one.
    const auto question = m_questions.constFind(id);
    if (question == m_questions.cend() || question->serial != serial)
        return;
    m_questions.erase(question);
    const Run *run = find(id);
    if (outcome && m_store->files().takes(outcome->body) && run && run->state == RunState::Waiting) {
        saveFile(id, eventOfQuestion(outcome, run->attempts, m_clock()), outcome->body);
        return; // it counts as under way until the file is written
    }
    m_scheduler.done(id);
    if (run && run->state == RunState::Waiting) {
        const qint64 now = m_clock();
        const Event event = eventOfQuestion(outcome, run->attempts, now);
        if (!outcome && outcome.error().kind == api::ErrorKind::RateLimited)
            m_scheduler.holdQuestions(run->profile, event.nextAskAt);
        const bool goesOn = event.kind == Event::StillRunning || event.kind == Event::QuestionFailed;
        const qint64 deadline = run->deadlineAt;
        apply(id, event, event.kind == Event::ResultArrived ? std::optional(outcome->body) : std::nullopt);
        if (goesOn && deadline > 0 && now >= deadline)
            apply(id, deadlineEvent(now));
    }
    drive();
}

void RunService::dropQuestion(qint64 id) {
    const Question question = m_questions.take(id);
    if (question.call)
        question.call->cancel();
    m_scheduler.done(id);
}

void RunService::cancel(qint64 id) {
    const Run *run = find(id);
    if (!run)
        return;
    if (run->state == RunState::Queued)
        apply(id, cancelEvent(m_clock()));
    else if (run->state == RunState::Uploading && m_uploads.value(id))
        m_uploads.value(id)->cancel(); // its end says whether everything had been handed over
    drive();
}

void RunService::stop(qint64 id) {
    const Run *run = find(id);
    // A result that is being written is here: a run that is stopped and asked for again meanwhile would have
    // its file removed by the end of the first writing.
    if (!run || run->state != RunState::Waiting || m_saving.contains(id))
        return;
    dropQuestion(id);
    apply(id, stopEvent(m_clock()));
    drive();
}

void RunService::askAgain(qint64 id) {
    Event event;
    event.kind = Event::AskAgain;
    event.at = m_clock();
    event.nextAskAt = event.at;
    event.deadlineAt = event.at + waitingTime;
    apply(id, event);
    drive();
}

void RunService::askNow(qint64 id) {
    const auto found = m_runs.find(id);
    if (found == m_runs.end() || found->state != RunState::Waiting || m_questions.contains(id) ||
        m_saving.contains(id))
        return;
    found->nextAskAt = m_clock();
    m_scheduler.put(*found);
    emit runChanged(*found);
    drive();
}

QString RunService::sendAgain(qint64 id) {
    const Run *run = find(id);
    if (!run || run->isActive())
        return tr("This run is still under way.");
    const Target target{run->profile, run->workflowId, run->workflowName};
    if (run->kind == InputKind::Text)
        return submitText(target, m_store->text(id));
    const IntakeItem item = checkFile(run->path);
    if (item.verdict == Verdict::Refused)
        return tr("%1 cannot be sent again: %2.").arg(item.name, item.reason);
    return submitFiles(target, {item});
}

bool RunService::remove(qint64 id) {
    const Run *run = find(id);
    if (!run || run->isActive())
        return false;
    const QString error = m_store->remove(id);
    if (!error.isEmpty()) {
        emit trouble(error);
        return false;
    }
    m_runs.remove(id);
    m_unsaved.remove(id);
    m_scheduler.remove(id);
    emit runRemoved(id);
    return true;
}

} // namespace runs
