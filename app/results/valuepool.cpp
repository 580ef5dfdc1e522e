// SPDX-License-Identifier: MIT
#include "app/results/valuepool.h"

namespace results {

int ValuePool::idOf(const QString &text) {
    const auto known = m_ids.constFind(text);
    if (known != m_ids.cend())
        return *known;
    NormalValue value(text);
    const QString key = value.key();
    const int group = m_groups.value(key, int(m_groups.size()));
    m_groups.insert(key, group);
    const int id = int(m_entries.size());
    m_ids.insert(text, id);
    m_entries.push_back({std::move(value), group});
    return id;
}

bool ValuePool::match(int left, int right) const {
    if (groupOf(left) == groupOf(right))
        return true;
    const NormalValue &one = value(left);
    const NormalValue &other = value(right);
    return (one.isAmbiguous() || other.isAmbiguous()) && one.matches(other);
}

} // namespace results
