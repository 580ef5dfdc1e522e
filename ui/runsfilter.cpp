// SPDX-License-Identifier: MIT
#include "ui/runsfilter.h"

#include "app/runs/runsmodel.h"

using runs::Run;
using runs::RunsModel;
using runs::RunState;

namespace ui {

namespace {

bool belongs(RunState state, RunsFilter::Group group) {
    switch (group) {
    case RunsFilter::Group::All:
        return true;
    case RunsFilter::Group::Active:
        return state == RunState::Queued || state == RunState::Uploading || state == RunState::Waiting;
    case RunsFilter::Group::Ready:
        return state == RunState::Ready;
    case RunsFilter::Group::Failed:
        return state == RunState::Failed || state == RunState::Cancelled;
    case RunsFilter::Group::Unsettled:
        return state == RunState::Unconfirmed || state == RunState::Stopped;
    }
    return false;
}

} // namespace

RunsFilter::RunsFilter(QObject *parent)
    : QSortFilterProxyModel(parent) {}

void RunsFilter::setGroup(Group group) {
    if (m_group == group)
        return;
    m_group = group;
    invalidateRowsFilter();
}

void RunsFilter::setText(const QString &text) {
    const QString trimmed = text.trimmed();
    if (m_text == trimmed)
        return;
    m_text = trimmed;
    invalidateRowsFilter();
}

bool RunsFilter::filterAcceptsRow(int row, const QModelIndex &parent) const {
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (!belongs(RunState(index.data(RunsModel::StateRole).toInt()), m_group))
        return false;
    if (m_text.isEmpty())
        return true;
    const auto run = index.data(RunsModel::RunRole).value<Run>();
    return run.name.contains(m_text, Qt::CaseInsensitive) ||
           run.workflowName.contains(m_text, Qt::CaseInsensitive) ||
           run.collectionId.contains(m_text, Qt::CaseInsensitive);
}

} // namespace ui
