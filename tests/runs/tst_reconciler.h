// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// What becomes of a run whose answer was lost.
class TestReconciler : public QObject {
    Q_OBJECT

private slots:
    void adoptsTheOnlyOne_data();
    void adoptsTheOnlyOne();
    void leavesWhatIsNotIt_data();
    void leavesWhatIsNotIt();
    void aPersonChooses();
    void rivalsAreNotMixedUp();
    void uncertainClockIsNotTrusted();
    void asksAgainAfterFailures();
    void goesOnAfterARestart();
    void manyOldOnesTakeTurns();
    void looksForTexts();
    void readsFromTheNewerEnd_data();
    void readsFromTheNewerEnd();
    void endlessListEnds();
};
