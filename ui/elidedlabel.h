// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace ui {

/// One line of plain text that gives way: what does not fit is elided, and the tool tip then shows all of it.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(Qt::TextElideMode mode, QWidget *parent = nullptr);

    bool isElided() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString line() const;

    Qt::TextElideMode m_mode;
};

} // namespace ui
