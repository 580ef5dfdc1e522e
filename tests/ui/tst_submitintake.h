// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestSubmitIntake : public QObject {
    Q_OBJECT

private slots:
    void pasteboard_data();
    void pasteboard();
    void encodesLate();
    void gatherCountsAndAdds();
    void gatherLeavesKindsOut();
    void gatherTellsWhatIsNotTaken();
    void gatherWaitsForEveryWalk();
    void manyAreAskedAbout();
    void fewAreNot();
    void cancelledWalkAddsNothing();
    void clearedListIsNotReadOn();
    void tenThousandRowsStayQuick();
    void linkShowsTheEarlierRun();
};
