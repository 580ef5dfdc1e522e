// SPDX-License-Identifier: MIT
#include "app/commands/runjob.h"

#include "app/api/apiclient.h"
#include "app/commands/exitcode.h"
#include "app/runs/runservice.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::WorkflowCatalog;

namespace commands {

RunJob::RunJob(const Services &services, Command command, Sink *sink, QObject *parent)
    : FollowJob(services, std::move(command), sink, parent)
    , m_batch(services.runs) {
    connect(&m_intake, &runs::Intake::checked, this,
        [this](int, const QList<runs::IntakeItem> &items) { takeFiles(items); });
    connect(&m_catalog, &WorkflowCatalog::stateChanged, this, &RunJob::chooseWorkflow);
    connect(&m_batch, &runs::BatchSubmission::queued, this,
        [this](const QList<runs::IntakeItem> &, const QList<qint64> &ids) { m_submitted += ids; });
    connect(&m_batch, &runs::BatchSubmission::finished, this, [this](const QString &error) {
        if (m_submitted.isEmpty())
            return fail(Failed, error);
        if (!error.isEmpty()) {
            m_sink->error(error);
            count(Failed);
        }
        followSubmitted(m_submitted);
    });
}

void RunJob::start() {
    if (m_command.goesOn) {
        return reach([this] {
            QList<qint64> ids;
            for (const QString &id : m_command.ids)
                ids << id.toLongLong();
            follow(ids, m_command.wait ? Until::Ended : Until::Accepted, m_command.several);
        });
    }
    if (!m_command.isText)
        return m_intake.check(m_command.files, 1);
    if (m_command.text.trimmed().isEmpty())
        return fail(Usage, tr("there is no text to submit"));
    reach([this] {
        m_catalog.setClient(client());
        m_catalog.reload();
    });
}

void RunJob::takeFiles(const QList<runs::IntakeItem> &items) {
    for (const runs::IntakeItem &item : items) {
        if (runs::isFolder(item))
            m_sink->error(tr("%1: a folder: name the files in it").arg(item.path));
        else if (!item.isSubmittable())
            m_sink->error(u"%1: %2"_s.arg(item.path, item.reason));
        else
            m_files << item;
        if (item.verdict == runs::Verdict::Doubtful)
            m_sink->note(u"%1: %2"_s.arg(item.path, item.reason));
    }
    const qsizetype refused = items.size() - m_files.size();
    if (refused > 0 && !m_command.skipRefused && items.size() > 1)
        return fail(Failed, tr("nothing was sent (--skip-refused goes on without %1 of %2 files)")
                                .arg(refused)
                                .arg(items.size()));
    if (m_files.isEmpty() || (refused > 0 && !m_command.skipRefused))
        return fail(Failed, tr("nothing was sent"));
    if (refused > 0)
        count(Failed); // what was left out is not ready
    reach([this] {
        m_catalog.setClient(client());
        m_catalog.reload();
    });
}

void RunJob::chooseWorkflow(WorkflowCatalog::State state) {
    if (state == WorkflowCatalog::State::Failed) {
        const api::ApiError &error = m_catalog.error();
        const bool isKey =
            error.kind == api::ErrorKind::Authentication || error.kind == api::ErrorKind::Permission;
        return fail(
            isKey ? Authentication : Failed, tr("the workflows could not be listed, nothing was sent. %1 %2")
                                                 .arg(error.summary, error.remedy()));
    }
    if (state == WorkflowCatalog::State::Empty && m_command.workflow.isEmpty())
        return fail(Failed, tr("there is no workflow yet: make one in the AnyFormat web app"));
    if (state != WorkflowCatalog::State::Loaded && state != WorkflowCatalog::State::Empty)
        return;

    const QString wanted = m_command.workflow;
    QList<int> same;
    QList<int> beginning;
    for (int row = 0; row < m_catalog.rowCount(); ++row) {
        const QString name = m_catalog.index(row).data().toString();
        if (name.compare(wanted, Qt::CaseInsensitive) == 0)
            same << row;
        if (name.startsWith(wanted, Qt::CaseInsensitive)) // every one, when none is wanted
            beginning << row;
    }
    if (const int row = m_catalog.rowOf(wanted); row >= 0 && !wanted.isEmpty())
        return useListed({row});
    if (same.isEmpty() && beginning.isEmpty() && !QUuid::fromString(wanted).isNull())
        return useUnlisted();
    useListed(same.isEmpty() || wanted.isEmpty() ? beginning : same);
}

void RunJob::useListed(const QList<int> &rows) {
    const auto id = [this](int row) {
        return m_catalog.index(row).data(WorkflowCatalog::IdRole).toString();
    };
    const auto name = [this](int row) {
        return m_catalog.index(row).data().toString();
    };
    if (rows.size() == 1) {
        if (m_command.workflow.isEmpty())
            m_sink->note(tr("workflow: %1").arg(name(rows[0])));
        return submit(id(rows[0]), name(rows[0]));
    }
    QList<int> shown = rows;
    if (rows.isEmpty()) {
        for (int row = 0; row < m_catalog.rowCount(); ++row)
            shown << row;
    }
    constexpr qsizetype most = 10;
    QStringList choices;
    for (int row : std::as_const(shown).mid(0, most))
        choices << u"%1 (%2)"_s.arg(name(row), id(row));
    if (shown.size() > most)
        choices << tr("%1 more").arg(shown.size() - most);
    const QString list = choices.isEmpty() ? tr("none") : choices.join(u", "_s);
    if (m_command.workflow.isEmpty())
        return fail(Usage, tr("name the workflow with --workflow. There are: %1").arg(list));
    fail(Usage, rows.isEmpty()
                    ? tr("there is no workflow “%1”. There are: %2").arg(m_command.workflow, list)
                    : tr("“%1” is not one workflow but several: %2").arg(m_command.workflow, list));
}

/// An id that the list leaves out: asked for before a document is sent.
void RunJob::useUnlisted() {
    client()->workflow(m_command.workflow, this, [this](const api::Outcome<api::Workflow> &outcome) {
        if (outcome)
            return submit(outcome->id, outcome->name);
        if (outcome.error().kind == api::ErrorKind::NotFound)
            return fail(Usage, tr("there is no workflow %1").arg(m_command.workflow));
        fail(Failed, tr("the workflow could not be looked up, nothing was sent. %1 %2")
                         .arg(outcome.error().summary, outcome.error().remedy()));
    });
}

void RunJob::submit(const QString &workflowId, const QString &workflowName) {
    if (hasEnded())
        return;
    const runs::Target target{profileId(), workflowId, workflowName};
    if (m_command.isText)
        return submitText(target);
    if (m_services.isWindow) { // which goes on meanwhile
        m_batch.start(target, m_files);
        return;
    }
    QList<qint64> ids;
    const QString error = m_services.runs->submitFiles(target, m_files, &ids);
    if (!error.isEmpty())
        return fail(Failed, error);
    followSubmitted(ids);
}

void RunJob::submitText(const runs::Target &target) {
    QList<qint64> ids;
    const QString error = m_services.runs->submitText(target, m_command.text, &ids);
    if (!error.isEmpty())
        return fail(Failed, error);
    followSubmitted(ids);
}

} // namespace commands
