// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/collections.h"
#include "app/sandbox/httpmessages.h"
#include "app/sandbox/ratelimiter.h"
#include "app/sandbox/routes.h"
#include "app/sandbox/sandboxserver.h"

#include <QElapsedTimer>

namespace sandbox {

/// The API: a request in, a reply out. Knows nothing of sockets. Used by several threads.
class SandboxApi {
public:
    explicit SandboxApi(const SandboxOptions &options);

    Reply answer(const Request &request);

private:
    Reply answerCounted(const Route &route, const Request &request);
    Reply listWorkflows(const Request &request) const;
    Reply listCollections(const Route &route, const Request &request) const;
    Reply results(const Route &route) const;

    const QString m_key;
    RateLimiter m_limiter;
    QElapsedTimer m_clock;
    Collections m_collections;
};

} // namespace sandbox
