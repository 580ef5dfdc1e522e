// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace results {

/// What somebody looks for in a result.
struct SearchQuery {
    enum class Scope { KeysAndValues, Keys, Values };

    QString text; ///< a text as it reads (é, not \u00e9), or a regular expression; nothing finds nothing
    Scope scope = Scope::KeysAndValues;
    bool regularExpression = false;
    bool caseSensitive = false;
    bool wholeWord = false; ///< with neither a letter nor a digit on either side

    bool operator==(const SearchQuery &) const = default;
};

/// Whether a key, or a value, is looked at.
constexpr bool isWanted(SearchQuery::Scope scope, bool key) {
    return scope == SearchQuery::Scope::KeysAndValues || (scope == SearchQuery::Scope::Keys) == key;
}

} // namespace results
