// SPDX-License-Identifier: MIT
#include "ui/hitmarks.h"

#include "app/results/jsonbytes.h"
#include "ui/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionViewItem>

namespace ui {

using results::Hit;
using results::HitList;
using results::JsonNode;
using results::JsonTreeModel;

namespace {

constexpr int markAlpha = 90;

/// Nothing but what stands between a key and its value.
bool leadsTo(QByteArrayView text, qint64 begin, qint64 end) {
    bool colon = false;
    for (qint64 at = begin; at < end; ++at) {
        if (text[at] == ':' && !colon)
            colon = true;
        else if (!results::isSpace(text[at]))
            return false;
    }
    return colon;
}

} // namespace

void HitMarks::setSource(const results::SearchRunner *runner) {
    m_runner = runner;
}

void HitMarks::setQuery(const results::SearchQuery &query) {
    m_matches = results::QueryMatches(query);
}

bool HitMarks::isHit(const JsonTreeModel &model, const QModelIndex &row) const {
    const JsonNode node = model.node(row);
    if (!m_runner || !node.isValid() || m_runner->hits().isEmpty())
        return false;
    const HitList &hits = m_runner->hits();
    const qint64 number = hits.firstEndingAfter(node.begin);
    if (row.column() == JsonTreeModel::ValueColumn)
        return number < hits.count() && !hits.at(number).inKey() && hits.at(number).begin() == node.begin;
    if (row.column() != JsonTreeModel::KeyColumn || number == 0)
        return false;
    const Hit key = hits.at(number - 1);
    return key.inKey() && leadsTo(model.document()->bytes(), key.end(), node.begin);
}

void HitMarks::paint(QPainter *painter, const QStyleOptionViewItem &option) const {
    QColor color = colorsOf(option.palette).doubt;
    color.setAlpha(markAlpha);
    const QStyle *const style = option.widget ? option.widget->style() : QApplication::style();
    const QRect text = style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, option.widget) + 1;
    const QRect line = text.adjusted(margin, 0, -margin, 0);
    const int height = qMin(line.height(), option.fontMetrics.height() + 2);
    bool marked = false;
    for (const auto &[begin, length] : m_matches.in(option.text)) {
        const int left = line.left() + option.fontMetrics.horizontalAdvance(option.text.left(begin));
        const int width = option.fontMetrics.horizontalAdvance(option.text.mid(begin, length));
        QRect mark(left, line.center().y() - height / 2, width, height);
        mark &= line;
        if (mark.isEmpty())
            continue;
        painter->fillRect(QStyle::visualRect(option.direction, text, mark), color);
        marked = true;
    }
    if (!marked) // beyond what is shown, or shown otherwise
        painter->fillRect(QRect(line.left(), line.center().y() + height / 2, line.width(), 2), color);
}

} // namespace ui
