// SPDX-License-Identifier: MIT
#include "app/runs/valueparts.h"

#include <algorithm>

namespace runs {

bool PartCutter::add(QStringView text) {
    while (!text.isEmpty()) {
        if (m_part.size() >= size && !cut())
            return false;
        const qsizetype some = std::min(text.size(), size - m_part.size());
        m_part += text.first(some);
        text = text.sliced(some);
    }
    return true;
}

bool PartCutter::end() {
    return m_part.isEmpty() || m_take(m_part, m_shared);
}

bool PartCutter::cut() {
    const qsizetype end = m_part.back().isHighSurrogate() ? m_part.size() - 1 : m_part.size();
    if (!m_take(m_part.first(end), m_shared))
        return false;
    qsizetype begin = end - lap;
    if (m_part.at(begin).isLowSurrogate())
        --begin;
    m_shared = end - begin;
    m_part.remove(0, begin);
    return true;
}

} // namespace runs
