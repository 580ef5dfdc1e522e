// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestCommandServer : public QObject {
    Q_OBJECT

private slots:
    void answersOneRequest();
    void survivesCallers_data();
    void survivesCallers();
    void aRequestMustCome();
    void runsGoOnWithoutTheirCaller();
    void aSlowReaderHoldsUpNobody();
    void handsFilesOver();
    void aCommandHasNoWindow();
    void aPausedQueueIsSaid();
    void theSameTextIsSentOnce();
    void theSameTextAgain();
    void whatFailedIsSent();
    void theSameFilesAreSentOnce_data();
    void theSameFilesAreSentOnce();
    void onlyOldFilesInAPausedQueue();
    void anotherAddressIsRefused();
    void anotherKeyIsRefused();
    void readsTheKeyAgain();
    void replacesWhatWasLeftBehind();
};
