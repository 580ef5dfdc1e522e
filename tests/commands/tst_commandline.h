// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestCommandLine : public QObject {
    Q_OBJECT

private slots:
    void readsCommands();
    void theFirstWordDecides_data();
    void theFirstWordDecides();
    void refuses_data();
    void refuses();
    void helpsAnywhere_data();
    void helpsAnywhere();
};
