// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestSchedulerSimulation : public QObject {
    Q_OBJECT

private slots:
    void twoThousandRuns_data();
    void twoThousandRuns();
    void onScreen_data();
    void onScreen();
    void anotherProgram_data();
    void anotherProgram();
    void thousandWaiting_data();
    void thousandWaiting();
    void cleanupTestCase();
};
