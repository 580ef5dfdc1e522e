// SPDX-License-Identifier: MIT
#include "tests/fuzz/views.h"

#include "app/results/comparison.h"
#include "app/results/comparisoncsv.h"
#include "app/results/comparisonmodel.h"
#include "app/results/comparisontext.h"

#include <QAbstractItemModelTester>

using namespace results;

namespace fuzz {

namespace {

/// Reads all rows of a model that has them from the beginning.
void readAll(const QAbstractItemModel &model, const QModelIndex &parent = {}) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::AccessibleTextRole),
                     int(ComparisonModel::TextRole), int(ComparisonModel::PathRole)})
                model.index(row, column, parent).data(role);
        }
        readAll(model, model.index(row, 0, parent));
    }
}

} // namespace

void compareWith(const ResultDocument &document, const ResultDocument &other) {
    const QList<Field> left = results::readFields(document);
    const QList<Field> right = results::readFields(other);
    const ComparisonPtr itself = compare(left, left);
    FUZZ_REQUIRE(itself->summary.of(Verdict::Equal) == itself->summary.all());
    const ComparisonPtr there = compare(left, right);
    const ComparisonPtr back = compare(right, left);
    FUZZ_REQUIRE(there->summary.of(Verdict::Equal) == back->summary.of(Verdict::Equal));
    FUZZ_REQUIRE(there->summary.of(Verdict::Equivalent) == back->summary.of(Verdict::Equivalent));
    FUZZ_REQUIRE(there->summary.of(Verdict::Changed) == back->summary.of(Verdict::Changed));
    FUZZ_REQUIRE(there->summary.of(Verdict::OnlyLeft) == back->summary.of(Verdict::OnlyRight));
    FUZZ_REQUIRE(there->summary.of(Verdict::OnlyRight) == back->summary.of(Verdict::OnlyLeft));
    FUZZ_REQUIRE(there->summary.lessConfident == back->summary.moreConfident);
    summaryText(there->summary);

    ComparisonModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setComparison(there);
    readAll(model);
    model.setFilter({true, {}});
    readAll(model);
    // A heading, and a line for each value.
    FUZZ_REQUIRE(comparisonTable(*there, {}, {}, CsvWriter::Format::Csv).lines() == there->summary.all() + 1);

    ComparisonOptions options;
    for (const ComparedTable &table : there->tables) {
        if (!table.columns.isEmpty())
            options.rowKeys.insert(table.name, table.columns.last());
    }
    compare(left, right, options);
}

} // namespace fuzz
