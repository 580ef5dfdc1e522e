// SPDX-License-Identifier: MIT
#include "app/results/hitwalker.h"

#include "app/results/lastnotafter.h"

#include <algorithm>
#include <iterator>
#include <thread>

namespace results {

namespace {

constexpr size_t worthThreads = 2000; // hits

std::vector<JsonWay> waysOfPart(const ResultDocument &document, Hits::const_iterator begin,
    Hits::const_iterator end, const std::atomic_bool &cancelled) {
    std::vector<JsonWay> ways;
    ways.reserve(size_t(end - begin));
    HitWalker walker(document);
    for (auto hit = begin; hit != end && !cancelled; ++hit) {
        const bool same = hit != begin && !ways.back().empty() && hit->row() != HitRow() &&
                          hit->row().container == hit[-1].row().container;
        ways.push_back(same ? ways.back() : walker.wayTo(hit->begin()));
        if (same)
            ways.back().back() = hit->row().member;
    }
    return ways;
}

} // namespace

HitWalker::HitWalker(const ResultDocument &document)
    : m_document(document) {
    if (document.root().isContainer())
        enter(document.root());
}

const JsonWay &HitWalker::wayTo(qint64 offset) {
    while (m_frames.size() > 1 && offset >= m_frames.back().container.end) {
        m_frames.pop_back();
        m_way.pop_back();
    }
    // Of the containers that are open only the innermost may go on to another member. A scalar has none.
    if (!m_way.empty() && m_way.size() == m_frames.size())
        m_way.pop_back();
    while (!m_frames.empty() && offset > m_frames.back().container.begin) {
        Frame &frame = m_frames.back();
        if (!advance(frame, offset))
            break;
        m_way.push_back(frame.next - 1);
        const JsonNode value = frame.entry.value;
        if (!value.isContainer() || offset <= value.begin)
            break;
        enter(value);
    }
    return m_way;
}

void HitWalker::enter(const JsonNode &container) {
    m_frames.push_back(
        {container, &m_document.containers().marks(container), JsonCursor(m_document, container), 0, {}});
}

/// To the member that holds the byte; false when it is between two.
bool HitWalker::advance(Frame &frame, qint64 offset) const {
    const auto behind = [&] {
        return frame.next == 0 || frame.entry.value.end <= offset;
    };
    if (behind() && !frame.marks->empty()) {
        const auto *const mark = lastNotAfter(*frame.marks, offset, &ContainerMap::Mark::offset);
        if (mark && mark->member > frame.next) {
            frame.next = mark->member;
            frame.cursor = JsonCursor(m_document, frame.container, frame.next);
            frame.entry = {};
        }
    }
    if (behind())
        frame.next += frame.cursor.skipContainers(offset);
    while (behind() && !frame.cursor.atEnd()) {
        frame.entry = frame.cursor.next();
        ++frame.next;
    }
    const JsonEntry &entry = frame.entry;
    return frame.next > 0 && offset < entry.value.end &&
           (entry.key >= 0 ? entry.key : entry.value.begin) <= offset;
}

std::vector<JsonWay> waysOf(
    const ResultDocument &document, const Hits &hits, const std::atomic_bool &cancelled) {
    if (hits.size() < worthThreads || std::thread::hardware_concurrency() < 2)
        return waysOfPart(document, hits.begin(), hits.end(), cancelled);
    const auto middle = hits.begin() + qint64(hits.size() / 2);
    std::vector<JsonWay> rest;
    std::thread other([&] { rest = waysOfPart(document, middle, hits.end(), cancelled); });
    std::vector<JsonWay> ways = waysOfPart(document, hits.begin(), middle, cancelled);
    other.join();
    if (!cancelled)
        std::move(rest.begin(), rest.end(), std::back_inserter(ways));
    return ways;
}

} // namespace results
