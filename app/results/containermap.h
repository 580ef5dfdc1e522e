// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsonnode.h"

#include <QtGlobal>

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <vector>

namespace results {

/// Of one container.
struct ContainerSlot {
    quint32 begin;
    quint32 end;
    quint32 subtree;
};

/// Where the containers of a document stand that are not short (see shortestMapped), in the order of their
/// opening brackets, so the containers inside one follow it directly. About 13 bytes each, because a large
/// result may have millions of them.
class ContainerMap {
    using Slot = ContainerSlot;

public:
    /// Members of a long container are found from the nearest mark.
    static constexpr quint32 markEvery = 1000;
    /// Where a member of a container begins (or the white space before it).
    struct Mark {
        quint32 member; ///< its number
        quint32 offset;
        quint32 nextContainer; ///< the next one to come, as JsonCursor wants it
    };

    /// `textSize` is that of the document.
    explicit ContainerMap(qint64 textSize);
    ContainerMap(ContainerMap &&) = default;
    ~ContainerMap() = default;

    quint32 size() const { return m_size; }
    quint32 begin(quint32 index) const { return slot(index).begin; }
    quint32 end(quint32 index) const { return slot(index).end; } ///< one past its last byte
    /// One past the last one inside.
    quint32 subtree(quint32 index) const {
        const Segment &found = segment(index);
        return found.containers[index - found.first].subtree + found.before;
    }
    /// All three at once.
    ContainerSlot container(quint32 index) const {
        const Segment &found = segment(index);
        const Slot &slot = found.containers[index - found.first];
        return {slot.begin, slot.end, slot.subtree + found.before};
    }
    quint32 count(quint32 index) const; ///< of its members
    /// In order, at most markEvery members apart; empty for one of few members.
    const std::vector<Mark> &marks(quint32 index) const;
    const std::vector<Mark> &marks(const JsonNode &container) const; ///< also of one that is in no map
    /// The last one at or before this member; member 0 begins behind the bracket.
    Mark markBefore(quint32 index, quint32 member) const;

    /// Where a container or a member of a long one begins that is nearest to a byte: there no string is open.
    qint64 borderNear(qint64 offset) const;

    /// Building, in the order of the text: a container that was opened and will be closed.
    class Opened {
    public:
        quint32 index() const { return m_index; }

    private:
        friend class ContainerMap;
        quint32 m_index = 0;
        Slot *m_slot = nullptr;
        quint8 *m_count = nullptr;
    };
    Opened open(quint32 begin) {
        if (m_size == m_capacity)
            addChunk();
        Opened opened;
        opened.m_index = m_size++;
        opened.m_slot = m_nextSlot++;
        opened.m_count = m_nextCount++;
        opened.m_slot->begin = begin;
        return opened;
    }
    void close(const Opened &opened, quint32 end, quint32 count) {
        opened.m_slot->end = end;
        opened.m_slot->subtree = m_size;
        *opened.m_count = quint8(count < manyMembers ? count : manyMembers);
        if (count >= manyMembers)
            m_counts[opened.m_index] = count;
    }
    void addMark(quint32 index, Mark mark) { m_marks[index].push_back(mark); }
    /// One that the part of the text behind this map's closes: `subtree` is from the beginning of that map.
    void closeLater(const Opened &opened, quint32 end, quint32 subtree, quint32 count) {
        close(opened, end, count);
        opened.m_slot->subtree += subtree;
    }
    /// The map of that part. After it nothing is opened or closed.
    void append(ContainerMap &&part);

private:
    friend class ContainerMapFile;

    static constexpr quint8 manyMembers = 255; ///< the number itself is in m_counts

    /// Containers that lie side by side.
    struct Segment {
        quint32 first;  ///< index
        quint32 before; ///< what their `subtree` is to be counted from
        const Slot *containers;
        const quint8 *counts;
    };
    const Segment &segment(quint32 index) const {
        if (m_segments.size() == 1)
            return m_segments.front();
        const auto after = std::upper_bound(m_segments.begin(), m_segments.end(), index,
            [](quint32 wanted, const Segment &candidate) { return wanted < candidate.first; });
        return after[-1];
    }
    const Slot &slot(quint32 index) const {
        const Segment &found = segment(index);
        return found.containers[index - found.first];
    }
    void addChunk();

    bool m_large;
    quint32 m_size = 0;
    quint32 m_capacity = 0;
    Slot *m_nextSlot = nullptr;
    quint8 *m_nextCount = nullptr;
    std::vector<Segment> m_segments;
    std::vector<std::shared_ptr<const void>> m_memory; ///< of the segments
    std::unordered_map<quint32, quint32> m_counts;
    std::unordered_map<quint32, std::vector<Mark>> m_marks;
};

} // namespace results
