// SPDX-License-Identifier: MIT
#include "app/results/querymatches.h"

#include "app/results/expressiontest.h"

namespace results {

QueryMatches::QueryMatches(const SearchQuery &query) {
    SearchQuery expression = query;
    if (!query.regularExpression)
        expression.text = QRegularExpression::escape(query.text);
    expression.regularExpression = true;
    m_valid = !query.text.isEmpty() && !faultOf(expression);
    if (m_valid)
        m_expression = expressionOf(expression);
}

QList<QueryMatches::Range> QueryMatches::in(const QString &text, int most) const {
    QList<Range> ranges;
    if (!m_valid)
        return ranges;
    QRegularExpressionMatchIterator matches = m_expression.globalMatch(text);
    while (matches.hasNext() && ranges.size() < most) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength() > 0)
            ranges.append({match.capturedStart(), match.capturedLength()});
    }
    return ranges;
}

} // namespace results
