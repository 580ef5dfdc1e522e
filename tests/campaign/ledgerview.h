// SPDX-License-Identifier: MIT
#pragma once

#include "tests/campaign/audit.h"

#include <QByteArray>
#include <QHash>
#include <QSet>

namespace campaign {

// A ledger, looked at from outside through a connection that cannot write. For any thread.

/// The file names of all its runs; nothing where there is no ledger yet.
struct Entries {
    QSet<QString> all;
    QSet<QString> unsent; ///< of which every run says that nothing was sent (failed, without a collection)
    int active = 0;       ///< queued, being sent or waiting
};
Entries entriesOf(const QString &dataDir);

/// All runs. `marks`: what stands in each document, and therefore in its result.
QList<LedgerRun> runsOf(const QString &dataDir, const QHash<QString, QByteArray> &marks);

/// How often each kind of event is in its timelines.
QHash<int, int> eventsOf(const QString &dataDir);

/// What SQLite itself says of the file: integrity, foreign keys, the search index. Empty: it is sound. For a
/// ledger that no process has open.
QStringList damageOf(const QString &dataDir);

} // namespace campaign
