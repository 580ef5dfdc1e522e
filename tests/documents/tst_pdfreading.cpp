// SPDX-License-Identifier: MIT
#include "tests/documents/tst_pdfreading.h"

#include "app/documents/documentreader.h"
#include "app/documents/linelayout.h"
#include "tests/documents/handmadepdf.h"

#include <QFile>
#include <QThread>
#include <QtTest>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using documents::Reading;

namespace {

QByteArray fileBytes(const char *path) {
    QFile file(QString::fromUtf8(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot open %s", path);
    return file.readAll();
}

QByteArray sample() {
    return fileBytes(SAMPLES_DIR "/invoice-0847.pdf");
}

/// In points.
std::optional<QRectF> boxOf(const documents::Page &page, const QString &text) {
    for (const documents::Line &line : page.lines) {
        for (const documents::Word &word : line.words) {
            if (word.text == text) {
                return QRectF(word.box.x() * page.size.width(), word.box.y() * page.size.height(),
                    word.box.width() * page.size.width(), word.box.height() * page.size.height());
            }
        }
    }
    return {};
}

QStringList lineTexts(const documents::Page &page) {
    return page.text().split(u'\n');
}

} // namespace

void PdfReadingTest::wordsOfTheSample_data() {
    QTest::addColumn<int>("page");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QRectF>("cell"); // of the font, as `pdftotext -bbox` has it; ours is the ink inside
    const auto row = [](int page, const QString &word, double left, double top, double right, double bottom) {
        QTest::addRow("%s", qPrintable(word))
            << page << word << QRectF(QPointF(left, top), QPointF(right, bottom));
    };
    row(0, u"INVOICE"_s, 56.000, 102.206, 165.809, 137.618);
    row(0, u"INV-2024-0847"_s, 476.744, 152.379, 539.001, 164.637);
    row(0, u"Torque"_s, 64.000, 288.845, 95.165, 301.784);
    row(1, u"$4,087.50"_s, 476.126, 266.172, 531.002, 282.516);
    row(1, u"billing@brindle-moss.example"_s, 218.023, 448.379, 345.927, 460.637);
}

void PdfReadingTest::wordsOfTheSample() {
    QFETCH(int, page);
    QFETCH(QString, word);
    QFETCH(QRectF, cell);
    const Reading reading = documents::read(sample(), u"invoice.pdf"_s);
    QCOMPARE(reading.error, QString());
    QCOMPARE(reading.kind, documents::Kind::Pdf);
    QCOMPARE(reading.pages.size(), 2);
    QCOMPARE(reading.pages[page].size, QSizeF(595, 842));
    const auto box = boxOf(reading.pages[page], word);
    QVERIFY(box.has_value());
    QVERIFY2(std::abs(box->left() - cell.left()) < 1.6, qPrintable(QString::number(box->left())));
    QVERIFY2(std::abs(box->right() - cell.right()) < 1.6, qPrintable(QString::number(box->right())));
    QVERIFY(box->top() > cell.top() && box->bottom() < cell.bottom());
    QVERIFY(box->height() > 0.4 * cell.height());
}

void PdfReadingTest::rowsAreLines() {
    const Reading reading = documents::read(sample(), u"invoice.pdf"_s);
    QVERIFY(lineTexts(reading.pages[0]).contains(u"Workbench vice, 125 mm 3 $118.00 $354.00"_s));
    QVERIFY(lineTexts(reading.pages[0]).contains(u"Description Qty Unit price Amount"_s));
    QVERIFY(lineTexts(reading.pages[1]).contains(u"Total due $4,087.50"_s));
    // Two lines that the PDF draws as one.
    QVERIFY(lineTexts(reading.pages[1])
                .contains(u"Goods remain our property until they are paid for. Thank you for your order."_s));
    for (const documents::Page &page : reading.pages) {
        double last = 0;
        for (const documents::Line &line : page.lines) {
            QVERIFY(line.box().center().y() >= last);
            last = line.box().center().y();
            QVERIFY(QRectF(0, 0, 1, 1).contains(line.box()));
        }
    }
}

void PdfReadingTest::ligaturesAreLetters() {
    const Reading reading = documents::read(sample(), u"invoice.pdf"_s);
    QVERIFY(reading.pages[0].text().contains(u"Parts washer fluid"_s));
    QVERIFY(boxOf(reading.pages[1], u"certificate"_s).has_value());
}

void PdfReadingTest::boxesOfAWholeRun() {
    const QByteArray pdf = support::handMadePdf({"BT /F1 12 Tf 72 700 Td (Hello wide world) Tj ET"});
    const Reading reading = documents::read(pdf, u"x.pdf"_s);
    QCOMPARE(reading.error, QString());
    QCOMPARE(reading.pages[0].text(), u"Hello wide world"_s);
    // Helvetica: Hello 27.3, space 3.3, wide 24.7 points; the baseline is 92 points from the top.
    const auto hello = boxOf(reading.pages[0], u"Hello"_s);
    const auto wide = boxOf(reading.pages[0], u"wide"_s);
    QVERIFY(std::abs(hello->left() - 72) < 2 && std::abs(hello->right() - 99.3) < 2);
    QVERIFY(std::abs(wide->left() - 102.7) < 2 && std::abs(wide->right() - 127) < 2.5);
    QVERIFY(hello->top() > 80 && hello->bottom() < 95);
}

void PdfReadingTest::drawingOrderDoesNotMatter() {
    const QByteArray pdf =
        support::handMadePdf({"BT /F1 12 Tf 300 500 Td (right) Tj ET BT /F1 12 Tf 72 400 Td (below) Tj ET "
                              "BT /F1 12 Tf 72 500 Td (left) Tj ET BT /F1 12 Tf 72 700 Td (above) Tj ET"});
    const Reading reading = documents::read(pdf, u"x.pdf"_s);
    QCOMPARE(lineTexts(reading.pages[0]), QStringList({u"above"_s, u"left right"_s, u"below"_s}));
}

void PdfReadingTest::longDocumentsKeepBoxesInsideTheirLine() {
    const QByteArrayList pages(31, "BT /F1 12 Tf 72 700 Td (Hello wide world) Tj ET");
    const Reading reading = documents::read(support::handMadePdf(pages), u"x.pdf"_s);
    QCOMPARE(reading.pages.size(), 31);
    const auto hello = boxOf(reading.pages[30], u"Hello"_s);
    const auto world = boxOf(reading.pages[30], u"world"_s);
    QVERIFY(std::abs(hello->left() - 72) < 2);
    QVERIFY(hello->right() < world->left());
    QVERIFY(std::abs(world->right() - 160.8) < 3);
}

void PdfReadingTest::turnedAndCroppedPages_data() {
    QTest::addColumn<QByteArray>("pageEntries");
    QTest::addColumn<QByteArray>("treeEntries");
    QTest::addColumn<QByteArray>("matrix"); ///< puts the text upright on the page as it is shown
    QTest::addColumn<QSizeF>("size");
    const QByteArray box = "/MediaBox [0 0 612 792]";
    const QSizeF portrait(612, 792);
    const QSizeF landscape(792, 612);
    QTest::newRow("plain") << box << QByteArray() << QByteArray("1 0 0 1 0 0") << portrait;
    QTest::newRow("90") << box + " /Rotate 90" << QByteArray() << QByteArray("0 1 -1 0 612 0") << landscape;
    QTest::newRow("180") << box + " /Rotate 180" << QByteArray() << QByteArray("-1 0 0 -1 612 792")
                         << portrait;
    QTest::newRow("270") << box + " /Rotate 270" << QByteArray() << QByteArray("0 -1 1 0 0 792") << landscape;
    QTest::newRow("-90") << box + " /Rotate -90" << QByteArray() << QByteArray("0 -1 1 0 0 792") << landscape;
    QTest::newRow("inherited") << QByteArray() << box + " /Rotate 90" << QByteArray("0 1 -1 0 612 0")
                               << landscape;
    QTest::newRow("origin elsewhere") << QByteArray("/MediaBox [-100 200 512 992]") << QByteArray()
                                      << QByteArray("1 0 0 1 -100 200") << portrait;
    QTest::newRow("cropped") << QByteArray("/MediaBox [0 0 700 900] /CropBox [50 60 662 852]") << QByteArray()
                             << QByteArray("1 0 0 1 50 60") << portrait;
    QTest::newRow("crop beyond the page") << QByteArray("/MediaBox [50 60 662 852] /CropBox [0 0 1000 1000]")
                                          << QByteArray() << QByteArray("1 0 0 1 50 60") << portrait;
    QTest::newRow("cropped and turned")
        << QByteArray("/MediaBox [0 0 700 900] /CropBox [50 60 662 852] /Rotate 270") << QByteArray()
        << QByteArray("0 -1 1 0 50 852") << landscape;
}

void PdfReadingTest::turnedAndCroppedPages() {
    QFETCH(QByteArray, pageEntries);
    QFETCH(QByteArray, treeEntries);
    QFETCH(QByteArray, matrix);
    QFETCH(QSizeF, size);
    // 92 points below the upper edge of what is shown.
    const QByteArray up = QByteArray::number(size.height() - 92);
    const QByteArray content = "q " + matrix + " cm BT /F1 12 Tf 72 " + up +
                               " Td (Hello wide world) Tj ET BT /F1 12 Tf 300 " + up +
                               " Td (right) Tj ET BT /F1 12 Tf 72 300 Td (below) Tj ET Q";
    const Reading reading =
        documents::read(support::handMadePdf({content}, pageEntries, treeEntries), u"x.pdf"_s);
    QCOMPARE(reading.error, QString());
    const documents::Page &page = reading.pages[0];
    QCOMPARE(page.size, size);
    QCOMPARE(lineTexts(page), QStringList({u"Hello wide world right"_s, u"below"_s}));
    const auto hello = boxOf(page, u"Hello"_s);
    const auto wide = boxOf(page, u"wide"_s);
    QVERIFY2(std::abs(hello->left() - 72) < 2 && std::abs(hello->right() - 99.3) < 2,
        qPrintable(QDebug::toString(*hello)));
    QVERIFY(std::abs(wide->left() - 102.7) < 2 && std::abs(wide->right() - 127) < 2.5);
    QVERIFY(hello->top() > 80 && hello->bottom() < 95);
}

void PdfReadingTest::wordsOffThePageAreNotRead() {
    const QByteArray pdf = support::handMadePdf({"BT /F1 12 Tf 72 700 Td (seen) Tj ET BT /F1 12 Tf 72 20 Td "
                                                 "(cropped) Tj ET BT /F1 12 Tf -200 700 Td (outside) Tj ET"},
        "/MediaBox [0 0 612 792] /CropBox [0 100 612 792]", {});
    QCOMPARE(documents::read(pdf, u"x.pdf"_s).pages[0].text(), u"seen"_s);
}

void PdfReadingTest::wordsWithoutAPlaceKeepTheirLine() {
    const auto line = [](const QStringList &words, const QRectF &box = {}) {
        documents::Line made;
        for (const QString &word : words)
            made.words.append({word, box});
        return made;
    };
    const QList<documents::Line> lines = documents::linesByPlace({line({u"last"_s}, {0, 0.9, 0.1, 0.1}),
        line({u"a"_s, u"b"_s}), line({u"c"_s}), line({u"first"_s}, {0, 0.1, 0.1, 0.1})});
    QStringList texts;
    for (const documents::Line &found : lines)
        texts << found.text();
    QCOMPARE(texts, QStringList({u"first"_s, u"last"_s, u"a b"_s, u"c"_s}));
    QCOMPARE(documents::splitByHeight(line({u"a"_s, u"b"_s}).words).size(), 1);
}

void PdfReadingTest::worksOnAnotherThread() {
    Reading reading;
    const std::unique_ptr<QThread> thread(
        QThread::create([&reading] { reading = documents::read(sample(), u"invoice.pdf"_s); }));
    thread->start();
    QVERIFY(thread->wait());
    QCOMPARE(reading.error, QString());
    QCOMPARE(reading.pages.size(), 2);
}

void PdfReadingTest::givesUpBetweenPages() {
    const std::atomic_bool giveUp = true;
    QVERIFY(documents::read(sample(), u"invoice.pdf"_s, {}, &giveUp).pages.isEmpty());
}

void PdfReadingTest::refusals_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("encrypted") << fileBytes(FIXTURES_DIR "/encrypted.pdf") << u"encrypted"_s;
    QTest::newRow("broken") << QByteArray("%PDF-1.7\nthis is not a PDF") << u"broken"_s;
    QTest::newRow("cut off") << sample().first(3000) << u"broken"_s;
    QTest::newRow("by name only") << QByteArray("\x01\x02\x03") << u"broken"_s;
    QTest::newRow("no text") << support::handMadePdf({"1 0 0 RG 72 72 200 200 re S"})
                             << u"no text in this PDF"_s;
    QTest::newRow("no pages") << support::handMadePdf({}) << u"broken"_s;
}

void PdfReadingTest::refusals() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const Reading reading = documents::read(bytes, u"x.pdf"_s);
    QCOMPARE(reading.kind, documents::Kind::Pdf);
    QVERIFY2(reading.error.contains(words), qPrintable(reading.error));
}
