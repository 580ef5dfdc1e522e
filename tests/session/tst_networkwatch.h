// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestNetworkWatch : public QObject {
    Q_OBJECT

private slots:
    void believesBothTogether();
    void comesBack_data();
    void comesBack();
};
