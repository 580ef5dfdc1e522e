// SPDX-License-Identifier: MIT
#include "app/runs/runsmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QString stateName(RunState state) {
    switch (state) {
    case RunState::Queued:
        return RunsModel::tr("queued");
    case RunState::Uploading:
        return RunsModel::tr("uploading");
    case RunState::Waiting:
        return RunsModel::tr("waiting for the result");
    case RunState::Ready:
        return RunsModel::tr("ready");
    case RunState::Failed:
        return RunsModel::tr("failed");
    case RunState::Cancelled:
        return RunsModel::tr("cancelled");
    case RunState::Stopped:
        return RunsModel::tr("stopped");
    case RunState::Unconfirmed:
        return RunsModel::tr("unconfirmed");
    }
    return {};
}

} // namespace

RunsModel::RunsModel(QObject *parent)
    : QAbstractListModel(parent) {}

int RunsModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_runs.size());
}

QVariant RunsModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Run &run = m_runs.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return run.name;
    case Qt::ToolTipRole:
        return run.path.isEmpty() ? run.name : run.path;
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(run.name, stateName(run.state));
    case IdRole:
        return run.id;
    case RunRole:
        return QVariant::fromValue(run);
    case StateRole:
        return int(run.state);
    default:
        return {};
    }
}

const Run *RunsModel::find(qint64 id) const {
    const QModelIndex at = indexOf(id);
    return at.isValid() ? &m_runs.at(at.row()) : nullptr;
}

QModelIndex RunsModel::indexOf(qint64 id) const {
    const auto found =
        std::find_if(m_runs.cbegin(), m_runs.cend(), [id](const Run &run) { return run.id == id; });
    return found == m_runs.cend() ? QModelIndex() : index(int(found - m_runs.cbegin()));
}

int RunsModel::activeCount() const {
    return int(std::count_if(m_runs.cbegin(), m_runs.cend(), [](const Run &run) { return run.isActive(); }));
}

void RunsModel::reset(const QList<Run> &newestFirst) {
    beginResetModel();
    m_runs = newestFirst;
    endResetModel();
}

void RunsModel::put(const Run &run) {
    const QModelIndex at = indexOf(run.id);
    if (at.isValid()) {
        m_runs[at.row()] = run;
        emit dataChanged(at, at);
        return;
    }
    beginInsertRows({}, 0, 0);
    m_runs.prepend(run);
    endInsertRows();
}

void RunsModel::remove(qint64 id) {
    const QModelIndex at = indexOf(id);
    if (!at.isValid())
        return;
    beginRemoveRows({}, at.row(), at.row());
    m_runs.removeAt(at.row());
    endRemoveRows();
}

} // namespace runs
