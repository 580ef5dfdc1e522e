// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/bytesource.h"

#include <QtGlobal>

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

namespace results {

/// Where a byte of JSON stands.
struct StringState {
    bool inString = false; ///< from behind the opening quote to the closing one
    bool escaped = false;  ///< it follows a backslash

    bool operator==(const StringState &) const = default;
};

/// Where the lines of a text begin, and which of its bytes stand in JSON strings: a note every 64 KiB,
/// however long or short the lines are (0.04 % of the text). One thread builds it, once; any other may ask
/// meanwhile, and gets what is known by then. A line ends behind its line feed; lines and columns are counted
/// from 1, columns in bytes.
class LineIndex {
public:
    static constexpr qint64 blockBytes = 64 * 1024;
    struct Place {
        qint64 line = 1;
        qint64 column = 1;

        bool operator==(const Place &) const = default;
    };

    explicit LineIndex(ByteSourcePtr source);
    Q_DISABLE_COPY_MOVE(LineIndex)

    /// Streams through the text. `progressed` is called now and then, and at the end. What is known when it
    /// was cancelled, or when the file cannot be read any more, stays usable.
    void build(const std::function<void()> &progressed = {});
    void cancel() { m_cancelled = true; }

    /// Bytes from the beginning about which everything is known.
    qint64 indexed() const;
    bool isComplete() const { return m_complete; }
    qint64 lines() const; ///< in what is indexed

    /// Nothing where it is not known yet. `offset` may be the size of the text.
    std::optional<Place> placeOf(qint64 offset) const;
    std::optional<StringState> stateAt(qint64 offset) const;
    /// Of that place; behind the end of the line, or of the text, the last byte before that. Nothing where it
    /// is not known yet.
    std::optional<qint64> offsetOf(Place place) const;

private:
    struct Note {
        qint64 line = 1;
        qint64 lineBegin = 0;
        StringState state;
    };
    /// The last one at or before; nullptr when that is not known yet.
    const Note *noteAt(qint64 offset, qint64 *noteOffset) const;
    std::optional<qint64> lineBegin(qint64 line) const;
    qint64 offsetOfNote(qint64 number) const;

    ByteSourcePtr m_source;
    std::vector<Note> m_notes; ///< of the beginnings of the blocks, and of the end; never grows
    std::atomic<qint64> m_ready = 1;
    std::atomic_bool m_complete = false;
    std::atomic_bool m_cancelled = false;
};

} // namespace results
