// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <vector>

/// All values of a document in the order of the text, by members() alone and without recursion.
std::vector<results::JsonNode> allNodes(const results::ResultDocument &document);

/// tests/results/data/<name>
QByteArray testData(const char *name);
