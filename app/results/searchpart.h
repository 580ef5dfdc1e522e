// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/hitlist.h"
#include "app/results/resultdocument.h"
#include "app/results/rowfinder.h"
#include "app/results/searchtext.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <utility>

namespace results {

/// What came out of a search, or of a part of one.
struct SearchTally {
    qint64 hits = 0;
    qint64 leftOut = 0; ///< long base64 strings: that held the text, or that the expression was not tried on
    qint64 givenUp = 0; ///< strings on which the expression took too long
    qint64 behindFault = 0;  ///< of the hits, those in text that no view but the raw one shows
    bool limited = false;    ///< there are more hits than were wanted
    bool unreadable = false; ///< the file could not be read to the end

    void add(const SearchTally &other) {
        hits += other.hits;
        leftOut += other.leftOut;
        givenUp += other.givenUp;
        behindFault += other.behindFault;
        limited = limited || other.limited;
        unreadable = unreadable || other.unreadable;
    }
};

/// Hits in the order of the text, not one by one.
using HitSink = std::function<void(Hits)>;

/// A part of the text to search: both ends stand outside of strings, numbers and words.
struct SearchPart {
    const ResultDocument &document;
    qint64 begin;
    qint64 end;
    qint64 mostHits;
    const std::atomic_bool &cancelled;
    const HitSink &sink;
    bool isJson; ///< else anything: what a text fits outside of strings is found there too
};

/// Gathers hits, finds their rows and hands them on, the first ones at once.
class HitCollector {
public:
    HitCollector(const SearchPart &part, Processor kind)
        : m_part(part)
        , m_rows(part.document, kind) {}

    /// False: no more, please.
    bool add(const Hit &hit) {
        if (m_taken == m_part.mostHits)
            return false;
        ++m_taken;
        m_hits.push_back(hit);
        return true;
    }
    qint64 taken() const { return m_taken; }
    /// Now and then, while the text is at hand that the hits since then are in.
    void handOn(const SearchText &text) {
        if (m_hits.empty())
            return;
        findRows(text);
        if (m_hits.size() >= m_enough || Clock::now() - m_flushed >= longestWait)
            flush(text);
    }
    void flush(const SearchText &text) {
        if (m_hits.empty())
            return;
        findRows(text);
        m_part.sink(std::exchange(m_hits, {}));
        m_withRows = 0;
        m_enough = many;
        m_flushed = Clock::now();
        m_hits.reserve(many);
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr size_t many = 4096;
    static constexpr std::chrono::milliseconds longestWait{15};

    void findRows(const SearchText &text) {
        for (; m_withRows < m_hits.size(); ++m_withRows) {
            Hit &hit = m_hits[m_withRows];
            hit.setRow(m_rows.rowOf(text, hit.begin()));
        }
    }

    const SearchPart &m_part;
    RowFinder m_rows;
    Hits m_hits;
    size_t m_withRows = 0; ///< of m_hits
    qint64 m_taken = 0;
    size_t m_enough = 1;
    Clock::time_point m_flushed;
};

} // namespace results
