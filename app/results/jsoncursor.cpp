// SPDX-License-Identifier: MIT
#include "app/results/jsoncursor.h"

#include "app/results/jsonbytes.h"

namespace results {

JsonCursor::JsonCursor(const ResultDocument &document, const JsonNode &container)
    : m_document(&document) {
    if (!container.isContainer())
        return;
    m_at = container.begin + 1;
    m_left = document.m_containers[size_t(container.container)].count;
    m_nextContainer = container.container + 1;
    m_object = container.type == JsonType::Object;
}

JsonEntry JsonCursor::next() {
    Q_ASSERT(m_left > 0);
    const QByteArray &bytes = m_document->m_bytes;
    const char *const begin = bytes.constData();
    const char *const end = begin + bytes.size();
    JsonEntry entry;
    // The scanner counted this member, so its text is known to be there and in order.
    skipSpaceAnd(',');
    if (m_object) {
        entry.key = m_at;
        m_at = endOfJsonString(begin + m_at, end) - begin;
        skipSpaceAnd(':');
    }
    JsonNode &value = entry.value;
    value.begin = m_at;
    value.type = typeOfValue(begin[m_at]);
    if (value.type == JsonType::Object || value.type == JsonType::Array) {
        const ResultDocument::Container &container = m_document->m_containers[size_t(m_nextContainer)];
        value.container = m_nextContainer;
        m_at = container.end;
        m_nextContainer = int(container.subtree);
    } else if (value.type == JsonType::String) {
        m_at = endOfJsonString(begin + m_at, end) - begin;
    } else {
        while (begin + m_at != end && continuesWord(begin[m_at]))
            ++m_at;
    }
    value.end = m_at;
    --m_left;
    return entry;
}

QString JsonCursor::key(const ResultDocument &document, const JsonEntry &entry, qsizetype maxLength) {
    if (entry.key < 0)
        return {};
    const char *const quote = document.m_bytes.constData() + entry.key;
    const char *const end = endOfJsonString(quote, document.m_bytes.constData() + document.m_bytes.size());
    return decodeJsonString(QByteArrayView(quote + 1, end - 1), maxLength).text;
}

void JsonCursor::skipSpaceAnd(char separator) {
    const char *at = m_document->m_bytes.constData() + m_at;
    const char *const end = m_document->m_bytes.constData() + m_document->m_bytes.size();
    while (at != end && (isSpace(*at) || *at == separator))
        ++at;
    m_at = at - m_document->m_bytes.constData();
}

} // namespace results
