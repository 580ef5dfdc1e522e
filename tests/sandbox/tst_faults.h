// SPDX-License-Identifier: MIT
#pragma once

#include "tests/sandbox/misbehavingserver.h"

#include <QObject>

#include <memory>

/// Each kind of misbehaviour over real sockets: what a client sees, and what was done.
class FaultsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void submissions_data();
    void submissions();
    void questions_data();
    void questions();
    void healthIsNeverTouched();
    void deletionWithoutAnAnswer();
    void cutUploads_data();
    void cutUploads();
    void cutResults();
    void slowBytes();
    void delay();
    void unknownStatus();
    void clockSkew();
    void stuck();
    void failing();
    void nextThree();
    void seedsRepeat();
    void headHasNoBodyToSpoil();
    void logNamesThem();

private:
    std::unique_ptr<support::MisbehavingServer> m_server; ///< behaves between the tests
};
