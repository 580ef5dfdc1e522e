// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <optional>
#include <vector>

namespace results {

/// The text of one value in pages of bounded length: of a string what stands between its quotes, decoded; of
/// anything else its text as received. Reads only as far as somebody looks, in small pieces, so that a value
/// of any length is shown at once. Not for two threads at a time; a copy is cheap and goes its own way.
class ValuePages {
public:
    static constexpr int pageLength = 16'000; ///< UTF-16 units

    ValuePages() = default; ///< of nothing: no pages
    ValuePages(ResultDocumentPtr document, const JsonNode &node);

    /// The text of this page, reading on as far as it; nothing when there is none, or the file cannot be
    /// read. A character is never halved.
    std::optional<QString> page(int number);
    /// Reads on to the end. False when it was cancelled, or the file cannot be read.
    bool readAll(const std::atomic_bool &cancelled);

    int known() const { return int(m_starts.size()); } ///< pages whose beginning was seen
    bool allKnown() const { return m_atEnd; }
    /// What number the page's first character has, from 0. Of a known page.
    qint64 firstCharacter(int number) const { return m_starts[size_t(number)].character; }
    qint64 characters() const { return m_characters; } ///< as far as it was read
    qint64 lineFeeds() const { return m_lineFeeds; }   ///< the same
    qint64 bytes() const { return m_end - m_begin; }   ///< as received, without quotes

private:
    struct Start {
        qint64 offset;
        qint64 character;
    };

    bool readPage();
    QByteArrayView piece(qint64 begin, qint64 least);

    ResultDocumentPtr m_document;
    qint64 m_begin = 0;
    qint64 m_end = 0;
    bool m_escaped = false; ///< it is a string
    bool m_atEnd = true;
    qint64 m_at = 0; ///< what comes before was counted
    std::vector<Start> m_starts;
    qint64 m_characters = 0;
    qint64 m_lineFeeds = 0;
    QByteArray m_buffer;
    qint64 m_bufferBegin = 0;
    qint64 m_bufferSize = 0;
};

} // namespace results
