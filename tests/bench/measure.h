// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <sys/resource.h>

#include <algorithm>
#include <functional>
#include <vector>

namespace bench {

inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

inline double longest(const std::vector<double> &values) {
    return *std::max_element(values.begin(), values.end());
}

inline double milliseconds(const std::function<void()> &work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

/// From the start of the process until it says that its window has been painted and takes input.
inline double firstPaint(const QString &program, const QStringList &arguments) {
    QElapsedTimer timer;
    timer.start();
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    const bool shown = process.waitForReadyRead(60'000) && process.readLine() == "shown\n";
    const double elapsed = double(timer.nsecsElapsed()) / 1e6;
    if (!shown || !process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("%s failed", qPrintable(program));
    return elapsed;
}

/// Processor time of this process so far, all of its threads; with RUSAGE_CHILDREN, of those it started and
/// that have ended.
inline double cpuSeconds(int whose = RUSAGE_SELF) {
    rusage usage = {};
    getrusage(whose, &usage);
    const auto seconds = [](const timeval &time) {
        return double(time.tv_sec) + double(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// A line of /proc/self/status in KiB: VmRSS is the memory now, VmHWM its peak (Linux).
inline double memoryKib(const QByteArray &name) {
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith(name + ':'))
                return line.mid(name.size() + 1).simplified().split(' ').value(0).toDouble();
        }
    }
    qFatal("/proc/self/status does not tell %s", name.constData());
    return 0;
}

/// From now on VmHWM is the peak since.
inline void resetPeak() {
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (!file.open(QIODevice::WriteOnly) || file.write("5") != 1)
        qFatal("/proc/self/clear_refs cannot be written");
}

} // namespace bench
