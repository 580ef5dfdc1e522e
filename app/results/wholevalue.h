// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/field.h"

#include <QList>
#include <QString>

namespace results {

/// The values of the cells, uncut: "Bolt M4 · 1200".
QString wholeRow(const QList<Field> &cells);
/// The value, uncut; of a table its rows, a line each; empty when nothing was found.
QString wholeValue(const Field &field);

} // namespace results
