// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QProcess>
#include <QUrl>

/// What the commands do when all goes well, and what they say when not; real processes, no display.
class TestCommands : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void aDocumentFromFileToFields();
    void severalDocuments();
    void textFromThreeSides();
    void resultsAreTheBytesReceived();
    void filesAreWritten();
    void whatWasSubmittedBefore();
    void aDamagedLedgerIsSetAside();
    void theOwnSandbox();
    void exitCodes_data();
    void exitCodes();
    void sendsNothingWhenSomethingIsWrong_data();
    void sendsNothingWhenSomethingIsWrong();
    void skipsWhatIsRefused();
    void anAddressForOneCall();
    void helpNeedsNothing();
    void noTerminalNoProgress();

private:
    QProcess m_sandbox;
    QUrl m_url;
};
