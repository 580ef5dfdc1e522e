// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/searchwords.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace runs {

/// Texts of some runs, spread evenly over the ledger: how common a piece of a word is.
struct SearchSample {
    struct Entry {
        qint64 id = 0;
        QString text; ///< folded
    };
    static constexpr int most = 128;

    QList<Entry> entries; ///< oldest first
    qint64 newest = 0;    ///< of the ledger, when the sample was taken
};

/// What the index is asked for, as phrases: few pieces of the words that are rare, because it reads the list
/// of each piece, and lists of common ones are long. What it finds may lack the words and has to be looked
/// at; in the sample there is none such, or hardly any. From `from` on in the order of age (0: all).
QStringList searchPieces(const SearchWords &words, const SearchSample &sample, qint64 from, bool newestFirst);

/// Whole words, but for the end of very long ones: slower, and exact.
QStringList wholePieces(const SearchWords &words);

} // namespace runs
