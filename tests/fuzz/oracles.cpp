// SPDX-License-Identifier: MIT
#include "tests/fuzz/oracles.h"

#include "app/results/bracketscan.h"
#include "app/results/bytesource.h"
#include "app/results/jsoncursor.h"
#include "app/results/jsonplace.h"
#include "app/results/jsonscanner.h"
#include "app/results/lineindex.h"
#include "app/results/utf8check.h"
#include "app/results/valuepages.h"
#include "tests/fuzz/input.h"
#include "tests/results/referencejson.h"
#include "tests/results/walk.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <simdjson.h>

#include <set>
#include <utility>
#include <vector>

using namespace results;

namespace fuzz {

namespace {

/// What is asked about a value takes longer the deeper it lies.
constexpr int mostValues = 100;

QByteArray withoutMark(QByteArrayView bytes) {
    return (bytes.startsWith("\xEF\xBB\xBF") ? bytes.sliced(3) : bytes).toByteArray();
}

/// simdjson writes a lone surrogate as three bytes, or refuses it; we show U+FFFD.
bool mayHoldSurrogates(const QByteArray &raw) {
    return raw.contains("\\ud") || raw.contains("\\uD");
}

void sameString(const QByteArray &raw, const QString &text, std::string_view theirs) {
    if (!mayHoldSurrogates(raw))
        FUZZ_REQUIRE(text.toUtf8() == QByteArray(theirs.data(), qsizetype(theirs.size())));
}

void sameScalar(const ResultDocument &document, const JsonNode &node, simdjson::dom::element theirs) {
    const QByteArray raw = document.raw(node);
    switch (theirs.type()) {
    case simdjson::dom::element_type::STRING:
        FUZZ_REQUIRE(node.type == JsonType::String);
        sameString(raw, document.text(node), theirs.get_string().value());
        break;
    case simdjson::dom::element_type::INT64:
        FUZZ_REQUIRE(node.type == JsonType::Number && raw.toLongLong() == theirs.get_int64().value());
        break;
    case simdjson::dom::element_type::UINT64:
        FUZZ_REQUIRE(node.type == JsonType::Number && raw.toULongLong() == theirs.get_uint64().value());
        break;
    case simdjson::dom::element_type::DOUBLE:
        FUZZ_REQUIRE(node.type == JsonType::Number && raw.toDouble() == theirs.get_double().value());
        break;
    case simdjson::dom::element_type::BOOL:
        FUZZ_REQUIRE(node.type == JsonType::Boolean && raw == (theirs.get_bool().value() ? "true" : "false"));
        break;
    default:
        FUZZ_REQUIRE(node.type == JsonType::Null && raw == "null" && theirs.is_null());
    }
}

void sameValues(const ResultDocument &document, simdjson::dom::element root) {
    std::vector<std::pair<JsonNode, simdjson::dom::element>> open{{document.root(), root}};
    while (!open.empty()) {
        const auto [node, theirs] = open.back();
        open.pop_back();
        if (theirs.is_array()) {
            FUZZ_REQUIRE(node.type == JsonType::Array);
            const auto members = document.members(node);
            const simdjson::dom::array array = theirs.get_array().value();
            size_t at = 0;
            for (const simdjson::dom::element element : array) {
                FUZZ_REQUIRE(at < members.size());
                open.emplace_back(members[at++].value, element);
            }
            FUZZ_REQUIRE(at == members.size() && document.memberCount(node) == qint64(at));
        } else if (theirs.is_object()) {
            FUZZ_REQUIRE(node.type == JsonType::Object);
            JsonCursor cursor(document, node);
            const simdjson::dom::object object = theirs.get_object().value();
            for (const simdjson::dom::key_value_pair pair : object) {
                FUZZ_REQUIRE(!cursor.atEnd());
                const JsonEntry entry = cursor.next();
                const char *const key = document.bytes().data() + entry.key;
                const char *const end = endOfJsonString(key, document.bytes().data() + entry.value.begin);
                sameString(QByteArray(key, end - key), JsonCursor::key(document, entry), pair.key);
                open.emplace_back(entry.value, pair.value);
            }
            FUZZ_REQUIRE(cursor.atEnd());
        } else {
            sameScalar(document, node, theirs);
        }
    }
}

void askSimdjson(const ResultDocument &document) {
    const QByteArray body = withoutMark(document.bytes());
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    const auto verdict = parser.parse(body.data(), size_t(body.size())).get(root);
    switch (verdict) {
    case simdjson::SUCCESS:
        FUZZ_REQUIRE(!document.fault());
        FUZZ_REQUIRE(document.badUtf8() < 0);
        sameValues(document, root);
        break;
    case simdjson::UTF8_ERROR:
        FUZZ_REQUIRE(document.fault() || document.badUtf8() >= 0);
        break;
    case simdjson::NUMBER_ERROR: // also too large for a double
    case simdjson::STRING_ERROR: // also lone surrogates
    case simdjson::DEPTH_ERROR:  // at 1,024
        break;
    default:
        FUZZ_REQUIRE(document.fault());
    }
}

/// Values as QJsonDocument holds them; nothing where an object has a key twice, of which it keeps one.
bool sameCounts(const ResultDocument &document, const JsonNode &node, const QJsonValue &theirs) {
    if (theirs.isArray()) {
        const QJsonArray array = theirs.toArray();
        const auto members = document.members(node);
        FUZZ_REQUIRE(qsizetype(members.size()) == array.size());
        for (qsizetype i = 0; i < array.size(); ++i) {
            if (!sameCounts(document, members[size_t(i)].value, array[i]))
                return false;
        }
    } else if (theirs.isObject()) {
        const QJsonObject object = theirs.toObject();
        const auto members = document.members(node);
        std::set<QString> keys;
        for (const JsonMember &member : members)
            keys.insert(member.key);
        if (keys.size() < members.size())
            return false;
        FUZZ_REQUIRE(qsizetype(members.size()) == object.size());
        for (const JsonMember &member : members) {
            FUZZ_REQUIRE(object.contains(member.key));
            if (!sameCounts(document, member.value, object.value(member.key)))
                return false;
        }
    } else {
        FUZZ_REQUIRE(!node.isContainer());
    }
    return true;
}

void askQt(const ResultDocument &document) {
    // Where it takes more than the grammar does ("1." for one), the grammar is right.
    if (document.fault() || document.badUtf8() >= 0 || mayHoldSurrogates(document.bytes().toByteArray()))
        return;
    const QJsonDocument theirs = QJsonDocument::fromJson(withoutMark(document.bytes()));
    if (theirs.isArray())
        sameCounts(document, document.root(), theirs.array());
    else if (theirs.isObject())
        sameCounts(document, document.root(), theirs.object());
}

bool sameMap(const ContainerMap &one, const ContainerMap &other) {
    if (one.size() != other.size())
        return false;
    for (quint32 i = 0; i < one.size(); ++i) {
        if (one.begin(i) != other.begin(i) || one.end(i) != other.end(i) || one.count(i) != other.count(i) ||
            one.subtree(i) != other.subtree(i))
            return false;
    }
    return true;
}

/// The fast passes, in every way they can be done.
void askFastPasses(const ResultDocument &document) {
    const bool container = document.root().isContainer();
    for (const Processor kind : {Processor::Any, processor()}) {
        for (const Threads threads : {Threads::One, Threads::Two}) {
            const auto map = mapBrackets(document.source(), kind, threads);
            if (!document.fault() && container)
                FUZZ_REQUIRE(map && sameMap(*map, document.containers()));
        }
    }
}

} // namespace

void askOthers(const ResultDocument &document) {
    const qint64 fault = document.fault() ? document.fault()->offset : -1;
    FUZZ_REQUIRE(fault == referenceFault(document.bytes().toByteArray()));
    FUZZ_REQUIRE((document.badUtf8() >= 0) == !document.bytes().isValidUtf8());
    if (document.fault()) {
        LineIndex lines(document.sharedSource());
        lines.build();
        const auto place = lines.placeOf(fault);
        FUZZ_REQUIRE(
            place && place->line == document.fault()->line && place->column == document.fault()->column);
    }
    askSimdjson(document);
    askQt(document);
    askFastPasses(document);
}

void roundTrip(const ResultDocumentPtr &document) {
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    FUZZ_REQUIRE(writeAll(out, document->source()) && out.data() == document->bytes());
    int seen = 0;
    for (const JsonNode &node : allNodes(*document)) {
        FUZZ_REQUIRE(node.begin < node.end && node.end <= document->bytes().size());
        FUZZ_REQUIRE(document->raw(node) == document->bytes().sliced(node.begin, node.end - node.begin));
        if (++seen > mostValues)
            continue;
        const QString text = document->text(node);
        const QString preview = document->preview(node, 7);
        FUZZ_REQUIRE(preview == text || (preview.endsWith(u'…') && text.startsWith(preview.chopped(1))));
        ValuePages pages(document, node);
        QString whole;
        for (int page = 0; const auto piece = pages.page(page); ++page)
            whole += *piece;
        FUZZ_REQUIRE(whole == text && pages.allKnown() && pages.characters() == text.toUcs4().size());
        FUZZ_REQUIRE(
            document->fault() || nodeAt(*document, wayToOffset(*document, node.begin)).begin == node.begin);
    }
}

} // namespace fuzz
