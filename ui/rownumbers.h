// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace ui {

/// The numbers of the rows, dim; that of the current row is not. Painted here because style sheets leave them
/// room for a sort arrow that they never have.
class RowNumbers : public QHeaderView {
public:
    explicit RowNumbers(QWidget *parent)
        : QHeaderView(Qt::Vertical, parent) {
        setSectionsClickable(true);
        setHighlightSections(true);
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override {
        const Colors &colors = colorsOf(this);
        const auto *view = qobject_cast<const QTableView *>(parentWidget());
        const bool current = view && view->currentIndex().row() == section;
        painter->save();
        painter->fillRect(rect, colors.window);
        painter->setPen(current ? colors.text : colors.dim);
        painter->drawText(rect.adjusted(0, 0, -metrics::grid, 0), Qt::AlignRight | Qt::AlignVCenter,
            model()->headerData(section, Qt::Vertical).toString());
        painter->restore();
    }
};

} // namespace ui
