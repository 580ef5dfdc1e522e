// SPDX-License-Identifier: MIT
#include "ui/theme.h"

#include <QApplication>
#include <QFile>
#include <QStyle>
#include <QStyleFactory>
#include <QToolTip>
#include <QWidget>

using namespace Qt::StringLiterals;

/// Resources inside a static library are only there when asked for; outside of any namespace, as the macro
/// wants it.
static void initResources() {
    Q_INIT_RESOURCE(resources);
}

namespace ui {

namespace {

QPalette paletteFor(const Colors &c) {
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.base);
    p.setColor(QPalette::AlternateBase, c.alternate);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.dim);
    p.setColor(QPalette::Button, c.base);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.bad);
    p.setColor(QPalette::Highlight, c.selection);
    p.setColor(QPalette::HighlightedText, c.text);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::ToolTipBase, c.base);
    p.setColor(QPalette::ToolTipText, c.text);
    // Fusion derives its frames and shadows from these; left alone they stay light under a dark palette.
    p.setColor(QPalette::Light, c.base);
    p.setColor(QPalette::Midlight, c.line);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Dark, c.line.darker(c.dark ? 140 : 115));
    p.setColor(QPalette::Shadow, c.dark ? QColor(0, 0, 0) : QColor(0x90, 0x98, 0xa4));
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, c.dim);
    return p;
}

QColor mix(const QColor &from, const QColor &to, qreal share) {
    return QColor::fromRgbF(float(from.redF() * (1 - share) + to.redF() * share),
        float(from.greenF() * (1 - share) + to.greenF() * share),
        float(from.blueF() * (1 - share) + to.blueF() * share));
}

QString styleSheetFor(const Colors &c) {
    QFile file(u":/style.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char *, QColor> roles[] = {{"window", c.window}, {"base", c.base},
        {"alternate", c.alternate}, {"hover", c.hover}, {"text", c.text}, {"dim", c.dim}, {"line", c.line},
        {"selection", c.selection}, {"accent", c.accent}, {"accentText", c.accentText}, {"good", c.good},
        {"doubt", c.doubt}, {"bad", c.bad}, {"surround", c.surround}, {"handle", mix(c.base, c.text, 0.3)},
        {"accentHover", mix(c.accent, c.text, 0.12)}, {"accentPressed", mix(c.accent, c.text, 0.24)},
        {"textSelection", mix(c.selection, c.accent, 0.15)}};
    for (const auto &[name, color] : roles)
        sheet.replace(u"@%1@"_s.arg(QLatin1StringView(name)), color.name());
    sheet.replace(u"@scheme@"_s, c.dark ? u"dark"_s : u"light"_s);
    return sheet;
}

} // namespace

const Colors &lightColors() {
    static const Colors colors{.dark = false,
        .window = QColor(0xf5f6f8),
        .base = QColor(0xffffff),
        .alternate = QColor(0xfafbfc),
        .hover = QColor(0xf0f2f5),
        .text = QColor(0x1d2229),
        .dim = QColor(0x5d6572),
        .line = QColor(0xdde1e6),
        .selection = QColor(0xdbe9ff),
        .accent = QColor(0x1a63d3),
        .accentText = QColor(0xffffff),
        .good = QColor(0x18754a),
        .doubt = QColor(0x925600),
        .bad = QColor(0xc02d2d),
        .surround = QColor(0xe9ebee)};
    return colors;
}

const Colors &darkColors() {
    // White on this accent is only 2.5:1, so what stands on it is nearly black.
    static const Colors colors{.dark = true,
        .window = QColor(0x1e2126),
        .base = QColor(0x17191d),
        .alternate = QColor(0x1b1d22),
        .hover = QColor(0x262a31),
        .text = QColor(0xe6e8eb),
        .dim = QColor(0xa1a9b5),
        .line = QColor(0x31363e),
        .selection = QColor(0x203b60),
        .accent = QColor(0x69a6ff),
        .accentText = QColor(0x0b1524),
        .good = QColor(0x4cc38a),
        .doubt = QColor(0xe5a84b),
        .bad = QColor(0xf28b8b),
        .surround = QColor(0x101215)};
    return colors;
}

const Colors &colorsOf(const QPalette &palette) {
    return palette.color(QPalette::Window).lightness() < 128 ? darkColors() : lightColors();
}

const Colors &colorsOf(const QWidget *widget) {
    return colorsOf(widget->palette());
}

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value) {
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

Theme::Theme(QApplication &app)
    : QObject(&app)
    , m_app(app)
    , m_systemFont(app.font())
    , m_systemDark(app.palette().color(QPalette::Window).lightness() < 128) {
    initResources();
}

bool Theme::isDark() const {
    return m_choice == Choice::Dark || (m_choice == Choice::System && m_systemDark);
}

void Theme::prepare(Choice choice) {
    m_choice = choice;
    const Colors &c = isDark() ? darkColors() : lightColors();
    if (m_app.style()->name().compare(u"fusion"_s, Qt::CaseInsensitive) != 0)
        m_app.setStyle(QStyleFactory::create(u"Fusion"_s));
    // The system's family, and its size where a person chose large text (desktops come with 12 to 16 px).
    QFont font = m_systemFont;
    const int systemPx = QFontInfo(m_systemFont).pixelSize();
    font.setPixelSize(systemPx > metrics::largestUsualFontPx ? systemPx : metrics::fontPx);
    m_app.setFont(font);
    m_app.setPalette(paletteFor(c));
    QToolTip::setPalette(paletteFor(c));
}

void Theme::apply(Choice choice) {
    prepare(choice);
    m_app.setStyleSheet(styleSheetFor(isDark() ? darkColors() : lightColors()));
    emit changed();
}

} // namespace ui
