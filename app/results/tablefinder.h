// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QList>
#include <QString>

#include <atomic>
#include <optional>

namespace results {

/// An array that holds an object.
struct FoundTable {
    QString path; ///< JSONPath
    JsonNode node;
    qint64 rows = 0;
};

/// How many tables are found at most, and how many values are looked at for them.
constexpr int mostTables = 300;
constexpr int mostVisited = 100'000;

/// The arrays of objects in a document, as far as a bounded walk finds them (of long arrays it looks into the
/// beginning only): first the tables among the extracted fields, then the others, each the longest first, and
/// lists of evidence last. `cut` tells that there may be more. For another thread.
QList<FoundTable> findTables(
    const ResultDocument &document, const std::atomic_bool &cancelled, bool *cut = nullptr);

/// The innermost array of objects that has the value with this path in a row or a cell (as tableWith() says),
/// also where the walk did not come by; nothing when there is none.
std::optional<FoundTable> tableAround(const ResultDocument &document, const QString &path);

/// The one that has the value with this path as one of its rows or cells, or as a part of a field in a cell;
/// -1 when none has.
qsizetype tableWith(const QList<FoundTable> &tables, const QString &path);

} // namespace results
