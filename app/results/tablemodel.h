// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/tableindex.h"
#include "app/results/tableorder.h"

#include <QAbstractTableModel>
#include <QCache>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace results {

/// An array of objects as a table. Rows are read when somebody looks at them; columns are found, and rows
/// filtered and sorted, by other threads: what is on show stays until the answer is there, and only the
/// newest question is answered.
class TableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        PathRole = Qt::UserRole, ///< QString, JSONPath of the cell's member of the row
        TextRole,                ///< QString: the whole decoded value, uncut
        TipRole,                 ///< QString: the value cut, and what is known about it, as plain text
        FieldRole,               ///< bool: a field of an extraction, which has more than its value
        OverriddenRole,          ///< bool: a person has put another value in its place
    };

    explicit TableModel(QObject *parent = nullptr);
    ~TableModel() override;

    /// Has neither columns nor rows until tableRead(). `path` is the array's. nullptr: no table.
    void setTable(const ResultDocumentPtr &document, const JsonNode &array, const QString &path);
    const TableIndexPtr &table() const { return m_index; }
    const QString &path() const { return m_path; }

    /// Changes what is on show later: see ordered().
    void setQuery(const TableQuery &query);
    const TableQuery &query() const { return m_query; }
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    bool isWorking() const { return m_ordering != nullptr; }

    qint64 allRows() const { return m_index ? m_index->rows() : 0; } ///< without the filter
    qint64 sourceRow(int row) const;                                 ///< its number in the array
    int rowOf(qint64 sourceRow) const;                               ///< -1: it is not on show
    /// Of the member of that name; -1.
    int columnOf(const QString &key) const;

    /// The shown rows of these columns, with their titles, as a CSV file; for another thread.
    std::function<std::optional<QByteArray>()> csv(const QList<int> &columns) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void tableRead(); ///< the first rows are there
    void ordered();   ///< the rows are those of the query

private:
    using Order = std::shared_ptr<const std::vector<quint32>>;
    using Cancel = std::shared_ptr<std::atomic_bool>;

    void takeIndex(const TableIndexPtr &index);
    void order();
    void takeOrder(const std::optional<std::vector<quint32>> &rows);
    void cancel();
    const std::vector<TableCell> *cellsOf(int row) const;
    QString tip(const TableCell &cell) const;

    TableIndexPtr m_index;
    QString m_path;
    TableQuery m_query;
    Order m_order; ///< nullptr: all of them as they are
    Cancel m_reading;
    Cancel m_ordering;
    mutable QCache<qint64, std::vector<TableCell>> m_cells; ///< of the rows looked at lately
};

} // namespace results
