// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// `key set`, `key test`, `key remove` with a real keychain.
class TestCommandKeys : public QObject {
    Q_OBJECT

private slots:
    void fromNothingAndBack();
    void anOpenWindowHearsOfIt();
    void whatIsNoKey();
};
