// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class InspectValueTest : public QObject {
    Q_OBJECT

private slots:
    void valuesAreShownWhole_data();
    void valuesAreShownWhole();
    void pageOfAnArrayIsNoValue();
    void longTextIsShownInParts();
    void longTextDoesNotStopTheWindow();
    void newestValueIsShown();
    void picturesAreShown_data();
    void picturesAreShown();
    void badPicturesAreSaid_data();
    void badPicturesAreSaid();
    void largePicturesAreMadeSmaller();
    void pictureIsShownAsText();
    void pictureIsSaved();
    void picturesMayBeLeftWhileTheyAreDecoded();
    void addressesAreNeverFetched();
    void followsTheSelectionOfOtherViews();
    void newestCopyWins();
    void doubledKeysAreToldApart();
    void opensAndCloses();
    void stateIsKept();
    void opensByItselfNextTimeToo();
    void isClosedWhereItWas();
    void pathsAndKeysAreCopied_data();
    void pathsAndKeysAreCopied();
    void largeSubtreesAreCopiedInTheBackground();
    void tooLargeIsNotCopied();
    void expandsToDepth_data();
    void expandsToDepth();
    void expansionIsBounded();
    void menuShowsItsKeys();
    void controlsHaveNames();
};
