// SPDX-License-Identifier: MIT
#include "app/results/expressiontest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

namespace {

/// Steps of one match: some tenths of a second at most, where a usual one takes a few.
const QString limits = u"(*LIMIT_MATCH=1000000)(*LIMIT_DEPTH=20000)"_s;

QRegularExpression::PatternOptions optionsOf(const SearchQuery &query) {
    QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
    options.setFlag(QRegularExpression::CaseInsensitiveOption, !query.caseSensitive);
    return options;
}

/// Reads an expression as far as it is sure of it.
class Literals {
public:
    explicit Literals(QStringView expression)
        : m_text(expression) {}

    QStringList read() {
        while (m_at < m_text.size()) {
            if (!readAtom())
                return {};
        }
        endRun();
        return m_found;
    }

private:
    char16_t here() const { return m_at < m_text.size() ? m_text[m_at].unicode() : u'\0'; }

    /// False: anything may be meant.
    bool readAtom() {
        const char16_t c = m_text[m_at++].unicode();
        switch (c) {
        case u'|':
            return false;
        case u'.':
        case u'^':
        case u'$':
            endRun();
            return readQuantifier();
        case u'[':
            endRun();
            return skipClass() && readQuantifier();
        case u'(':
            endRun();
            return skipGroup() && readQuantifier();
        case u'\\':
            return readEscape();
        case u')':
        case u'*':
        case u'+':
        case u'?':
        case u'{':
            return false;
        default:
            take(c);
            return readQuantifier();
        }
    }

    void take(char16_t c) {
        if (c >= 0x20 && c < 0x7f)
            m_run += QChar(c);
        else
            endRun();
    }

    bool readEscape() {
        const char16_t c = here();
        ++m_at;
        if (u"dDwWsSbBAzZ"_s.contains(QChar(c)))
            endRun();
        else if (c >= 0x21 && c < 0x7f && !QChar::isLetterOrNumber(c))
            take(c);
        else
            return false;
        return readQuantifier();
    }

    /// What may be there no time at all is no literal, and after what may be there twice another one begins.
    bool readQuantifier() {
        bool needed = true;
        switch (here()) {
        case u'*':
        case u'?':
            needed = false;
            ++m_at;
            break;
        case u'+':
            ++m_at;
            break;
        case u'{': {
            const qsizetype end = m_text.indexOf(u'}', m_at);
            const QStringView inner = end < 0 ? QStringView() : m_text.sliced(m_at + 1, end - m_at - 1);
            const bool counts = !inner.isEmpty() && inner.front().isDigit() &&
                                std::all_of(inner.begin(), inner.end(),
                                    [](QChar d) { return d == u',' || (d >= u'0' && d <= u'9'); });
            if (!counts)
                return false;
            needed = inner.front() != u'0';
            m_at = end + 1;
            break;
        }
        default:
            return true;
        }
        if (here() == u'?' || here() == u'+')
            ++m_at;
        if (!needed)
            m_run.chop(1);
        endRun();
        return true;
    }

    bool skipClass() {
        if (here() == u'^')
            ++m_at;
        if (here() == u']') // one of its characters
            ++m_at;
        for (; m_at < m_text.size(); ++m_at) {
            const char16_t c = here();
            if (c == u'[') // perhaps a class of POSIX
                return false;
            if (c == u'\\' && m_at + 1 < m_text.size() && m_text[++m_at] == u'Q')
                return false;
            else if (c == u']') {
                ++m_at;
                return true;
            }
        }
        return false;
    }

    bool skipGroup() {
        for (int depth = 1; m_at < m_text.size();) {
            if (here() == u'?' && m_text[m_at - 1] == u'(') {
                if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != u':')
                    return false; // an option, a comment, something to be looked at only
            }
            const char16_t c = here();
            ++m_at;
            if (c == u'*' && m_text[m_at - 2] == u'(')
                return false;
            if (c == u'[') {
                if (!skipClass())
                    return false;
            } else if (c == u'\\') {
                if (here() == u'Q' || here() == u'E' || here() == u'K')
                    return false;
                ++m_at;
            } else if (c == u'(') {
                ++depth;
            } else if (c == u')' && --depth == 0) {
                return true;
            }
        }
        return false;
    }

    void endRun() {
        if (m_run.size() >= 2)
            m_found << m_run;
        m_run.clear();
    }

    QStringView m_text;
    qsizetype m_at = 0;
    QString m_run;
    QStringList m_found;
};

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

QStringList literalsOf(const QString &expression) {
    return Literals(expression).read();
}

ExpressionTest::ExpressionTest(const SearchQuery &query)
    : m_expression(expressionOf(query)) {
    for (const QString &literal : literalsOf(query.text))
        m_literals.emplace_back(SearchQuery{.text = literal, .caseSensitive = query.caseSensitive});
    std::stable_sort(m_literals.begin(), m_literals.end(),
        [](const TextNeedle &a, const TextNeedle &b) { return a.commonness() < b.commonness(); });
    m_expression.optimize();
}

bool ExpressionTest::holds(const QString &text, SearchTally &tally) const {
    for (size_t i = 1; i < m_literals.size(); ++i) {
        if (!m_literals[i].isIn(text))
            return false;
    }
    const QRegularExpressionMatch match = m_expression.match(text);
    if (!match.hasMatch() && !match.isValid())
        ++tally.givenUp;
    return match.hasMatch();
}

} // namespace results
