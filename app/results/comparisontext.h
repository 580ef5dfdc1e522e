// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/comparison.h"

namespace results {

// A comparison in words, the same everywhere.

/// "equal", "equal after normalising", "changed", "only left", "only right"
QString verdictWord(Verdict verdict);
/// A sign that tells the verdicts apart without colour: = ≈ ≠ ← →
QString verdictSign(Verdict verdict);
/// "18 equal, 2 equal after normalising, 1 changed; confidence: 3 lower, 1 higher". "No values" for none.
QString summaryText(const ComparisonSummary &summary);
/// "97 → 61"; one side alone where there is only that; empty when neither is known.
QString confidenceText(const ComparedItem &item);
/// "3", "3 → 5", "3 → –" of a row
QString rowText(const ComparedItem &row);

} // namespace results
