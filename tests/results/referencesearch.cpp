// SPDX-License-Identifier: MIT
#include "tests/results/referencesearch.h"

#include "app/results/jsoncursor.h"

#include <QList>

#include <algorithm>

using results::Hit;
using results::HitRow;
using results::Hits;
using results::JsonCursor;
using results::JsonEntry;
using results::JsonNode;
using results::ResultDocument;
using results::SearchQuery;

namespace reference {

namespace {

bool isLetter(const QList<uint> &text, qsizetype at) {
    return at >= 0 && at < text.size() && QChar::isLetterOrNumber(text[at]);
}

bool matches(const QString &text, const SearchQuery &query) {
    const auto folded = [&query](const QString &from) {
        QList<uint> all = from.toUcs4();
        if (!query.caseSensitive) {
            for (uint &character : all)
                character = QChar::toCaseFolded(char32_t(character));
        }
        return all;
    };
    const QList<uint> characters = text.toUcs4();
    const QList<uint> haystack = folded(text);
    const QList<uint> needle = folded(query.text);
    for (qsizetype at = 0; at + needle.size() <= haystack.size(); ++at) {
        if (!std::equal(needle.begin(), needle.end(), haystack.begin() + at))
            continue;
        if (!query.wholeWord || (!isLetter(characters, at - 1) && !isLetter(characters, at + needle.size())))
            return true;
    }
    return false;
}

void visit(const ResultDocument &document, const JsonNode &node, const HitRow &row, const SearchQuery &query,
    Hits &hits) {
    if (!node.isContainer()) {
        if (query.scope != SearchQuery::Scope::Keys && matches(document.text(node), query))
            hits.push_back(Hit(node.begin, node.end, false, row));
        return;
    }
    HitRow member{quint32(node.begin), 0};
    for (JsonCursor cursor(document, node); !cursor.atEnd(); ++member.member) {
        const JsonEntry entry = cursor.next();
        if (entry.key >= 0 && query.scope != SearchQuery::Scope::Values &&
            matches(JsonCursor::key(document, entry), query)) {
            const char *const bytes = document.bytes().data();
            const char *const end =
                results::endOfJsonString(bytes + entry.key, bytes + document.bytes().size());
            hits.push_back(Hit(entry.key, end - bytes, true, member));
        }
        visit(document, entry.value, member, query, hits);
    }
}

} // namespace

Hits search(const ResultDocument &document, const SearchQuery &query) {
    Hits hits;
    if (!query.text.isEmpty())
        visit(document, document.root(), {}, query, hits);
    return hits;
}

} // namespace reference
