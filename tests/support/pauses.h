// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/threadtime.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace support {

/// How long the event loop of this thread is away at a time, and how long it works at a time: on a machine
/// that others use as well, only the latter is the program's doing. Milliseconds.
class Pauses : public QObject {
public:
    Pauses() {
        connect(&m_beat, &QTimer::timeout, this, [this] {
            m_longest = qMax(m_longest, double(m_since.nsecsElapsed()) / 1e6);
            m_mostWork = qMax(m_mostWork, ThreadTime::worked() - m_workedBefore);
            start();
        });
        start();
        m_beat.start(1);
    }

    double longest() const { return m_longest; }
    double mostWork() const { return m_mostWork; } ///< 0 where that cannot be told

private:
    void start() {
        m_workedBefore = ThreadTime::worked();
        m_since.start();
    }

    QTimer m_beat;
    QElapsedTimer m_since;
    double m_workedBefore = 0;
    double m_longest = 0;
    double m_mostWork = 0;
};

} // namespace support
