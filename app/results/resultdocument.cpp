// SPDX-License-Identifier: MIT
#include "app/results/resultdocument.h"

#include "app/results/bracketscan.h"
#include "app/results/containermapfile.h"
#include "app/results/jsonbytes.h"
#include "app/results/jsoncursor.h"
#include "app/results/jsonscanner.h"
#include "app/results/jsonstring.h"
#include "app/results/shortcontainer.h"
#include "app/results/utf8check.h"

#include <utility>

namespace results {

namespace {

DecodedText decoded(QByteArrayView bytes, const JsonNode &node, qsizetype maxLength) {
    const QByteArrayView text = bytes.sliced(node.begin, node.end - node.begin);
    if (node.type == JsonType::String)
        return decodeJsonString(stringContent(text.begin(), text.end()), maxLength);
    return decodeUtf8(text, maxLength);
}

} // namespace

std::shared_ptr<ResultDocument> ResultDocument::scanned(ByteSourcePtr source) {
    const std::shared_ptr<ResultDocument> document(new ResultDocument);
    auto map = std::make_shared<ContainerMap>(source->size());
    const JsonScanner::Outcome outcome = JsonScanner::scan(*source, map.get());
    document->m_root = outcome.root;
    document->m_fault = outcome.fault;
    if (source->size() <= JsonScanner::sizeLimit)
        document->m_badUtf8 = firstBadUtf8(*source);
    document->m_source = std::move(source);
    document->m_containers = std::move(map);
    document->m_checked = true;
    return document;
}

ResultDocumentPtr ResultDocument::fromBytes(QByteArray bytes) {
    return scanned(ByteSource::fromBytes(std::move(bytes)));
}

ResultDocumentPtr ResultDocument::fromSource(ByteSourcePtr source) {
    if (!source->isMapped() || source->size() > JsonScanner::sizeLimit)
        return scanned(std::move(source));
    const std::shared_ptr<ResultDocument> document(new ResultDocument);
    std::shared_ptr<const ContainerMap> map;
    if (auto kept = ContainerMapFile::load(*source)) {
        map = std::make_shared<const ContainerMap>(std::move(kept->map));
        document->m_badUtf8 = kept->badUtf8;
        document->m_checked = true;
    } else if (auto found = mapBrackets(*source)) {
        map = std::make_shared<const ContainerMap>(std::move(*found));
    } else {
        return scanned(std::move(source));
    }
    const quint32 begin = map->begin(0);
    document->m_root = {begin, map->end(0), typeOfValue(source->bytes()[begin]), 0};
    document->m_source = std::move(source);
    document->m_containers = std::move(map);
    return document;
}

ResultDocumentPtr ResultDocument::checked(const std::atomic_bool &cancelled) const {
    if (m_checked)
        return ResultDocumentPtr(new ResultDocument(*this));
    const JsonScanner::Outcome outcome = JsonScanner::scan(*m_source, nullptr, &cancelled);
    if (outcome.isCancelled)
        return nullptr;
    if (outcome.fault)
        return scanned(m_source);
    const std::shared_ptr<ResultDocument> document(new ResultDocument(*this));
    document->m_badUtf8 = firstBadUtf8(*m_source);
    document->m_checked = true;
    ContainerMapFile::save(*m_source, *m_containers, document->m_badUtf8);
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
    if (container.isMapped())
        return m_containers->count(quint32(container.container));
    if (!container.isContainer())
        return 0;
    return shortContainer(bytes().data() + container.begin, bytes().data() + container.end).members;
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
    return node.isValid() ? bytes().sliced(node.begin, node.end - node.begin).toByteArray() : QByteArray();
}

QString ResultDocument::text(const JsonNode &node) const {
    return node.isValid() ? decoded(bytes(), node, unlimitedLength).text : QString();
}

QString ResultDocument::preview(const JsonNode &node, qsizetype maxLength) const {
    if (!node.isValid())
        return {};
    const DecodedText beginning = decoded(bytes(), node, maxLength);
    return beginning.whole ? beginning.text : beginning.text + u'…';
}

} // namespace results
