// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QtGlobal>

#include <optional>
#include <set>
#include <utility>

namespace runs {

/// Things that become due at their time and are then taken by rank, the lowest first (of equal ones the
/// lowest id). Each change costs O(log n).
class DueQueue {
public:
    /// Adds it, or gives it another time and rank.
    void put(qint64 id, qint64 at, qint64 rank);
    void remove(qint64 id);

    /// The first of those due at `now`.
    std::optional<qint64> first(qint64 now);
    qint64 rankOf(qint64 id) const { return m_items.value(id).rank; }
    /// When there is something due: of what is due already, a time that has passed.
    std::optional<qint64> earliest() const;
    std::optional<qint64> timeOf(qint64 id) const;

private:
    struct Item {
        qint64 at = 0;
        qint64 rank = 0;
        bool isDue = false; ///< seen by first()
    };
    using Order = std::set<std::pair<qint64, qint64>>; ///< (time or rank, id)

    QHash<qint64, Item> m_items;
    Order m_later;
    Order m_due;
};

} // namespace runs
