// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/normalvalue.h"

#include <QHash>
#include <QString>

#include <deque>

namespace results {

/// Values by number, each text read once: those of a table repeat. Not for several threads.
class ValuePool {
public:
    /// The number of this very text.
    int idOf(const QString &text);
    const NormalValue &value(int id) const { return m_entries[size_t(id)].value; }
    /// Values of the same group match; see NormalValue::key().
    int groupOf(int id) const { return m_entries[size_t(id)].group; }
    bool match(int left, int right) const;

private:
    struct Entry {
        NormalValue value;
        int group;
    };
    QHash<QString, int> m_ids;
    QHash<QString, int> m_groups;
    std::deque<Entry> m_entries;
};

} // namespace results
