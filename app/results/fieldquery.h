// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/fieldset.h"

#include <unordered_map>
#include <vector>

namespace results {

/// Which fields are wanted, and in which order.
struct FieldQuery {
    enum Order { Service, Name, Value, Confidence, Verification, Page, Group, Quote };

    QString text;          ///< in the name, the value, what was overridden, or a quote; without case
    int doubts = NoDoubt;  ///< any of these is enough
    double threshold = 80; ///< 0–100
    Order order = Service; ///< as the service sent them
    Qt::SortOrder direction = Qt::AscendingOrder;
    bool grouped = true; ///< the groups stay in the order of the service, the order is inside of them

    bool filters() const { return doubts != NoDoubt || !text.trimmed().isEmpty(); }
    bool operator==(const FieldQuery &) const = default;
};

/// How many values have a doubt; cells of tables count like fields.
struct DoubtCounts {
    qsizetype below = 0;
    qsizetype noEvidence = 0;
    qsizetype overridden = 0;
    qsizetype nothingFound = 0;
};
DoubtCounts countDoubts(const FieldSet &set, double threshold); ///< at once, however many there are

/// Places in a FieldSet.
struct FieldSelection {
    std::vector<int> fields; ///< in the order they are shown
    /// Of each table that is not shown whole, the rows that are wanted, in the order of the service. A table
    /// is wanted when one of its rows is; an object is wanted whole.
    std::unordered_map<int, std::vector<int>> rows;
};

/// Pure; for any thread. Takes about 0.2 µs a value.
FieldSelection selectFields(const FieldSet &set, const FieldQuery &query);

/// The rows in the order of what is in a column, those of the same kind in the order they have; by the order
/// of the service when `column` is negative.
void sortRows(
    std::vector<int> &rows, const Field &field, const FieldTable &table, int column, Qt::SortOrder direction);

} // namespace results
