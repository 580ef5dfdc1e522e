// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QString>

namespace results {

/// Why a path leads nowhere, in a sentence: what a path looks like, or how far this one leads and what is
/// there instead. For a text that wayOfText() finds nothing for; one line, and not a long one.
QString pathFault(const ResultDocument &document, const QString &text);

} // namespace results
