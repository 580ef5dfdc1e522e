// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"
#include "app/runs/timeline.h"

#include <QSqlQuery>
#include <QString>

namespace runs {

// How a Run and a TimelineEntry stand in the tables of the ledger.

/// The columns of `runs` but for `id`, each put into `format` ("%1", ":%1", "%1 = :%1"), with commas between.
QString runColumns(const char *format = "%1");
/// The same of those alone that a run is born with, and of the others. SQLite writes an index anew whose
/// columns are set, also to what they are.
QString lastingColumns(const char *format, const QString &between);
QString changingColumns(const char *format);
/// Binds every column by its name.
void bindRun(QSqlQuery &query, const Run &run);
/// Of a query whose columns are `id` and runColumns().
Run readRun(const QSqlQuery &query);

/// Of a query over `at, last_at, times, kind, http_status, request_id, duration, words`.
TimelineEntry readEntry(const QSqlQuery &query);

} // namespace runs
