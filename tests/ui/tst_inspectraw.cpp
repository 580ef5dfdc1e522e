// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectraw.h"

#include "tests/ui/inspectdata.h"
#include "ui/rawpage.h"
#include "ui/rawview.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>

using namespace Qt::StringLiterals;
using testdata::child;
using ui::RawPage;
using ui::RawView;

namespace {

struct Shown {
    explicit Shown(const QByteArray &bytes) {
        page.resize(700, 400);
        page.show();
        page.setBytes(bytes);
    }
    RawView &view() { return child<RawView>(page, "rawView"); }
    QString copied() {
        view().selectAll();
        view().copy();
        return QGuiApplication::clipboard()->text();
    }

    RawPage page;
};

} // namespace

void InspectRawTest::bytesAreShownAsText_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("copied");

    QTest::newRow("JSON") << QByteArray("{\n \"a\": 1.10\n}\n") << u"{\n \"a\": 1.10\n}\n"_s;
    QTest::newRow("HTML stays text") << QByteArray("<html><img src='http://127.0.0.1:9/x.png'><b>x</b>")
                                     << u"<html><img src='http://127.0.0.1:9/x.png'><b>x</b>"_s;
    QTest::newRow("UTF-8") << QByteArray("\"ü € \xf0\x9f\x93\x84\"") << u"\"ü € 📄\""_s;
    QTest::newRow("not UTF-8") << QByteArray("\"\xff\"") << u"\"\uFFFD\""_s;
    QTest::newRow("line ends of Windows") << QByteArray("a\r\nb") << u"a\nb"_s;
    QTest::newRow("other line breaks") << QByteArray("a\rb\xe2\x80\xa9"
                                                     "c")
                                       << u"a\uFFFDb\uFFFDc"_s;
    QTest::newRow("empty") << QByteArray() << QString();
}

void InspectRawTest::bytesAreShownAsText() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, copied);
    QGuiApplication::clipboard()->clear();
    Shown shown(bytes);
    QVERIFY(shown.view().isReadOnly());
    if (!copied.isEmpty())
        QCOMPARE(shown.copied(), copied);
    QVERIFY(!child(shown.page, "rawCutWords").isVisible());
}

void InspectRawTest::longLinesAreCopiedWhole() {
    // Pairs of surrogates at every place where a cut may fall.
    const QString line = u'x' + QString(u"📄"_s).repeated(20'000);
    Shown shown("{\n" + line.toUtf8() + "\n}");
    for (QTextBlock block = shown.view().document()->begin(); block.isValid(); block = block.next())
        QVERIFY(block.length() < 5000);
    QCOMPARE(shown.copied(), u"{\n"_s + line + u"\n}"_s);
}

void InspectRawTest::selectionIsCopiedExactly() {
    Shown shown("abc\ndef\nghi");
    QTextCursor cursor = shown.view().textCursor();
    cursor.setPosition(2);
    cursor.setPosition(9, QTextCursor::KeepAnchor);
    shown.view().setTextCursor(cursor);
    shown.view().copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"c\ndef\ng"_s);
    QVERIFY(QGuiApplication::clipboard()->mimeData()->html().isEmpty());
}

void InspectRawTest::longBodiesAreCutAndSaySo() {
    const QByteArray bytes = QByteArray("[1,2,3,4]\n").repeated(500'000);
    Shown shown(bytes);
    QCOMPARE(child<QLabel>(shown.page, "rawCutWords").text(),
        u"The first 2.0 MB of 5.0 MB are shown. Save the result to see all of it."_s);
    QVERIFY(child(shown.page, "rawCutWords").isVisible());
    QCOMPARE(shown.view().document()->characterCount() - 1, RawPage::shownLimit);
    QSignalSpy save(&shown.page, &RawPage::saveRequested);
    QTest::keyClick(&child<QPushButton>(shown.page, "rawSaveButton"), Qt::Key_Space);
    QCOMPARE(save.count(), 1);

    shown.page.setBytes("{}");
    QVERIFY(!child(shown.page, "rawCutWords").isVisible());
    QCOMPARE(shown.view().toPlainText(), u"{}"_s);
}

void InspectRawTest::cutKeepsCharactersWhole() {
    QByteArray bytes(RawPage::shownLimit - 1, 'x');
    bytes += QByteArray("€€");
    Shown shown(bytes);
    QVERIFY(!shown.view().toPlainText().contains(QChar::ReplacementCharacter));
    // Bytes that are no text at all are shown all the same.
    shown.page.setBytes(QByteArray(RawPage::shownLimit * 2, '\x80'));
    QVERIFY(shown.view().document()->characterCount() > RawPage::shownLimit / 2);
}

void InspectRawTest::lineNumbersCountLines() {
    Shown shown("a\n" + QByteArray(9000, 'b') + "\nc");
    QList<int> numbers;
    for (QTextBlock block = shown.view().document()->begin(); block.isValid(); block = block.next())
        numbers += block.userState();
    QCOMPARE(numbers, QList<int>({1, 2, 0, 0, 3}));
}

void InspectRawTest::wrapIsAChoice() {
    Shown shown("{}");
    auto &wrap = child<QCheckBox>(shown.page, "rawWrap");
    QVERIFY(wrap.isChecked());
    QCOMPARE(shown.view().lineWrapMode(), QPlainTextEdit::WidgetWidth);
    QTest::keyClick(&wrap, Qt::Key_Space);
    QCOMPARE(shown.view().lineWrapMode(), QPlainTextEdit::NoWrap);
}

void InspectRawTest::nothingIsLaidOutUnseen() {
    RawPage page;
    page.setBytes("{}");
    QVERIFY(child<RawView>(page, "rawView").toPlainText().isEmpty());
    page.show();
    QCOMPARE(child<RawView>(page, "rawView").toPlainText(), u"{}"_s);
}
