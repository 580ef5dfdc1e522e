// SPDX-License-Identifier: MIT
#include "ui/treepage.h"

#include "app/results/jsontreemodel.h"
#include "ui/copyaction.h"
#include "ui/labels.h"
#include "ui/rowdelegate.h"
#include "ui/rowtree.h"
#include "ui/theme.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QQueue>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using results::JsonTreeModel;
using results::JsonType;

namespace {

class JsonDelegate : public RowDelegate {
public:
    explicit JsonDelegate(QObject *parent)
        : RowDelegate(metrics::row, JsonTreeModel::TextRole, parent)
        , m_fixed(QFontDatabase::systemFont(QFontDatabase::FixedFont)) {
        m_fixed.setPixelSize(metrics::fontPx);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override {
        RowDelegate::initStyleOption(option, index);
        const auto type = JsonType(index.data(JsonTreeModel::TypeRole).toInt());
        const bool value = index.column() == JsonTreeModel::ValueColumn;
        const bool scalar = type != JsonType::Array && type != JsonType::Object;
        if (value && scalar) {
            option->font = m_fixed;
            option->fontMetrics = QFontMetrics(m_fixed);
        }
        if (index.column() >= JsonTreeModel::CountColumn || (value && (!scalar || type == JsonType::Null))) {
            const QColor dim = colorsOf(option->palette).dim;
            option->palette.setColor(QPalette::Text, dim);
            option->palette.setColor(QPalette::HighlightedText, dim);
        }
    }

private:
    QFont m_fixed;
};

} // namespace

TreePage::TreePage(QWidget *parent)
    : QWidget(parent)
    , m_model(new JsonTreeModel(this))
    , m_view(new RowTree(this))
    , m_expand(new QPushButton(tr("Expand all"), this))
    , m_collapse(new QPushButton(tr("Collapse all"), this))
    , m_note(new QLabel(this)) {
    setObjectName(u"treePage"_s);
    setFocusProxy(m_view);
    m_view->setObjectName(u"treeView"_s);
    m_view->setAccessibleName(tr("Reply as a tree"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new JsonDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformRowHeights(true);
    m_view->setAlternatingRowColors(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->installEventFilter(this);
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(JsonTreeModel::ValueColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(56);
    header->resizeSection(JsonTreeModel::KeyColumn, 240);
    header->resizeSection(JsonTreeModel::CountColumn, 88);
    header->resizeSection(JsonTreeModel::TypeColumn, 84);
    createActions();

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
    layout->addWidget(m_view, 1);
    setTabOrder(m_expand, m_collapse);
    setTabOrder(m_collapse, m_view);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this] { emit currentPathChanged(currentPath()); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &TreePage::fetchVisible);
    connect(m_view->verticalScrollBar(), &QScrollBar::rangeChanged, this, &TreePage::fetchVisible);
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

void TreePage::createActions() {
    addCopyAction(m_view, tr("Copy value"), u"treeCopyValue"_s, QKeySequence::Copy,
        [](const QModelIndex &index) { return index.data(JsonTreeModel::TextRole).toString(); });
    addCopyAction(m_view, tr("Copy key"), u"treeCopyKey"_s, QKeySequence(u"Ctrl+Alt+C"_s),
        [](const QModelIndex &index) {
            return index.siblingAtColumn(JsonTreeModel::KeyColumn).data().toString();
        });
    addCopyAction(m_view, tr("Copy path"), u"treeCopyPath"_s, QKeySequence(u"Ctrl+Shift+C"_s),
        [](const QModelIndex &index) { return index.data(JsonTreeModel::PathRole).toString(); });
    addCopyAction(m_view, tr("Copy as received JSON"), u"treeCopyJson"_s, QKeySequence(u"Ctrl+Shift+J"_s),
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
    return m_view->currentIndex().data(JsonTreeModel::PathRole).toString();
}

bool TreePage::select(const results::JsonWay &way) {
    const QModelIndex index = m_model->indexOfWay(way);
    if (!index.isValid())
        return false;
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    return true;
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
