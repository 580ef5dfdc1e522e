// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/candidates.h"

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace ui {

/// What the service lists that an unconfirmed run may be: a person chooses one, or has it looked for again.
class CandidatesBox : public QWidget {
    Q_OBJECT

public:
    explicit CandidatesBox(QWidget *parent = nullptr);

    /// Its buttons, to be laid out beside what else can be done.
    QList<QPushButton *> buttons() const { return {m_adopt, m_look}; }
    /// Shows or hides it with its buttons.
    void setActive(bool active);
    /// The same ones again change nothing: the choice of a person stays.
    void setSearch(const QList<runs::Candidate> &candidates, bool looking, qint64 nowMs);

signals:
    void adoptRequested(const QString &collectionId);
    void lookAgainRequested();

private:
    void showCandidates(qint64 nowMs);
    QString chosen() const;
    void updateButtons();

    QLabel *m_words;
    QTreeWidget *m_list;
    QPushButton *m_adopt;
    QPushButton *m_look;
    QList<runs::Candidate> m_candidates;
    bool m_active = false;
};

} // namespace ui
