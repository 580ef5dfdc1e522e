// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apiclient.h"
#include "app/runs/intake.h"
#include "app/runs/run.h"

namespace runs {

// What a run is made of, and what is sent of it.

Run runOf(const IntakeItem &file);
/// Its name is a title made from the first words.
Run runOf(const QString &text);

struct PreparedSubmission {
    api::Submission submission;
    QString problem; ///< why it cannot be sent now, in words; empty when it can
};
/// Looks at the file again: it was queued long ago, perhaps. For any thread.
PreparedSubmission fileSubmission(const Run &run);
/// `text` as the ledger has it.
PreparedSubmission textSubmission(const Run &run, const QString &text);

} // namespace runs
