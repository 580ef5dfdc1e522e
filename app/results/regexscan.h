// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/expressiontest.h"
#include "app/results/searchpart.h"
#include "app/results/searchquery.h"

#include <QString>

namespace results {

/// Tries a regular expression on each key, string, number and word of a part of a document, decoded. Much
/// slower than to look for a text; a string on which it would take long is given up.
class RegexScan {
public:
    RegexScan(const SearchPart &part, const ExpressionTest &test, SearchQuery::Scope scope, Processor kind);

    SearchTally run(); ///< once

private:
    qint64 takeString(qint64 open);
    qint64 takeScalar(qint64 begin);
    void tryOn(const QString &text, const Hit &hit);

    const SearchPart &m_part;
    const ExpressionTest &m_test;
    SearchQuery::Scope m_scope;
    const char *m_text;
    HitCollector m_hits;
    SearchTally m_tally;
    bool m_full = false;
};

} // namespace results
