// SPDX-License-Identifier: MIT
#include "app/results/tableindex.h"

#include "app/results/jsonbytes.h"
#include "app/results/jsoncursor.h"
#include "app/results/shortcontainer.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

namespace {

constexpr int mostFieldMembers = 32;

} // namespace

QString TableColumn::title() const {
    if (element)
        return QCoreApplication::translate("results::TableColumn", "(no object)");
    const QString name = key.isEmpty() ? u"\"\""_s : key;
    return occurrence == 0 ? name : u"%1 (%2)"_s.arg(name).arg(occurrence + 1);
}

TableIndexPtr TableIndex::build(ResultDocumentPtr document, const JsonNode &array, bool all,
    const std::atomic_bool &cancelled, const TableIndex *before) {
    const std::shared_ptr<TableIndex> index = before ? std::make_shared<TableIndex>(*before) //
                                                     : std::make_shared<TableIndex>();
    index->m_document = std::move(document);
    index->m_array = array;
    const qint64 count = index->rows();
    const qint64 wanted = all ? count : std::min(count, firstRows);
    if (all)
        index->m_places.reserve(size_t(count));
    qint64 number = 0;
    for (JsonCursor cursor(*index->m_document, array); number < wanted && !cursor.atEnd(); ++number) {
        if (number % 256 == 0 && cancelled)
            return nullptr;
        const JsonNode row = cursor.next().value;
        if (all)
            index->m_places.push_back({quint32(row.begin), row.container});
        index->addRow(row);
    }
    index->m_whole = all || wanted == count;
    return index;
}

QByteArrayView TableIndex::rawKey(qint64 quote) const {
    const char *const begin = m_document->bytes().data() + quote;
    const char *const end = m_document->bytes().data() + m_document->bytes().size();
    return stringContent(begin, endOfJsonString(begin, end));
}

/// -1 for a key that no column has. Rows mostly have their keys in the same order.
int TableIndex::columnOf(QByteArrayView raw, int expected) const {
    if (expected < int(m_rawKeys.size()) && QByteArrayView(m_rawKeys[size_t(expected)]) == raw &&
        m_columns[size_t(expected)].occurrence == 0)
        return expected;
    return m_byRawKey.value(QByteArray::fromRawData(raw.data(), raw.size()), -1);
}

/// Calls the function with each member's column (-1: none) and value.
template<typename Function>
void TableIndex::forEachCell(const JsonNode &row, const Function &function) const {
    int expected = 0;
    std::vector<bool> taken(m_columns.size());
    for (JsonCursor cursor(*m_document, row); !cursor.atEnd();) {
        const JsonEntry entry = cursor.next();
        int column = entry.key < 0 ? -1 : columnOf(rawKey(entry.key), expected);
        while (column >= 0 && taken[size_t(column)])
            column = m_next[size_t(column)];
        if (column >= 0) {
            taken[size_t(column)] = true;
            expected = column + 1;
        }
        if (!function(column, entry))
            return;
    }
}

int TableIndex::addColumn(QByteArrayView raw) {
    const QString key = decodeJsonString(raw).text;
    const auto known = m_byKey.constFind(key);
    const bool isNew = m_byRawKey.constFind(raw.toByteArray()) == m_byRawKey.constEnd();
    if (isNew && known != m_byKey.constEnd()) { // the same key, written another way
        m_byRawKey.insert(raw.toByteArray(), *known);
        return *known;
    }
    if (int(m_columns.size()) >= mostColumns) {
        m_cut = true;
        return -1;
    }
    const int column = int(m_columns.size());
    TableColumn added{key, 0, false};
    if (known == m_byKey.constEnd()) {
        m_byKey.insert(key, column);
        m_byRawKey.insert(raw.toByteArray(), column);
    } else {
        int last = *known;
        while (m_next[size_t(last)] >= 0)
            last = m_next[size_t(last)];
        m_next[size_t(last)] = column;
        added.occurrence = m_columns[size_t(last)].occurrence + 1;
    }
    m_columns.push_back(added);
    m_rawKeys.push_back(raw.toByteArray());
    m_next.push_back(-1);
    return column;
}

void TableIndex::addRow(const JsonNode &row) {
    if (row.type != JsonType::Object) {
        if (m_elementColumn < 0 && int(m_columns.size()) < mostColumns) {
            m_elementColumn = int(m_columns.size());
            m_columns.push_back({{}, 0, true});
            m_rawKeys.push_back({});
            m_next.push_back(-1);
        }
        return;
    }
    // Most rows bring nothing new, and then nothing is copied.
    for (bool again = true; again;) {
        again = false;
        forEachCell(row, [&](int column, const JsonEntry &entry) {
            if (column < 0 && entry.key >= 0)
                again = addColumn(rawKey(entry.key)) >= 0;
            return !again;
        });
    }
}

JsonNode TableIndex::row(qint64 number) const {
    const Place place = number < qint64(m_places.size()) ? m_places[size_t(number)] : Place{0, -1};
    if (place.begin > m_array.begin && place.begin < m_array.end) {
        const char *const text = m_document->bytes().data() + place.begin;
        const JsonType type = typeOfValue(*text);
        if (place.container >= 0)
            return {
                place.begin, m_document->containers().end(quint32(place.container)), type, place.container};
        if (type == JsonType::Object || type == JsonType::Array) {
            const qint64 size = shortContainer(text, m_document->bytes().data() + m_array.end).size;
            if (size > 0)
                return {place.begin, place.begin + size, type, -1};
        }
    }
    JsonCursor cursor(*m_document, m_array, number);
    return cursor.atEnd() ? JsonNode() : cursor.next().value;
}

/// A field is an object with a value; whatever else it has is shown with it.
TableCell TableIndex::cellOf(const JsonNode &member) const {
    TableCell cell{member, member, {}, {}, {}, false};
    if (member.type != JsonType::Object)
        return cell;
    JsonNode value;
    JsonNode overriding;
    int seen = 0;
    for (JsonCursor cursor(*m_document, member); !cursor.atEnd() && seen < mostFieldMembers; ++seen) {
        const JsonEntry entry = cursor.next();
        const QByteArrayView key = entry.key < 0 ? QByteArrayView() : rawKey(entry.key);
        if (key == QByteArrayView("value") && !value.isValid())
            value = entry.value;
        else if (key == QByteArrayView("value_override") && entry.value.type != JsonType::Null)
            overriding = entry.value;
        else if (key == QByteArrayView("confidence") && entry.value.type != JsonType::Null)
            cell.confidence = entry.value;
        else if (key == QByteArrayView("verification_status") && entry.value.type == JsonType::String)
            cell.verification = entry.value;
    }
    if (!value.isValid())
        return {member, member, {}, {}, {}, false};
    cell.isField = true;
    cell.value = overriding.isValid() ? overriding : value;
    if (overriding.isValid())
        cell.received = value;
    return cell;
}

std::vector<TableCell> TableIndex::cells(const JsonNode &row) const {
    std::vector<TableCell> cells(m_columns.size());
    if (row.type != JsonType::Object) {
        if (m_elementColumn >= 0 && row.isValid())
            cells[size_t(m_elementColumn)] = {row, row, {}, {}, {}, false};
        return cells;
    }
    forEachCell(row, [&](int column, const JsonEntry &entry) {
        if (column >= 0)
            cells[size_t(column)] = cellOf(entry.value);
        return true;
    });
    return cells;
}

TableCell TableIndex::cell(const JsonNode &row, int column) const {
    TableCell found;
    if (row.type != JsonType::Object) {
        if (column == m_elementColumn && row.isValid())
            found = {row, row, {}, {}, {}, false};
        return found;
    }
    forEachCell(row, [&](int at, const JsonEntry &entry) {
        if (at == column)
            found = cellOf(entry.value);
        return at != column;
    });
    return found;
}

QString TableIndex::text(const JsonNode &value, qsizetype maxLength) const {
    return !value.isValid() || value.type == JsonType::Null ? QString()
                                                            : m_document->preview(value, maxLength);
}

} // namespace results
