// SPDX-License-Identifier: MIT
#include "ui/celldelegate.h"

#include "app/results/fieldtablemodel.h"
#include "ui/confidencedelegate.h"
#include "ui/labels.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using results::FieldTableModel;

CellDelegate::CellDelegate(QObject *parent)
    : RowDelegate(metrics::row, FieldTableModel::TextRole, parent) {}

void CellDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const QString value = std::exchange(item.text, QString());
    item.state &= ~QStyle::State_HasFocus; // a frame of our own
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const Colors &colors = colorsOf(item.palette);
    painter->save();
    painter->setFont(item.font);
    QRect rect = option.rect.adjusted(metrics::grid, 0, -metrics::grid, 0);
    const QVariant confidence = index.data(FieldTableModel::ConfidenceRole);
    if (confidence.isValid() && confidence.toDouble() < m_threshold) {
        const QString number = QString::number(std::round(confidence.toDouble()));
        painter->setPen(confidenceColor(qMin(confidence.toDouble(), 79.0), colors));
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter, number);
        rect.setRight(rect.right() - item.fontMetrics.horizontalAdvance(number) - metrics::grid);
    }
    if (index.data(FieldTableModel::OverrideRole).toBool()) {
        const QRectF dot(rect.right() - 6, rect.center().y() - 2, 6, 6);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(colors.doubt, 1.5));
        painter->drawEllipse(dot);
        rect.setRight(rect.right() - 6 - metrics::grid);
    }
    painter->setPen(index.data(FieldTableModel::NullRole).toBool() ? colors.dim : colors.text);
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        item.fontMetrics.elidedText(value, Qt::ElideRight, rect.width()));
    if (option.state & QStyle::State_HasFocus) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(QPen(colors.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
    const QModelIndex &index) {
    if (event->type() != QEvent::ToolTip)
        return RowDelegate::helpEvent(event, view, option, index);
    const QString note = index.data(FieldTableModel::NoteRole).toString();
    if (note.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), plainToolTip(note), view);
    return true;
}

} // namespace ui
