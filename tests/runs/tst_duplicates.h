// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestDuplicates : public QObject {
    Q_OBJECT

private slots:
    void earlierRunsAreNamed();
    void sameBytesTwiceInTheList();
    void otherWorkflowIsAskedAnew();
    void unreadAndRefusedOnesAreLeftAlone();
    void listMayChangeMeanwhile();
    void eachHashIsLookedUpOnce();
    void runsCarryTheHash();
    void gatheringSortsIntoKinds();
    void picturesAreKept();
    void picturesOfOneSecond();
    void picturesThatCannotBeKept();
};
