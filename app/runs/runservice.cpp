// SPDX-License-Identifier: MIT
#include "app/runs/runservice.h"

#include "app/runs/runevents.h"
#include "app/runs/runinput.h"

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QList<Run> runsOf(const QList<IntakeItem> &files) {
    QList<Run> runs;
    for (const IntakeItem &file : files) {
        if (file.verdict != Verdict::Refused)
            runs << runOf(file);
    }
    return runs;
}

/// Numbers, with spaces between.
QList<qint64> readIds(const QVariant &fact) {
    QList<qint64> ids;
    const QStringList words = fact.toString().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        ids << word.toLongLong();
    return ids;
}

QString writtenIds(const QList<qint64> &ids) {
    QStringList words;
    for (qint64 id : ids)
        words << QString::number(id);
    return words.join(u' ');
}

} // namespace

RunService::RunService(RunStore *store, Clock clock, Random random, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_book(store, std::move(clock))
    , m_driver(&m_book, std::move(random)) {
    connect(&m_book, &RunBook::changed, this, &RunService::runChanged);
    connect(&m_book, &RunBook::removed, this, &RunService::runRemoved);
    connect(&m_book, &RunBook::trouble, this, &RunService::trouble);
    connect(&m_driver.reconciler(), &Reconciler::looked, this, &RunService::looked);
    connect(&m_driver.reconciler(), &Reconciler::lookFailed, this, &RunService::lookFailed);
    m_keepFront.setSingleShot(true);
    m_keepFront.setInterval(0);
    connect(&m_keepFront, &QTimer::timeout, this, &RunService::keepFront);
}

RunService::~RunService() {
    m_driver.uploads().giveBack();
    if (m_keepFront.isActive())
        keepFront();
}

QString RunService::start() {
    const QString error = m_book.load();
    if (!error.isEmpty())
        return error;
    m_driver.scheduler().setPaused(m_store->fact(u"paused"_s).toBool());
    m_driver.start(readIds(m_store->fact(u"front"_s)));
    return {};
}

QString RunService::submitFiles(const Target &target, const QList<IntakeItem> &files, QList<qint64> *ids) {
    return nothingSubmitted(queue(target, runsOf(files), {}, {}, ids));
}

QString RunService::submitPart(const Target &target, const QList<IntakeItem> &files, QList<qint64> *ids) {
    return queue(target, runsOf(files), {}, {}, ids);
}

QString RunService::submitText(const Target &target, const QString &text, QList<qint64> *ids) {
    if (text.trimmed().isEmpty())
        return tr("There is no text to submit.");
    return submitText(target, runOf(text), text, ids);
}

QString RunService::submitText(
    const Target &target, const Run &run, const QString &text, QList<qint64> *ids) {
    return nothingSubmitted(queue(target, {run}, {text}, {}, ids));
}

QString RunService::submitWatched(
    const Target &target, const QString &folder, const QList<IntakeItem> &files) {
    return nothingSubmitted(queue(target, runsOf(files), {}, folder));
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

QList<IntakeItem> RunService::perhapsSent(const Target &target, const QList<IntakeItem> &files) {
    const QSet<QString> lost = m_store->history().unconfirmedContents(target.profile, target.workflowId);
    QList<IntakeItem> sent;
    if (lost.isEmpty())
        return sent;
    for (const IntakeItem &file : files) {
        if (!lost.contains(file.contentHash))
            continue;
        // A later run of the same may have settled it.
        const Run *run = find(duplicateOf(target, file.contentHash).value_or(0));
        if (run && run->state == RunState::Unconfirmed)
            sent << file;
    }
    return sent;
}

QString RunService::nothingSubmitted(const QString &why) {
    return why.isEmpty() ? QString() : tr("Nothing was submitted. %1").arg(why);
}

QString RunService::queue(const Target &target, QList<Run> runs, const QStringList &texts,
    const QString &watchedFolder, QList<qint64> *ids) {
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
    m_driver.learn(target.profile, target.workflowId);
    QString error = m_book.add(runs, texts, watchedFolder);
    if (!error.isEmpty())
        return error;
    for (const Run &run : std::as_const(runs)) {
        if (ids)
            *ids << run.id;
    }
    m_driver.drive();
    return {};
}

void RunService::setOffline(bool offline) {
    if (offline == isOffline())
        return;
    m_driver.setOffline(offline);
    emit offlineChanged(offline);
}

void RunService::setFocus(qint64 id) {
    m_driver.scheduler().setFocus(id);
    m_driver.drive();
}

void RunService::moveToFront(qint64 id) {
    m_driver.scheduler().moveToFront(id);
    // Of many that are moved at once, one write. What a crash takes of it is an order, not a run.
    if (!m_keepFront.isActive())
        m_keepFront.start();
    m_driver.drive();
}

void RunService::keepFront() {
    const QString error = m_store->setFact(u"front"_s, writtenIds(m_driver.scheduler().atFront()));
    if (!error.isEmpty())
        emit trouble(error);
}

void RunService::setPaused(bool paused) {
    if (paused == isPaused())
        return;
    // A pause that is forgotten at the next start would send what a person held back.
    const QString error = m_store->setFact(u"paused"_s, paused);
    if (!error.isEmpty())
        emit trouble(error);
    m_driver.scheduler().setPaused(paused);
    emit pausedChanged(paused);
    m_driver.drive();
}

RunScheduler::Left RunService::submissionsLeft(const QString &profile) const {
    return m_driver.scheduler().submissionsLeft(profile, m_book.now());
}

void RunService::cancel(qint64 id) {
    const Run *run = find(id);
    if (!run)
        return;
    if (run->state == RunState::Queued)
        m_book.apply(id, cancelEvent(m_book.now()));
    else if (run->state == RunState::Uploading)
        m_driver.uploads().cancel(id);
    m_driver.drive();
}

void RunService::stop(qint64 id) {
    const Run *run = find(id);
    // A result that is being written is here: a run that is stopped and asked for again meanwhile would have
    // its file removed by the end of the first writing.
    if (!run || run->state != RunState::Waiting || m_driver.questions().isSaving(id))
        return;
    m_driver.dropQuestion(id);
    m_book.apply(id, stopEvent(m_book.now()));
    m_driver.drive();
}

void RunService::askAgain(qint64 id) {
    Event event;
    event.kind = Event::AskAgain;
    event.at = m_book.now();
    event.nextAskAt = event.at;
    event.deadlineAt = event.at + waitingTime;
    if (m_book.apply(id, event))
        m_driver.scheduler().askNow(id, event.at);
    m_driver.drive();
}

void RunService::askNow(qint64 id) {
    const Run *run = find(id);
    if (!run || run->state != RunState::Waiting || m_driver.questions().isAsking(id) ||
        m_driver.questions().isSaving(id))
        return;
    m_book.adjust(id, [this](Run &asked) { asked.nextAskAt = m_book.now(); });
    m_driver.scheduler().askNow(id, m_book.now());
    m_driver.drive();
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
    m_driver.drive();
}

QString RunService::sendAgain(qint64 id, qint64 *newId) {
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
        // Looked at before it is sent, like any other; not here, where a disk that hangs would stop the
        // window.
        again.name = run->name;
        again.path = run->path;
        again.size = run->size;
        again.contentHash = run->contentHash;
    }
    again.linkedRun = id;
    QList<qint64> ids;
    QString error = nothingSubmitted(queue(target, {again}, texts, {}, &ids));
    if (newId)
        *newId = ids.value(0);
    return error;
}

bool RunService::remove(qint64 id) {
    const Run *run = find(id);
    return run && !run->isActive() && m_book.remove(id);
}

void RunService::deleteAtService(qint64 id) {
    const Run *run = find(id);
    api::ApiClient *client = run ? m_driver.clientOf(run->profile) : nullptr;
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
        m_driver.dropQuestion(id);
        m_book.apply(id, deletedEvent(m_book.now()));
        m_driver.drive();
    });
}

bool RunService::adopt(qint64 id, const QString &collectionId) {
    const bool adopted = m_driver.reconciler().adopt(id, collectionId);
    if (adopted)
        m_driver.scheduler().askNow(id, m_book.now());
    m_driver.drive();
    return adopted;
}

} // namespace runs
