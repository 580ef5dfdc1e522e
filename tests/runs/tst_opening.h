// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Files between the queue and the network: disks that do not answer, contents that change.
class TestOpening : public QObject {
    Q_OBJECT

private slots:
    void onlyItsOwnRunHangs();
    void cancelledWhileItHangs();
    void endsWhileItHangs();
    void theHashIsOfWhatIsSent_data();
    void theHashIsOfWhatIsSent();
    void theHashAfterARestart();
    void aHashThatCannotBeWritten();
    void kindsOfMounts_data();
    void kindsOfMounts();
    void aFarFileIsSentFromACopy();
    void aFarFileThatChanges();
    void aCopyThatCannotBeWritten_data();
    void aCopyThatCannotBeWritten();
    void slowIsNotStuck();
};
