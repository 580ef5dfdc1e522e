// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// What the sandbox does wrong, without a server: how it is written, and how the lots fall.
class MisbehaviourTest : public QObject {
    Q_OBJECT

private slots:
    void lists_data();
    void lists();
    void faultyLists_data();
    void faultyLists();
    void everyKindCanBeWritten();
    void lotsRepeat();
    void lotsOfOtherKindsDoNotMatter();
    void chances_data();
    void chances();
    void timesRunOut();
    void settingBeginsAnew();
    void manyThreadsShareTheTimes();
};
