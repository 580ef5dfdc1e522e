// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/followjob.h"

namespace commands {

/// `remove`: from the ledger on this computer; at the service nothing changes.
class RemoveJob : public FollowJob {
    Q_OBJECT

public:
    using FollowJob::FollowJob;
    void start() override;

private:
    void removeSome(QList<qint64> left, int exitCode);
};

} // namespace commands
