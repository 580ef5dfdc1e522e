// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace results {

/// An exact number of any size: ± digits × 10^exponent, the digits without zeros at either end (none for
/// zero, which has no sign).
struct Decimal {
    bool negative = false;
    QString digits;
    qint64 exponent = 0;

    bool operator==(const Decimal &) const = default;
};

/// A number as people write it, and which currencies (or per cent) its sign can stand for.
struct Amount {
    Decimal number;
    quint64 units = 0; ///< bits; 0: nothing is written there

    /// The same number, unless both name a unit and not the same.
    bool matches(const Amount &other) const {
        return number == other.number && (units == 0 || other.units == 0 || (units & other.units) != 0);
    }
};

/// The number that a JSON number is; nothing for any other text, and for an exponent of more than 15 digits.
std::optional<Decimal> jsonNumber(QStringView text);

/// Every number that a folded text (see foldedText()) can be, and nothing else beside it: with a point or a
/// comma before the decimals, and points, commas, blanks or apostrophes between thousands (or lakhs); a minus
/// in front or behind, or brackets; a sign or code of a currency, or %, on either side. "1,234" can be two
/// numbers. A number with leading zeros is none: that is how codes are written.
QList<Amount> amounts(const QString &folded);

} // namespace results
