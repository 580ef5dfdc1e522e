// SPDX-License-Identifier: MIT
#include "app/results/fieldtable.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace results {

namespace {

bool sameNames(const QList<Field> &row, const QList<Field> &other) {
    return std::equal(row.begin(), row.end(), other.begin(), other.end(),
        [](const Field &a, const Field &b) { return a.name == b.name; });
}

} // namespace

FieldTable::FieldTable(const Field &table) {
    QHash<std::pair<QString, int>, int> columns; // name and how often the row had it before
    QHash<QStringList, qint32> known;
    const QList<Field> *above = nullptr;
    m_rows.reserve(size_t(table.rows.size()));
    for (const QList<Field> &row : table.rows) {
        // Tables repeat themselves: only a row unlike the one above it is looked into.
        if (above && sameNames(row, *above)) {
            m_rows.push_back(m_rows.back());
            continue;
        }
        above = &row;
        QStringList names;
        for (const Field &cell : row)
            names.append(cell.name);
        qint32 &layout = known[names];
        if (layout == 0) {
            QHash<QString, int> before;
            Layout places;
            for (qsizetype place = 0; place < names.size(); ++place) {
                const std::pair key(names[place], before[names[place]]++);
                auto column = columns.constFind(key);
                if (column == columns.constEnd()) {
                    if (m_columns.size() >= mostColumns) {
                        m_more = true;
                        continue;
                    }
                    column = columns.insert(key, int(m_columns.size()));
                    m_columns.append(key.first);
                }
                if (places.size() <= size_t(*column))
                    places.resize(size_t(*column) + 1, -1);
                places[size_t(*column)] = qint32(place);
            }
            m_layouts.push_back(std::move(places));
            layout = qint32(m_layouts.size()); // counted from 1: 0 is what the hash gives for a new one
        }
        m_rows.push_back(layout - 1);
    }
}

const Field *FieldTable::cell(const Field &table, qsizetype row, qsizetype column) const {
    if (row < 0 || row >= qsizetype(m_rows.size()) || row >= table.rows.size() || column < 0)
        return nullptr;
    const Layout &layout = m_layouts[size_t(m_rows[size_t(row)])];
    if (column >= qsizetype(layout.size()) || layout[size_t(column)] < 0)
        return nullptr;
    return &table.rows[row][layout[size_t(column)]];
}

} // namespace results
