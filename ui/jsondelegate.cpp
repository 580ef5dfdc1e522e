// SPDX-License-Identifier: MIT
#include "ui/jsondelegate.h"

#include "app/results/jsontreemodel.h"
#include "app/results/matchmodel.h"
#include "ui/theme.h"

#include <QFontDatabase>
#include <QFontMetrics>

namespace ui {

using results::JsonTreeModel;
using results::JsonType;

JsonDelegate::JsonDelegate(const HitMarks &marks, QObject *parent)
    : RowDelegate(metrics::row, JsonTreeModel::TextRole, parent)
    , m_marks(marks)
    , m_fixed(QFontDatabase::systemFont(QFontDatabase::FixedFont)) {
    m_fixed.setPixelSize(metrics::fontPx);
}

void JsonDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    RowDelegate::paint(painter, option, index);
    if (index.column() > JsonTreeModel::ValueColumn)
        return;
    QModelIndex row = index;
    if (const auto *matches = qobject_cast<const results::MatchModel *>(index.model()))
        row = matches->rowOf(index);
    if (const auto *model = qobject_cast<const JsonTreeModel *>(row.model())) {
        if (!m_marks.isHit(*model, row))
            return;
        QStyleOptionViewItem filled = option;
        initStyleOption(&filled, index);
        m_marks.paint(painter, filled);
    }
}

void JsonDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const {
    RowDelegate::initStyleOption(option, index);
    const auto type = JsonType(index.data(JsonTreeModel::TypeRole).toInt());
    const bool value = index.column() == JsonTreeModel::ValueColumn;
    const bool scalar = type != JsonType::Array && type != JsonType::Object;
    if (value && scalar) {
        option->font = m_fixed;
        option->fontMetrics = QFontMetrics(m_fixed);
    }
    if (index.column() >= JsonTreeModel::CountColumn || (value && (!scalar || type == JsonType::Null))) {
        const QColor dim = colorsOf(option->palette).dim;
        option->palette.setColor(QPalette::Text, dim);
        option->palette.setColor(QPalette::HighlightedText, dim);
    }
}

} // namespace ui
