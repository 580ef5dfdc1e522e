// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/field.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace results {

enum class Verdict {
    Equal,      ///< written alike, to the last character
    Equivalent, ///< equal after normalising: the same value in other words; see NormalValue
    Changed,
    OnlyLeft, ///< the other result has nothing at this place
    OnlyRight,
};
constexpr size_t verdictCount = 5;

/// What is to be found among the values of an item: a bit for each verdict, and one more.
using FindingSet = quint8;
constexpr FindingSet findingOf(Verdict verdict) {
    return FindingSet(1U << unsigned(verdict));
}
constexpr FindingSet confidenceChanged = 1U << verdictCount;
constexpr FindingSet differences =
    findingOf(Verdict::Changed) | findingOf(Verdict::OnlyLeft) | findingOf(Verdict::OnlyRight);

/// One line of a comparison, and what is below it.
struct ComparedItem {
    enum Kind {
        Group, ///< of a split document; its fields are below
        Value, ///< one value against another, or a table against a single value
        Table, ///< its rows are below
        Row,   ///< its cells are below
    };
    Kind kind = Value;
    Verdict verdict = Verdict::Equal; ///< of what has something below it, that of it all
    FindingSet findings = 0;          ///< its own; of what has something below it, those of all below
    /// Of a row its table, of a group its first field; nullptr where that side has none. They live as long as
    /// the comparison.
    const Field *left = nullptr;
    const Field *right = nullptr;
    int leftRow = -1; ///< of a row, its 0-based place in the table; -1 where it is not
    int rightRow = -1;
    std::vector<ComparedItem> children;

    const Field *any() const { return left ? left : right; }
    QString name() const { return kind == Group ? any()->group : any()->name; }
    /// JSONPath in the result of that side; empty for a group and where that side has none.
    QString leftPath() const;
    QString rightPath() const;
    /// The whole value in one piece; a row and a table as the text of their values. Empty for nothing.
    QString leftText() const;
    QString rightText() const;
    /// Right less left, in points of 100; nothing unless both are known. Of a single value only.
    std::optional<double> confidenceChange() const;
};

/// How many values got which verdict. Single fields and cells count, and whatever has nothing below it.
struct ComparisonSummary {
    std::array<int, verdictCount> counts{};
    int lessConfident = 0; ///< values whose confidence fell
    int moreConfident = 0;

    int of(Verdict verdict) const { return counts[size_t(verdict)]; }
    int all() const;
};

struct ComparisonOptions {
    /// Name of a table → the column whose values say which rows belong together; other tables, and the rows
    /// without a value there, are aligned by best match.
    QHash<QString, QString> rowKeys;
};

/// A table on both sides and the columns by which its rows can be aligned.
struct ComparedTable {
    QString name;
    QStringList columns; ///< that both sides have, in the order of the left
};

/// Two results side by side; immutable, so it can be shared between threads.
struct Comparison {
    QList<Field> left;
    QList<Field> right;
    std::vector<ComparedItem> groups; ///< of kind Group; one without a name where the document was not split
    ComparisonSummary summary;
    QList<ComparedTable> tables;
};
using ComparisonPtr = std::shared_ptr<const Comparison>;

/// Groups ("split / partition") are aligned by name, those of the same name by best match; a document that
/// was not split goes with the one group of a document that was. In them fields are aligned by name, the
/// second of a name with the second. Rows: those that are the same first, then by best match (see
/// alignRows()) or by the chosen column. What is only on the right stands where it stands there.
///
/// Nothing found and an empty text are equivalent; a table is equivalent to itself in another order. Pure;
/// the time grows as the number of values does. Swapping the sides swaps the verdicts and changes nothing
/// else but the order.
ComparisonPtr compare(
    const QList<Field> &left, const QList<Field> &right, const ComparisonOptions &options = {});

} // namespace results
