// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/hitlist.h"
#include "app/results/jsonblock.h"
#include "app/results/resultdocument.h"
#include "app/results/searchtext.h"

#include <memory>
#include <vector>

namespace results {

/// Tells the rows of many places of a document one after another, in the order of the text. The map says
/// which container one is in, and commas are counted for its number: from the place before in the same
/// container, or from the nearest mark. So all of them together cost no more than to read the containers they
/// stand in, and usually a glance at text that was just read. The document must outlive it.
///
/// In a document that nobody has checked yet it counts what looks like members, never more than there are.
class RowFinder {
public:
    RowFinder(const ResultDocument &document, Processor kind);

    /// `place`: where a key or a value begins, not before that of the last call; behind the
    /// end there is no row. `text`: whose window is at hand.
    HitRow rowOf(const SearchText &text, qint64 place);

private:
    /// A container of the map that holds the place.
    struct Frame {
        quint32 index = 0;
        qint64 begin = 0;
        qint64 end = 0;
        quint32 child = 0; ///< the next container inside to look at
        quint32 last = 0;  ///< one past the last one inside
        /// How far members were counted: a place in no string and in none of its containers, the commas
        /// before it, and the next container inside to come.
        qint64 at = 0;
        quint32 commas = 0;
        quint32 counted = 0;
        bool behindContainer = false; ///< at is the end of one
    };

    void enter(quint32 index, const ContainerSlot &container);
    bool enterChildAt(qint64 place);
    HitRow count(const SearchText &text, qint64 place);
    HitRow countText(const SearchText &text, Frame &frame, qint64 end);

    const ResultDocument &m_document;
    Processor m_kind;
    std::vector<Frame> m_frames;
    std::unique_ptr<char[]> m_buffer; ///< for text that is in no window
};

} // namespace results
