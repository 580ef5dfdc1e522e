// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractItemView>
#include <QAction>
#include <QKeySequence>

#include <functional>
#include <optional>

namespace ui {

/// Adds an action to the view (context menu and, while the view has the focus, shortcut) that puts a text of
/// the current row on the clipboard; nothing happens when there is none.
QAction *addCopyAction(QAbstractItemView *view, const QString &words, const QString &objectName,
    const QKeySequence &shortcut, std::function<std::optional<QString>(const QModelIndex &)> text);

} // namespace ui
