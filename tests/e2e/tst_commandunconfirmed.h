// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Runs whose answer was lost, settled from the command line; and runs that are submitted again, stopped and
/// removed there. Real processes, no display.
class TestCommandUnconfirmed : public QObject {
    Q_OBJECT

private slots:
    void lostRepliesAreSettled();
    void throughAnotherProcess();
    void theServiceIsAway();
    void againNeedsAWord();
    void runDoesNotSendItAgain();
    void runFindsWhatWasLost();
    void againWhenTheOwnerIsKilled();
    void stopAndRemove();
    void whatIsNoRun_data();
    void whatIsNoRun();
};
