// SPDX-License-Identifier: MIT
#include "app/results/bracketpart.h"

#include "app/results/jsonbytes.h"
#include "app/results/shortcontainer.h"

#include <algorithm>
#include <memory>

namespace results {

namespace {

constexpr qint64 windowSize = 262'144; // a multiple of a block

} // namespace

BracketPart::BracketPart(const ByteSource &source, qint64 begin, qint64 end, Processor kind, bool first)
    : m_source(source)
    , m_begin(begin)
    , m_end(end)
    , m_kind(kind)
    , m_map(source.size())
    , m_last(quint32(begin))
    , m_first(first) {}

bool BracketPart::read(bool inString) {
    m_beginsInString = inString;
    const std::unique_ptr<char[]> buffer(new char[windowSize]);
    // As many as there can be; most of it is never touched.
    const std::unique_ptr<Bracket[]> brackets(new Bracket[windowSize + 2 * blockSize]);
    BracketReader reader(m_kind, inString);
    for (qint64 at = m_begin; at < m_end; at += windowSize) {
        const qint64 size = std::min(windowSize, m_end - at);
        m_window = m_source.window(at, size, buffer.get());
        m_windowBegin = quint32(at);
        if (!m_window || !take(brackets.get(), reader.read(m_window, quint32(at), size, brackets.get())))
            return false;
    }
    m_window = nullptr;
    m_commas = reader.commas();
    m_endsInString = reader.isInString();
    return true;
}

/// The second bracket closes the first one, and what is between stays out of the map.
inline bool BracketPart::isShort(const Bracket &opening, const Bracket &next) {
    return opening.isClosedBy(next) && next.offset() + 1 - opening.offset() < shortestMapped;
}

bool BracketPart::take(const Bracket *at, const Bracket *end) {
    for (; at != end; ++at) {
        const quint32 own = at->commas() - m_top->foreign;
        if (own >= m_top->nextMark)
            mark(own, at->offset());
        if (at->isOpening() && at + 1 != end && m_top != m_frames.data() && isShort(at[0], at[1])) {
            // Most are, and hold no other.
            m_top->foreign += at[1].commas() - at[0].commas();
            ++at;
        } else if (at->isOpening())
            open(*at);
        else if (!close(*at, own))
            return false;
        m_last = at->offset() + 1;
    }
    return true;
}

void BracketPart::open(const Bracket &bracket) {
    if (++m_top == m_frames.data() + m_frames.size()) {
        m_frames.resize(m_frames.size() * 2);
        m_top = m_frames.data() + m_frames.size() / 2;
    }
    *m_top = {{}, bracket.offset(), bracket.commas(), bracket.commas(), ContainerMap::markEvery,
        bracket.isSquare()};
    if (m_top == m_frames.data() + 1) {
        m_opensAfter = m_unopened.size();
        if (m_first)
            place(m_top);
    }
}

/// Into the map, with those around it.
void BracketPart::place(const Frame *last) {
    for (const qsizetype wanted = last - m_frames.data(); m_placed < wanted;) {
        Frame &frame = m_frames[size_t(++m_placed)];
        frame.container = m_map.open(frame.begin);
    }
}

bool BracketPart::close(const Bracket &bracket, quint32 commas) {
    if (m_top == m_frames.data()) {
        closeUnopened(bracket, commas);
        return true;
    }
    const Frame &frame = *m_top;
    if (frame.isSquare != bracket.isSquare())
        return false;
    const quint32 end = bracket.offset() + 1;
    if (end - frame.begin >= shortestMapped || isPlaced()) {
        place(m_top);
        const bool empty = commas == 0 && m_map.size() == frame.container.index() + 1 &&
                           isEmpty(frame.begin, bracket.offset());
        m_map.close(frame.container, end, empty ? 0 : commas + 1);
        --m_placed;
    }
    (--m_top)->foreign += bracket.commas() - frame.commas;
    return true;
}

void BracketPart::closeUnopened(const Bracket &bracket, quint32 commas) {
    m_unopened.push_back(
        {bracket.offset(), commas, m_map.size(), bracket.isSquare(), std::move(m_baseMarks)});
    m_baseMarks.clear();
    m_top->foreign = bracket.commas();
    m_top->nextMark = ContainerMap::markEvery;
}

/// Nothing but white space between two brackets.
bool BracketPart::isEmpty(quint32 open, quint32 close) const {
    const char *inside = textFrom(open) + 1;
    const char *const end = inside + (close - open - 1);
    while (inside != end && isSpace(*inside))
        ++inside;
    return inside == end;
}

const char *BracketPart::textFrom(quint32 offset) const {
    return m_window && offset >= m_windowBegin ? m_window + (offset - m_windowBegin)
                                               : m_source.bytes().data() + offset;
}

template<typename Function>
void BracketPart::forEachComma(quint32 end, const Function &function) const {
    bool inString = m_beginsInString && m_last == quint32(m_begin);
    const char *const text = textFrom(m_last) - m_last;
    for (quint32 at = m_last; at < end; ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            inString = !inString;
        else if (text[at] == ',' && !inString)
            function(at);
    }
}

/// Looks for the places of commas between the last bracket and this one, now that there are so many.
void BracketPart::mark(quint32 own, quint32 end) {
    place(m_top);
    Frame &frame = *m_top;
    quint32 between = 0;
    forEachComma(end, [&between](quint32) { ++between; });
    quint32 count = own - between;
    forEachComma(end, [&](quint32 place) {
        if (++count < frame.nextMark)
            return;
        const ContainerMap::Mark mark{count, place + 1, m_map.size()};
        if (m_top == m_frames.data())
            m_baseMarks.push_back(mark);
        else
            m_map.addMark(frame.container.index(), mark);
        frame.nextMark += ContainerMap::markEvery;
    });
}

bool BracketPart::join(BracketPart &next) {
    if (next.m_top != next.m_frames.data())
        return false; // the last part
    const auto open = size_t(m_top - m_frames.data());
    if (next.m_opensAfter != none && next.m_opensAfter >= open)
        return false; // a second value
    // What goes into the map goes there before all of the other part.
    for (size_t i = 0; i < std::min(open, next.m_unopened.size()); ++i) {
        if (next.m_unopened[i].offset + 1 - (m_top - i)->begin >= shortestMapped) {
            place(m_top - i);
            break;
        }
    }
    for (const Unopened &closed : next.m_unopened) {
        if (m_top == m_frames.data() || m_top->isSquare != closed.isSquare)
            return false;
        const Frame &frame = *m_top;
        const quint32 own = m_commas - frame.foreign;
        for (const ContainerMap::Mark &mark : closed.marks)
            m_map.addMark(
                frame.container.index(), {own + mark.member, mark.offset, m_map.size() + mark.nextContainer});
        const quint32 commas = own + closed.commas;
        if (isPlaced()) {
            const bool empty = commas == 0 && closed.inside == 0 &&
                               m_map.size() == frame.container.index() + 1 &&
                               isEmpty(frame.begin, closed.offset);
            m_map.closeLater(frame.container, closed.offset + 1, closed.inside, empty ? 0 : commas + 1);
            --m_placed;
        }
        (--m_top)->foreign += m_commas - frame.commas;
    }
    m_map.append(std::move(next.m_map));
    return true;
}

} // namespace results
