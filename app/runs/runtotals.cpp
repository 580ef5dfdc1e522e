// SPDX-License-Identifier: MIT
#include "app/runs/runtotals.h"

#include "app/runs/runhistory.h"

#include <numeric>

namespace runs {

RunTotals::RunTotals(const RunHistory *history, InMemory inMemory, QObject *parent)
    : QObject(parent)
    , m_history(history)
    , m_inMemory(std::move(inMemory)) {
    m_tell.setSingleShot(true);
    m_tell.setInterval(0);
    connect(&m_tell, &QTimer::timeout, this, [this] {
        if (m_stale)
            count();
        else
            emit changed();
    });
}

void RunTotals::count() {
    m_counts = m_history->counts();
    m_states.clear();
    const QList<Run> page = m_history->page({}, 0, 1);
    m_newest = page.isEmpty() ? 0 : page.first().id;
    const QList<Run> known = m_inMemory();
    for (const Run &run : known)
        m_states.insert(run.id, run.state);
    m_known = true;
    m_stale = false;
    emit changed();
}

int RunTotals::all() const {
    return std::accumulate(m_counts.cbegin(), m_counts.cend(), 0);
}

void RunTotals::put(const Run &run) {
    if (!m_known)
        return;
    const auto before = m_states.find(run.id);
    if (before != m_states.end()) {
        if (*before == run.state)
            return;
        --m_counts[*before];
        ++m_counts[run.state];
        *before = run.state;
    } else {
        m_states.insert(run.id, run.state);
        if (run.id > m_newest) {
            m_newest = run.id;
            ++m_counts[run.state];
        } else {
            m_stale = true;
        }
    }
    if (!m_tell.isActive())
        m_tell.start();
}

void RunTotals::remove(qint64 id) {
    if (!m_known)
        return;
    const auto before = m_states.constFind(id);
    if (before == m_states.cend()) {
        m_stale = true;
    } else {
        --m_counts[*before];
        m_states.erase(before);
    }
    if (!m_tell.isActive())
        m_tell.start();
}

} // namespace runs
