// SPDX-License-Identifier: MIT
#pragma once

#include "app/sandbox/extraction/source.h"
#include "app/sandbox/extraction/tables.h"
#include "app/sandbox/json.h"

namespace sandbox {

/// The fields of one document, in the order of the workflow's definition; pure.

JsonObject invoiceFields(const Source &source, const QList<Table> &tables);
JsonObject contactFields(const Source &source);
JsonObject anyFields(const Source &source, const QList<Table> &tables);

/// `[{category, confidence, evidence}]`: Invoice, Receipt, Letter or Other, by the words that are there.
JsonArray classificationsOf(const Source &source);

/// The first heading, else the line with the largest letters, else the first line; its index, or -1 without
/// lines.
qsizetype titleLine(const Source &source);

/// "Invoice No." → "invoice_no"; empty when nothing is left.
QString fieldName(const QString &label);

} // namespace sandbox
