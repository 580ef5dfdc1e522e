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

    void start() {
        m_passed.start();
        m_before = now();
    }
    /// Milliseconds since start(), which this thread has called.
    qint64 elapsed() const {
        const qint64 worked = now();
        return worked < 0 ? m_passed.elapsed() : (worked - m_before) / 1'000'000;
    }

private:
    static qint64 now() {
#ifdef Q_OS_UNIX
        timespec time{};
        if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0)
            return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
#endif
        return -1;
    }

    QElapsedTimer m_passed;
    qint64 m_before = 0;
};

} // namespace support
