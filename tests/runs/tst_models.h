// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestModels : public QObject {
    Q_OBJECT

private slots:
    void runsComeOnTop();
    void runsAreReplacedInPlace();
    void runsAreRemoved();
    void runsAreReset();
    void runsSpeak_data();
    void runsSpeak();
    void runsRandomly();
    void stagedKeepTheirOrder();
    void stagedPathIsThereOnce();
    void stagedAreRemoved_data();
    void stagedAreRemoved();
    void stagedAreSubmitted();
    void stagedSpeak();
    void stagedRandomly();
};
