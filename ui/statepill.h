// SPDX-License-Identifier: MIT
#pragma once

#include "app/runs/run.h"

#include <QLabel>

namespace ui {

/// The state of a run as a word and a symbol on its colour.
class StatePill : public QLabel {
    Q_OBJECT

public:
    explicit StatePill(QWidget *parent = nullptr);

    void setState(runs::RunState state);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont wordFont() const;

    runs::RunState m_state = runs::RunState::Queued;
};

} // namespace ui
