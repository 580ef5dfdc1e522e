// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// One selection over the views of a result.
class InspectSelectionTest : public QObject {
    Q_OBJECT

private slots:
    void eachViewLeadsToEachOther_data();
    void eachViewLeadsToEachOther();
    void aVisitSelectsNothing_data();
    void aVisitSelectsNothing();
    void fieldsThatComeLateGoToTheSelection();
    void tablesDeepInALongListAreFound();
    void theTreeOpensNotDeeperThanItCan();
    void pathsEnteredInRawStayThere();
};
