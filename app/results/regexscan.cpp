// SPDX-License-Identifier: MIT
#include "app/results/regexscan.h"

#include "app/results/base64text.h"
#include "app/results/jsonbytes.h"
#include "app/results/jsonstring.h"

namespace results {

namespace {

constexpr qint64 releaseEvery = 4'194'304; // bytes
constexpr qint64 handOnEvery = 256;        // tokens and what is between

} // namespace

RegexScan::RegexScan(
    const SearchPart &part, const ExpressionTest &test, SearchQuery::Scope scope, Processor kind)
    : m_part(part)
    , m_test(test)
    , m_scope(scope)
    , m_text(part.document.bytes().data())
    , m_hits(part, kind) {}

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
    if (!isWanted(m_scope, key))
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
    if (isWanted(m_scope, false))
        tryOn(QString::fromUtf8(m_text + begin, end - begin), Hit(begin, end, false));
    return end;
}

void RegexScan::tryOn(const QString &text, const Hit &hit) {
    if (m_test.holds(text, m_tally))
        m_full = !m_hits.add(hit);
}

} // namespace results
