// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestRunEvents : public QObject {
    Q_OBJECT

private slots:
    void accepted();
    void failedUpload_data();
    void failedUpload();
    void throttledUpload_data();
    void throttledUpload();
    void failedQuestion_data();
    void failedQuestion();
    void questionAfterARefusalToHurry_data();
    void questionAfterARefusalToHurry();
    void answers_data();
    void answers();
    void howLongItWaited_data();
    void howLongItWaited();
    void howMuchWasHandedOver();
    void ownEvents_data();
    void ownEvents();
};
