// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace results {

/// Containers of fewer bytes are in no map, unless they are the outermost one or end at a fault: there are
/// too many of them, and to read one is quick. To touch fresh memory for a map is what costs: half as much
/// here doubles the map of a usual large result, and its first tree takes a third longer.
constexpr qint64 shortestMapped = 256;

/// One that is read from its text.
struct ShortContainer {
    qint64 size = 0; ///< in bytes; 0: it does not end within shortestMapped bytes, or before `end`
    quint32 members = 0;
};

/// `begin` is its bracket.
ShortContainer shortContainer(const char *begin, const char *end);

} // namespace results
