// SPDX-License-Identifier: MIT
#include "app/results/matchtree.h"

#include "app/results/hitwalker.h"

#include <algorithm>

namespace results {

MatchTreePtr MatchTree::make(
    const ResultDocument &document, const Hits &hits, bool siblings, const std::atomic_bool &cancelled) {
    auto tree = std::make_shared<MatchTree>();
    for (const JsonWay &way : waysOf(document, hits, cancelled)) {
        if (cancelled)
            return nullptr;
        if (tree->m_hits == mostHits || qint64(tree->m_nodes.size()) > mostNodes)
            break;
        if (way.empty() && document.root().isContainer())
            continue; // behind the fault
        // A scalar that is the whole document has a row, and no way to it.
        const int node = tree->add(document, document.root().isContainer() ? way : JsonWay{0}, siblings);
        tree->m_nodes[size_t(node)].hit = true;
        ++tree->m_hits;
    }
    if (cancelled)
        return nullptr;
    return tree;
}

int MatchTree::add(const ResultDocument &document, const JsonWay &way, bool siblings) {
    int at = 0;
    for (size_t depth = 0; depth < way.size(); ++depth) {
        if (siblings && depth + 1 == way.size() && !m_nodes[size_t(at)].whole) {
            m_nodes[size_t(at)].whole = true;
            const JsonWay outer(way.begin(), way.end() - 1);
            // Around the hit, when there are too many.
            const qint64 count = document.memberCount(nodeAt(document, outer));
            const qint64 first = std::clamp<qint64>(
                way.back() - mostSiblings / 2, 0, std::max<qint64>(0, count - mostSiblings));
            for (qint64 number = first; number < std::min(count, first + mostSiblings); ++number)
                childOf(at, number);
        }
        at = childOf(at, way[depth]);
    }
    return at;
}

/// Found or made; children stay in their order.
int MatchTree::childOf(int parent, qint64 number) {
    const std::vector<int> &children = m_nodes[size_t(parent)].children;
    const auto place = std::partition_point(children.begin(), children.end(),
        [this, number](int child) { return m_nodes[size_t(child)].number < number; });
    if (place != children.end() && m_nodes[size_t(*place)].number == number)
        return *place;
    const auto row = place - children.begin();
    const int made = int(m_nodes.size());
    m_nodes.push_back({number, parent, int(row), false, false, {}});
    std::vector<int> &all = m_nodes[size_t(parent)].children;
    all.insert(all.begin() + row, made);
    for (size_t i = size_t(row) + 1; i < all.size(); ++i)
        m_nodes[size_t(all[i])].row = int(i);
    return made;
}

JsonWay MatchTree::way(int node) const {
    JsonWay way;
    for (; node > 0; node = m_nodes[size_t(node)].parent)
        way.push_back(m_nodes[size_t(node)].number);
    std::reverse(way.begin(), way.end());
    return way;
}

} // namespace results
