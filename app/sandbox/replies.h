// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/httpmessages.h"
#include "app/sandbox/json.h"

#include <QString>

namespace sandbox {

/// Replies in the API's shapes. Each bears X-API-Version and an X-Request-ID of 32 hex digits.

Reply jsonReply(int status, const Json &body);
Reply emptyReply(int status);

/// `{error, detail, error_code, retryable, request_id}`
Reply errorReply(int status, const QString &errorCode, const QString &error, const QString &detail,
    bool retryable = false);

/// 422 `{detail: [{loc, msg, type, input, ctx}]}`; a null `input` or `ctx` is left out.
struct Fault {
    JsonArray location;
    QString message;
    QString type;
    Json input;
    Json context;
};
Reply validationReply(const Fault &fault);

Reply notFound(const QString &detail);
/// `allowed`: as in the Allow header.
Reply methodNotAllowed(const QByteArray &allowed);

} // namespace sandbox
