// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/historyfilter.h"
#include "app/runs/run.h"

#include <QList>
#include <QSqlDatabase>
#include <QString>

namespace runs {

/// A page of what a filter without words lets through, read along the index of its order: at most `most` runs
/// behind `from`. `error` gets SQLite's words when the ledger could not be read.
QList<Run> readInOrder(const QSqlDatabase &database, const HistoryFilter &filter, const HistoryPlace &from,
    int most, QString *error);

} // namespace runs
