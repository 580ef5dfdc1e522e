// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestApiResponses : public QObject {
    Q_OBJECT

private slots:
    void readsErrors_data();
    void readsErrors();
    void everyErrorHasWords_data();
    void everyErrorHasWords();
    void readsAccepted_data();
    void readsAccepted();
    void readsResults_data();
    void readsResults();
    void readsWorkflows_data();
    void readsWorkflows();
    void tellsWhetherItMayHaveArrived_data();
    void tellsWhetherItMayHaveArrived();
};
