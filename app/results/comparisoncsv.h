// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/comparisonfilter.h"
#include "app/results/csvwriter.h"

#include <QList>

namespace results {

/// What stands over the values of either side: "invoice.pdf, 4 March 2026".
struct ComparedNames {
    QString left;
    QString right;
};

/// A heading, and a line for every value that the filter takes: group, field, row on either side, column,
/// verdict, both values and confidences whole and as written, confidence change, both paths.
CsvWriter comparisonTable(const Comparison &comparison, const ComparisonFilter &filter,
    const ComparedNames &names, CsvWriter::Format format);

/// Some of its lines only, with what is below them.
CsvWriter comparisonTable(const Comparison &comparison, const QList<const ComparedItem *> &items,
    const ComparisonFilter &filter, const ComparedNames &names, CsvWriter::Format format);

} // namespace results
