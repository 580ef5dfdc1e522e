// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace results {

/// The text is a number as JSON writes them, and nothing else.
bool isJsonNumber(QByteArrayView text);

/// Negative, zero or positive, as the one JSON number is less than, equal to or greater than the other:
/// exactly, whatever their size (1.10 equals 1.1, -0 equals 0, 1e400 is less than 1e401).
int compareJsonNumbers(QByteArrayView left, QByteArrayView right);

} // namespace results
