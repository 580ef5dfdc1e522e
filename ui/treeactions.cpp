// SPDX-License-Identifier: MIT
#include "ui/treeactions.h"

#include "ui/treeexpansion.h"

#include <QAction>
#include <QKeySequence>
#include <QMenu>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace ui {

TreeActions::TreeActions(QTreeView *view, QAction *pane)
    : QObject(view)
    , m_view(view)
    , m_pane(pane) {
    view->setContextMenuPolicy(Qt::ActionsContextMenu);
    add(tr("Copy &value"), u"treeCopyValue"_s, QKeySequence::Copy, &TreeActions::copyValueRequested);
    add(tr("Copy &key"), u"treeCopyKey"_s, QKeySequence(u"Ctrl+Alt+C"_s), &TreeActions::copyKeyRequested);
    add(tr("Copy &path"), u"treeCopyPath"_s, QKeySequence(u"Ctrl+Shift+C"_s),
        &TreeActions::copyPathRequested);
    add(tr("Copy path as JSON P&ointer"), u"treeCopyPointer"_s, QKeySequence(u"Ctrl+Shift+Alt+C"_s),
        &TreeActions::copyPointerRequested);
    add(tr("Copy as received &JSON"), u"treeCopyJson"_s, QKeySequence(u"Ctrl+Shift+J"_s),
        &TreeActions::copyJsonRequested);
    addSeparator();
    view->addAction(pane);
}

void TreeActions::addExpansion() {
    m_view->removeAction(m_pane);
    auto *menu = new QMenu(tr("Expand to &depth"), m_view);
    menu->setObjectName(u"treeDepthMenu"_s);
    for (int depth = 1; depth <= depths; ++depth) {
        const QString words = depth == 1 ? tr("&1 level below") : tr("&%1 levels below").arg(depth);
        QAction *action = make(
            words, u"treeExpand%1"_s.arg(depth), QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + depth)), menu);
        connect(action, &QAction::triggered, this, [this, depth] { emit expandRequested(depth); });
        menu->addAction(action);
    }
    m_view->addAction(menu->menuAction());
    QAction *below = make(tr("Expand everything &below"), u"treeExpandBelow"_s, QKeySequence(u"*"_s), m_view);
    connect(below, &QAction::triggered, this, [this] { emit expandRequested(anyDepth); });
    m_view->addAction(below);
    add(tr("&Expand all"), u"treeExpandAll"_s, QKeySequence(u"Ctrl++"_s), &TreeActions::expandAllRequested);
    add(tr("&Collapse all"), u"treeCollapseAll"_s, QKeySequence(u"Ctrl+-"_s),
        &TreeActions::collapseAllRequested);
    addSeparator();
    m_view->addAction(m_pane);
}

QAction *TreeActions::make(
    const QString &words, const QString &name, const QKeySequence &keys, QObject *owner) {
    auto *action = new QAction(words, owner);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    return action;
}

template<typename Signal>
void TreeActions::add(const QString &words, const QString &name, const QKeySequence &keys, Signal signal) {
    QAction *action = make(words, name, keys, m_view);
    connect(action, &QAction::triggered, this, signal);
    m_view->addAction(action);
}

void TreeActions::addSeparator() {
    auto *line = new QAction(m_view);
    line->setSeparator(true);
    m_view->addAction(line);
}

} // namespace ui
