// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTemporaryDir>

class TestWindow : public QObject {
    Q_OBJECT

private slots:
    void newcomerSubmitsASample();
    void textByKeyboardAlone();
    void submitsOneOfTheTwo();
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
    void savesTheBytesReceived();
    void remembersWindowAndWorkflow();
    void switchesToTheServiceAndBack();
    void aWorkflowStaysWithItsService();
    void theBarFitsAtEveryWidth();
    void keysMoveToTheView();
    void refusedTextComesBack();
    void takesTheFilesOfASecondStart();
    void takesTheFilesOfASecondProcess();
    void demonstratesOnlyWhenStarted();
    void stopsAndAsksAgain();
    void showsWhyAQuestionStopped_data();
    void showsWhyAQuestionStopped();
    void everyControlHasNames();

private:
    QString writeFile(const QString &name, const QByteArray &content);
    QTemporaryDir m_documents;
};
