// SPDX-License-Identifier: MIT
#include "ui/runspane.h"

#include "app/runs/runsmodel.h"
#include "ui/icons.h"
#include "ui/orderbutton.h"
#include "ui/rundelegate.h"
#include "ui/runsbar.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSet>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;
using runs::Run;
using runs::RunsModel;

namespace ui {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 200ms; // a search that takes no longer is not told of

} // namespace

RunsPane::RunsPane(RunsModel *runs, QWidget *parent)
    : QWidget(parent)
    , m_runs(runs)
    , m_delegate(new RunDelegate(this))
    , m_bar(new RunsBar(this))
    , m_list(new QListView(this))
    , m_stack(new QStackedWidget(this)) {
    setObjectName(u"runsPane"_s);

    m_list->setObjectName(u"runsList"_s);
    m_list->setAccessibleName(tr("Runs"));
    m_list->setItemDelegate(m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setMinimumHeight(2 * metrics::row);
    m_list->viewport()->installEventFilter(this);
    m_list->installEventFilter(this);
    watchLeavingRows();
    m_list->setModel(m_runs);

    m_stack->addWidget(m_list);
    m_stack->addWidget(createEmpty());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);

    connect(
        m_bar, &RunsBar::edited, this, [this] { m_listWanted = false; }); // or the rest would go to the list
    connect(m_bar, &RunsBar::filterChanged, m_runs, &RunsModel::setFilter);
    connect(m_bar, &RunsBar::filterChanged, this, [this](const runs::HistoryFilter &filter) {
        if (filter.order == m_order)
            return;
        m_order = filter.order;
        emit orderChanged(OrderButton::nameOf(m_order));
    });
    connect(m_bar, &RunsBar::pauseRequested, this, &RunsPane::pauseRequested);
    connect(m_bar, &RunsBar::listRequested, this, &RunsPane::focusList);
    connect(m_list, &QWidget::customContextMenuRequested, this, &RunsPane::showMenu);
    createKeys();
    watchModel();
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RunsPane::takeCurrent);
    updateCount();
}

QWidget *RunsPane::createEmpty() {
    auto *page = new QWidget(m_stack);
    page->setBackgroundRole(QPalette::Base); // as the list
    page->setAutoFillBackground(true);
    m_emptyWords = new QLabel(page);
    m_emptyWords->setObjectName(u"runsEmpty"_s);
    m_emptyWords->setProperty("role", u"empty"_s);
    m_emptyWords->setTextFormat(Qt::PlainText);
    m_emptyWords->setAlignment(Qt::AlignCenter);
    m_emptyWords->setWordWrap(true);
    auto *clear = new QPushButton(tr("Show all runs"), page);
    clear->setObjectName(u"runsClearFilter"_s);
    clear->setAccessibleName(tr("Show all runs"));
    clear->setProperty("link", true);
    connect(clear, &QPushButton::clicked, this, [this] {
        m_bar->clearFilter();
        focusList();
    });
    m_clear = clear;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(3 * metrics::grid, metrics::grid, 3 * metrics::grid, metrics::grid);
    layout->setSpacing(metrics::grid);
    layout->addStretch(1);
    layout->addWidget(m_emptyWords);
    layout->addWidget(clear, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    return page;
}

void RunsPane::createKeys() {
    // Two deeds may share their keys: each is done to the runs that it applies to.
    QList<QKeyCombination> known;
    for (const DeedKind &kind : deedKinds()) {
        if (known.contains(kind.keys))
            continue;
        known << kind.keys;
        auto *shortcut = new QShortcut(kind.keys, m_list, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, keys = kind.keys] {
            for (const DeedKind &other : deedKinds()) {
                if (other.keys == keys)
                    perform(other.deed);
            }
        });
    }
}

/// Before the list hears of it, and would move to a neighbour.
void RunsPane::watchLeavingRows() {
    connect(m_runs, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex &, int first, int last) {
            if (!m_runs->isForgetting())
                hideRows(first, last);
        });
    connect(m_runs, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_kept = selectedRuns(); });
}

void RunsPane::watchModel() {
    m_scroll.setSingleShot(true);
    m_scroll.setInterval(0);
    connect(&m_scroll, &QTimer::timeout, this, [this] { m_list->scrollTo(m_list->currentIndex()); });
    connect(m_runs, &QAbstractItemModel::rowsAboutToBeInserted, this, [this](const QModelIndex &, int first) {
        // New rows push the current one down, in the end out of sight. A person who scrolled away stays
        // there.
        const QModelIndex current = m_list->currentIndex();
        if (!m_scroll.isActive() && current.isValid() && first <= current.row() &&
            m_list->viewport()->rect().intersects(m_list->visualRect(current)))
            m_scroll.start();
    });
    connect(
        m_runs, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
            const int row = m_current > 0 ? m_runs->indexOf(m_current).row() : -1;
            if (row >= first && row <= last)
                markCurrent();
            updateCount();
        });
    connect(m_runs, &QAbstractItemModel::rowsMoved, this, [this] {
        // Its state is new, and so is its place: the list stays with it.
        if (!m_scroll.isActive() && m_list->currentIndex().isValid() && m_currentWasSeen)
            m_scroll.start();
    });
    connect(m_runs, &QAbstractItemModel::rowsAboutToBeMoved, this, [this] {
        m_currentWasSeen = m_list->viewport()->rect().intersects(m_list->visualRect(m_list->currentIndex()));
    });
    connect(m_runs, &QAbstractItemModel::rowsRemoved, this, [this] {
        QItemSelectionModel *selection = m_list->selectionModel();
        if (selection->currentIndex().isValid() && !selection->hasSelection())
            selection->select(selection->currentIndex(), QItemSelectionModel::Select);
        updateCount();
    });
    connect(m_runs, &RunsModel::forgotten, this, [this](qint64 id) {
        if (id != m_current || id == 0)
            return;
        m_current = 0; // the filter hid it
        emit currentRunChanged(0);
    });
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_bar->setCount(tr("Searching…")); });
    connect(m_runs, &RunsModel::searchingChanged, this, &RunsPane::showSearching);
    connect(m_runs, &QAbstractItemModel::modelReset, this, [this] {
        restoreSelection();
        updateCount();
    });
}

void RunsPane::takeCurrent(const QModelIndex &current) {
    if (m_marking)
        return;
    m_current = current.data(RunsModel::IdRole).toLongLong();
    emit currentRunChanged(m_current);
}

/// The filter takes these rows out of sight. Their neighbour is not opened instead.
void RunsPane::hideRows(int first, int last) {
    QItemSelectionModel *selection = m_list->selectionModel();
    const QModelIndex current = selection->currentIndex();
    if (current.row() < first || current.row() > last)
        return;
    const QScopedValueRollback marking(m_marking, true);
    selection->select(current, QItemSelectionModel::Deselect);
    selection->setCurrentIndex({}, QItemSelectionModel::NoUpdate);
}

void RunsPane::restoreSelection() {
    const QScopedValueRollback marking(m_marking, true);
    QItemSelection kept;
    for (qint64 id : std::as_const(m_kept)) {
        const QModelIndex index = m_runs->indexOf(id);
        if (index.isValid())
            kept.select(index, index);
    }
    m_kept.clear();
    const QModelIndex current = m_current > 0 ? m_runs->indexOf(m_current) : QModelIndex();
    if (current.isValid() && !kept.contains(current))
        kept.select(current, current);
    QItemSelectionModel *selection = m_list->selectionModel();
    selection->select(kept, QItemSelectionModel::ClearAndSelect);
    selection->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    if (current.isValid())
        m_list->scrollTo(current);
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
    const QModelIndex index = m_current > 0 ? m_runs->indexOf(m_current) : QModelIndex();
    const QScopedValueRollback marking(m_marking, true);
    if (!index.isValid()) {
        m_list->selectionModel()->clear();
        return;
    }
    if (index != m_list->currentIndex())
        m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

QList<qint64> RunsPane::selectedRuns() const {
    QList<qint64> ids;
    const QItemSelection selection = m_list->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            ids << m_runs->at(row).id;
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

void RunsPane::leave(const QList<qint64> &ids) {
    const QSet<qint64> leaving(ids.cbegin(), ids.cend());
    if (!leaving.contains(m_current))
        return;
    const int row = m_runs->indexOf(m_current).row(); // -1: hidden
    qint64 next = 0;
    for (int below = row + 1; row >= 0 && next == 0 && below < m_runs->rowCount(); ++below) {
        if (!leaving.contains(m_runs->at(below).id))
            next = m_runs->at(below).id;
    }
    for (int above = row - 1; next == 0 && above >= 0; --above) {
        if (!leaving.contains(m_runs->at(above).id))
            next = m_runs->at(above).id;
    }
    setCurrentRun(next);
}

void RunsPane::focusFilter() {
    m_bar->focusText();
}

void RunsPane::showSearching(bool searching) {
    if (searching) {
        m_patience.start();
        return;
    }
    m_patience.stop();
    updateCount();
    if (std::exchange(m_listWanted, false) && m_bar->isAncestorOf(QApplication::focusWidget()))
        focusList();
}

void RunsPane::focusList() {
    // The rows are those of the search before.
    m_listWanted = m_runs->isSearching();
    if (m_listWanted)
        return;
    if (m_runs->rowCount() == 0)
        return;
    m_list->setFocus(Qt::OtherFocusReason);
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_runs->index(0));
}

bool RunsPane::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_list->viewport() && event->type() == QEvent::Resize)
        QMetaObject::invokeMethod( // once the list has its new size, too
            this, [this] { m_list->scrollTo(m_list->currentIndex()); }, Qt::QueuedConnection);
    if (watched == m_list && event->type() == QEvent::ContextMenu &&
        static_cast<QContextMenuEvent *>(event)->reason() == QContextMenuEvent::Keyboard) {
        openMenu(m_list->viewport()->mapToGlobal(m_list->visualRect(m_list->currentIndex()).center()));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void RunsPane::tick(qint64 nowMs) {
    m_delegate->setNow(nowMs);
    const QRect seen = m_list->viewport()->rect();
    for (QModelIndex index = m_list->indexAt(seen.topLeft());
         index.isValid() && m_list->visualRect(index).intersects(seen);
         index = index.siblingAtRow(index.row() + 1)) {
        if (m_runs->at(index.row()).isActive())
            m_list->update(index);
    }
}

void RunsPane::setTotal(int runs) {
    m_total = runs;
    updateCount();
}

void RunsPane::setOrder(const QString &name) {
    m_order = OrderButton::orderOf(name);
    m_bar->setOrder(m_order);
}

void RunsPane::setQueued(int documents) {
    m_bar->setQueued(documents);
}

void RunsPane::setPaused(bool paused) {
    m_bar->setPaused(paused);
}

void RunsPane::updateCount() {
    const QLocale locale;
    const int rows = m_runs->rowCount();
    const bool open = m_runs->filter().isOpen();
    const bool more = m_runs->canFetchMore({});
    const QString shown = locale.toString(rows) + (more ? u"+"_s : QString());
    if (rows == 0 && (open || m_total == 0))
        m_bar->setCount({});
    else if (open)
        m_bar->setCount(more && m_total >= 0 ? locale.toString(m_total) : shown);
    else if (m_runs->isCut())
        m_bar->setCount(tr("%1 of the newest %2").arg(shown, locale.toString(runs::mostSorted)));
    else
        m_bar->setCount(m_total >= 0 ? tr("%1 of %2").arg(shown, locale.toString(m_total)) : shown);

    const QString text = m_runs->filter().text;
    const QString group = m_bar->groupWords();
    m_emptyWords->setText(open              ? tr("No runs yet.\nWhat you submit appears here.")
                          : text.isEmpty()  ? tr("No run is %1.").arg(group)
                          : group.isEmpty() ? tr("No run contains “%1”.").arg(text)
                                            : tr("No run that is %1 contains “%2”.").arg(group, text));
    m_clear->setVisible(!open);
    m_stack->setCurrentIndex(rows > 0 ? 0 : 1);
}

QList<qint64> RunsPane::applicable(Deed deed) const {
    QList<qint64> ids;
    const QList<qint64> selected = selectedRuns();
    for (qint64 id : selected) {
        if (applies(deed, *m_runs->find(id)))
            ids << id;
    }
    if (deed == Deed::Compare && (ids.size() != selected.size() || !isComparable(ids)))
        return {};
    return ids;
}

bool RunsPane::isComparable(const QList<qint64> &ids) const {
    return ids.size() == 2 || (ids.size() == 1 && m_hasEarlier && m_hasEarlier(*m_runs->find(ids.first())));
}

void RunsPane::perform(Deed deed) {
    const QList<qint64> ids = applicable(deed);
    if (!ids.isEmpty())
        emit requested(deed, ids);
}

void RunsPane::showMenu(const QPoint &at) {
    const QModelIndex index = m_list->indexAt(at);
    if (!index.isValid())
        return;
    if (!m_list->selectionModel()->isSelected(index))
        m_list->setCurrentIndex(index);
    openMenu(m_list->viewport()->mapToGlobal(at));
}

void RunsPane::openMenu(const QPoint &globalPos) {
    const QList<qint64> selected = selectedRuns();
    if (selected.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"runMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const DeedKind &kind : deedKinds()) {
        const QList<qint64> ids = applicable(kind.deed);
        if (ids.isEmpty())
            continue;
        // They may have changed by the time of the click: who does it looks again.
        QAction *action = menu->addAction(icon(QLatin1StringView(kind.symbol)),
            deedText(kind, selected.size() > 1 ? ids.size() : 1), this,
            [this, deed = kind.deed, ids] { emit requested(deed, ids); });
        action->setObjectName(QLatin1StringView(kind.objectName));
        action->setShortcut(kind.keys);
        action->setShortcutContext(Qt::WidgetShortcut); // shown here, and done by the list
    }
    const Run *only = selected.size() == 1 ? m_runs->find(selected.first()) : nullptr;
    if (only && !only->collectionId.isEmpty()) {
        menu->addSeparator();
        menu->addAction(icon(u"copy"_s), tr("C&opy collection id"), this,
                [collection = only->collectionId] { QGuiApplication::clipboard()->setText(collection); })
            ->setObjectName(u"copyCollectionId"_s);
    }
    menu->popup(globalPos);
}

} // namespace ui
