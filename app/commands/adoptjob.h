// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/followjob.h"

namespace api {
struct ApiError;
}

namespace commands {

/// `adopt`: what an unconfirmed run can be at the service, or that it is this one.
class AdoptJob : public FollowJob {
    Q_OBJECT

public:
    AdoptJob(const Services &services, Command command, Sink *sink, QObject *parent);
    void start() override;

protected:
    QByteArray lineOf(const runs::Run &run) const override;
    bool tellsStatesOnly() const override { return true; }

private:
    void look();
    void looked(qint64 id);
    void lookFailed(qint64 id, const api::ApiError &error);
    void list(const runs::Run &run);
    void adopt();
    void followIt();

    qint64 m_run = 0;
    bool m_isLooking = false;
};

} // namespace commands
