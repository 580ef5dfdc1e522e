// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/collections.h"
#include "app/sandbox/faults.h"
#include "app/sandbox/httpmessages.h"
#include "app/sandbox/ratelimiter.h"
#include "app/sandbox/receivedlog.h"
#include "app/sandbox/routes.h"
#include "app/sandbox/sandboxcontrol.h"
#include "app/sandbox/sandboxserver.h"

#include <QElapsedTimer>

#include <optional>

namespace sandbox {

class RequestFaults;

/// The API: a request in, a reply out. Knows nothing of sockets. Used by several threads.
class SandboxApi {
public:
    /// `faults` and `received` outlive it and the handing over of its replies.
    SandboxApi(const SandboxOptions &options, Faults &faults, ReceivedLog &received);

    Reply answer(const Request &request);

private:
    /// Nothing when its key is accepted.
    std::optional<Reply> refuseKey(const QString &key) const;
    Reply answerLimited(
        const Route &route, const Request &request, const QString &key, RequestFaults &faults);
    Reply answerCounted(const Route &route, const Request &request, RequestFaults &faults);
    Reply submit(const Workflow &workflow, const Request &request, RequestFaults &faults);
    Reply listWorkflows(const Request &request) const;
    Reply listCollections(const Route &route, const Request &request, RequestFaults &faults) const;
    Reply results(const Route &route, RequestFaults &faults) const;

    const QString m_key;
    Faults &m_faults;
    ReceivedLog &m_received;
    SandboxControl m_control;
    RateLimiter m_limiter;
    QElapsedTimer m_clock;
    Collections m_collections;
};

} // namespace sandbox
