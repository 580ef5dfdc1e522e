// SPDX-License-Identifier: MIT
#include "ui/tablegrid.h"

#include "app/results/csvwriter.h"
#include "app/results/tablemodel.h"
#include "ui/keepinsight.h"
#include "ui/labels.h"
#include "ui/rowdelegate.h"
#include "ui/rownumbers.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using results::TableModel;

namespace {

constexpr int widestColumn = 320;
constexpr int rowsMeasured = 50;

/// Values that a person has put in place of others are told apart, as they are among the fields.
class TableDelegate : public RowDelegate {
public:
    explicit TableDelegate(QObject *parent)
        : RowDelegate(metrics::row, TableModel::TipRole, parent) {}

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override {
        // A field has more to tell than its value.
        if (event->type() != QEvent::ToolTip || !index.data(TableModel::FieldRole).toBool())
            return RowDelegate::helpEvent(event, view, option, index);
        QToolTip::showText(
            event->globalPos(), plainToolTip(index.data(TableModel::TipRole).toString()), view);
        return true;
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override {
        RowDelegate::initStyleOption(option, index);
        if (index.data(TableModel::OverriddenRole).toBool())
            option->font.setItalic(true);
    }
};

} // namespace

TableGrid::TableGrid(QWidget *parent)
    : QTableView(parent) {
    setItemDelegate(new TableDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalHeader(new RowNumbers(this));
    verticalHeader()->setMinimumSectionSize(metrics::row);
    verticalHeader()->setDefaultSectionSize(metrics::row);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(48);
    new KeepInSight(this);
}

void TableGrid::fitColumns() {
    horizontalHeader()->setMaximumSectionSize(widestColumn);
    horizontalHeader()->setResizeContentsPrecision(rowsMeasured);
    resizeColumnsToContents();
    horizontalHeader()->setMaximumSectionSize(-1);
    // Qt forgets the padding and the arrow of a styled header.
    for (int column = 0; column < model()->columnCount(); ++column) {
        const int width = columnWidth(column);
        setColumnWidth(column, std::min(width + 3 * metrics::grid, std::max(width, widestColumn)));
    }
    verticalHeader()->setFixedWidth(
        fontMetrics().horizontalAdvance(QString::number(model()->rowCount())) + 3 * metrics::grid);
}

void TableGrid::showAllColumns() {
    for (int column = 0; column < model()->columnCount(); ++column)
        setColumnHidden(column, false);
}

QList<int> TableGrid::shownColumns() const {
    QList<int> columns;
    const QHeaderView *header = horizontalHeader();
    for (int visual = 0; visual < model()->columnCount(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns << column;
    }
    return columns;
}

qint64 TableGrid::selectedCells() const {
    const QItemSelection selection = selectionModel()->selection();
    qint64 cells = 0;
    for (const QItemSelectionRange &range : selection)
        cells += qint64(range.height()) * range.width();
    return cells;
}

std::optional<QString> TableGrid::selectedText() const {
    const QItemSelection selection = selectionModel()->selection();
    const qint64 cells = selectedCells();
    if (cells == 0)
        return {};
    if (cells == 1)
        return selection.indexes().first().data(TableModel::TextRole).toString();
    QList<int> rows;
    QList<int> columns;
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows << row;
        for (int column = range.left(); column <= range.right(); ++column)
            columns << column;
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const QList<int> shown = shownColumns();
    results::CsvWriter writer(results::CsvWriter::Format::Tsv);
    for (const int row : std::as_const(rows)) {
        QStringList line;
        for (const int column : shown) {
            if (!columns.contains(column))
                continue;
            const QModelIndex index = model()->index(row, column);
            line << (selection.contains(index) ? index.data(TableModel::TextRole).toString() : QString());
        }
        writer.addLine(line);
    }
    return writer.text();
}

} // namespace ui
