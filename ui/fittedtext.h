// SPDX-License-Identifier: MIT
#pragma once

#include <QFontMetrics>
#include <QString>

namespace ui {

/// elidedText() that keeps its word: with text in two directions or two fonts Qt's can be a few pixels too
/// wide.
inline QString fittedText(
    const QFontMetrics &metrics, const QString &text, Qt::TextElideMode mode, int width) {
    int room = width;
    QString shown = metrics.elidedText(text, mode, room);
    for (int over = metrics.horizontalAdvance(shown) - width; over > 0 && room > 0;
         over = metrics.horizontalAdvance(shown) - width) {
        room -= over;
        shown = metrics.elidedText(text, mode, room);
    }
    return shown;
}

} // namespace ui
