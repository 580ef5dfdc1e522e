// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestWatchFolder : public QObject {
    Q_OBJECT

private slots:
    void newFilesAreSubmittedOnce();
    void theSystemTellsOfNewFiles();
    void waitsUntilTheyRest();
    void fileAppearingByRename();
    void partialDownloadsAreNotTaken();
    void whatIsThereIsLeftOut();
    void interruptedLeavingOutIsTakenUp();
    void onceAcrossRestarts();
    void killedBeforeTheLedgerHadIt();
    void newBytesUnderAnOldNameAreNew();
    void sameBytesAreSubmittedOnce();
    void doubtfulOnesAreHeldBack();
    void nothingIsLostWithoutAKey();
    void ledgerThatRefusesIsAskedAgain();
    void folderThatIsAway();
    void folderThatMayNotBeRead();
    void subfoldersAreNotWatched();
    void manyFilesDoNotBlock();
    void manyFilesThatWaitedDoNotBlock();
    void destroyedWhileItLooks();
};
