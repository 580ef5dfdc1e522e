// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// ui::RunsPane: which selections can be compared.
class TestRunCompare : public QObject {
    Q_OBJECT

private slots:
    void menuOffersIt_data();
    void menuOffersIt();
    void keysAskForIt();
};
