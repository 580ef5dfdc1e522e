// SPDX-License-Identifier: MIT
#include "tests/results/referencesearch.h"

#include "app/results/expressiontest.h"
#include "app/results/jsoncursor.h"

#include <QList>
#include <QRegularExpression>

#include <algorithm>
#include <functional>

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

using Matches = std::function<bool(const QString &)>;

void visit(const ResultDocument &document, const JsonNode &node, const HitRow &row, SearchQuery::Scope scope,
    const Matches &matches, Hits &hits) {
    if (!node.isContainer()) {
        if (scope != SearchQuery::Scope::Keys && matches(document.text(node)))
            hits.push_back(Hit(node.begin, node.end, false, row));
        return;
    }
    HitRow member{quint32(node.begin), 0};
    for (JsonCursor cursor(document, node); !cursor.atEnd(); ++member.member) {
        const JsonEntry entry = cursor.next();
        if (entry.key >= 0 && scope != SearchQuery::Scope::Values &&
            matches(JsonCursor::key(document, entry))) {
            const char *const bytes = document.bytes().data();
            const char *const end =
                results::endOfJsonString(bytes + entry.key, bytes + document.bytes().size());
            hits.push_back(Hit(entry.key, end - bytes, true, member));
        }
        visit(document, entry.value, member, scope, matches, hits);
    }
}

} // namespace

Hits search(const ResultDocument &document, const SearchQuery &query) {
    Hits hits;
    if (query.text.isEmpty())
        return hits;
    const QRegularExpression expression =
        query.regularExpression ? results::expressionOf(query) : QRegularExpression();
    visit(
        document, document.root(), {}, query.scope,
        [&](const QString &text) {
            return query.regularExpression ? expression.match(text).hasMatch() : matches(text, query);
        },
        hits);
    return hits;
}

} // namespace reference
