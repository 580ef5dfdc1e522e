// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"
#include "app/results/tablefinder.h"
#include "ui/keyspage.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;

namespace results {
class TableModel;
}

namespace ui {

class SearchField;
class TableGrid;

/// Any array of objects in the reply as a table: which one, its rows filtered and sorted, its columns chosen,
/// copied as text and written as CSV.
class TablePage : public KeysPage {
    Q_OBJECT

public:
    static constexpr int copyLimit = 200'000; ///< cells; more are for a file

    explicit TablePage(QWidget *parent = nullptr);
    ~TablePage() override;

    /// nullptr empties the page. Tables are looked for when the page is first seen, by another thread.
    void setDocument(const results::ResultDocumentPtr &document);
    /// Of the member of the row that the cell with the focus shows; empty when there is none.
    QString currentPath() const;
    /// Selects the cell that holds the value, in the table that does; nothing happens when none does.
    void setCurrentPath(const QString &path);
    /// What is shown as a file, for another thread.
    std::function<std::optional<QByteArray>()> csv() const;
    results::TableModel *model() const { return m_model; }

public slots:
    void copy();
    void say(const QString &words); ///< what came of an export

signals:
    void currentPathChanged(const QString &path); ///< by the person
    void filled();                                ///< with a table that the person did not choose
    void exportRequested(const QString &suggestedName);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void createActions();
    void find();
    void takeTables(const QList<results::FoundTable> &tables, bool cut);
    void addTable(const results::FoundTable &table);
    int tableOf(const QString &path);
    void showTable(int number);
    void tableRead();
    void ordered();
    void sortBy(int column, Qt::SortOrder order);
    void toggleSort(int column);
    void filterEdited();
    void fillColumnsMenu();
    void setColumnHidden(int column, bool hidden);
    void goToWanted();
    void showCount();

    results::TableModel *m_model;
    TableGrid *m_view;
    QComboBox *m_tables;
    SearchField *m_filter;
    QPushButton *m_columns;
    QMenu *m_columnsMenu;
    QPushButton *m_export;
    QLabel *m_note;
    results::ResultDocumentPtr m_document;
    QList<results::FoundTable> m_found;
    std::shared_ptr<std::atomic_bool> m_finding;
    bool m_isFound = true; ///< tables have been looked for, or are
    bool m_cut = false;    ///< there may be more tables
    bool m_quiet = false;  ///< it selects by itself, nobody is told
    bool m_chosen = false; ///< the person chose the table
    QString m_wanted;      ///< a path to go to when the table is there
    qint64 m_keptRow = -1; ///< the current one before the order changed
    int m_keptColumn = 0;
};

} // namespace ui
