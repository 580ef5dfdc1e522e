// SPDX-License-Identifier: MIT
#include "ui/treepage.h"

#include "app/results/jsontreemodel.h"
#include "app/results/matchmodel.h"
#include "app/results/searchrunner.h"
#include "ui/jsonview.h"
#include "ui/labels.h"
#include "ui/taborder.h"
#include "ui/theme.h"
#include "ui/treeactions.h"
#include "ui/treeexpansion.h"
#include "ui/valuecopy.h"
#include "ui/valuepane.h"

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using results::JsonTreeModel;

namespace {
constexpr int roomForPane = 360; // below it, the tree alone unless somebody wants both
} // namespace

TreePage::TreePage(QWidget *parent)
    : KeysPage(parent)
    , m_model(new JsonTreeModel(this))
    , m_matchModel(new results::MatchModel(*m_model, this))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_views(new QStackedWidget(m_split))
    , m_view(new JsonView(m_marks, m_views))
    , m_matches(new JsonView(m_marks, m_views))
    , m_expand(new QPushButton(tr("Expand all"), this))
    , m_collapse(new QPushButton(tr("Collapse all"), this))
    , m_note(plainLabel(u"treeNote"_s, u"dim"_s, this))
    , m_paneButton(new QPushButton(tr("Value"), this))
    , m_paneAction(new QAction(tr("&Show the whole value below"), this))
    , m_copy(new ValueCopy(this)) {
    setObjectName(u"treePage"_s);
    setKeysTo(m_view);
    m_paneAction->setObjectName(u"treePaneAction"_s);
    m_paneAction->setShortcut(QKeySequence(Qt::Key_F4));
    m_paneAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_paneAction->setCheckable(true);
    m_paneAction->setChecked(true);
    addAction(m_paneAction);
    connect(m_paneAction, &QAction::toggled, this, &TreePage::showPane);
    connect(m_paneAction, &QAction::triggered, this, [this] { m_paneByHand = true; });

    m_view->setObjectName(u"treeView"_s);
    m_view->setAccessibleName(tr("Reply as a tree"));
    m_view->setModel(m_model);
    prepareView(m_view);
    m_matches->setObjectName(u"matchesView"_s);
    m_matches->setAccessibleName(tr("Matches of the search as a tree"));
    m_matches->setModel(m_matchModel);
    prepareView(m_matches);
    m_views->addWidget(m_view);
    m_views->addWidget(m_matches);
    layOut();

    connect(m_expand, &QPushButton::clicked, this, &TreePage::expandAll);
    connect(m_collapse, &QPushButton::clicked, this, &TreePage::collapseAll);
    connect(m_paneButton, &QPushButton::clicked, m_paneAction, &QAction::trigger);
    connect(m_paneAction, &QAction::toggled, m_paneButton, &QPushButton::setChecked);
    connect(m_copy, &ValueCopy::said, this, &TreePage::say);
}

void TreePage::layOut() {
    m_expand->setObjectName(u"treeExpandButton"_s);
    m_expand->setAccessibleName(tr("Expand all"));
    m_expand->setToolTip(
        tr("Opens at most %1 rows (Ctrl++); * opens what is under the selected row, Alt+1 to Alt+%2 so "
           "many levels of it")
            .arg(QLocale().toString(expandLimit))
            .arg(TreeActions::depths));
    m_collapse->setObjectName(u"treeCollapseButton"_s);
    m_collapse->setAccessibleName(tr("Collapse all"));
    m_collapse->setToolTip(tr("Ctrl+-"));
    m_paneButton->setObjectName(u"treePaneButton"_s);
    m_paneButton->setAccessibleName(tr("Show the whole value of the selected row"));
    m_paneButton->setToolTip(tr("The whole value of the selected row, below the tree (F4)"));
    m_paneButton->setCheckable(true);
    m_paneButton->setChecked(m_paneAction->isChecked());
    m_split->setObjectName(u"treeSplit"_s);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(1);
    m_split->addWidget(m_views);
    m_views->setMinimumHeight(3 * metrics::row);

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(metrics::grid * 3 / 2, metrics::grid, metrics::grid * 3 / 2, metrics::grid);
    tools->setSpacing(metrics::grid);
    tools->addWidget(m_expand);
    tools->addWidget(m_collapse);
    tools->addWidget(m_note, 1);
    tools->addWidget(m_paneButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(tools);
    layout->addWidget(m_split, 1);
    setTabOrder(m_expand, m_collapse);
    setTabOrder(m_collapse, m_paneButton);
    setTabOrder(m_paneButton, m_view);
    setTabOrder(m_view, m_matches);
}

void TreePage::prepareView(JsonView *view) {
    createActions(view);
    connect(view, &JsonView::expandRequested, this,
        [this] { expandBelowRow(anyDepth); }); // only of the whole reply
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this, view] {
        if (view == shownView())
            tellRow();
    });
}

JsonView *TreePage::shownView() const {
    return m_views->currentWidget() == m_matches ? m_matches : m_view;
}

void TreePage::createActions(JsonView *view) {
    auto *actions = new TreeActions(view, m_paneAction);
    const auto put = [this](const QString &text) {
        m_copy->copyText(text);
    };
    const auto copy = [this](ValueCopy::Form form) {
        m_copy->copy(m_model->document(), m_model->node(currentRow()), form);
    };
    connect(actions, &TreeActions::copyValueRequested, this, [copy] { copy(ValueCopy::Form::Text); });
    connect(actions, &TreeActions::copyJsonRequested, this, [copy] { copy(ValueCopy::Form::Json); });
    connect(actions, &TreeActions::copyKeyRequested, this, [this, put] {
        put(currentRow().siblingAtColumn(JsonTreeModel::KeyColumn).data(JsonTreeModel::KeyRole).toString());
    });
    connect(actions, &TreeActions::copyPathRequested, this, [this, put] { put(currentPath()); });
    connect(actions, &TreeActions::copyPointerRequested, this, [this, put] {
        if (m_model->document())
            put(pointerOfWay(*m_model->document(), currentWay()));
    });
    if (view != m_view)
        return;
    actions->addExpansion();
    connect(actions, &TreeActions::expandRequested, this, &TreePage::expandBelowRow);
    connect(actions, &TreeActions::expandAllRequested, this, &TreePage::expandAll);
    connect(actions, &TreeActions::collapseAllRequested, this, &TreePage::collapseAll);
}

void TreePage::setDocument(const results::ResultDocumentPtr &document) {
    m_note->clear();
    m_model->setDocument(document);
    expandToFields();
    m_view->scrollToTop();
    m_view->setCurrentIndex(m_model->index(0, JsonTreeModel::KeyColumn));
    tellRow();
}

void TreePage::tellRow() {
    updatePane();
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
    showRow(index, QAbstractItemView::PositionAtCenter);
    return true;
}

/// Selects it, or the last row above it that can be opened.
void TreePage::showRow(const QModelIndex &row, QAbstractItemView::ScrollHint where) {
    QTreeView &view = *shownView();
    const QModelIndex key = row.siblingAtColumn(JsonTreeModel::KeyColumn);
    const QModelIndex reached = openAbove(view, key);
    view.setCurrentIndex(reached);
    view.scrollTo(reached, where);
    if (reached != key)
        say(tr("It lies deeper than %1 levels, which is as far as the tree opens. Raw shows its place.")
                .arg(QLocale().toString(expandLimit)));
}

QModelIndex TreePage::currentRow() const {
    const QModelIndex index = shownView()->currentIndex();
    return shownView() == m_matches ? m_matchModel->rowOf(index) : index;
}

results::JsonWay TreePage::currentWay() const {
    return m_model->wayOfIndex(currentRow());
}

qint64 TreePage::currentOffset() const {
    return m_model->node(currentRow()).begin;
}

bool TreePage::isPaneOpen() const {
    return m_paneAction->isChecked();
}

void TreePage::setPaneOpen(bool open) {
    m_paneAction->setChecked(open);
}

QByteArray TreePage::paneState() const {
    if (!m_paneByHand && !m_pane)
        return {};
    return QByteArray(!m_paneByHand  ? "auto"
                      : isPaneOpen() ? "open"
                                     : "shut") +
           (m_pane ? m_split->saveState() : m_splitState);
}

void TreePage::restorePane(const QByteArray &state) {
    constexpr qsizetype word = 4;
    const QByteArray kind = state.left(word);
    if (kind != "open" && kind != "shut" && kind != "auto")
        return;
    m_splitState = state.sliced(word);
    if (m_pane)
        m_split->restoreState(m_splitState);
    m_paneByHand = kind != "auto";
    if (m_paneByHand)
        setPaneOpen(kind == "open");
}

/// Nobody waits for it who has never looked at a tree.
void TreePage::makePane() {
    m_pane = new ValuePane(m_split);
    m_split->addWidget(m_pane);
    insertIntoTabOrder(m_matches, m_pane); // which comes after the other tree
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    if (m_splitState.isEmpty() || !m_split->restoreState(m_splitState))
        m_split->setSizes({300, 200});
    connect(m_pane, &ValuePane::copyRequested, this,
        [this] { m_copy->copy(m_model->document(), m_model->node(currentRow()), ValueCopy::Form::Text); });
    connect(m_pane, &ValuePane::savePictureRequested, this, &TreePage::savePictureRequested);
    connect(m_pane, &ValuePane::closeRequested, m_paneAction, &QAction::trigger);
    connect(
        m_pane, &ValuePane::leaveRequested, this, [this] { shownView()->setFocus(Qt::OtherFocusReason); });
}

void TreePage::showPane() {
    if (isPaneOpen() && !m_pane && isVisible())
        makePane();
    if (!m_pane)
        return;
    if (!isPaneOpen() && m_pane->isAncestorOf(focusWidget()))
        shownView()->setFocus(Qt::OtherFocusReason);
    m_pane->setVisible(isPaneOpen());
    updatePane();
    if (isPaneOpen() && isVisible()) { // the row that it is about is not to disappear behind it
        m_split->refresh();
        shownView()->scrollTo(shownView()->currentIndex());
    }
}

void TreePage::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    layout()->activate();
    if (!m_paneByHand && !m_pane)
        setPaneOpen(m_split->height() >= roomForPane);
    showPane();
}

void TreePage::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    for (JsonView *view : {m_view, m_matches})
        view->fitColumns(width());
}

void TreePage::updatePane() {
    if (!m_pane || !isPaneOpen() || !isVisible())
        return;
    const QModelIndex row = currentRow().siblingAtColumn(JsonTreeModel::KeyColumn);
    const bool page = row.data(JsonTreeModel::PageRole).toBool();
    m_pane->showValue(m_model->document(), m_model->node(row), row.data(JsonTreeModel::KeyRole).toString(),
        page
            ? tr("%1 of an array: open them, and select one").arg(row.data(Qt::AccessibleTextRole).toString())
            : QString());
}

void TreePage::say(const QString &words) {
    m_note->setText(words);
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
    const results::JsonWay way = currentWay();
    m_matchModel->setTree(tree);
    m_views->setCurrentWidget(m_matches);
    setKeysTo(m_matches);
    if (focused)
        m_matches->setFocus(Qt::OtherFocusReason);
    m_expand->setEnabled(false);
    m_collapse->setEnabled(false);
    expandFromTop(*m_matches);
    const qint64 all = m_runner ? m_runner->hits().count() : 0;
    if (!tree)
        m_note->setText(tr("No matches"));
    else if (tree->hits() < all)
        m_note->setText(
            tr("The first %1 of %2 matches").arg(QLocale().toString(tree->hits()), QLocale().toString(all)));
    else
        m_note->clear();
    // What was selected stays so where it is a match, or around one.
    if (const QModelIndex same = m_matchModel->indexOfWay(way); same.isValid() && !way.empty()) {
        showRow(same, QAbstractItemView::EnsureVisible);
    }
    tellRow();
}

void TreePage::showAll() {
    if (shownView() == m_view)
        return;
    const bool focused = m_matches->hasFocus();
    const QModelIndex row = m_matchModel->rowOf(m_matches->currentIndex());
    m_views->setCurrentWidget(m_view);
    setKeysTo(m_view);
    if (focused)
        m_view->setFocus(Qt::OtherFocusReason);
    m_matchModel->setTree(nullptr);
    m_expand->setEnabled(true);
    m_collapse->setEnabled(true);
    m_note->clear();
    if (row.isValid()) {
        showRow(row, QAbstractItemView::PositionAtCenter);
    }
    tellRow();
}

void TreePage::expandAll() {
    expand({}, anyDepth);
}

void TreePage::collapseAll() {
    if (shownView() != m_view)
        return;
    m_note->clear();
    m_view->collapseAll();
}

void TreePage::expandBelowRow(int depth) {
    const QModelIndex row = m_view->currentIndex().siblingAtColumn(JsonTreeModel::KeyColumn);
    if (row.isValid() && !m_model->hasChildren(row))
        return say(tr("There is nothing below this row."));
    if (row.isValid())
        expand(row, depth);
}

void TreePage::expand(const QModelIndex &top, int depth) {
    if (shownView() != m_view)
        return;
    const Expansion done = expandBelow(*m_view, top, depth);
    m_note->setText(done.cut ? tr("%1 rows opened; the rest stays closed (limit %2)")
                                   .arg(QLocale().toString(done.rows), QLocale().toString(expandLimit))
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

} // namespace ui
