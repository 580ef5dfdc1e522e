// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/bracketreader.h"
#include "app/results/bytesource.h"
#include "app/results/containermap.h"

#include <vector>

namespace results {

/// From brackets to containers, in a part of a text: all are matched, and those that are not short go into
/// the map (see shortestMapped), which is seen when they end. What is open at its end, and what is closed in
/// it without having been opened, join() puts together.
class BracketPart {
public:
    /// The text of the first one begins with the outermost container.
    BracketPart(const ByteSource &source, qint64 begin, qint64 end, Processor kind, bool first);

    Q_DISABLE_COPY_MOVE(BracketPart)

    /// Once. `inString`: whether the part begins in a string. False: this is not JSON.
    bool read(bool inString);
    bool endsInString() const { return m_endsInString; }

    /// Appends the part that follows, and takes its map. False: this is not JSON.
    bool join(BracketPart &next);
    /// Everything is closed, and was opened.
    bool isWhole() const { return m_top == m_frames.data() && m_unopened.empty(); }
    ContainerMap takeMap() { return std::move(m_map); }

private:
    struct Frame {
        ContainerMap::Opened container;
        quint32 begin = 0;
        quint32 commas = 0;  ///< before it
        quint32 foreign = 0; ///< before it and in the containers inside
        quint32 nextMark = ContainerMap::markEvery;
        bool isSquare = false;
    };
    /// A bracket that closes what another part has opened.
    struct Unopened {
        quint32 offset;
        quint32 commas; ///< of that container, in this part
        quint32 inside; ///< containers of this part that are in it
        bool isSquare;
        std::vector<ContainerMap::Mark> marks; ///< members are counted from the beginning of this part
    };

    static bool isShort(const Bracket &opening, const Bracket &next);
    bool take(const Bracket *at, const Bracket *end);
    void open(const Bracket &bracket);
    bool close(const Bracket &bracket, quint32 commas);
    bool isPlaced() const { return m_top - m_frames.data() <= m_placed; } ///< the innermost one
    void place(const Frame *last);
    void closeUnopened(const Bracket &bracket, quint32 commas);
    void mark(quint32 own, quint32 end);
    bool isEmpty(quint32 open, quint32 close) const;
    const char *textFrom(quint32 offset) const;
    template<typename Function>
    void forEachComma(quint32 end, const Function &function) const;

    static constexpr size_t none = ~size_t(0);

    const ByteSource &m_source;
    qint64 m_begin;
    qint64 m_end;
    Processor m_kind;
    ContainerMap m_map;
    const char *m_window = nullptr;
    quint32 m_windowBegin = 0;
    quint32 m_last; ///< behind the last bracket
    /// The open ones, outermost first; the first frame stands for what is around the part.
    std::vector<Frame> m_frames{64};
    Frame *m_top = m_frames.data();
    qsizetype m_placed = 0;                      ///< so many of them are in the map, outermost first
    std::vector<ContainerMap::Mark> m_baseMarks; ///< of the first frame
    std::vector<Unopened> m_unopened;
    quint32 m_commas = 0;       ///< in all
    size_t m_opensAfter = none; ///< so many had been closed when one was opened in what is around
    bool m_first;
    bool m_beginsInString = false;
    bool m_endsInString = false;
};

} // namespace results
