// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/field.h"

#include <vector>

namespace results {

/// How the rows of a table lie in columns: the union of their keys in the order of appearance. A key that a
/// row has twice gives two columns. Rows with the same keys share what is known of them.
class FieldTable {
public:
    /// More columns than this are no table any more; what is beyond stays visible in the tree.
    static constexpr int mostColumns = 200;

    FieldTable() = default;
    explicit FieldTable(const Field &table);

    const QStringList &columns() const { return m_columns; }
    bool hasMore() const { return m_more; } ///< there are keys beyond mostColumns

    /// nullptr where the row has no such key. `table` is the field it was made of, or a copy.
    const Field *cell(const Field &table, qsizetype row, qsizetype column) const;

private:
    using Layout = std::vector<qint32>; ///< for each column the place in the row; -1, or shorter, for none

    QStringList m_columns;
    std::vector<Layout> m_layouts;
    std::vector<qint32> m_rows; ///< of each row its layout
    bool m_more = false;
};

} // namespace results
