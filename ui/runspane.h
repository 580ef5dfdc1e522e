// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAbstractItemModel;
class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QStackedWidget;

namespace ui {

class RunDelegate;
class RunsFilter;

/// The list of runs with a filter by name and state. Expects the roles of runs::RunsModel.
///
/// The current run is the one a person chose: it stays current while the filter hides it, and is marked again
/// when it comes back.
class RunsPane : public QWidget {
    Q_OBJECT

public:
    /// `runs` is not owned and must outlive the pane.
    explicit RunsPane(QAbstractItemModel *runs, QWidget *parent = nullptr);

    qint64 currentRun() const { return m_current; } ///< 0 when none
    void setCurrentRun(qint64 id);

    void focusFilter();
    /// Re-reads the clock for the moving times of active rows; the window calls it once a second.
    void tick(qint64 nowMs);

signals:
    void currentRunChanged(qint64 id);
    void stopRequested(qint64 id);
    void cancelRequested(qint64 id);
    void askAgainRequested(qint64 id);
    void removeRequested(qint64 id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildHeader();
    void watchModel();
    void showMenu(const QPoint &at);
    void updateCount();
    void markCurrent();
    QModelIndex indexOf(qint64 id) const;

    QAbstractItemModel *m_runs;
    RunsFilter *m_filter;
    RunDelegate *m_delegate;
    QLabel *m_count;
    QComboBox *m_states;
    QLineEdit *m_text;
    QListView *m_list;
    QLabel *m_empty;
    QStackedWidget *m_stack;
    qint64 m_current = 0;
    bool m_removing = false; ///< the model itself drops a row, not the filter
    bool m_marking = false;  ///< the selection follows m_current, not a person
};

} // namespace ui
