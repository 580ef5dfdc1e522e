// SPDX-License-Identifier: MIT
// Start-up to a painted, usable window, as a ratio to an empty Qt window, in turn in one run: bench_startup
// [ROUNDS]
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// From the start of the process until it says that its window has been painted and takes input.
double milliseconds(const QString &program, const QStringList &arguments) {
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

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv) {
    const QCoreApplication app(argc, argv);
    const int rounds = argc > 1 ? std::max(3, QByteArray(argv[1]).toInt()) : 15;
    const QTemporaryDir data;
    const QStringList arguments{u"--data-dir"_s, data.path(), u"--exit-when-shown"_s};
    std::vector<double> empty;
    std::vector<double> plain;
    std::vector<double> plainRatios;
    std::vector<double> ours;
    std::vector<double> ratios;
    for (int i = -1; i < rounds; ++i) {
        const double a = milliseconds(QStringLiteral(EMPTYWINDOW), {});
        const double p = milliseconds(QStringLiteral(PLAINWINDOW), {});
        const double b = milliseconds(QStringLiteral(DESKTOP), arguments);
        if (i < 0)
            continue; // the first warms the caches
        empty.push_back(a);
        plain.push_back(p);
        plainRatios.push_back(p / a);
        ours.push_back(b);
        ratios.push_back(b / a);
    }
    QTextStream(stdout) << "empty window   " << median(empty) << " ms (median of " << rounds << ")\n"
                        << "plain widgets  " << median(plain) << " ms, ratio " << median(plainRatios) << "\n"
                        << "our window     " << median(ours) << " ms, ratio " << median(ratios) << Qt::endl;
    return 0;
}
