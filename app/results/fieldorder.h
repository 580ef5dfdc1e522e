// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace results {

/// The number that a value is read as when values are sorted: 4087.50, "1,250.00", "1.250,00 €", "EUR 12,50",
/// "97 %". Nothing for everything else (dates, ids with letters). For the order only, never for display.
std::optional<double> sortNumber(QStringView value);

/// What a value is sorted by, made once a value.
class SortKey {
public:
    SortKey() = default; ///< nothing: comes after everything, whichever way it is sorted
    explicit SortKey(const QString &value);
    explicit SortKey(double number);

    bool isNothing() const { return m_nothing; }
    /// Numbers by their size, before texts; texts without case, digits in them by their size ("p2" before
    /// "p10"). Negative, 0 or positive.
    static int compare(const SortKey &left, const SortKey &right);

private:
    std::optional<double> m_number;
    QString m_text;
    bool m_nothing = true;
};

/// Whether `left` stands before `right`; what is nothing stands last in both directions.
bool standsBefore(const SortKey &left, const SortKey &right, Qt::SortOrder order);

} // namespace results
