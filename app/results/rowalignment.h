// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/field.h"

#include <QList>
#include <QString>

namespace results {

class ValuePool;

/// Which row of the left is which of the right; -1 where there is none.
struct RowPair {
    int left = -1;
    int right = -1;

    bool operator==(const RowPair &) const = default;
};

using Rows = QList<QList<Field>>;

/// Aligns rows, in the order of the left; what is only on the right follows what it follows there.
///
/// Without a key column: rows that are written alike, then those that are equal after normalising (the first
/// with the first, where several are), then the most similar ones before the less similar. Text weighs more
/// than numbers, which are equal by accident more often; rows that have less than a third in common stay
/// alone. The work is bounded: a row is compared with at most 29 others, the nearest of those that share a
/// value with it, rare values first, and its neighbours; (left + right) × 29 × columns in all.
///
/// With one: rows that have the same value there, and only those; where several have it, and among the rows
/// that have none, as above.
QList<RowPair> alignRows(const Rows &left, const Rows &right, const QString &keyColumn, ValuePool &values);

/// Those pairs, and what none of them names, in that order. `rightOf`: for each left, its right or -1.
QList<RowPair> inOrder(const QList<int> &rightOf, int rightCount);

} // namespace results
