// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// ui::RunsPane over a real ledger: what is listed.
class TestSubmitRuns : public QObject {
    Q_OBJECT

private slots:
    void filtersByText_data();
    void filtersByText();
    void filtersByState_data();
    void filtersByState();
    void typingIsWaitedFor();
    void findsExtractedValues();
    void ordersBothWays();
    void ordersByMore_data();
    void ordersByMore();
    void orderIsChosenWithKeys();
    void aRunMovesWithItsState();
    void saysThatASortedSearchIsCut();
    void scrollingReadsOn();
    void countsWhatIsThere();
    void saysWhenThereIsNothing();
    void pausesTheQueue();
    void escapeAndArrowInTheFilter();
    void ticksRepaintActiveRows();
    void waitingRowsHaveNoBar();
    void theRunOnShowIsInSight();
    void longNamesGiveWay();
    void everyControlHasAName();
};
