// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/fieldquery.h"
#include "ui/keyspage.h"

#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace results {
class FieldsModel;
}

namespace ui {

class FieldGrid;
class FieldsBar;
class FieldsSplit;
class FieldsView;

/// The extracted fields as people read them: what the document is on top, then each field with its value,
/// confidence, verification, pages and quotes, and below them the rows of the chosen table. Filtered and
/// sorted by the pure functions of app/results, large results in the background.
class FieldsPage : public KeysPage {
    Q_OBJECT

public:
    explicit FieldsPage(QWidget *parent = nullptr);

    void setSet(const results::FieldSetPtr &set);
    /// The result is not here yet.
    void setReading();

    /// JSONPath of the selected row, or of the current cell of the table where the keys went there last;
    /// empty when there is none.
    QString currentPath() const;
    /// Selects the row or the cell that the path lies in. False, and nothing changes, when it lies in none
    /// that is on show. Does not emit currentPathChanged(): that is for what a person does.
    bool setCurrentPath(const QString &path);

    int threshold() const; ///< confidence below which a value is doubtful, 0–100
    void setThreshold(int threshold);

signals:
    void currentPathChanged(const QString &path); ///< by the person, who may have filtered
    void filled();                                ///< with a set, whose first row is selected
    void thresholdChanged(int threshold);         ///< by the person
    void treeRequested();                         ///< there are no fields: show the tree

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    using SelectionPtr = std::shared_ptr<const results::FieldSelection>;
    void createView();
    void createEmptyPages();
    void createActions();
    void apply();
    void showSelected(const SelectionPtr &selection);
    void expandAsBefore(const QStringList &opened, const QStringList &closed);
    void takeRow();
    void enterTable();

    results::FieldsModel *m_model;
    QStackedWidget *m_pages;
    FieldsBar *m_bar;
    QLabel *m_note;
    QStackedWidget *m_list; ///< the fields, or that none matches
    FieldsView *m_view;
    FieldGrid *m_grid;
    FieldsSplit *m_split;
    QWidget *m_empty;
    QLabel *m_emptyWords;
    QPushButton *m_showTree;
    results::FieldSetPtr m_set;
    results::FieldQuery m_query; ///< what is on show
    int m_generation = 0;        ///< selections of an older query are dropped
    bool m_inGrid = false;       ///< the current path is that of a cell
    bool m_quiet = false;        ///< it changes by itself, nobody is told
    bool m_fresh = true;         ///< the set was not on show yet
};

} // namespace ui
