// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestQuestions : public QObject {
    Q_OBJECT

private slots:
    void stopsAsking_data();
    void stopsAsking();
    void endedBadly_data();
    void endedBadly();
    void goesOn_data();
    void goesOn();
    void retryAfterIsHonoured();
    void retryAfterHoldsTheOthers();
    void deadlineThenAgain();
    void deadlineMoved();
    void sleptPastTheDeadline();
    void nobodyAnswersAfterTheDeadline();
    void stopThenAgain();
    void stopWhileAskingThenAgainAtOnce();
    void askNow();
    void askedOneAtATime();
    void resultsAreKeptInTurns();
    void keyTakenAwayWhileAsking();
    void listenerMayStopOthers();
    void impossibleWishesDoNothing();
};
