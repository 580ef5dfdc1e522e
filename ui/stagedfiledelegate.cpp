// SPDX-License-Identifier: MIT
#include "ui/stagedfiledelegate.h"

#include "app/runs/stagedfilesmodel.h"
#include "ui/fittedtext.h"
#include "ui/icons.h"
#include "ui/runtext.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextDocument>
#include <QToolTip>

using namespace Qt::StringLiterals;
using runs::IntakeItem;
using runs::StagedFilesModel;
using runs::Verdict;

namespace ui {

namespace {

constexpr int margin = 12;
constexpr int symbol = 16;
constexpr int textLeft = margin + symbol + 8;
constexpr int gap = 10; // between name and facts
constexpr int crossRoom = 24;
constexpr int lineGap = 1;

IntakeItem itemOf(const QModelIndex &index) {
    return index.data(StagedFilesModel::ItemRole).value<IntakeItem>();
}

QString symbolOf(const IntakeItem &item) {
    if (item.verdict == Verdict::Refused)
        return u"failed"_s;
    if (item.verdict == Verdict::Doubtful)
        return u"unconfirmed"_s;
    if (item.mediaType == "application/pdf"_L1)
        return u"file-pdf"_s;
    return item.mediaType.startsWith("text/"_L1) ? u"text"_s : u"file"_s;
}

QString factsOf(const IntakeItem &item) {
    QStringList facts{bytesText(item.size), item.typeLabel};
    facts.removeAll(QString());
    return facts.join(u" · "_s);
}

QRect crossRect(const QStyleOptionViewItem &option) {
    const QRect &row = option.rect;
    const QRect rect(row.right() + 1 - margin / 2 - crossRoom, row.top() + (metrics::row - crossRoom) / 2,
        crossRoom, crossRoom);
    return QStyle::visualRect(option.direction, row, rect);
}

} // namespace

StagedFileDelegate::StagedFileDelegate(QObject *parent)
    : QStyledItemDelegate(parent) {}

QSize StagedFileDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const {
    const int line = option.fontMetrics.height();
    const int oneLine = qMax(metrics::row, line + 12);
    return {0, itemOf(index).reason.isEmpty() ? oneLine : oneLine + line + lineGap};
}

void StagedFileDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    const IntakeItem item = itemOf(index);
    const Colors &colors = colorsOf(option.palette);
    const QRect row = option.rect;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = option.state & QStyle::State_HasFocus;
    const auto mirrored = [&](const QRect &rect) {
        return QStyle::visualRect(option.direction, row, rect);
    };
    const QColor tone = item.verdict == Verdict::Refused    ? colors.bad
                        : item.verdict == Verdict::Doubtful ? colors.doubt
                                                            : colors.dim;

    painter->save();
    painter->setLayoutDirection(option.direction);
    painter->setFont(option.font);
    if (selected)
        painter->fillRect(row, colors.selection);
    else if (hovered)
        painter->fillRect(row, colors.hover);
    if (focused)
        painter->fillRect(mirrored(QRect(row.left(), row.top(), 3, row.height())), colors.accent);

    const int line = option.fontMetrics.height();
    const int top = row.top() + (qMax(metrics::row, line + 12) - line) / 2;
    const qreal ratio = painter->device()->devicePixelRatioF();
    painter->drawPixmap(mirrored(QRect(row.left() + margin, top + (line - symbol) / 2, symbol, symbol)),
        iconPixmap(symbolOf(item), tone, symbol, ratio));

    const int left = row.left() + textLeft;
    const int right = row.right() + 1 - margin;
    // A long name is worth more than the type, which its end tells as well.
    QString facts = factsOf(item);
    if (option.fontMetrics.horizontalAdvance(item.name) + option.fontMetrics.horizontalAdvance(facts) + gap >
        right - left)
        facts = bytesText(item.size);
    // The cross takes the place of the facts: nothing moves, and the name keeps its room.
    const bool cross = hovered || (selected && focused);
    const int factsWidth = option.fontMetrics.horizontalAdvance(facts) + 1;
    if (cross) {
        const QRect at = crossRect(option);
        painter->drawPixmap(
            at.center().x() - 7, at.center().y() - 7, iconPixmap(u"close"_s, colors.text, symbol, ratio));
    } else {
        painter->setPen(item.verdict == Verdict::Refused ? colors.bad : colors.dim);
        painter->drawText(mirrored(QRect(right - factsWidth, top, factsWidth, line)),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, facts);
    }

    const QRect nameRect(left, top, right - qMax(factsWidth, crossRoom) - gap - left, line);
    painter->setPen(colors.text);
    painter->drawText(mirrored(nameRect), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        fittedText(option.fontMetrics, item.name, Qt::ElideMiddle, nameRect.width()));

    if (!item.reason.isEmpty()) {
        const QRect reasonRect(left, top + line + lineGap, right - left, line);
        painter->setPen(tone);
        painter->drawText(mirrored(reasonRect), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            fittedText(option.fontMetrics, item.reason.simplified(), Qt::ElideRight, reasonRect.width()));
    }
    painter->restore();
}

bool StagedFileDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) {
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && crossRect(option).contains(mouse->position().toPoint())) {
            emit removeRequested(index.row());
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

bool StagedFileDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
    const QStyleOptionViewItem &option, const QModelIndex &index) {
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    // Escaped: a tool tip would otherwise guess from a file's name that it is rich text.
    QToolTip::showText(event->globalPos(),
        Qt::convertFromPlainText(index.data(Qt::ToolTipRole).toString(), Qt::WhiteSpaceNormal), view);
    return true;
}

} // namespace ui
