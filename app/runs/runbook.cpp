// SPDX-License-Identifier: MIT
#include "app/runs/runbook.h"

#include "app/runs/searchtext.h"

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr qint64 retryStore = 30'000;

/// A question whose answer says nothing new is not worth a write to the disk; the next event brings the
/// count along. Nor is the word of a list: it tells of a hundred runs at once, and a hundred commits would
/// stop the window.
bool saysNothingNew(const Run &before, const Run &after, const Event &event) {
    return event.kind == Event::Sighted ||
           (event.kind == Event::StillRunning && before.statusWord == after.statusWord &&
               before.message == after.message);
}

} // namespace

RunBook::RunBook(RunStore *store, Clock clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(std::move(clock)) {}

RunBook::~RunBook() {
    for (qint64 id : std::as_const(m_unsaved))
        m_store->update(m_runs.at(id));
}

QString RunBook::load() {
    QString error;
    const QList<Run> underWay = m_store->history().underWay(&error);
    for (const Run &run : underWay)
        m_runs.insert_or_assign(run.id, run);
    return error;
}

const Run *RunBook::find(qint64 id) {
    const auto found = m_runs.find(id);
    if (found != m_runs.end())
        return &found->second;
    const std::optional<Run> stored = m_store->run(id);
    return stored ? &m_runs.insert_or_assign(id, *stored).first->second : nullptr;
}

QList<Run> RunBook::inMemory() const {
    QList<Run> runs;
    runs.reserve(qsizetype(m_runs.size()));
    for (const auto &[id, run] : m_runs)
        runs << run;
    return runs;
}

QString RunBook::add(QList<Run> &runs, const QStringList &texts, const QString &watchedFolder) {
    QString error = m_store->insert(runs, texts, watchedFolder);
    if (!error.isEmpty())
        return error;
    for (const Run &run : std::as_const(runs))
        m_runs.insert_or_assign(run.id, run);
    for (const Run &run : std::as_const(runs))
        emit changed(run);
    return {};
}

bool RunBook::apply(qint64 id, const Event &event, const std::optional<QByteArray> &body,
    const std::optional<QString> &values) {
    const Run *before = find(id);
    if (!before)
        return false;
    std::optional<Run> after = next(*before, event);
    if (!after) {
        qWarning("run %lld: event %d is impossible in state %d and was not applied",
            static_cast<long long>(id), int(event.kind), int(before->state));
        return false;
    }
    if (m_planner && after->state == RunState::Waiting)
        after->nextAskAt = m_planner(*after, event);
    QString error;
    if (!saysNothingNew(*before, *after, event) || m_unsaved.contains(id)) {
        error = m_store->write(
            {*after, timelineEntry(event), body, body && !values ? extractedValues(*body) : values});
    }
    if (error.isEmpty()) {
        m_unsaved.remove(id);
    } else if (before->state == RunState::Queued || !before->isActive()) {
        // What has not begun can wait for the disk; a cancel that is forgotten would be sent after a restart.
        emit trouble(error);
        return false;
    } else if (event.kind == Event::ResultArrived) {
        fetchLater(id, error);
        return false;
    } else {
        // What the network has done is true, and forgetting an id would lose a run: it is kept here, and
        // offered to the ledger again.
        m_unsaved.insert(id);
        m_saveAgainAt = m_clock() + retryStore;
    }
    m_runs[id] = *after;
    if (!error.isEmpty())
        emit trouble(error);
    emit happened(*after, int(event.kind));
    emit changed(*after);
    return true;
}

void RunBook::adjust(qint64 id, const std::function<void(Run &)> &change) {
    const auto found = m_runs.find(id);
    if (found == m_runs.end())
        return;
    change(found->second);
    const Run told = found->second;
    emit changed(told);
}

void RunBook::amend(qint64 id, const std::function<void(Run &)> &change) {
    if (!find(id))
        return;
    Run &run = m_runs.at(id);
    change(run);
    const Run told = run;
    if (const QString error = m_store->update(told); !error.isEmpty()) {
        m_unsaved.insert(id);
        m_saveAgainAt = m_clock() + retryStore;
        emit trouble(error);
    }
    emit changed(told);
}

void RunBook::fetchLater(qint64 id, const QString &why, int before) {
    emit trouble(why);
    const qint64 until = m_clock() + (retryStore << qBound(0, before, 4));
    adjust(id, [&why, until](Run &run) {
        run.message =
            tr("%1%2 The run is not affected: its result is still at the service, and is fetched again.")
                .arg(why, why.endsWith(u'.') ? u""_s : u"."_s);
        run.nextAskAt = until;
    });
    emit heldBack(id, until);
}

bool RunBook::remove(qint64 id) {
    const QString error = m_store->remove(id);
    if (!error.isEmpty()) {
        emit trouble(error);
        return false;
    }
    m_runs.erase(id);
    m_unsaved.remove(id);
    emit removed(id);
    return true;
}

std::optional<qint64> RunBook::saveAgain() {
    if (m_unsaved.isEmpty())
        return {};
    if (m_clock() < m_saveAgainAt)
        return m_saveAgainAt;
    m_saveAgainAt = m_clock() + retryStore;
    const QSet<qint64> unsaved = m_unsaved;
    for (qint64 id : unsaved) {
        const auto run = m_runs.find(id);
        if (run != m_runs.end() && !m_store->update(run->second).isEmpty())
            return m_saveAgainAt;
        m_unsaved.remove(id);
    }
    return {};
}

} // namespace runs
