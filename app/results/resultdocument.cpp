// SPDX-License-Identifier: MIT
#include "app/results/resultdocument.h"

#include "app/results/jsoncursor.h"
#include "app/results/jsonscanner.h"
#include "app/results/jsonstring.h"

#include <utility>

namespace results {

namespace {

DecodedText decoded(const QByteArray &bytes, const JsonNode &node, qsizetype maxLength) {
    const QByteArrayView text = QByteArrayView(bytes).sliced(node.begin, node.end - node.begin);
    if (node.type == JsonType::String)
        return decodeJsonString(text.sliced(1, text.size() - 2), maxLength);
    return decodeUtf8(text, maxLength);
}

} // namespace

ResultDocumentPtr ResultDocument::fromBytes(QByteArray bytes) {
    const std::shared_ptr<ResultDocument> document(new ResultDocument);
    document->m_bytes = std::move(bytes);
    JsonScanner::scan(*document);
    return document;
}

std::vector<JsonMember> ResultDocument::members(const JsonNode &container) const {
    std::vector<JsonMember> members;
    JsonCursor cursor(*this, container);
    members.reserve(size_t(cursor.left()));
    while (!cursor.atEnd()) {
        const JsonEntry entry = cursor.next();
        members.push_back({JsonCursor::key(*this, entry), entry.value});
    }
    return members;
}

qint64 ResultDocument::memberCount(const JsonNode &container) const {
    return container.isContainer() ? m_containers[size_t(container.container)].count : 0;
}

JsonNode ResultDocument::member(const JsonNode &object, QStringView key) const {
    if (object.type != JsonType::Object)
        return {};
    JsonCursor cursor(*this, object);
    while (!cursor.atEnd()) {
        const JsonEntry entry = cursor.next();
        if (JsonCursor::key(*this, entry) == key)
            return entry.value;
    }
    return {};
}

QByteArray ResultDocument::raw(const JsonNode &node) const {
    return node.isValid() ? m_bytes.mid(node.begin, node.end - node.begin) : QByteArray();
}

QString ResultDocument::text(const JsonNode &node) const {
    return node.isValid() ? decoded(m_bytes, node, unlimitedLength).text : QString();
}

QString ResultDocument::preview(const JsonNode &node, qsizetype maxLength) const {
    if (!node.isValid())
        return {};
    const DecodedText beginning = decoded(m_bytes, node, maxLength);
    return beginning.whole ? beginning.text : beginning.text + u'…';
}

} // namespace results
