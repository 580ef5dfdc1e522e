// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QWidget>

namespace ui {

/// Tab goes through what is in `part`, which was made later than what stands below it, right after `before`;
/// in the order that it has by itself.
inline void insertIntoTabOrder(QWidget *before, QWidget *part) {
    QList<QWidget *> inside;
    for (QWidget *at = part->nextInFocusChain(); at != part; at = at->nextInFocusChain()) {
        if (part->isAncestorOf(at) && at->focusPolicy() != Qt::NoFocus && !at->focusProxy())
            inside << at;
    }
    for (QWidget *next : std::as_const(inside)) {
        QWidget::setTabOrder(before, next);
        before = next;
    }
}

} // namespace ui
