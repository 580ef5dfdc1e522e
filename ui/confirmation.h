// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QWidget;

namespace ui {

/// Asks before something that cannot be taken back; the safe answer is the default. Plain text: names come
/// from outside.
bool confirmed(QWidget *parent, const QString &title, const QString &words, const QString &action);

} // namespace ui
