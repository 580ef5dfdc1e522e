// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestRateWindow : public QObject {
    Q_OBJECT

private slots:
    void neverMoreInAnyMinute_data();
    void neverMoreInAnyMinute();
    void countsUntilAMinuteAfterTheEnd();
    void fullOfCallsUnderWay();
    void reserve();
    void followsLimit_data();
    void followsLimit();
    void followsRemaining_data();
    void followsRemaining();
    void olderAnswersOnlyTighten();
    void newerAnswersOpen();
    void sharedKeyIsProbed();
    void refusals_data();
    void refusals();
    void manyRefusalsTogetherAreOne();
    void successEndsTheBackoff();
    void clockSetBack();
};
