// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/job.h"
#include "app/runs/workflowcatalog.h"

namespace commands {

/// `workflows`: id and name of each.
class WorkflowsJob : public Job {
    Q_OBJECT

public:
    WorkflowsJob(const Services &services, Command command, Sink *sink, QObject *parent);
    void start() override;

private:
    void print(runs::WorkflowCatalog::State state);

    runs::WorkflowCatalog m_catalog;
};

} // namespace commands
