// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// ui::RunsPane over a real ledger: which run is current, which are selected, and what is done with them.
class TestRunSelection : public QObject {
    Q_OBJECT

private slots:
    void tellsWhichRunIsCurrent();
    void currentRunSurvivesTheFilter();
    void currentRunSurvivesChanges();
    void removedRunIsLeft();
    void hiddenRunIsRemoved();
    void severalAreSelected();
    void selectionSurvivesChanges();
    void leavesWhatGoes();
    void menuFitsTheState_data();
    void menuFitsTheState();
    void menuCountsTheSelection();
    void keysActOnTheSelection_data();
    void keysActOnTheSelection();
    void keyboardOpensTheMenu();
    void menuCopiesTheCollectionId();
};
