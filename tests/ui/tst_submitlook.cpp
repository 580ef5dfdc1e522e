// SPDX-License-Identifier: MIT
#include "tests/ui/tst_submitlook.h"

#include "ui/dropoverlay.h"
#include "ui/icons.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QRegularExpression>
#include <QtMath>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

/// WCAG 2: relative luminance and contrast.
double luminance(const QColor &color) {
    const auto linear = [](float part) {
        const double value = double(part);
        return value <= 0.03928 ? value / 12.92 : qPow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &one, const QColor &other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (qMax(a, b) + 0.05) / (qMin(a, b) + 0.05);
}

QByteArray read(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int inkIn(const QPixmap &pixmap) {
    const QImage image = pixmap.toImage();
    int ink = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ink += image.pixelColor(x, y).alpha() > 128;
    }
    return ink;
}

} // namespace

void TestSubmitLook::textsCanBeRead_data() {
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const ui::Colors *c : {&ui::lightColors(), &ui::darkColors()}) {
        const std::pair<const char *, QColor> texts[] = {{"text", c->text}, {"dim", c->dim},
            {"accent", c->accent}, {"good", c->good}, {"doubt", c->doubt}, {"bad", c->bad}};
        const std::pair<const char *, QColor> grounds[] = {{"window", c->window}, {"base", c->base},
            {"alternate", c->alternate}, {"hover", c->hover}, {"selection", c->selection}};
        const char *scheme = c->dark ? "dark" : "light";
        for (const auto &[name, text] : texts) {
            for (const auto &[groundName, ground] : grounds)
                QTest::addRow("%s: %s on %s", scheme, name, groundName) << text << ground;
        }
        QTest::addRow("%s: text on accent", scheme) << c->accentText << c->accent;
    }
}

void TestSubmitLook::textsCanBeRead() {
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(text, ground) >= 4.5, QByteArray::number(contrast(text, ground)));
}

void TestSubmitLook::styleSheetIsComplete() {
    const QString sheet = qApp->styleSheet();
    QVERIFY(sheet.contains(ui::lightColors().accent.name()));
    QVERIFY2(!sheet.contains(u'@'), "a role that the theme does not know");
    static const QRegularExpression picture(u"url\\(([^)]+)\\)"_s);
    int pictures = 0;
    for (auto found = picture.globalMatch(sheet); found.hasNext(); ++pictures) {
        const QString path = found.next().captured(1);
        QVERIFY2(QFile::exists(path), qUtf8Printable(path));
        const QString dark = QString(path).replace(u"-light"_s, u"-dark"_s);
        QVERIFY2(dark != path && QFile::exists(dark), qUtf8Printable(dark));
    }
    QVERIFY(pictures > 5);
}

void TestSubmitLook::stylePicturesHaveTheThemesColours_data() {
    QTest::addColumn<QString>("name");
    const QStringList names = QDir(u":/icons/style"_s).entryList({u"*.svg"_s});
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

void TestSubmitLook::stylePicturesHaveTheThemesColours() {
    QFETCH(QString, name);
    const ui::Colors &c = name.endsWith("-dark.svg"_L1) ? ui::darkColors() : ui::lightColors();
    const bool onAccent =
        name.startsWith("check"_L1) || name.startsWith("partial"_L1) || name.startsWith("dot"_L1);
    const QByteArray svg = read(u":/icons/style/"_s + name);
    QVERIFY(svg.contains((onAccent ? c.accentText : c.dim).name().toLatin1()));
}

void TestSubmitLook::symbolsAreDrawn_data() {
    QTest::addColumn<QString>("name");
    const QStringList names = QDir(u":/icons"_s).entryList({u"*.svg"_s}, QDir::Files);
    QVERIFY(names.size() > 30);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name.chopped(4);
}

void TestSubmitLook::symbolsAreDrawn() {
    QFETCH(QString, name);
    const QPixmap pixmap = ui::iconPixmap(name, Qt::red, 16, 2.0);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(16, 16));
    QVERIFY(inkIn(pixmap) > 40);
    // In the colour that was asked for, and in that only.
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            if (color.alpha() > 128)
                QVERIFY(color.red() > 250 && color.green() < 5 && color.blue() < 5);
        }
    }
}

void TestSubmitLook::symbolsFollowTheTheme() {
    const QIcon icon = ui::icon(u"stopped"_s);
    const auto darkest = [&] {
        const QImage image = icon.pixmap(32).toImage();
        return image.pixelColor(image.width() / 2, 4).lightness(); // on the ring
    };
    QVERIFY(darkest() < 100);
    const QPalette before = qApp->palette();
    QPalette dark = before;
    dark.setColor(QPalette::ButtonText, ui::darkColors().text);
    qApp->setPalette(dark);
    const int inDark = darkest();
    qApp->setPalette(before);
    QVERIFY(inDark > 150);
}

void TestSubmitLook::placeholdersAreNotPaled() {
    QLineEdit edit;
    edit.ensurePolished();
    const QColor color = edit.palette().color(QPalette::PlaceholderText);
    QCOMPARE(color.alpha(), 255);
    QVERIFY(contrast(color, ui::lightColors().base) >= 4.5);
}

void TestSubmitLook::overlayCoversTheWindow() {
    QWidget window;
    window.resize(600, 400);
    ui::DropOverlay overlay(&window);
    window.show();
    QVERIFY(!overlay.isVisible());
    overlay.showMessage(u"3 files, 1 too large"_s, u"Drop to add"_s, true);
    QVERIFY(overlay.isVisible());
    QCOMPARE(overlay.geometry(), window.rect());
    QCOMPARE(overlay.accessibleName(), u"3 files, 1 too large"_s);
    QVERIFY(overlay.testAttribute(Qt::WA_TransparentForMouseEvents));
    window.resize(800, 500);
    QCOMPARE(overlay.geometry(), window.rect());
}

void TestSubmitLook::overlayShowsRefusal() {
    QWidget window;
    window.resize(600, 400);
    ui::DropOverlay overlay(&window);
    const auto countOf = [&](const QColor &wanted) {
        const QImage image = window.grab().toImage();
        int found = 0;
        for (int x = 0; x < image.width(); ++x)
            found += image.pixelColor(x, 9) == wanted; // along the upper edge of the frame
        return found;
    };
    overlay.showMessage(u"1 file"_s, u"Drop to add"_s, true);
    QVERIFY(countOf(ui::lightColors().accent) > 100);
    QCOMPARE(countOf(ui::lightColors().bad), 0);
    overlay.showMessage(u"Not on this computer"_s, u"Only local files"_s, false);
    QVERIFY(countOf(ui::lightColors().bad) > 100);
    QCOMPARE(countOf(ui::lightColors().accent), 0);
}
