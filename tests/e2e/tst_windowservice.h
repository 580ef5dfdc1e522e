// SPDX-License-Identifier: MIT
#pragma once

#include "tests/e2e/windowbench.h"

#include <QObject>

class TestWindowService : public QObject {
    Q_OBJECT

private slots:
    void switchesToTheServiceAndBack();
    void aWorkflowStaysWithItsService();
    void refusedTextComesBack();
    void stopsAndAsksAgain();
    void showsWhyAQuestionStopped_data();
    void showsWhyAQuestionStopped();

private:
    windowbench::Documents m_documents;
};
