// SPDX-License-Identifier: MIT
#include "ui/rundelegate.h"

#include "app/runs/runsmodel.h"
#include "ui/fittedtext.h"
#include "ui/icons.h"
#include "ui/runtext.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QPainter>
#include <QTextDocument>
#include <QToolTip>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunsModel;
using runs::RunState;

namespace ui {

namespace {

constexpr int margin = 12; // left and right, as everything in the pane
constexpr int above = 8;   // over the first line and under the second
constexpr int lineGap = 2;
constexpr int symbolSize = 16;
constexpr int barHeight = 3;

} // namespace

RunDelegate::RunDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_now(QDateTime::currentMSecsSinceEpoch()) {}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const {
    return {0, 2 * above + lineGap + 2 * option.fontMetrics.height()};
}

void RunDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    const auto run = index.data(RunsModel::RunRole).value<Run>();
    const Colors &colors = colorsOf(option.palette);
    const QRect row = option.rect;
    const bool selected = option.state & QStyle::State_Selected;
    const auto mirrored = [&](const QRect &rect) {
        return QStyle::visualRect(option.direction, row, rect);
    };

    painter->save();
    painter->setLayoutDirection(option.direction);
    painter->setFont(option.font);
    if (selected)
        painter->fillRect(row, colors.selection);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(row, colors.hover);
    if (option.state & QStyle::State_HasFocus)
        painter->fillRect(
            mirrored(QRect(row.left(), row.top(), metrics::focusBar, row.height())), colors.accent);

    const int lineHeight = option.fontMetrics.height();
    const int textLeft = row.left() + margin + symbolSize + 10;
    const int textRight = row.right() + 1 - margin;
    const int firstLine = row.top() + above;
    const int secondLine = firstLine + lineHeight + lineGap;

    const QRect iconRect(
        row.left() + margin, firstLine + (lineHeight - symbolSize) / 2, symbolSize, symbolSize);
    painter->drawPixmap(mirrored(iconRect), iconPixmap(iconName(run.state), stateColor(run.state, colors),
                                                symbolSize, painter->device()->devicePixelRatioF()));

    const QString time = runTimeText(run, m_now);
    const int timeWidth = time.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(time) + 1;
    painter->setPen(colors.dim);
    painter->drawText(mirrored(QRect(textRight - timeWidth, firstLine, timeWidth, lineHeight)),
        Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, time);

    const QRect nameRect(
        textLeft, firstLine, textRight - textLeft - (timeWidth > 0 ? timeWidth + 8 : 0), lineHeight);
    painter->setPen(colors.text);
    painter->drawText(mirrored(nameRect), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        fittedText(option.fontMetrics, run.name, Qt::ElideMiddle, nameRect.width()));

    const QRect wordsRect(textLeft, secondLine, textRight - textLeft, lineHeight);
    painter->setPen(run.state == RunState::Failed        ? colors.bad
                    : run.state == RunState::Unconfirmed ? colors.doubt
                                                         : colors.dim);
    painter->drawText(mirrored(wordsRect), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        fittedText(option.fontMetrics, runSubtitle(run, m_now), Qt::ElideRight, wordsRect.width()));

    // A waiting run has none: nobody knows how far it is.
    if (run.state == RunState::Uploading)
        paintBar(painter,
            mirrored(QRect(textLeft, row.bottom() - barHeight - 1, textRight - textLeft, barHeight)), run,
            colors);
    painter->restore();
}

void RunDelegate::paintBar(
    QPainter *painter, const QRect &track, const Run &run, const Colors &colors) const {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.line);
    painter->drawRoundedRect(track, barHeight / 2.0, barHeight / 2.0);
    painter->setBrush(colors.accent);
    const qint64 total = run.bytesTotal > 0 ? run.bytesTotal : run.size;
    if (total <= 0 || run.bytesSent <= 0)
        return;
    QRect filled = track;
    filled.setWidth(int(track.width() * qMin(1.0, double(run.bytesSent) / double(total))));
    filled = QStyle::visualRect(painter->layoutDirection(), track, filled);
    painter->drawRoundedRect(filled, barHeight / 2.0, barHeight / 2.0);
}

bool RunDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
    const QModelIndex &index) {
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const auto run = index.data(RunsModel::RunRole).value<Run>();
    QStringList lines{
        run.path.isEmpty() ? run.name : run.path, runSubtitle(run, m_now), run.detail.left(500), run.remedy};
    lines.removeAll(QString());
    // Escaped: a tool tip would otherwise guess from a file's name that it is rich text.
    QToolTip::showText(
        event->globalPos(), Qt::convertFromPlainText(lines.join(u'\n'), Qt::WhiteSpaceNormal), view);
    return true;
}

} // namespace ui
