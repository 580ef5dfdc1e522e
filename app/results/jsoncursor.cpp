// SPDX-License-Identifier: MIT
#include "app/results/jsoncursor.h"

#include "app/results/jsonbytes.h"
#include "app/results/shortcontainer.h"

#include <algorithm>

namespace results {

JsonCursor::JsonCursor(const ResultDocument &document, const JsonNode &container, qint64 first)
    : m_document(&document) {
    if (!container.isContainer())
        return;
    const ContainerMap &map = document.containers();
    m_end = container.end;
    m_limit = container.end;
    const char closing = document.bytes()[container.begin] + 2; // as ASCII has them
    if (m_end > container.begin + 1 && document.bytes()[m_end - 1] == closing)
        --m_end; // one that is cut off has none
    m_left = document.memberCount(container);
    m_object = container.type == JsonType::Object;
    first = std::min(first, m_left);
    m_at = container.begin + 1;
    if (container.isMapped()) {
        const auto index = quint32(container.container);
        const ContainerMap::Mark mark = map.markBefore(index, quint32(first));
        m_lastContainer = map.subtree(index);
        m_nextContainer = mark.nextContainer;
        m_at = mark.offset;
        m_left -= mark.member;
        first -= mark.member;
    }
    for (; first > 0; --first)
        next();
}

JsonEntry JsonCursor::next() {
    Q_ASSERT(m_left > 0);
    const char *const begin = m_document->bytes().data();
    JsonEntry entry;
    skipSpaceAnd(',');
    if (m_object && m_at < m_end && begin[m_at] == '"') {
        entry.key = m_at;
        m_at = endOfJsonString(begin + m_at, begin + m_end) - begin;
        skipSpaceAnd(':');
    }
    JsonNode &value = entry.value;
    value.begin = m_at;
    if (m_at < m_end) {
        value.type = typeOfValue(begin[m_at]);
        if (value.type == JsonType::Object || value.type == JsonType::Array) {
            readContainer(value);
        } else if (value.type == JsonType::String) {
            m_at = endOfJsonString(begin + m_at, begin + m_end) - begin;
        } else {
            while (m_at < m_end && continuesWord(begin[m_at]))
                ++m_at;
        }
    }
    value.end = m_at;
    if (value.begin == value.end) // garbage
        value.type = JsonType::Null;
    --m_left;
    m_afterMember = true;
    return entry;
}

qint64 JsonCursor::skipContainers(qint64 offset) {
    const qint64 before = m_left;
    while (m_left > 0 && !m_object && m_nextContainer < m_lastContainer) {
        const ContainerMap &map = m_document->containers();
        const qint64 gap = map.begin(m_nextContainer) - m_at;
        // The shortest member in a gap is a digit, with a comma behind it, and before it after another one.
        if (gap < 0 || gap > (m_afterMember ? 2 : 1) || map.end(m_nextContainer) > offset)
            break;
        m_at = map.end(m_nextContainer);
        m_nextContainer = map.subtree(m_nextContainer);
        m_afterMember = true;
        --m_left;
    }
    return before - m_left;
}

void JsonCursor::readContainer(JsonNode &value) {
    const ContainerMap &map = m_document->containers();
    while (m_nextContainer < m_lastContainer && map.begin(m_nextContainer) < value.begin)
        m_nextContainer = map.subtree(m_nextContainer);
    if (m_nextContainer >= m_lastContainer || map.begin(m_nextContainer) != value.begin) {
        // A size of nothing: the brackets inside a string that began where none can.
        const char *const text = m_document->bytes().data();
        m_at += shortContainer(text + m_at, text + m_limit).size;
        return;
    }
    value.container = int(m_nextContainer);
    m_at = map.end(m_nextContainer);
    m_nextContainer = map.subtree(m_nextContainer);
}

QString JsonCursor::key(const ResultDocument &document, const JsonEntry &entry, qsizetype maxLength) {
    if (entry.key < 0)
        return {};
    const char *const quote = document.bytes().data() + entry.key;
    const char *const end = endOfJsonString(quote, document.bytes().data() + document.bytes().size());
    return decodeJsonString(stringContent(quote, end), maxLength).text;
}

void JsonCursor::skipSpaceAnd(char separator) {
    const char *const begin = m_document->bytes().data();
    while (m_at < m_end && (isSpace(begin[m_at]) || begin[m_at] == separator))
        ++m_at;
}

} // namespace results
