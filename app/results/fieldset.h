// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/fieldsection.h"
#include "app/results/fieldtable.h"

#include <atomic>
#include <memory>
#include <vector>

namespace results {

/// Why a person may want to look at a value.
enum Doubt {
    NoDoubt = 0,
    BelowThreshold = 1, ///< its confidence is below the threshold
    NoEvidence = 2,     ///< there is a value, and no quote or page for it
    Overridden = 4,
    NothingFound = 8, ///< null, or a table without rows
};

/// The doubts (of all Doubt) that a single value gives.
int doubtsOf(const Field &value, double threshold);

/// What the row of a field tells at one glance, also of a table with a hundred thousand cells.
struct FieldFacts {
    std::optional<double> confidence; ///< of a table the lowest of its cells
    QString pages;                    ///< of a table those of all cells
    int firstPage = 0;                ///< 0 when none is known
    int group = 0;                    ///< place in FieldSet::groups
    QString verification; ///< the words; of a table "12 of 45" that are verified; empty when there are none
    FieldTable table;     ///< of a table that is no object
};

/// Everything that the Fields view shows of a result. Made once, on any thread, and never changed: what is
/// filtered and sorted are places in it.
struct FieldSet {
    QList<Section> sections;
    QList<Field> fields;
    std::vector<FieldFacts> facts; ///< one for each field
    QStringList groups;            ///< splits and partitions, in the order of the service
    bool fractions = false;        ///< some confidences came as 0–1 and are kept as 0–100
    bool verified = false;         ///< some value has a word about its verification
    qsizetype values = 0;          ///< single values: fields, and cells of tables

    // Counted once, so that no threshold has to look at every value.
    std::vector<double> confidences; ///< of all values, sorted
    qsizetype noEvidence = 0;
    qsizetype overridden = 0;
    qsizetype nothingFound = 0;

    bool isEmpty() const { return sections.isEmpty() && fields.isEmpty(); }
    bool hasGroups() const { return groups.size() > 1; }
};

using FieldSetPtr = std::shared_ptr<const FieldSet>;

/// nullptr once `cancelled` is set.
FieldSetPtr readFieldSet(const ResultDocument &document, const std::atomic_bool *cancelled = nullptr);
/// For who has fields only.
FieldSetPtr makeFieldSet(QList<Field> fields);

} // namespace results
