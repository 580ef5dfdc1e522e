// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/collections.h"
#include "app/sandbox/httpmessages.h"

#include <optional>

namespace sandbox {

/// The body of a run request: what was submitted, or the reply that refuses it.
struct ReceivedSubmission {
    std::optional<Submission> submission;
    Reply refusal; ///< without a submission
};

ReceivedSubmission receiveSubmission(const Request &request);

} // namespace sandbox
