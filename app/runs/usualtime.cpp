// SPDX-License-Identifier: MIT
#include "app/runs/usualtime.h"

#include <algorithm>

namespace runs {

void UsualTime::learn(qint64 ms) {
    constexpr qint64 day = 24 * 3'600'000;
    if (ms <= 0 || ms > day)
        return; // a clock was set meanwhile
    if (m_last.size() == memory)
        m_last.removeFirst();
    m_last << ms;
    QList<qint64> sorted = m_last;
    std::sort(sorted.begin(), sorted.end());
    m_median = sorted.at((sorted.size() - 1) / 2);
    m_fastest = sorted.first();
}

} // namespace runs
