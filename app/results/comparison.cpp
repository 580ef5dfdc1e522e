// SPDX-License-Identifier: MIT
#include "app/results/comparison.h"

#include "app/results/jsonpath.h"
#include "app/results/rowalignment.h"
#include "app/results/valuepool.h"
#include "app/results/wholevalue.h"

#include <QSet>

#include <algorithm>
#include <numeric>
#include <utility>

using namespace Qt::StringLiterals;

namespace results {

namespace {

/// Of a row, its element in the list; a table of one object has no list, there the row is the table.
QString pathOf(const Field *field, const ComparedItem &item, int row) {
    if (!field || item.kind == ComparedItem::Group)
        return {};
    if (item.kind != ComparedItem::Row)
        return field->path;
    const QString element = elementPath(field->path, row);
    const QList<Field> &cells = field->rows[row];
    return cells.isEmpty() || cells.first().path.startsWith(element) ? element : field->path;
}

QString textOf(const Field *field, const ComparedItem &item, int row) {
    if (!field || item.kind == ComparedItem::Group)
        return {};
    return item.kind == ComparedItem::Row ? wholeRow(field->rows[row]) : wholeValue(*field);
}

/// The fields of one extraction.
struct Block {
    qsizetype first = 0;
    QList<Field> fields;

    const QString &name() const { return fields.first().group; }
};

QList<Block> blocksOf(const QList<Field> &fields) {
    const auto extraction = [](const Field &field) { // "$.extractions[0]"
        const qsizetype end = field.path.startsWith("$.extractions["_L1) ? field.path.indexOf(u']') : -1;
        return QStringView(field.path).left(end + 1);
    };
    QList<Block> blocks;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        const Field &field = fields[i];
        const bool goesOn = !blocks.isEmpty() && blocks.last().fields.last().group == field.group &&
                            extraction(blocks.last().fields.last()) == extraction(field);
        if (!goesOn)
            blocks.append(Block{i, {}});
        blocks.last().fields.append(field);
    }
    return blocks;
}

/// The places of equal names: the second with the second.
QList<int> alignNames(const QStringList &left, const QStringList &right) {
    QHash<QString, QList<int>> places;
    for (int i = 0; i < right.size(); ++i)
        places[right[i]].append(i);
    QHash<QString, int> taken;
    QList<int> rightOf;
    for (const QString &name : left)
        rightOf.append(places.value(name).value(taken[name]++, -1));
    return rightOf;
}

class Comparer {
public:
    Comparer(Comparison &result, const ComparisonOptions &options)
        : m_result(result)
        , m_options(options) {}

    void run() {
        const QList<Block> left = blocksOf(m_result.left);
        const QList<Block> right = blocksOf(m_result.right);
        for (const RowPair &pair : alignBlocks(left, right)) {
            ComparedItem group;
            group.kind = ComparedItem::Group;
            const Field *const leftFields =
                pair.left < 0 ? nullptr : &m_result.left.at(left[pair.left].first);
            const Field *const rightFields =
                pair.right < 0 ? nullptr : &m_result.right.at(right[pair.right].first);
            group.left = leftFields;
            group.right = rightFields;
            addFields(leftFields, leftFields ? left[pair.left].fields.size() : 0, rightFields,
                rightFields ? right[pair.right].fields.size() : 0, group);
            judge(group, false);
            m_result.groups.push_back(std::move(group));
        }
    }

private:
    QList<RowPair> alignBlocks(const QList<Block> &left, const QList<Block> &right) {
        QList<int> rightOf(left.size(), -1);
        const bool notSplit =
            left.size() == 1 && right.size() == 1 && (left[0].name().isEmpty() || right[0].name().isEmpty());
        if (notSplit) // one of the two, maybe
            return {{0, 0}};
        QHash<QString, std::pair<QList<int>, QList<int>>> places;
        for (int i = 0; i < left.size(); ++i)
            places[left[i].name()].first.append(i);
        for (int i = 0; i < right.size(); ++i)
            places[right[i].name()].second.append(i);
        for (const auto &[leftPlaces, rightPlaces] : std::as_const(places)) {
            if (leftPlaces.size() == 1 && rightPlaces.size() == 1) {
                rightOf[leftPlaces[0]] = rightPlaces[0];
                continue;
            }
            Rows leftRows;
            Rows rightRows;
            for (int place : leftPlaces)
                leftRows.append(left[place].fields);
            for (int place : rightPlaces)
                rightRows.append(right[place].fields);
            for (const RowPair &pair : alignRows(leftRows, rightRows, {}, m_values)) {
                if (pair.left >= 0 && pair.right >= 0)
                    rightOf[leftPlaces[pair.left]] = rightPlaces[pair.right];
            }
        }
        return inOrder(rightOf, int(right.size()));
    }

    void addFields(const Field *left, qsizetype leftCount, const Field *right, qsizetype rightCount,
        ComparedItem &parent) {
        const auto namesOf = [](const Field *fields, qsizetype count) {
            QStringList names;
            for (qsizetype i = 0; i < count; ++i)
                names.append(fields[i].name);
            return names;
        };
        const QList<RowPair> pairs =
            inOrder(alignNames(namesOf(left, leftCount), namesOf(right, rightCount)), int(rightCount));
        parent.children.reserve(size_t(pairs.size()));
        for (const RowPair &pair : pairs)
            parent.children.push_back(compareFields(
                pair.left < 0 ? nullptr : left + pair.left, pair.right < 0 ? nullptr : right + pair.right));
    }

    ComparedItem compareFields(const Field *left, const Field *right) {
        ComparedItem item;
        item.left = left;
        item.right = right;
        if (left && right && left->isTable && right->isTable)
            noteTable(*left, *right);
        const bool isTable = (!left || left->isTable) && (!right || right->isTable);
        if (isTable) {
            item.kind = ComparedItem::Table;
            addRows(item);
        }
        if (item.children.empty()) {
            item.verdict = valueVerdict(left, right);
            count(item);
        }
        return item;
    }

    void addRows(ComparedItem &table) {
        static const Rows none;
        const Rows &left = table.left ? table.left->rows : none;
        const Rows &right = table.right ? table.right->rows : none;
        int last = -1;
        bool sameOrder = true;
        for (const RowPair &pair :
            alignRows(left, right, m_options.rowKeys.value(table.any()->name), m_values)) {
            ComparedItem row;
            row.kind = ComparedItem::Row;
            row.left = pair.left < 0 ? nullptr : table.left;
            row.right = pair.right < 0 ? nullptr : table.right;
            row.leftRow = pair.left;
            row.rightRow = pair.right;
            addFields(row.left ? left[pair.left].constData() : nullptr, row.left ? left[pair.left].size() : 0,
                row.right ? right[pair.right].constData() : nullptr, row.right ? right[pair.right].size() : 0,
                row);
            judge(row, false);
            if (row.children.empty())
                count(row);
            if (row.left && row.right) {
                sameOrder = sameOrder && pair.right > last;
                last = pair.right;
            }
            table.children.push_back(std::move(row));
        }
        if (!table.children.empty())
            judge(table, !sameOrder);
    }

    Verdict valueVerdict(const Field *left, const Field *right) {
        if (!left || !right)
            return left ? Verdict::OnlyLeft : Verdict::OnlyRight;
        if (left->isNull == right->isNull && left->isTable == right->isTable && left->value == right->value &&
            !left->isTable)
            return Verdict::Equal;
        if (left->isTable && right->isTable)
            return Verdict::Equal; // no rows here or there
        const bool nothingLeft = isNothing(*left);
        const bool nothingRight = isNothing(*right);
        if (nothingLeft || nothingRight)
            return nothingLeft && nothingRight ? Verdict::Equivalent : Verdict::Changed;
        if (left->isTable || right->isTable)
            return Verdict::Changed;
        return m_values.match(m_values.idOf(left->value), m_values.idOf(right->value)) ? Verdict::Equivalent
                                                                                       : Verdict::Changed;
    }

    bool isNothing(const Field &field) {
        return field.isTable ? field.rows.isEmpty()
                             : field.isNull || m_values.value(m_values.idOf(field.value)).isEmpty();
    }

    /// The verdict of all that is below.
    static void judge(ComparedItem &item, bool moved) {
        for (const ComparedItem &child : item.children)
            item.findings |= child.findings;
        if (!item.left || !item.right) {
            item.verdict = item.left ? Verdict::OnlyLeft : Verdict::OnlyRight;
            return;
        }
        item.verdict = moved ? Verdict::Equivalent : Verdict::Equal;
        for (const ComparedItem &child : item.children)
            item.verdict = std::max(item.verdict, std::min(child.verdict, Verdict::Changed));
    }

    void count(ComparedItem &item) {
        ComparisonSummary &summary = m_result.summary;
        ++summary.counts[size_t(item.verdict)];
        const double change = item.confidenceChange().value_or(0);
        summary.lessConfident += change < 0 ? 1 : 0;
        summary.moreConfident += change > 0 ? 1 : 0;
        item.findings = FindingSet(findingOf(item.verdict) | (change != 0 ? confidenceChanged : 0));
    }

    void noteTable(const Field &left, const Field &right) {
        const auto columnsOf = [](const Field &table) {
            QStringList columns;
            QSet<QString> known;
            for (const QList<Field> &cells : table.rows) {
                for (const Field &cell : cells) {
                    if (!known.contains(cell.name)) {
                        known.insert(cell.name);
                        columns.append(cell.name);
                    }
                }
            }
            return columns;
        };
        const QStringList others = columnsOf(right);
        const QSet<QString> known(others.begin(), others.end());
        QStringList columns = columnsOf(left);
        columns.removeIf([&](const QString &column) { return !known.contains(column); });
        const auto same = std::find_if(m_result.tables.begin(), m_result.tables.end(),
            [&](const ComparedTable &table) { return table.name == left.name; });
        if (same == m_result.tables.end()) {
            m_result.tables.append({left.name, columns});
            return;
        }
        for (const QString &column : std::as_const(columns)) {
            if (!same->columns.contains(column))
                same->columns.append(column);
        }
    }

    Comparison &m_result;
    const ComparisonOptions &m_options;
    ValuePool m_values;
};

} // namespace

QString ComparedItem::leftPath() const {
    return pathOf(left, *this, leftRow);
}

QString ComparedItem::rightPath() const {
    return pathOf(right, *this, rightRow);
}

QString ComparedItem::leftText() const {
    return textOf(left, *this, leftRow);
}

QString ComparedItem::rightText() const {
    return textOf(right, *this, rightRow);
}

std::optional<double> ComparedItem::confidenceChange() const {
    if (kind != Value || !left || !right || !left->confidence || !right->confidence)
        return {};
    return *right->confidence - *left->confidence;
}

int ComparisonSummary::all() const {
    return std::accumulate(counts.begin(), counts.end(), 0);
}

ComparisonPtr compare(const QList<Field> &left, const QList<Field> &right, const ComparisonOptions &options) {
    auto result = std::make_shared<Comparison>();
    result->left = left;
    result->right = right;
    // Read only from here on: the items point into these lists.
    Comparer(*result, options).run();
    return result;
}

} // namespace results
