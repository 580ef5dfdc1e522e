// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class SettingsTest : public QObject {
    Q_OBJECT

private slots:
    void originOfAddress_data();
    void originOfAddress();
    void profileIds();
    void startsWithDefaults();
    void defaultProfile_data();
    void defaultProfile();
    void environmentAddress_data();
    void environmentAddress();
    void everythingIsRemembered();
    void settersSignalChangesOnly();
    void startProfileIsNotStored();
    void workflowsOfProfilesAreApart();
    void watchesOfProfilesAreApart();
    void addressLosesItsSecrets();
    void createsItsFolderForTheOwner();
    void neverHoldsTheKey();
    void failedWriteIsReportedOnce_data();
    void failedWriteIsReportedOnce();
    void garbageGivesDefaults_data();
    void garbageGivesDefaults();
};
