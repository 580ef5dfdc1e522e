// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/followjob.h"

namespace commands {

/// `stop`: what is not at the service yet is not sent, what is there is not waited for.
class StopJob : public FollowJob {
    Q_OBJECT

public:
    using FollowJob::FollowJob;
    void start() override;

protected:
    QByteArray lineOf(const runs::Run &run) const override;
    bool tellsStatesOnly() const override { return true; }
    int codeOf(const runs::Run &run) const override;

private:
    void stopSome(QList<qint64> left, const QList<qint64> &all);
};

} // namespace commands
