// SPDX-License-Identifier: MIT
#pragma once

#include "app/settings/apikeys.h"

#include <QObject>

class InspectSettingsTest : public QObject {
    Q_OBJECT

private slots:
    void keyStates_data();
    void keyStates();
    void savingWipesTheField();
    void failedSavingOffersTheSession();
    void badKeysAreRefusedHere();
    void sessionKeyWipesTheField();
    void removingAsksInPlace();
    void tryAgainAsksTheKeychain();
    void testingShowsTheAnswer();
    void testAnswerGoesWithItsKey();
    void sandboxKeyIsNotTested();
    void typedKeyGoesWithTheDialog();
    void keyIsNeverShown();
    void profileAppliesAtOnce();
    void address_data();
    void address();
    void addressCanBeReset();
    void addressCheckIsTheCallers();
    void environmentIsReadOnly();
    void appearanceAppliesAtOnce();
    void dialogGrowsWithItsWords();
    void scrollsOnALowScreen();
    void opensWhereTheWorkIs();
    void focusStaysInTheField();
    void buttonsHaveNoForeignIcons();
    void controlsHaveNames();
};
