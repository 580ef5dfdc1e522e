// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/searchpart.h"
#include "app/results/searchquery.h"
#include "app/results/textneedle.h"

#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

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

/// Texts that are in everything the expression matches, in the case of the query: at least two characters of
/// ASCII each. It knows the plain ways to write one; of others there are none.
QStringList literalsOf(const QString &expression);

/// A regular expression that is tried on many texts; one that lacks one of its literals is not tried.
/// Immutable, for any thread.
class ExpressionTest {
public:
    explicit ExpressionTest(const SearchQuery &query); ///< without a fault

    /// The literal that is rarest in results: where it is not, nothing matches. nullptr: there is none.
    const TextNeedle *rarest() const { return m_literals.empty() ? nullptr : &m_literals.front(); }
    /// `text` holds rarest(): who asks has looked. Counts in `tally` what takes too long.
    bool holds(const QString &text, SearchTally &tally) const;

private:
    std::vector<TextNeedle> m_literals;
    QRegularExpression m_expression;
};

} // namespace results
