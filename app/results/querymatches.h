// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/searchquery.h"

#include <QList>
#include <QRegularExpression>
#include <QString>

namespace results {

/// Where a short text that is shown holds what a query looks for, to mark it. Cheap to ask often.
class QueryMatches {
public:
    QueryMatches() = default;
    explicit QueryMatches(const SearchQuery &query);

    struct Range {
        qsizetype begin;
        qsizetype length;
        bool operator==(const Range &) const = default;
    };
    /// At most `most` of them, none of them empty.
    QList<Range> in(const QString &text, int most = 20) const;

private:
    QRegularExpression m_expression; ///< of a text too
    bool m_valid = false;
};

} // namespace results
