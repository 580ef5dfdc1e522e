// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

#include <optional>

namespace ui {

/// The rows of a results::TableModel as a grid: columns as wide as their first rows need, moved by hand,
/// hidden; values that a person has put in place of others in italics.
class TableGrid : public QTableView {
    Q_OBJECT

public:
    explicit TableGrid(QWidget *parent = nullptr);

    /// Of a table that has just been read.
    void fitColumns();
    void showAllColumns();
    QList<int> shownColumns() const; ///< in their order on the screen

    qint64 selectedCells() const;
    /// A single cell as text for any place, several for a spreadsheet; nothing when none is selected.
    std::optional<QString> selectedText() const;
};

} // namespace ui
