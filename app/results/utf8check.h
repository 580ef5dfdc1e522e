// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/bytesource.h"

namespace results {

/// Where the first byte is that belongs to no UTF-8 character; -1 when there is none. What was read of a
/// mapped file does not stay in memory.
qint64 firstBadUtf8(const ByteSource &source);

} // namespace results
