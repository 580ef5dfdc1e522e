// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/fieldquery.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QTableView;

namespace results {
class FieldTableModel;
}

namespace ui {

class CellDelegate;
class ElidedLabel;

/// The rows of one table of the result as a grid: sorted by a click on a column (the third click brings the
/// order of the service back), doubtful cells marked, the quote of the current cell under it. Above it which
/// table it is, to choose from where there are several.
class FieldGrid : public QWidget {
    Q_OBJECT

public:
    static constexpr qint64 copyLimit = 50'000; ///< cells; more would hold the window up

    explicit FieldGrid(QWidget *parent = nullptr);

    /// Whether so many cells are too many to be copied, which is said then.
    bool refusesToCopy(qint64 cells);

    /// The tables among the fields that are on show; the one that was chosen stays when it is among them.
    /// Selection and scroll position stay with the same set as far as they are still there.
    void setSet(const results::FieldSetPtr &set, std::shared_ptr<const results::FieldSelection> selection);
    bool hasTables() const { return !m_tables.empty(); }

    void showTable(int place); ///< in the set; nothing happens when it is not on show
    int place() const;         ///< -1: none

    /// Of the current cell; empty when there is none.
    QString currentPath() const;
    /// Makes the cell that the path lies in the current one; false when it is not in the table on show. Does
    /// not emit currentPathChanged().
    bool setCurrentPath(const QString &path);
    void setThreshold(double threshold); ///< cells below are marked

    int heightOfRows(int most) const; ///< that all of it needs, not more than `most`
    int heightOfTitle() const;
    void setCramped(bool cramped); ///< the rows need the height of the note
    QTableView *view() const { return m_view; }

signals:
    void currentPathChanged(const QString &path); ///< by the person
    void tableChosen(int place);                  ///< by the person
    void leaveRequested();                        ///< Esc: the keys go back to the fields
    void entered();                               ///< the keys are in the rows

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void createActions();
    void showRows();
    void fitColumns();
    void updateWords();
    void updateNote();
    void sort(int column, Qt::SortOrder direction);
    /// Selects what is there of it again after `change` has reset the model.
    void keepPlace(const std::function<void()> &change);
    void copy(bool header);

    QComboBox *m_which;
    QLabel *m_name;
    ElidedLabel *m_words;
    QTableView *m_view;
    QLabel *m_noRows;
    ElidedLabel *m_note;
    QHBoxLayout *m_noteLine;
    CellDelegate *m_delegate;
    results::FieldTableModel *m_model;
    results::FieldSetPtr m_set;
    std::shared_ptr<const results::FieldSelection> m_selection;
    std::vector<int> m_tables;
    bool m_quiet = false; ///< it changes by itself, nobody is told
};

} // namespace ui
