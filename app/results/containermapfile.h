// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/bytesource.h"
#include "app/results/containermap.h"

#include <optional>

namespace results {

/// The map of a large result, kept beside its file: opening the result again reads none of it. Only of a
/// result that was checked and is JSON. A tenth of the result's size at most; it may be removed at any time.
class ContainerMapFile {
public:
    static constexpr QLatin1String suffix{".map"};

    struct Kept {
        ContainerMap map;
        qint64 badUtf8; ///< see ResultDocument
    };

    /// Of the result in this file: from `resultFile` + suffix. Nothing when there is none, when it is
    /// damaged, or belongs to other bytes (told by size and time of the last change).
    static std::optional<Kept> load(const ByteSource &source);
    /// All or nothing. False when it could not be written; that costs time only.
    static bool save(const ByteSource &source, const ContainerMap &map, qint64 badUtf8);
};

} // namespace results
