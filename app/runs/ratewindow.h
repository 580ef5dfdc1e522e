// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/ratelimits.h"

#include <QtGlobal>

#include <deque>
#include <functional>
#include <optional>

namespace runs {

/// Random numbers in [0, 1).
using Random = std::function<double()>;

/// One of a service's counters: how many calls there may be in a minute. Pure; times are milliseconds since
/// the epoch.
///
/// Nobody knows whether the service's minute is fixed or slides, nor when between its beginning and its end
/// a call is counted. So a call takes its place from its beginning until a minute after its end: then there
/// are never more than `limit` in any minute, whoever counts.
class RateWindow {
public:
    static constexpr qint64 length = 60'000;

    RateWindow(int limit, Random random);

    /// A call begins; every begin() has its end().
    void begin(qint64 now);
    void end(qint64 now);
    /// A call whose end nobody tells.
    void count(qint64 now);

    /// What an answer's headers say. `sentAt` is when its call began, 0 when that is not known: calls begun
    /// since are not in its numbers. An answer to an older call than the last one heard of can only tighten.
    void follow(const api::RateLimits &limits, qint64 sentAt, qint64 now);
    /// 429: nothing before `until` (from Retry-After), or before a pause of our own that doubles each time up
    /// to a minute; a little later by chance, so that many clients do not come back at once. Call it before
    /// the end() of the call that was refused.
    void refused(std::optional<qint64> until, qint64 now);

    /// What comes now is counted apart from what was: nothing is known but the documented limit.
    void startAnew(int limit, qint64 now);

    /// When the next call may begin, at the earliest (long ago when it may now) while `reserve` places of the
    /// minute are left to others; nothing when only an end() helps.
    std::optional<qint64> opensAt(int reserve = 0) const;
    /// How many may begin now.
    int left(qint64 now) const;
    int limit() const { return m_limit; }

    /// The computer's clock was set by this much.
    void shift(qint64 by);

private:
    /// The service's own account, while it is younger than ours.
    struct Account {
        qint64 sentAt = 0;     ///< of the call whose answer told
        int left = 0;          ///< less what has begun since
        qint64 until = 0;      ///< 0: there is none
        bool isShared = false; ///< another program uses the same key
    };
    void forget(qint64 now);
    int begunSince(qint64 at) const;

    int m_limit;
    Random m_random;
    std::deque<qint64> m_begun; ///< in the last minutes, oldest first
    std::deque<qint64> m_ended; ///< in the last minute, oldest first
    int m_underWay = 0;
    qint64 m_startedAt = 0; ///< answers to calls that began before are about something else
    Account m_account;
    qint64 m_closedUntil = 0;
    int m_refusals = 0;     ///< in a row
    int m_refusedCalls = 0; ///< whose end() is still to come
};

} // namespace runs
