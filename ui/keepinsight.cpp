// SPDX-License-Identifier: MIT
#include "ui/keepinsight.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QResizeEvent>
#include <QScopedValueRollback>

namespace ui {

KeepInSight::KeepInSight(QAbstractItemView *view)
    : QObject(view)
    , m_view(view) {
    view->viewport()->installEventFilter(this);
}

bool KeepInSight::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() != QEvent::Resize || m_resizing)
        return QObject::eventFilter(watched, event);
    const QScopedValueRollback resizing(m_resizing, true);
    const QModelIndex current = m_view->currentIndex();
    const QRect before({}, static_cast<QResizeEvent *>(event)->oldSize());
    const bool seen = current.isValid() && before.intersects(m_view->visualRect(current));
    // First the view itself: it has its new scroll bars then.
    QCoreApplication::sendEvent(watched, event);
    if (seen)
        m_view->scrollTo(m_view->currentIndex());
    return true;
}

} // namespace ui
