// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/comparison.h"

#include <optional>

namespace results {

/// Which values of a comparison are meant.
struct ComparisonFilter {
    bool differencesOnly = false; ///< what is not equal, before or after normalising
    std::optional<Verdict> only;  ///< only these
    bool confidenceOnly = false;  ///< whose confidence changed, whatever the verdict; instead of the others

    bool operator==(const ComparisonFilter &) const = default;
    /// It, or something below it. At once, however much that is.
    bool takes(const ComparedItem &item) const { return (item.findings & wanted()) != 0; }

private:
    FindingSet wanted() const {
        if (confidenceOnly)
            return confidenceChanged;
        FindingSet all = only ? findingOf(*only) : FindingSet(~confidenceChanged);
        return differencesOnly ? FindingSet(all & differences) : all;
    }
};

} // namespace results
