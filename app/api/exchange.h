// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apierror.h"
#include "app/api/ratelimits.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <QUrl>

namespace api {

/// What one exchange brought: an answer as it came, or the reason why there is none.
struct Exchange {
    int httpStatus = 0;   ///< 0 when there is no complete answer; then `failure` says why
    QString reason;       ///< "Bad Gateway"
    QByteArray body;      ///< empty when the sink of the call has it
    qint64 inSink = 0;    ///< bytes of the body that the sink has
    bool isBlank = false; ///< those are white space
    QByteArray contentType;
    QByteArray retryAfter;
    QByteArray requestId;  ///< from the header `X-Request-ID`, where there is one
    qint64 serverTime = 0; ///< from the header `Date`, milliseconds since the epoch; 0 when unknown
    RateLimits limits;
    QUrl url;
    /// Of a POST: all of its body had been handed to the network.
    bool bodySent = false;
    ApiError failure;
};

} // namespace api

Q_DECLARE_METATYPE(api::Exchange)
