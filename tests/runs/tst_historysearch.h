// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Searching and sorting, held against plain loops over all runs.
class TestHistorySearch : public QObject {
    Q_OBJECT

private slots:
    void findsWhatALoopFinds_data();
    void findsWhatALoopFinds();
    void sortsAsALoopSorts_data();
    void sortsAsALoopSorts();
    void sortsOddNames();
    void sortedSearchIsCut();
    void fewIdsOfAFilter();
    void commonPiecesInARareOrder();
    void piecesAreFewAndRare();
    void shortWordsInEveryCase_data();
    void shortWordsInEveryCase();
    void namesAreForgotten();
    void changedNamesAreFound();
    void versionTwoIsMigrated();
    void failedMigrationLeavesVersionTwo();
};
