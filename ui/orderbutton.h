// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/historyorder.h"

#include <QToolButton>

class QActionGroup;

namespace ui {

/// What the runs are sorted by: a small button that says it, with a menu of the choices.
class OrderButton : public QToolButton {
    Q_OBJECT

public:
    explicit OrderButton(QWidget *parent = nullptr);

    runs::HistoryOrder order() const { return m_order; }
    /// Tells of it when it is another one.
    void setOrder(runs::HistoryOrder order);

    /// For keeping: "newest", "name", "name-backwards"…
    static QString nameOf(runs::HistoryOrder order);
    /// The newest first, where the name is none.
    static runs::HistoryOrder orderOf(const QString &name);

signals:
    void orderChanged(runs::HistoryOrder order);

private:
    void adopt(runs::HistoryOrder order);

    QActionGroup *m_choices;
    runs::HistoryOrder m_order;
};

} // namespace ui
