// SPDX-License-Identifier: MIT
#include "tests/results/tst_valuepages.h"

#include "app/results/displaytext.h"
#include "app/results/valuepages.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using results::ResultDocument;
using results::ValuePages;

namespace {

constexpr std::atomic_bool goOn = false;

ValuePages pagesOf(const QByteArray &text) {
    const auto document = ResultDocument::fromBytes(text);
    return {document, document->root()};
}

} // namespace

void TestValuePages::shortValues_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("characters");
    QTest::addColumn<int>("lineFeeds");
    QTest::addColumn<int>("bytes");

    QTest::newRow("text") << QByteArray("\"abc\"") << u"abc"_s << 3 << 0 << 3;
    QTest::newRow("empty") << QByteArray("\"\"") << u""_s << 0 << 0 << 0;
    QTest::newRow("escapes") << QByteArray(R"("a\n\t\"\\\u00e9\/")") << u"a\n\t\"\\é/"_s << 7 << 1 << 17;
    QTest::newRow("escaped line feed by number") << QByteArray(R"("\u000a")") << u"\n"_s << 1 << 1 << 6;
    QTest::newRow("pair of surrogates") << QByteArray(R"("\ud83d\ude00")") << u"😀"_s << 1 << 0 << 12;
    QTest::newRow("lone surrogate") << QByteArray(R"("\ud83dx")") << u"\ufffdx"_s << 2 << 0 << 7;
    QTest::newRow("UTF-8") << QByteArray("\"é日😀\"") << u"é日😀"_s << 3 << 0 << 9;
    QTest::newRow("not UTF-8") << QByteArray("\"a\xff\"") << u"a\ufffd"_s << 2 << 0 << 2;
    QTest::newRow("not UTF-8, overlong")
        << QByteArray("\"\xe0\x80\xaf\xf0\x80\x80\xaf\"") << QString(7, u'\ufffd') << 7 << 0 << 7;
    QTest::newRow("not UTF-8, half a pair")
        << QByteArray("\"\xed\xa0\x80\"") << QString(3, u'\ufffd') << 3 << 0 << 3;
    QTest::newRow("not UTF-8, beyond Unicode")
        << QByteArray("\"\xf4\x90\x80\x80\"") << QString(4, u'\ufffd') << 4 << 0 << 4;
    QTest::newRow("not UTF-8, cut at the end")
        << QByteArray("\"\xe6\x97\"") << QString(2, u'\ufffd') << 2 << 0 << 2;
    QTest::newRow("number as it is") << QByteArray("1.10e400") << u"1.10e400"_s << 8 << 0 << 8;
    QTest::newRow("long number") << QByteArray("12345678901234567890") << u"12345678901234567890"_s << 20 << 0
                                 << 20;
    QTest::newRow("null") << QByteArray("null") << u"null"_s << 4 << 0 << 4;
    QTest::newRow("container as received")
        << QByteArray("{\"a\": [1,\n \"\\u00e9\"]}") << u"{\"a\": [1,\n \"\\u00e9\"]}"_s << 21 << 1 << 21;
}

void TestValuePages::shortValues() {
    QFETCH(QByteArray, json);
    ValuePages pages = pagesOf(json);
    QTEST(pages.page(0).value_or(u"nothing"_s), "text");
    QVERIFY(pages.allKnown());
    QCOMPARE(pages.known(), 1);
    QTEST(int(pages.characters()), "characters");
    QTEST(int(pages.lineFeeds()), "lineFeeds");
    QTEST(int(pages.bytes()), "bytes");
    QVERIFY(!pages.page(1));
}

void TestValuePages::pagesAreTheWholeText_data() {
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<int>("before"); // so that a page ends at every place of the unit

    const QByteArrayList units{"x", "\\\\", "\\n", "é", "日", "😀", "\\u00e9", R"(\ud83d\ude00)",
        R"(\\\u0041)", "\xff", "\xf0\x9f", "\xed\xa0\x80", R"(\ud83d)"};
    for (const QByteArray &unit : units) {
        for (int before = 0; before < 3; ++before)
            QTest::addRow("%s %d", unit.toPercentEncoding().constData(), before) << unit << before;
    }
}

void TestValuePages::pagesAreTheWholeText() {
    QFETCH(QByteArray, unit);
    QFETCH(int, before);
    const QByteArray json = '"' + QByteArray(before, '.') + unit.repeated(50'000) + '"';
    const auto document = ResultDocument::fromBytes(json);
    ValuePages pages(document, document->root());
    QString text;
    for (int page = 0;; ++page) {
        const auto part = pages.page(page);
        if (!part)
            break;
        QVERIFY2(part->size() <= ValuePages::pageLength, qPrintable(QString::number(part->size())));
        QVERIFY(!part->isEmpty());
        text += *part;
    }
    QCOMPARE(text, document->text(document->root()));
    QVERIFY(pages.known() > 2);
    // In one go it finds the same.
    ValuePages counted(document, document->root());
    QVERIFY(counted.readAll(goOn));
    QCOMPARE(counted.characters(), pages.characters());
    QCOMPARE(counted.known(), pages.known());
    for (int page = 0; page < pages.known(); ++page)
        QCOMPARE(counted.firstCharacter(page), pages.firstCharacter(page));
}

void TestValuePages::readsNoFurtherThanAsked() {
    ValuePages pages = pagesOf('"' + QByteArray(4'000'000, 'x') + '"');
    QCOMPARE(pages.page(0)->size(), ValuePages::pageLength);
    QCOMPARE(pages.known(), 2);
    QVERIFY(!pages.allKnown());
    QCOMPARE(pages.characters(), ValuePages::pageLength);
    QCOMPARE(pages.bytes(), 4'000'000);
}

void TestValuePages::anyPageInAnyOrder() {
    QByteArray text;
    for (int i = 0; text.size() < 200'000; ++i)
        text += QByteArray::number(i) + R"(\n)";
    ValuePages pages = pagesOf('"' + text + '"');
    const QString seventh = *pages.page(7);
    const QString first = *pages.page(0);
    QVERIFY(first.startsWith(u"0\n1\n2\n"_s));
    QVERIFY(pages.readAll(goOn));
    QCOMPARE(*pages.page(7), seventh);
    QCOMPARE(*pages.page(0), first);
    ValuePages copy = pages;
    QCOMPARE(*copy.page(7), seventh);
}

void TestValuePages::whatIsNotThere() {
    ValuePages none;
    QVERIFY(!none.page(0));
    QCOMPARE(none.known(), 0);
    QVERIFY(none.readAll(goOn));
    QVERIFY(!pagesOf("1").page(-1));
    const auto document = ResultDocument::fromBytes("nonsense");
    QVERIFY(!ValuePages(document, document->root()).page(0));
}

void TestValuePages::isCancelled() {
    ValuePages pages = pagesOf('"' + QByteArray(1'000'000, 'x') + '"');
    QVERIFY(!pages.readAll(std::atomic_bool(true)));
    QVERIFY(!pages.allKnown());
}

void TestValuePages::fileThatBecameShorter() {
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"result.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write('"' + QByteArray(3'000'000, 'x') + '"');
    file.close();
    const auto document = ResultDocument::fromSource(results::ByteSource::fromFile(file.fileName()));
    ValuePages pages(document, document->root());
    QCOMPARE(pages.page(0)->size(), ValuePages::pageLength);
    QVERIFY(file.resize(1'000'000));
    QVERIFY(!pages.readAll(goOn));
    QVERIFY(!pages.allKnown());
    QVERIFY(pages.page(3)); // what is there still is
}

void TestValuePages::linesAreShown_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("lines");

    QTest::newRow("line feeds") << u"a\nb\n"_s << u"a\nb\n"_s;
    QTest::newRow("of Windows") << u"a\r\nb"_s << u"a\nb"_s;
    QTest::newRow("of old") << u"a\rb"_s << u"a\nb"_s;
    QTest::newRow("separators") << u"a\u2028b\u2029c"_s << u"a\nb\nc"_s;
    QTest::newRow("tab") << u"a\tb"_s << u"a\tb"_s;
    QTest::newRow("controls") << QString(u'\0') + u'\x1b' << u"␀␛"_s;
    QTest::newRow("return sign") << u"a↵b"_s << u"a↵b"_s;
    QTest::newRow("long") << QString(5000, u'x') << QString(5000, u'x');
}

void TestValuePages::linesAreShown() {
    QFETCH(QString, text);
    QTEST(results::displayLines(text), "lines");
}
