// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace results {

/// A text without what people do not see or do not mind: case, runs of white space, kinds of dashes, quotes
/// and digits, full or half width, composed or decomposed accents, ligatures, soft hyphens and other
/// invisible characters. Superscripts and fractions stay what they are: 10² is not 102.
QString foldedText(const QString &text);

} // namespace results
