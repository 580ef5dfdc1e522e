// SPDX-License-Identifier: MIT
#pragma once

#include "app/api/apiclient.h"
#include "app/runs/intake.h"
#include "app/runs/localcopy.h"
#include "app/runs/run.h"

#include <functional>

class QThread;

namespace runs {

// What a run is made of, and what is sent of it.

Run runOf(const IntakeItem &file);
/// Its name is a title made from the first words.
Run runOf(const QString &text);

struct PreparedSubmission {
    api::Submission submission;
    QString problem; ///< why it cannot be sent now, in words; empty when it can

    // Of a file that can be sent, as it is now.
    qint64 size = 0;
    qint64 changedAt = 0;
    QString contentHash; ///< empty when that of the run is not known, or not to be had
};
/// Looks at the file again (it was queued long ago, perhaps) and opens it for the thread `sender`. When it is
/// not what the run's hash was made of, the hash is made anew. For any thread: it hangs where the disk does.
///
/// The sender reads while it sends, and must not hang: of what `isFar`, a local copy is sent. `goesOn` hears
/// of its progress.
PreparedSubmission fileSubmission(
    const Run &run, QThread *sender, const std::function<void()> &goesOn = [] {},
    const std::function<bool(const QString &path)> &isFar = isFarAway);
/// `text` as the ledger has it.
PreparedSubmission textSubmission(const Run &run, const QString &text);

} // namespace runs
