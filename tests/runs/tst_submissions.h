// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class TestSubmissions : public QObject {
    Q_OBJECT

private slots:
    void fileToResult();
    void textToResult();
    void wakesByItself();
    void recordedBeforeTheFirstByte();
    void refusedAtOnce_data();
    void refusedAtOnce();
    void titlesOfTexts_data();
    void titlesOfTexts();
    void refusedByTheService_data();
    void refusedByTheService();
    void notSent();
    void throttledIsSentLaterOnce_data();
    void throttledIsSentLaterOnce();
    void throttleHoldsTheOthers();
    void anotherKeyIsNotHeld();
    void answerLostIsNeverSentAgain_data();
    void answerLostIsNeverSentAgain();
    void documentGoneMeanwhile_data();
    void documentGoneMeanwhile();
    void textGoneMeanwhile();
};
