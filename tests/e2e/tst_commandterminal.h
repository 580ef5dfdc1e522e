// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Commands at a (pseudo) terminal: progress, and a key that is typed.
class TestCommandTerminal : public QObject {
    Q_OBJECT

private slots:
    void progressIsForTerminals();
    void ctrlCAtTheKeyboard();
    void aTypedKeyIsNotShown();
    void ctrlCAtTheKeyPrompt();
};
