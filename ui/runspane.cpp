// SPDX-License-Identifier: MIT
#include "ui/runspane.h"

#include "app/runs/runsmodel.h"
#include "ui/icons.h"
#include "ui/rundelegate.h"
#include "ui/runsfilter.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunsModel;
using runs::RunState;

namespace ui {

RunsPane::RunsPane(QAbstractItemModel *runs, QWidget *parent)
    : QWidget(parent)
    , m_runs(runs)
    , m_filter(new RunsFilter(this))
    , m_delegate(new RunDelegate(this))
    , m_count(new QLabel(this))
    , m_states(new QComboBox(this))
    , m_text(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_empty(new QLabel(this))
    , m_stack(new QStackedWidget(this)) {
    setObjectName(u"runsPane"_s);

    m_list->setObjectName(u"runsList"_s);
    m_list->setAccessibleName(tr("Runs"));
    m_list->setItemDelegate(m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setMinimumHeight(2 * metrics::row);
    m_list->viewport()->installEventFilter(this);

    m_empty->setObjectName(u"runsEmpty"_s);
    m_empty->setProperty("role", u"empty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(3 * metrics::grid);

    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHeader();
    layout->addWidget(m_stack, 1);

    watchModel();
    updateCount();
}

void RunsPane::buildHeader() {
    auto *title = new QLabel(tr("Runs"), this);
    title->setProperty("role", u"section"_s);
    m_count->setObjectName(u"runsCount"_s);
    m_count->setProperty("role", u"dim"_s);

    m_states->setObjectName(u"runsState"_s);
    m_states->setAccessibleName(tr("Show runs by state"));
    m_states->addItem(tr("All"), int(RunsFilter::Group::All));
    m_states->addItem(tr("Active"), int(RunsFilter::Group::Active));
    m_states->addItem(tr("Ready"), int(RunsFilter::Group::Ready));
    m_states->addItem(tr("Failed"), int(RunsFilter::Group::Failed));
    m_states->addItem(tr("Unconfirmed/Stopped"), int(RunsFilter::Group::Unsettled));
    m_states->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_states, &QComboBox::currentIndexChanged, this, [this] {
        m_filter->setGroup(RunsFilter::Group(m_states->currentData().toInt()));
        updateCount();
    });

    m_text->setObjectName(u"runsFilter"_s);
    m_text->setAccessibleName(tr("Filter runs"));
    m_text->setPlaceholderText(tr("Filter by name, workflow or id"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_text->installEventFilter(this);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        updateCount();
    });

    auto *top = new QHBoxLayout;
    top->setSpacing(metrics::grid);
    top->addWidget(title);
    top->addWidget(m_count);
    top->addStretch(1);
    top->addWidget(m_states);
    auto *header = new QVBoxLayout;
    header->setContentsMargins(12, metrics::grid, 12, metrics::grid);
    header->setSpacing(metrics::grid);
    header->addLayout(top);
    header->addWidget(m_text);
    static_cast<QVBoxLayout *>(layout())->addLayout(header);
    setTabOrder(m_states, m_text);
    setTabOrder(m_text, m_list);
}

void RunsPane::watchModel() {
    // Order matters: the flag is up before the filter passes the removal on, and the hidden row is left
    // before the list would move to its neighbour.
    connect(m_runs, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_removing = true; });
    m_filter->setSourceModel(m_runs);
    connect(m_runs, &QAbstractItemModel::rowsRemoved, this, [this] { m_removing = false; });
    connect(m_filter, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex &, int first, int last) {
            const int row = indexOf(m_current).row();
            if (m_removing || row < first || row > last)
                return;
            const QScopedValueRollback marking(m_marking, true);
            m_list->selectionModel()->clear();
        });

    m_list->setModel(m_filter);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &current) {
            if (m_marking)
                return;
            m_current = current.data(RunsModel::IdRole).toLongLong();
            emit currentRunChanged(m_current);
        });
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, [this] {
        markCurrent();
        updateCount();
    });
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &RunsPane::updateCount);
    connect(m_runs, &QAbstractItemModel::rowsInserted, this, &RunsPane::updateCount);
    connect(m_runs, &QAbstractItemModel::rowsRemoved, this, &RunsPane::updateCount);
    connect(m_filter, &QAbstractItemModel::modelReset, this, [this] {
        markCurrent();
        updateCount();
        const bool gone =
            m_current != 0 &&
            m_runs->match(m_runs->index(0, 0), RunsModel::IdRole, m_current, 1, Qt::MatchExactly).isEmpty();
        if (gone) {
            m_current = 0;
            emit currentRunChanged(0);
        }
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, &RunsPane::showMenu);
}

QModelIndex RunsPane::indexOf(qint64 id) const {
    if (id == 0 || m_filter->rowCount() == 0)
        return {};
    return m_filter->match(m_filter->index(0, 0), RunsModel::IdRole, id, 1, Qt::MatchExactly).value(0);
}

void RunsPane::setCurrentRun(qint64 id) {
    if (id == m_current) {
        m_list->scrollTo(m_list->currentIndex()); // a person may have scrolled away from it
        return;
    }
    m_current = id;
    markCurrent();
    emit currentRunChanged(id);
}

void RunsPane::markCurrent() {
    const QModelIndex index = indexOf(m_current);
    if (index == m_list->currentIndex()) {
        m_list->scrollTo(index); // new rows push it down, in the end out of sight
        return;
    }
    const QScopedValueRollback marking(m_marking, true);
    if (index.isValid()) {
        m_list->setCurrentIndex(index);
        m_list->scrollTo(index);
    } else {
        m_list->selectionModel()->clear();
    }
}

void RunsPane::focusFilter() {
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

bool RunsPane::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_list->viewport() && event->type() == QEvent::Resize)
        QMetaObject::invokeMethod( // once the list has its new size, too
            this, [this] { m_list->scrollTo(m_list->currentIndex()); }, Qt::QueuedConnection);
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_text->text().isEmpty()) {
            m_text->clear();
            return true;
        }
        if (key == Qt::Key_Down && m_stack->currentWidget() == m_list) {
            m_list->setFocus(Qt::OtherFocusReason);
            if (!m_list->currentIndex().isValid())
                m_list->setCurrentIndex(m_filter->index(0, 0));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RunsPane::tick(qint64 nowMs) {
    m_delegate->setNow(nowMs);
    const QRect seen = m_list->viewport()->rect();
    for (QModelIndex index = m_list->indexAt(seen.topLeft());
         index.isValid() && m_list->visualRect(index).intersects(seen);
         index = index.siblingAtRow(index.row() + 1)) {
        if (index.data(RunsModel::RunRole).value<Run>().isActive())
            m_list->update(index);
    }
}

void RunsPane::updateCount() {
    const QLocale locale;
    const int all = m_runs->rowCount();
    const int shown = m_filter->rowCount();
    if (all == 0)
        m_count->clear();
    else if (m_filter->isOpen())
        m_count->setText(locale.toString(all));
    else
        m_count->setText(tr("%1 of %2").arg(locale.toString(shown), locale.toString(all)));
    m_empty->setText(
        all == 0 ? tr("No runs yet.\nWhat you submit appears here.") : tr("No run matches the filter."));
    m_stack->setCurrentWidget(shown > 0 ? static_cast<QWidget *>(m_list) : m_empty);
}

void RunsPane::showMenu(const QPoint &at) {
    const QModelIndex index = m_list->indexAt(at);
    if (!index.isValid())
        return;
    const auto run = index.data(RunsModel::RunRole).value<Run>();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"runMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &name, const QString &symbol, const QString &text, auto action) {
        menu->addAction(icon(symbol), text, this, action)->setObjectName(name);
    };
    const qint64 id = run.id;
    if (run.state == RunState::Queued || run.state == RunState::Uploading)
        add(u"cancelRun"_s, u"cancelled"_s, tr("&Cancel"), [this, id] { emit cancelRequested(id); });
    if (run.state == RunState::Waiting)
        add(u"stopRun"_s, u"stopped"_s, tr("&Stop waiting"), [this, id] { emit stopRequested(id); });
    if (run.state == RunState::Stopped)
        add(u"askAgain"_s, u"refresh"_s, tr("&Ask again"), [this, id] { emit askAgainRequested(id); });
    if (!run.collectionId.isEmpty())
        add(u"copyCollectionId"_s, u"copy"_s, tr("C&opy collection id"),
            [collection = run.collectionId] { QGuiApplication::clipboard()->setText(collection); });
    if (!run.isActive())
        add(u"removeRun"_s, u"remove"_s, tr("&Remove from the list…"),
            [this, id] { emit removeRequested(id); });
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

} // namespace ui
