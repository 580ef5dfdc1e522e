// SPDX-License-Identifier: MIT
// How SchedulerSimulation looks for runs whose answers were lost.
#include "tests/runs/schedulersimulation.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;
using runs::Limiter;
using runs::Run;
using runs::RunState;

namespace support {

namespace {

constexpr qint64 lostAfter = 10'000; // then the client gives a question up
constexpr qint64 lookAfter[] = {2'000, 10'000, 30'000, 120'000};

} // namespace

/// Of an unconfirmed run, by the same rules as the Reconciler.
void SchedulerSimulation::lookFor(qint64 id, int looks, const runs::NewestPages &pages) {
    const Run &run = m_facts[id].run;
    constexpr qint64 later = 30'000;
    const auto fromTheStart = [this, id, looks] {
        lookFor(id, looks, runs::NewestPages(runs::earliestCreation(m_facts[id].run)));
    };
    if (scheduler.isOffline() || m_closed.contains(run.profile)) {
        at(m_now + later, fromTheStart);
        return;
    }
    scheduler.countCall(run.profile, m_now);
    const qint64 sentAt = m_now;
    at(m_now + latency(), [=, this] {
        const Run &wanted = m_facts[id].run;
        const SimulatedService::Reply reply =
            service.files(wanted.profile, wanted.workflowId, *pages.nextPage(), m_now);
        at(m_now + (reply.status == 0 ? lostAfter : latency()), [=, this] {
            heard(m_facts[id].run.profile, Limiter::Others, sentAt, reply);
            if (reply.status != 200) {
                at(m_now + std::max(later, reply.retryAfterMs.value_or(0)), fromTheStart);
                return drive();
            }
            runs::NewestPages read = pages;
            read.take(reply.files, m_now);
            if (read.nextPage())
                lookFor(id, looks, read);
            else
                lookEnded(id, looks + 1, read);
            drive();
        });
    });
}

bool SchedulerSimulation::hasRivals(const Run &run) const {
    return std::any_of(m_facts.cbegin(), m_facts.cend(), [&run](const Fact &other) {
        return other.run.id != run.id && other.run.profile == run.profile &&
               other.run.workflowId == run.workflowId && other.run.name == run.name &&
               (other.run.state == RunState::Uploading || other.run.state == RunState::Unconfirmed);
    });
}

void SchedulerSimulation::lookEnded(qint64 id, int looks, const runs::NewestPages &pages) {
    Fact &fact = m_facts[id];
    Run &run = fact.run;
    const QList<runs::Candidate> candidates = runs::candidatesFor(
        run, pages.found(), [this](const QString &collection) { return m_owners.contains(collection); });
    const bool isSure = pages.isComplete() && pages.isClockKnown() && !candidates.isEmpty() &&
                        candidates.first().createdAt > 0;
    const bool isFinal = looks >= int(std::size(lookAfter));
    happen(run, runs::eventOfSearch(candidates, hasRivals(run), isSure, isFinal, {}, m_now));
    if (run.state == RunState::Waiting) {
        ++adopted;
        m_unconfirmed.remove(id);
        waitFor(fact);
        scheduler.put(run);
    } else if (run.state != RunState::Unconfirmed) {
        fault(u"run %1 was looked for and is in state %2"_s.arg(id).arg(int(run.state)));
    } else if (isFinal) {
        ++unconfirmed;
        nowhere += service.madeOf(id) ? 0 : 1;
        --m_open;
        checkUnconfirmed(fact);
    } else {
        at(std::max(m_now + 1'000, run.endedAt + lookAfter[looks]), [this, id, looks] {
            lookFor(id, looks, runs::NewestPages(runs::earliestCreation(m_facts[id].run)));
        });
    }
}

/// It was looked for in vain: there must be a reason.
void SchedulerSimulation::checkUnconfirmed(const Fact &fact) {
    const SimulatedService::Made *made = service.madeOf(fact.run.id);
    const bool canBeTold = m_habits.listsTellTimes && m_habits.order != ServiceHabits::Order::ByChance;
    if (made && made->isListed && canBeTold && fact.run.name != u"scan.pdf"_s)
        fault(u"run %1 is at the service and was not found"_s.arg(fact.run.id));
}

} // namespace support
