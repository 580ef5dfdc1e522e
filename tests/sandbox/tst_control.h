// SPDX-License-Identifier: MIT
#pragma once

#include "tests/sandbox/misbehavingserver.h"

#include <QObject>

#include <memory>

/// What is below /sandbox/, and changing one's mind while clients are being served.
class ControlTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void switchesByHttp();
    void faultyLists_data();
    void faultyLists();
    void statuses_data();
    void statuses();
    void needsNoKeyWhenNoneIsSet();
    void neverMisbehavesNorCounts();
    void receivedInOrder();
    void receivedOutlivesTheCollection();
    void refusedIsNotReceived();
    void ordinarilyItBehaves();
    void switchesWhileRequestsRun();
    void stopsAtOnce_data();
    void stopsAtOnce();
    void misbehavesAgainAfterAStop();

private:
    std::unique_ptr<support::MisbehavingServer> m_server;
};
