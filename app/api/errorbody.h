// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace api {

/// What an error body says, whichever of its shapes it has: the envelope `{error, detail, error_code,
/// retryable, request_id}`, a validation list `{detail: [{loc, msg, type}]}`, `{detail: "text"}`, or none of
/// them.
struct ErrorBody {
    QString code;  ///< `error_code`
    QString words; ///< one text for people; empty when the body says nothing
    QString requestId;
    QString status; ///< a status word, where one is given ("in_progress")
};

ErrorBody readErrorBody(const QByteArray &body);

bool looksLikeHtml(const QByteArray &body);

/// "A web page, not the API's answer: “502 Bad Gateway”"
QString htmlSummary(const QByteArray &body);

} // namespace api
