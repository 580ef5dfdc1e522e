// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>

#ifdef Q_OS_UNIX
#include <ctime>
#endif

namespace support {

/// How long this thread has worked. On a machine with other things to do a deed takes longer, but is no more
/// work; where the system does not tell, the time that has passed.
class ThreadTime {
public:
    ThreadTime() { start(); }

    /// Of this thread so far, in milliseconds; 0 where the system does not tell.
    static double worked() {
#ifdef Q_OS_UNIX
        timespec time = {};
        if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0)
            return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
#endif
        return 0;
    }

    void start() {
        m_passed.start();
        m_before = worked();
    }
    /// Milliseconds since start(), which this thread has called.
    qint64 elapsed() const {
        const double now = worked();
        return now > 0 ? qint64(now - m_before) : m_passed.elapsed();
    }

private:
    QElapsedTimer m_passed;
    double m_before = 0;
};

} // namespace support
