// SPDX-License-Identifier: MIT
#include "ui/searchfield.h"

#include "ui/icons.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace ui {

SearchField::SearchField(std::chrono::milliseconds pause, QWidget *parent)
    : QLineEdit(parent) {
    setClearButtonEnabled(true);
    addAction(icon(u"search"_s), LeadingPosition);
    m_typing.setSingleShot(true);
    m_typing.setInterval(pause);
    connect(&m_typing, &QTimer::timeout, this, &SearchField::wanted);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        settle();
        if (text.isEmpty() || m_typing.interval() == 0)
            emit wanted(); // all is wanted back at once
        else
            m_typing.start();
    });
}

void SearchField::settle() {
    m_typing.stop();
}

void SearchField::keyPressEvent(QKeyEvent *event) {
    const int key = event->key();
    if (key == Qt::Key_Escape) {
        text().isEmpty() ? emit listRequested() : clear();
        return;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Down) {
        if (m_typing.isActive()) {
            settle();
            emit wanted();
        }
    }
    if (key == Qt::Key_Down)
        emit listRequested();
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace ui
