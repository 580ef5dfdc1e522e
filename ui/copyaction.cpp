// SPDX-License-Identifier: MIT
#include "ui/copyaction.h"

#include <QClipboard>
#include <QGuiApplication>

namespace ui {

QAction *addCopyAction(QAbstractItemView *view, const QString &words, const QString &objectName,
    const QKeySequence &shortcut, std::function<std::optional<QString>(const QModelIndex &)> text) {
    auto *action = new QAction(words, view);
    action->setObjectName(objectName);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(action, &QAction::triggered, view, [view, text = std::move(text)] {
        if (!view->currentIndex().isValid())
            return;
        if (const std::optional<QString> copied = text(view->currentIndex()))
            QGuiApplication::clipboard()->setText(*copied);
    });
    view->addAction(action);
    view->setContextMenuPolicy(Qt::ActionsContextMenu);
    return action;
}

} // namespace ui
