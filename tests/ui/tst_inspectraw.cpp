// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectraw.h"

#include "tests/ui/inspectdata.h"
#include "ui/rawpage.h"
#include "ui/rawview.h"
#include "ui/theme.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using results::ByteRange;
using testdata::child;
using ui::RawPage;
using ui::RawView;

namespace {

struct Shown {
    explicit Shown(const QByteArray &bytes)
        : document(testdata::document(bytes)) {
        page.resize(700, 400);
        page.show();
        page.activateWindow();
        page.setDocument(document);
        page.view()->setFocus();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the window does not get the focus");
    }
    RawView &view() { return *page.view(); }
    QString copied() {
        QTest::keyClick(&view(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier);
        return QGuiApplication::clipboard()->text();
    }

    results::ResultDocumentPtr document;
    RawPage page;
};

} // namespace

void InspectRawTest::bytesAreShownAsText_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("copied");

    const auto row = [](const char *name, const QByteArray &bytes, const QString &shown,
                         const QString &copied) {
        QTest::newRow(name) << bytes << shown << copied;
    };
    row("JSON", "{\n \"a\": 1.10\n}\n", u"{\n \"a\": 1.10\n}\n"_s, u"{\n \"a\": 1.10\n}\n"_s);
    const QString html = u"<html><img src='http://127.0.0.1:9/x.png'><b>x</b>"_s;
    row("HTML stays text", html.toUtf8(), html, html);
    row("UTF-8", "\"ü € \xf0\x9f\x93\x84\"", u"\"ü € 📄\""_s, u"\"ü € 📄\""_s);
    row("not UTF-8", "\"\xff\"", u"\"\uFFFD\""_s, u"\"\uFFFD\""_s);
    row("line ends of Windows", "a\r\nb", u"a␍\nb"_s, u"a\r\nb"_s);
    row("other line breaks", "a\rb\xe2\x80\xa9z", u"a␍b□z"_s, u"a\rb\u2029z"_s);
    row("zero", QByteArray("a\0b", 3), u"a␀b"_s, QString(u"a\0b"_s));
    row("byte order mark", "\xef\xbb\xbf{}", u"□{}"_s, u"\uFEFF{}"_s);
    row("empty", "", u""_s, u"before"_s);
}

void InspectRawTest::bytesAreShownAsText() {
    QFETCH(QByteArray, bytes);
    QGuiApplication::clipboard()->setText(u"before"_s);
    Shown shown(bytes);
    QTEST(shown.view().visibleText(), "shown");
    QTEST(shown.copied(), "copied");
    QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasHtml());
}

void InspectRawTest::keysMoveTheCursor_data() {
    QTest::addColumn<QList<int>>("keys"); // with their modifiers
    QTest::addColumn<qint64>("cursor");
    QTest::addColumn<qint64>("selected");

    const int shift = Qt::ShiftModifier;
    const int ctrl = Qt::ControlModifier;
    const auto row = [](const char *name, const QList<int> &keys, qint64 cursor, qint64 selected) {
        QTest::newRow(name) << keys << cursor << selected;
    };
    // "abc def\n", "é\n", "ghij"
    row("right", {Qt::Key_Right}, 1, 0);
    row("left at the beginning", {Qt::Key_Left}, 0, 0);
    row("down, where the line is shorter", {Qt::Key_End, Qt::Key_Down}, 10, 0);
    row("and back at its column", {Qt::Key_End, Qt::Key_Down, Qt::Key_Up}, 7, 0);
    row("over a character of two bytes", {Qt::Key_Down, Qt::Key_Right}, 10, 0);
    row("up at the top", {Qt::Key_Up}, 0, 0);
    row("end of all", {ctrl | Qt::Key_End}, 15, 0);
    row("right at the end", {ctrl | Qt::Key_End, Qt::Key_Right}, 15, 0);
    row("page down", {Qt::Key_PageDown}, 11, 0);
    row("home", {ctrl | Qt::Key_End, Qt::Key_Home}, 11, 0);
    row("beginning of all", {ctrl | Qt::Key_End, ctrl | Qt::Key_Home}, 0, 0);
    row("word", {ctrl | Qt::Key_Right}, 3, 0);
    row("selects", {shift | Qt::Key_Right, shift | Qt::Key_Right}, 2, 2);
    row("selects to the end", {Qt::Key_Right, shift | ctrl | Qt::Key_End}, 15, 14);
    row("selects backwards", {Qt::Key_End, shift | Qt::Key_Home}, 0, 7);
    row("selects rows", {shift | Qt::Key_Down}, 8, 8);
    row("a key without shift ends it", {shift | Qt::Key_Down, Qt::Key_Right}, 10, 0);
}

void InspectRawTest::keysMoveTheCursor() {
    QFETCH(QList<int>, keys);
    QFETCH(qint64, selected);
    Shown shown("abc def\n\xc3\xa9\nghij");
    QSignalSpy moved(&shown.page, &RawPage::cursorOffsetChanged);
    for (const int key : keys)
        QTest::keyClick(&shown.view(), Qt::Key(key & ~Qt::KeyboardModifierMask),
            Qt::KeyboardModifiers(key & Qt::KeyboardModifierMask));
    QTEST(shown.view().cursorOffset(), "cursor");
    QCOMPARE(moved.count(), keys.size());
    const ByteRange selection = shown.view().selection();
    QCOMPARE(selection.end - selection.begin, selected);
}

void InspectRawTest::mouseSelects() {
    Shown shown("abc def\nghi jkl\nmno");
    QWidget *area = shown.view().viewport();
    const QFontMetrics metrics(shown.view().font());
    // The text begins somewhere behind the numbers: found by clicking.
    int left = 0;
    for (; left < 200; ++left) {
        QTest::mouseClick(area, Qt::LeftButton, {}, {left, 5});
        if (shown.view().cursorOffset() == 1)
            break;
    }
    const int cell = metrics.horizontalAdvance(u'0');
    const int row = metrics.height() + 2;
    QTest::mousePress(area, Qt::LeftButton, {}, {left + 2, 5});
    QTest::mouseMove(area, {left + 2 + cell * 2, 5 + row});
    QTest::mouseRelease(area, Qt::LeftButton, {}, {left + 2 + cell * 2, 5 + row});
    QCOMPARE(shown.view().selection(), (ByteRange{1, 11}));
    QTest::keyClick(&shown.view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"bc def\nghi"_s);

    QTest::mouseClick(area, Qt::LeftButton, Qt::ShiftModifier, {left + 2, 5 + row * 2});
    QCOMPARE(shown.view().selection(), (ByteRange{1, 17}));
    QTest::mouseDClick(area, Qt::LeftButton, {}, {left + 2 + cell * 4, 5 + row});
    QCOMPARE(shown.view().selection(), (ByteRange{12, 15}));
    QTest::mouseClick(area, Qt::LeftButton, {}, {650, 350}); // below the text
    QCOMPARE(shown.view().cursorOffset(), 19);
}

void InspectRawTest::copyKeepsEveryByte() {
    // Characters of four bytes at every place where a row or a block may be cut.
    const QString line = u'x' + QString(u"📄"_s).repeated(100'000);
    Shown shown("{\n" + line.toUtf8() + "\n}");
    QVERIFY(!shown.view().visibleText().contains(QChar::ReplacementCharacter));
    QCOMPARE(shown.copied(), u"{\n"_s + line + u"\n}"_s);
}

void InspectRawTest::tooMuchIsNotCopiedAndSaysSo() {
    Shown shown(QByteArray(RawView::copyLimit + 1, ' '));
    QGuiApplication::clipboard()->setText(u"before"_s);
    QCOMPARE(shown.copied(), u"before"_s);
    QCOMPARE(child<QLabel>(shown.page, "rawNote").text(),
        u"Not copied: 50.0 MB are selected, and no more than 50.0 MB are copied. Select less, or save the result."_s);
    QSignalSpy save(&shown.page, &RawPage::saveRequested);
    QTest::keyClick(&child<QPushButton>(shown.page, "rawSaveButton"), Qt::Key_Space);
    QCOMPARE(save.count(), 1);
    QTest::keyClick(&shown.view(), Qt::Key_Home, Qt::ShiftModifier | Qt::ControlModifier);
    QTest::keyClick(&shown.view(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&shown.view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u" "_s);
}

void InspectRawTest::goesToPlaces_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<qint64>("offset"); // -1: refused
    QTest::addColumn<QString>("note");

    const QString wrong =
        u"This is not a place: write a byte (120000), a line (12:) or a line and a column (12:5)."_s;
    QTest::newRow("byte") << u"7"_s << 7LL << u""_s;
    QTest::newRow("byte behind the end") << u"999999999"_s << 400'003LL << u""_s;
    QTest::newRow("line and column") << u"3:2"_s << 5LL << u""_s;
    QTest::newRow("in the long line") << u"4:300000"_s << 300'005LL << u""_s;
    QTest::newRow("no such line") << u"99:"_s << 400'003LL << u"The last line is 4."_s;
    QTest::newRow("words") << u"end"_s << -1LL << wrong;
}

void InspectRawTest::goesToPlaces() {
    QFETCH(QString, words);
    QFETCH(qint64, offset);
    Shown shown("a\nb\nc\n" + QByteArray(399'997, 'x'));
    QTest::keyClick(&shown.view(), Qt::Key_G, Qt::ControlModifier);
    auto &edit = child<QLineEdit>(shown.page, "rawGoTo");
    edit.setText(words);
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(edit.property("invalid").toBool(), offset < 0);
    QTRY_COMPARE(shown.view().cursorOffset(), qMax(offset, 0LL)); // lines are counted by another thread
    QTEST(child<QLabel>(shown.page, "rawNote").text(), "note");
    QVERIFY(shown.view().topOffset() <= qMax(offset, 0LL));
    QVERIFY(shown.view().visibleText().size() < 20'000);
}

void InspectRawTest::goesToALineThatIsNotCountedYet() {
    Shown shown(QByteArray("12345678\n").repeated(3'000'000));
    shown.page.goTo(u"2000001:3"_s);
    QTRY_COMPARE(shown.view().cursorOffset(), 18'000'002);
    QVERIFY(child<QLabel>(shown.page, "rawNote").text().isEmpty());
    QTRY_COMPARE(child<QLabel>(shown.page, "rawPlace").text(),
        u"byte 18,000,002 of 27,000,000 · line 2,000,001, column 3"_s);
}

void InspectRawTest::faultIsMarkedAndFound() {
    Shown whole("{\"a\":1}");
    QVERIFY(!child(whole.page, "rawFaultButton").isVisible());

    Shown shown("[" + QByteArray("1,\n").repeated(5000) + "oops]");
    auto &button = child<QPushButton>(shown.page, "rawFaultButton");
    QVERIFY(button.isVisible());
    QTest::keyClick(&button, Qt::Key_Space);
    QCOMPARE(shown.view().cursorOffset(), shown.document->fault()->offset);
    QVERIFY(shown.view().visibleText().contains(u"oops"_s));
    const QImage picture = shown.view().viewport()->grab().toImage();
    int red = 0;
    for (int y = 0; y < picture.height(); ++y)
        red += picture.pixelColor(1, y) == ui::lightColors().bad; // beside the number
    QVERIFY(red >= 10);
}

void InspectRawTest::aCheckedDocumentChangesNothingInSight() {
    Shown shown("[" + QByteArray("1,\n").repeated(5000) + "1]");
    shown.page.select(7000, 7003);
    const qint64 top = shown.view().topOffset();
    const std::atomic_bool no = false;
    const auto checked = shown.document->checked(no);
    QVERIFY(checked);
    shown.page.setDocument(checked);
    QCOMPARE(shown.view().topOffset(), top);
    QCOMPARE(shown.view().selection(), (ByteRange{7000, 7003}));
    shown.page.setDocument(testdata::document("{}"));
    QCOMPARE(shown.view().visibleText(), u"{}"_s);
    shown.page.setDocument(nullptr);
    QCOMPARE(shown.view().visibleText(), QString());
    for (const auto key : {Qt::Key_Down, Qt::Key_End, Qt::Key_PageDown})
        QTest::keyClick(&shown.view(), key);
    QCOMPARE(shown.view().cursorOffset(), 0);
}

void InspectRawTest::scrollBarReachesBothEnds_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("wrap");

    const QByteArray lines = "first" + QByteArray("\n[1,2,3,4]").repeated(50'000) + "\nlast";
    const QByteArray line = "first" + QByteArray(5'000'000, 'x') + "last";
    QTest::newRow("lines") << lines << true;
    QTest::newRow("lines, not wrapped") << lines << false;
    QTest::newRow("one line") << line << true;
    QTest::newRow("one line, not wrapped") << line << false;
}

void InspectRawTest::scrollBarReachesBothEnds() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, wrap);
    Shown shown(bytes);
    shown.view().setWrap(wrap);
    QScrollBar *bar = shown.view().verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    QVERIFY(shown.view().visibleText().startsWith(u"first"_s));
    bar->triggerAction(QScrollBar::SliderSingleStepAdd);
    const qint64 second = shown.view().topOffset();
    QVERIFY(second > 0 && second <= RawView::unwrappedColumns);
    bar->triggerAction(QScrollBar::SliderSingleStepSub);
    QCOMPARE(shown.view().topOffset(), 0);
    bar->triggerAction(QScrollBar::SliderToMaximum);
    QVERIFY(shown.view().visibleText().endsWith(u"last"_s));
    bar->triggerAction(QScrollBar::SliderPageStepSub);
    bar->triggerAction(QScrollBar::SliderPageStepAdd);
    QVERIFY(shown.view().visibleText().endsWith(u"last"_s));
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(bar->maximum() / 2);
    QVERIFY(qAbs(shown.view().topOffset() - bar->maximum() / 2) < 5000);
    bar->triggerAction(QScrollBar::SliderToMinimum);
    QVERIFY(shown.view().visibleText().startsWith(u"first"_s));
}

void InspectRawTest::wrapIsAChoice() {
    Shown shown('[' + QByteArray(100'000, ' ') + ']');
    auto &wrap = child<QCheckBox>(shown.page, "rawWrap");
    QVERIFY(wrap.isChecked());
    QCOMPARE(shown.view().horizontalScrollBar()->maximum(), 0);
    const qsizetype wrapped = shown.view().visibleText().indexOf(u'\n');
    QTest::keyClick(&wrap, Qt::Key_Space);
    QCOMPARE(shown.view().visibleText().indexOf(u'\n'), RawView::unwrappedColumns);
    QVERIFY(wrapped < 200);
    QVERIFY(shown.view().horizontalScrollBar()->maximum() > 0);
    QTest::keyClick(&shown.view(), Qt::Key_End); // brings the column in sight
    QVERIFY(shown.view().horizontalScrollBar()->value() > 0);
    // The first byte in sight stays in sight.
    shown.view().verticalScrollBar()->setValue(50'000);
    const qint64 top = shown.view().topOffset();
    QTest::keyClick(&wrap, Qt::Key_Space);
    QVERIFY(shown.view().topOffset() <= top && shown.view().topOffset() > top - 200);
}

void InspectRawTest::hitsAreAskedForWhatIsInSight() {
    Shown shown(QByteArray("[1,2,3]\n").repeated(100'000));
    const QImage plain = shown.view().viewport()->grab().toImage();
    QList<ByteRange> asked;
    shown.view().setHits([&asked](qint64 begin, qint64 end) {
        asked << ByteRange{begin, end};
        return QList<ByteRange>{{begin + 1, begin + 2}};
    });
    const QImage marked = shown.view().viewport()->grab().toImage();
    QVERIFY(!asked.isEmpty());
    QCOMPARE(asked.last().begin, 0);
    QVERIFY(asked.last().end < 1000);
    QVERIFY(plain != marked);
    shown.page.select(400'000, 400'007);
    shown.view().viewport()->grab();
    QVERIFY(asked.last().begin <= 400'000 && asked.last().begin > 399'000);
    QVERIFY(asked.last().end > 400'007 && asked.last().end < 401'000);
}

void InspectRawTest::screenReadersHearWhatIsInSight() {
    Shown shown("{\n \"a\": 1\n}");
    QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&shown.view());
    QVERIFY(spoken);
    QCOMPARE(spoken->text(QAccessible::Name), u"Reply as received"_s);
    QCOMPARE(spoken->text(QAccessible::Value), u"{\n \"a\": 1\n}"_s);
    QVERIFY(spoken->state().readOnly);
}

void InspectRawTest::nothingIsReadUnseen() {
    RawPage page;
    page.setDocument(testdata::document("{}"));
    QCOMPARE(page.view()->visibleText(), QString());
    page.show();
    QCOMPARE(page.view()->visibleText(), u"{}"_s);
}
