// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/field.h"

namespace results {

/// The fields as lines for a terminal, in aligned columns: name, value, confidence, page and quotes. The
/// cells of a table follow it, indented, each with its row number; a group's name stands above its fields.
/// Control characters are shown, not sent; long values are cut. Ends with a line break unless empty.
QString fieldsAsText(const QList<Field> &fields);

} // namespace results
