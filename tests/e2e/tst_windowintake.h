// SPDX-License-Identifier: MIT
#pragma once

#include "tests/e2e/windowbench.h"

#include <QObject>

class TestWindowIntake : public QObject {
    Q_OBJECT

private slots:
    void hoveringFolderIsNotWalked();
    void watchesAFolder();
    void takesTheFilesOfAFolder();
    void offersTheResultOfTheSameBytes();
    void offersTheResultOfTheSameText();
    void pastesWhatIsOnTheClipboard();
    void fileNamesArriveIntact_data();
    void fileNamesArriveIntact();
    void refusedFilesStayInSight();
    void megabyteOfText();
    void dropsAnywhere();
    void takesTheFilesOfASecondStart();
    void takesTheFilesOfASecondProcess();

private:
    windowbench::Documents m_documents;
};
