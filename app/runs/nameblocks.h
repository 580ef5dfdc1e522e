// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/searchwords.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace runs {

// The names of runs once more, a block for each 128 ids ("\nID\tNAME…"): words of two letters are in no
// index, and 100,000 rows of runs take four times as long to read as their names in blocks. Kept by triggers.

/// SQL that makes and fills the table, and keeps it.
QStringList nameBlockSteps();
qint64 nameBlockOf(qint64 id);
/// The runs of a block in whose names all words stand, oldest first; `writings` are those of each word, at
/// least one.
QList<qint64> idsInNameBlock(
    const QByteArray &block, const QList<QList<QByteArray>> &writings, const SearchWords &words);

} // namespace runs
