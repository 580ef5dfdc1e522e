// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// results::NormalValue: which values are the same to people.
class TestNormalValue : public QObject {
    Q_OBJECT

private slots:
    void matches_data();
    void matches();
    void isExactAtAnySize();
    void keysFindWhatMatches();
    void keepsItsTime();
};
