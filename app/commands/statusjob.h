// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/followjob.h"

namespace commands {

/// `status`: where runs stand; with --wait it goes on with everything unfinished and waits for it.
class StatusJob : public FollowJob {
    Q_OBJECT

public:
    using FollowJob::FollowJob;
    void start() override;

protected:
    QByteArray lineOf(const runs::Run &run) const override;
    bool tellsStatesOnly() const override { return true; }

private:
    void wait(QList<qint64> ids);
};

} // namespace commands
