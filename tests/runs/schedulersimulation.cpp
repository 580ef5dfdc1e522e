// SPDX-License-Identifier: MIT
#include "tests/runs/schedulersimulation.h"

#include "app/runs/runevents.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::Event;
using runs::Limiter;
using runs::Run;
using runs::RunState;

namespace support {

namespace {

constexpr qint64 lostAfter = 10'000; // then the client gives a question up
constexpr qint64 submissionTimeout = 180'000;
constexpr qint64 firstLook = 2'000;

/// What the client makes of it.
api::Outcome<api::Accepted> outcomeOf(const SimulatedService::Reply &reply) {
    if (reply.status == 202)
        return api::Accepted{reply.text, u"v"_s, u"pending"_s};
    api::ApiError error;
    error.httpStatus = reply.status;
    error.retryAfterMs = reply.retryAfterMs;
    error.kind = reply.status == 429   ? api::ErrorKind::RateLimited
                 : reply.status >= 500 ? api::ErrorKind::Server
                                       : api::ErrorKind::Network;
    error.mayHaveArrived = reply.isWhole && reply.status != 429;
    return error;
}

} // namespace

SchedulerSimulation::SchedulerSimulation(const ServiceHabits &habits, const Troubles &troubles, quint32 seed)
    : service(habits, seed)
    , scheduler([this] { return m_random.generateDouble(); })
    , m_habits(habits)
    , m_troubles(troubles)
    , m_random(seed + 1'000) {
    at(begin, [this] { disturb(); });
}

void SchedulerSimulation::at(qint64 time, Action action) {
    m_actions.emplace(std::max(time, m_now), std::move(action));
}

void SchedulerSimulation::fault(const QString &words) {
    if (m_faults.size() < 20)
        m_faults << u"%1 s: %2"_s.arg(double(m_now - begin) / 1'000).arg(words);
}

void SchedulerSimulation::submit(qint64 time, const QString &profile, const QString &workflowId, int count,
    qint64 shortest, qint64 longest) {
    m_toCome += count;
    at(time, [=, this] {
        scheduler.setOpen(profile, !m_closed.contains(profile));
        for (int i = 0; i < count; ++i) {
            Fact fact;
            fact.run.id = m_facts.size() + 1;
            fact.run.profile = profile;
            fact.run.workflowId = workflowId;
            // A few have the name of others.
            fact.run.name = fact.run.id % 20 ? u"%1.pdf"_s.arg(fact.run.id) : u"scan.pdf"_s;
            fact.duration = m_random.bounded(shortest, longest);
            m_queued[profile] << fact.run.id;
            m_facts.insert(fact.run.id, fact);
            ++m_open;
            --m_toCome;
            scheduler.put(fact.run);
        }
        drive();
    });
}

void SchedulerSimulation::run(qint64 longest) {
    while (m_faults.isEmpty() && (m_open > 0 || m_toCome > 0)) {
        if (m_actions.empty()) {
            fault(u"%1 runs are stuck"_s.arg(m_open));
            return;
        }
        const auto first = m_actions.begin();
        m_now = first->first;
        const Action action = std::move(first->second);
        m_actions.erase(first);
        if (m_now > begin + longest) {
            fault(u"%1 runs have not ended"_s.arg(m_open));
            return;
        }
        action();
    }
}

void SchedulerSimulation::drive() {
    const runs::RunScheduler::Due due = scheduler.take(m_now);
    ++takes;
    const std::optional<qint64> next = scheduler.nextAt();
    if (next && *next <= m_now)
        fault(u"it wants to be called at once again"_s);
    for (qint64 id : due.uploads)
        upload(id);
    for (qint64 id : due.questions)
        ask(id);
    for (const runs::ListQuestion &question : due.lists)
        list(question);
    if (next && *next != m_wakeAt) {
        m_wakeAt = *next;
        at(*next, [this, wakeAt = *next] {
            if (wakeAt != m_wakeAt)
                return;
            m_wakeAt = 0;
            drive();
        });
    } else if (!next) {
        m_wakeAt = 0;
    }
}

void SchedulerSimulation::checkUpload(const Fact &fact) {
    const Run &run = fact.run;
    if (run.state != RunState::Queued || fact.isUnderWay || run.nextAskAt > m_now)
        fault(u"upload %1 is not due"_s.arg(run.id));
    if (fact.mayHaveArrived || service.madeOf(run.id))
        fault(u"run %1 is sent again without a person's word"_s.arg(run.id));
    if (scheduler.isPaused() || scheduler.isOffline() || m_closed.contains(run.profile))
        fault(u"upload %1 while everything rests"_s.arg(run.id));
    if (++m_uploads[run.profile] > runs::RunScheduler::mostUploads)
        fault(u"too many uploads at the same time"_s);
    for (qint64 id : std::as_const(m_queued[run.profile])) {
        const Fact &other = m_facts[id];
        if (id == run.id || other.run.nextAskAt > m_now)
            continue;
        if (other.moved > fact.moved || (other.moved == fact.moved && id < run.id))
            fault(u"upload %1 overtakes %2"_s.arg(run.id).arg(id));
    }
}

void SchedulerSimulation::upload(qint64 id) {
    Fact &fact = m_facts[id];
    checkUpload(fact);
    fact.isUnderWay = true;
    Event started;
    started.kind = Event::UploadStarted;
    started.at = m_now;
    happen(fact.run, started);
    m_queued[fact.run.profile].remove(id);
    scheduler.put(fact.run);
    lastUpload[fact.run.profile] = m_now;
    const qint64 sentAt = m_now;
    at(m_now + latency() + m_random.bounded(100, 1'000), [this, id, sentAt] {
        const Fact &sent = m_facts[id];
        const SimulatedService::Reply reply =
            service.submit(sent.run.profile, sent.run.workflowId, id, sent.run.name, sent.duration, m_now);
        // A lost answer is noticed at once or never.
        const bool isSilent = reply.status == 0 && m_random.bounded(3) == 0;
        at(m_now + (isSilent ? submissionTimeout : latency()), [=, this] { uploadEnded(id, sentAt, reply); });
    });
}

void SchedulerSimulation::heard(
    const QString &profile, Limiter limiter, qint64 sentAt, const SimulatedService::Reply &reply) {
    if (reply.status == 0)
        return;
    scheduler.limitsSeen(profile, limiter, reply.limits, sentAt, m_now);
    if (reply.status == 429)
        scheduler.refused(profile, limiter,
            reply.retryAfterMs ? std::optional(m_now + *reply.retryAfterMs) : std::nullopt, m_now);
}

void SchedulerSimulation::uploadEnded(qint64 id, qint64 sentAt, const SimulatedService::Reply &reply) {
    Fact &fact = m_facts[id];
    Run &run = fact.run;
    heard(run.profile, Limiter::Submissions, sentAt, reply);
    scheduler.done(id, m_now);
    --m_uploads[run.profile];
    fact.isUnderWay = false;
    const Event event = runs::eventOfUpload(outcomeOf(reply), m_now);
    fact.mayHaveArrived = reply.isWhole && reply.status != 429;
    happen(run, event);
    switch (run.state) {
    case RunState::Queued:
        m_queued[run.profile] << id;
        break;
    case RunState::Waiting:
        run.nextAskAt = scheduler.nextAsk(run, m_now);
        waitFor(fact);
        break;
    case RunState::Failed:
        ++unsent;
        --m_open;
        if (service.madeOf(id))
            fault(u"run %1 was taken and says that it was not"_s.arg(id));
        break;
    case RunState::Unconfirmed:
        ++lost;
        m_unconfirmed << id;
        at(m_now + firstLook,
            [this, id] { lookFor(id, 0, runs::NewestPages(runs::earliestCreation(m_facts[id].run))); });
        break;
    default:
        fault(u"an upload ends in state %1"_s.arg(int(run.state)));
    }
    scheduler.put(run);
    if (m_looksAtNewest && m_focus == 0 && run.state == RunState::Waiting)
        look(id);
    drive();
}

void SchedulerSimulation::happen(Run &run, const Event &event) {
    const std::optional<Run> after = runs::next(run, event);
    if (!after)
        return fault(u"event %1 is impossible for run %2"_s.arg(int(event.kind)).arg(run.id));
    run = *after;
}

/// It has its collection.
void SchedulerSimulation::waitFor(Fact &fact) {
    const Run &run = fact.run;
    const qint64 owner = m_owners.value(run.collectionId);
    const SimulatedService::Made *made = service.find(run.collectionId);
    if (owner > 0)
        fault(u"runs %1 and %2 have one collection"_s.arg(owner).arg(run.id));
    if (!made || made->document != run.id)
        fault(u"run %1 has the collection of another document"_s.arg(run.id));
    m_owners.insert(run.collectionId, run.id);
    fact.firstAskAt = run.nextAskAt;
    m_waiting[run.profile] << run.id;
    m_ofWorkflow[run.profile + run.workflowId] << run.id;
    most = std::max(most, int(m_waiting[run.profile].size()));
    if (made)
        at(made->readyAt, [this, id = run.id] { markReady(id); });
}

void SchedulerSimulation::markReady(qint64 id) {
    Fact &fact = m_facts[id];
    fact.readyAt = m_now;
    fact.blockedBefore = blocked();
    fact.wasCrowded = m_waiting[fact.run.profile].size() >= 10;
}

void SchedulerSimulation::checkQuestion(const Fact &fact) {
    const Run &run = fact.run;
    if (run.state != RunState::Waiting || fact.isUnderWay)
        fault(u"question %1 is not due"_s.arg(run.id));
    if (scheduler.isOffline() || m_closed.contains(run.profile))
        fault(u"question %1 while everything rests"_s.arg(run.id));
    if (++m_questions[run.profile] > runs::RunScheduler::mostQuestions)
        fault(u"too many questions at the same time"_s);
}

void SchedulerSimulation::ask(qint64 id) {
    Fact &fact = m_facts[id];
    checkQuestion(fact);
    ++questions;
    fact.isUnderWay = true;
    fact.run.nextAskAt = 0;
    const qint64 sentAt = m_now;
    at(m_now + latency(), [this, id, sentAt] {
        const Run &run = m_facts[id].run;
        const SimulatedService::Reply reply = service.results(run.profile, run.collectionId, m_now);
        at(m_now + (reply.status == 0 ? lostAfter : latency()),
            [=, this] { questionEnded(id, sentAt, reply); });
    });
}

void SchedulerSimulation::questionEnded(qint64 id, qint64 sentAt, const SimulatedService::Reply &reply) {
    Fact &fact = m_facts[id];
    Run &run = fact.run;
    heard(run.profile, Limiter::Others, sentAt, reply);
    scheduler.done(id, m_now);
    --m_questions[run.profile];
    fact.isUnderWay = false;
    ++run.attempts;
    run.lastAskedAt = m_now;
    if (reply.status == 200 || reply.status == 422) {
        const qint64 delay = m_now - fact.readyAt - (blocked() - fact.blockedBefore);
        delays << delay;
        turns << std::max<qint64>(0, delay - std::max<qint64>(0, fact.firstAskAt - fact.readyAt));
        if (fact.focusSince > 0 && fact.focusSince <= fact.readyAt && !fact.wasCrowded)
            focusDelays << delay;
        scheduler.learn(run.profile, run.workflowId, m_now - run.acceptedAt);
        end(fact, reply.status == 200 ? RunState::Ready : RunState::Failed);
    } else if (m_now >= run.deadlineAt) {
        if (m_now - run.acceptedAt - fact.frozen < waitingTime)
            fault(u"run %1 was given up too early"_s.arg(id));
        if (m_now - run.acceptedAt - fact.frozen > waitingTime + 120'000)
            fault(u"run %1 was given up too late"_s.arg(id));
        ++stopped;
        end(fact, RunState::Stopped);
    } else {
        run.nextAskAt = scheduler.nextAsk(run, m_now);
        if (reply.retryAfterMs) {
            run.nextAskAt = std::max(run.nextAskAt, m_now + *reply.retryAfterMs);
            scheduler.holdRun(id, m_now + *reply.retryAfterMs);
        }
        scheduler.put(run);
    }
    drive();
}

void SchedulerSimulation::end(Fact &fact, RunState state) {
    Run &run = fact.run;
    run.state = state;
    m_waiting[run.profile].remove(run.id);
    m_ofWorkflow[run.profile + run.workflowId].remove(run.id);
    --m_open;
    scheduler.put(run);
    if (run.id == m_focus)
        look(0);
}

void SchedulerSimulation::list(const runs::ListQuestion &question) {
    ++lists;
    rounds += question.pageOfRound == 1 ? 1 : 0;
    if (scheduler.isOffline() || m_closed.contains(question.profile))
        fault(u"a list while everything rests"_s);
    if (++m_questions[question.profile] > runs::RunScheduler::mostQuestions)
        fault(u"too many questions at the same time"_s);
    const QString workflow = question.profile + question.workflowId;
    if (question.pageOfRound == 1)
        m_roundOf[workflow] = int(m_ofWorkflow[workflow].size());
    if (question.pageOfRound > (m_roundOf[workflow] + 99) / 100 + 1)
        fault(u"page %1 of a round for %2 runs"_s.arg(question.pageOfRound).arg(m_roundOf[workflow]));
    if (question.page < 1)
        fault(u"page %1"_s.arg(question.page));
    const qint64 sentAt = m_now;
    at(m_now + latency(), [this, question, sentAt] {
        const SimulatedService::Reply reply =
            service.list(question.profile, question.workflowId, question.page, m_now);
        at(m_now + (reply.status == 0 ? lostAfter : latency()),
            [=, this] { listEnded(question, sentAt, reply); });
    });
}

void SchedulerSimulation::listEnded(
    const runs::ListQuestion &question, qint64 sentAt, const SimulatedService::Reply &reply) {
    heard(question.profile, Limiter::Others, sentAt, reply);
    --m_questions[question.profile];
    if (reply.status == 200) {
        const QList<runs::Sighting> seen = scheduler.listAnswered(question, reply.page, m_now);
        for (const runs::Sighting &sighting : seen) {
            if (m_facts[sighting.id].run.state != RunState::Waiting)
                fault(u"a list is said to tell of run %1"_s.arg(sighting.id));
        }
    } else {
        scheduler.listFailed(question, reply.status == 403 || reply.status == 404, m_now);
    }
    drive();
}

qint64 SchedulerSimulation::blocked() const {
    return m_blocked + (m_blockedSince > 0 ? m_now - m_blockedSince : 0);
}

void SchedulerSimulation::goOffline() {
    m_offlineAt = m_now;
    m_blocked = blocked();
    m_blockedSince = m_now;
    scheduler.setOffline(true, m_now);
    drive();
}

void SchedulerSimulation::goOnline() {
    m_blocked = blocked();
    m_blockedSince = 0;
    const qint64 frozen = scheduler.setOffline(false, m_now);
    if (frozen != m_now - m_offlineAt)
        fault(u"offline for %1 ms, it says %2"_s.arg(m_now - m_offlineAt).arg(frozen));
    for (const QSet<qint64> &waiting : std::as_const(m_waiting)) {
        for (qint64 id : waiting) {
            Fact &fact = m_facts[id];
            const qint64 by = runs::RunScheduler::frozenFor(fact.run.acceptedAt, m_now, frozen);
            const std::optional<qint64> before = scheduler.askAt(id);
            fact.frozen += by;
            fact.firstAskAt += by;
            fact.run.deadlineAt += by;
            if (fact.run.nextAskAt > 0)
                fact.run.nextAskAt += by;
            scheduler.put(fact.run);
            if (scheduler.askAt(id) != before && fact.run.lastAskedAt < m_offlineAt)
                fault(u"the plan of run %1 was not frozen"_s.arg(id));
        }
    }
    drive();
}

void SchedulerSimulation::look(qint64 id) {
    if (m_focus > 0)
        m_facts[m_focus].focusSince = 0;
    m_focus = id;
    if (id == 0 && m_looksAtNewest) {
        for (const QSet<qint64> &waiting : std::as_const(m_waiting)) {
            for (qint64 newest : waiting)
                m_focus = std::max(m_focus, newest);
        }
    }
    if (m_focus > 0)
        m_facts[m_focus].focusSince = m_now;
    scheduler.setFocus(m_focus);
}

/// What people and networks do, every few seconds.
void SchedulerSimulation::disturb() {
    at(m_now + m_random.bounded(2'000, 8'000), [this] { disturb(); });
    const auto chance = [this](bool may, int ofThousand) {
        return may && m_random.bounded(1'000) < ofThousand;
    };
    if (chance(m_troubles.offline, 15) && m_blockedSince == 0) {
        goOffline();
        at(m_now + m_random.bounded(5'000, 120'000), [this] { goOnline(); });
    }
    if (chance(m_troubles.closes, 10) && m_blockedSince == 0 && !m_waiting.isEmpty()) {
        const QString profile = m_waiting.lastKey();
        m_closed << profile;
        m_blockedSince = m_now;
        scheduler.setOpen(profile, false);
        at(m_now + m_random.bounded(5'000, 60'000), [this, profile] {
            m_blocked = blocked();
            m_blockedSince = 0;
            m_closed.remove(profile);
            scheduler.setOpen(profile, true);
            drive();
        });
    }
    if (chance(m_troubles.pauses, 30) && !scheduler.isPaused()) {
        scheduler.setPaused(true);
        at(m_now + m_random.bounded(1'000, 30'000), [this] {
            scheduler.setPaused(false);
            drive();
        });
    }
    if (chance(m_troubles.moves, 300) && !m_facts.isEmpty()) {
        const qint64 id = 1 + m_random.bounded(int(m_facts.size()));
        if (m_facts[id].run.state == RunState::Queued)
            m_facts[id].moved = ++m_lastMove;
        scheduler.moveToFront(id);
    }
    if (chance(m_troubles.looks, 200) && !m_facts.isEmpty())
        look(m_random.bounded(int(m_facts.size()) + 1));
    if (chance(m_troubles.windowCalls, 500) && !m_waiting.isEmpty() && !scheduler.isOffline()) {
        const QString profile = m_waiting.firstKey();
        scheduler.countCall(profile, m_now);
        const qint64 sentAt = m_now;
        at(m_now + latency(), [=, this] {
            const SimulatedService::Reply reply = service.other(profile, m_now);
            at(m_now + latency(), [=, this] { heard(profile, Limiter::Others, sentAt, reply); });
        });
    }
    drive();
}

} // namespace support
