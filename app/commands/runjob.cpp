// SPDX-License-Identifier: MIT
#include "app/commands/runjob.h"

#include "app/api/apiclient.h"
#include "app/commands/exitcode.h"
#include "app/commands/runoutput.h"
#include "app/runs/fileinspection.h"
#include "app/runs/runinput.h"

#include <QSet>
#include <QUuid>

#include <functional>
#include <utility>

using namespace Qt::StringLiterals;
using runs::WorkflowCatalog;

namespace commands {

namespace {

/// One that changes while it is read is looked at again when it is to be sent.
runs::IntakeItem readFile(const QString &path, const std::function<bool()> &isWanted) {
    const runs::IntakeItem item = runs::checkFile(path);
    if (item.verdict == runs::Verdict::Refused)
        return item;
    const runs::IntakeItem read = runs::inspectFile(item, isWanted);
    return read.unsettled ? item : read;
}

} // namespace

RunJob::RunJob(const Services &services, Command command, Sink *sink, QObject *parent)
    : FollowJob(services, std::move(command), sink, parent) {
    connect(&m_catalog, &WorkflowCatalog::stateChanged, this, &RunJob::chooseWorkflow);
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
    if (m_command.isText && m_command.text.trimmed().isEmpty())
        return fail(Usage, tr("there is no text to submit"));
    read();
}

void RunJob::read() {
    m_readers.start([this, command = m_command](const runs::Workers::Post &post) {
        if (command.isText) {
            const runs::Run run = runs::runOf(command.text);
            return post([this, run] {
                m_text = run;
                listWorkflows();
            });
        }
        QList<runs::IntakeItem> items;
        for (const QString &file : command.files) {
            if (post.isCancelled())
                return;
            items << readFile(file, [&post] { return !post.isCancelled(); });
        }
        post([this, items] { takeFiles(items); });
    });
}

void RunJob::listWorkflows() {
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
    listWorkflows();
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
    m_target = {profileId(), workflowId, workflowName};
    if (m_command.isText)
        submitText();
    else
        submitSome();
}

void RunJob::submitText() {
    m_text.linkedRun = earlierRun(m_text.contentHash);
    if (isToBeSent(tr("the text “%1”").arg(m_text.name), m_text.contentHash, m_text.linkedRun)) {
        const QString error = m_services.runs->submitText(m_target, m_text, m_command.text, &m_ids);
        if (!error.isEmpty())
            return fail(Failed, error);
    }
    followAll();
}

void RunJob::submitSome() {
    constexpr qsizetype slice = 20;
    const qsizetype last = m_services.isWindow ? qMin(m_next + slice, m_files.size()) : m_files.size();
    QList<runs::IntakeItem> part;
    // Looked up and written in one turn: nobody else submits the same in between.
    for (; m_next < last; ++m_next) {
        runs::IntakeItem file = m_files.at(m_next);
        file.repeatsRun = earlierRun(file.contentHash);
        if (isToBeSent(file.name, file.contentHash, file.repeatsRun))
            part << file;
    }
    if (!part.isEmpty()) {
        const QString error = m_queued == 0 ? m_services.runs->submitFiles(m_target, part, &m_ids)
                                            : m_services.runs->submitPart(m_target, part, &m_ids);
        if (!error.isEmpty()) {
            m_sink->error(m_queued == 0 ? error
                                        : tr("Only %1 of %2 files were submitted. %3")
                                              .arg(m_queued)
                                              .arg(m_files.size())
                                              .arg(error));
            count(Failed);
            if (m_ids.isEmpty())
                return end(Failed);
            return followAll();
        }
        m_queued += part.size();
    }
    if (m_next == m_files.size())
        return followAll();
    QMetaObject::invokeMethod(this, &RunJob::submitSome, Qt::QueuedConnection);
}

qint64 RunJob::earlierRun(const QString &hash) const {
    const qint64 id = m_services.runs->duplicateOf(m_target, hash).value_or(0);
    const runs::Run *run = id > 0 ? m_services.runs->find(id) : nullptr;
    if (!run)
        return 0;
    // A command's sandbox ended with it, and with what was under way there.
    const bool isLost = m_command.sandbox && !m_services.isWindow && run->state != runs::RunState::Ready;
    return isLost ? 0 : id;
}

bool RunJob::isToBeSent(const QString &name, const QString &hash, qint64 earlier) {
    if (m_command.again || hash.isEmpty())
        return true;
    if (const auto same = m_sent.constFind(hash); same != m_sent.cend()) {
        m_sink->note(tr("%1 is the same as %2 and is not sent (--again sends it as well)").arg(name, *same));
        return false;
    }
    if (earlier == 0) {
        m_sent.insert(hash, name);
        return true;
    }
    const runs::Run *run = m_services.runs->find(earlier);
    m_ids << earlier;
    if (run->state == runs::RunState::Unconfirmed) {
        m_sink->error(tr("%1 was sent before as run %2, and its answer was lost: it is not sent again "
                         "(anyformat-desktop adopt %2 looks for it; --again sends it and may be paid twice)")
                          .arg(name)
                          .arg(earlier));
        return false;
    }
    m_sink->note(tr("%1 was submitted before: run %2, %3; its result is used (--again submits it once more)")
                     .arg(name)
                     .arg(earlier)
                     .arg(stateWord(run->state)));
    return false;
}

void RunJob::followAll() {
    QList<qint64> ids;
    QSet<qint64> known;
    for (qint64 id : std::as_const(m_ids)) {
        if (!known.contains(id))
            ids << id;
        known << id;
    }
    followSubmitted(ids, m_files.size() > 1);
}

} // namespace commands
