// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/expressiontest.h"
#include "app/results/jsonblock.h"
#include "app/results/searchpart.h"
#include "app/results/searchquery.h"

#include <atomic>

namespace results {

struct SearchOptions {
    Processor kind = processor(); ///< at most what this one can
    int threads = 0;              ///< 0: as useful
    qint64 mostHits = 5'000'000;  ///< it stops when there are more
};

/// Looks through every key and value of a document for what the query says. One hit for each key, string,
/// number or word that holds it at least once; text reads as a person sees it: escapes stand for their
/// characters, and nothing is found across the ends of a string. Numbers, true, false and null are searched
/// as written. Long base64 is left out. Of a document that nobody has checked yet, what looks like keys and
/// values. So it is with what stands behind the fault of one, and all that is no JSON; there a text is found
/// wherever it stands, a hit has no row, and the tally tells how many they are.
///
/// Gives hits to `sink`, called by this thread, in the order of the text, the first ones as soon as they are
/// found. Takes its time: for another thread than that of the window. When `cancelled` turns true it ends
/// within milliseconds. A query with a fault (faultOf()) and an empty one find nothing.
SearchTally searchResult(const ResultDocument &document, const SearchQuery &query, const HitSink &sink,
    const std::atomic_bool &cancelled, const SearchOptions &options = {});

} // namespace results
