// SPDX-License-Identifier: MIT
#include "app/results/tableorder.h"

#include "app/results/jsonstring.h"
#include "app/results/numberorder.h"

#include <QCollator>

#include <algorithm>
#include <limits>
#include <numeric>

namespace results {

namespace {

constexpr int rowsPerLook = 256; ///< at whether it was cancelled

enum Kind : quint8 { NumberKind, TextKind, FalseKind, TrueKind, ContainerKind, NothingKind };

/// What a row is sorted by.
struct SortKey {
    Kind kind = NothingKind;
    double number = 0;     ///< near it
    QByteArrayView digits; ///< what it is
    quint32 text = 0;      ///< place in the list of texts
};

class Sorter {
public:
    Sorter(const TableIndex &index, const TableQuery &query)
        : m_index(index)
        , m_column(query.sortColumn)
        , m_descending(query.descending)
        , m_collator(query.locale) {
        m_collator.setCaseSensitivity(Qt::CaseInsensitive);
        m_collator.setNumericMode(true);
    }

    SortKey keyOf(qint64 row) {
        const JsonNode value = m_index.cell(m_index.row(row), m_column).value;
        SortKey key;
        switch (value.isValid() ? value.type : JsonType::Null) {
        case JsonType::Null:
            break;
        case JsonType::Boolean:
            key.kind = m_index.document().bytes()[value.begin] == 't' ? TrueKind : FalseKind;
            break;
        case JsonType::Number:
            setNumber(key, bytesOf(value));
            break;
        case JsonType::String: {
            const QByteArrayView bytes = bytesOf(value);
            const QByteArrayView inner = stringContent(bytes.begin(), bytes.end());
            if (isJsonNumber(inner))
                setNumber(key, inner);
            else
                setText(key, TextKind, m_index.text(value, sortedLength));
            break;
        }
        case JsonType::Array:
        case JsonType::Object:
            setText(key, ContainerKind, m_index.text(value, sortedLength));
            break;
        }
        return key;
    }

    bool operator()(const SortKey &a, const SortKey &b) const {
        if (a.kind == NothingKind || b.kind == NothingKind)
            return a.kind != NothingKind && b.kind == NothingKind;
        const int order = compare(a, b);
        return m_descending ? order > 0 : order < 0;
    }

private:
    QByteArrayView bytesOf(const JsonNode &value) const {
        return m_index.document().bytes().sliced(value.begin, value.end - value.begin);
    }
    static void setNumber(SortKey &key, QByteArrayView digits) {
        key.kind = NumberKind;
        key.digits = digits;
        bool ok = false;
        key.number = QByteArray::fromRawData(digits.data(), digits.size()).toDouble(&ok);
        if (ok)
            return;
        // Too large or too small for a double.
        constexpr double infinity = std::numeric_limits<double>::infinity();
        key.number = compareJsonNumbers(digits, "1") > 0    ? infinity
                     : compareJsonNumbers(digits, "-1") < 0 ? -infinity
                                                            : 0;
    }
    void setText(SortKey &key, Kind kind, const QString &text) {
        key.kind = text.isEmpty() ? NothingKind : kind;
        key.text = quint32(m_texts.size());
        m_texts.push_back(m_collator.sortKey(text));
    }
    int compare(const SortKey &a, const SortKey &b) const {
        if (a.kind != b.kind)
            return a.kind < b.kind ? -1 : 1;
        if (a.kind == NumberKind) {
            // Numbers that differ as doubles differ the same way as they are; others are compared by digits.
            if (a.number < b.number || a.number > b.number)
                return a.number < b.number ? -1 : 1;
            return compareJsonNumbers(a.digits, b.digits);
        }
        return a.kind == TextKind || a.kind == ContainerKind ? m_texts[a.text].compare(m_texts[b.text]) : 0;
    }

    const TableIndex &m_index;
    int m_column;
    bool m_descending;
    QCollator m_collator;
    std::vector<QCollatorSortKey> m_texts;
};

bool matches(const TableIndex &index, const TableQuery &query, qint64 row) {
    const std::vector<TableCell> cells = index.cells(index.row(row));
    for (size_t column = 0; column < cells.size(); ++column) {
        const bool hidden = column < query.hidden.size() && query.hidden[column];
        if (!hidden &&
            index.text(cells[column].value, searchedLength).contains(query.filter, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace

std::optional<std::vector<quint32>> orderedRows(
    const TableIndex &index, const TableQuery &query, const std::atomic_bool &cancelled) {
    std::vector<quint32> rows;
    const qint64 count = index.rows();
    if (query.filter.isEmpty()) {
        rows.resize(size_t(count));
        std::iota(rows.begin(), rows.end(), 0);
    } else {
        for (qint64 row = 0; row < count; ++row) {
            if (row % rowsPerLook == 0 && cancelled)
                return {};
            if (matches(index, query, row))
                rows.push_back(quint32(row));
        }
    }
    if (query.sortColumn < 0 || query.sortColumn >= int(index.columns().size()))
        return rows;

    Sorter sorter(index, query);
    std::vector<SortKey> keys;
    keys.reserve(rows.size());
    for (const quint32 row : rows) {
        if (keys.size() % rowsPerLook == 0 && cancelled)
            return {};
        keys.push_back(sorter.keyOf(row));
    }
    std::vector<quint32> order(rows.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(
        order.begin(), order.end(), [&](quint32 a, quint32 b) { return sorter(keys[a], keys[b]); });
    for (quint32 &place : order)
        place = rows[place];
    if (cancelled)
        return {};
    return order;
}

} // namespace results
