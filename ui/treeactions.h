// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QAction;
class QKeySequence;
class QTreeView;

namespace ui {

/// What can be done with the selected row of a tree of JSON values: its context menu, and the keys while the
/// tree has them.
class TreeActions : public QObject {
    Q_OBJECT

public:
    /// Levels that have a key each: Alt+1 …
    static constexpr int depths = 5;

    /// `pane` comes last in the menu; it is not owned.
    TreeActions(QTreeView *view, QAction *pane);
    /// Everything below the row, level by level; where all that matches is open anyway there is nothing to.
    void addExpansion();

signals:
    void copyValueRequested();
    void copyKeyRequested();
    void copyPathRequested();
    void copyPointerRequested();
    void copyJsonRequested();
    void expandRequested(int depth); ///< below the row
    void expandAllRequested();
    void collapseAllRequested();

private:
    QAction *make(const QString &words, const QString &name, const QKeySequence &keys, QObject *owner);
    template<typename Signal>
    void add(const QString &words, const QString &name, const QKeySequence &keys, Signal signal);
    void addSeparator();

    QTreeView *m_view;
    QAction *m_pane;
};

} // namespace ui
