// SPDX-License-Identifier: MIT
#include "app/runs/duequeue.h"

namespace runs {

void DueQueue::put(qint64 id, qint64 at, qint64 rank) {
    const auto known = m_items.constFind(id);
    if (known != m_items.cend() && known->at == at && known->rank == rank)
        return;
    remove(id);
    m_items.insert(id, {at, rank, false});
    m_later.emplace(at, id);
}

void DueQueue::remove(qint64 id) {
    const auto known = m_items.constFind(id);
    if (known == m_items.cend())
        return;
    if (known->isDue)
        m_due.erase({known->rank, id});
    else
        m_later.erase({known->at, id});
    m_items.erase(known);
}

std::optional<qint64> DueQueue::first(qint64 now) {
    while (!m_later.empty() && m_later.begin()->first <= now) {
        const qint64 id = m_later.begin()->second;
        m_later.erase(m_later.begin());
        Item &item = m_items[id];
        item.isDue = true;
        m_due.emplace(item.rank, id);
    }
    if (m_due.empty())
        return {};
    return m_due.begin()->second;
}

std::optional<qint64> DueQueue::earliest() const {
    if (!m_due.empty())
        return m_items.value(m_due.begin()->second).at;
    if (!m_later.empty())
        return m_later.begin()->first;
    return {};
}

std::optional<qint64> DueQueue::timeOf(qint64 id) const {
    const auto known = m_items.constFind(id);
    return known == m_items.cend() ? std::nullopt : std::optional(known->at);
}

} // namespace runs
