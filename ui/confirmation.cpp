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

bool maySendAgain(QWidget *parent, const QStringList &names) {
    if (names.isEmpty())
        return true;
    const QString words =
        names.size() == 1
            ? QMessageBox::tr(
                  "“%1” was sent before, and its answer was lost: it may be running at the service and may "
                  "be billed. Sending it again can mean paying twice.")
                  .arg(names.first())
            : QMessageBox::tr(
                  "%1 of these documents were sent before, and their answers were lost: they may be running "
                  "at the service and may be billed. Sending them again can mean paying twice. The first is "
                  "“%2”.")
                  .arg(names.size())
                  .arg(names.first());
    return confirmed(parent, QMessageBox::tr("Send it again?"), words, QMessageBox::tr("Send again"));
}

} // namespace ui
