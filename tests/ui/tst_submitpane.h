// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// ui::SubmitPane with its two panes, as a person meets them.
class TestSubmitPane : public QObject {
    Q_OBJECT

private slots:
    void buttonSaysWhatItDoes_data();
    void buttonSaysWhatItDoes();
    void blockedSaysWhy();
    void missingKeyOffersWaysOn();
    void wordsDoNotCrushTheList();
    void pastedTextKeepsWhatIsThere();
    void tabKeysMoveTheFocus();
    void onlyTheVisiblePaneIsSubmitted();
    void disabledButtonSubmitsNothing();
    void longNamesGiveWay();
    void pastesWithTheKeyboard();
    void pastedFilesAreHandedOn();
    void countsCharacters();
    void keepsAMegabyteAsItIs_data();
    void keepsAMegabyteAsItIs();
    void blankTextIsNoText();
    void clearedTextComesBack();
    void deleteKeyTakesFilesOff();
    void crossTakesAFileOff();
    void menuTakesFilesOff();
    void refusedFilesGoAtOnce();
    void emptyStateOffersSamples();
    void worksByKeyboardAlone();
    void everyControlHasAName();
};
