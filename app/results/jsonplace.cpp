// SPDX-License-Identifier: MIT
#include "app/results/jsonplace.h"

#include "app/results/lastnotafter.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

namespace {

struct Member {
    qint64 number = -1;
    JsonEntry entry;
};

/// The member of a container whose text holds the byte.
Member memberAt(const ResultDocument &document, const JsonNode &container, qint64 offset) {
    const auto &marks = document.containers().marks(container);
    const ContainerMap::Mark *const mark = lastNotAfter(marks, offset, &ContainerMap::Mark::offset);
    Member member;
    qint64 number = mark ? mark->member : 0;
    for (JsonCursor cursor(document, container, number); !cursor.atEnd(); ++number) {
        const JsonEntry entry = cursor.next();
        if ((entry.key >= 0 ? entry.key : entry.value.begin) > offset)
            break;
        if (offset < entry.value.end) {
            member = {number, entry};
            break;
        }
    }
    return member;
}

} // namespace

JsonWay wayToOffset(const ResultDocument &document, qint64 offset) {
    JsonWay way;
    JsonNode node = document.root();
    while (node.isContainer() && offset > node.begin) {
        const Member member = memberAt(document, node, offset);
        if (member.number < 0)
            break;
        way.push_back(member.number);
        if (offset < member.entry.value.begin)
            break; // in its key
        node = member.entry.value;
    }
    return way;
}

qint64 memberNumber(const ResultDocument &document, const JsonNode &object, QStringView key) {
    qint64 number = 0;
    for (JsonCursor cursor(document, object); !cursor.atEnd(); ++number) {
        if (JsonCursor::key(document, cursor.next()) == key)
            return number;
    }
    return -1;
}

namespace {

/// As far as the steps lead.
JsonWay walk(const ResultDocument &document, const std::vector<PathStep> &steps) {
    JsonWay way;
    JsonNode node = document.root();
    for (const PathStep &step : steps) {
        if (node.type != (step.index >= 0 ? JsonType::Array : JsonType::Object))
            break;
        const qint64 number = step.index >= 0 ? step.index : memberNumber(document, node, step.key);
        if (number < 0 || number >= document.memberCount(node))
            break;
        way.push_back(number);
        node = JsonCursor(document, node, number).next().value;
    }
    return way;
}

} // namespace

std::optional<JsonWay> wayOfSteps(const ResultDocument &document, const std::vector<PathStep> &steps) {
    if (!document.root().isValid())
        return {};
    JsonWay way = walk(document, steps);
    return way.size() == steps.size() ? std::optional(std::move(way)) : std::nullopt;
}

namespace {

/// Calls `step` for each: with its key in an object, with nothing in an array.
template<typename Step>
void follow(const ResultDocument &document, const JsonWay &way, const Step &step) {
    JsonNode node = document.root();
    for (const qint64 number : way) {
        if (!node.isContainer() || number >= document.memberCount(node))
            return;
        const JsonEntry entry = JsonCursor(document, node, number).next();
        if (node.type == JsonType::Object)
            step(std::optional(JsonCursor::key(document, entry)), number);
        else
            step(std::optional<QString>(), number);
        node = entry.value;
    }
}

PathReach walkPointer(const ResultDocument &document, QStringView pointer) {
    PathReach reach{true, {}, {}};
    JsonNode node = document.root();
    for (QStringView piece : pointer.sliced(1).tokenize(u'/')) {
        const QString key = piece.toString().replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
        bool isNumber = false;
        const bool inArray = node.type == JsonType::Array;
        const qint64 number = inArray                         ? key.toLongLong(&isNumber)
                              : node.type == JsonType::Object ? memberNumber(document, node, key)
                                                              : -1;
        if ((inArray && !isNumber) || number < 0 || number >= document.memberCount(node)) {
            reach.missing = {key, isNumber ? number : -1};
            return reach;
        }
        reach.way.push_back(number);
        node = JsonCursor(document, node, number).next().value;
    }
    return reach;
}

std::optional<JsonWay> wayOfPointer(const ResultDocument &document, QStringView pointer) {
    PathReach reach = walkPointer(document, pointer);
    const bool isThere = qsizetype(reach.way.size()) == pointer.count(u'/');
    return isThere ? std::optional(std::move(reach.way)) : std::nullopt;
}

/// "#/a%20b" is "/a b".
QString withoutFragment(const QString &text) {
    return text.startsWith(u'#') ? QUrl::fromPercentEncoding(text.sliced(1).toUtf8()) : text;
}

} // namespace

std::optional<JsonWay> wayOfText(const ResultDocument &document, const QString &text) {
    // Space at the end may belong to a key, or to what was copied along with it.
    QStringList names{withoutFragment(text), withoutFragment(text.trimmed())};
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        const auto steps = pathSteps(name);
        auto way = steps                                                ? wayOfSteps(document, *steps)
                   : name.startsWith(u'/') && document.root().isValid() ? wayOfPointer(document, name)
                                                                        : std::nullopt;
        if (way)
            return way;
    }
    return {};
}

PathReach reachOfText(const ResultDocument &document, const QString &text) {
    const QString name = withoutFragment(text.trimmed());
    if (name.startsWith(u'/'))
        return walkPointer(document, name);
    const auto steps = pathSteps(name);
    if (!steps)
        return {};
    PathReach reach{true, walk(document, *steps), {}};
    if (reach.way.size() < steps->size())
        reach.missing = (*steps)[reach.way.size()];
    return reach;
}

QString pathOfWay(const ResultDocument &document, const JsonWay &way) {
    QString path = u"$"_s;
    follow(document, way, [&path](const std::optional<QString> &key, qint64 number) {
        if (key)
            appendMember(path, *key);
        else
            appendElement(path, number);
    });
    return path;
}

QString pointerOfWay(const ResultDocument &document, const JsonWay &way) {
    QString pointer;
    follow(document, way, [&pointer](const std::optional<QString> &key, qint64 number) {
        pointer += u'/';
        pointer +=
            key ? QString(*key).replace("~"_L1, "~0"_L1).replace("/"_L1, "~1"_L1) : QString::number(number);
    });
    return pointer;
}

JsonNode nodeAt(const ResultDocument &document, const JsonWay &way) {
    JsonNode node = document.root();
    for (const qint64 number : way) {
        if (!node.isContainer() || number >= document.memberCount(node))
            return {};
        node = JsonCursor(document, node, number).next().value;
    }
    return node;
}

} // namespace results
