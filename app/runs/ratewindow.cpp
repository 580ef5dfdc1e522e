// SPDX-License-Identifier: MIT
#include "app/runs/ratewindow.h"

#include <algorithm>
#include <utility>

namespace runs {

namespace {

constexpr qint64 resetMargin = 1'000;          // the reset comes in whole seconds, perhaps rounded down
constexpr qint64 unknownReset = 10'000;        // then a look at how things stand
constexpr qint64 longestReset = 3'600'000;     // what is later is no reset of a minute
constexpr int firstEpochReset = 1'000'000'000; // some services tell the time of day
constexpr qint64 firstPause = 5'000;
constexpr qint64 longestPause = 60'000;
constexpr qint64 shortestJitter = 500;
constexpr qint64 longestJitter = 5'000;
constexpr int highestLimit = 100'000;
constexpr qint64 longestCall = 5 * 60'000; // whose answer is still compared with what began since

} // namespace

RateWindow::RateWindow(int limit, Random random)
    : m_limit(limit)
    , m_random(std::move(random)) {}

void RateWindow::forget(qint64 now) {
    while (!m_ended.empty() && now - m_ended.front() >= length)
        m_ended.pop_front();
    while (!m_begun.empty() && now - m_begun.front() >= longestCall)
        m_begun.pop_front();
}

void RateWindow::begin(qint64 now) {
    forget(now);
    ++m_underWay;
    m_begun.push_back(now);
    // Ours alone says nothing when there are others: a first call finds out how things stand.
    if (m_account.isShared && now >= m_account.until)
        m_account = {now, 0, now + unknownReset, true};
    else if (m_account.until > 0)
        --m_account.left;
}

void RateWindow::end(qint64 now) {
    forget(now);
    m_underWay = std::max(0, m_underWay - 1);
    m_ended.push_back(now);
    if (m_refusedCalls > 0)
        --m_refusedCalls;
    else if (now >= m_closedUntil)
        m_refusals = 0;
}

void RateWindow::count(qint64 now) {
    begin(now);
    --m_underWay;
    m_ended.push_back(now);
}

int RateWindow::begunSince(qint64 at) const {
    return int(m_begun.cend() - std::upper_bound(m_begun.cbegin(), m_begun.cend(), at));
}

void RateWindow::follow(const api::RateLimits &limits, qint64 sentAt, qint64 now) {
    if (sentAt > 0 && sentAt < m_startedAt)
        return;
    if (limits.limit > 0)
        m_limit = std::min(limits.limit, highestLimit);
    if (limits.remaining < 0)
        return;
    qint64 reset = unknownReset;
    if (limits.resetSeconds >= firstEpochReset)
        reset = qint64(limits.resetSeconds) * 1'000 - now;
    else if (limits.resetSeconds >= 0)
        reset = qint64(limits.resetSeconds) * 1'000;
    if (reset < 0 || reset > longestReset)
        reset = unknownReset;
    // Of calls that began in the same millisecond or later nobody knows whether they are in the numbers. The
    // call itself is.
    const int since = sentAt > 0 ? std::max(0, begunSince(sentAt - 1) - 1) : std::max(0, m_underWay - 1);
    forget(now);
    const bool isShared = m_limit - limits.remaining > int(m_ended.size()) + m_underWay;
    const Account told{sentAt, limits.remaining - since, now + reset + resetMargin, isShared};
    const bool isNewer = m_account.until <= now || (sentAt > 0 && sentAt >= m_account.sentAt);
    if (isNewer)
        m_account = told;
    else
        m_account.left = std::min(m_account.left, told.left);
}

void RateWindow::refused(std::optional<qint64> until, qint64 now) {
    ++m_refusedCalls;
    // Several that were under way together are one refusal.
    if (now >= m_closedUntil)
        ++m_refusals;
    qint64 pause = firstPause;
    for (int i = 1; i < m_refusals && pause < longestPause; ++i)
        pause *= 2;
    // A service that says "soon" and goes on refusing must not get a document in a tight loop.
    const qint64 own = std::min(pause, longestPause);
    const qint64 wait = until ? std::max<qint64>(*until - now, m_refusals > 2 ? own : 1'000) : own;
    const qint64 jitter = std::clamp(wait / 5, shortestJitter, longestJitter);
    m_closedUntil = std::max(m_closedUntil, now + wait + qint64(double(jitter) * m_random()));
}

std::optional<qint64> RateWindow::opensAt(int reserve) const {
    const int most = std::max(1, m_limit - reserve);
    if (m_underWay >= most)
        return {};
    qint64 at = m_closedUntil;
    if (const int keep = most - 1 - m_underWay; int(m_ended.size()) > keep)
        at = std::max(at, m_ended.at(m_ended.size() - 1 - size_t(keep)) + length);
    if (m_account.left <= 0)
        at = std::max(at, m_account.until);
    return at;
}

int RateWindow::left(qint64 now) const {
    if (now < m_closedUntil)
        return 0;
    const auto counted = std::partition_point(
        m_ended.cbegin(), m_ended.cend(), [now](qint64 at) { return now - at >= length; });
    int left = m_limit - m_underWay - int(m_ended.cend() - counted);
    if (now < m_account.until)
        left = std::min(left, m_account.left);
    return std::max(0, left);
}

void RateWindow::startAnew(int limit, qint64 now) {
    m_limit = limit;
    m_startedAt = now;
    m_begun.clear();
    m_ended.clear();
    m_account = {};
    m_closedUntil = 0;
    m_refusals = 0;
    m_refusedCalls = 0;
}

void RateWindow::shift(qint64 by) {
    m_startedAt += by;
    for (qint64 &at : m_begun)
        at += by;
    for (qint64 &at : m_ended)
        at += by;
    m_account.sentAt += by;
    m_account.until = std::max<qint64>(0, m_account.until + by);
    m_closedUntil += by;
}

} // namespace runs
