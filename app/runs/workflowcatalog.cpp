// SPDX-License-Identifier: MIT
#include "app/runs/workflowcatalog.h"

#include "app/api/apiclient.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr int pageSize = 100;  // the most the service gives
constexpr int mostPages = 200; // a service whose count lies must not be asked for ever

} // namespace

WorkflowCatalog::WorkflowCatalog(QObject *parent)
    : QAbstractListModel(parent) {}

int WorkflowCatalog::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_workflows.size());
}

QVariant WorkflowCatalog::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const api::Workflow &workflow = m_workflows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return workflow.name;
    case Qt::ToolTipRole:
        // Rich text in any case: a tool tip would take a foreign text with a tag in it for rich text anyway.
        return (workflow.description.isEmpty() ? QString()
                                               : u"<p>%1</p>"_s.arg(workflow.description.toHtmlEscaped())) +
               u"<p>%1</p>"_s.arg(workflow.id.toHtmlEscaped());
    case IdRole:
        return workflow.id;
    case DescriptionRole:
        return workflow.description;
    default:
        return {};
    }
}

int WorkflowCatalog::rowOf(const QString &id) const {
    const auto found = std::find_if(m_workflows.cbegin(), m_workflows.cend(),
        [&](const api::Workflow &workflow) { return workflow.id.compare(id, Qt::CaseInsensitive) == 0; });
    return found == m_workflows.cend() ? -1 : int(found - m_workflows.cbegin());
}

QString WorkflowCatalog::nameOf(const QString &id) const {
    const int row = rowOf(id);
    return row < 0 ? id : m_workflows.at(row).name;
}

void WorkflowCatalog::setClient(api::ApiClient *client) {
    ++m_generation;
    if (m_call)
        m_call->cancel();
    m_call.clear();
    m_client = client;
    m_error = {};
    beginResetModel();
    m_workflows.clear();
    endResetModel();
    setState(State::Idle);
}

void WorkflowCatalog::reload() {
    if (!m_client || m_state == State::Loading)
        return;
    m_arriving.clear();
    m_error = {};
    setState(State::Loading);
    loadPage(1);
}

void WorkflowCatalog::loadPage(int page) {
    m_call = m_client->workflows(page, pageSize, this,
        [this, page, generation = m_generation](const api::Outcome<api::Page<api::Workflow>> &outcome) {
            if (generation != m_generation)
                return; // for a service or a key that is not in use any more
            if (!outcome) {
                m_error = outcome.error();
                setState(State::Failed);
                return;
            }
            m_arriving += outcome->items;
            if (!outcome->items.isEmpty() && m_arriving.size() < outcome->count && page < mostPages) {
                loadPage(page + 1);
                return;
            }
            std::stable_sort(m_arriving.begin(), m_arriving.end(), [](const auto &a, const auto &b) {
                return QString::localeAwareCompare(a.name.toLower(), b.name.toLower()) < 0;
            });
            // A workflow made while the pages were read can turn up on two of them.
            QList<api::Workflow> unique;
            QSet<QString> seen;
            for (const api::Workflow &workflow : std::as_const(m_arriving)) {
                if (seen.contains(workflow.id))
                    continue;
                seen << workflow.id;
                unique << workflow;
            }
            beginResetModel();
            m_workflows = unique;
            m_arriving.clear();
            endResetModel();
            setState(m_workflows.isEmpty() ? State::Empty : State::Loaded);
        });
}

void WorkflowCatalog::setState(State state) {
    m_state = state;
    emit stateChanged(state);
}

} // namespace runs
