// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class FindersTest : public QObject {
    Q_OBJECT

private slots:
    void dates_data();
    void dates();
    void amounts_data();
    void amounts();
    void contacts_data();
    void contacts();
};
