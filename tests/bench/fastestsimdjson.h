// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/measure.h"

#include <QString>

#include <simdjson.h>

#include <limits>
#include <vector>

namespace bench {

/// Tries each implementation of simdjson that this processor can run (Debian's library has them all: icelake
/// is AVX-512, haswell AVX2, westmere SSE4.2, fallback none of these), and makes the fastest one the active
/// one: a yardstick must not be short because the library chose badly. Returns them in words.
inline QString useFastestSimdjson(const simdjson::padded_string &text) {
    const simdjson::implementation *const chosen = simdjson::get_active_implementation();
    const simdjson::implementation *best = chosen;
    double bestTime = std::numeric_limits<double>::max();
    QString all;
    for (const simdjson::implementation *kind : simdjson::get_available_implementations()) {
        if (!kind->supported_by_runtime_system())
            continue;
        simdjson::get_active_implementation() = kind;
        simdjson::dom::parser parser;
        std::vector<double> times;
        for (int round = 0; round < 4; ++round) {
            simdjson::dom::element root;
            const double time = milliseconds([&] {
                if (parser.parse(text).get(root) != simdjson::SUCCESS)
                    qFatal("simdjson cannot read it");
            });
            if (round > 0) // the first one warms
                times.push_back(time);
        }
        const double time = median(times);
        all += QStringLiteral("%1%2 %3 ms")
                   .arg(all.isEmpty() ? QString() : QStringLiteral(", "),
                       QString::fromStdString(kind->name()), QString::number(time, 'f', 0));
        if (time < bestTime) {
            best = kind;
            bestTime = time;
        }
    }
    simdjson::get_active_implementation() = best;
    return QStringLiteral("simdjson uses %1 (%2); by itself it would use %3")
        .arg(QString::fromStdString(best->name()), all, QString::fromStdString(chosen->name()));
}

} // namespace bench
