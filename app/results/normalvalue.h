// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/decimal.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace results {

/// A value as people compare values: by what it can mean, not by how it is written. Pure and immutable, so it
/// can be shared between threads; made in time linear in the length of the text.
///
/// Two values match when there is something that both can mean:
/// - the same text but for case, white space, dashes, quotes and Unicode forms (foldedText());
/// - the same number, exact to the last digit: 1.234,50 = 1,234.50 = 1234.5; € 12,50 = 12.50 EUR = 12.50, but
///   not $ 12.50; (12.50) = -12.50 (amounts()). "1,234" can be 1234 and 1.234 and matches either. Two texts
///   that both are JSON numbers are compared as such: 1.234 is not 1234 there;
/// - the same day or point in time: 2026-03-04 = 4 March 2026 = 04.03.2026. "03/04/2026" can be the 3rd of
///   April and the 4th of March and matches either (dates());
/// - the same answer: true = yes = ☑ (and in some languages), false = no. 1 and 0 are numbers.
///
/// Because of the values that can mean several things, two values that match a third need not match each
/// other. matches() is symmetric and every value matches itself. A value stands for itself as a whole: it is
/// not looked for inside a longer text.
class NormalValue {
public:
    NormalValue() = default; ///< of an empty text
    explicit NormalValue(const QString &text);

    bool matches(const NormalValue &other) const;

    /// Nothing to be seen: only white space, or nothing at all.
    bool isEmpty() const { return m_text.isEmpty(); }
    const QString &text() const { return m_text; } ///< folded
    bool isNumber() const { return !m_amounts.isEmpty(); }
    /// The one thing it most likely means, to find equal values by: whoever has the same matches. Some that
    /// match have others, if one of them isAmbiguous().
    QString key() const;
    /// All it can mean: values that match have one in common. (Not the other way round: units differ.)
    QStringList keys() const;
    bool isAmbiguous() const { return m_amounts.size() > 1 || m_dates.size() > 1 || m_hasSides; }

private:
    QString m_text;
    std::optional<Decimal> m_json; ///< when it is written as a JSON number
    QList<Amount> m_amounts;
    QStringList m_dates;
    std::optional<bool> m_answer;
    bool m_hasSides = false; ///< a number that is a date as well, or that has a unit
};

/// The same as NormalValue(left).matches(NormalValue(right)), quicker when they are written alike.
bool sameValue(const QString &left, const QString &right);

} // namespace results
