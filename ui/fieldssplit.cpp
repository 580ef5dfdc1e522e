// SPDX-License-Identifier: MIT
#include "ui/fieldssplit.h"

#include "ui/fieldgrid.h"
#include "ui/fieldsview.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int roomForBoth = 9 * metrics::row; // fields and a table
} // namespace

FieldsSplit::FieldsSplit(QWidget *list, FieldsView *view, FieldGrid *grid, QWidget *parent)
    : QSplitter(Qt::Vertical, parent)
    , m_list(list)
    , m_view(view)
    , m_grid(grid) {
    setObjectName(u"fieldsSplit"_s);
    setChildrenCollapsible(false);
    setHandleWidth(1);
    addWidget(list);
    addWidget(grid);
    list->setMinimumHeight(3 * metrics::row);
    view->installEventFilter(this);
    connect(grid, &FieldGrid::entered, this, [this] { giveRoom(true); });
    connect(this, &QSplitter::splitterMoved, this, [this] { m_byHand = true; });
}

void FieldsSplit::giveRoom(bool toGrid) {
    if (m_roomForGrid == toGrid)
        return;
    m_roomForGrid = toGrid;
    fit();
}

void FieldsSplit::fit() {
    const int height = this->height();
    const bool cramped = height < roomForBoth;
    m_grid->setCramped(cramped);
    m_grid->setMinimumHeight(cramped ? m_grid->heightOfTitle() : 4 * metrics::row);
    if (m_byHand || m_grid->isHidden() || height <= 0)
        return;
    if (cramped) {
        const int fewest = m_view->heightOfRows(m_view->header()->height() + 1 + metrics::row);
        m_list->setMinimumHeight(fewest);
        const int list = m_roomForGrid ? fewest : qMax(fewest, height - m_grid->heightOfTitle());
        return setSizes({list, height - list});
    }
    m_list->setMinimumHeight(3 * metrics::row);
    const int fields = m_view->heightOfRows(height);
    const int table = m_grid->heightOfRows(height);
    const int list = fields + table <= height ? fields : qMax(qMin(fields, height / 2), height - table);
    setSizes({list, height - list});
}

bool FieldsSplit::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_view && event->type() == QEvent::FocusIn)
        giveRoom(false);
    return QSplitter::eventFilter(watched, event);
}

} // namespace ui
