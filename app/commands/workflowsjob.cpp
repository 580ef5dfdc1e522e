// SPDX-License-Identifier: MIT
#include "app/commands/workflowsjob.h"

#include "app/commands/exitcode.h"
#include "app/results/displaytext.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using runs::WorkflowCatalog;

namespace commands {

WorkflowsJob::WorkflowsJob(const Services &services, Command command, Sink *sink, QObject *parent)
    : Job(services, std::move(command), sink, parent) {
    connect(&m_catalog, &WorkflowCatalog::stateChanged, this, &WorkflowsJob::print);
}

void WorkflowsJob::start() {
    reach([this] {
        m_catalog.setClient(client());
        m_catalog.reload();
    });
}

void WorkflowsJob::print(WorkflowCatalog::State state) {
    if (state == WorkflowCatalog::State::Failed) {
        const api::ApiError &error = m_catalog.error();
        const bool isKey =
            error.kind == api::ErrorKind::Authentication || error.kind == api::ErrorKind::Permission;
        return fail(isKey ? Authentication : Failed, u"%1 %2"_s.arg(error.summary, error.remedy()));
    }
    if (state != WorkflowCatalog::State::Loaded && state != WorkflowCatalog::State::Empty)
        return;
    QByteArray text;
    for (int row = 0; row < m_catalog.rowCount(); ++row) {
        const QModelIndex index = m_catalog.index(row);
        const QString id = index.data(WorkflowCatalog::IdRole).toString();
        const QString name = index.data().toString();
        if (m_command.output == Output::Json) {
            const QJsonObject object{{"id"_L1, id}, {"name"_L1, name},
                {"description"_L1, index.data(WorkflowCatalog::DescriptionRole).toString()}};
            text += QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
        } else {
            text += results::displayLine(id).toUtf8() + '\t' + results::displayLine(name).toUtf8() + '\n';
        }
    }
    if (m_catalog.rowCount() == 0)
        m_sink->note(tr("there is no workflow yet: make one in the AnyFormat web app"));
    m_sink->out(text);
    end(Ready);
}

} // namespace commands
