// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace results {

/// Bytes of a text, from `begin` to one before `end`.
struct ByteRange {
    qint64 begin = 0;
    qint64 end = 0;

    bool operator==(const ByteRange &) const = default;
};

} // namespace results
