// SPDX-License-Identifier: MIT
#include "app/sandbox/ratelimiter.h"

#include <algorithm>

namespace sandbox {

namespace {

constexpr qint64 WindowMs = 60'000;

} // namespace

RateLimiter::RateLimiter(int submissionsPerMinute, int othersPerMinute)
    : m_limits{submissionsPerMinute, othersPerMinute} {}

Allowance RateLimiter::take(const QString &key, Bucket bucket, qint64 nowMs) {
    const std::scoped_lock lock(m_mutex);
    const auto id = std::pair(key, int(bucket));
    if (const auto known = m_windows.constFind(id);
        known == m_windows.cend() || nowMs - known->beginMs >= WindowMs) {
        m_windows.insert(id, {nowMs, 0});
    }
    Window &window = m_windows[id];
    Allowance allowance;
    allowance.limit = m_limits[int(bucket)];
    allowance.granted = window.used < allowance.limit;
    window.used += allowance.granted ? 1 : 0;
    allowance.remaining = allowance.limit - window.used;
    allowance.resetSeconds = int(std::max<qint64>(1, (window.beginMs + WindowMs - nowMs + 999) / 1000));
    return allowance;
}

} // namespace sandbox
