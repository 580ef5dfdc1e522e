// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/candidates.h"
#include "app/runs/run.h"
#include "app/runs/timeline.h"

#include <QList>
#include <QWidget>

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace ui {

class ElidedLabel;
class EndingBox;
class StepsLine;
class TimelineView;

/// "asked 4 s ago, next in 5 s", "asking now…": where the questions about a waiting run stand. Empty for
/// other states.
QString askedText(const runs::Run &run, qint64 nowMs);

/// A run that is on its way, or that ended without a result: how far it is, or what happened, in whose words,
/// and what can be done now.
class ProgressPage : public QWidget {
    Q_OBJECT

public:
    explicit ProgressPage(QWidget *parent = nullptr);

    void showRun(const runs::Run &run);
    /// Of the run on show.
    void setTimeline(const QList<runs::TimelineEntry> &entries);
    /// What the run on show, an unconfirmed one, may be at the service.
    void setSearch(const QList<runs::Candidate> &candidates, bool looking);
    void focusTimeline();
    /// Moves the times that move; nothing else changes its place.
    void tick(qint64 nowMs);

signals:
    void askAgainRequested(qint64 runId);
    void sendAgainRequested(qint64 runId);
    void editRequested(qint64 runId); ///< of a refused run: take its document to where it was submitted from
    void settingsRequested();
    void adoptRequested(qint64 runId, const QString &collectionId);
    void lookAgainRequested(qint64 runId);
    void moreTimeRequested(qint64 runId);

private:
    /// One line of the facts: a caption, a value and, for ids, a copy button.
    struct Fact {
        QLabel *caption = nullptr;
        ElidedLabel *value = nullptr;
        QToolButton *copy = nullptr;
    };

    Fact addFact(QGridLayout *grid, const QString &caption, const QString &name, bool copyable = false);
    QPushButton *addButton(QGridLayout *grid, const QString &words, const QString &name);
    static void setFact(const Fact &fact, const QString &value);
    void showSteps();
    void showUpload();
    void showFacts();
    void updateTimes();
    void updateSymbol();
    void changeEvent(QEvent *event) override;

    QLabel *m_symbol;
    QLabel *m_title;
    QLabel *m_moving;
    StepsLine *m_steps;
    QProgressBar *m_bar;
    QLabel *m_barWords;
    EndingBox *m_ending;
    QScrollArea *m_scroll;
    TimelineView *m_timeline = nullptr;
    QPushButton *m_moreTime = nullptr;
    Fact m_elapsed;
    Fact m_attempts;
    Fact m_word;
    Fact m_deadline;
    Fact m_collection;
    Fact m_http;
    Fact m_request;
    runs::Run m_run;
    qint64 m_now = 0;
};

} // namespace ui
