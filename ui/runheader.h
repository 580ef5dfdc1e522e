// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"

#include <QWidget>

#include <optional>

class QAction;
class QMenu;
class QPushButton;
class QToolButton;

namespace ui {

class ElidedLabel;
class StatePill;

/// Which run this is and where it stands, and what can be done with it while it is on its way or ready. What
/// can be done about a run that ended badly stands beside the reason, on the progress page.
class RunHeader : public QWidget {
    Q_OBJECT

public:
    explicit RunHeader(QWidget *parent = nullptr);

    void showRun(const runs::Run &run);
    /// The run whose document this one submits again; nothing to hide it.
    void setLinkedRun(const std::optional<runs::Run> &run);

signals:
    void stopRequested(qint64 runId);
    void askNowRequested(qint64 runId);
    void cancelRequested(qint64 runId);
    void sendAgainRequested(qint64 runId);
    void saveRequested(qint64 runId);
    void deleteAtServiceRequested(qint64 runId);
    void runRequested(qint64 runId); ///< to be shown

private:
    void createMenu();
    QPushButton *createButton(const QString &words, const QString &name, void (RunHeader::*signal)(qint64));
    static QString subtitle(const runs::Run &run);

    ElidedLabel *m_name;
    StatePill *m_pill;
    ElidedLabel *m_subtitle;
    QPushButton *m_cancel;
    QPushButton *m_askNow;
    QPushButton *m_stop;
    QPushButton *m_save;
    QToolButton *m_more;
    QMenu *m_menu;
    QAction *m_copyCollection;
    QAction *m_copyRequest;
    QAction *m_sendAgain;
    QAction *m_deleteThere;
    QPushButton *m_linked;
    runs::Run m_run;
    qint64 m_linkedRun = 0;
};

} // namespace ui
