// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Commands that are broken off, killed, starved or get in each other's way: nothing is lost or sent twice.
class TestCommandEnds : public QObject {
    Q_OBJECT

private slots:
    void interruptedBeforeAnythingIsQueued();
    void interruptedWhileWaiting();
    void interruptedWhileSending();
    void interruptedTwice();
    void killedWhileSending();
    void aLostAnswerIsFound();
    void killedWhileWaiting();
    void killedWhileALargeResultArrives();
    void twoAtTheSameTime();
    void theCallerIsInterrupted();
    void theCallerIsInterruptedBeforeItHears();
    void theOwnerIsKilled();
    void theOwnerIsInterrupted();
    void nobodyReadsTheOutput_data();
    void nobodyReadsTheOutput();
    void theReaderPauses();
    void anotherServiceMeanwhile();
    void aFolderThatCannotBeWritten();
};
