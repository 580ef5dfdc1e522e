// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace ui {

/// Covers the window while something hovers over it and says what would be taken. Paints only; the window
/// handles the drag.
class DropOverlay : public QWidget {
    Q_OBJECT

public:
    explicit DropOverlay(QWidget *window);
    /// `headline`: "3 files, 1 too large"; `hint`: "Drop to stage them for Invoices".
    void showMessage(const QString &headline, const QString &hint, bool acceptable);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QString m_headline;
    QString m_hint;
    bool m_acceptable = true;
};

} // namespace ui
