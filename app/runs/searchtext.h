// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"
#include "app/runs/run.h"

#include <QByteArray>

namespace runs {

/// Every value a result holds (overrides too), a line each; cut at a bound, since a table of 100,000 rows is
/// no search term. Pure; for any thread: a large result takes its time.
QString extractedValues(const results::ResultDocument &document);
QString extractedValues(const QByteArray &body);

/// What a run is found by: its name, workflow, ids, and the values of its result.
QString searchText(const Run &run, const QString &values);

} // namespace runs
