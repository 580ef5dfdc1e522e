// SPDX-License-Identifier: MIT
#include "ui/stagedfiledelegate.h"

#include "app/runs/stagedfilesmodel.h"
#include "ui/fittedtext.h"
#include "ui/icons.h"
#include "ui/runtext.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLocale>
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
    if (item.unsettled)
        return u"waiting"_s;
    if (item.verdict == Verdict::Refused)
        return u"failed"_s;
    if (item.isDoubtful())
        return u"unconfirmed"_s;
    if (item.mediaType == "application/pdf"_L1)
        return u"file-pdf"_s;
    return item.mediaType.startsWith("text/"_L1) ? u"text"_s : u"file"_s;
}

QString factsOf(const IntakeItem &item) {
    QStringList facts{bytesText(item.size), item.typeLabel};
    if (item.pages > 0)
        facts << (item.pages == 1 ? StagedFileDelegate::tr("1 page")
                                  : StagedFileDelegate::tr("%1 pages").arg(QLocale().toString(item.pages)));
    facts.removeAll(QString());
    return facts.join(u" · "_s);
}

QString linkText() {
    return StagedFileDelegate::tr("Show that result");
}

/// Of "Show that result", at the end of the second line.
QRect linkRect(const QStyleOptionViewItem &option) {
    const QRect &row = option.rect;
    const int width = option.fontMetrics.horizontalAdvance(linkText()) + 1;
    const int line = option.fontMetrics.height();
    const int top = row.top() + (qMax(metrics::row, line + 12) + line) / 2 + lineGap;
    return QStyle::visualRect(
        option.direction, row, QRect(row.right() + 1 - margin - width, top, width, line));
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
    const bool two = m_uniform || !StagedFilesModel::wordsFor(itemOf(index)).isEmpty();
    return {0, two ? oneLine + line + lineGap : oneLine};
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
    const QColor tone = item.unsettled                     ? colors.accent
                        : item.verdict == Verdict::Refused ? colors.bad
                        : item.isDoubtful()                ? colors.doubt
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
        painter->setPen(item.verdict == Verdict::Refused && !item.unsettled ? colors.bad : colors.dim);
        painter->drawText(mirrored(QRect(right - factsWidth, top, factsWidth, line)),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, facts);
    }

    const QRect nameRect(left, top, right - qMax(factsWidth, crossRoom) - gap - left, line);
    painter->setPen(colors.text);
    painter->drawText(mirrored(nameRect), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        fittedText(option.fontMetrics, item.name, Qt::ElideMiddle, nameRect.width()));

    const QString words = StagedFilesModel::wordsFor(item).simplified();
    if (!words.isEmpty() || m_uniform) {
        int room = right - left;
        if (item.repeatsRun != 0) {
            const QRect link = linkRect(option);
            room -= link.width() + gap;
            painter->setPen(colors.accent);
            painter->drawText(link, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, linkText());
        }
        const QRect wordsRect(left, top + line + lineGap, room, line);
        const QString second = words.isEmpty() ? item.path.section(u'/', 0, -2) : words;
        painter->setPen(words.isEmpty() ? colors.dim : tone);
        painter->drawText(mirrored(wordsRect), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            fittedText(option.fontMetrics, second, words.isEmpty() ? Qt::ElideMiddle : Qt::ElideRight,
                wordsRect.width()));
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
        const qint64 run = itemOf(index).repeatsRun;
        if (mouse->button() == Qt::LeftButton && run != 0 &&
            linkRect(option).contains(mouse->position().toPoint())) {
            emit showRunRequested(run);
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
