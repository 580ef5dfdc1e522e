// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestLargeResults : public QObject {
    Q_OBJECT

private slots:
    void arriveWhole_data();
    void arriveWhole();
    void memoryStaysSmall();
    void whatBreaksOffIsFetchedAgain_data();
    void whatBreaksOffIsFetchedAgain();
    void aPageIsNoResult();
    void aFullDisk();
    void aDiskThatStaysFullIsTriedRarely();
    void noFolder();
    void theFolderVanishes();
    void theLedgerFailsAtTheEnd();
    void aDiskThatHangs();
    void stopWhileItArrives();
    void deletedWhileItArrives();
    void theClientEnds();
    void theProgramEnds_data();
    void theProgramEnds();
    void aLedgerInMemoryKeepsIt();
    void severalAtOnce();
};
