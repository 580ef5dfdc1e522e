// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestRestart : public QObject {
    Q_OBJECT

private slots:
    void everyState_data();
    void everyState();
    void restingRunsEndInTime();
    void largeResultsAreFiles();
    void stopComesTooLateForAResultThatIsHere();
    void filesOfNobodyAreSwept();
    void whileSending();
    void whileAsking();
    void whileThrottled();
    void oldRunsUnderWayAreMoved();
    void keepsTheOrder();
    void keepsTheFront();
    void aFrontThatMakesNoSense();
    void unreadableLedgerIsTold();
    void lateAnswersReachNobody();
};
