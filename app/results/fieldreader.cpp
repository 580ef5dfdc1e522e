// SPDX-License-Identifier: MIT
#include "app/results/fieldreader.h"

#include "app/results/jsonbytes.h"
#include "app/results/jsoncursor.h"
#include "app/results/jsonpath.h"
#include "app/results/jsonstring.h"

#include <algorithm>
#include <iterator>
#include <limits>

using namespace Qt::StringLiterals;

namespace results {

namespace {

/// JSON text without the white space between its tokens.
QByteArray compacted(const QByteArray &json) {
    QByteArray compact;
    compact.reserve(json.size());
    const char *const end = json.constData() + json.size();
    for (const char *at = json.constData(); at != end;) {
        const char *tokenEnd = *at == '"' ? endOfJsonString(at, end) : at + 1;
        if (!isSpace(*at))
            compact.append(at, tokenEnd - at);
        at = tokenEnd;
    }
    return compact;
}

bool isFieldKey(const QString &key) {
    return key == "value"_L1 || key == "value_override"_L1 || key == "confidence"_L1 ||
           key == "evidence"_L1 || key == "verification_status"_L1;
}

/// The usual words once, not in every cell of a large table.
QString shared(const QString &word) {
    static const QString usual[] = {u"not_verified"_s, u"verified"_s};
    const auto *const known = std::find(std::begin(usual), std::end(usual), word);
    return known == std::end(usual) ? word : *known;
}

bool isNothing(const JsonNode &node) {
    return !node.isValid() || node.type == JsonType::Null;
}

} // namespace

FieldReader::FieldReader(const ResultDocument &document, const std::atomic_bool *cancelled)
    : m_document(document)
    , m_cancelled(cancelled) {}

Field FieldReader::field(const QString &name, const JsonNode &node, const QString &path) const {
    const Shape shape = shapeOf(node);
    if (shape == Shape::Single || shape == Shape::BareValue)
        return cell(name, node, path);
    Field field;
    field.name = name;
    field.path = path;
    field.isTable = true;
    if (shape == Shape::OneRow) {
        field.isObject = true;
        field.rows.append(row(node, path, {}));
        return field;
    }
    qint64 index = 0;
    for (const JsonMember &element : m_document.members(node)) {
        if (m_cancelled && *m_cancelled)
            break;
        const QString rowPath = elementPath(path, index++);
        // A list of plain fields is a table of one column.
        if (shapeOf(element.value) == Shape::Single)
            field.rows.append(QList<Field>{cell(name, element.value, rowPath)});
        else
            field.rows.append(
                row(element.value, rowPath, field.rows.isEmpty() ? QList<Field>() : field.rows.constLast()));
    }
    return field;
}

bool FieldReader::eachValue(
    const JsonNode &node, const std::function<bool(const QString &value)> &visit) const {
    const auto one = [&](const JsonNode &cell) {
        Field field;
        if (shapeOf(cell) == Shape::Single)
            setValue(m_document.member(cell, u"value"), m_document.member(cell, u"value_override"), field);
        else
            setValue(cell, {}, field);
        return (field.value.isEmpty() || visit(field.value)) &&
               (field.original.isEmpty() || visit(field.original));
    };
    const auto row = [&](const JsonNode &object) {
        for (JsonCursor cursor(m_document, object); !cursor.atEnd();) {
            if (!one(cursor.next().value))
                return false;
        }
        return true;
    };
    switch (shapeOf(node)) {
    case Shape::Single:
    case Shape::BareValue:
        return one(node);
    case Shape::OneRow:
        return row(node);
    case Shape::Rows:
        break;
    }
    for (JsonCursor cursor(m_document, node); !cursor.atEnd();) {
        const JsonNode element = cursor.next().value;
        if (!(shapeOf(element) == Shape::Single ? one(element) : row(element)))
            return false;
    }
    return true;
}

FieldReader::Shape FieldReader::shapeOf(const JsonNode &node) const {
    if (node.type == JsonType::Array)
        return allObjects(node) ? Shape::Rows : Shape::BareValue;
    if (node.type != JsonType::Object)
        return Shape::BareValue;
    const std::vector<JsonMember> members = m_document.members(node);
    const auto isDetail = [this](const JsonMember &member) {
        // A row may have a column called "value" or "confidence": that member is a field itself.
        const bool isColumn = m_document.member(member.value, u"value").isValid();
        return isFieldKey(member.key) && !isColumn;
    };
    if (std::any_of(members.begin(), members.end(), isDetail))
        return Shape::Single;
    return members.empty() || !allObjects(node) ? Shape::BareValue : Shape::OneRow;
}

bool FieldReader::allObjects(const JsonNode &container) const {
    JsonCursor cursor(m_document, container);
    while (!cursor.atEnd()) {
        if (cursor.next().value.type != JsonType::Object)
            return false;
    }
    return true;
}

Field FieldReader::cell(const QString &name, const JsonNode &node, const QString &path) const {
    Field field;
    field.name = name;
    field.path = path;
    if (shapeOf(node) == Shape::Single)
        readSingle(node, field);
    else
        setValue(node, {}, field);
    return field;
}

QList<Field> FieldReader::row(const JsonNode &node, const QString &path, const QList<Field> &above) const {
    QList<Field> cells;
    cells.reserve(qsizetype(m_document.memberCount(node)));
    for (const JsonMember &member : m_document.members(node)) {
        const qsizetype place = cells.size();
        const bool same = place < above.size() && above[place].name == member.key;
        cells.append(cell(same ? above[place].name : member.key, member.value, memberPath(path, member.key)));
    }
    return cells;
}

void FieldReader::readSingle(const JsonNode &node, Field &field) const {
    setValue(m_document.member(node, u"value"), m_document.member(node, u"value_override"), field);
    field.confidence = confidence(m_document.member(node, u"confidence"));
    field.evidence = evidence(m_document.member(node, u"evidence"));
    const JsonNode verification = m_document.member(node, u"verification_status");
    if (verification.type == JsonType::String)
        field.verification = shared(m_document.text(verification));
}

void FieldReader::setValue(const JsonNode &value, const JsonNode &valueOverride, Field &field) const {
    field.overridden = !isNothing(valueOverride);
    field.isNull = isNothing(value) && !field.overridden;
    field.value = valueText(field.overridden ? valueOverride : value);
    if (field.overridden)
        field.original = valueText(value);
}

QString FieldReader::valueText(const JsonNode &node) const {
    if (isNothing(node))
        return {};
    if (node.isContainer())
        return decodeUtf8(compacted(m_document.raw(node))).text;
    return m_document.text(node);
}

QString FieldReader::label(const JsonNode &node) const {
    switch (node.type) {
    case JsonType::String:
    case JsonType::Number:
        return m_document.text(node);
    case JsonType::Object: {
        const JsonNode name = m_document.member(node, u"name");
        return name.type == JsonType::String ? m_document.text(name) : QString();
    }
    default:
        return {};
    }
}

std::optional<double> FieldReader::confidence(const JsonNode &node) const {
    if (node.type != JsonType::Number && node.type != JsonType::String)
        return {};
    bool isNumber = false;
    const double confidence = m_document.text(node).toDouble(&isNumber);
    if (!isNumber || !(confidence >= 0 && confidence <= 100))
        return {};
    return confidence;
}

QList<Evidence> FieldReader::evidence(const JsonNode &node) const {
    QList<Evidence> quotes;
    if (node.type == JsonType::Array) {
        qint64 place = 0;
        for (const JsonMember &element : m_document.members(node)) {
            if (element.value.type == JsonType::Object || element.value.type == JsonType::String)
                quotes.append(quote(element.value, place));
            ++place;
        }
    } else if (node.type == JsonType::Object || node.type == JsonType::String) {
        quotes.append(quote(node, -1));
    }
    return quotes;
}

Evidence FieldReader::quote(const JsonNode &node, qint64 element) const {
    if (node.type == JsonType::String)
        return {m_document.text(node), 0, element};
    const JsonNode text = m_document.member(node, u"text");
    return {text.type == JsonType::String ? m_document.text(text) : QString(),
        page(m_document.member(node, u"page_number")), element};
}

int FieldReader::page(const JsonNode &node) const {
    if (node.type != JsonType::Number && node.type != JsonType::String)
        return 0;
    const double page = m_document.text(node).toDouble(); // 2, "2" and 2.0 alike
    return page >= 1 && page <= std::numeric_limits<int>::max() ? int(page) : 0;
}

} // namespace results
