// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectvalue.h"

#include "app/results/jsontreemodel.h"
#include "tests/support/accessibility.h"
#include "tests/support/threadtime.h"
#include "tests/ui/inspectdata.h"
#include "ui/picture.h"
#include "ui/pictureview.h"
#include "ui/rawview.h"
#include "ui/resultpage.h"
#include "ui/resultpane.h"
#include "ui/treeactions.h"
#include "ui/treeexpansion.h"
#include "ui/valuecopy.h"

#include <QAction>
#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSplitter>
#include <QTcpServer>
#include <QTest>
#include <QThreadPool>
#include <QToolButton>
#include <QTreeView>
#include <QtEndian>

using namespace Qt::StringLiterals;
using results::JsonTreeModel;
using runs::RunState;
using testdata::child;

namespace {

/// A pane in sight that shows a tree.
struct Shown {
    explicit Shown(const QByteArray &body) {
        pane.resize(900, 700);
        pane.show();
        pane.showRun(testdata::run(RunState::Ready));
        pane.setView(ui::ResultPane::Tree);
        pane.setDocument(testdata::document(body));
    }

    QTreeView &tree() { return child<QTreeView>(pane, "treeView"); }
    QPlainTextEdit &text() { return child<QPlainTextEdit>(pane, "valueText"); }
    ui::PictureView &picture() { return child<ui::PictureView>(pane, "valuePicture"); }
    QString facts() { return child<QLabel>(pane, "valueFacts").text(); }
    QString note() {
        auto &label = child<QLabel>(pane, "valueNote");
        return label.isVisible() ? label.text() : QString();
    }
    QString said() { return child<QLabel>(pane, "treeNote").text(); }
    QToolButton &button(const char *name) { return child<QToolButton>(pane, name); }
    void select(int row) { tree().setCurrentIndex(tree().model()->index(row, 0)); }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) {
        tree().activateWindow();
        tree().setFocus();
        QTest::keyClick(&tree(), Qt::Key(key), modifiers);
    }

    ui::ResultPane pane;
};

QByteArray quoted(const QByteArray &text) {
    return '"' + text + '"';
}

QImage sampleImage(const QSize &size) {
    QImage image(size, QImage::Format_RGB32);
    image.fill(QColor(200, 30, 60));
    return image;
}

QByteArray fileOf(const QImage &image, const char *format) {
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, format))
        qFatal("cannot write %s", format);
    return file;
}

QByteArray base64(const QByteArray &file) {
    return quoted(file.toBase64());
}

/// A file of a few bytes that says it is 14,000 pixels wide and high.
QByteArray bomb() {
    QByteArray file = fileOf(sampleImage({4, 4}), "bmp");
    qToLittleEndian<qint32>(14'000, file.data() + 18);
    qToLittleEndian<qint32>(14'000, file.data() + 22);
    return file;
}

int openRows(const QTreeView &view) {
    int rows = 0;
    for (QModelIndex index = view.model()->index(0, 0); index.isValid(); index = view.indexBelow(index))
        ++rows;
    return rows;
}

} // namespace

void InspectValueTest::valuesAreShownWhole_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("facts");

    QTest::newRow("text") << quoted("abc") << u"abc"_s << u"text of 3 characters · 3 bytes as received"_s;
    QTest::newRow("one character") << quoted("a") << u"a"_s << u"text of 1 character · 1 byte as received"_s;
    QTest::newRow("empty") << quoted("") << u""_s << u"text of 0 characters · 0 bytes as received"_s;
    QTest::newRow("escapes and lines") << quoted(R"(two\nl\u00efnes)") << u"two\nlïnes"_s
                                       << u"text of 9 characters in 2 lines · 15 bytes as received"_s;
    QTest::newRow("control characters")
        << quoted(R"(a\u0000b)") << u"a␀b"_s << u"text of 3 characters · 8 bytes as received"_s;
    QTest::newRow("HTML") << quoted("<b>x</b>") << u"<b>x</b>"_s
                          << u"text of 8 characters · 8 bytes as received"_s;
    QTest::newRow("longer than a cell") << quoted(QByteArray(5'000, 'w')) << QString(5'000, u'w')
                                        << u"text of 5,000 characters · 5,000 bytes as received"_s;
    for (const char *number : {"12345678901234567890", "1.10", "1e400", "-0"})
        QTest::newRow(number) << QByteArray(number) << QString::fromLatin1(number)
                              << u"number, exactly as received"_s;
    QTest::newRow("true") << QByteArray("true") << u"true"_s << u"boolean"_s;
    QTest::newRow("null") << QByteArray("null") << u"null"_s << u"null"_s;
    QTest::newRow("object") << QByteArray("{\"b\": 1.10,\"a\":2}") << u"{\"b\": 1.10,\"a\":2}"_s
                            << u"object with 2 members · 17 bytes as received"_s;
    QTest::newRow("array") << QByteArray("[1 ]") << u"[1 ]"_s
                           << u"array of 1 element · 4 bytes as received"_s;
}

void InspectValueTest::valuesAreShownWhole() {
    QFETCH(QByteArray, value);
    Shown shown("{\"first\":0,\"second\":" + value + "}");
    QCOMPARE(shown.text().toPlainText(), u"0"_s);
    shown.press(Qt::Key_Down);
    QTEST(shown.text().toPlainText(), "text");
    QTEST(shown.facts(), "facts");
    QVERIFY(shown.text().isVisible());
    QVERIFY(!child(shown.pane, "valuePlace").isVisible());
    QCOMPARE(shown.note(), QString());
}

void InspectValueTest::pageOfAnArrayIsNoValue() {
    QByteArrayList numbers;
    for (int i = 0; i < 2'500; ++i)
        numbers << QByteArray::number(i);
    Shown shown('[' + numbers.join(',') + ']');
    QCOMPARE(child<QLabel>(shown.pane, "valueEmpty").text(),
        u"Members 0 to 999 of an array: open them, and select one"_s);
    QVERIFY(!shown.button("valueCopy").isEnabled());
    shown.press(Qt::Key_Right);
    shown.press(Qt::Key_Down);
    QCOMPARE(shown.text().toPlainText(), u"0"_s);
    QVERIFY(shown.button("valueCopy").isEnabled());
}

void InspectValueTest::longTextIsShownInParts() {
    QByteArray text;
    for (int i = 0; i < 20'000; ++i)
        text += QByteArray::number(i) + R"(\n)";
    Shown shown("[0," + quoted(text) + "]");
    shown.select(1);
    QTRY_COMPARE(shown.facts(), u"text of 108,890 characters in 20,001 lines · 128,890 bytes as received"_s);
    const auto place = [&] {
        return child<QLabel>(shown.pane, "valuePlace").text();
    };
    QCOMPARE(place(), u"Characters 1 to 16,000 of 108,890"_s);
    QVERIFY(shown.text().toPlainText().startsWith(u"0\n1\n2\n"_s));
    QVERIFY(!shown.button("valuePrevious").isEnabled());
    shown.text().setFocus();
    QTest::keyClick(&shown.text(), Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(place(), u"Characters 16,001 to 32,000 of 108,890"_s);
    QString all = shown.text().toPlainText();
    while (shown.button("valueNext").isEnabled()) {
        shown.button("valueNext").click();
        all += shown.text().toPlainText();
    }
    QCOMPARE(place(), u"Characters 96,001 to 108,890 of 108,890"_s);
    QVERIFY(all.endsWith(u"19998\n19999\n"_s));
    QCOMPARE(all.size(), 108'890 - 16'000);
    QTest::keyClick(&shown.text(), Qt::Key_PageDown, Qt::ControlModifier); // there is none
    QCOMPARE(place(), u"Characters 96,001 to 108,890 of 108,890"_s);
    while (shown.button("valuePrevious").isEnabled())
        QTest::keyClick(&shown.text(), Qt::Key_PageUp, Qt::ControlModifier);
    QVERIFY(shown.text().toPlainText().startsWith(u"0\n1\n2\n"_s));
}

void InspectValueTest::longTextDoesNotStopTheWindow() {
    Shown shown("[0," + quoted(QByteArray(4'000'000, 'x')) + ",0]");
    shown.pane.grab();
    qint64 least = 1000;
    for (int i = 0; i < 3; ++i) { // the first time other things are made too
        shown.select(2);
        const support::ThreadTime clock;
        shown.select(1);
        shown.pane.grab();
        least = qMin(least, clock.elapsed());
    }
    QVERIFY2(least < 50, qPrintable(QString::number(least)));
    QCOMPARE(shown.text().toPlainText().size(), 16'000);
    QCOMPARE(child<QLabel>(shown.pane, "valuePlace").text(), u"Characters 1 to 16,000, more follow"_s);
    shown.button("valueNext").click(); // also before it was counted
    QTRY_COMPARE(
        child<QLabel>(shown.pane, "valuePlace").text(), u"Characters 16,001 to 32,000 of 4,000,000"_s);
    QCOMPARE(shown.facts(), u"text of 4,000,000 characters · 4,000,000 bytes as received"_s);
}

/// What is counted or decoded for a row that was left is dropped.
void InspectValueTest::newestValueIsShown() {
    Shown shown("[" + quoted(QByteArray(3'000'000, 'x')) + "," +
                base64(fileOf(sampleImage({900, 900}), "png")) + ",7]");
    for (const int row : {0, 1, 0, 1, 2})
        shown.select(row);
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(shown.facts(), u"number, exactly as received"_s);
    QCOMPARE(shown.text().toPlainText(), u"7"_s);
    QVERIFY(!shown.picture().isVisible());
}

void InspectValueTest::picturesAreShown_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("facts");

    const QImage image = sampleImage({40, 30});
    const QByteArray png = fileOf(image, "png");
    QTest::newRow("PNG") << base64(png) << u"PNG picture of 40 × 30 pixels"_s;
    QTest::newRow("JPEG") << base64(fileOf(image, "jpeg")) << u"JPEG picture of 40 × 30 pixels"_s;
    QTest::newRow("BMP") << base64(fileOf(image, "bmp")) << u"BMP picture of 40 × 30 pixels"_s;
    QTest::newRow("data: URI that lies")
        << quoted("data:text/html;base64," + png.toBase64()) << u"PNG picture of 40 × 30 pixels"_s;
    QByteArray lines = png.toBase64();
    lines.insert(60, R"(\r\n)");
    QTest::newRow("lines") << quoted(lines.replace("/", "\\/")) << u"PNG picture of 40 × 30 pixels"_s;
}

void InspectValueTest::picturesAreShown() {
    QFETCH(QByteArray, value);
    QFETCH(QString, facts);
    Shown shown("{\"odd key\":" + value + "}");
    QTRY_VERIFY(shown.picture().isVisible());
    QVERIFY2(shown.facts().startsWith(facts + u" · "_s), qPrintable(shown.facts()));
    QCOMPARE(shown.note(), QString());
    QCOMPARE(shown.picture().image().size(), QSize(40, 30));
    // Never larger than it is, and in the middle.
    const QImage painted = shown.picture().grab().toImage();
    const auto isRed = [&](int x, int y) {
        const QColor color = painted.pixelColor(painted.width() / 2 + x, painted.height() / 2 + y);
        return color.red() > 150 && color.green() < 80;
    };
    QVERIFY(isRed(0, 0));
    QVERIFY(isRed(-17, -12));
    QVERIFY(!isRed(-25, 0));
    QVERIFY(!isRed(0, 20));
}

void InspectValueTest::badPicturesAreSaid_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("note"); // its beginning
    QTest::addColumn<bool>("shown");

    QImage noise(64, 64, QImage::Format_RGB32);
    for (int i = 0; i < 64 * 64; ++i)
        noise.setPixel(i % 64, i / 64, QRgb(i) * 2654435761U);
    const QByteArray png = fileOf(noise, "png");
    const QByteArray jpeg = fileOf(noise, "jpeg");
    QTest::newRow("PNG cut off") << base64(png.first(png.size() / 2))
                                 << u"This PNG picture is damaged or cut off: "_s << false;
    QTest::newRow("PNG of its first bytes")
        << base64(png.first(30)) << u"This PNG picture is damaged or cut off: "_s << false;
    QTest::newRow("JPEG cut off") << base64(jpeg.first(jpeg.size() / 2))
                                  << u"This JPEG picture is cut off; what there is of it is shown."_s << true;
    QTest::newRow("garbage behind") << quoted(png.toBase64().first(400) + "!!! no Base64 !!!")
                                    << u"This PNG picture is damaged: its Base64 breaks off or holds other "
                                       "characters after 300 bytes."_s
                                    << false;
    QTest::newRow("garbage after a JPEG")
        << quoted(fileOf(noise, "jpeg").toBase64(QByteArray::OmitTrailingEquals) + "*")
        << u"The Base64 of this picture breaks off or holds other characters; what stands before is shown."_s
        << true;
    QTest::newRow("PNG without its pixels") << base64("\x89PNG\r\n\x1a\n" + QByteArray(60, 'x'))
                                            << u"This PNG picture is damaged or cut off: "_s << false;
    QTest::newRow("bomb")
        << base64(bomb())
        << u"This BMP picture has 14,000 × 14,000 pixels; no more than 48 million are decoded."_s << false;
    const QByteArray bmp = fileOf(noise, "bmp");
    QTest::newRow("BMP cut off") << base64(bmp.first(bmp.size() / 2))
                                 << u"This BMP picture is cut off; what there is of it is shown."_s << true;
    QTest::newRow("TIFF") << base64(QByteArray("II*\0\x08\0\0\0", 8) + QByteArray(40, '\1'))
                          << u"This is a TIFF picture, which Qt cannot decode on this computer."_s << false;
}

void InspectValueTest::badPicturesAreSaid() {
    QFETCH(QByteArray, value);
    QFETCH(QString, note);
    QFETCH(bool, shown);
    if (qstrcmp(QTest::currentDataTag(), "TIFF") == 0 &&
        ui::decodePicture({}, results::PictureFormat::Tiff).fault.startsWith(u"This TIFF"_s))
        note = u"This TIFF picture is damaged or cut off: "_s; // there is a decoder for it here
    Shown pane("[" + value + "]");
    QTRY_VERIFY2(pane.note().startsWith(note), qPrintable(pane.note()));
    QCOMPARE(pane.picture().isVisible(), shown);
    QCOMPARE(pane.text().isVisible(), !shown);
    if (!shown)
        QCOMPARE(quoted(pane.text().toPlainText().toUtf8()).first(40), value.first(40));
    pane.pane.setDocument(testdata::document("[1]"));
    QCOMPARE(pane.note(), QString());
}

void InspectValueTest::largePicturesAreMadeSmaller() {
    Shown shown("[" + base64(fileOf(sampleImage({3200, 500}), "png")) + "]");
    QTRY_VERIFY(shown.picture().isVisible());
    QVERIFY(shown.facts().startsWith(u"PNG picture of 3,200 × 500 pixels"_s));
    QCOMPARE(shown.picture().image().size(), QSize(1600, 250));
    const QImage painted = shown.picture().grab().toImage();
    QVERIFY(painted.pixelColor(painted.width() / 2, painted.height() / 2).red() > 150);
    QVERIFY(painted.pixelColor(2, painted.height() / 2).red() < 240 ||
            painted.pixelColor(2, painted.height() / 2).green() > 200); // some room is left at its side
}

void InspectValueTest::pictureIsShownAsText() {
    const QByteArray png = fileOf(sampleImage({40, 30}), "png");
    Shown shown("[" + base64(png) + "]");
    QVERIFY(!shown.button("valueAsText").isVisible()); // it would give the picture up that is being decoded
    QTRY_VERIFY(shown.picture().isVisible());
    shown.button("valueAsText").click();
    QCOMPARE(shown.text().toPlainText().toLatin1(), png.toBase64());
    QVERIFY(shown.text().isVisible());
    shown.button("valueAsText").click();
    QVERIFY(shown.picture().isVisible());
    QVERIFY(!shown.picture().image().isNull());
}

void InspectValueTest::pictureIsSaved() {
    const QByteArray png = fileOf(sampleImage({40, 30}), "png");
    Shown shown("{\"page\":" + base64(png) + ",\"n\":1}");
    QSignalSpy saved(&shown.pane, &ui::ResultPane::savePictureRequested);
    QVERIFY(shown.button("valueSavePicture").isVisible());
    shown.button("valueSavePicture").click();
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved.at(0).at(0).toString(), u"page.png"_s);
    const auto file = saved.at(0).at(1).value<std::function<std::optional<QByteArray>()>>();
    shown.pane.setDocument(nullptr); // the file keeps what it needs
    QVERIFY(file() == png);
    shown.pane.setDocument(testdata::document("[1]"));
    QVERIFY(!shown.button("valueSavePicture").isVisible());
}

void InspectValueTest::picturesMayBeLeftWhileTheyAreDecoded() {
    const QByteArray large = base64(fileOf(sampleImage({2000, 2000}), "png"));
    {
        Shown shown("[" + large + "," + large + "]");
        shown.select(1);
        shown.pane.setDocument(testdata::document("[" + large + "]"));
    }
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::sendPostedEvents(); // answers to a pane that is gone
}

void InspectValueTest::addressesAreNeverFetched() {
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QSignalSpy asked(&server, &QTcpServer::newConnection);
    const QByteArray address = "http://127.0.0.1:" + QByteArray::number(server.serverPort()) + "/page.png";
    Shown shown(
        "[" + quoted(address) + "," + quoted("<img src='" + address + "'>") + "," +
        quoted("![x](" + address + ")") + "," +
        quoted("data:image/svg+xml;base64," +
               ("<svg xmlns='http://www.w3.org/2000/svg'><image href='" + address + "'/></svg>").toBase64()) +
        "]");
    for (int row = 0; row < 4; ++row) {
        shown.select(row);
        shown.pane.grab();
        QVERIFY(shown.text().isVisible());
        QVERIFY(shown.facts().startsWith(u"text of"_s));
    }
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents();
    QCOMPARE(asked.size(), 0);
}

void InspectValueTest::followsTheSelectionOfOtherViews() {
    Shown shown(testdata::invoice());
    shown.pane.setView(ui::ResultPane::Fields);
    auto &fields = child<QTreeView>(shown.pane, "fieldsView");
    fields.keyboardSearch(u"purchase"_s);
    shown.pane.setView(ui::ResultPane::Tree);
    QVERIFY2(shown.text().toPlainText().startsWith(u"{\"value\":12345678901234567890,"_s),
        qPrintable(shown.text().toPlainText()));
    // And what is chosen in the pane's tree is chosen elsewhere.
    shown.tree().keyboardSearch(u"vendor"_s);
    QVERIFY(shown.text().toPlainText().contains(u"ACME Corporation"_s));
    shown.pane.setView(ui::ResultPane::Fields);
    QCOMPARE(fields.currentIndex().data().toString(), u"vendor"_s);
    // Of matches alone.
    shown.pane.find();
    child<QLineEdit>(shown.pane, "searchText").setText(u"4087"_s);
    child<QAbstractButton>(shown.pane, "searchFilter").click();
    auto &matches = child<QTreeView>(shown.pane, "matchesView");
    QTRY_VERIFY(matches.isVisible());
    QModelIndex at = matches.model()->index(0, 0);
    while (matches.model()->rowCount(at) > 0)
        at = matches.model()->index(0, 0, at);
    matches.setCurrentIndex(at);
    QVERIFY2(shown.text().toPlainText().contains(u"4087"_s), qPrintable(shown.text().toPlainText()));
    // There may be very many: they are not all opened with one key.
    matches.collapseAll();
    matches.setCurrentIndex(matches.model()->index(0, 0));
    QTest::keyClick(&matches, Qt::Key_Asterisk);
    QVERIFY(!matches.isExpanded(matches.model()->index(0, 0)));
}

/// What is copied last is what is on the clipboard.
void InspectValueTest::newestCopyWins() {
    Shown shown("[" + quoted(QByteArray(1'000'000, 'x')) + "]");
    QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
    shown.press(Qt::Key_C, Qt::ControlModifier);
    QVERIFY(shown.said().startsWith(u"Copying"_s));
    shown.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(shown.said(), QString());
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"$[0]"_s);
}

/// A path names the first of them; a row is the row.
void InspectValueTest::doubledKeysAreToldApart() {
    const QByteArray body = R"({"a":"first","a":"second"})";
    Shown shown(body);
    shown.press(Qt::Key_Down);
    QCOMPARE(shown.text().toPlainText(), u"second"_s);
    shown.pane.setView(ui::ResultPane::Raw);
    const results::ByteRange chosen = child<ui::RawView>(shown.pane, "rawView").selection();
    QCOMPARE(body.mid(chosen.begin, chosen.end - chosen.begin), QByteArray("\"second\""));
}

void InspectValueTest::opensAndCloses() {
    Shown shown(R"({"a":"x","b":"y"})");
    auto &pane = child(shown.pane, "valuePane");
    auto &toggle = child<QAbstractButton>(shown.pane, "treePaneButton");
    QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
    QVERIFY(pane.isVisible() && toggle.isChecked());
    shown.press(Qt::Key_F4);
    QVERIFY(!pane.isVisible() && !toggle.isChecked());
    shown.press(Qt::Key_Down); // nobody looks
    shown.press(Qt::Key_F4);
    QVERIFY(pane.isVisible() && toggle.isChecked());
    QCOMPARE(shown.text().toPlainText(), u"y"_s);
    // Closed with the keys in it they go back to the tree.
    shown.text().setFocus();
    QTest::keyClick(&shown.text(), Qt::Key_F4);
    QVERIFY(!pane.isVisible());
    QVERIFY(shown.tree().hasFocus());
    toggle.click();
    QVERIFY(pane.isVisible());
    shown.text().setFocus();
    QTest::keyClick(&shown.text(), Qt::Key_Escape);
    QVERIFY(pane.isVisible());
    QVERIFY(shown.tree().hasFocus());
    shown.button("valueClose").click();
    QVERIFY(!pane.isVisible());
    shown.pane.findChild<QAction *>(u"treePaneAction"_s)->trigger();
    QVERIFY(pane.isVisible());
}

void InspectValueTest::stateIsKept() {
    QByteArray state;
    QList<int> sizes;
    {
        Shown shown("[1]");
        auto &split = child<QSplitter>(shown.pane, "treeSplit");
        split.setSizes({150, split.height() - 150});
        sizes = split.sizes();
        state = shown.pane.paneState();
    }
    ui::ResultPane later;
    later.restorePane(state);
    QCOMPARE(later.paneState(), state); // also when no result was looked at
    later.resize(900, 700);
    later.show();
    later.showRun(testdata::run(RunState::Ready));
    later.setView(ui::ResultPane::Tree);
    later.setDocument(testdata::document("[1]"));
    QCOMPARE(child<QSplitter>(later, "treeSplit").sizes(), sizes);
    for (const QByteArray &nonsense :
        {QByteArray(), QByteArray("open"), QByteArray("openjunk"), QByteArray("\xff")})
        later.restorePane(nonsense);
    QVERIFY(child(later, "valuePane").isVisible());
}

/// A pane that nobody has opened or closed goes by the room there is, next time too.
void InspectValueTest::opensByItselfNextTimeToo() {
    Shown shown("[1]");
    const QByteArray state = shown.pane.paneState();
    QVERIFY(state.startsWith("auto"));
    ui::ResultPane later;
    later.restorePane(state);
    later.resize(900, 260); // too low for it
    later.show();
    later.showRun(testdata::run(RunState::Ready));
    later.setView(ui::ResultPane::Tree);
    later.setDocument(testdata::document("[1]"));
    QVERIFY(!child<QAbstractButton>(later, "treePaneButton").isChecked());
    shown.button("valueClose").click();
    QVERIFY(shown.pane.paneState().startsWith("shut"));
}

void InspectValueTest::isClosedWhereItWas() {
    ui::ResultPane pane;
    pane.restorePane("shut");
    pane.resize(900, 700);
    pane.show();
    pane.showRun(testdata::run(RunState::Ready));
    pane.setView(ui::ResultPane::Tree);
    pane.setDocument(testdata::document("[1]"));
    QVERIFY(!pane.findChild<QWidget *>(u"valuePane"_s));
    QVERIFY(!child<QAbstractButton>(pane, "treePaneButton").isChecked());
    child<QAbstractButton>(pane, "treePaneButton").click();
    QCOMPARE(child<QPlainTextEdit>(pane, "valueText").toPlainText(), u"1"_s);
}

void InspectValueTest::pathsAndKeysAreCopied_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QString>("copied");

    const int control = Qt::ControlModifier;
    QTest::newRow("value") << int(Qt::Key_C) << control << u"[ 1.10,\n{} ]"_s;
    QTest::newRow("JSON") << int(Qt::Key_J) << int(control | Qt::ShiftModifier) << u"[ 1.10,\n{} ]"_s;
    QTest::newRow("key") << int(Qt::Key_C) << int(control | Qt::AltModifier) << u"odd/key~\n"_s;
    QTest::newRow("path") << int(Qt::Key_C) << int(control | Qt::ShiftModifier) << u"$['odd/key~\\n']"_s;
    QTest::newRow("pointer") << int(Qt::Key_C) << int(control | Qt::ShiftModifier | Qt::AltModifier)
                             << u"/odd~1key~0\n"_s;
}

void InspectValueTest::pathsAndKeysAreCopied() {
    QFETCH(int, key);
    QFETCH(int, modifiers);
    Shown shown("{\"odd/key~\\n\":[ 1.10,\n{} ]}");
    QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
    QGuiApplication::clipboard()->setText(u"untouched"_s);
    shown.press(key, Qt::KeyboardModifiers(modifiers));
    QTEST(QGuiApplication::clipboard()->text(), "copied");
}

void InspectValueTest::largeSubtreesAreCopiedInTheBackground() {
    const QByteArray subtree = '[' + QByteArray("1.10, ").repeated(200'000) + "2]";
    Shown shown("{\"big\":" + subtree + ",\"text\":" + quoted(QByteArray(300'000, 'x') + R"(\u00e9)") + "}");
    QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
    QGuiApplication::clipboard()->setText(u"untouched"_s);
    shown.press(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(shown.said(), u"Copying 1.2 MB…"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"untouched"_s);
    QTRY_COMPARE(shown.said(), u"Copied: 1.2 MB."_s);
    QVERIFY(QGuiApplication::clipboard()->text().toUtf8() == subtree);
    // The newest counts.
    shown.press(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    shown.select(1);
    shown.press(Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QTRY_COMPARE(shown.said(), u"Copied: 300 kB."_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString(300'000, u'x') + u'é');
    shown.button("valueCopy").click();
    QTRY_COMPARE(shown.said(), u"Copied: 300 kB."_s);
}

void InspectValueTest::tooLargeIsNotCopied() {
    Shown shown("[" + quoted(QByteArray(ui::ValueCopy::copyLimit, 'x')) + "]");
    QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
    QGuiApplication::clipboard()->setText(u"untouched"_s);
    shown.press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(shown.said(),
        u"Not copied: this is 50.0 MB, and no more than 50.0 MB are copied. The whole result can be saved."_s);
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"untouched"_s);
}

void InspectValueTest::expandsToDepth_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<int>("rows"); // open in all

    const int alt = Qt::AltModifier;
    QTest::newRow("1") << int(Qt::Key_1) << alt << 2 + 2;
    QTest::newRow("2") << int(Qt::Key_2) << alt << 2 + 2 + 4;
    QTest::newRow("3") << int(Qt::Key_3) << alt << 2 + 2 + 4 + 8;
    QTest::newRow("5") << int(Qt::Key_5) << alt << 2 + 2 + 4 + 8 + 16 + 32;
    QTest::newRow("below") << int(Qt::Key_Asterisk) << int(Qt::ShiftModifier) << 2 + 2 + 4 + 8 + 16 + 32;
    QTest::newRow("all") << int(Qt::Key_Plus) << int(Qt::ControlModifier) << 2 * (1 + 2 + 4 + 8 + 16 + 32);
}

void InspectValueTest::expandsToDepth() {
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QByteArray text = "1";
    for (int i = 0; i < 6; ++i)
        text = "[" + text + "," + text + "]";
    Shown shown(text);
    QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
    shown.press(key, Qt::KeyboardModifiers(modifiers));
    QTEST(openRows(shown.tree()), "rows");
    shown.press(Qt::Key_1, Qt::AltModifier); // exactly so deep, also after more
    if (key != Qt::Key_Plus)
        QCOMPARE(openRows(shown.tree()), 4);
    shown.press(Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(openRows(shown.tree()), 2);
    QCOMPARE(shown.said(), QString());
}

void InspectValueTest::expansionIsBounded() {
    QByteArrayList numbers;
    for (int i = 0; i < 5'000; ++i)
        numbers << "[" + QByteArray::number(i) + "]";
    Shown shown("{\"list\":[" + numbers.join(',') + "],\"leaf\":1}");
    QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
    shown.press(Qt::Key_1, Qt::AltModifier); // the members, by way of their pages
    const int rows = openRows(shown.tree());
    QVERIFY2(rows > 1'000 && rows <= ui::expandLimit + 2, qPrintable(QString::number(rows)));
    QVERIFY2(shown.said().endsWith(u"rows opened; the rest stays closed (limit 2,000)"_s),
        qPrintable(shown.said()));
    shown.select(1);
    shown.press(Qt::Key_2, Qt::AltModifier);
    QCOMPARE(shown.said(), u"There is nothing below this row."_s);
}

void InspectValueTest::menuShowsItsKeys() {
    Shown shown("[1]");
    const QMenu menu;
    QStringList keyless;
    for (const QAction *action : shown.tree().actions()) {
        if (!action->isSeparator() && !action->menu() && action->shortcut().isEmpty())
            keyless << action->text();
        if (!action->menu())
            continue;
        QCOMPARE(action->menu()->actions().size(), ui::TreeActions::depths);
        for (const QAction *depth : action->menu()->actions())
            QVERIFY(!depth->shortcut().isEmpty());
    }
    QCOMPARE(keyless, QStringList());
    QVERIFY(shown.tree().actions().size() > 10);
    QCOMPARE(shown.tree().contextMenuPolicy(), Qt::ActionsContextMenu);
}

void InspectValueTest::controlsHaveNames() {
    Shown shown("[" + base64(fileOf(sampleImage({40, 30}), "png")) + "]");
    QTRY_VERIFY(shown.picture().isVisible());
    QCOMPARE(support::namelessControls(&shown.pane), QStringList());
}
