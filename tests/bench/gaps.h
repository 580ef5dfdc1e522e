// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <utility>

namespace bench {

/// Rings as often as the event loop lets it, and remembers the longest wait.
class Gaps : public QObject {
public:
    Gaps() {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = qMax(m_longest, m_since.nsecsElapsed());
            m_since.restart();
        });
        m_since.start();
        m_timer.start(0);
    }
    /// Since the last call.
    double takeMilliseconds() {
        m_since.restart();
        return double(std::exchange(m_longest, 0)) / 1e6;
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

} // namespace bench
