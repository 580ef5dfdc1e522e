// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsonplace.h"
#include "app/results/matchtree.h"
#include "app/results/resultdocument.h"
#include "ui/hitmarks.h"

#include <QWidget>

class QLabel;
class QModelIndex;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace results {
class JsonTreeModel;
class MatchModel;
class SearchRunner;
} // namespace results

namespace ui {

/// Everything in the reply as a tree of key, value and type.
class TreePage : public QWidget {
    Q_OBJECT

public:
    /// As many rows as one Expand all opens: the view pays for every open row, and nobody reads more.
    static constexpr int expandLimit = 2000;

    explicit TreePage(QWidget *parent = nullptr);

    /// nullptr empties the tree.
    void setDocument(const results::ResultDocumentPtr &document);
    QString currentPath() const;
    /// Opens what lies around it, and goes there. False when there is no such row (the root has none).
    bool select(const results::JsonWay &way);
    /// Where the selected value begins in the text; -1 when none is.
    qint64 currentOffset() const;

    /// Whose hits are marked; nullptr: none are. It tells nobody when they change, see refreshMarks().
    void setSearch(const results::SearchRunner *runner);
    void refreshMarks();
    /// Instead of everything only these rows, until showAll().
    void showMatches(const results::MatchTreePtr &tree);
    void showAll();

public slots:
    void expandAll();
    void collapseAll();

signals:
    void currentPathChanged(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createActions(QTreeView *view);
    void expandBounded(const QModelIndex &top);
    void expandToFields();
    void fetchVisible();
    void expandMatches();
    void prepareView(QTreeView *view);
    QTreeView *shownView() const;

    results::JsonTreeModel *m_model;
    results::MatchModel *m_matchModel;
    const results::SearchRunner *m_runner = nullptr;
    HitMarks m_marks;
    QStackedWidget *m_views;
    QTreeView *m_view;
    QTreeView *m_matches;
    QPushButton *m_expand;
    QPushButton *m_collapse;
    QLabel *m_note;
};

} // namespace ui
