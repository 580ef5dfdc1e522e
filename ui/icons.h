// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace ui {

/// A symbol from `resources/icons/NAME.svg` (drawn in `currentColor` on a 16×16 grid) in the text colour of
/// the application's palette at the time of painting: it follows a change of theme by itself.
QIcon icon(const QString &name);

/// The same in one fixed colour, for delegates. Sharp at `ratio`; cached.
QPixmap iconPixmap(const QString &name, const QColor &color, int size = 16, qreal ratio = 1.0);

} // namespace ui
