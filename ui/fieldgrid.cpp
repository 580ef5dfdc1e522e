// SPDX-License-Identifier: MIT
#include "ui/fieldgrid.h"

#include "app/results/displaytext.h"
#include "app/results/fieldsummary.h"
#include "app/results/fieldtablemodel.h"
#include "ui/celldelegate.h"
#include "ui/copyaction.h"
#include "ui/elidedcombo.h"
#include "ui/elidedlabel.h"
#include "ui/keepinsight.h"
#include "ui/labels.h"
#include "ui/rownumbers.h"
#include "ui/sortcycle.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using results::FieldTableModel;

namespace {
constexpr int widestColumn = 320;
constexpr int narrowestColumn = 64;
constexpr int rowsMeasured = 24; // they say how wide a column is
} // namespace

FieldGrid::FieldGrid(QWidget *parent)
    : QWidget(parent)
    , m_which(new ElidedCombo(this))
    , m_name(plainLabel(u"fieldGridName"_s, u"section"_s, this))
    , m_words(new ElidedLabel(Qt::ElideRight, this))
    , m_view(new QTableView(this))
    , m_noRows(plainLabel(u"fieldGridEmpty"_s, u"empty"_s, this))
    , m_note(new ElidedLabel(Qt::ElideRight, this))
    , m_noteLine(new QHBoxLayout)
    , m_delegate(new CellDelegate(m_view))
    , m_model(new FieldTableModel(this)) {
    setObjectName(u"fieldGrid"_s);
    m_which->setObjectName(u"fieldGridChoice"_s);
    m_which->setAccessibleName(tr("Table on show"));
    m_which->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_which->setMaximumWidth(widestColumn);
    connect(m_which, &QComboBox::activated, this, [this](int row) {
        showTable(m_which->itemData(row).toInt());
        emit tableChosen(place());
    });
    m_name->setWordWrap(false);
    m_words->setObjectName(u"fieldGridWords"_s);
    m_words->setProperty("role", u"dim"_s);
    m_note->setObjectName(u"fieldGridNote"_s);
    m_note->setProperty("role", u"dim"_s);
    m_noRows->setAlignment(Qt::AlignCenter);

    m_view->setObjectName(u"fieldGridView"_s);
    m_view->setAccessibleName(tr("Rows of the table"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setAlternatingRowColors(true);
    m_view->setWordWrap(false);
    m_view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // it may be folded
    m_view->setCornerButtonEnabled(false);
    m_view->setTabKeyNavigation(false); // Tab goes on to the next control, the arrows go through the cells
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setVerticalHeader(new RowNumbers(m_view));
    m_view->verticalHeader()->setMinimumSectionSize(metrics::row);
    m_view->verticalHeader()->setDefaultSectionSize(metrics::row);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = m_view->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(narrowestColumn / 2);
    header->setSortIndicatorClearable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &FieldGrid::sort);
    // After that: the view sorts the model too, which is done by then, and no click selects a column.
    m_view->setSortingEnabled(true);
    m_view->installEventFilter(this);
    new KeepInSight(m_view);
    createActions();
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        updateNote();
        m_view->verticalHeader()->viewport()->update();
        if (!m_quiet)
            emit currentPathChanged(currentPath());
    });

    auto *title = new QHBoxLayout;
    title->setContentsMargins(12, metrics::grid / 2, 12, metrics::grid / 2);
    title->setSpacing(metrics::grid);
    title->addWidget(m_name);
    title->addWidget(m_which);
    title->addWidget(m_words, 1);
    m_noteLine->addWidget(m_note, 1);
    setCramped(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(title);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_noRows, 1);
    layout->addLayout(m_noteLine);
    setTabOrder(m_which, m_view);
}

void FieldGrid::createActions() {
    const auto add = [this](
                         const QString &words, const QString &name, const QKeySequence &keys, bool header) {
        auto *action = new QAction(words, m_view);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, header] { copy(header); });
        m_view->addAction(action);
    };
    add(tr("Copy cells"), u"fieldGridCopy"_s, QKeySequence::Copy, false);
    add(tr("Copy cells with headers"), u"fieldGridCopyHeaders"_s, QKeySequence(u"Ctrl+Alt+C"_s), true);
    addCopyAction(m_view, tr("Copy path"), u"fieldGridCopyPath"_s, QKeySequence(u"Ctrl+Shift+C"_s),
        [](const QModelIndex &index) { return index.data(FieldTableModel::PathRole).toString(); });
    auto *sortBy = new QAction(tr("Sort by this column"), m_view);
    sortBy->setObjectName(u"fieldGridSort"_s);
    connect(sortBy, &QAction::triggered, this, [this] {
        if (m_view->currentIndex().isValid())
            cycleSort(m_view->horizontalHeader(), m_view->currentIndex().column());
    });
    m_view->addAction(sortBy);
}

/// The rows and the columns that have a selected cell; what is not selected between them stays empty, as
/// spreadsheets do it. From the ranges: a hundred thousand cells are one of them.
void FieldGrid::copy(bool header) {
    const QItemSelection ranges = m_view->selectionModel()->selection();
    std::vector<int> rows;
    std::vector<int> columns;
    const auto add = [](std::vector<int> &all, int first, int last) {
        for (int i = first; i <= last; ++i)
            all.push_back(i);
    };
    const auto unique = [](std::vector<int> &all) {
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
    };
    for (const QItemSelectionRange &range : ranges) {
        add(rows, range.top(), range.bottom());
        add(columns, range.left(), range.right());
    }
    unique(rows);
    unique(columns);
    if (rows.empty() && m_view->currentIndex().isValid()) {
        rows.push_back(m_view->currentIndex().row());
        columns.push_back(m_view->currentIndex().column());
    }
    if (rows.empty() || refusesToCopy(qint64(rows.size()) * qint64(columns.size())))
        return;
    QString text;
    if (rows.size() == 1 && columns.size() == 1 && !header)
        text = m_model->index(rows.front(), columns.front()).data(FieldTableModel::TextRole).toString();
    else
        text = m_model->tabSeparated(rows, columns, header);
    QGuiApplication::clipboard()->setText(text);
}

bool FieldGrid::refusesToCopy(qint64 cells) {
    if (cells <= copyLimit)
        return false;
    m_note->setText(
        tr("Not copied: these are %1 cells, and no more than %2 are copied. The Table view exports "
           "them as CSV.")
            .arg(QLocale().toString(cells), QLocale().toString(copyLimit)));
    return true;
}

void FieldGrid::setSet(
    const results::FieldSetPtr &set, std::shared_ptr<const results::FieldSelection> selection) {
    const bool same = set == m_set;
    const int before = same ? place() : -1;
    m_set = set;
    m_selection = std::move(selection);
    m_tables.clear();
    m_which->clear();
    for (const int at : m_selection->fields) {
        const results::Field &field = m_set->fields[at];
        if (!field.isTable || field.isObject)
            continue;
        m_tables.push_back(at);
        const QString name = results::displayLine(field.name, 60);
        m_which->addItem(
            m_set->hasGroups() ? u"%1 · %2"_s.arg(results::groupText(field.group), name) : name, at);
    }
    const bool stays = std::find(m_tables.begin(), m_tables.end(), before) != m_tables.end();
    const int now = stays ? before : m_tables.empty() ? -1 : m_tables.front();
    if (stays)
        keepPlace([&] { m_model->show(m_set, now, {}); });
    else
        m_model->show(m_set, now, {});
    showRows();
}

void FieldGrid::showTable(int wanted) {
    if (wanted == place() || std::find(m_tables.begin(), m_tables.end(), wanted) == m_tables.end())
        return;
    m_model->show(m_set, wanted, {});
    showRows();
}

/// The table that the model has, cut to the rows that are wanted.
void FieldGrid::showRows() {
    const QScopedValueRollback quiet(m_quiet, true);
    const int at = place();
    const auto rows = m_selection->rows.find(at);
    if (rows != m_selection->rows.end())
        keepPlace([&] { m_model->show(m_set, at, rows->second); });
    m_view->horizontalHeader()->setSortIndicator(m_model->sortColumn(), m_model->sortDirection());
    m_which->setCurrentIndex(m_which->findData(at));
    m_which->setVisible(m_tables.size() > 1);
    m_name->setVisible(m_tables.size() == 1);
    fitColumns();
    updateWords();
    if (!m_view->currentIndex().isValid())
        m_view->selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::NoUpdate);
    updateNote();
}

int FieldGrid::place() const {
    return m_model->place();
}

void FieldGrid::updateWords() {
    const results::Field *field = m_model->field();
    if (!field)
        return;
    m_name->setText(results::displayLine(field->name, 60));
    m_view->setAccessibleName(tr("Rows of %1").arg(m_name->text()));
    const QLocale locale;
    QString words = m_model->rowCount() < field->rows.size()
                        ? tr("%1 of %2").arg(locale.toString(m_model->rowCount()), results::tableText(*field))
                        : results::tableText(*field);
    if (m_model->columnCount() > 0)
        words += u" × "_s + results::columnsText(m_model->columnCount());
    if (m_model->hasMoreColumns())
        words += u" · "_s + tr("it has more columns: see Tree");
    m_words->setText(words);
    const bool cells = m_model->rowCount() > 0 && m_model->columnCount() > 0;
    m_view->setVisible(cells);
    m_noRows->setVisible(!cells);
    m_noRows->setText(tr("This table has no rows."));
}

void FieldGrid::updateNote() {
    const QModelIndex current = m_view->currentIndex();
    const QStringList lines =
        current.data(FieldTableModel::NoteRole).toString().split(u'\n', Qt::SkipEmptyParts);
    QStringList parts{m_model->headerData(current.column(), Qt::Horizontal, Qt::DisplayRole).toString()};
    for (const QString &line : lines)
        parts.append(results::displayLine(line, 300));
    parts.removeAll(QString());
    m_note->setText(parts.join(u"  ·  "_s));
}

/// By the first rows: reading all of them would take as long as painting all of them.
void FieldGrid::fitColumns() {
    const QFontMetrics fonts = m_view->fontMetrics();
    const int rows = qMin(rowsMeasured, m_model->rowCount());
    const int numbers =
        fonts.horizontalAdvance(QString::number(m_model->field() ? m_model->field()->rows.size() : 0));
    m_view->verticalHeader()->setFixedWidth(numbers + 24);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const QString name = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        int width = fonts.horizontalAdvance(name) + 36; // with the arrow
        for (int row = 0; row < rows && width < widestColumn; ++row) {
            const QModelIndex cell = m_model->index(row, column);
            const int marks =
                cell.data(FieldTableModel::ConfidenceRole).toDouble() < m_delegate->threshold() ? 34 : 0;
            width = qMax(width, fonts.horizontalAdvance(cell.data().toString().left(60)) + 24 + marks);
        }
        m_view->setColumnWidth(column, qBound(narrowestColumn, width, widestColumn));
    }
}

void FieldGrid::sort(int column, Qt::SortOrder direction) {
    if (column == m_model->sortColumn() && (column < 0 || direction == m_model->sortDirection()))
        return;
    keepPlace([&] { m_model->sort(column, direction); });
}

void FieldGrid::keepPlace(const std::function<void()> &change) {
    const QScopedValueRollback quiet(m_quiet, true);
    const QString path = currentPath();
    const bool selected = m_view->selectionModel()->hasSelection();
    const int column = m_view->currentIndex().column();
    change();
    const QModelIndex cell = path.isEmpty() ? QModelIndex() : m_model->indexOfPath(path);
    const QModelIndex same = cell.isValid() && column >= 0 ? cell.siblingAtColumn(column) : cell;
    if (same.isValid()) {
        m_view->selectionModel()->setCurrentIndex(
            same, selected ? QItemSelectionModel::ClearAndSelect : QItemSelectionModel::NoUpdate);
        m_view->scrollTo(same);
    }
}

QString FieldGrid::currentPath() const {
    return m_view->currentIndex().data(FieldTableModel::PathRole).toString();
}

bool FieldGrid::setCurrentPath(const QString &path) {
    const QModelIndex cell = m_model->indexOfPath(path);
    if (!cell.isValid())
        return false;
    const QScopedValueRollback quiet(m_quiet, true);
    m_view->selectionModel()->setCurrentIndex(cell, QItemSelectionModel::ClearAndSelect);
    m_view->scrollTo(cell);
    updateNote();
    return true;
}

void FieldGrid::setThreshold(double threshold) {
    m_delegate->setThreshold(threshold);
    m_view->viewport()->update();
}

int FieldGrid::heightOfTitle() const {
    return m_which->sizeHint().height() + metrics::grid;
}

void FieldGrid::setCramped(bool cramped) {
    m_note->setVisible(!cramped);
    m_noteLine->setContentsMargins(12, cramped ? 0 : metrics::grid / 2, 12, cramped ? 0 : metrics::grid / 2);
}

int FieldGrid::heightOfRows(int most) const {
    constexpr int around = 32 + 28; // title and note
    const int rows = qMin(m_model->rowCount(), most / metrics::row);
    return qMin(
        most, around + metrics::row * qMax(3, rows + 1) + m_view->horizontalScrollBar()->sizeHint().height());
}

/// Where only the title is seen, a scroll bar would be in the way.
void FieldGrid::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    const bool folded = height() < heightOfTitle() + metrics::row;
    m_view->setHorizontalScrollBarPolicy(folded ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    m_view->setVerticalScrollBarPolicy(folded ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

/// Also where only its title is seen.
void FieldGrid::mousePressEvent(QMouseEvent *) {
    m_view->setFocus(Qt::MouseFocusReason);
}

bool FieldGrid::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_view && event->type() == QEvent::FocusIn)
        emit entered();
    if (watched == m_view && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        emit leaveRequested();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
