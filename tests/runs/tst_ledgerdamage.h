// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTemporaryDir>

/// A ledger file with garbage in it: met at the opening, or in the midst of work.
class TestLedgerDamage : public QObject {
    Q_OBJECT

private slots:
    void opensWithDamage_data();
    void opensWithDamage();
    void metInTheMidstOfWork();
    void aDamagedSearchIsMadeAnew();
    void aFalseAlarmIsForgotten();
};
