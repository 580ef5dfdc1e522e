// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/candidates.h"
#include "app/runs/run.h"

#include <QList>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class CandidatesBox;

/// Why a run is where it is, in whose words, and what can be done about it now. Hidden when there is nothing
/// to say.
class EndingBox : public QWidget {
    Q_OBJECT

public:
    explicit EndingBox(QWidget *parent = nullptr);

    void showRun(const runs::Run &run);
    /// What an unconfirmed run may be at the service.
    void setSearch(const QList<runs::Candidate> &candidates, bool looking, qint64 nowMs);

signals:
    void askAgainRequested(qint64 runId);
    void sendAgainRequested(qint64 runId);
    void editRequested(qint64 runId);
    void settingsRequested();
    void adoptRequested(qint64 runId, const QString &collectionId);
    void lookAgainRequested(qint64 runId);

private:
    QPushButton *createButton(const QString &words, const QString &name);
    void fitDetail();
    bool eventFilter(QObject *watched, QEvent *event) override;

    QLabel *m_message;
    QLabel *m_detailCaption;
    QPlainTextEdit *m_detail;
    QLabel *m_remedy;
    CandidatesBox *m_candidates;
    QPushButton *m_askAgain;
    QPushButton *m_edit;
    QPushButton *m_sendAgain;
    QPushButton *m_settings;
    runs::Run m_run;
};

} // namespace ui
