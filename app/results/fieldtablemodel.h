// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/fieldset.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace results {

/// One table of a FieldSet as rows and columns; or the rows of it that are wanted, sorted by a column.
class FieldTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        ConfidenceRole = Qt::UserRole, ///< double 0–100, or invalid
        PathRole,                      ///< QString, JSONPath of the cell; where the row has none, of the row
        OverrideRole,                  ///< bool
        NullRole,                      ///< bool: the service found nothing
        MissingRole,                   ///< bool: the row has no such key
        TextRole,                      ///< QString: the whole value
        NoteRole, ///< QString, lines: the value, confidence, verification and quotes of the cell
    };

    explicit FieldTableModel(QObject *parent = nullptr);

    /// The table at `place` of the set; -1: none. `rows`: those wanted, nothing for all. One reset; sorted as
    /// before only where it is the same table.
    void show(const FieldSetPtr &set, int place, const std::optional<std::vector<int>> &rows);
    int place() const { return m_place; }
    const Field *field() const; ///< nullptr when there is none
    bool hasMoreColumns() const;

    /// By the order of the service when `column` is negative. One reset, none when it is sorted so.
    void sort(int column, Qt::SortOrder direction = Qt::AscendingOrder) override;
    int sortColumn() const { return m_column; }
    Qt::SortOrder sortDirection() const { return m_direction; }

    /// The cell that the path lies in; its row's first where the path is that of a row. Invalid when it is
    /// not shown.
    QModelIndex indexOfPath(const QString &path) const;
    /// The cells between the corners as lines of tab-separated values; what has tabs, quotes or line breaks
    /// in it stands in quotes, as spreadsheets write it. `header`: the names of the columns first.
    QString tabSeparated(const std::vector<int> &rows, const std::vector<int> &columns, bool header) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole is one line, cut after 500 characters; nothing found is "–", a missing cell is empty.
    QVariant data(const QModelIndex &index, int role) const override;
    /// Rows have the number that they have for the service.
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Field *cell(const QModelIndex &index) const;
    const FieldTable &table() const;
    void sortRows();

    FieldSetPtr m_set;
    int m_place = -1;
    std::vector<int> m_rows;
    int m_column = -1;
    Qt::SortOrder m_direction = Qt::AscendingOrder;
};

/// The cell as lines for a tool tip: its whole value and everything that is said of it.
QString cellNote(const Field &cell);

} // namespace results
