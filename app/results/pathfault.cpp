// SPDX-License-Identifier: MIT
#include "app/results/pathfault.h"

#include "app/results/displaytext.h"
#include "app/results/jsonplace.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace results {

namespace {

constexpr qsizetype longestName = 60;

QString tr(const char *text) {
    return QCoreApplication::translate("PathFault", text);
}

/// "$.a[0]"; of a long one its end, which tells more.
QString placeText(const ResultDocument &document, const JsonWay &way) {
    const QString path = pathOfWay(document, way);
    return path.size() <= longestName ? displayLine(path) : u'…' + displayLine(path.last(longestName));
}

QString arrayFault(const QString &place, qint64 elements, const PathStep &missing) {
    if (elements == 0)
        return tr("%1 is an empty array.").arg(place);
    const QString last = QLocale().toString(elements - 1);
    if (missing.index < 0)
        return tr("%1 is an array: its elements have numbers, 0 to %2.").arg(place, last);
    return tr("%1 has no element %2: the last one is %3.")
        .arg(place, QLocale().toString(missing.index), last);
}

} // namespace

QString pathFault(const ResultDocument &document, const QString &text) {
    if (!document.root().isValid())
        return tr("Nothing of this result can be read as JSON.");
    const PathReach reach = reachOfText(document, text);
    if (!reach.isPath) {
        return text.trimmed().startsWith(u'$')
                   ? tr("This names no single value as a JSONPath does: $.a[0]['b c']")
                   : tr("This is no path: a JSONPath begins with $ ($.a[0]), a JSON Pointer with / (/a/0).");
    }
    const JsonNode node = nodeAt(document, reach.way);
    const QString place = placeText(document, reach.way);
    if (node.type == JsonType::Array)
        return arrayFault(place, document.memberCount(node), reach.missing);
    if (node.type != JsonType::Object)
        return tr("%1 is a single value: nothing is below it.").arg(place);
    if (reach.missing.index >= 0)
        return tr("%1 is an object: its members have names, not numbers.").arg(place);
    return tr("%1 has no member “%2”.").arg(place, displayLine(reach.missing.key, longestName));
}

} // namespace results
