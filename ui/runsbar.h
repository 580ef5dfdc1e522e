// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/historyfilter.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace ui {

class ElidedLabel;
class OrderButton;
class SearchField;

/// What stands over the list of runs: how many there are, which of them are shown and in which order, and
/// whether the queue is paused. Values in, signals out.
class RunsBar : public QWidget {
    Q_OBJECT

public:
    explicit RunsBar(QWidget *parent = nullptr);

    const runs::HistoryFilter &filter() const { return m_filter; }
    QString groupWords() const; ///< of the chosen group of states, for a sentence: "ready"; empty for all
    void clearFilter();
    void focusText();

    /// As if a person had chosen it.
    void setOrder(runs::HistoryOrder order);
    void setCount(const QString &words);
    void setPaused(bool paused);
    /// How many documents wait here to be sent; told while the queue is paused.
    void setQueued(int documents);

signals:
    void edited(); ///< other words or choices, before they count; words with each letter
    /// Not while a person types, but as soon as they pause for a moment.
    void filterChanged(const runs::HistoryFilter &filter);
    void pauseRequested(bool paused);
    void listRequested(); ///< the keys shall go to the list

private:
    void createPausedLine();
    void updatePaused();
    void tell();

    ElidedLabel *m_count;
    QToolButton *m_pause;
    QComboBox *m_states;
    SearchField *m_text;
    OrderButton *m_order;
    QWidget *m_pausedLine;
    ElidedLabel *m_pausedWords;
    runs::HistoryFilter m_filter;
    bool m_paused = false;
    int m_queued = 0;
};

} // namespace ui
