// SPDX-License-Identifier: MIT
#include "app/results/lineindex.h"

#include "app/results/jsonblock.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace results {

namespace {

constexpr qint64 windowBlocks = 16;
constexpr qint64 windowsPerReport = 16;

qint64 lineFeeds(const char *begin, const char *end) {
    qint64 feeds = 0;
    while (begin != end) { // counted in bytes first: that is what processors do many of at a time
        const char *const stop = begin + std::min<qint64>(end - begin, 255);
        quint8 some = 0;
        for (; begin != stop; ++begin)
            some = quint8(some + (*begin == '\n'));
        feeds += some;
    }
    return feeds;
}

const char *lastLineFeed(const char *begin, const char *end) {
    if (begin == end) // of no bytes at all there may be no address
        return nullptr;
#ifdef __GLIBC__
    return static_cast<const char *>(memrchr(begin, '\n', size_t(end - begin)));
#else
    while (end != begin) {
        if (*--end == '\n')
            return end;
    }
    return nullptr;
#endif
}

/// The state behind the bytes.
StringState stateBehind(StringState state, const char *begin, const char *end) {
    for (; begin != end; ++begin) {
        if (state.escaped)
            state.escaped = false;
        else if (*begin == '\\')
            state.escaped = true;
        else if (*begin == '"')
            state.inString = !state.inString;
    }
    return state;
}

} // namespace

LineIndex::LineIndex(ByteSourcePtr source)
    : m_source(std::move(source))
    , m_notes(size_t((m_source->size() + blockBytes - 1) / blockBytes + 1)) {
    if (m_source->size() == 0)
        m_complete = true;
}

void LineIndex::build(const std::function<void()> &progressed) {
    const qint64 size = m_source->size();
    std::vector<char> buffer(size_t(m_source->isMapped() ? windowBlocks * blockBytes : 0));
    Note note;
    StringMask mask(false);
    qint64 number = 0;
    for (qint64 windowBegin = 0; windowBegin < size; windowBegin += windowBlocks * blockBytes) {
        const qint64 windowSize = std::min(size - windowBegin, windowBlocks * blockBytes);
        const char *const window = m_source->window(windowBegin, windowSize, buffer.data());
        if (!window || m_cancelled)
            return;
        for (qint64 at = 0; at < windowSize; at += blockBytes) {
            const char *const begin = window + at;
            const qint64 length = std::min(windowSize - at, blockBytes);
            note.line += lineFeeds(begin, begin + length);
            if (const char *feed = lastLineFeed(begin, begin + length))
                note.lineBegin = windowBegin + (feed + 1 - window);
            int quotes = 0;
            qint64 done = 0;
            for (; done + blockSize <= length; done += blockSize)
                quotes += std::popcount(mask.quotes(classify(begin + done)));
            note.state.inString ^= quotes % 2 != 0;
            StringMask ahead = mask; // asked, it would go on
            note.state.escaped = ahead.escaped(0) != 0;
            note.state = stateBehind(note.state, begin + done, begin + length); // of the last block
            m_notes[size_t(++number)] = note;
        }
        m_ready.store(number + 1, std::memory_order_release);
        if (progressed &&
            windowBegin / (windowBlocks * blockBytes) % windowsPerReport == windowsPerReport - 1)
            progressed();
    }
    m_complete = true;
    if (progressed)
        progressed();
}

qint64 LineIndex::offsetOfNote(qint64 number) const {
    return std::min(number * blockBytes, m_source->size());
}

qint64 LineIndex::indexed() const {
    return offsetOfNote(m_ready.load(std::memory_order_acquire) - 1);
}

qint64 LineIndex::lines() const {
    return m_notes[size_t(m_ready.load(std::memory_order_acquire) - 1)].line;
}

const LineIndex::Note *LineIndex::noteAt(qint64 offset, qint64 *noteOffset) const {
    const qint64 number = offset / blockBytes;
    if (offset < 0 || offset > m_source->size() || number >= m_ready.load(std::memory_order_acquire))
        return nullptr;
    *noteOffset = number * blockBytes;
    return &m_notes[size_t(number)];
}

std::optional<LineIndex::Place> LineIndex::placeOf(qint64 offset) const {
    qint64 from = 0;
    const Note *const note = noteAt(offset, &from);
    if (!note)
        return {};
    const char *const begin = m_source->bytes().data() + from;
    const char *const end = m_source->bytes().data() + offset;
    const char *const feed = lastLineFeed(begin, end);
    if (!feed)
        return Place{note->line, offset - note->lineBegin + 1};
    return Place{note->line + lineFeeds(begin, end), end - feed};
}

std::optional<StringState> LineIndex::stateAt(qint64 offset) const {
    qint64 from = 0;
    const Note *const note = noteAt(offset, &from);
    if (!note)
        return {};
    return stateBehind(note->state, m_source->bytes().data() + from, m_source->bytes().data() + offset);
}

std::optional<qint64> LineIndex::lineBegin(qint64 line) const {
    const auto end = m_notes.begin() + m_ready.load(std::memory_order_acquire);
    const auto note = std::lower_bound(m_notes.begin(), end, line,
        [](const Note &candidate, qint64 wanted) { return candidate.line < wanted; });
    if (note == end)
        return {};
    if (note->line == line || note == m_notes.begin())
        return note->lineBegin;
    const char *const text = m_source->bytes().data();
    const char *at = text + offsetOfNote(note - m_notes.begin() - 1);
    const char *const stop = text + offsetOfNote(note - m_notes.begin());
    for (qint64 feeds = line - note[-1].line; feeds > 0; --feeds)
        at = static_cast<const char *>(std::memchr(at, '\n', size_t(stop - at))) + 1;
    return at - text;
}

std::optional<qint64> LineIndex::offsetOf(Place place) const {
    const bool complete = m_complete;
    const qint64 size = m_source->size();
    const qint64 line = std::max<qint64>(place.line, 1);
    const std::optional<qint64> begin = lineBegin(line);
    if (!begin)
        return complete ? std::optional(size) : std::nullopt;
    const qint64 wanted = *begin + std::min(size - *begin, std::max<qint64>(place.column, 1) - 1);
    if (const std::optional<qint64> next = lineBegin(line + 1))
        return std::min(wanted, *next - 1);
    return complete || wanted < indexed() ? std::optional(wanted) : std::nullopt;
}

} // namespace results
