// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestSecrets : public QObject {
    Q_OBJECT

private slots:
    void theKeyIsNowhereButInTheKeychain_data();
    void theKeyIsNowhereButInTheKeychain();
};
