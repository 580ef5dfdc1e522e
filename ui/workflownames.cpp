// SPDX-License-Identifier: MIT
#include "ui/workflownames.h"

#include "app/runs/workflowcatalog.h"
#include "ui/fittedtext.h"
#include "ui/theme.h"

#include <QPainter>

using runs::WorkflowCatalog;

namespace ui {

namespace {

constexpr int sideMargin = 8;
constexpr int lineMargin = 5;

QFont smaller(QFont font) {
    font.setPixelSize(qMax(11, QFontInfo(font).pixelSize() - 2));
    return font;
}

} // namespace

QVariant WorkflowNames::data(const QModelIndex &index, int role) const {
    if (!index.isValid())
        return {}; // a combo box without a choice asks, too
    if (role == SearchRole) {
        return QString(
            index.data(Qt::DisplayRole).toString() + u'\n' + index.data(WorkflowCatalog::IdRole).toString());
    }
    if (role == Qt::AccessibleTextRole)
        return index.data(Qt::DisplayRole);
    return QIdentityProxyModel::data(index, role);
}

QString WorkflowNames::idOf(const QString &nameOrId) const {
    QString byName;
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex at = index(row, 0);
        const QString id = at.data(WorkflowCatalog::IdRole).toString();
        if (id.compare(nameOrId, Qt::CaseInsensitive) == 0)
            return id;
        if (byName.isEmpty() && at.data().toString().compare(nameOrId, Qt::CaseInsensitive) == 0)
            byName = id;
    }
    return byName;
}

QStringList WorkflowNames::idsWith(const QString &part) const {
    QStringList ids;
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex at = index(row, 0);
        if (at.data(SearchRole).toString().contains(part, Qt::CaseInsensitive))
            ids << at.data(WorkflowCatalog::IdRole).toString();
    }
    return ids;
}

QSize WorkflowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const {
    const QString name = index.data(Qt::DisplayRole).toString();
    const QString id = index.data(WorkflowCatalog::IdRole).toString();
    const QFontMetrics small(smaller(option.font));
    const int width = qMax(option.fontMetrics.horizontalAdvance(name), small.horizontalAdvance(id));
    return {qMin(width, 420) + 2 * sideMargin, 2 * lineMargin + option.fontMetrics.height() + small.height()};
}

void WorkflowDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    const Colors &colors = colorsOf(option.palette);
    painter->save();
    painter->setLayoutDirection(option.direction);
    const bool marked = option.state & (QStyle::State_Selected | QStyle::State_MouseOver);
    painter->fillRect(option.rect, marked ? colors.selection : colors.base);

    QRect line = option.rect.adjusted(sideMargin, lineMargin, -sideMargin, 0);
    line.setHeight(option.fontMetrics.height());
    painter->setFont(option.font);
    painter->setPen(colors.text);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        fittedText(
            option.fontMetrics, index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, line.width()));

    const QFont small = smaller(option.font);
    const QFontMetrics smallMetrics(small);
    line.translate(0, line.height());
    line.setHeight(smallMetrics.height());
    painter->setFont(small);
    painter->setPen(colors.dim);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        fittedText(
            smallMetrics, index.data(WorkflowCatalog::IdRole).toString(), Qt::ElideMiddle, line.width()));
    painter->restore();
}

} // namespace ui
