// SPDX-License-Identifier: MIT
#include "app/results/regexscan.h"

#include "app/results/base64text.h"
#include "app/results/jsonbytes.h"
#include "app/results/jsonstring.h"

using namespace Qt::StringLiterals;

namespace results {

namespace {

/// Steps of one match: some tenths of a second at most, where a usual one takes a few.
const QString limits = u"(*LIMIT_MATCH=1000000)(*LIMIT_DEPTH=20000)"_s;
constexpr qint64 releaseEvery = 4'194'304; // bytes
constexpr qint64 handOnEvery = 256;        // tokens and what is between

QRegularExpression::PatternOptions optionsOf(const SearchQuery &query) {
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    options.setFlag(QRegularExpression::CaseInsensitiveOption, !query.caseSensitive);
    return options;
}

} // namespace

QRegularExpression expressionOf(const SearchQuery &query) {
    if (!query.wholeWord)
        return QRegularExpression(limits + query.text, optionsOf(query));
    const QString before = limits + u"(?<![\\p{L}\\p{N}])(?:"_s + query.text;
    const QString after = u")(?![\\p{L}\\p{N}])"_s;
    const QRegularExpression expression(before + after, optionsOf(query));
    // It may end in a comment.
    return expression.isValid() ? expression : QRegularExpression(before + u'\n' + after, optionsOf(query));
}

std::optional<QueryFault> faultOf(const SearchQuery &query) {
    if (!query.regularExpression)
        return {};
    const QRegularExpression alone(query.text, optionsOf(query));
    if (!alone.isValid())
        return QueryFault{alone.errorString(), alone.patternErrorOffset()};
    const QRegularExpression used = expressionOf(query);
    if (!used.isValid())
        return QueryFault{used.errorString(), 0};
    return {};
}

RegexScan::RegexScan(const SearchPart &part, const SearchQuery &query)
    : m_part(part)
    , m_scope(query.scope)
    , m_expression(expressionOf(query))
    , m_text(part.document.bytes().data())
    , m_hits(part) {
    m_expression.optimize();
}

SearchTally RegexScan::run() {
    SearchText text;
    text.all = m_text;
    text.begin = m_part.begin;
    text.end = m_part.end;
    qint64 released = m_part.begin;
    qint64 tokens = 0;
    for (qint64 at = m_part.begin; at < m_part.end && !m_full;) {
        if (m_part.cancelled)
            break;
        if (m_text[at] == '"')
            at = takeString(at);
        else if (continuesWord(m_text[at]))
            at = takeScalar(at);
        else
            ++at;
        if (at - released >= releaseEvery) {
            m_part.document.source().release(released, at);
            released = at;
        }
        if (++tokens % handOnEvery == 0)
            m_hits.handOn(text);
    }
    m_hits.flush(text);
    m_tally.hits = m_hits.taken();
    m_tally.limited = m_full;
    return m_tally;
}

qint64 RegexScan::takeString(qint64 open) {
    const char *const last = m_text + m_part.end;
    const char *const stringEnd = endOfJsonString(m_text + open, last);
    const qint64 end = stringEnd - m_text;
    const char *after = stringEnd;
    while (after < last && isSpace(*after))
        ++after;
    const bool key = after < last && *after == ':';
    if (!isWanted(key))
        return end;
    const QByteArrayView inner = stringContent(m_text + open, stringEnd);
    if (isLongBase64(inner))
        ++m_tally.leftOut;
    else
        tryOn(decodeJsonString(inner).text, Hit(open, end, key));
    return end;
}

qint64 RegexScan::takeScalar(qint64 begin) {
    qint64 end = begin;
    while (end < m_part.end && continuesWord(m_text[end]))
        ++end;
    if (isWanted(false))
        tryOn(QString::fromUtf8(m_text + begin, end - begin), Hit(begin, end, false));
    return end;
}

void RegexScan::tryOn(const QString &text, const Hit &hit) {
    const QRegularExpressionMatch match = m_expression.match(text);
    if (match.hasMatch())
        m_full = !m_hits.add(hit);
    else if (!match.isValid())
        ++m_tally.givenUp;
}

bool RegexScan::isWanted(bool key) const {
    return m_scope == SearchQuery::Scope::KeysAndValues || (m_scope == SearchQuery::Scope::Keys) == key;
}

} // namespace results
