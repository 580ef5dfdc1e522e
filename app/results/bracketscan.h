// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/bytesource.h"
#include "app/results/containermap.h"
#include "app/results/jsonblock.h"

#include <optional>

namespace results {

enum class Threads { AsUseful, One, Two };

/// The fast pass over a large result: where its containers begin and end, and how many members each has,
/// from brackets, commas and quotes alone. The map is right when the text is JSON; whether it is, JsonScanner
/// finds out later. The file need not be in memory, and does not come there.
///
/// Nothing when the text cannot be JSON, is no container, or the file cannot be read.
std::optional<ContainerMap> mapBrackets(
    const ByteSource &source, Processor kind = processor(), Threads threads = Threads::AsUseful);

} // namespace results
