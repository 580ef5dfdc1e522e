// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/hitlist.h"
#include "app/results/resultdocument.h"
#include "app/results/searchquery.h"

/// What a search must find, found the slow way: by walking the document and decoding everything. With
/// their rows; without base64.
namespace reference {

results::Hits search(const results::ResultDocument &document, const results::SearchQuery &query);

} // namespace reference
