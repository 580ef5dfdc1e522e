// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/hitlist.h"
#include "app/results/jsonplace.h"

#include <atomic>
#include <vector>

namespace results {

/// wayToOffset() for many places one after another, in the order of the text: what lies between two of them
/// is stepped over once, so all together cost about as much as to read the containers they stand in. The
/// document must outlive it.
class HitWalker {
public:
    explicit HitWalker(const ResultDocument &document);
    /// `offset` is not before the one of the last call. Valid until the next call.
    const JsonWay &wayTo(qint64 offset);

private:
    struct Frame {
        JsonNode container;
        const std::vector<ContainerMap::Mark> *marks;
        JsonCursor cursor;
        qint64 next = 0; ///< number of the member the cursor reads next
        JsonEntry entry; ///< the one before
    };

    void enter(const JsonNode &container);
    bool advance(Frame &frame, qint64 offset) const;

    const ResultDocument &m_document;
    std::vector<Frame> m_frames;
    JsonWay m_way;
};

/// Of hits in the order of the text, by two threads where that pays. Fewer than there are hits when it was
/// cancelled.
std::vector<JsonWay> waysOf(
    const ResultDocument &document, const Hits &hits, const std::atomic_bool &cancelled);

} // namespace results
