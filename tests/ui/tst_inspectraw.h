// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class InspectRawTest : public QObject {
    Q_OBJECT

private slots:
    void bytesAreShownAsText_data();
    void bytesAreShownAsText();
    void keysMoveTheCursor_data();
    void keysMoveTheCursor();
    void mouseSelects();
    void copyKeepsEveryByte();
    void tooMuchIsNotCopiedAndSaysSo();
    void goesToPlaces_data();
    void goesToPlaces();
    void goesToALineThatIsNotCountedYet();
    void faultIsMarkedAndFound();
    void aCheckedDocumentChangesNothingInSight();
    void scrollBarReachesBothEnds_data();
    void scrollBarReachesBothEnds();
    void wrapIsAChoice();
    void hitsAreAskedForWhatIsInSight();
    void screenReadersHearWhatIsInSight();
    void nothingIsReadUnseen();
};
