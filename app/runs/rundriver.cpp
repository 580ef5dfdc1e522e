// SPDX-License-Identifier: MIT
#include "app/runs/rundriver.h"

#include "app/api/endpoint.h"
#include "app/runs/runevents.h"

#include <algorithm>

namespace runs {

namespace {

constexpr qint64 ledgerRest = 30'000; // after the ledger could not be written

} // namespace

RunDriver::RunDriver(RunBook *book, Random random, QObject *parent)
    : QObject(parent)
    , m_book(book)
    , m_uploads(book)
    , m_questions(book)
    , m_reconciler(book, [this](const QString &profile) { return clientOf(profile); })
    , m_scheduler(std::move(random)) {
    m_timer.setSingleShot(true);
    book->setPlanner([this](const Run &after, const Event &event) { return plan(after, event); });
    connectParts();
}

void RunDriver::connectParts() {
    connect(&m_timer, &QTimer::timeout, this, &RunDriver::drive);
    connect(m_book, &RunBook::happened, this, [this](const Run &run, int event) {
        if (event == Event::ResultArrived)
            m_scheduler.learn(run.profile, run.workflowId, run.endedAt - run.acceptedAt);
    });
    connect(m_book, &RunBook::changed, this, [this](const Run &run) {
        m_scheduler.put(run);
        noteDeadline(run);
    });
    connect(m_book, &RunBook::removed, this, [this](qint64 id) { m_scheduler.remove(id, m_book->now()); });
    connect(m_book, &RunBook::heldBack, this,
        [this](qint64 id, qint64 until) { m_scheduler.holdRun(id, until); });
    const auto ended = [this](qint64 id) {
        m_scheduler.done(id, m_book->now());
        drive();
    };
    connect(&m_uploads, &RunUploads::ended, this, ended);
    connect(&m_questions, &RunQuestions::ended, this, ended);
    connect(&m_questions, &RunQuestions::listAnswered, this,
        [this](const ListQuestion &question, const ListPage &page) {
            const QList<Sighting> seen = m_scheduler.listAnswered(question, page, m_book->now());
            for (const Sighting &sighting : seen) {
                if (const Run *run = m_book->find(sighting.id); run && run->state == RunState::Waiting)
                    m_book->apply(sighting.id, sightingEvent(sighting.status, m_book->now()));
            }
            drive();
        });
    connect(
        &m_questions, &RunQuestions::listFailed, this, [this](const ListQuestion &question, bool isRefused) {
            m_scheduler.listFailed(question, isRefused, m_book->now());
            drive();
        });
    connect(&m_reconciler, &Reconciler::ended, this, &RunDriver::drive);
}

/// An event's own time (Retry-After) holds the run also where the scheduler would ask sooner.
qint64 RunDriver::plan(const Run &after, const Event &event) {
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

void RunDriver::learn(const QString &profile, const QString &workflowId) {
    const std::pair key(profile, workflowId);
    if (m_learned.contains(key))
        return;
    m_learned.insert(key);
    const QList<qint64> newestFirst =
        m_book->store().history().durations(profile, workflowId, UsualTime::memory);
    for (auto duration = newestFirst.crbegin(); duration != newestFirst.crend(); ++duration)
        m_scheduler.learn(profile, workflowId, *duration);
}

void RunDriver::start(const QList<qint64> &atFront) {
    const QList<Run> underWay = m_book->inMemory();
    for (const Run &run : underWay) {
        learn(run.profile, run.workflowId);
        m_scheduler.put(run);
        noteDeadline(run);
    }
    for (const Run &run : underWay) {
        if (run.state == RunState::Uploading)
            m_book->apply(run.id, interruptedEvent(m_book->now()));
    }
    for (auto id = atFront.crbegin(); id != atFront.crend(); ++id)
        m_scheduler.moveToFront(*id);
    m_reconciler.load();
    drive();
}

void RunDriver::connectClient(const QString &profile, api::ApiClient *client) {
    connect(client, &api::ApiClient::rateLimitsSeen, this,
        [this, profile](const api::RateLimits &limits, bool submission, qint64 age) {
            const qint64 now = m_book->now();
            m_scheduler.limitsSeen(
                profile, submission ? Limiter::Submissions : Limiter::Others, limits, now - age, now);
        });
    connect(client, &api::ApiClient::refusedByLimit, this,
        [this, profile](bool submission, std::optional<qint64> retryAfter) {
            const qint64 now = m_book->now();
            m_scheduler.refused(profile, submission ? Limiter::Submissions : Limiter::Others,
                retryAfter ? std::optional(now + *retryAfter) : std::nullopt, now);
        });
    connect(client, &api::ApiClient::otherCallBegan, this,
        [this, profile] { m_scheduler.countCall(profile, m_book->now()); });
}

void RunDriver::setClient(const QString &profile, api::ApiClient *client) {
    QPointer<api::ApiClient> &known = m_clients[profile];
    if (known && known != client)
        known->disconnect(this);
    if (client && known != client)
        connectClient(profile, client);
    known = client;
    if (const int key = client ? client->keySerial() : 0; key > 0) {
        if (m_keys.value(profile, key) != key)
            m_scheduler.keyChanged(profile, m_book->now());
        m_keys.insert(profile, key);
    }
    m_scheduler.setLocal(profile, client && api::isLoopback(client->baseUrl()));
    m_scheduler.setOpen(profile, client && client->hasKey());
    drive();
}

void RunDriver::setOffline(bool offline) {
    const qint64 now = m_book->now();
    const qint64 frozen = m_scheduler.setOffline(offline, now);
    const QList<Run> known = frozen > 0 ? m_book->inMemory() : QList<Run>();
    for (const Run &run : known) {
        if (run.state != RunState::Waiting || m_scheduler.isLocal(run.profile))
            continue;
        // Not stored for each: the next event of the run does that.
        m_book->adjust(run.id, [now, frozen](Run &waiting) {
            const qint64 shift = RunScheduler::frozenFor(waiting.acceptedAt, now, frozen);
            for (qint64 *at : {&waiting.deadlineAt, &waiting.nextAskAt})
                *at += *at > 0 ? shift : 0;
        });
    }
    drive();
}

void RunDriver::dropQuestion(qint64 id) {
    m_questions.drop(id);
    m_scheduler.done(id, m_book->now());
}

void RunDriver::noteDeadline(const Run &run) {
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
std::optional<qint64> RunDriver::endOverdue(qint64 now) {
    QList<qint64> overdue;
    std::optional<qint64> earliest;
    for (const auto &[deadline, id] : m_deadlines) {
        if (deadline > now) {
            earliest = deadline;
            break;
        }
        const Run *run = m_book->find(id);
        if (run && !m_scheduler.isOpen(run->profile) && !m_questions.isSaving(id))
            overdue << id;
    }
    for (qint64 id : std::as_const(overdue)) {
        if (const Run *run = m_book->find(id))
            m_book->apply(id, deadlineEvent(Run(*run), now));
    }
    return earliest;
}

void RunDriver::drive() {
    std::optional<qint64> at;
    const auto consider = [&at](const std::optional<qint64> &other) {
        if (other)
            at = qMin(*other, at.value_or(*other));
    };
    consider(m_book->saveAgain());
    consider(endOverdue(m_book->now()));
    const RunScheduler::Due due = m_scheduler.take(m_book->now());
    for (qint64 id : due.uploads)
        upload(id);
    for (qint64 id : due.questions)
        ask(id);
    for (const ListQuestion &question : due.lists)
        askList(question);
    consider(m_uploads.putOffStuck());
    consider(m_reconciler.drive());
    consider(m_scheduler.nextAt());
    if (at)
        m_timer.start(int(std::clamp<qint64>(*at - m_book->now(), 0, 60'000)));
    else
        m_timer.stop();
}

api::ApiClient *RunDriver::clientOf(const QString &profile) {
    api::ApiClient *client = m_clients.value(profile);
    if (!client)
        m_scheduler.setOpen(profile, false); // it was destroyed: its runs rest until another one is set
    return client && client->hasKey() ? client : nullptr;
}

void RunDriver::upload(qint64 id) {
    // Who hears of one run may change another one that is due.
    const Run *run = m_book->find(id);
    api::ApiClient *client = run ? clientOf(run->profile) : nullptr;
    if (!client || run->state != RunState::Queued) {
        m_scheduler.done(id, m_book->now());
        return;
    }
    if (m_uploads.isStuck(*run)) {
        // Told, not stored: this happens every minute as long as the folder is away.
        const QString words = folderAwayWords(run->path.section(u'/', 0, -2));
        m_scheduler.done(id, m_book->now());
        m_book->adjust(id, [this, &words](Run &putOff) {
            putOff.message = words;
            putOff.nextAskAt = m_book->now() + RunUploads::putOffFor;
        });
        return;
    }
    const QString profile = run->profile;
    if (!m_uploads.begin(id, client)) {
        m_scheduler.done(id, m_book->now());
        m_scheduler.holdUploads(profile, m_book->now() + ledgerRest);
    }
}

void RunDriver::ask(qint64 id) {
    const Run *run = m_book->find(id);
    api::ApiClient *client = run ? clientOf(run->profile) : nullptr;
    if (client && run->state == RunState::Waiting)
        m_questions.ask(id, client);
    else
        m_scheduler.done(id, m_book->now());
}

void RunDriver::askList(const ListQuestion &question) {
    if (api::ApiClient *client = clientOf(question.profile))
        m_questions.askList(question, client);
    else
        m_scheduler.listFailed(question, false, m_book->now());
}

} // namespace runs
