// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// KeychainCredentialStore and ApiKeys on a real Secret Service.
class KeychainTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void secretsSurvive_data();
    void secretsSurvive();
    void missingEntry();
    void replaced();
    void accountsAndServicesAreApart();
    void removed();
    void callsKeepTheirOrder();
    void deadContextHearsNothing();
    void deadStoreCallsNobody();
    void locked();
    void apiKeysAfterUnlocking();
    void frozenServiceIsUnavailable();
    void nothingIsDoneLateForARefusedCall();
};
