// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestTransitions : public QObject {
    Q_OBJECT

private slots:
    void table_data();
    void table();
    void tableIsComplete();
    void facts_data();
    void facts();
    void whatSaysNothing();
    void anIdIsNeeded();
    void activeRunsHaveNoEnd_data();
    void activeRunsHaveNoEnd();
    void acceptedNeedsAnId();
    void askAgainNeedsAnId();
    void aWholeLife();
};
