// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace results {

/// Every day (or point in time) that a folded text (see foldedText()) can be, and nothing else beside it, as
/// ISO 8601: "2026-03-04", "2026-03-04T10:00:00Z".
///
/// Understood: year first (2026-03-04, 2026/3/4, 20260304); day first with points (04.03.2026); with slashes
/// or dashes day or month first, so that 03/04/2026 is two days; two digits of a year, in this century or the
/// last; names of months in the larger languages of Western and Northern Europe and Polish, weekdays beside
/// them. A time of day may follow; where it has a zone it is brought to UTC. Midnight exactly, without a zone
/// or in UTC, is the day itself: that is how services write a day as a time.
QStringList dates(const QString &folded);

} // namespace results
