// SPDX-License-Identifier: MIT
#include "app/results/rowfinder.h"

#include "app/results/commacount.h"

#include <algorithm>
#include <cstring>

namespace results {

namespace {

/// Text before the window is read where it is when it is short, which for a mapped file costs memory.
constexpr qint64 shortText = 32'768;
constexpr qint64 pieceSize = 131'072; // a multiple of a block
constexpr int fewChildren = 8;        // stepped over one by one

} // namespace

RowFinder::RowFinder(const ResultDocument &document, Processor kind)
    : m_document(document)
    , m_kind(kind) {
    if (document.root().isContainer() && document.root().isMapped())
        enter(quint32(document.root().container),
            document.containers().container(quint32(document.root().container)));
}

void RowFinder::enter(quint32 index, const ContainerSlot &container) {
    Frame &frame = m_frames.emplace_back(); // filled in its place: to copy it there was felt
    frame.index = index;
    frame.begin = container.begin;
    frame.end = container.end;
    frame.child = frame.counted = index + 1;
    frame.last = container.subtree;
    frame.at = frame.begin + 1;
}

HitRow RowFinder::rowOf(const SearchText &text, qint64 place) {
    while (m_frames.size() > 1 && place >= m_frames.back().end)
        m_frames.pop_back();
    if (m_frames.empty() || place <= m_frames.front().begin || place >= m_frames.front().end)
        return {};
    while (enterChildAt(place))
        ;
    return count(text, place);
}

/// Goes to the first container inside that ends behind the place, and into it when it holds the place.
bool RowFinder::enterChildAt(qint64 place) {
    const ContainerMap &map = m_document.containers();
    Frame &frame = m_frames.back();
    for (int steps = 0; frame.child < frame.last; ++steps) {
        const ContainerSlot child = map.container(frame.child);
        if (child.begin >= place)
            break;
        if (child.end > place) {
            enter(frame.child, child);
            return true;
        }
        frame.child = child.subtree;
        if (steps != fewChildren)
            continue;
        const auto &marks = map.marks(frame.index);
        const auto after = std::partition_point(marks.begin(), marks.end(),
            [place](const ContainerMap::Mark &mark) { return mark.offset <= place; });
        if (after != marks.begin())
            frame.child = std::max(frame.child, after[-1].nextContainer);
    }
    return false;
}

/// In the innermost container of the map.
HitRow RowFinder::count(const SearchText &text, qint64 place) {
    const ContainerMap &map = m_document.containers();
    Frame &frame = m_frames.back();
    if (place - frame.at > blockSize * fewChildren) {
        const auto &marks = map.marks(frame.index);
        const auto after = std::partition_point(marks.begin(), marks.end(),
            [place](const ContainerMap::Mark &mark) { return mark.offset <= place; });
        if (after != marks.begin() && after[-1].offset > frame.at) {
            frame.at = after[-1].offset;
            frame.commas = after[-1].member;
            frame.counted = after[-1].nextContainer;
            frame.behindContainer = false;
        }
    }
    while (frame.counted < frame.last) {
        const ContainerSlot child = map.container(frame.counted);
        if (child.begin >= place)
            break;
        // Between two there is a comma, and a member needs two more bytes.
        if (frame.behindContainer && child.begin - frame.at <= 2)
            ++frame.commas;
        else
            countText(text, frame, child.begin);
        frame.at = child.end;
        frame.counted = child.subtree;
        frame.behindContainer = true;
    }
    HitRow row = countText(text, frame, place);
    const quint32 members = map.count(frame.index);
    if (row.container == frame.begin && row.member >= members)
        row.member = members > 0 ? members - 1 : 0;
    return row;
}

/// From where the members of the container were counted to the next such place.
HitRow RowFinder::countText(const SearchText &text, Frame &frame, qint64 end) {
    CommaCount count(frame.commas, m_kind);
    qint64 at = frame.at;
    for (qint64 before = std::min(end, text.windowBegin); before - at > shortText;) {
        const qint64 size = std::min(pieceSize, (before - at) / blockSize * blockSize);
        if (!m_buffer)
            m_buffer.reset(new char[pieceSize]);
        const char *const piece = m_document.source().window(at, size, m_buffer.get());
        if (!piece)
            return {}; // not read twice: a file that was cut would end the program the second time
        count.read(piece, at, size);
        at += size;
    }
    const auto readBlock = [&] { // where one cannot read beyond the text
        char block[blockSize];
        std::memset(block, ' ', sizeof block);
        const qint64 size = std::min<qint64>(blockSize, end - at);
        std::memcpy(block, text.at(at, at + size), size_t(size));
        count.read(block, at, size);
        at += size;
    };
    while (at < end && at < text.windowBegin)
        readBlock();
    const qint64 readable = text.windowEnd - blockSize - at;
    if (const qint64 size = end - at <= readable ? end - at : readable / blockSize * blockSize; size > 0) {
        count.read(text.at(at, at + size), at, size);
        at += size;
    }
    while (at < end)
        readBlock();

    frame.behindContainer = false;
    if (count.isInside()) { // the next place may be inside too
        frame.at = count.outermost().begin;
        frame.commas = count.outermost().outer;
        return {quint32(count.innermost().begin), count.innermost().commas};
    }
    frame.at = end;
    frame.commas = count.commas();
    return {quint32(frame.begin), frame.commas};
}

} // namespace results
