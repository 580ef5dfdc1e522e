// SPDX-License-Identifier: MIT
#include "ui/confidencedelegate.h"

#include "ui/theme.h"

#include <QApplication>
#include <QPainter>

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int margin = 8;
constexpr int barWidth = 56;
constexpr int barHeight = 4;
} // namespace

QColor confidenceColor(double confidence, const Colors &colors) {
    return confidence >= 80 ? colors.good : confidence >= 65 ? colors.doubt : colors.bad;
}

ConfidenceDelegate::ConfidenceDelegate(int height, int confidenceRole, QObject *parent)
    : RowDelegate(height, Qt::DisplayRole, parent)
    , m_height(height)
    , m_confidenceRole(confidenceRole) {}

QSize ConfidenceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const {
    return {margin + barWidth + margin + option.fontMetrics.horizontalAdvance(u"100.0"_s) + margin, m_height};
}

void ConfidenceDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    QString number = std::exchange(item.text, QString());
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const Colors &colors = colorsOf(item.palette);
    const QVariant confidence = index.data(m_confidenceRole);
    QRect text = option.rect.adjusted(margin, 0, -margin, 0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    if (confidence.isValid()) {
        number = QString::number(std::round(confidence.toDouble() * 10) / 10);
        const double value = qBound(0.0, confidence.toDouble(), 100.0);
        const QRectF track(text.left(), option.rect.center().y() - barHeight / 2.0 + 1, barWidth, barHeight);
        painter->setBrush(colors.line);
        painter->drawRoundedRect(track, barHeight / 2.0, barHeight / 2.0);
        painter->setBrush(confidenceColor(value, colors));
        const double length = value > 0 ? qMax(double(barHeight), barWidth * value / 100) : 0;
        painter->drawRoundedRect(
            QRectF(track.topLeft(), QSizeF(length, barHeight)), barHeight / 2.0, barHeight / 2.0);
        text.setLeft(text.left() + barWidth + margin);
    }
    painter->setPen(confidence.isValid() ? colors.text : colors.dim);
    painter->setFont(item.font);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        item.fontMetrics.elidedText(number, Qt::ElideRight, text.width()));
    painter->restore();
}

} // namespace ui
