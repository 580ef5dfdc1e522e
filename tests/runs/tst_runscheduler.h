// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestRunScheduler : public QObject {
    Q_OBJECT

private slots:
    void pollDelay_data();
    void pollDelay();
    void bounds();
    void uploadsOldestFirst();
    void questionsLongestOverdueFirst();
    void runOnScreenFirst();
    void onlyQueuedAndWaiting_data();
    void onlyQueuedAndWaiting();
    void notBeforeItsTime();
    void holds_data();
    void holds();
    void holdsNeverShrink();
    void closedProfileRests();
    void nothingIsTakenTwice();
    void removedIsForgotten();
    void fullIsNotAReasonToWake();
    void driven_data();
    void driven();
};
