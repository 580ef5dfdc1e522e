// SPDX-License-Identifier: MIT
#include "app/results/field.h"

#include "app/results/fieldreader.h"
#include "app/results/jsoncursor.h"
#include "app/results/jsonpath.h"

#include <QStringList>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace results {

namespace {

QString groupName(const ResultDocument &document, const JsonNode &extraction) {
    const FieldReader reader(document);
    QStringList parts{reader.label(document.member(extraction, u"split_name")),
        reader.label(document.member(extraction, u"partition"))};
    parts.removeAll(QString());
    return parts.join(" / "_L1);
}

void appendFields(const ResultDocument &document, const JsonNode &object, const QString &path,
    const QString &group, const std::atomic_bool *cancelled, QList<Field> &out) {
    if (object.type != JsonType::Object)
        return;
    for (const JsonMember &member : document.members(object)) {
        if (cancelled && *cancelled)
            return;
        Field field =
            FieldReader(document, cancelled).field(member.key, member.value, memberPath(path, member.key));
        field.group = group;
        out.append(std::move(field));
    }
}

void visit(QList<Field> &fields, const std::function<void(Field &)> &visitor) {
    for (Field &field : fields) {
        visitor(field);
        for (QList<Field> &row : field.rows)
            visit(row, visitor);
    }
}

/// One version of the service speaks of 0.97 where the other says 97.
bool readFractionsAsPercentages(QList<Field> &fields) {
    bool allWithinOne = true;
    bool someAboveNothing = false;
    visit(fields, [&](Field &field) {
        if (!field.confidence)
            return;
        allWithinOne = allWithinOne && *field.confidence <= 1;
        someAboveNothing = someAboveNothing || *field.confidence > 0;
    });
    if (!allWithinOne || !someAboveNothing)
        return false;
    visit(fields, [](Field &field) {
        if (field.confidence)
            *field.confidence *= 100;
    });
    return true;
}

} // namespace

QList<Field> readFields(const ResultDocument &document) {
    bool fractions = false;
    return readFields(document, fractions);
}

QList<Field> readFields(const ResultDocument &document, bool &fractions, const std::atomic_bool *cancelled) {
    const QString root = u"$"_s;
    QList<Field> fields;
    const JsonNode extractions = document.member(document.root(), u"extractions");
    if (extractions.type == JsonType::Array && document.memberCount(extractions) > 0) {
        const QString list = memberPath(root, u"extractions"_s);
        qint64 index = 0;
        for (const JsonMember &element : document.members(extractions)) {
            const QString path = elementPath(list, index++);
            appendFields(document, document.member(element.value, u"fields"), memberPath(path, u"fields"_s),
                groupName(document, element.value), cancelled, fields);
        }
    } else {
        const QString path = memberPath(root, u"extraction"_s);
        appendFields(document, document.member(document.root(), u"extraction"), path, {}, cancelled, fields);
    }
    fractions = readFractionsAsPercentages(fields);
    return fields;
}

} // namespace results
