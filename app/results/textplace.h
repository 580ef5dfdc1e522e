// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/lineindex.h"

#include <QString>

#include <optional>
#include <variant>

namespace results {

/// What people write for a place in a text: "1234567" or "0x12d687" is a byte, counted from 0; "12:5" is a
/// line and a column (in bytes), counted from 1; "12:" a line. Blanks, and points, commas or apostrophes
/// between thousands do not matter. Nothing when it is none of these.
std::optional<std::variant<qint64, LineIndex::Place>> textPlace(const QString &text);

} // namespace results
