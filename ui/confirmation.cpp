// SPDX-License-Identifier: MIT
#include "ui/confirmation.h"

#include "ui/icons.h"
#include "ui/theme.h"

#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

bool confirmed(QWidget *parent, const QString &title, const QString &words, const QString &action) {
    QMessageBox box(QMessageBox::Warning, title, words, QMessageBox::NoButton, parent);
    box.setObjectName(u"confirmation"_s);
    box.setTextFormat(Qt::PlainText);
    box.setIconPixmap(iconPixmap(u"warning"_s, colorsOf(&box).doubt, 32, box.devicePixelRatioF()));
    QPushButton *proceed = box.addButton(action, QMessageBox::DestructiveRole);
    proceed->setObjectName(u"confirmButton"_s);
    box.setDefaultButton(box.addButton(QMessageBox::Cancel));
    box.exec();
    return box.clickedButton() == proceed;
}

} // namespace ui
