// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/comparison.h"

#include <algorithm>
#include <optional>

namespace results {

/// Which values of a comparison are meant.
struct ComparisonFilter {
    bool differencesOnly = false; ///< what is not equal, before or after normalising
    std::optional<Verdict> only;  ///< only these

    bool operator==(const ComparisonFilter &) const = default;
    bool takes(Verdict verdict) const {
        return (!only || *only == verdict) && (!differencesOnly || verdict > Verdict::Equivalent);
    }
    /// It, or something below it.
    bool takes(const ComparedItem &item) const {
        return item.children.empty() ? takes(item.verdict)
                                     : std::any_of(item.children.begin(), item.children.end(),
                                           [this](const ComparedItem &child) { return takes(child); });
    }
};

} // namespace results
