// SPDX-License-Identifier: MIT
#include "app/runs/runsmodel.h"

#include "app/runs/historyreader.h"
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
    ask(Asking::First);
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
    if (canFetchMore(parent) && m_asking == Asking::Nothing)
        ask(Asking::Next);
}

void RunsModel::append(const QList<Run> &page) {
    m_runs.insert(m_runs.end(), page.cbegin(), page.cend());
    for (const Run &run : page) {
        if (!isByAge())
            m_places.insert(run.id, placeOf(run));
    }
}

void RunsModel::setFilter(const HistoryFilter &filter) {
    if (filter == m_wanted)
        return;
    m_wanted = filter;
    reload();
}

void RunsModel::reload() {
    if (m_asking != Asking::Nothing)
        m_reader->cancel();
    m_meanwhile.clear();
    ask(Asking::First);
}

void RunsModel::ask(Asking what) {
    const HistoryFilter &filter = what == Asking::First ? m_wanted : m_filter;
    const HistoryPlace from = what == Asking::First ? HistoryPlace() : m_edge;
    if (m_reader && !filter.text.trimmed().isEmpty()) {
        const bool begins = what == Asking::First && !isSearching();
        m_asking = what;
        m_reader->ask(filter, from, pageSize, [this, what](const HistoryPage &page) { take(what, page); });
        if (begins)
            emit searchingChanged(true);
        return;
    }
    HistoryPage page;
    page.runs = m_history->page(filter, from, pageSize, &page.error, &page.cut);
    take(what, std::move(page));
}

void RunsModel::take(Asking what, HistoryPage page) {
    const auto meanwhile = std::exchange(m_meanwhile, {});
    const bool searched = isSearching();
    m_asking = Asking::Nothing; // who hears of the rows may read on
    std::deque<Run> former;
    if (what == Asking::First) {
        beginResetModel();
        m_filter = m_wanted;
        m_hidden.clear();
        m_unjudged.clear();
        m_edge = {};
        m_places.clear();
        former = std::exchange(m_runs, {});
    }
    m_cut = page.cut;
    m_more = page.runs.size() == pageSize;
    if (!page.runs.isEmpty())
        m_edge = placeOf(page.runs.last());
    // In the ledger a run may have moved on already that the model has not been told of yet, or not have gone
    // yet.
    page.runs.removeIf([&](const Run &run) {
        const auto changed = meanwhile.find(run.id);
        return m_places.contains(run.id) || (changed != meanwhile.cend() && !changed->second);
    });
    for (Run &run : page.runs) {
        const Run *newest = m_newest && run.isActive() ? m_newest(run.id) : nullptr;
        if (newest && placeOf(*newest) == placeOf(run))
            run = *newest;
    }
    if (what == Asking::First) {
        append(page.runs);
        endResetModel();
    } else if (!page.runs.isEmpty()) {
        const int first = int(m_runs.size());
        beginInsertRows({}, first, first + int(page.runs.size()) - 1);
        append(page.runs);
        endInsertRows();
    }
    if (former.size() > mostFreedHere) // a hundred thousand take a tenth of a second
        QThreadPool::globalInstance()->start([former = std::move(former)]() mutable { former.clear(); });
    for (const auto &[id, run] : meanwhile) {
        if (run)
            put(*run);
    }
    if (searched)
        emit searchingChanged(false);
    if (!page.error.isEmpty())
        emit trouble(page.error);
    if (!m_toLookAt.isEmpty())
        lookAgain({});
}

void RunsModel::lookAgain(const QList<qint64> &runIds) {
    if (!m_reader || m_wanted.text.trimmed().isEmpty()) {
        m_toLookAt.clear(); // a search that begins later sees them
        return;
    }
    m_toLookAt << runIds;
    if (m_asking == Asking::First || std::exchange(m_isLooking, true))
        return;
    m_reader->askAmong(
        std::exchange(m_toLookAt, {}), m_filter, [this, filter = m_filter](const HistoryPage &page) {
            m_isLooking = false;
            // Another search was begun behind them, and sees them.
            if (filter == m_filter && m_asking != Asking::First)
                takeFound(page.runs);
            if (!m_toLookAt.isEmpty())
                lookAgain({});
        });
}

void RunsModel::takeFound(const QList<Run> &runs) {
    for (const Run &run : runs) {
        m_hidden.remove(run.id);
        const HistoryPlace place = placeOf(run);
        const bool isThere = m_history->matches(run.id, {}); // and was not removed meanwhile
        if (isThere && rowOf(run.id) < 0 && isRead(place))
            insert(run, place);
    }
}

/// Where it is, or would be.
int RunsModel::rowFor(const HistoryPlace &place) const {
    const auto row = std::lower_bound(
        m_runs.cbegin(), m_runs.cend(), place, [this](const Run &run, const HistoryPlace &other) {
            return isBefore(placeOf(run), other, m_filter.order);
        });
    return int(row - m_runs.cbegin());
}

bool RunsModel::isAt(int row, qint64 id) const {
    return size_t(row) < m_runs.size() && at(row).id == id;
}

/// -1: it is not among the rows.
int RunsModel::rowOf(qint64 id) const {
    HistoryPlace place = id;
    if (!isByAge()) {
        const auto known = m_places.constFind(id);
        if (known == m_places.cend())
            return -1;
        place = *known;
    }
    const int row = rowFor(place);
    if (isAt(row, id))
        return row;
    if (isByAge())
        return -1;
    // A name that is no text, and stands elsewhere in the ledger than it would here.
    const auto found =
        std::find_if(m_runs.cbegin(), m_runs.cend(), [id](const Run &run) { return run.id == id; });
    return found == m_runs.cend() ? -1 : int(found - m_runs.cbegin());
}

QModelIndex RunsModel::indexOf(qint64 id) const {
    const int row = rowOf(id);
    return row >= 0 ? index(row) : QModelIndex();
}

const Run *RunsModel::find(qint64 id) const {
    const int row = rowOf(id);
    return row >= 0 ? &at(row) : nullptr;
}

/// False for what a later page brings.
bool RunsModel::isRead(const HistoryPlace &place) const {
    return !m_more || !isBefore(m_edge, place, m_filter.order);
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
    if (m_asking != Asking::Nothing)
        m_meanwhile.insert_or_assign(run.id, run);
    m_unjudged.erase(run.id); // as it stood before
    const int row = rowOf(run.id);
    const HistoryPlace place = placeOf(run);
    if (row >= 0) {
        const bool stays = at(row).state == run.state || letsThrough(run);
        if (stays && (place == placeOf(at(row)) || isRead(place)))
            replace(row, run);
        else
            takeRow(row);
    } else if (!isRead(place)) {
        return;
    } else if (m_judged >= mostAtOnce && fits(run) && !isKnownHidden(run)) {
        m_unjudged.emplace(run.id, run); // the timer runs already
    } else if (letsThrough(run)) {
        insert(run, place);
    }
}

void RunsModel::insert(const Run &run, const HistoryPlace &place) {
    const int row = rowFor(place);
    beginInsertRows({}, row, row);
    m_runs.insert(m_runs.begin() + row, run);
    if (!isByAge())
        m_places.insert(run.id, place);
    endInsertRows();
}

void RunsModel::replace(int row, const Run &run) {
    const HistoryPlace place = placeOf(run);
    int target = row;
    if (place != placeOf(at(row))) {
        target = rowFor(place); // counted with the row itself
        if (target > row)
            --target;
        const bool moves = target != row;
        if (moves)
            beginMoveRows({}, row, row, {}, target > row ? target + 1 : target);
        m_runs.erase(m_runs.begin() + row);
        m_runs.insert(m_runs.begin() + target, run);
        m_places.insert(run.id, place);
        if (moves)
            endMoveRows();
    } else {
        m_runs[size_t(row)] = run;
    }
    emit dataChanged(index(target), index(target));
}

void RunsModel::takeRow(int row) {
    // Before anybody hears of it: who reads on then may get it at its new place, with the next page.
    m_places.remove(at(row).id);
    beginRemoveRows({}, row, row);
    m_runs.erase(m_runs.begin() + row);
    endRemoveRows();
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
    if (m_asking != Asking::Nothing)
        m_meanwhile.insert_or_assign(id, std::nullopt);
    m_hidden.remove(id);
    m_unjudged.erase(id);
    const QModelIndex at = indexOf(id);
    if (at.isValid()) {
        m_forgetting = true;
        takeRow(at.row());
        m_forgetting = false;
    }
    emit forgotten(id);
}

} // namespace runs
