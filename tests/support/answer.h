// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

namespace support {

/// Answers the question that comes next (a dialog with a loop of its own), and keeps its words.
class Answer : public QObject {
public:
    explicit Answer(bool yes)
        : m_yes(yes) {
        m_timer.setInterval(0);
        connect(&m_timer, &QTimer::timeout, this, &Answer::look);
        m_timer.start();
    }
    QString words;

private:
    void look() {
        auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (!box)
            return;
        m_timer.stop();
        words = box->windowTitle() + QLatin1Char(' ') + box->text();
        auto *confirm = box->findChild<QPushButton *>(QStringLiteral("confirmButton"));
        (m_yes && confirm ? static_cast<QAbstractButton *>(confirm) : box->button(QMessageBox::Cancel))
            ->click();
    }

    QTimer m_timer;
    bool m_yes;
};

} // namespace support
