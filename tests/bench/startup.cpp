// SPDX-License-Identifier: MIT
// Start-up to a painted, usable window, as a ratio to an empty Qt window, in turn in one run: bench_startup
// [ROUNDS]
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using bench::firstPaint;
using bench::median;

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
        const double a = firstPaint(QStringLiteral(EMPTYWINDOW), {});
        const double p = firstPaint(QStringLiteral(PLAINWINDOW), {});
        const double b = firstPaint(QStringLiteral(DESKTOP), arguments);
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
