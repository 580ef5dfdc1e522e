// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <atomic>
#include <memory>
#include <vector>

namespace results {

struct TableColumn {
    QString key;
    int occurrence = 0;   ///< of this key in a row: a doubled key has a column for each
    bool element = false; ///< the rows that are no objects

    QString title() const;
};

/// A cell: the value, and what is known about it when it is a field of an extraction.
struct TableCell {
    JsonNode value; ///< what is shown: of a field its value, or the one a person put in its place
    JsonNode whole; ///< the member of the row; invalid when the row has none
    JsonNode confidence;
    JsonNode verification;
    JsonNode received; ///< the value that was overridden
    bool isField = false;
};

/// An array as a table: its columns are the keys of its objects in the order in which they first appear.
/// Immutable; for any thread.
class TableIndex {
public:
    static constexpr qint64 firstRows = 1000;
    static constexpr int mostColumns = 300;

    /// Of the first rows only, or of all of them; nullptr when it was cancelled. `before` is that of the
    /// first rows: its columns stay where they are.
    static std::shared_ptr<const TableIndex> build(ResultDocumentPtr document, const JsonNode &array,
        bool all, const std::atomic_bool &cancelled, const TableIndex *before = nullptr);

    const ResultDocument &document() const { return *m_document; }
    const JsonNode &array() const { return m_array; }
    const std::vector<TableColumn> &columns() const { return m_columns; }
    bool isWhole() const { return m_whole; }
    bool isCut() const { return m_cut; } ///< there are more than mostColumns keys

    qint64 rows() const { return m_document->memberCount(m_array); }
    JsonNode row(qint64 number) const;
    std::vector<TableCell> cells(const JsonNode &row) const; ///< one for each column
    /// The same of one column, without reading further than needed.
    TableCell cell(const JsonNode &row, int column) const;

    /// A scalar as text, a container as JSON; cut after `maxLength` characters. Empty for null and for none.
    QString text(const JsonNode &value, qsizetype maxLength) const;

private:
    struct Place {
        quint32 begin;
        qint32 container;
    };
    int columnOf(QByteArrayView rawKey, int expected) const;
    int addColumn(QByteArrayView rawKey);
    void addRow(const JsonNode &row);
    template<typename Function>
    void forEachCell(const JsonNode &row, const Function &function) const;
    TableCell cellOf(const JsonNode &member) const;
    QByteArrayView rawKey(qint64 quote) const;

    ResultDocumentPtr m_document;
    JsonNode m_array;
    std::vector<TableColumn> m_columns;
    std::vector<QByteArray> m_rawKeys; ///< of the columns
    std::vector<int> m_next;           ///< the column of the same key's next occurrence; -1
    QHash<QByteArray, int> m_byRawKey; ///< every way a key is written
    QHash<QString, int> m_byKey;
    int m_elementColumn = -1;
    std::vector<Place> m_places; ///< of the rows, when whole
    bool m_whole = false;
    bool m_cut = false;
};

using TableIndexPtr = std::shared_ptr<const TableIndex>;

} // namespace results
