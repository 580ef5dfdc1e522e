// SPDX-License-Identifier: MIT
#include "app/results/fieldvalues.h"

#include "app/results/fieldreader.h"
#include "app/results/fieldsection.h"
#include "app/results/jsoncursor.h"

namespace results {

namespace {

using Visit = std::function<bool(const QString &value)>;

bool eachOfObject(const ResultDocument &document, const JsonNode &object, const Visit &visit) {
    if (object.type != JsonType::Object)
        return true;
    const FieldReader reader(document);
    for (JsonCursor cursor(document, object); !cursor.atEnd();) {
        if (!reader.eachValue(cursor.next().value, visit))
            return false;
    }
    return true;
}

bool eachName(const QList<Section> &sections, const Visit &visit) {
    for (const Section &section : sections) {
        if ((!section.name.isEmpty() && !visit(section.name)) || !eachName(section.partitions, visit))
            return false;
    }
    return true;
}

} // namespace

bool eachValue(const ResultDocument &document, const Visit &visit) {
    const JsonNode extractions = document.member(document.root(), u"extractions");
    if (extractions.type == JsonType::Array && document.memberCount(extractions) > 0) {
        for (JsonCursor cursor(document, extractions); !cursor.atEnd();) {
            if (!eachOfObject(document, document.member(cursor.next().value, u"fields"), visit))
                return false;
        }
    } else if (!eachOfObject(document, document.member(document.root(), u"extraction"), visit)) {
        return false;
    }
    bool fractions = false;
    return eachName(readSections(document, false, fractions), visit);
}

} // namespace results
