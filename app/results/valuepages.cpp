// SPDX-License-Identifier: MIT
#include "app/results/valuepages.h"

#include "app/results/jsonbytes.h"
#include "app/results/jsonstring.h"
#include "app/results/utf8length.h"

#include <algorithm>
#include <utility>

namespace results {

namespace {

constexpr qint64 pieceSize = 262'144;
constexpr qint64 longestCharacter = 12; ///< bytes: a pair of escaped surrogates
/// A page has no more bytes than this.
constexpr qint64 mostPageBytes = ValuePages::pageLength * qint64(longestCharacter);

struct Character {
    int bytes = 1;
    int units = 1; ///< of UTF-16
    bool lineFeed = false;
};

Character escapeAt(const char *at, const char *end) {
    if (end - at < 2)
        return {};
    if (at[1] != 'u')
        return {2, 1, at[1] == 'n'};
    if (end - at < 6)
        return {int(end - at), 1, false};
    const int unit = std::max(0, hexUnit(at + 2)); // as decodeJsonString() takes it
    const bool pair = QChar::isHighSurrogate(unit) && end - at >= longestCharacter && at[6] == '\\' &&
                      at[7] == 'u' && QChar::isLowSurrogate(std::max(0, hexUnit(at + 8)));
    return pair ? Character{longestCharacter, 2, false} : Character{6, 1, unit == '\n'};
}

/// Bytes that belong to no character are one each.
Character utf8At(const char *at, const char *end) {
    const int bytes = std::max(1, utf8Length(at, end));
    return {bytes, bytes == 4 ? 2 : 1, *at == '\n'};
}

} // namespace

ValuePages::ValuePages(ResultDocumentPtr document, const JsonNode &node)
    : m_document(std::move(document)) {
    if (!m_document || !node.isValid())
        return;
    m_begin = node.begin;
    m_end = node.end;
    m_escaped = node.type == JsonType::String;
    if (m_escaped) {
        const char *const bytes = m_document->bytes().data();
        m_end = m_begin + 1 + stringContent(bytes + node.begin, bytes + node.end).size();
        ++m_begin;
    }
    m_at = m_begin;
    m_starts = {{m_begin, 0}};
    m_atEnd = m_begin == m_end;
}

/// From `begin` on, at least so many bytes where there are; empty when they cannot be read.
QByteArrayView ValuePages::piece(qint64 begin, qint64 least) {
    const qint64 wanted = std::min(least, m_end - begin);
    if (begin < m_bufferBegin || begin + wanted > m_bufferBegin + m_bufferSize) {
        const qint64 size = std::min(std::max(pieceSize, wanted), m_end - begin);
        m_buffer.resize(size);
        const char *bytes = m_document->source().window(begin, size, m_buffer.data());
        m_bufferBegin = begin;
        m_bufferSize = bytes ? size : 0;
        if (!bytes)
            return {};
        if (bytes != m_buffer.constData())
            std::copy_n(bytes, size, m_buffer.data());
    }
    return {m_buffer.constData() + (begin - m_bufferBegin), m_bufferBegin + m_bufferSize - begin};
}

/// Counts on from where it stands to the end of that page.
bool ValuePages::readPage() {
    const QByteArrayView text = piece(m_at, mostPageBytes);
    if (text.isEmpty())
        return false;
    const char *at = text.begin();
    for (int units = 0; at != text.end();) {
        const Character next = m_escaped && *at == '\\' ? escapeAt(at, text.end()) : utf8At(at, text.end());
        if (units + next.units > pageLength)
            break;
        units += next.units;
        at += next.bytes;
        ++m_characters;
        m_lineFeeds += next.lineFeed;
    }
    m_at += at - text.begin();
    m_atEnd = m_at == m_end;
    if (!m_atEnd)
        m_starts.push_back({m_at, m_characters});
    return true;
}

std::optional<QString> ValuePages::page(int number) {
    if (number < 0 || m_starts.empty())
        return {};
    while (number + 1 >= known() && !m_atEnd) {
        if (!readPage())
            return {};
    }
    if (number >= known())
        return {};
    const qint64 begin = m_starts[size_t(number)].offset;
    const qint64 end = number + 1 < known() ? m_starts[size_t(number) + 1].offset : m_end;
    if (begin == end)
        return QString();
    const QByteArrayView text = piece(begin, end - begin);
    if (text.isEmpty())
        return {};
    return m_escaped ? decodeJsonString(text.first(end - begin)).text
                     : decodeUtf8(text.first(end - begin)).text;
}

bool ValuePages::readAll(const std::atomic_bool &cancelled) {
    while (!m_atEnd) {
        if (cancelled || !readPage())
            return false;
    }
    return true;
}

} // namespace results
