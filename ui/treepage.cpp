// SPDX-License-Identifier: MIT
#include "ui/treepage.h"

#include "app/results/jsontreemodel.h"
#include "app/results/matchmodel.h"
#include "app/results/searchrunner.h"
#include "ui/copyaction.h"
#include "ui/jsondelegate.h"
#include "ui/labels.h"
#include "ui/rowtree.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QQueue>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using results::JsonTreeModel;

TreePage::TreePage(QWidget *parent)
    : QWidget(parent)
    , m_model(new JsonTreeModel(this))
    , m_matchModel(new results::MatchModel(*m_model, this))
    , m_views(new QStackedWidget(this))
    , m_view(new RowTree(m_views))
    , m_matches(new RowTree(m_views))
    , m_expand(new QPushButton(tr("Expand all"), this))
    , m_collapse(new QPushButton(tr("Collapse all"), this))
    , m_note(new QLabel(this)) {
    setObjectName(u"treePage"_s);
    setFocusProxy(m_view);
    m_view->setObjectName(u"treeView"_s);
    m_view->setAccessibleName(tr("Reply as a tree"));
    m_view->setModel(m_model);
    prepareView(m_view);
    m_view->installEventFilter(this);
    m_matches->setObjectName(u"matchesView"_s);
    m_matches->setAccessibleName(tr("Matches of the search as a tree"));
    m_matches->setModel(m_matchModel);
    prepareView(m_matches);
    m_views->addWidget(m_view);
    m_views->addWidget(m_matches);

    m_expand->setObjectName(u"treeExpandButton"_s);
    m_expand->setAccessibleName(tr("Expand all"));
    m_expand->setToolTip(tr("Opens at most %1 rows; * opens what is under the selected row")
                             .arg(QLocale().toString(expandLimit)));
    m_collapse->setObjectName(u"treeCollapseButton"_s);
    m_collapse->setAccessibleName(tr("Collapse all"));
    m_note->setObjectName(u"treeNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    setStyleProperty(m_note, "role", u"dim"_s);
    connect(m_expand, &QPushButton::clicked, this, &TreePage::expandAll);
    connect(m_collapse, &QPushButton::clicked, this, &TreePage::collapseAll);

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(metrics::grid * 3 / 2, metrics::grid, metrics::grid * 3 / 2, metrics::grid);
    tools->setSpacing(metrics::grid);
    tools->addWidget(m_expand);
    tools->addWidget(m_collapse);
    tools->addWidget(m_note, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tools);
    layout->addWidget(m_views, 1);
    setTabOrder(m_expand, m_collapse);
    setTabOrder(m_collapse, m_view);

    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &TreePage::fetchVisible);
    connect(m_view->verticalScrollBar(), &QScrollBar::rangeChanged, this, &TreePage::fetchVisible);
}

void TreePage::prepareView(QTreeView *view) {
    view->setItemDelegate(new JsonDelegate(m_marks, view));
    view->setFrameShape(QFrame::NoFrame);
    view->setUniformRowHeights(true);
    view->setAlternatingRowColors(true);
    view->setAllColumnsShowFocus(true);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView *header = view->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(JsonTreeModel::ValueColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(56);
    header->resizeSection(JsonTreeModel::KeyColumn, 240);
    header->resizeSection(JsonTreeModel::CountColumn, 88);
    header->resizeSection(JsonTreeModel::TypeColumn, 84);
    createActions(view);
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this, view] {
        if (view == shownView())
            emit currentPathChanged(currentPath());
    });
}

QTreeView *TreePage::shownView() const {
    return m_views->currentWidget() == m_matches ? m_matches : m_view;
}

/// QTreeView asks only for more of the branch of its very last row; the end of a long array that something
/// follows could never be scrolled to.
void TreePage::fetchVisible() {
    const int bottom = m_view->viewport()->height();
    QModelIndex row = m_view->indexAt(QPoint(1, 1));
    for (; row.isValid() && m_view->visualRect(row).top() < bottom; row = m_view->indexBelow(row)) {
        for (QModelIndex at = row; at.isValid(); at = at.parent()) {
            const QModelIndex branch = at.parent();
            if (at.row() + 1 == m_model->rowCount(branch) && m_model->canFetchMore(branch))
                m_model->fetchMore(branch);
        }
    }
}

void TreePage::createActions(QTreeView *view) {
    addCopyAction(view, tr("Copy value"), u"treeCopyValue"_s, QKeySequence::Copy,
        [](const QModelIndex &index) { return index.data(JsonTreeModel::TextRole).toString(); });
    addCopyAction(
        view, tr("Copy key"), u"treeCopyKey"_s, QKeySequence(u"Ctrl+Alt+C"_s), [](const QModelIndex &index) {
            return index.siblingAtColumn(JsonTreeModel::KeyColumn).data().toString();
        });
    addCopyAction(view, tr("Copy path"), u"treeCopyPath"_s, QKeySequence(u"Ctrl+Shift+C"_s),
        [](const QModelIndex &index) { return index.data(JsonTreeModel::PathRole).toString(); });
    addCopyAction(view, tr("Copy as received JSON"), u"treeCopyJson"_s, QKeySequence(u"Ctrl+Shift+J"_s),
        [](const QModelIndex &index) {
            return QString::fromUtf8(index.data(JsonTreeModel::RawRole).toByteArray());
        });
}

void TreePage::setDocument(const results::ResultDocumentPtr &document) {
    m_note->clear();
    m_model->setDocument(document);
    expandToFields();
    m_view->scrollToTop();
    m_view->setCurrentIndex(m_model->index(0, JsonTreeModel::KeyColumn));
    emit currentPathChanged(currentPath());
}

QString TreePage::currentPath() const {
    return shownView()->currentIndex().data(JsonTreeModel::PathRole).toString();
}

bool TreePage::select(const results::JsonWay &way) {
    QModelIndex index = shownView() == m_matches ? m_matchModel->indexOfWay(way) : QModelIndex();
    if (!index.isValid()) {
        index = m_model->indexOfWay(way);
        if (!index.isValid())
            return false;
        showAll(); // it is none of the matches
    }
    shownView()->setCurrentIndex(index);
    shownView()->scrollTo(index, QAbstractItemView::PositionAtCenter);
    return true;
}

qint64 TreePage::currentOffset() const {
    const QModelIndex index = shownView()->currentIndex();
    return m_model->node(shownView() == m_matches ? m_matchModel->rowOf(index) : index).begin;
}

void TreePage::setSearch(const results::SearchRunner *runner) {
    m_runner = runner;
    m_marks.setSource(runner);
    refreshMarks();
}

void TreePage::refreshMarks() {
    m_marks.setQuery(m_runner ? m_runner->query() : results::SearchQuery());
    shownView()->viewport()->update();
}

void TreePage::showMatches(const results::MatchTreePtr &tree) {
    const bool focused = shownView()->hasFocus();
    m_matchModel->setTree(tree);
    m_views->setCurrentWidget(m_matches);
    setFocusProxy(m_matches);
    if (focused)
        m_matches->setFocus(Qt::OtherFocusReason);
    m_expand->setEnabled(false);
    m_collapse->setEnabled(false);
    expandMatches();
    const qint64 all = m_runner ? m_runner->hits().count() : 0;
    if (!tree)
        m_note->setText(tr("No matches"));
    else if (tree->hits() < all)
        m_note->setText(
            tr("The first %1 of %2 matches").arg(QLocale().toString(tree->hits()), QLocale().toString(all)));
    else
        m_note->clear();
    emit currentPathChanged(currentPath());
}

void TreePage::showAll() {
    if (shownView() == m_view)
        return;
    const bool focused = m_matches->hasFocus();
    const QModelIndex row = m_matchModel->rowOf(m_matches->currentIndex());
    m_views->setCurrentWidget(m_view);
    setFocusProxy(m_view);
    if (focused)
        m_view->setFocus(Qt::OtherFocusReason);
    m_matchModel->setTree(nullptr);
    m_expand->setEnabled(true);
    m_collapse->setEnabled(true);
    m_note->clear();
    if (row.isValid()) {
        m_view->setCurrentIndex(row.siblingAtColumn(JsonTreeModel::KeyColumn));
        m_view->scrollTo(m_view->currentIndex(), QAbstractItemView::PositionAtCenter);
    }
    emit currentPathChanged(currentPath());
}

/// From the top, as far as one Expand all goes.
void TreePage::expandMatches() {
    int opened = 0;
    m_matches->setUpdatesEnabled(false);
    QModelIndex at = m_matchModel->index(0, JsonTreeModel::KeyColumn);
    while (at.isValid() && opened < expandLimit) {
        const int rows = m_matchModel->rowCount(at);
        if (rows > 0 && opened + rows <= expandLimit)
            m_matches->expand(at);
        opened += rows;
        if (rows > 0) {
            at = m_matchModel->index(0, JsonTreeModel::KeyColumn, at);
            continue;
        }
        while (at.isValid() && at.row() + 1 >= m_matchModel->rowCount(at.parent()))
            at = at.parent();
        if (at.isValid())
            at = at.siblingAtRow(at.row() + 1);
    }
    m_matches->setUpdatesEnabled(true);
}

void TreePage::expandAll() {
    expandBounded({});
}

void TreePage::collapseAll() {
    m_note->clear();
    m_view->collapseAll();
}

/// Level by level, so that the cut leaves the deepest rows closed, not the last ones.
void TreePage::expandBounded(const QModelIndex &top) {
    int opened = 0;
    bool cut = false;
    QQueue<QModelIndex> containers;
    containers.enqueue(top);
    m_view->setUpdatesEnabled(false);
    while (!containers.isEmpty()) {
        const QModelIndex parent = containers.dequeue();
        if (m_model->canFetchMore(parent) && m_model->rowCount(parent) == 0)
            m_model->fetchMore(parent);
        const int rows = m_model->rowCount(parent);
        if (parent.isValid() && opened + rows > expandLimit) {
            cut = true;
            continue;
        }
        opened += rows;
        if (parent.isValid())
            m_view->expand(parent);
        for (int row = 0; row < rows; ++row) {
            const QModelIndex child = m_model->index(row, JsonTreeModel::KeyColumn, parent);
            if (m_model->hasChildren(child))
                containers.enqueue(child);
        }
    }
    m_view->setUpdatesEnabled(true);
    m_note->setText(cut ? tr("%1 rows opened; the rest stays closed (limit %2)")
                              .arg(QLocale().toString(opened), QLocale().toString(expandLimit))
                        : QString());
}

/// What a person came for: the way down to the fields.
void TreePage::expandToFields() {
    for (const QString &path : {u"$.extractions"_s, u"$.extractions[0]"_s, u"$.extractions[0].fields"_s}) {
        const QModelIndex index = m_model->indexOfPath(path);
        if (!index.isValid())
            return;
        m_view->expand(index);
    }
}

bool TreePage::eventFilter(QObject *watched, QEvent *event) {
    // QTreeView opens everything below the row, without a bound.
    if (watched == m_view && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Asterisk) {
        if (m_view->currentIndex().isValid())
            expandBounded(m_view->currentIndex().siblingAtColumn(JsonTreeModel::KeyColumn));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
