// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/followjob.h"
#include "app/runs/batchsubmission.h"
#include "app/runs/intake.h"
#include "app/runs/workflowcatalog.h"

namespace commands {

/// `run`: looks at the files, finds the workflow, submits all or nothing, and tells what becomes of them.
class RunJob : public FollowJob {
    Q_OBJECT

public:
    RunJob(const Services &services, Command command, Sink *sink, QObject *parent);
    void start() override;

private:
    void takeFiles(const QList<runs::IntakeItem> &items);
    void chooseWorkflow(runs::WorkflowCatalog::State state);
    void useListed(const QList<int> &rows);
    void useUnlisted();
    void submitText(const runs::Target &target);
    void submit(const QString &workflowId, const QString &workflowName);

    runs::Intake m_intake;
    runs::WorkflowCatalog m_catalog;
    QList<runs::IntakeItem> m_files;
    runs::BatchSubmission m_batch;
    QList<qint64> m_submitted;
};

} // namespace commands
