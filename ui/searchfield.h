// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>
#include <QTimer>

#include <chrono>

namespace ui {

/// A text that narrows a list: with a glass and a way to clear it. It counts after a pause in typing, at once
/// with Return, and when nothing is left of it. Down goes to the list; Escape clears, and from an empty one
/// goes there too.
class SearchField : public QLineEdit {
    Q_OBJECT

public:
    explicit SearchField(std::chrono::milliseconds pause, QWidget *parent = nullptr);

    /// What is typed has been taken: no pause is waited for any more.
    void settle();

signals:
    void wanted(); ///< what stands there counts now
    void listRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QTimer m_typing;
};

} // namespace ui
