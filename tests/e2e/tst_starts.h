// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Starts of the window that meet something: a damaged ledger, a folder that is in use.
class TestStarts : public QObject {
    Q_OBJECT

private slots:
    void aDamagedLedgerIsTold();
    void closesWhileACommandIsAtWork();
    void triesAgainUntilTheCommandIsOver();
};
