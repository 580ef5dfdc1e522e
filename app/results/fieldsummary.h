// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/field.h"

#include <set>

namespace results {

/// The cells of a row in one line: "Bolt M4 · 1,200 · 960.00".
QString rowText(const QList<Field> &cells);
/// The lowest confidence of the cells; nothing when none has one.
std::optional<double> rowConfidence(const QList<Field> &cells);
/// "4 rows"; of an object its cells in one line.
QString tableText(const Field &table);
/// The value in one line; "–" when nothing was found; an override says what it replaced.
QString fieldText(const Field &field);
/// 97, 40.5; "–" for none.
QString confidenceText(const std::optional<double> &confidence);
/// "not verified", "verified", or a word of the service's that is not known; "–" for none.
QString verificationText(const QString &word);
/// "1, 2, 5–9"
QString pagesText(const std::set<int> &pages);
/// The pages the evidence is on; empty when none is known.
QString pagesText(const Field &field);
QString pagesText(const QList<Field> &cells);
/// What stands above the fields of a group.
QString groupText(const QString &group);
/// “Total: $4,087.50”
QString quoteText(const Evidence &evidence);
/// The first of several, and how many more there are.
QString firstQuoteText(const QList<Evidence> &evidence);
/// "3 columns"
QString columnsText(int columns);

} // namespace results
