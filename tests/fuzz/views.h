// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"
#include "tests/fuzz/input.h"

namespace fuzz {

// Each reads the document as its view does, all of what can be asked for, and holds the answers against each
// other. A document that nobody has checked may hold nonsense: then only reading it is tried.

void readTree(const results::ResultDocumentPtr &document);
void search(const results::ResultDocumentPtr &document, const Input &input);
void readFields(const results::ResultDocumentPtr &document, const Input &input);
void readTables(const results::ResultDocumentPtr &document, const Input &input);
void readRaw(const results::ResultDocument &document);
void compareWith(const results::ResultDocument &document, const results::ResultDocument &other);

} // namespace fuzz
