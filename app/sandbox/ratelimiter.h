// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QString>

#include <mutex>

namespace sandbox {

enum class Bucket { Submissions, Others };

/// How a call stands with its limit.
struct Allowance {
    bool granted = false;
    int limit = 0;
    int remaining = 0;
    int resetSeconds = 0; ///< until the window ends; at least 1
};

/// Windows of one minute per key and bucket, each from its first call. Used by several threads.
class RateLimiter {
public:
    RateLimiter(int submissionsPerMinute, int othersPerMinute);

    /// `nowMs`: any clock that only goes forward.
    Allowance take(const QString &key, Bucket bucket, qint64 nowMs);

private:
    struct Window {
        qint64 beginMs = 0;
        int used = 0;
    };

    int m_limits[2];
    std::mutex m_mutex;
    QHash<std::pair<QString, int>, Window> m_windows;
};

} // namespace sandbox
