// SPDX-License-Identifier: MIT
#include "app/results/tablefinder.h"

#include "app/results/jsoncursor.h"
#include "app/results/jsonpath.h"
#include "app/results/jsonplace.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

namespace {

constexpr int elementsLookedInto = 50;
constexpr int elementsLookedAt = 1000; ///< for the first object of an array
constexpr int deepest = 64;

class Finder {
public:
    Finder(const ResultDocument &document, const std::atomic_bool &cancelled)
        : m_document(document)
        , m_cancelled(cancelled) {}

    void visit(const JsonNode &node, const QString &path, int depth) {
        if (!node.isContainer())
            return;
        if (depth > deepest) {
            m_cut = true;
            return;
        }
        const bool isArray = node.type == JsonType::Array;
        bool isTable = false;
        qint64 number = 0;
        for (JsonCursor cursor(m_document, node); !cursor.atEnd(); ++number) {
            if (m_cancelled || ++m_visited > mostVisited || m_tables.size() >= mostTables) {
                m_cut = true;
                return;
            }
            const bool isLookedInto = !isArray || number < elementsLookedInto;
            if (!isLookedInto && (isTable || number >= elementsLookedAt)) {
                m_cut = true;
                return;
            }
            const JsonEntry entry = cursor.next();
            if (isArray && !isTable && entry.value.type == JsonType::Object) {
                isTable = true;
                m_tables.append({path, node, m_document.memberCount(node)});
            }
            if (entry.value.isContainer() && isLookedInto)
                visit(entry.value,
                    isArray ? elementPath(path, number)
                            : memberPath(path, JsonCursor::key(m_document, entry)),
                    depth + 1);
        }
    }

    QList<FoundTable> m_tables;
    bool m_cut = false;

private:
    const ResultDocument &m_document;
    const std::atomic_bool &m_cancelled;
    int m_visited = 0;
};

/// What a person rather comes for.
int rank(const FoundTable &table) {
    if (table.path.endsWith(".evidence"_L1))
        return 3;
    if (table.path.startsWith("$.extractions["_L1) || table.path.startsWith("$.extraction."_L1))
        return 0;
    return table.path == "$.parse.blocks"_L1 ? 1 : 2;
}

/// The way from an array to a row, to one of its cells, or to what a field has besides its value.
bool isInCell(QStringView way) {
    const auto steps = pathSteps(QString(u'$' + way.toString()));
    if (!steps || steps->size() > 3)
        return false;
    static const QStringList parts{
        u"value"_s, u"value_override"_s, u"confidence"_s, u"evidence"_s, u"verification_status"_s};
    return steps->size() < 3 || parts.contains((*steps)[2].key);
}

} // namespace

QList<FoundTable> findTables(const ResultDocument &document, const std::atomic_bool &cancelled, bool *cut) {
    Finder finder(document, cancelled);
    finder.visit(document.root(), u"$"_s, 0);
    std::stable_sort(
        finder.m_tables.begin(), finder.m_tables.end(), [](const FoundTable &a, const FoundTable &b) {
            return rank(a) != rank(b) ? rank(a) < rank(b) : a.rows > b.rows;
        });
    if (cut)
        *cut = finder.m_cut;
    return finder.m_tables;
}

std::optional<FoundTable> tableAround(const ResultDocument &document, const QString &path) {
    const std::optional<JsonWay> way = wayOfText(document, path);
    if (!way)
        return {};
    const QString whole = pathOfWay(document, *way);
    for (size_t depth = way->size() + 1; depth-- > 0;) {
        const JsonWay outer(way->begin(), way->begin() + qsizetype(depth));
        const JsonNode array = nodeAt(document, outer);
        if (array.type != JsonType::Array || document.memberCount(array) == 0)
            continue;
        JsonWay element = outer;
        element.push_back(depth < way->size() ? (*way)[depth] : 0);
        const QString own = pathOfWay(document, outer);
        if (nodeAt(document, element).type == JsonType::Object &&
            isInCell(QStringView(whole).mid(own.size())))
            return FoundTable{own, array, document.memberCount(array)};
    }
    return {};
}

qsizetype tableWith(const QList<FoundTable> &tables, const QString &path) {
    qsizetype found = -1;
    for (qsizetype i = 0; i < tables.size(); ++i) {
        const QString &own = tables[i].path;
        if (!path.startsWith(own) || (path.size() > own.size() && path[own.size()] != u'['))
            continue;
        if (isInCell(QStringView(path).mid(own.size())) &&
            (found < 0 || own.size() > tables[found].path.size()))
            found = i;
    }
    return found;
}

} // namespace results
