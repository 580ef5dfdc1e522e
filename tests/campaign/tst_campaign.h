// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Documents through the real programs, that are killed again and again, to a service that misbehaves.
/// Bounded for CTest. ANYFORMAT_CAMPAIGN_SEED draws other lots; ANYFORMAT_CAMPAIGN=10 makes it ten times as
/// long (and needs QTEST_FUNCTION_TIMEOUT, in milliseconds).
class TestCampaign : public QObject {
    Q_OBJECT

private slots:
    void nothingIsLostOrSentTwice();
};
