// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <QVariant>

class QApplication;
class QWidget;

namespace ui {

/// The colours by role; every text colour keeps 4.5:1 on the surfaces it stands on.
struct Colors {
    bool dark = false;
    QColor window, base, alternate;
    QColor hover; ///< of a row or a button under the pointer
    QColor text, dim;
    QColor line, selection;
    QColor accent, accentText; ///< accentText stands on accent
    QColor good, doubt, bad;
    QColor surround;
};

const Colors &lightColors();
const Colors &darkColors();
/// Those of the palette the widget is painted with: light or dark by its window colour.
const Colors &colorsOf(const QPalette &palette);
const Colors &colorsOf(const QWidget *widget);

/// Sets a property that `resources/style.qss` selects by (role, primary, invalid …) on a widget already in
/// sight.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

/// 8 px grid.
namespace metrics {
constexpr int grid = 8;
constexpr int row = 30;
constexpr int fontPx = 13;
constexpr int largestUsualFontPx = 16;
constexpr int radius = 6;
constexpr int focusBar = 3; ///< at the left edge of the row with the focus
} // namespace metrics

/// Follows the system's choice of light or dark (or an override) and paints the application in it: Fusion, a
/// palette, one short style sheet (`resources/style.qss`, with @role@ in place of colours).
class Theme : public QObject {
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };

    /// Remembers the palette and the font the system gave before they are replaced.
    explicit Theme(QApplication &app);

    Choice choice() const { return m_choice; }
    bool isDark() const;

    /// Style, font and palette: what widgets take when they are made.
    void prepare(Choice choice);
    /// Besides, the style sheet. One pass over all widgets that are there; a widget that is made under a
    /// sheet costs a pass for every parent it is given, so at the start the window is made between the two.
    void apply(Choice choice);

signals:
    void changed();

private:
    QApplication &m_app;
    QFont m_systemFont;
    bool m_systemDark;
    Choice m_choice = Choice::System;
};

} // namespace ui
