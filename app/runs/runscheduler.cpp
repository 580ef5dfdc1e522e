// SPDX-License-Identifier: MIT
#include "app/runs/runscheduler.h"

#include <QRandomGenerator>

#include <algorithm>

namespace runs {

namespace {

constexpr qint64 longestDelay = 30'000;

std::optional<qint64> earlier(std::optional<qint64> a, std::optional<qint64> b) {
    if (a && b)
        return std::min(*a, *b);
    return a ? a : b;
}

} // namespace

RunScheduler::RunScheduler(Random random)
    : m_random(std::move(random)) {
    if (!m_random)
        m_random = [] {
            return QRandomGenerator::global()->generateDouble();
        };
}

RunScheduler::~RunScheduler() = default;

qint64 RunScheduler::pollDelay(int attempts) {
    double delay = 1'000;
    for (int i = 0; i < attempts && delay < double(longestDelay); ++i)
        delay *= 1.5;
    return std::min(qint64(delay), longestDelay);
}

qint64 RunScheduler::nextAsk(const Run &run, qint64 now) const {
    const Lane *known = find(run.profile);
    const UsualTime *usual = known ? known->waiting().findUsualTime(run.workflowId) : nullptr;
    const qint64 first = run.acceptedAt + (usual ? usual->firstAsk() : UsualTime::unknown);
    if (run.attempts <= 0)
        return std::max(first, now);
    // Steps that are each 1.5 times the one before, from the time since the first of them: how often
    // somebody who looked on has asked meanwhile makes no difference.
    const qint64 step = std::clamp((now - first) / 2 + 1'500, qint64(1'500), longestDelay);
    return std::max(first, now + step);
}

void RunScheduler::learn(const QString &profile, const QString &workflowId, qint64 ms) {
    lane(profile).waiting().usualTime(workflowId)->learn(ms);
}

std::optional<qint64> RunScheduler::usualTime(const QString &profile, const QString &workflowId) const {
    const Lane *known = find(profile);
    const UsualTime *usual = known ? known->waiting().findUsualTime(workflowId) : nullptr;
    return usual ? usual->median() : std::nullopt;
}

Lane &RunScheduler::lane(const QString &profile) {
    std::unique_ptr<Lane> &known = m_lanes[profile];
    if (!known)
        known = std::make_unique<Lane>(profile, m_random);
    return *known;
}

const Lane *RunScheduler::find(const QString &profile) const {
    const auto known = m_lanes.find(profile);
    return known == m_lanes.cend() ? nullptr : known->second.get();
}

/// A clock that is set back must close nothing for hours: all times known here go back with it.
void RunScheduler::keepTime(qint64 now) {
    if (now < m_now) {
        for (const auto &[profile, known] : m_lanes)
            known->shift(now - m_now);
        if (m_offlineSince)
            *m_offlineSince += now - m_now;
    }
    m_now = now;
}

void RunScheduler::put(const Run &run) {
    Lane &of = lane(run.profile);
    Lane *&known = m_laneOf[run.id];
    if (known && known != &of)
        known->remove(run.id, m_now);
    known = &of;
    of.put(run, m_now);
    if (!of.knows(run.id))
        m_laneOf.remove(run.id);
}

void RunScheduler::remove(qint64 id, qint64 now) {
    keepTime(now);
    if (Lane *of = m_laneOf.take(id))
        of->remove(id, now);
}

void RunScheduler::askNow(qint64 id, qint64 now) {
    keepTime(now);
    if (Lane *of = m_laneOf.value(id))
        of->waiting().askNow(id, now);
}

void RunScheduler::moveToFront(qint64 id) {
    if (Lane *of = m_laneOf.value(id))
        of->moveToFront(id);
}

QList<qint64> RunScheduler::atFront() const {
    QList<qint64> ids;
    for (const auto &[profile, known] : m_lanes)
        ids += known->atFront();
    return ids;
}

void RunScheduler::setOpen(const QString &profile, bool open) {
    lane(profile).setOpen(open);
}

void RunScheduler::setLocal(const QString &profile, bool local) {
    lane(profile).setLocal(local);
}

void RunScheduler::keyChanged(const QString &profile, qint64 now) {
    lane(profile).forgetLimits(now);
}

bool RunScheduler::isLocal(const QString &profile) const {
    const Lane *known = find(profile);
    return known && known->isLocal();
}

bool RunScheduler::isReachable(const Lane &of) const {
    return of.isOpen() && (!m_offlineSince || of.isLocal());
}

bool RunScheduler::isOpen(const QString &profile) const {
    const Lane *known = find(profile);
    return known && known->isOpen();
}

qint64 RunScheduler::setOffline(bool offline, qint64 now) {
    keepTime(now);
    if (offline == m_offlineSince.has_value())
        return 0;
    if (offline) {
        m_offlineSince = now;
        return 0;
    }
    const qint64 since = *m_offlineSince;
    m_offlineSince.reset();
    for (const auto &[profile, known] : m_lanes) {
        if (!known->isLocal())
            known->waiting().freeze(since, now);
    }
    return now - since;
}

void RunScheduler::holdUploads(const QString &profile, qint64 until) {
    lane(profile).hold(Limiter::Submissions, until);
}

void RunScheduler::holdQuestions(const QString &profile, qint64 until) {
    lane(profile).hold(Limiter::Others, until);
}

void RunScheduler::holdRun(qint64 id, qint64 until) {
    if (Lane *of = m_laneOf.value(id))
        of->waiting().hold(id, until);
}

void RunScheduler::limitsSeen(
    const QString &profile, Limiter limiter, const api::RateLimits &limits, qint64 sentAt, qint64 now) {
    keepTime(now);
    lane(profile).window(limiter).follow(limits, sentAt, now);
}

void RunScheduler::refused(const QString &profile, Limiter limiter, std::optional<qint64> until, qint64 now) {
    keepTime(now);
    lane(profile).window(limiter).refused(until, now);
}

void RunScheduler::countCall(const QString &profile, qint64 now) {
    keepTime(now);
    lane(profile).window(Limiter::Others).count(now);
}

RunScheduler::Due RunScheduler::take(qint64 now) {
    keepTime(now);
    Due due;
    for (const auto &[profile, known] : m_lanes) {
        if (!isReachable(*known))
            continue;
        while (const std::optional<qint64> id = m_paused ? std::nullopt : known->takeUpload(now))
            due.uploads << *id;
        while (const std::optional<Lane::Question> question = known->takeQuestion(now, m_focus)) {
            if (question->run != 0)
                due.questions << question->run;
            else
                due.lists << question->list;
        }
    }
    return due;
}

void RunScheduler::done(qint64 id, qint64 now) {
    keepTime(now);
    Lane *of = m_laneOf.value(id);
    if (!of)
        return;
    of->done(id, now);
    if (!of->knows(id))
        m_laneOf.remove(id);
}

QList<Sighting> RunScheduler::listAnswered(const ListQuestion &question, const ListPage &page, qint64 now) {
    keepTime(now);
    return lane(question.profile).listAnswered(question, page, now);
}

void RunScheduler::listFailed(const ListQuestion &question, bool isRefused, qint64 now) {
    keepTime(now);
    lane(question.profile).listFailed(question, isRefused, now);
}

std::optional<qint64> RunScheduler::nextAt() const {
    std::optional<qint64> next;
    for (const auto &[profile, known] : m_lanes) {
        if (!isReachable(*known))
            continue;
        next = earlier(next, known->nextQuestionAt(m_focus));
        if (!m_paused)
            next = earlier(next, known->nextUploadAt());
    }
    return next;
}

std::optional<qint64> RunScheduler::askAt(qint64 id) const {
    const Lane *of = m_laneOf.value(id);
    if (!of)
        return {};
    const std::optional<qint64> at = of->waiting().askAt(id);
    return id == m_focus ? earlier(at, of->waiting().focusAt(id)) : at;
}

RunScheduler::Left RunScheduler::submissionsLeft(const QString &profile, qint64 now) const {
    const Lane *known = find(profile);
    if (!known)
        return {Lane::submissionsPerMinute, Lane::submissionsPerMinute};
    const RateWindow &window = known->window(Limiter::Submissions);
    return {window.left(now), window.limit()};
}

std::optional<qint64> RunScheduler::nextUploadAt(const QString &profile, qint64 now) const {
    const Lane *known = find(profile);
    if (!known || !isReachable(*known) || m_paused)
        return {};
    const std::optional<qint64> at = known->uploadAllowedAt();
    return at ? std::optional(std::max(*at, now)) : std::nullopt;
}

int RunScheduler::waiting(const QString &profile) const {
    const Lane *known = find(profile);
    return known ? known->waiting().size() : 0;
}

} // namespace runs
