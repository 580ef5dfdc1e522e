// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class ApiKeysTest : public QObject {
    Q_OBJECT

private slots:
    void refusedKeys_data();
    void refusedKeys();
    void stateFollowsTheKeychain_data();
    void stateFollowsTheKeychain();
    void checkingUntilAnswered();
    void readKeyIsCheckedToo();
    void tryAgainAfterUnlocking();
    void sameOriginAsksOnce();
    void otherOriginHasItsOwnKey();
    void lateAnswerForAnotherOriginIsDropped();
    void lateAnswerAfterSessionKeyIsDropped();
    void noAddressNoKey();
    void storeKeepsTheTrimmedKey();
    void storeRefusesBadKeys();
    void storeFailing_data();
    void storeFailing();
    void storeFailingKeepsSessionKey();
    void storeForFormerOriginStillEnds();
    void sessionKeyIsForgottenWithItsOrigin();
    void sessionKeyRefused();
    void removeForgetsEverywhere();
    void removeFailing();
    void removeSessionKeyLooksAgain();
    void environmentWins();
    void environmentWithoutAKey();
    void noAnswerAfterItsEnd();
    void textsNeverHoldTheKey();
};
