// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"

#include <QByteArray>

#include <compare>

namespace runs {

/// What a list of runs is sorted by.
enum class SortKey {
    Age,      ///< the newest first
    Name,     ///< A to Z, without regard to the case of a to z; other letters behind them
    State,    ///< what needs a person first, then what is under way, then what is done
    Workflow, ///< by its name, as Name
    Size,     ///< the largest document first
};

/// Runs that words find are sorted by something other than age after they have been found: so many of them,
/// the newest ones.
inline constexpr int mostSorted = 1'000;

struct HistoryOrder {
    SortKey key = SortKey::Age;
    bool backwards = false; ///< the oldest first, Z to A, what is done first, the smallest first

    /// Runs that are equal in what they are sorted by are in the order of age: the newest first, except where
    /// age itself, a name or a size is read backwards.
    bool newestFirst() const { return !backwards || key == SortKey::State || key == SortKey::Workflow; }
    bool operator==(const HistoryOrder &) const = default;
};

/// Where a run stands in an order: a page begins behind such a place, whether or not the run is still there.
struct HistoryPlace {
    qint64 id = 0;     ///< 0: before the first
    QByteArray text;   ///< by name or workflow: UTF-8, a to z in lower case
    qint64 number = 0; ///< by state or size

    HistoryPlace(qint64 runId = 0) // an id alone is a place in the order of age
        : id(runId) {}
    HistoryPlace(const Run &run, SortKey key);

    bool operator==(const HistoryPlace &) const = default;
};

/// As the ledger's indexes have it.
bool isBefore(const HistoryPlace &left, const HistoryPlace &right, HistoryOrder order);

/// The states as SortKey::State has them.
int rankOf(RunState state);
constexpr int ranks = 8; ///< 0 to 7
RunState stateOfRank(int rank);

} // namespace runs
