// SPDX-License-Identifier: MIT
#include "ui/fieldspage.h"

#include "app/results/fieldsmodel.h"
#include "app/results/fieldtablemodel.h"
#include "app/results/jsonpath.h"
#include "ui/copyaction.h"
#include "ui/fieldgrid.h"
#include "ui/fieldsbar.h"
#include "ui/fieldssplit.h"
#include "ui/fieldsview.h"
#include "ui/keepinsight.h"
#include "ui/labels.h"
#include "ui/sortcycle.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QThreadPool>
#include <QVBoxLayout>

#include <numeric>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

using results::FieldQuery;
using results::FieldsModel;

namespace {

/// More values than these are filtered in the background.
constexpr qsizetype manyValues = 20'000;

int kindOf(const QModelIndex &index) {
    return index.data(FieldsModel::KindRole).toInt();
}

/// A hundred thousand values take longer to free than a frame lasts.
void releaseElsewhere(results::FieldSetPtr set) {
    if (set && set->values > manyValues)
        QThreadPool::globalInstance()->start([old = std::move(set)] {});
}

} // namespace

FieldsPage::FieldsPage(QWidget *parent)
    : KeysPage(parent)
    , m_model(new FieldsModel(this))
    , m_pages(new QStackedWidget(this))
    , m_bar(new FieldsBar(this))
    , m_note(plainLabel(u"fieldsNote"_s, u"dim"_s, this))
    , m_list(new QStackedWidget(this))
    , m_view(new FieldsView(m_list))
    , m_grid(new FieldGrid(this))
    , m_split(new FieldsSplit(m_list, m_view, m_grid, this))
    , m_empty(new QWidget(m_pages))
    , m_emptyWords(plainLabel(u"fieldsEmptyWords"_s, u"dim"_s, m_empty))
    , m_showTree(new QPushButton(tr("Show the tree"), m_empty))
    , m_set(std::make_shared<results::FieldSet>()) {
    setObjectName(u"fieldsPage"_s);
    setKeysTo(m_view);
    createView();
    createActions();
    createEmptyPages();
    m_note->setContentsMargins(12, 0, 12, metrics::grid);
    m_note->setText(tr("The service gave confidences from 0 to 1; shown as per cent."));

    auto *fields = new QWidget(m_pages);
    auto *fieldsLayout = new QVBoxLayout(fields);
    fieldsLayout->setContentsMargins(0, 0, 0, 0);
    fieldsLayout->setSpacing(0);
    fieldsLayout->addWidget(m_bar);
    fieldsLayout->addWidget(m_note);
    fieldsLayout->addWidget(m_split, 1);
    m_pages->addWidget(fields);
    m_pages->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages, 1);
    setTabOrder(m_view, m_grid->view());

    connect(m_bar, &FieldsBar::queryChanged, this, &FieldsPage::apply);
    connect(m_bar, &FieldsBar::thresholdChanged, this, [this](int threshold) {
        m_grid->setThreshold(threshold);
        emit thresholdChanged(threshold);
    });
    connect(m_bar, &FieldsBar::listRequested, this, [this] {
        if (m_view->isVisible())
            m_view->setFocus(Qt::OtherFocusReason);
    });
    setReading();
}

void FieldsPage::createView() {
    m_view->setObjectName(u"fieldsView"_s);
    m_view->setAccessibleName(tr("Fields"));
    m_view->setModel(m_model);
    connect(m_view->header(), &QHeaderView::sortIndicatorChanged, this, &FieldsPage::apply);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &FieldsPage::takeRow);
    connect(m_view, &FieldsView::tableEntered, this, &FieldsPage::enterTable);

    new KeepInSight(m_view);

    m_list->setObjectName(u"fieldsList"_s);
    m_list->addWidget(m_view);
    m_grid->hide();
    connect(m_grid, &FieldGrid::currentPathChanged, this, [this] {
        m_inGrid = true;
        emit currentPathChanged(currentPath());
    });
    connect(m_grid, &FieldGrid::tableChosen, this, [this](int place) {
        {
            const QScopedValueRollback quiet(m_quiet, true);
            m_view->setCurrentIndex(m_model->indexOfPath(m_set->fields[place].path));
        }
        m_inGrid = true;
        emit currentPathChanged(currentPath());
    });
    connect(m_grid, &FieldGrid::leaveRequested, this, [this] {
        m_view->setFocus(Qt::OtherFocusReason);
        if (std::exchange(m_inGrid, false))
            emit currentPathChanged(currentPath());
    });
}

void FieldsPage::createEmptyPages() {
    m_emptyWords->setWordWrap(false);
    m_showTree->setObjectName(u"fieldsShowTreeButton"_s);
    m_showTree->setAccessibleName(m_showTree->text());
    connect(m_showTree, &QPushButton::clicked, this, &FieldsPage::treeRequested);
    m_empty->setObjectName(u"fieldsEmpty"_s);

    auto *nothing = new QWidget(m_list);
    nothing->setObjectName(u"fieldsNoMatch"_s);
    auto *words = plainLabel(u"fieldsNoMatchWords"_s, u"dim"_s, nothing);
    words->setWordWrap(false);
    words->setText(tr("No field is like this."));
    auto *clear = new QPushButton(tr("Show all fields"), nothing);
    clear->setObjectName(u"fieldsClearFilter"_s);
    clear->setAccessibleName(clear->text());
    connect(clear, &QPushButton::clicked, this, [this] {
        m_bar->clear();
        m_view->setFocus(Qt::OtherFocusReason);
    });
    m_list->addWidget(nothing);

    const auto lay = [](QWidget *page, QWidget *label, QWidget *button) {
        auto *layout = new QVBoxLayout(page);
        layout->setSpacing(metrics::grid);
        layout->addStretch(2);
        layout->addWidget(label, 0, Qt::AlignHCenter);
        layout->addWidget(button, 0, Qt::AlignHCenter);
        layout->addStretch(3);
    };
    lay(m_empty, m_emptyWords, m_showTree);
    lay(nothing, words, clear);
}

void FieldsPage::createActions() {
    addCopyAction(m_view, tr("Copy value"), u"fieldsCopyValue"_s, QKeySequence::Copy,
        [this](const QModelIndex &index) -> std::optional<QString> {
            const int table = index.data(FieldsModel::TableRole).toInt();
            if (table < 0)
                return index.data(FieldsModel::TextRole).toString();
            // A table as one: for a spreadsheet, as it stands below.
            results::FieldTableModel model;
            model.show(m_set, table, {});
            if (m_grid->refusesToCopy(qint64(model.rowCount()) * model.columnCount()))
                return {};
            std::vector<int> rows(static_cast<size_t>(model.rowCount()));
            std::vector<int> columns(static_cast<size_t>(model.columnCount()));
            std::iota(rows.begin(), rows.end(), 0);
            std::iota(columns.begin(), columns.end(), 0);
            return model.tabSeparated(rows, columns, true);
        });
    addCopyAction(m_view, tr("Copy path"), u"fieldsCopyPath"_s, QKeySequence(u"Ctrl+Shift+C"_s),
        [](const QModelIndex &index) { return index.data(FieldsModel::PathRole).toString(); });
    auto *sortBy = new QMenu(tr("Sort by"), m_view);
    sortBy->setObjectName(u"fieldsSortMenu"_s);
    for (int column = 0; column < FieldsModel::ColumnCount; ++column) {
        const QString name = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        QAction *action =
            sortBy->addAction(name, this, [this, column] { cycleSort(m_view->header(), column); });
        action->setObjectName(u"fieldsSortBy%1"_s.arg(column));
    }
    m_view->addAction(sortBy->menuAction());
}

void FieldsPage::setSet(const results::FieldSetPtr &set) {
    results::FieldSetPtr old = std::exchange(m_set, set);
    m_fresh = true;
    m_bar->setSet(set);
    m_note->setVisible(set->fractions);
    m_bar->setVisible(!set->fields.isEmpty());
    m_emptyWords->setText(tr("This result has no fields: see Tree."));
    m_showTree->show();
    // Something of the new one is on show before it is filtered in the background: all of it.
    m_query = {};
    showSelected(std::make_shared<results::FieldSelection>(selectFields(*set, m_query)));
    m_pages->setCurrentIndex(set->isEmpty() ? 1 : 0);
    apply();
    releaseElsewhere(std::move(old));
}

void FieldsPage::setReading() {
    setSet(std::make_shared<results::FieldSet>());
    m_emptyWords->setText(tr("Reading the result…"));
    m_showTree->hide();
}

void FieldsPage::apply() {
    FieldQuery query = m_bar->query();
    const QHeaderView *header = m_view->header();
    // The orders of a query are those of the columns, after that of the service.
    query.order = FieldQuery::Order(header->sortIndicatorSection() + 1);
    query.direction = query.order == FieldQuery::Service ? Qt::AscendingOrder : header->sortIndicatorOrder();
    if (query == m_query)
        return;
    m_query = query;
    const int generation = ++m_generation;
    if (m_set->values <= manyValues) {
        showSelected(std::make_shared<results::FieldSelection>(selectFields(*m_set, query)));
        return;
    }
    QThreadPool::globalInstance()->start([page = QPointer<FieldsPage>(this), generation, query, set = m_set] {
        const SelectionPtr selection = std::make_shared<results::FieldSelection>(selectFields(*set, query));
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [page, generation, selection] {
                if (page && page->m_generation == generation)
                    page->showSelected(selection);
            },
            Qt::QueuedConnection);
    });
}

/// One reset of the model; what was selected, open and in sight stays so as far as it is still there.
void FieldsPage::showSelected(const SelectionPtr &selection) {
    const bool fresh = std::exchange(m_fresh, false);
    if (fresh)
        ++m_generation;
    const QString path = fresh ? QString() : m_view->currentIndex().data(FieldsModel::PathRole).toString();
    const QString before = currentPath();
    const int scrolled = m_view->verticalScrollBar()->value();
    QStringList opened;
    QStringList closed;
    const auto note = [&](const auto &self, const QModelIndex &parent) -> void {
        for (int row = 0; row < m_model->rowCount(parent); ++row) {
            const QModelIndex at = m_model->index(row, FieldsModel::NameColumn, parent);
            const bool group = kindOf(at) == FieldsModel::GroupKind;
            if (!m_view->isExpanded(at)) {
                if (group)
                    closed.append(at.data().toString());
                continue;
            }
            if (!group)
                opened.append(at.data(FieldsModel::PathRole).toString());
            self(self, at);
        }
    };
    if (!fresh)
        note(note, {});
    {
        const QScopedValueRollback quiet(m_quiet, true);
        m_model->show(m_set, *selection, m_query.grouped);
        expandAsBefore(opened, closed);
        m_view->showColumns(m_set->verified, m_set->hasGroups() && !m_query.grouped);
        if (fresh)
            m_view->fitNames();
        m_grid->setSet(m_set, selection);
        m_grid->setVisible(m_grid->hasTables());
        const bool matched = !selection->fields.empty() || m_set->fields.isEmpty();
        m_list->setCurrentIndex(matched ? 0 : 1);
        QModelIndex current = path.isEmpty() ? QModelIndex() : m_model->indexOfPath(path);
        if (!current.isValid()) // the first field; where there is none, what stands above the fields
            current = m_model->index(
                selection->fields.empty() ? 0 : int(m_set->sections.size()), FieldsModel::NameColumn);
        if (kindOf(current) == FieldsModel::GroupKind)
            current = m_model->index(0, FieldsModel::NameColumn, current);
        m_view->setAutoScroll(!fresh);
        m_view->setCurrentIndex(current);
        m_view->setAutoScroll(true);
        if (fresh) {
            m_view->scrollToTop();
        } else {
            if (current.data(FieldsModel::PathRole).toString() == path)
                m_view->verticalScrollBar()->setValue(scrolled);
            m_view->scrollTo(current);
        }
        m_inGrid = m_inGrid && !fresh && m_grid->hasTables();
    }
    m_bar->setShown(qsizetype(selection->fields.size()));
    if (fresh)
        m_split->fit();
    if (fresh)
        emit filled();
    else if (currentPath() != before)
        emit currentPathChanged(currentPath());
}

/// Groups and objects are open unless they were closed; quotes open one by one.
void FieldsPage::expandAsBefore(const QStringList &opened, const QStringList &closed) {
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex top = m_model->index(row, FieldsModel::NameColumn);
        if (kindOf(top) != FieldsModel::GroupKind)
            continue;
        m_view->setFirstColumnSpanned(row, {}, true);
        m_view->setExpanded(top, !closed.contains(top.data().toString()));
    }
    for (const QString &path : opened) {
        const QModelIndex index = m_model->indexOfPath(path);
        if (index.data(FieldsModel::PathRole).toString() == path)
            m_view->expand(index);
    }
}

void FieldsPage::takeRow() {
    if (m_quiet)
        return;
    m_inGrid = false;
    const int table = m_view->currentIndex().data(FieldsModel::TableRole).toInt();
    if (m_view->currentIndex().isValid() && table >= 0)
        m_grid->showTable(table);
    emit currentPathChanged(currentPath());
}

void FieldsPage::enterTable() {
    m_grid->showTable(m_view->currentIndex().data(FieldsModel::TableRole).toInt());
    m_grid->view()->setFocus(Qt::OtherFocusReason);
    m_inGrid = !m_grid->currentPath().isEmpty();
    emit currentPathChanged(currentPath());
}

QString FieldsPage::currentPath() const {
    return m_inGrid ? m_grid->currentPath() : m_view->currentIndex().data(FieldsModel::PathRole).toString();
}

bool FieldsPage::setCurrentPath(const QString &path) {
    const QModelIndex index = m_model->indexOfPath(path);
    if (!index.isValid())
        return false;
    const QScopedValueRollback quiet(m_quiet, true);
    const int table = index.data(FieldsModel::TableRole).toInt();
    bool inGrid = false;
    if (table >= 0) {
        const int before = m_grid->place();
        m_grid->showTable(table);
        inGrid = m_grid->setCurrentPath(path);
        // A row that is filtered out is not on show.
        if (!inGrid &&
            results::pathSteps(path)->size() > results::pathSteps(m_set->fields[table].path)->size()) {
            m_grid->showTable(before);
            return false;
        }
    }
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
    m_inGrid = inGrid;
    return true;
}

int FieldsPage::threshold() const {
    return m_bar->threshold();
}

void FieldsPage::setThreshold(int threshold) {
    m_bar->setThreshold(threshold);
    m_grid->setThreshold(threshold);
}

void FieldsPage::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    layout()->activate();
    m_split->fit();
}

} // namespace ui
