// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QString>

#include <functional>

namespace results {

/// Every value of a result as text, one after the other: those that readFields() tells, of an overridden one
/// both, cells of tables too, then the names of its classes, splits and partitions. Nothing found is no
/// value. Holds one value at a time, whatever the size of the result. False when `visit` said false, and so
/// ended it.
bool eachValue(const ResultDocument &document, const std::function<bool(const QString &value)> &visit);

} // namespace results
