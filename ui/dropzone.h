// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

/// The dashed place that says that files can be dropped, with a button for those who do not drag. Tall and in
/// words while nothing is staged, one line after that. Dropping itself is the window's affair.
class DropZone : public QWidget {
    Q_OBJECT

public:
    explicit DropZone(QWidget *parent = nullptr);
    void setCompact(bool compact);
    void focusButton();

signals:
    void addFilesRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_words;
    QPushButton *m_add;
    bool m_compact = true;
};

} // namespace ui
