// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/followjob.h"

namespace commands {

/// `results`: a stored result as it was received.
class ResultsJob : public FollowJob {
    Q_OBJECT

public:
    ResultsJob(const Services &services, Command command, Sink *sink, QObject *parent);
    void start() override;
};

} // namespace commands
