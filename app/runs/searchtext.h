// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"
#include "app/runs/run.h"

#include <QByteArray>
#include <QString>

namespace runs {

/// So many characters of a run's values are entered into the ledger with its result, at once. What is longer
/// is entered whole by ValueIndex, in the background.
inline constexpr qsizetype valuesAtOnce = 8'192;

/// The values of a result (results::eachValue), a line each, up to a few more than valuesAtOnce: enough to
/// see that there are more. Pure; for any thread: a large result takes its time.
QString extractedValues(const results::ResultDocument &document);
QString extractedValues(const QByteArray &body);

/// Ended by a line feed, and without zeros: they would end the text for the index.
QString valueLine(const QString &value);

/// What a run is found by: its name, workflow, ids, and the values of its result.
QString searchText(const Run &run, const QString &values);

} // namespace runs
