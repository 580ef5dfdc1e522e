// SPDX-License-Identifier: MIT
#include "app/runs/waitingruns.h"

#include <algorithm>
#include <limits>

namespace runs {

namespace {

constexpr qint64 never = std::numeric_limits<qint64>::max();
constexpr qint64 firstFinalStep =
    1'000;                           // doubles, when the list says that it is over and the answer does not
constexpr qint64 afterLists = 5'000; // when a run that was seen in a list is asked by itself again

// How much earlier than its time something counts as due, when there is more due than may be asked. Bounded,
// so that everything has its turn.
constexpr qint64 fruitfulFirst = 60'000;
constexpr qint64 nearEndFirst = 30'000;
constexpr qint64 mostOverdue = 30'000;

} // namespace

WaitingRuns::Workflow &WaitingRuns::workflow(const QString &id) {
    Workflow *&known = m_byId[id];
    if (!known) {
        m_workflows.push_back(std::make_unique<Workflow>());
        known = m_workflows.back().get();
        known->id = id;
        known->listId = -qint64(m_workflows.size());
    }
    return *known;
}

const UsualTime *WaitingRuns::findUsualTime(const QString &workflowId) const {
    const Workflow *known = m_byId.value(workflowId);
    return known ? &known->usual : nullptr;
}

void WaitingRuns::put(const Run &run, qint64 now) {
    Workflow &of = workflow(run.workflowId);
    const auto known = m_runs.constFind(run.id);
    if (known != m_runs.cend() && (known->workflow != &of || known->collectionId != run.collectionId))
        remove(run.id, now);
    const bool isNew = !m_runs.contains(run.id);
    Waiting &waiting = m_runs[run.id];
    waiting.workflow = &of;
    waiting.collectionId = run.collectionId;
    waiting.acceptedAt = run.acceptedAt;
    waiting.plannedAt = run.nextAskAt;
    waiting.deadlineAt = run.deadlineAt;
    waiting.askedAt = std::max(waiting.askedAt, run.lastAskedAt);
    waiting.changedAt = now;
    if (isNew) {
        of.listing.add(run.id, run.collectionId);
        choose(of, now);
    }
    plan(run.id, waiting);
}

void WaitingRuns::remove(qint64 id, qint64 now) {
    const auto known = m_runs.constFind(id);
    if (known == m_runs.cend())
        return;
    Workflow &of = *known->workflow;
    m_runs.erase(known);
    for (DueQueue &queue : m_due)
        queue.remove(id);
    of.listing.remove(id);
    choose(of, now);
}

void WaitingRuns::hold(qint64 id, qint64 until) {
    const auto known = m_runs.find(id);
    if (known == m_runs.end())
        return;
    known->heldUntil = std::max(known->heldUntil, until);
    plan(id, *known);
}

void WaitingRuns::askNow(qint64 id, qint64 now) {
    const auto known = m_runs.find(id);
    if (known == m_runs.end())
        return;
    known->wantedAt = std::max<qint64>(now, 1);
    plan(id, *known);
}

/// When a run is to be asked by itself, and how urgent that is.
std::optional<WaitingRuns::Plan> WaitingRuns::planOf(const Waiting &run) {
    if (run.isUnderWay)
        return {};
    if (run.wantedAt > 0)
        return Plan{run.wantedAt, Kind::Fruitful, run.wantedAt - fruitfulFirst};
    qint64 at = run.plannedAt;
    if (run.workflow->listing.isOn())
        at = run.missingAt > 0 ? run.missingAt : never;
    else if (run.seenAt > 0)
        at = std::max(at, run.seenAt + afterLists);
    Kind kind = Kind::Plain;
    if (run.finalAt > 0) {
        const qint64 pause = std::min(firstFinalStep << std::min(run.finalAsks, 10), missingStep);
        at = std::min(at, run.finalAsks > 0 ? run.askedAt + pause : run.finalAt);
        kind = Kind::Fruitful;
    }
    // A last question before RunService gives it up.
    if (run.deadlineAt > 0 && run.askedAt < run.deadlineAt && run.deadlineAt < at) {
        at = run.deadlineAt;
        kind = Kind::Fruitful;
    }
    if (at == never)
        return {};
    at = std::max(at, run.heldUntil);
    if (kind == Kind::Fruitful)
        return Plan{at, kind, at - fruitfulFirst};
    const UsualTime &usual = run.workflow->usual;
    qint64 rank = at;
    if (at >= run.acceptedAt + usual.firstAsk())
        rank -= nearEndFirst + std::clamp<qint64>(at - run.acceptedAt - usual.expected(), 0, mostOverdue);
    return Plan{at, kind, rank};
}

void WaitingRuns::plan(qint64 id, const Waiting &run) {
    const std::optional<Plan> plan = planOf(run);
    for (const Kind kind : {Kind::Fruitful, Kind::Plain}) {
        if (plan && plan->kind == kind)
            m_due[int(kind)].put(id, plan->at, plan->rank);
        else
            m_due[int(kind)].remove(id);
    }
}

void WaitingRuns::planList(const Workflow &of) {
    if (const std::optional<qint64> at = of.listing.dueAt())
        m_due[int(Kind::Fruitful)].put(of.listId, *at, *at - fruitfulFirst);
    else
        m_due[int(Kind::Fruitful)].remove(of.listId);
}

void WaitingRuns::choose(Workflow &of, qint64 now) {
    const bool wantsOn = of.listing.wantsOn(now);
    if (wantsOn != of.listing.isOn()) {
        if (wantsOn) {
            qint64 first = never;
            for (qint64 id : of.listing.ids())
                first = std::min(first, m_runs.value(id).acceptedAt + of.usual.firstAsk());
            of.listing.turnOn(first);
        } else {
            of.listing.turnOff();
        }
        m_lists += wantsOn ? 1 : -1;
        for (qint64 id : of.listing.ids()) {
            Waiting &run = m_runs[id];
            run.missingAt = 0;
            plan(id, run);
        }
    }
    planList(of);
}

std::optional<qint64> WaitingRuns::focusAt(qint64 id) const {
    const auto known = m_runs.constFind(id);
    if (known == m_runs.cend() || known->isUnderWay)
        return {};
    const UsualTime &usual = known->workflow->usual;
    const qint64 step = size() < fewForFocus ? focusStep : focusStepOfMany;
    qint64 at = std::max(known->acceptedAt + usual.firstLook(), known->heldUntil);
    if (known->askedAt > 0)
        at = std::max({at, known->begunAt + step, known->askedAt + focusPause});
    // What it is due at anyway can be sooner.
    if (const std::optional<Plan> plan = planOf(*known))
        at = std::min(at, plan->at);
    return at;
}

std::optional<qint64> WaitingRuns::askAt(qint64 id) const {
    const auto known = m_runs.constFind(id);
    if (known == m_runs.cend() || known->isUnderWay)
        return {};
    std::optional<qint64> at;
    if (const std::optional<Plan> plan = planOf(*known))
        at = plan->at;
    if (known->workflow->listing.isOn()) {
        if (const std::optional<qint64> list = known->workflow->listing.dueAt())
            at = std::min(*list, at.value_or(*list));
    }
    return at;
}

void WaitingRuns::begin(qint64 id, qint64 now) {
    const auto known = m_runs.find(id);
    if (known == m_runs.end())
        return;
    known->begunAt = now;
    known->isUnderWay = true;
    known->wantedAt = 0;
    plan(id, *known);
}

void WaitingRuns::end(qint64 id, qint64 now) {
    const auto known = m_runs.find(id);
    if (known == m_runs.end())
        return;
    known->isUnderWay = false;
    known->askedAt = std::max(known->askedAt, now);
    known->finalAsks += known->finalAt > 0 ? 1 : 0;
    if (known->missingAt > 0)
        known->missingAt = now + missingStep;
    plan(id, *known);
}

std::optional<ListQuestion> WaitingRuns::beginList(qint64 id, quint64 serial, qint64 now) {
    Workflow &of = *m_workflows.at(size_t(-1 - id));
    choose(of, now); // the rest after a refusal may be over
    const Listing::Page page = of.listing.begin(serial);
    planList(of);
    if (page.number == 0)
        return {};
    return ListQuestion{{}, of.id, page.number, page.ofRound, serial};
}

QList<Sighting> WaitingRuns::listAnswered(const ListQuestion &question, const ListPage &page, qint64 now) {
    Workflow *of = m_byId.value(question.workflowId);
    if (!of || !of->listing.isUnderWay(question.serial))
        return {};
    const Listing::Report report = of->listing.answered(page, m_lists - 1, now);
    for (const Sighting &seen : report.seen) {
        Waiting &run = m_runs[seen.id];
        run.seenAt = now;
        run.missingAt = 0;
        if (!isFinalWord(seen.status))
            run.finalAt = 0;
        else if (run.finalAt == 0)
            run.finalAt = std::max<qint64>(now, 1);
        plan(seen.id, run);
    }
    for (qint64 id : report.missing) {
        Waiting &run = m_runs[id];
        if (run.missingAt == 0)
            run.missingAt = now + missingStep;
        plan(id, run);
    }
    planList(*of);
    return report.seen;
}

void WaitingRuns::listFailed(const ListQuestion &question, bool isRefused, qint64 now) {
    Workflow *of = m_byId.value(question.workflowId);
    if (!of || !of->listing.isUnderWay(question.serial))
        return;
    of->listing.failed(isRefused, now);
    choose(*of, now);
}

void WaitingRuns::freeze(qint64 from, qint64 to) {
    for (auto it = m_runs.begin(); it != m_runs.end(); ++it) {
        const qint64 by = to - std::clamp(it->changedAt, from, to);
        for (qint64 *at : {&it->plannedAt, &it->deadlineAt, &it->heldUntil, &it->missingAt, &it->wantedAt}) {
            if (*at > 0)
                *at += by;
        }
        it->changedAt = to;
        plan(it.key(), *it);
    }
    for (const auto &of : m_workflows) {
        of->listing.shift(to - from);
        planList(*of);
    }
}

void WaitingRuns::shift(qint64 by) {
    for (auto it = m_runs.begin(); it != m_runs.end(); ++it) {
        for (qint64 *at : {&it->plannedAt, &it->deadlineAt, &it->heldUntil, &it->missingAt, &it->wantedAt,
                 &it->acceptedAt, &it->begunAt, &it->askedAt, &it->seenAt, &it->finalAt, &it->changedAt}) {
            if (*at > 0)
                *at = std::max<qint64>(1, *at + by);
        }
        plan(it.key(), *it);
    }
    for (const auto &of : m_workflows) {
        of->listing.shift(by);
        planList(*of);
    }
}

} // namespace runs
