// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// What is made of a comparison: words, tables for other programs, a model, marked texts; and its loader.
class TestComparisonViews : public QObject {
    Q_OBJECT

private slots:
    void cellsAreNoFormulas_data();
    void cellsAreNoFormulas();
    void writesCsv();
    void writesTsv();
    void tellsTheSummary();
    void writesTheTable();
    void writesTheChosenLines();
    void marksWords_data();
    void marksWords();
    void marksWhatMakesThemDiffer();
    void modelShowsTheComparison();
    void modelFilters_data();
    void modelFilters();
    void modelGoesFromDifferenceToDifference_data();
    void modelGoesFromDifferenceToDifference();
    void modelShowsWhereValuesDiffer();
    void modelHoldsManyRows();
    void loaderTellsFaults_data();
    void loaderTellsFaults();
    void loaderSwapsAndAligns();
    void loaderReadsOnce();
    void loaderMayDie();
};
