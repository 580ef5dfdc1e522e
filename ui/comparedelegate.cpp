// SPDX-License-Identifier: MIT
#include "ui/comparedelegate.h"

#include "app/results/comparisonmodel.h"
#include "ui/theme.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace ui {

using results::ComparedItem;
using results::ComparisonModel;
using results::Verdict;

namespace {

bool isChangedValue(const QModelIndex &index) {
    return index.data(ComparisonModel::VerdictRole).toInt() == int(Verdict::Changed) &&
           index.data(ComparisonModel::KindRole).toInt() == ComparedItem::Value;
}

bool isValueColumn(int column) {
    return column == ComparisonModel::LeftColumn || column == ComparisonModel::RightColumn;
}

} // namespace

QColor verdictColor(int verdict, const Colors &colors) {
    switch (Verdict(verdict)) {
    case Verdict::Equal:
        return colors.dim;
    case Verdict::Equivalent:
        return colors.good;
    case Verdict::Changed:
        return colors.doubt;
    case Verdict::OnlyLeft:
    case Verdict::OnlyRight:
        return colors.accent;
    }
    return colors.text;
}

QTextCharFormat differenceFormat(const QPalette &palette) {
    const Colors &colors = colorsOf(palette);
    QColor ground = colors.doubt;
    ground.setAlpha(colors.dark ? 90 : 50);
    QTextCharFormat format;
    format.setFontUnderline(true);
    format.setBackground(ground);
    return format;
}

CompareDelegate::CompareDelegate(QObject *parent)
    : RowDelegate(metrics::row, ComparisonModel::TextRole, parent) {}

void CompareDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const {
    RowDelegate::initStyleOption(option, index);
    const Colors &colors = colorsOf(option->palette);
    const int kind = index.data(ComparisonModel::KindRole).toInt();
    const bool isEqual = index.data(ComparisonModel::VerdictRole).toInt() == int(Verdict::Equal);
    QColor color = colors.text;
    if (index.column() == ComparisonModel::VerdictColumn)
        color = verdictColor(index.data(ComparisonModel::VerdictRole).toInt(), colors);
    else if (isEqual && isValueColumn(index.column()) && kind != ComparedItem::Value)
        color = colors.dim; // the cells below say the same
    if (kind == ComparedItem::Group)
        option->font.setWeight(QFont::DemiBold);
    option->palette.setColor(QPalette::Text, color);
    option->palette.setColor(QPalette::HighlightedText, color);
}

void CompareDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    if (!isValueColumn(index.column()) || !isChangedValue(index))
        return RowDelegate::paint(painter, option, index);
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const QString text = std::exchange(item.text, QString());
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const results::TextDifference difference =
        results::textDifference(index.siblingAtColumn(ComparisonModel::LeftColumn).data().toString(),
            index.siblingAtColumn(ComparisonModel::RightColumn).data().toString());
    const QList<results::TextRange> &ranges =
        index.column() == ComparisonModel::LeftColumn ? difference.left : difference.right;
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &item, item.widget) + 1;
    const QRect rect = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget)
                           .adjusted(margin, 0, -margin, 0);
    const QString shown = item.fontMetrics.elidedText(text, Qt::ElideRight, rect.width());
    QList<QTextLayout::FormatRange> formats;
    for (const results::TextRange &range : ranges) {
        const qsizetype length = std::min(range.length, shown.size() - range.begin);
        if (length > 0)
            formats.append({int(range.begin), int(length), differenceFormat(item.palette)});
    }
    QTextLayout layout(shown, item.font);
    QTextOption lineOption(Qt::AlignLeft);
    lineOption.setWrapMode(QTextOption::NoWrap);
    lineOption.setTextDirection(item.direction);
    layout.setTextOption(lineOption);
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setLineWidth(rect.width());
    layout.endLayout();
    painter->save();
    painter->setClipRect(rect);
    painter->setPen(item.palette.color(QPalette::Text));
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2));
    painter->restore();
}

} // namespace ui
