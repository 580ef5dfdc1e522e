// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/hitlist.h"
#include "app/results/jsonplace.h"
#include "app/results/resultdocument.h"

#include <QtGlobal>

#include <atomic>
#include <memory>
#include <vector>

namespace results {

/// The rows of a result that hold hits, with those around them; optionally with the other members of the
/// container a hit is in. Bounded, so that a filter of a large result stays small. Immutable once it is made.
class MatchTree {
public:
    static constexpr qint64 mostHits = 10'000;
    static constexpr qint64 mostSiblings = 1000; ///< in one container
    static constexpr qint64 mostNodes = 100'000;

    struct Node {
        qint64 number; ///< of the member in its container
        int parent;
        int row; ///< among the children of its parent
        bool hit = false;
        bool whole = false; ///< its members were added
        std::vector<int> children;
    };

    /// Of the first hits. nullptr when it was cancelled. Takes its time; for another thread.
    static std::shared_ptr<const MatchTree> make(
        const ResultDocument &document, const Hits &hits, bool siblings, const std::atomic_bool &cancelled);

    const std::vector<Node> &nodes() const { return m_nodes; } ///< the first is the root
    JsonWay way(int node) const;
    qint64 hits() const { return m_hits; } ///< that are in it

private:
    int childOf(int parent, qint64 number);
    int add(const ResultDocument &document, const JsonWay &way, bool siblings);

    std::vector<Node> m_nodes{{0, -1, 0, false, false, {}}};
    qint64 m_hits = 0;
};

using MatchTreePtr = std::shared_ptr<const MatchTree>;

} // namespace results
