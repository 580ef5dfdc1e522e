// SPDX-License-Identifier: MIT
#include "ui/fieldspage.h"

#include "app/results/fieldsmodel.h"
#include "ui/confidencedelegate.h"
#include "ui/copyaction.h"
#include "ui/labels.h"
#include "ui/rowdelegate.h"
#include "ui/rowtree.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

using results::FieldsModel;

namespace {

int kindOf(const QModelIndex &index) {
    return index.data(FieldsModel::KindRole).toInt();
}

/// A quote has the width of the name and the value for itself: it is painted over both, and so not in the
/// cell.
class FieldsView : public RowTree {
public:
    using RowTree::RowTree;

protected:
    void drawRow(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        RowTree::drawRow(painter, option, index);
        if (kindOf(index) != FieldsModel::EvidenceKind)
            return;
        const QModelIndex name = index.siblingAtColumn(FieldsModel::NameColumn);
        const QRect rect =
            visualRect(name).united(visualRect(index.siblingAtColumn(FieldsModel::ValueColumn)));
        QFont italic = font();
        italic.setItalic(true);
        painter->save();
        painter->setFont(italic);
        painter->setPen(colorsOf(this).dim);
        const QRect text = rect.adjusted(6, 0, -metrics::grid, 0);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            QFontMetrics(italic).elidedText(
                name.data().toString().simplified(), Qt::ElideRight, text.width()));
        painter->restore();
    }
};

class FieldDelegate : public RowDelegate {
public:
    explicit FieldDelegate(QObject *parent)
        : RowDelegate(metrics::row, FieldsModel::TextRole, parent) {}

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override {
        RowDelegate::initStyleOption(option, index);
        const int kind = kindOf(index);
        const bool name = index.column() == FieldsModel::NameColumn;
        if (kind == FieldsModel::GroupKind)
            option->font.setWeight(QFont::DemiBold);
        if (kind == FieldsModel::EvidenceKind && index.column() <= FieldsModel::ValueColumn)
            option->text.clear();
        if (index.column() == FieldsModel::ValueColumn && index.data(FieldsModel::NullRole).toBool())
            option->text = FieldsPage::tr("not found");
        const bool dim =
            (name && kind == FieldsModel::RowKind) ||
            (index.column() == FieldsModel::ValueColumn && index.data(FieldsModel::NullRole).toBool()) ||
            kind == FieldsModel::EvidenceKind;
        if (dim) {
            const QColor color = colorsOf(option->palette).dim;
            option->palette.setColor(QPalette::Text, color);
            option->palette.setColor(QPalette::HighlightedText, color);
        }
    }
};

} // namespace

FieldsPage::FieldsPage(QWidget *parent)
    : QWidget(parent)
    , m_model(new FieldsModel(this))
    , m_view(new FieldsView(this))
    , m_empty(new QWidget(this))
    , m_emptyWords(plainLabel(u"fieldsEmptyWords"_s, u"dim"_s, m_empty))
    , m_showTree(new QPushButton(tr("Show the tree"), m_empty)) {
    setObjectName(u"fieldsPage"_s);
    setFocusProxy(m_view);
    m_view->setObjectName(u"fieldsView"_s);
    m_view->setAccessibleName(tr("Fields"));
    m_view->setModel(m_model);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformRowHeights(true);
    m_view->setAlternatingRowColors(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setItemDelegate(new FieldDelegate(m_view));
    auto *confidence = new ConfidenceDelegate(metrics::row, FieldsModel::ConfidenceRole, m_view);
    m_view->setItemDelegateForColumn(FieldsModel::ConfidenceColumn, confidence);
    QHeaderView *header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(FieldsModel::ValueColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(56);
    header->resizeSection(FieldsModel::NameColumn, 190);
    header->resizeSection(FieldsModel::ConfidenceColumn, 124);
    header->resizeSection(FieldsModel::PageColumn, 64);
    createActions();

    m_emptyWords->setWordWrap(false);
    m_showTree->setObjectName(u"fieldsShowTreeButton"_s);
    m_showTree->setAccessibleName(m_showTree->text());
    connect(m_showTree, &QPushButton::clicked, this, &FieldsPage::treeRequested);
    auto *emptyLayout = new QVBoxLayout(m_empty);
    emptyLayout->setSpacing(metrics::grid);
    emptyLayout->addStretch(2);
    emptyLayout->addWidget(m_emptyWords, 0, Qt::AlignHCenter);
    emptyLayout->addWidget(m_showTree, 0, Qt::AlignHCenter);
    emptyLayout->addStretch(3);
    m_empty->setObjectName(u"fieldsEmpty"_s);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_empty, 1);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this] { emit currentPathChanged(currentPath()); });
    setReading();
}

void FieldsPage::createActions() {
    addCopyAction(m_view, tr("Copy value"), u"fieldsCopyValue"_s, QKeySequence::Copy,
        [](const QModelIndex &index) { return index.data(FieldsModel::TextRole).toString(); });
    addCopyAction(m_view, tr("Copy path"), u"fieldsCopyPath"_s, QKeySequence(u"Ctrl+Shift+C"_s),
        [](const QModelIndex &index) { return index.data(FieldsModel::PathRole).toString(); });
}

void FieldsPage::setFields(const QList<results::Field> &fields) {
    m_model->setFields(fields);
    m_view->setVisible(!fields.isEmpty());
    m_empty->setVisible(fields.isEmpty());
    m_emptyWords->setText(tr("This result has no fields: see Tree."));
    m_showTree->show();
    expandWhatIsShort();
    fitNames();
    m_view->scrollToTop();
    m_view->setCurrentIndex(m_model->index(0, FieldsModel::NameColumn));
    emit currentPathChanged(currentPath());
}

void FieldsPage::setReading() {
    setFields({});
    m_emptyWords->setText(tr("Reading the result…"));
    m_showTree->hide();
}

QString FieldsPage::currentPath() const {
    return m_view->currentIndex().data(FieldsModel::PathRole).toString();
}

/// As wide as the names of the fields need, within reason: the value is what people came for.
void FieldsPage::fitNames() {
    int width = 150;
    for (const results::Field &field : m_model->fields())
        width = qMax(
            width, m_view->fontMetrics().horizontalAdvance(field.name.left(60)) + 2 * m_view->indentation());
    m_view->header()->resizeSection(FieldsModel::NameColumn, qMin(width, 280));
}

/// Groups are open; tables too where all of it stays on about one screen. Quotes open one by one.
void FieldsPage::expandWhatIsShort() {
    constexpr int screenful = 24;
    QList<QModelIndex> tables;
    int rows = 0;
    const auto visit = [&](const auto &self, const QModelIndex &parent) -> void {
        for (int row = 0; row < m_model->rowCount(parent); ++row, ++rows) {
            const QModelIndex index = m_model->index(row, FieldsModel::NameColumn, parent);
            if (kindOf(index) == FieldsModel::GroupKind) {
                m_view->setFirstColumnSpanned(row, parent, true);
                m_view->expand(index);
                self(self, index);
            } else if (kindOf(m_model->index(0, 0, index)) == FieldsModel::RowKind && index.isValid() &&
                       m_model->hasChildren(index)) {
                tables += index;
                rows += m_model->rowCount(index);
            }
        }
    };
    visit(visit, {});
    if (rows > screenful)
        return;
    for (const QModelIndex &table : std::as_const(tables))
        m_view->expand(table);
}

} // namespace ui
