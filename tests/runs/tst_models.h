// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestModels : public QObject {
    Q_OBJECT

private slots:
    void stagedKeepTheirOrder();
    void stagedPathIsThereOnce();
    void stagedAreRemoved_data();
    void stagedAreRemoved();
    void stagedAreSubmitted();
    void stagedSpeak();
    void stagedRandomly();
};
