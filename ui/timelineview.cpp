// SPDX-License-Identifier: MIT
#include "ui/timelineview.h"

#include "ui/copyaction.h"
#include "ui/icons.h"
#include "ui/keepinsight.h"
#include "ui/labels.h"
#include "ui/rowdelegate.h"
#include "ui/rowtree.h"
#include "ui/theme.h"
#include "ui/timelinemodel.h"
#include "ui/timelinetext.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int mostFitted = 12; // rows; more scroll
constexpr int narrow = 560;    // below this width the ids and durations stay in the words of the row
} // namespace

TimelineView::TimelineView(Size size, QWidget *parent)
    : QWidget(parent)
    , m_size(size)
    , m_model(new TimelineModel(this))
    , m_table(new RowTree(this))
    , m_words(plainLabel(u"timelineWords"_s, u"dim"_s, this))
    , m_empty(plainLabel(u"timelineEmpty"_s, u"dim"_s, this)) {
    setObjectName(u"timeline"_s);
    setFocusProxy(m_table);
    m_table->setObjectName(u"timelineTable"_s);
    m_table->setAccessibleName(tr("Timeline"));
    m_table->setModel(m_model);
    new KeepInSight(m_table);
    m_table->setRootIsDecorated(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setItemDelegate(new RowDelegate(metrics::row, TimelineModel::FullTextRole, m_table));
    m_table->viewport()->installEventFilter(this);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(TimelineModel::EventColumn, QHeaderView::Stretch);
    header->resizeSection(TimelineModel::TimeColumn, 84);
    header->resizeSection(TimelineModel::StatusColumn, 68);
    header->resizeSection(TimelineModel::DurationColumn, 72);
    header->resizeSection(TimelineModel::RequestColumn, 150);
    createActions();

    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_empty->setText(tr("Nothing has happened yet."));
    auto *copyAll = new QPushButton(icon(u"copy"_s), tr("Copy all"), this);
    copyAll->setObjectName(u"timelineCopyAll"_s);
    copyAll->setAccessibleName(tr("Copy the whole timeline"));
    connect(copyAll, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(timelineAsText(m_model->entries())); });
    m_copyAll = copyAll;
    setTabOrder(m_table, copyAll);

    auto *below = new QHBoxLayout;
    below->setContentsMargins(size == Size::Whole ? metrics::grid * 2 : 0, metrics::grid,
        size == Size::Whole ? metrics::grid * 3 / 2 : 0, metrics::grid);
    below->setSpacing(metrics::grid * 2);
    below->addWidget(m_words, 1, Qt::AlignTop);
    below->addWidget(m_empty, 1, Qt::AlignTop);
    below->addWidget(copyAll, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, size == Size::Whole ? 1 : 0);
    layout->addLayout(below);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TimelineView::updateWords);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TimelineView::updateWords);
    setEntries({}, 0);
}

void TimelineView::createActions() {
    addCopyAction(m_table, tr("Copy line"), u"timelineCopyLine"_s, QKeySequence::Copy,
        [this](const QModelIndex &index) { return entryAsText(m_model->entries().at(index.row())); });
    addCopyAction(m_table, tr("Copy request id"), u"timelineCopyRequest"_s, QKeySequence(u"Ctrl+Shift+C"_s),
        [this](const QModelIndex &index) { return m_model->entries().at(index.row()).requestId; });
}

void TimelineView::setEntries(const QList<runs::TimelineEntry> &entries, qint64 nowMs) {
    m_model->setEntries(entries, nowMs);
    m_table->setVisible(!entries.isEmpty());
    m_words->setVisible(!entries.isEmpty());
    m_copyAll->setVisible(!entries.isEmpty());
    m_empty->setVisible(entries.isEmpty());
    updateWords();
    fit();
}

/// The newest line says where the run stands; any other is said when a person goes there.
void TimelineView::updateWords() {
    const QList<runs::TimelineEntry> &entries = m_model->entries();
    const int row = m_table->currentIndex().row();
    if (entries.isEmpty())
        m_words->clear();
    else
        m_words->setText(entryAsText(row >= 0 ? entries.at(row) : entries.last()));
}

void TimelineView::fit() {
    QHeaderView *header = m_table->header();
    const bool wide = m_table->viewport()->width() >= narrow;
    header->setSectionHidden(TimelineModel::RequestColumn, !wide);
    header->setSectionHidden(
        TimelineModel::DurationColumn, !wide && m_table->viewport()->width() < narrow - 150);
    if (m_size == Size::Fitted)
        m_table->setFixedHeight(
            header->sizeHint().height() + qMin(m_model->rowCount(), mostFitted) * metrics::row);
}

bool TimelineView::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &TimelineView::fit, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
