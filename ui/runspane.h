// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/historyorder.h"
#include "ui/rundeeds.h"

#include <QList>
#include <QTimer>
#include <QWidget>

#include <functional>

class QItemSelectionModel;
class QLabel;
class QListView;
class QStackedWidget;

namespace runs {
class RunsModel;
}

namespace ui {

class RunDelegate;
class RunsBar;

/// The list of runs with a search and a choice of states and order. Several can be selected at once, and what
/// can be done with them is in the menu and on keys.
///
/// The current run is the one a person chose: it stays current while the filter hides it, and is marked again
/// when it comes back.
class RunsPane : public QWidget {
    Q_OBJECT

public:
    /// `runs` is not owned and must outlive the pane, which sets its filter.
    explicit RunsPane(runs::RunsModel *runs, QWidget *parent = nullptr);

    qint64 currentRun() const { return m_current; } ///< 0 when none
    void setCurrentRun(qint64 id);
    QList<qint64> selectedRuns() const; ///< oldest first
    /// These are about to be removed: if one is the current run, the next that stays becomes it.
    void leave(const QList<qint64> &ids);

    /// Whether there is an earlier result of a run's document; without it, only two runs can be compared.
    void setEarlierResult(std::function<bool(const runs::Run &run)> exists) {
        m_hasEarlier = std::move(exists);
    }

    /// Of the whole ledger; -1 while nobody knows.
    void setTotal(int runs);
    /// What the runs are sorted by, as OrderButton::nameOf() says it.
    void setOrder(const QString &name);
    void setQueued(int documents);
    void setPaused(bool paused);

    void focusFilter();
    /// Re-reads the clock for the moving times of active rows; the window calls it once a second.
    void tick(qint64 nowMs);

signals:
    void currentRunChanged(qint64 id);
    /// Of runs that it applies to, oldest first; at least one.
    void requested(ui::Deed deed, const QList<qint64> &ids);
    void pauseRequested(bool paused);
    void orderChanged(const QString &name); ///< a person chose another order

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *createEmpty();
    void createKeys();
    void watchModel();
    void watchLeavingRows();
    void takeCurrent(const QModelIndex &current);
    void hideRows(int first, int last);
    void restoreSelection();
    QList<qint64> applicable(Deed deed) const;
    bool isComparable(const QList<qint64> &ids) const;
    void perform(Deed deed);
    void showMenu(const QPoint &at);
    void openMenu(const QPoint &globalPos);
    void updateCount();
    void showSearching(bool searching);
    void markCurrent();
    void focusList();

    runs::RunsModel *m_runs;
    std::function<bool(const runs::Run &run)> m_hasEarlier;
    RunDelegate *m_delegate;
    RunsBar *m_bar;
    QListView *m_list;
    QLabel *m_emptyWords = nullptr;
    QWidget *m_clear = nullptr;
    QStackedWidget *m_stack;
    QTimer m_scroll;      ///< back to the current run, once, after rows came
    QTimer m_patience;    ///< then a search is told of
    QList<qint64> m_kept; ///< selected before a reset
    runs::HistoryOrder m_order;
    int m_total = -1;
    qint64 m_current = 0;
    bool m_currentWasSeen = false; ///< before rows moved
    bool m_listWanted = false;     ///< the keys go to the list when the search is over
    bool m_marking = false;        ///< the selection follows m_current, not a person
};

} // namespace ui
