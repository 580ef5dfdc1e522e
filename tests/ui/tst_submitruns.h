// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// ui::RunsPane over a real runs::RunsModel.
class TestSubmitRuns : public QObject {
    Q_OBJECT

private slots:
    void filterIsAProperModel();
    void filtersByText_data();
    void filtersByText();
    void filtersByState_data();
    void filtersByState();
    void countsWhatIsThere();
    void saysWhenThereIsNothing();
    void tellsWhichRunIsCurrent();
    void currentRunSurvivesTheFilter();
    void currentRunSurvivesChanges();
    void removedRunIsLeft();
    void resetKeepsOrDropsTheCurrentRun();
    void menuFitsTheState_data();
    void menuFitsTheState();
    void menuCopiesTheCollectionId();
    void escapeAndArrowInTheFilter();
    void ticksRepaintActiveRows();
    void waitingRowsHaveNoBar();
    void theRunOnShowIsInSight();
    void longNamesGiveWay();
    void everyControlHasAName();
};
