// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

// Several runs beside each other, and what a person does to them.
class TestManyRuns : public QObject {
    Q_OBJECT

private slots:
    void cancelQueued();
    void cancelAtOnce();
    void cancelInTheMiddle();
    void cancelWhenAllIsSent();
    void cancelOfOtherStatesDoesNothing();
    void listenerMayChangeOtherRuns();
    void fiftyFiles();
    void restsWithoutAClient();
    void profilesAreApart();
    void sendAgain_data();
    void sendAgain();
    void sendAgainRefused();
    void deleteAtTheService_data();
    void deleteAtTheService();
    void deleteWithoutAConnection();
    void remove_data();
    void remove();
};
