// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Comparing two results in the whole window, from the list of runs on.
class TestCompare : public QObject {
    Q_OBJECT

private slots:
    void findsTheEarlierResult();
    void comparesTwoRuns();
    void comparesWithTheEarlierResult();
    void swapsAndAligns();
    void exportsAsCsv();
    void outlivesItsRuns();
    void tellsWhatIsMissing();
    void opensOnceAndKeepsItsSize();
};
