// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>

#include <optional>

namespace api {

/// The counters that came with an answer (`x-ratelimit-*`); -1 where a header was missing or not a number.
struct RateLimits {
    int limit = -1;
    int remaining = -1;
    int resetSeconds = -1;

    bool isKnown() const { return limit >= 0 && remaining >= 0; }
};

/// A date as HTTP headers write it ("Tue, 24 Nov 2026 21:40:00 GMT"); invalid when it is none.
QDateTime httpDate(const QByteArray &text);

/// `Retry-After` in milliseconds from `now`: a number of seconds or an HTTP date; empty when it is neither.
std::optional<qint64> retryAfterMs(const QByteArray &header, const QDateTime &now);

} // namespace api

Q_DECLARE_METATYPE(api::RateLimits)
