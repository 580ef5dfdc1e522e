// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QList>
#include <QString>

#include <atomic>
#include <optional>

namespace results {

/// A quote the service gives for a value, and its 1-based page (0 when it gave none).
struct Evidence {
    QString text;
    int page = 0;
    qint64 element = -1; ///< its place in the list of quotes; -1 where the service gave no list
};

/// One extracted field as people read it: a single value, or a table of rows.
struct Field {
    QString name;
    QString group;       ///< "split / partition"; empty when the document was not split
    QString path;        ///< JSONPath of the field object in the document
    bool isNull = false; ///< the service found nothing
    QString value;       ///< value_override when there is one, else value; numbers as written
    QString
        original; ///< the service's value where an override stands in its place; empty when it found nothing
    bool overridden = false;
    std::optional<double> confidence; ///< 0–100
    QString verification;             ///< the service's word; empty when none
    QList<Evidence> evidence;
    bool isTable = false;
    bool isObject = false;    ///< a table that is no list: its one row is the object itself
    QList<QList<Field>> rows; ///< of a table
};

/// The fields of a result: `extractions[].fields`, or `extraction` where that is missing or empty. Every key
/// is optional; what is not understood stays visible in the tree. Confidences all within 0–1 (and some above
/// 0) are read as fractions, since nobody is only 1 % sure of everything; one outside 0–100 counts as none.
///
/// Beside the two documented shapes (an object with `value`, an array of rows): a bare value is a field
/// without anything around it; an object whose members are all objects is a table of one row; an array that
/// is not made of objects, and a table inside a table, are values shown as compact JSON.
QList<Field> readFields(const ResultDocument &document);
/// The same; `fractions` tells whether the confidences came as fractions. Not all of them once `cancelled` is
/// set.
QList<Field> readFields(
    const ResultDocument &document, bool &fractions, const std::atomic_bool *cancelled = nullptr);

} // namespace results
