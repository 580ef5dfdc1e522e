// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsoncursor.h"
#include "app/results/jsonpath.h"

#include <QString>

#include <optional>
#include <vector>

/// From a place in a document to another description of the same place. A way is the number of each member on
/// the way down from the root, also of those of objects, so that of doubled keys each has its own.
namespace results {

using JsonWay = std::vector<qint64>;

/// To the innermost member whose key or value holds the byte, as far down as one does. Empty: the root.
JsonWay wayToOffset(const ResultDocument &document, qint64 offset);

/// As a path names it: the first one where keys are doubled. Nothing when there is no such value.
std::optional<JsonWay> wayOfSteps(const ResultDocument &document, const std::vector<PathStep> &steps);

/// As a person writes it: a JSONPath ($.a[0]), or a JSON Pointer (/a/0, #/a/0, RFC 6901). Nothing when it is
/// neither, or there is no such value.
std::optional<JsonWay> wayOfText(const ResultDocument &document, const QString &text);

/// Where a path leads that leads nowhere.
struct PathReach {
    bool isPath = false; ///< it can be read as one
    JsonWay way;         ///< as far as there is something
    PathStep
        missing; ///< what is not there at its end; of a JSON Pointer, in an array, only a number is an index
};
/// For a text that wayOfText() finds nothing for.
PathReach reachOfText(const ResultDocument &document, const QString &text);

/// The other way round. Of keys that are doubled, these names tell the first only.
QString pathOfWay(const ResultDocument &document, const JsonWay &way);
QString pointerOfWay(const ResultDocument &document, const JsonWay &way);

/// The value at its end. Invalid when there is none.
JsonNode nodeAt(const ResultDocument &document, const JsonWay &way);

/// The first member of an object with this key; -1 when there is none.
qint64 memberNumber(const ResultDocument &document, const JsonNode &object, QStringView key);

} // namespace results
