// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/searchpart.h"
#include "app/results/searchquery.h"

#include <QRegularExpression>
#include <QString>

#include <optional>

namespace results {

/// Why a regular expression is none.
struct QueryFault {
    QString message;
    qsizetype offset = 0; ///< in the expression
};

/// Nothing when the query can be searched for.
std::optional<QueryFault> faultOf(const SearchQuery &query);

/// As it is used: bounded in its time, and with the borders of words. Of a query without a fault.
QRegularExpression expressionOf(const SearchQuery &query);

/// Tries a regular expression on each key, string, number and word of a part of a document, decoded. Slower
/// than to look for a text; a string on which it would take long is given up.
class RegexScan {
public:
    /// `query` has no fault.
    RegexScan(const SearchPart &part, const SearchQuery &query);

    SearchTally run(); ///< once

private:
    qint64 takeString(qint64 open);
    qint64 takeScalar(qint64 begin);
    void tryOn(const QString &text, const Hit &hit);
    bool isWanted(bool key) const;

    const SearchPart &m_part;
    SearchQuery::Scope m_scope;
    QRegularExpression m_expression;
    const char *m_text;
    HitCollector m_hits;
    SearchTally m_tally;
    bool m_full = false;
};

} // namespace results
