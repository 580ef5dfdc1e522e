// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

namespace fuzz {

/// Whether the document says of its bytes what others say of them: where the fault is, as the grammar read a
/// second time has it; that what simdjson takes is taken, value for value; that what QJsonDocument makes of
/// it has as many values, where keys are not doubled.
void askOthers(const results::ResultDocument &document);

/// The bytes come out as they went in, and the value of every row is a piece of them.
void roundTrip(const results::ResultDocumentPtr &document);

} // namespace fuzz
