// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/field.h"

namespace results {

/// What the service says of the document as a whole, or of a part of it: a class it belongs to, a split, a
/// partition of a split.
struct Section {
    enum Kind { Class, Split, Partition };
    Kind kind = Class;
    QString name;                     ///< empty when it has none
    QString path;                     ///< JSONPath of it in the document
    std::optional<double> confidence; ///< 0–100
    QList<Evidence> evidence;         ///< of a class
    QString pages;                    ///< "1–3, 5"; empty when none are known
    QStringList files;                ///< names of its files, each once
    QList<Section> partitions;        ///< of a split
};

/// The members of `classifications`, then those of `splits`. What is not understood stays visible in the
/// tree. Confidences are read as fractions where all of them are within 0–1 and some below 1, or the fields'
/// were.
QList<Section> readSections(const ResultDocument &document, bool fieldsHaveFractions, bool &fractions);

} // namespace results
