// SPDX-License-Identifier: MIT
#include "ui/tablepage.h"

#include "app/results/jsonpath.h"
#include "app/results/tablemodel.h"
#include "ui/elidedcombo.h"
#include "ui/searchfield.h"
#include "ui/tablegrid.h"
#include "ui/theme.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QThreadPool>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

using results::TableModel;
using results::TableQuery;

TablePage::TablePage(QWidget *parent)
    : KeysPage(parent)
    , m_model(new TableModel(this))
    , m_view(new TableGrid(this))
    , m_tables(new ElidedCombo(this))
    , m_filter(new SearchField(std::chrono::milliseconds(0), this))
    , m_columns(new QPushButton(tr("Columns"), this))
    , m_columnsMenu(new QMenu(m_columns))
    , m_export(new QPushButton(tr("Export CSV…"), this))
    , m_note(new QLabel(this)) {
    setObjectName(u"tablePage"_s);
    setKeysTo(m_view);
    m_view->setObjectName(u"tableView"_s);
    m_view->setAccessibleName(tr("Rows of the table"));
    m_view->setModel(m_model);
    createActions();

    m_tables->setObjectName(u"tablePicker"_s);
    m_tables->setAccessibleName(tr("Table"));
    m_tables->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_tables->setMinimumContentsLength(14);
    m_filter->setObjectName(u"tableFilter"_s);
    m_filter->setAccessibleName(tr("Show rows with this text"));
    m_filter->setPlaceholderText(tr("Filter rows"));
    m_filter->setMinimumWidth(120);
    m_columns->setObjectName(u"tableColumns"_s);
    m_columns->setAccessibleName(tr("Choose columns"));
    m_columns->setMenu(m_columnsMenu);
    m_columnsMenu->setObjectName(u"tableColumnsMenu"_s);
    m_export->setObjectName(u"tableExport"_s);
    m_export->setAccessibleName(tr("Export as CSV"));
    m_export->setToolTip(tr("Writes the rows and columns on show, in their order"));
    m_note->setObjectName(u"tableNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    setStyleProperty(m_note, "role", u"dim"_s);

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(metrics::grid * 3 / 2, metrics::grid, metrics::grid * 3 / 2, metrics::grid);
    tools->setSpacing(metrics::grid);
    tools->addWidget(m_tables, 3);
    tools->addWidget(m_filter, 2);
    tools->addWidget(m_columns);
    tools->addWidget(m_export);
    auto *noteLine = new QHBoxLayout;
    noteLine->setContentsMargins(metrics::grid * 3 / 2, 0, metrics::grid * 3 / 2, metrics::grid);
    noteLine->addWidget(m_note, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tools);
    layout->addLayout(noteLine);
    layout->addWidget(m_view, 1);
    setTabOrder(m_tables, m_filter);
    setTabOrder(m_filter, m_columns);
    setTabOrder(m_columns, m_export);
    setTabOrder(m_export, m_view);

    connect(m_tables, &QComboBox::activated, this, [this](int number) {
        showTable(number);
        m_chosen = true;
    });
    connect(m_filter, &SearchField::wanted, this, &TablePage::filterEdited);
    connect(m_filter, &SearchField::listRequested, this, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(m_columnsMenu, &QMenu::aboutToShow, this, &TablePage::fillColumnsMenu);
    connect(m_export, &QPushButton::clicked, this, [this] {
        const QString path = m_model->path();
        emit exportRequested(path.mid(path.lastIndexOf(u'.') + 1));
    });
    connect(m_view->horizontalHeader(), &QHeaderView::sectionClicked, this, &TablePage::toggleSort);
    connect(m_model, &TableModel::tableRead, this, &TablePage::tableRead);
    connect(m_model, &TableModel::ordered, this, &TablePage::ordered);
    connect(m_model, &TableModel::columnsInserted, this, &TablePage::showCount);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_quiet)
            emit currentPathChanged(currentPath());
    });
    takeTables({}, false);
}

TablePage::~TablePage() {
    if (m_finding)
        *m_finding = true;
}

void TablePage::createActions() {
    const auto add = [this](const QString &words, const QString &name, const QKeySequence &keys, auto slot) {
        auto *action = new QAction(words, m_view);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        m_view->addAction(action);
    };
    const auto current = [this] {
        return m_view->currentIndex().column();
    };
    add(tr("Copy"), u"tableCopy"_s, QKeySequence::Copy, [this] { copy(); });
    add(tr("Copy path"), u"tableCopyPath"_s, QKeySequence(u"Ctrl+Shift+C"_s), [this] {
        if (!currentPath().isEmpty())
            QGuiApplication::clipboard()->setText(currentPath());
    });
    add(tr("Sort ascending"), u"tableSortUp"_s, QKeySequence(u"Alt+Up"_s),
        [this, current] { sortBy(current(), Qt::AscendingOrder); });
    add(tr("Sort descending"), u"tableSortDown"_s, QKeySequence(u"Alt+Down"_s),
        [this, current] { sortBy(current(), Qt::DescendingOrder); });
    add(tr("As received"), u"tableUnsort"_s, QKeySequence(u"Alt+Home"_s),
        [this] { sortBy(-1, Qt::AscendingOrder); });
    add(tr("Hide column"), u"tableHideColumn"_s, {}, [this, current] { setColumnHidden(current(), true); });
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void TablePage::setDocument(const results::ResultDocumentPtr &document) {
    if (document == m_document)
        return;
    if (m_finding)
        *m_finding = true;
    m_finding.reset();
    m_document = document;
    m_wanted.clear();
    m_isFound = false;
    takeTables({}, false);
    if (isVisible())
        find();
}

void TablePage::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    find();
}

void TablePage::find() {
    if (m_isFound)
        return;
    m_isFound = true;
    if (!m_document)
        return;
    m_note->setText(tr("Looking for tables…"));
    m_finding = std::make_shared<std::atomic_bool>(false);
    QThreadPool::globalInstance()->start(
        [page = QPointer<TablePage>(this), document = m_document, finding = m_finding] {
            bool cut = false;
            const QList<results::FoundTable> tables = results::findTables(*document, *finding, &cut);
            // The application object outlives the pool's work; the page may not.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [page, finding, tables, cut] {
                    if (page && page->m_finding == finding)
                        page->takeTables(tables, cut);
                },
                Qt::QueuedConnection);
        });
}

void TablePage::takeTables(const QList<results::FoundTable> &tables, bool cut) {
    m_found = tables;
    m_cut = cut;
    m_tables->clear();
    for (const results::FoundTable &table : tables)
        addTable(table);
    const bool any = !tables.isEmpty();
    for (QWidget *control : {static_cast<QWidget *>(m_tables), static_cast<QWidget *>(m_filter),
             static_cast<QWidget *>(m_columns), static_cast<QWidget *>(m_export)})
        control->setEnabled(any);
    if (any) {
        showTable(std::max(0, m_wanted.isEmpty() ? 0 : tableOf(m_wanted)));
        return;
    }
    m_model->setTable(nullptr, {}, {});
    m_note->setText(m_document && m_isFound ? tr("The reply holds no list of objects.") : QString());
    emit currentPathChanged({});
}

void TablePage::addTable(const results::FoundTable &table) {
    m_tables->addItem(tr("%1 (%2) in %3")
                          .arg(table.path.mid(table.path.lastIndexOf(u'.') + 1),
                              QLocale().toString(table.rows), table.path));
}

/// The number of the table that has the value, also of one that only now is known; -1 when there is none.
int TablePage::tableOf(const QString &path) {
    const auto known = int(results::tableWith(m_found, path));
    const std::optional<results::FoundTable> around = results::tableAround(*m_document, path);
    if (!around || (known >= 0 && m_found[known].path.size() >= around->path.size()))
        return known;
    m_found.append(*around);
    addTable(*around);
    return int(m_found.size()) - 1;
}

void TablePage::showTable(int number) {
    m_chosen = false;
    m_tables->setCurrentIndex(number);
    {
        const QSignalBlocker blocker(m_filter);
        m_filter->clear();
    }
    m_view->horizontalHeader()->setSortIndicatorShown(false);
    m_note->setText(tr("Reading…"));
    const results::FoundTable &table = m_found[number];
    m_view->showAllColumns();
    m_model->setTable(m_document, table.node, table.path);
}

void TablePage::tableRead() {
    const QScopedValueRollback quiet(m_quiet, !m_chosen);
    m_view->fitColumns();
    m_view->scrollToTop();
    if (m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(0, 0));
    showCount();
    goToWanted();
    if (!m_chosen)
        emit filled();
}

void TablePage::ordered() {
    const int row = m_model->rowOf(m_keptRow);
    if (row >= 0 || m_model->rowCount() > 0) {
        const QModelIndex index = m_model->index(std::max(row, 0), m_keptColumn);
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    }
    showCount();
    goToWanted();
    emit currentPathChanged(currentPath());
}

void TablePage::sortBy(int column, Qt::SortOrder order) {
    m_keptRow = m_model->sourceRow(m_view->currentIndex().row());
    m_keptColumn = std::max(0, m_view->currentIndex().column());
    QHeaderView *header = m_view->horizontalHeader();
    header->setSortIndicatorShown(column >= 0);
    if (column >= 0)
        header->setSortIndicator(column, order);
    m_note->setText(tr("Sorting…"));
    m_model->sort(column, order);
    if (!m_model->isWorking())
        showCount();
}

/// Up, down, as received.
void TablePage::toggleSort(int column) {
    const TableQuery &query = m_model->query();
    if (query.sortColumn != column)
        sortBy(column, Qt::AscendingOrder);
    else if (!query.descending)
        sortBy(column, Qt::DescendingOrder);
    else
        sortBy(-1, Qt::AscendingOrder);
}

void TablePage::filterEdited() {
    m_keptRow = m_model->sourceRow(m_view->currentIndex().row());
    m_keptColumn = std::max(0, m_view->currentIndex().column());
    TableQuery query = m_model->query();
    query.filter = m_filter->text();
    m_model->setQuery(query);
    if (m_model->isWorking())
        m_note->setText(tr("Filtering…"));
}

void TablePage::fillColumnsMenu() {
    m_columnsMenu->clear();
    QAction *all = m_columnsMenu->addAction(tr("Show all"));
    connect(all, &QAction::triggered, this, [this] {
        for (int column = 0; column < m_model->columnCount(); ++column)
            setColumnHidden(column, false);
    });
    m_columnsMenu->addSeparator();
    for (int column = 0; column < m_model->columnCount(); ++column) {
        QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QAction *action = m_columnsMenu->addAction(title.replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(column));
        connect(action, &QAction::toggled, this,
            [this, column](bool checked) { setColumnHidden(column, !checked); });
    }
}

void TablePage::setColumnHidden(int column, bool hidden) {
    if (column < 0 || m_view->isColumnHidden(column) == hidden)
        return;
    if (hidden && m_view->shownColumns().size() == 1)
        return; // without a column there is no way to bring one back by the keyboard
    m_view->setColumnHidden(column, hidden);
    TableQuery query = m_model->query();
    query.hidden.resize(size_t(m_model->columnCount()));
    query.hidden[size_t(column)] = hidden;
    if (hidden && m_view->currentIndex().column() == column)
        m_view->setCurrentIndex(
            m_model->index(m_view->currentIndex().row(), m_view->shownColumns().value(0)));
    m_keptRow = m_model->sourceRow(m_view->currentIndex().row());
    m_keptColumn = std::max(0, m_view->currentIndex().column());
    m_model->setQuery(query);
    showCount();
}

QString TablePage::currentPath() const {
    return m_view->currentIndex().data(TableModel::PathRole).toString();
}

void TablePage::setCurrentPath(const QString &path) {
    m_wanted = path;
    if (m_found.isEmpty() || path.isEmpty())
        return; // there may be some when they have been found
    const int table = tableOf(path);
    if (table < 0)
        m_wanted.clear();
    else if (table != m_tables->currentIndex())
        showTable(table);
    else
        goToWanted();
}

void TablePage::goToWanted() {
    const QString path = m_wanted;
    const QString own = m_model->path();
    if (path.isEmpty() || !m_model->table() || !path.startsWith(own) || m_model->isWorking())
        return;
    m_wanted.clear();
    const auto steps = results::pathSteps(path);
    const auto ownSteps = results::pathSteps(own);
    if (!steps || !ownSteps || steps->size() <= ownSteps->size())
        return;
    const int row = m_model->rowOf((*steps)[ownSteps->size()].index);
    if (row < 0)
        return;
    int column = m_view->currentIndex().column();
    if (steps->size() > ownSteps->size() + 1)
        column = m_model->columnOf((*steps)[ownSteps->size() + 1].key);
    const QModelIndex index = m_model->index(row, std::max(0, column));
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void TablePage::copy() {
    if (const qint64 cells = m_view->selectedCells(); cells > copyLimit) {
        say(tr("Not copied: %1 cells are selected, and no more than %2 are copied. Export them as CSV.")
                .arg(QLocale().toString(cells), QLocale().toString(copyLimit)));
        return;
    }
    if (const std::optional<QString> text = m_view->selectedText())
        QGuiApplication::clipboard()->setText(*text);
}

std::function<std::optional<QByteArray>()> TablePage::csv() const {
    return m_model->csv(m_view->shownColumns());
}

void TablePage::showCount() {
    if (!m_model->table())
        return;
    const qint64 all = m_model->allRows();
    QString words =
        m_model->rowCount() == all
            ? (all == 1 ? tr("1 row") : tr("%1 rows").arg(QLocale().toString(all)))
            : tr("%1 of %2 rows").arg(QLocale().toString(m_model->rowCount()), QLocale().toString(all));
    const qsizetype hidden = m_model->columnCount() - m_view->shownColumns().size();
    if (hidden > 0)
        words += hidden == 1 ? tr(" · 1 column hidden") : tr(" · %1 columns hidden").arg(hidden);
    if (m_model->table()->isCut())
        words += tr(" · only the first %1 columns").arg(results::TableIndex::mostColumns);
    if (m_cut)
        words += tr(" · there may be more tables: select one in Tree");
    m_note->setText(words);
}

void TablePage::say(const QString &words) {
    m_note->setText(words);
}

} // namespace ui
