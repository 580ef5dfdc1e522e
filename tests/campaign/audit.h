// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace campaign {

/// A run as its ledger has it.
struct LedgerRun {
    qint64 id = 0;
    QString document; ///< its file's name
    runs::RunState state = runs::RunState::Queued;
    QString collectionId;
    bool hasOwnResult = false; ///< the stored result is there, whole, and that of this document
};

/// A submission as the service has it.
struct Received {
    QString collectionId;
    QString document;
};

/// What is true in the end, seen from outside.
struct Audit {
    QMap<runs::RunState, int> states; ///< how many runs
    int collections = 0;              ///< of these documents, at the service
    int unconfirmedThere = 0;         ///< unconfirmed, and the service has it
    int unconfirmedNowhere = 0;       ///< unconfirmed, and it did not arrive
    int sentAgain = 0;   ///< documents of which a run failed before it was sent, and a later one did not
    QStringList defects; ///< each in words; empty when all is as it must be
};

/// Every document is in the ledger; it has one collection that its run has as well, or its run is honestly
/// unconfirmed; none has two; no run is left in a state that nobody moves; what is ready has its own result.
/// Pure.
Audit audit(const QStringList &documents, const QList<LedgerRun> &ledger, const QList<Received> &received);

} // namespace campaign
