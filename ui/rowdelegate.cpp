// SPDX-License-Identifier: MIT
#include "ui/rowdelegate.h"

#include "ui/labels.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

namespace ui {

RowDelegate::RowDelegate(int height, int fullTextRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_height(height)
    , m_fullTextRole(fullTextRole) {}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const {
    return {QStyledItemDelegate::sizeHint(option, index).width(), m_height};
}

bool RowDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
    const QModelIndex &index) {
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString shown = index.data(Qt::DisplayRole).toString();
    const bool fits = QStyledItemDelegate::sizeHint(option, index).width() <= view->visualRect(index).width();
    // The whole text is asked for only where the model cut it: behind a container it can be the whole reply.
    const bool cut = shown.endsWith(u'…');
    if (index.isValid() && (!fits || cut))
        QToolTip::showText(
            event->globalPos(), plainToolTip(cut ? index.data(m_fullTextRole).toString() : shown), view);
    else
        QToolTip::hideText();
    return true;
}

void RowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    option->text.replace(QChar::LineSeparator, u' ').replace(u'\n', u' ').replace(u'\r', u' ');
}

} // namespace ui
