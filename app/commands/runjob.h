// SPDX-License-Identifier: MIT
#pragma once

#include "app/commands/followjob.h"
#include "app/runs/intake.h"
#include "app/runs/runservice.h"
#include "app/runs/workers.h"
#include "app/runs/workflowcatalog.h"

#include <QHash>

namespace commands {

/// `run`: reads the files, finds the workflow, submits all or nothing, and tells what becomes of them. Of
/// what was submitted before it takes the earlier run, unless a person says that it is to be sent again.
class RunJob : public FollowJob {
    Q_OBJECT

public:
    RunJob(const Services &services, Command command, Sink *sink, QObject *parent);
    void start() override;

private:
    void read();
    void takeFiles(const QList<runs::IntakeItem> &items);
    void listWorkflows();
    void chooseWorkflow(runs::WorkflowCatalog::State state);
    void useListed(const QList<int> &rows);
    void useUnlisted();
    void submit(const QString &workflowId, const QString &workflowName);
    void submitText();
    /// All, or what a window leaves time for in one turn of its event loop.
    void submitSome();
    /// The run that has these bytes already, or 0.
    qint64 earlierRun(const QString &hash) const;
    /// Whether the document is to be sent; otherwise it has said why not, and goes on with what there is.
    bool isToBeSent(const QString &name, const QString &hash, qint64 earlier);
    void followAll();

    runs::WorkflowCatalog m_catalog;
    QList<runs::IntakeItem> m_files;
    runs::Run m_text;
    runs::Target m_target;
    QHash<QString, QString> m_sent; ///< names of the documents that this command sends, by what is in them
    QList<qint64> m_ids;
    qsizetype m_next = 0;
    qsizetype m_queued = 0;
    runs::Workers m_readers{this, 1};
};

} // namespace commands
