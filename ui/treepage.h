// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/jsonplace.h"
#include "app/results/matchtree.h"
#include "app/results/resultdocument.h"
#include "ui/hitmarks.h"
#include "ui/keyspage.h"

#include <QAbstractItemView>
#include <QByteArray>
#include <functional>
#include <optional>

class QAction;
class QLabel;
class QModelIndex;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace results {
class JsonTreeModel;
class MatchModel;
class SearchRunner;
} // namespace results

namespace ui {

class JsonView;
class ValueCopy;
class ValuePane;

/// Everything in the reply as a tree of key, value and type, and below it the whole value of the selected
/// row.
class TreePage : public KeysPage {
    Q_OBJECT

public:
    explicit TreePage(QWidget *parent = nullptr);

    /// nullptr empties the tree.
    void setDocument(const results::ResultDocumentPtr &document);
    QString currentPath() const;
    /// Opens what lies around it, and goes there. False when there is no such row (the root has none).
    bool select(const results::JsonWay &way);
    /// The way to the selected row, of a page to its array; empty when none is selected.
    results::JsonWay currentWay() const;
    /// Where the selected value begins in the text; -1 when none is.
    qint64 currentOffset() const;

    /// Whether the pane with the value is open, and how high it is: to be kept for the next start.
    QByteArray paneState() const;
    /// Nothing happens when it is none.
    void restorePane(const QByteArray &state);
    bool isPaneOpen() const;
    void setPaneOpen(bool open);
    /// What became of what was asked for; stays until something else is to be said.
    void say(const QString &words);

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
    /// `file` is for another thread.
    void savePictureRequested(
        const QString &suggestedName, const std::function<std::optional<QByteArray>()> &file);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void createActions(JsonView *view);
    void expandBelowRow(int depth);
    void expand(const QModelIndex &top, int depth);
    void expandToFields();
    void prepareView(JsonView *view);
    void makePane();
    void showPane();
    void updatePane();
    void tellRow();
    QModelIndex currentRow() const;
    void showRow(const QModelIndex &row, QAbstractItemView::ScrollHint where);
    JsonView *shownView() const;

    results::JsonTreeModel *m_model;
    results::MatchModel *m_matchModel;
    const results::SearchRunner *m_runner = nullptr;
    HitMarks m_marks;
    QSplitter *m_split;
    QStackedWidget *m_views;
    JsonView *m_view;
    JsonView *m_matches;
    QPushButton *m_expand;
    QPushButton *m_collapse;
    QLabel *m_note;
    QPushButton *m_paneButton;
    QAction *m_paneAction;       ///< checked: the pane is open
    ValuePane *m_pane = nullptr; ///< when it has been seen
    QByteArray m_splitState;     ///< wanted before there was one
    ValueCopy *m_copy;
    bool m_paneByHand = false; ///< it is open or not as a person wants it
};

} // namespace ui
