// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Many files submitted together: what is told is in the ledger, and the event loop goes on.
class TestBatchSubmission : public QObject {
    Q_OBJECT

private slots:
    void fewTakeOneTurn();
    void manyTakeTheirTurns();
    void theLedgerFails_data();
    void theLedgerFails();
    void someAreTakenBack();
    void nothingToSubmit();
    void killedInTheMiddle();
    void toTheEndOfTheirWay();
};
