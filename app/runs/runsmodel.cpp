// SPDX-License-Identifier: MIT
#include "app/runs/runsmodel.h"

#include "app/runs/runhistory.h"

#include <QThreadPool>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr size_t mostFreedHere = 2'000;
constexpr int mostAtOnce = 50; // questions whether a filter's words stand in a run

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

RunsModel::RunsModel(const RunHistory *history, QObject *parent)
    : QAbstractListModel(parent)
    , m_history(history) {
    m_judge.setSingleShot(true);
    m_judge.setInterval(0);
    connect(&m_judge, &QTimer::timeout, this, &RunsModel::judgeSome);
    append(nextPage());
}

int RunsModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_runs.size());
}

QVariant RunsModel::data(const QModelIndex &index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Run &run = at(index.row());
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

bool RunsModel::canFetchMore(const QModelIndex &parent) const {
    return !parent.isValid() && m_more;
}

void RunsModel::fetchMore(const QModelIndex &parent) {
    if (!canFetchMore(parent))
        return;
    const QList<Run> page = nextPage();
    if (page.isEmpty())
        return;
    const int first = int(m_runs.size());
    beginInsertRows({}, first, first + int(page.size()) - 1);
    append(page);
    endInsertRows();
}

void RunsModel::append(const QList<Run> &page) {
    m_runs.insert(m_runs.end(), page.cbegin(), page.cend());
}

QList<Run> RunsModel::nextPage() {
    QString error;
    QList<Run> page = m_history->page(m_filter, m_edge, pageSize, &error);
    m_more = page.size() == pageSize;
    if (!page.isEmpty())
        m_edge = page.last().id;
    for (Run &run : page) {
        const Run *newest = m_newest && run.isActive() ? m_newest(run.id) : nullptr;
        if (newest)
            run = *newest;
    }
    if (!error.isEmpty())
        emit trouble(error);
    return page;
}

void RunsModel::setFilter(const HistoryFilter &filter) {
    if (filter == m_filter)
        return;
    m_filter = filter;
    reload();
}

void RunsModel::reload() {
    beginResetModel();
    m_hidden.clear();
    m_unjudged.clear();
    m_edge = 0;
    std::deque<Run> former = std::exchange(m_runs, {});
    append(nextPage());
    endResetModel();
    if (former.size() > mostFreedHere) // a hundred thousand take a tenth of a second
        QThreadPool::globalInstance()->start([former = std::move(former)]() mutable { former.clear(); });
}

/// Where it is, or would be.
int RunsModel::placeOf(qint64 id) const {
    const auto place = std::lower_bound(m_runs.cbegin(), m_runs.cend(), id,
        [this](const Run &run, qint64 other) { return isBefore(run.id, other); });
    return int(place - m_runs.cbegin());
}

bool RunsModel::isAt(int place, qint64 id) const {
    return size_t(place) < m_runs.size() && at(place).id == id;
}

QModelIndex RunsModel::indexOf(qint64 id) const {
    const int place = placeOf(id);
    return isAt(place, id) ? index(place) : QModelIndex();
}

const Run *RunsModel::find(qint64 id) const {
    const QModelIndex at = indexOf(id);
    return at.isValid() ? &m_runs.at(size_t(at.row())) : nullptr;
}

/// False for what a later page brings.
bool RunsModel::isRead(qint64 id) const {
    return !m_more || isBefore(id, m_edge) || id == m_edge;
}

/// All of the filter but its words.
bool RunsModel::fits(const Run &run) const {
    return (m_filter.states.isEmpty() || m_filter.states.contains(run.state)) &&
           (m_filter.profile.isEmpty() || m_filter.profile == run.profile) &&
           (m_filter.workflowId.isEmpty() || m_filter.workflowId == run.workflowId);
}

/// What a run is found by changes with its state only.
bool RunsModel::isKnownHidden(const Run &run) const {
    const auto hidden = m_hidden.constFind(run.id);
    return hidden != m_hidden.cend() && *hidden == run.state;
}

bool RunsModel::letsThrough(const Run &run) {
    if (!fits(run) || isKnownHidden(run))
        return false;
    if (m_filter.text.trimmed().isEmpty())
        return true;
    ++m_judged;
    if (!m_judge.isActive())
        m_judge.start();
    HistoryFilter words;
    words.text = m_filter.text;
    const bool found = m_history->matches(run.id, words);
    if (found)
        m_hidden.remove(run.id);
    else
        m_hidden.insert(run.id, run.state);
    return found;
}

void RunsModel::put(const Run &run) {
    m_unjudged.erase(run.id); // as it stood before
    const int place = placeOf(run.id);
    const bool shown = isAt(place, run.id);
    if (shown && (at(place).state == run.state || letsThrough(run))) {
        m_runs[size_t(place)] = run;
        emit dataChanged(index(place), index(place));
    } else if (shown) {
        beginRemoveRows({}, place, place);
        m_runs.erase(m_runs.begin() + place);
        endRemoveRows();
    } else if (!isRead(run.id)) {
        return;
    } else if (m_judged >= mostAtOnce && fits(run) && !isKnownHidden(run)) {
        m_unjudged.emplace(run.id, run); // the timer runs already
    } else if (letsThrough(run)) {
        beginInsertRows({}, place, place);
        m_runs.insert(m_runs.begin() + place, run);
        endInsertRows();
    }
}

/// A thousand new runs while a search is on: each is a question to the ledger, and the window goes on
/// between.
void RunsModel::judgeSome() {
    m_judged = 0;
    while (!m_unjudged.empty() && m_judged < mostAtOnce) {
        const Run run = m_unjudged.begin()->second;
        m_unjudged.erase(m_unjudged.begin());
        put(run);
    }
    if (!m_unjudged.empty() && !m_judge.isActive())
        m_judge.start();
}

void RunsModel::remove(qint64 id) {
    m_hidden.remove(id);
    m_unjudged.erase(id);
    const QModelIndex at = indexOf(id);
    if (at.isValid()) {
        m_forgetting = true;
        beginRemoveRows({}, at.row(), at.row());
        m_runs.erase(m_runs.begin() + at.row());
        endRemoveRows();
        m_forgetting = false;
    }
    emit forgotten(id);
}

} // namespace runs
