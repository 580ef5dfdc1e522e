// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/followjob.h"

namespace commands {

/// `again`: the documents of runs as new ones, linked to the old. What may exist already goes on a person's
/// word only.
class AgainJob : public FollowJob {
    Q_OBJECT

public:
    using FollowJob::FollowJob;
    void start() override;

private:
    /// All, or what a window leaves time for in one turn of its event loop.
    void submitSome();

    QList<qint64> m_left;
    QList<qint64> m_submitted;
};

} // namespace commands
