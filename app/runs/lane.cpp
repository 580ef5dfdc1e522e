// SPDX-License-Identifier: MIT
#include "app/runs/lane.h"

#include <algorithm>

namespace runs {

Lane::Lane(const QString &profile, const Random &random)
    : m_profile(profile)
    , m_windows{RateWindow(submissionsPerMinute, random), RateWindow(othersPerMinute, random)} {}

void Lane::put(const Run &run, qint64 now) {
    if (run.state == RunState::Queued) {
        m_waiting.remove(run.id, now);
        m_queued.insert(run.id, run.nextAskAt);
        if (!m_underWay.contains(run.id))
            m_queue.put(run.id, run.nextAskAt, m_rankOf.value(run.id));
        return;
    }
    m_queued.remove(run.id);
    m_queue.remove(run.id);
    if (run.state != RunState::Uploading)
        m_rankOf.remove(run.id);
    if (run.state != RunState::Waiting) {
        m_waiting.remove(run.id, now);
        return;
    }
    m_waiting.put(run, now);
}

void Lane::remove(qint64 id, qint64 now) {
    m_queued.remove(id);
    m_queue.remove(id);
    m_rankOf.remove(id);
    m_waiting.remove(id, now);
    done(id, now);
}

bool Lane::knows(qint64 id) const {
    return m_queued.contains(id) || m_waiting.contains(id) || m_underWay.contains(id) ||
           m_rankOf.contains(id);
}

void Lane::moveToFront(qint64 id) {
    if (!m_queued.contains(id))
        return;
    m_rankOf.insert(id, --m_lowestRank);
    if (!m_underWay.contains(id))
        m_queue.put(id, m_queued.value(id), m_lowestRank);
}

QList<qint64> Lane::atFront() const {
    QList<qint64> ids = m_rankOf.keys();
    std::sort(
        ids.begin(), ids.end(), [this](qint64 a, qint64 b) { return m_rankOf.value(a) < m_rankOf.value(b); });
    return ids;
}

void Lane::hold(Limiter limiter, qint64 until) {
    m_holds[int(limiter)] = std::max(until, m_holds[int(limiter)]);
}

void Lane::forgetLimits(qint64 now) {
    window(Limiter::Submissions).startAnew(submissionsPerMinute, now);
    window(Limiter::Others).startAnew(othersPerMinute, now);
    std::fill(std::begin(m_holds), std::end(m_holds), 0);
}

std::optional<qint64> Lane::uploadAllowedAt() const {
    if (m_uploads >= mostUploads)
        return {};
    const std::optional<qint64> opens = window(Limiter::Submissions).opensAt();
    if (!opens)
        return {};
    return std::max(*opens, m_holds[int(Limiter::Submissions)]);
}

std::optional<qint64> Lane::nextUploadAt() const {
    const std::optional<qint64> due = m_queue.earliest();
    const std::optional<qint64> allowed = due ? uploadAllowedAt() : std::nullopt;
    return allowed ? std::optional(std::max(*due, *allowed)) : std::nullopt;
}

std::optional<qint64> Lane::takeUpload(qint64 now) {
    const std::optional<qint64> allowed = uploadAllowedAt();
    const std::optional<qint64> id = allowed && *allowed <= now ? m_queue.first(now) : std::nullopt;
    if (!id)
        return {};
    m_queue.remove(*id);
    m_underWay.insert(*id, true);
    ++m_uploads;
    window(Limiter::Submissions).begin(now);
    return id;
}

std::optional<qint64> Lane::questionAllowedAt(Need need) const {
    if (m_questions >= mostQuestions)
        return {};
    const RateWindow &others = window(Limiter::Others);
    // What is left over by all of them is for the calls that the window makes.
    const int part = need == Need::Focus ? 30 : need == Need::Final ? 10 : 5;
    const std::optional<qint64> opens = others.opensAt(others.limit() / part);
    if (!opens)
        return {};
    return std::max(*opens, m_holds[int(Limiter::Others)]);
}

std::optional<qint64> Lane::nextQuestionAt(qint64 focus) const {
    std::optional<qint64> earliest;
    const auto consider = [&](std::optional<qint64> due, Need need) {
        const std::optional<qint64> allowed = due ? questionAllowedAt(need) : std::nullopt;
        if (allowed)
            earliest = std::min(std::max(*due, *allowed), earliest.value_or(std::max(*due, *allowed)));
    };
    consider(m_waiting.focusAt(focus), Need::Focus);
    consider(m_waiting.earliest(WaitingRuns::Kind::Fruitful), Need::Final);
    consider(m_waiting.earliest(WaitingRuns::Kind::Plain), Need::Poll);
    return earliest;
}

std::optional<Lane::Question> Lane::takeQuestion(qint64 now, qint64 focus) {
    const auto isAllowed = [&](Need need) {
        const std::optional<qint64> allowed = questionAllowedAt(need);
        return allowed && *allowed <= now;
    };
    for (;;) {
        std::optional<qint64> id;
        if (const std::optional<qint64> at = m_waiting.focusAt(focus);
            at && *at <= now && isAllowed(Need::Focus))
            id = focus;
        if (!id) {
            using Kind = WaitingRuns::Kind;
            const auto first = [&](Kind kind, Need need) {
                return isAllowed(need) ? m_waiting.first(kind, now) : std::nullopt;
            };
            const std::optional<qint64> fruitful = first(Kind::Fruitful, Need::Final);
            const std::optional<qint64> plain = first(Kind::Plain, Need::Poll);
            id = fruitful ? fruitful : plain;
            if (fruitful && plain &&
                m_waiting.rankOf(Kind::Plain, *plain) < m_waiting.rankOf(Kind::Fruitful, *fruitful))
                id = plain;
        }
        if (!id)
            return {};
        Question question;
        if (*id < 0) {
            std::optional<ListQuestion> list = m_waiting.beginList(*id, m_serial + 1, now);
            if (!list)
                continue;
            list->profile = m_profile;
            m_lists.insert(++m_serial);
            question.list = *list;
        } else {
            m_waiting.begin(*id, now);
            m_underWay.insert(*id, false);
            question.run = *id;
        }
        ++m_questions;
        window(Limiter::Others).begin(now);
        return question;
    }
}

void Lane::done(qint64 id, qint64 now) {
    const auto known = m_underWay.constFind(id);
    if (known == m_underWay.cend())
        return;
    const bool isUpload = *known;
    m_underWay.erase(known);
    --(isUpload ? m_uploads : m_questions);
    window(isUpload ? Limiter::Submissions : Limiter::Others).end(now);
    if (!isUpload)
        m_waiting.end(id, now);
    else if (const auto queued = m_queued.constFind(id); queued != m_queued.cend())
        m_queue.put(id, *queued, m_rankOf.value(id));
}

void Lane::endList(const ListQuestion &question, qint64 now) {
    if (!m_lists.remove(question.serial))
        return;
    --m_questions;
    window(Limiter::Others).end(now);
}

QList<Sighting> Lane::listAnswered(const ListQuestion &question, const ListPage &page, qint64 now) {
    endList(question, now);
    return m_waiting.listAnswered(question, page, now);
}

void Lane::listFailed(const ListQuestion &question, bool isRefused, qint64 now) {
    endList(question, now);
    m_waiting.listFailed(question, isRefused, now);
}

void Lane::shift(qint64 by) {
    for (RateWindow &limits : m_windows)
        limits.shift(by);
    for (qint64 &until : m_holds)
        until += by;
    for (auto it = m_queued.begin(); it != m_queued.end(); ++it) {
        *it += by;
        if (!m_underWay.contains(it.key()))
            m_queue.put(it.key(), *it, m_rankOf.value(it.key()));
    }
    m_waiting.shift(by);
}

} // namespace runs
