// SPDX-License-Identifier: MIT
#include "ui/jsonview.h"

#include "app/results/jsontreemodel.h"
#include "ui/hitmarks.h"
#include "ui/jsondelegate.h"
#include "ui/keepinsight.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

namespace ui {

using results::JsonTreeModel;

namespace {
constexpr int usualKey = 240;
constexpr int narrowestKey = 120;
constexpr int countWidth = 88;
constexpr int typeWidth = 84;
} // namespace

JsonView::JsonView(const HitMarks &marks, QWidget *parent)
    : RowTree(parent)
    , m_keyWidth(usualKey) {
    setItemDelegate(new JsonDelegate(marks, this));
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    new KeepInSight(this);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &JsonView::fetchVisible);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &JsonView::fetchVisible);
}

void JsonView::setModel(QAbstractItemModel *model) {
    RowTree::setModel(model);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    header()->setSectionResizeMode(JsonTreeModel::ValueColumn, QHeaderView::Stretch);
    header()->setMinimumSectionSize(56);
    header()->resizeSection(JsonTreeModel::KeyColumn, m_keyWidth);
    header()->resizeSection(JsonTreeModel::CountColumn, countWidth);
    header()->resizeSection(JsonTreeModel::TypeColumn, typeWidth);
}

void JsonView::fitColumns(int width) {
    const int before = m_keyWidth;
    m_keyWidth = qBound(narrowestKey, (width - countWidth - typeWidth) / 2, usualKey);
    if (header()->sectionSize(JsonTreeModel::KeyColumn) == before) // not by hand
        header()->resizeSection(JsonTreeModel::KeyColumn, m_keyWidth);
}

/// QTreeView asks only for more of the branch of its very last row; the end of a long array that something
/// follows could never be scrolled to.
void JsonView::fetchVisible() {
    const int bottom = viewport()->height();
    QModelIndex row = indexAt(QPoint(1, 1));
    for (; row.isValid() && visualRect(row).top() < bottom; row = indexBelow(row)) {
        for (QModelIndex at = row; at.isValid(); at = at.parent()) {
            const QModelIndex branch = at.parent();
            if (at.row() + 1 == model()->rowCount(branch) && model()->canFetchMore(branch))
                model()->fetchMore(branch);
        }
    }
}

void JsonView::keyPressEvent(QKeyEvent *event) {
    // QTreeView opens everything below the row, without a bound; that of a keypad is no shortcut.
    if (event->key() == Qt::Key_Asterisk)
        emit expandRequested();
    else
        RowTree::keyPressEvent(event);
}

} // namespace ui
