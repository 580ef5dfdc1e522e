// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QtGlobal>

#include <optional>

namespace runs {

/// How long the runs of one workflow take from acceptance until they are ready, learned from the last 20.
/// Milliseconds.
class UsualTime {
public:
    static constexpr int memory = 20;
    static constexpr qint64 unknown = 1'000; ///< when nothing is known

    void learn(qint64 ms);
    /// The median.
    std::optional<qint64> median() const { return m_median; }
    qint64 expected() const { return m_median.value_or(unknown); }
    /// When a run is asked first: a bit before it is expected, for what is learned is when it was seen, and
    /// runs that are never asked before the expected time would make the expected time grow and grow.
    qint64 firstAsk() const { return m_median ? *m_median - *m_median / 8 : unknown; }
    /// The same for somebody who looks on: well before the fastest.
    qint64 firstLook() const { return m_median ? m_fastest / 2 : unknown; }

private:
    QList<qint64> m_last;
    std::optional<qint64> m_median;
    qint64 m_fastest = 0;
};

} // namespace runs
