// SPDX-License-Identifier: MIT
#include "app/runs/runquestions.h"

#include "app/runs/runevents.h"
#include "app/runs/searchtext.h"

namespace runs {

namespace {

constexpr qint64 lastChance = 300'000; // ms

} // namespace

RunQuestions::RunQuestions(RunBook *book, QObject *parent)
    : QObject(parent)
    , m_book(book) {
    m_keep.setInterval(0);
    connect(&m_keep, &QTimer::timeout, this, &RunQuestions::keepNext);
}

void RunQuestions::ask(qint64 id, api::ApiClient *client) {
    const Run run = *m_book->find(id);
    const int serial = ++m_serial;
    const auto file = std::make_shared<ResultWriter>(m_book->store().files(), id);
    api::ApiCall *call = client->results(
        run.workflowId, run.collectionId, this,
        [this, id, serial](const api::Outcome<api::ResultsAnswer> &outcome) { end(id, serial, outcome); },
        file.get());
    m_questions.insert(id, {call, serial, m_book->now(), file});
    connect(call, &QObject::destroyed, this, [this, id, serial] {
        const auto question = m_questions.constFind(id);
        if (question == m_questions.cend() || question->serial != serial)
            return; // it has ended, or was dropped
        m_questions.erase(question);
        emit ended(id);
    });
    // Told, not stored: the window shows "asking now".
    m_book->adjust(id, [](Run &asked) { asked.nextAskAt = 0; });
}

void RunQuestions::end(qint64 id, int serial, const api::Outcome<api::ResultsAnswer> &outcome) {
    // A question that was dropped is not here any more; its late end must not be taken for that of a newer
    // one.
    const auto question = m_questions.constFind(id);
    if (question == m_questions.cend() || question->serial != serial)
        return;
    const qint64 now = m_book->now();
    const qint64 duration = now - question->startedAt;
    const std::shared_ptr<ResultWriter> file = question->file;
    m_questions.erase(question);
    const Run *run = m_book->find(id);
    if (!run || run->state != RunState::Waiting) {
        emit ended(id);
        return;
    }
    if (!file->error().isEmpty()) {
        notKept(id, file->error());
        emit ended(id);
        return;
    }
    Event event = eventOfQuestion(outcome, now);
    event.duration = duration;
    if (outcome && outcome->inSink > 0) {
        save(id, event, file);
        return; // it counts as under way until the file is written
    }
    if (event.kind == Event::ResultArrived) {
        m_saving.insert(id);
        m_arrived << Arrived{id, event, outcome->body};
        m_keep.start();
        return; // and this one until its turn
    }
    const bool isLast = isOver(*run, event, now);
    m_book->apply(id, event);
    if (const Run *late = isLast ? m_book->find(id) : nullptr)
        m_book->apply(id, deadlineEvent(Run(*late), now));
    emit ended(id);
}

/// A computer that slept past the deadline wakes before its network does: that nobody could be asked is no
/// reason to give up at once.
bool RunQuestions::isOver(const Run &run, const Event &event, qint64 now) {
    const bool isLate = run.deadlineAt > 0 && now >= run.deadlineAt;
    if (!isLate || event.kind != Event::QuestionFailed) {
        m_unanswered.remove(run.id);
        return isLate && event.kind == Event::StillRunning;
    }
    if (!m_unanswered.contains(run.id))
        m_unanswered.insert(run.id, now);
    if (now - m_unanswered.value(run.id) < lastChance)
        return false;
    m_unanswered.remove(run.id);
    return true;
}

/// Several results come in one turn of the event loop, and each costs a write to the disk: one in a turn.
void RunQuestions::keepNext() {
    const Arrived arrived = m_arrived.takeFirst();
    if (m_arrived.isEmpty())
        m_keep.stop();
    m_saving.remove(arrived.id);
    const Run *run = m_book->find(arrived.id);
    if (run && run->state == RunState::Waiting)
        m_book->apply(arrived.id, arrived.event, arrived.body);
    emit ended(arrived.id);
}

/// The bytes first, the state when they are safe: a crash in between leaves a run that asks again.
void RunQuestions::save(qint64 id, const Event &event, const std::shared_ptr<ResultWriter> &file) {
    m_saving.insert(id);
    m_files.insert(id, file);
    file->commit(
        [this, id, event](const QString &error, const QString &values) { saved(id, event, values, error); });
}

void RunQuestions::saved(qint64 id, const Event &event, const QString &values, const QString &error) {
    m_saving.remove(id);
    const std::shared_ptr<ResultWriter> file = m_files.take(id); // not gone while it calls this
    const Run *run = m_book->find(id);
    if (run && run->state == RunState::Waiting && !error.isEmpty())
        notKept(id, error);
    else if (!run || run->state != RunState::Waiting || !m_book->apply(id, event, {}, values))
        m_book->store().files().remove(id); // not recorded
    else
        m_notKept.remove(id);
    emit ended(id);
}

/// It comes again as a whole, so a disk that stays full is tried ever more rarely.
void RunQuestions::notKept(qint64 id, const QString &why) {
    m_book->fetchLater(id, why, m_notKept[id]++);
}

void RunQuestions::askList(const ListQuestion &question, api::ApiClient *client) {
    m_lists.insert(question.serial, question);
    api::ApiCall *call = client->runs(question.workflowId, question.page, PollRound::pageSize, this,
        [this, question](const api::Outcome<api::Page<api::Collection>> &outcome) {
            if (m_lists.remove(question.serial) == 0)
                return;
            if (!outcome) {
                emit listFailed(question, !outcome.error().isTransient());
                return;
            }
            ListPage page;
            page.page = question.page;
            page.pageSize = outcome->pageSize;
            page.count = outcome->count;
            for (const api::Collection &item : outcome->items)
                page.rows << ListedRun{item.id, item.status, item.createdAt};
            emit listAnswered(question, page);
        });
    connect(call, &QObject::destroyed, this, [this, question] {
        if (m_lists.remove(question.serial) > 0) // it died with its client
            emit listFailed(question, false);
    });
}

void RunQuestions::drop(qint64 id) {
    const Question question = m_questions.take(id);
    m_unanswered.remove(id);
    if (question.call)
        question.call->cancel();
}

} // namespace runs
