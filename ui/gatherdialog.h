// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/folderwalk.h"
#include "app/runs/gathering.h"
#include "app/runs/intake.h"

#include <QDialog>
#include <QSet>
#include <QTimer>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace ui {

/// Shows what is in the folders that a person wants to add, while it is being counted and before it is added:
/// how many files of which kind, what is not taken and why. Kinds can be left out. Values in; the walk is
/// somebody else's.
class GatherDialog : public QDialog {
    Q_OBJECT

public:
    /// `paths`: what was dropped, pasted or chosen.
    explicit GatherDialog(const QStringList &paths, QWidget *parent = nullptr);
    /// More paths whose files will be added here as well.
    void extend(const QStringList &paths);
    void add(const QList<runs::IntakeItem> &items);
    /// Nothing more will come of one extend() (or the constructor).
    void finish(const runs::WalkReport &report);

signals:
    /// A person wants these.
    void taken(const QList<runs::IntakeItem> &items);

private:
    void refresh();
    void refreshKinds();
    void refreshLeftOver();
    void setLine(QTreeWidgetItem *item, const QString &words, const QString &detail);
    void take();

    runs::Gathering m_gathering;
    runs::WalkReport m_report; ///< of all that ended
    int m_walks = 1;           ///< under way
    QStringList m_paths;
    QSet<QString> m_leftOut;
    QSet<QString> m_decided; ///< kinds that a person or the default has set
    QTimer m_refresh;
    bool m_filling = false;

    QLabel *m_headline;
    QLabel *m_progress;
    QTreeWidget *m_list;
    QTreeWidgetItem *m_refused = nullptr;
    QPushButton *m_add;
};

} // namespace ui
