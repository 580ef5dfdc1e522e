// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Runs are found by every value of their results, however many there are.
class TestValueIndex : public QObject {
    Q_OBJECT

private slots:
    void partsOverlap_data();
    void partsOverlap();
    void valuesOfEveryShape();
    void lastOfManyValues_data();
    void lastOfManyValues();
    void acrossTheBorders();
    void wordsFarApart();
    void findsWhatALoopFinds();
    void endedInTheMiddle();
    void killedInTheMiddle();
    void versionFourIsCompleted();
    void removedRunsGo();
    void anotherLedgersRunsGo();
    void damagedFileIsMadeAgain();
    void aResultThatIsAwayIsTriedAgain();
    void listRefreshes();
    void troubleIsToldOnce();
};
