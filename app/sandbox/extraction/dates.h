// SPDX-License-Identifier: MIT
#pragma once

#include <QDate>
#include <QList>
#include <QString>

namespace sandbox {

struct FoundDate {
    qsizetype begin = 0;
    qsizetype length = 0;
    QDate date;
    bool ambiguous = false; ///< day and month could be the other way round; month/day/year was taken
};

/// Calendar dates in a text, in order: 2024-03-15, 15 March 2024, March 15th, 2024, 15.03.2024, 03/15/2024,
/// 15-Mar-24 … Only dates that exist.
QList<FoundDate> findDates(const QString &text);

} // namespace sandbox
