// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class InspectProgressTest : public QObject {
    Q_OBJECT

private slots:
    void askedText_data();
    void askedText();
    void exactTimes_data();
    void exactTimes();
    void states_data();
    void states();
    void refusedRunsAreEdited();
    void detailIsAsHighAsItsWords();
    void emptyPageIsNeverCut();
    void buttonsAskForTheRun_data();
    void buttonsAskForTheRun();
    void headerSaysWhatHappened();
    void headerCopiesIds();
    void waitingShowsFacts();
    void uploadShowsBytes_data();
    void uploadShowsBytes();
    void endingShowsReason();
    void settingsAreOfferedForRefusedKeys_data();
    void settingsAreOfferedForRefusedKeys();
    void tickMovesOnlyTimes();
    void serviceTextStaysText();
    void longNamesGiveWay();
    void emptyPageOffersSamples();
    void sandboxIsNamed();
    void controlsHaveNames_data();
    void controlsHaveNames();
};
