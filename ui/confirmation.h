// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace ui {

/// Asks before something that cannot be taken back; the safe answer is the default. Plain text: names come
/// from outside.
bool confirmed(QWidget *parent, const QString &title, const QString &words, const QString &action);

/// Before documents are sent again whose answers were lost: they may be at the service. True for none.
bool maySendAgain(QWidget *parent, const QStringList &names);

} // namespace ui
