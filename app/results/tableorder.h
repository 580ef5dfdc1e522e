// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/tableindex.h"

#include <QLocale>
#include <QString>

#include <atomic>
#include <optional>
#include <vector>

namespace results {

/// Which rows of a table are shown, and in which order.
struct TableQuery {
    QString filter;      ///< rows with this text in one of the columns, in any case; empty: all of them
    int sortColumn = -1; ///< -1: in the order of the text
    bool descending = false;
    std::vector<bool> hidden; ///< columns that are not searched
    QLocale locale;

    bool operator==(const TableQuery &) const = default;
};

/// How much of a value is searched and sorted by.
constexpr qsizetype searchedLength = 10'000;
constexpr qsizetype sortedLength = 500;

/// The numbers of the rows. Sorted are numbers (also those that are sent as text) by their exact value,
/// before texts as the language has them, before false, true, before lists and objects; rows with nothing
/// there come last both ways; equal ones stay as they were. Nothing when it was cancelled. For another
/// thread.
std::optional<std::vector<quint32>> orderedRows(
    const TableIndex &index, const TableQuery &query, const std::atomic_bool &cancelled);

} // namespace results
