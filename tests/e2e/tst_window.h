// SPDX-License-Identifier: MIT
#pragma once

#include "tests/e2e/windowbench.h"

#include <QObject>

class TestWindow : public QObject {
    Q_OBJECT

private slots:
    void newcomerSubmitsASample();
    void textByKeyboardAlone();
    void submitsOneOfTheTwo();
    void savesTheBytesReceived();
    void remembersWindowAndWorkflow();
    void theBarFitsAtEveryWidth();
    void keysMoveToTheView();
    void demonstratesOnlyWhenStarted();
    void everyControlHasNames();

private:
    windowbench::Documents m_documents;
};
