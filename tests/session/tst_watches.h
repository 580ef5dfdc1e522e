// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

// Watched folders on the real ledger, across starts of the program.
class TestWatches : public QObject {
    Q_OBJECT

private slots:
    void newFilesBecomeRuns();
    void onceAcrossStarts();
    void onlyTheServiceInUse();
    void withoutAKeyNothingIsSent();
    void stoppedIsRemembered();
    void twoWorkflowsOfOneFolder();
    void bytesSubmittedByHand();
    void examines();
};
