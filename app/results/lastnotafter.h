// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>

namespace results {

/// The last of those in order by `key` (a member, or a function of one) whose key is not behind `value`;
/// nullptr when all are.
template<typename Range, typename Value, typename Key = std::identity>
auto lastNotAfter(const Range &range, const Value &value, Key key = {}) {
    const auto after = std::ranges::upper_bound(range, value, {}, key);
    return after == std::ranges::begin(range) ? nullptr : std::addressof(*std::prev(after));
}

} // namespace results
