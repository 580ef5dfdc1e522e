// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestMatchModel : public QObject {
    Q_OBJECT

private slots:
    void showsTheRowsOfHits_data();
    void showsTheRowsOfHits();
};
