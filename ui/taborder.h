// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QWidget>

namespace ui {

/// Tab goes through them one after the other.
inline void chainTabOrder(const QList<QWidget *> &widgets) {
    for (qsizetype i = 1; i < widgets.size(); ++i)
        QWidget::setTabOrder(widgets[i - 1], widgets[i]);
}

/// Tab goes through what is in `part`, which was made later than what stands below it, right after `before`;
/// in the order that it has by itself.
inline void insertIntoTabOrder(QWidget *before, QWidget *part) {
    QList<QWidget *> inside{before};
    for (QWidget *at = part->nextInFocusChain(); at != part; at = at->nextInFocusChain()) {
        if (part->isAncestorOf(at) && at->focusPolicy() != Qt::NoFocus && !at->focusProxy())
            inside << at;
    }
    chainTabOrder(inside);
}

} // namespace ui
