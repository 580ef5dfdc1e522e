// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/timeline.h"

#include <QList>
#include <QWidget>

class QLabel;

namespace ui {

class RowTree;
class TimelineModel;

/// What happened to a run, when, and with which answer: a table, the whole words of its current row, and all
/// of it as text on request.
class TimelineView : public QWidget {
    Q_OBJECT

public:
    /// Whole: fills its place and scrolls. Fitted: as high as its rows, for a page that scrolls itself.
    enum class Size { Whole, Fitted };
    explicit TimelineView(Size size, QWidget *parent = nullptr);

    void setEntries(const QList<runs::TimelineEntry> &entries, qint64 nowMs);

private:
    void createActions();
    void fit();
    void updateWords();
    bool eventFilter(QObject *watched, QEvent *event) override;

    Size m_size;
    TimelineModel *m_model;
    RowTree *m_table;
    QLabel *m_words;
    QLabel *m_empty;
    QWidget *m_copyAll;
};

} // namespace ui
