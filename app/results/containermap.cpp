// SPDX-License-Identifier: MIT
#include "app/results/containermap.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <new>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

namespace results {

namespace {

/// Of a document whose map may fill large pages.
constexpr qint64 largeText = 16'000'000;
/// The first chunk is small, as most results are. The others are a large page each, where the system has
/// such: touching many small ones costs more than the scan.
constexpr quint32 firstSlots = 1024;
constexpr std::size_t chunkBytes = 2 * 1024 * 1024;
constexpr quint32 slotsPerChunk = chunkBytes / (sizeof(ContainerSlot) + 1);
const std::vector<ContainerMap::Mark> noMarks;

std::shared_ptr<void> largePage(bool used) {
    constexpr auto alignment = std::align_val_t(chunkBytes);
    void *page = ::operator new(chunkBytes, alignment);
#if defined(Q_OS_LINUX) && defined(MADV_HUGEPAGE)
    if (used)
        madvise(page, chunkBytes, MADV_HUGEPAGE);
#else
    Q_UNUSED(used)
#endif
    return {page, [](void *chunk) {
                ::operator delete(chunk, std::align_val_t(chunkBytes));
            }};
}

} // namespace

ContainerMap::ContainerMap(qint64 textSize)
    : m_large(textSize >= largeText) {}

void ContainerMap::addChunk() {
    const bool isFirst = m_segments.empty();
    const quint32 capacity = isFirst ? firstSlots : slotsPerChunk;
    const std::shared_ptr<void> chunk =
        isFirst ? std::shared_ptr<void>(::operator new(firstSlots *(sizeof(Slot) + 1)),
                      [](void *memory) { ::operator delete(memory); })
                : largePage(m_large);
    m_capacity += capacity;
    m_nextSlot = static_cast<Slot *>(chunk.get());
    m_nextCount = reinterpret_cast<quint8 *>(m_nextSlot + capacity);
    m_segments.push_back({m_size, 0, m_nextSlot, m_nextCount});
    m_memory.push_back(chunk);
}

quint32 ContainerMap::count(quint32 index) const {
    const Segment &found = segment(index);
    const quint8 count = found.counts[index - found.first];
    return count < manyMembers ? count : m_counts.at(index);
}

const std::vector<ContainerMap::Mark> &ContainerMap::marks(quint32 index) const {
    const auto found = m_marks.find(index);
    return found == m_marks.end() ? noMarks : found->second;
}

const std::vector<ContainerMap::Mark> &ContainerMap::marks(const JsonNode &container) const {
    return container.isMapped() ? marks(quint32(container.container)) : noMarks;
}

ContainerMap::Mark ContainerMap::markBefore(quint32 index, quint32 member) const {
    const std::vector<Mark> &all = marks(index);
    const auto after = std::upper_bound(all.begin(), all.end(), member,
        [](quint32 wanted, const Mark &mark) { return wanted < mark.member; });
    return after == all.begin() ? Mark{0, begin(index) + 1, index + 1} : after[-1];
}

qint64 ContainerMap::borderNear(qint64 offset) const {
    qint64 nearest = -1;
    const auto offer = [&](qint64 border) {
        if (nearest < 0 || std::abs(border - offset) < std::abs(nearest - offset))
            nearest = border;
    };
    quint32 low = 0;
    for (quint32 high = m_size; low < high;) {
        const quint32 middle = low + (high - low) / 2;
        if (begin(middle) < offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < m_size)
        offer(begin(low));
    if (low > 0)
        offer(begin(low - 1));
    // Only in a long container of short values there is none about: then its marks help.
    constexpr qint64 nearEnough = 1'000'000;
    if (nearest >= 0 && std::abs(nearest - offset) <= nearEnough)
        return nearest;
    for (const auto &[index, all] : m_marks) {
        const auto after = std::partition_point(
            all.begin(), all.end(), [offset](const Mark &mark) { return mark.offset < offset; });
        if (after != all.end())
            offer(after->offset);
        if (after != all.begin())
            offer(after[-1].offset);
    }
    return nearest;
}

void ContainerMap::append(ContainerMap &&part) {
    for (Segment segment : part.m_segments) {
        segment.first += m_size;
        segment.before += m_size;
        m_segments.push_back(segment);
    }
    std::move(part.m_memory.begin(), part.m_memory.end(), std::back_inserter(m_memory));
    for (const auto &[index, count] : part.m_counts)
        m_counts.emplace(index + m_size, count);
    for (auto &[index, marks] : part.m_marks) {
        for (Mark &mark : marks)
            mark.nextContainer += m_size;
        m_marks.emplace(index + m_size, std::move(marks));
    }
    m_size += part.m_size;
}

} // namespace results
