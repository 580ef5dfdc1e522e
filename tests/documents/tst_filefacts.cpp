// SPDX-License-Identifier: MIT
#include "tests/documents/tst_filefacts.h"

#include "app/documents/contenttype.h"
#include "app/documents/pdffacts.h"
#include "tests/documents/handmadepdf.h"

#include <QBuffer>
#include <QFile>
#include <QRandomGenerator>
#include <QtEndian>
#include <QtTest>

using namespace Qt::StringLiterals;
using documents::ContentType;
using documents::PdfFacts;

namespace {

QByteArray fileBytes(const char *path) {
    QFile file(QString::fromLocal8Bit(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Objects without a table of where they are; a reader finds them by looking.
QByteArray looseObjects(const QByteArrayList &objects) {
    QByteArray pdf = "%PDF-1.4\n";
    for (qsizetype i = 0; i < objects.size(); ++i)
        pdf += QByteArray::number(i + 1) + " 0 obj " + objects.at(i) + " endobj\n";
    return pdf + "trailer <</Root 1 0 R>>\n%%EOF\n";
}

const QByteArray catalog = "<</Type/Catalog/Pages 2 0 R>>";

ContentType typeOf(QByteArray bytes) {
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return documents::contentTypeOf(buffer);
}

} // namespace

void FileFactsTest::pdfStates_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("pages");
    const QByteArray three = support::handMadePdf({"BT ET", "BT ET", "BT ET"});
    const QByteArray sample = fileBytes(SAMPLES_DIR "/invoice-0847.pdf");
    QVERIFY(sample.size() > 1000);
    QTest::newRow("three pages") << three << int(PdfFacts::Sound) << 3;
    QTest::newRow("sample") << sample << int(PdfFacts::Sound) << 2;
    QTest::newRow("junk before") << "junk\n" + three << int(PdfFacts::Sound) << 3;
    QTest::newRow("password") << fileBytes(FIXTURES_DIR "/encrypted.pdf") << int(PdfFacts::Locked) << 0;
    QTest::newRow("printing forbidden")
        << fileBytes(FIXTURES_DIR "/owner-password.pdf") << int(PdfFacts::Sound) << 1;
    QTest::newRow("end missing") << three.left(three.indexOf("xref")) + "trailer <</Root 1 0 R>>"
                                 << int(PdfFacts::CutOff) << 3;
    QTest::newRow("first half") << sample.left(sample.size() / 2) << int(PdfFacts::Damaged) << 0;
    QTest::newRow("a header") << QByteArray("%PDF-1.7\n") << int(PdfFacts::Damaged) << 0;
    QTest::newRow("nothing") << QByteArray() << int(PdfFacts::Damaged) << 0;
    QTest::newRow("text") << QByteArray("Hello") << int(PdfFacts::Damaged) << 0;
    QTest::newRow("no pages") << looseObjects({catalog, "<</Type/Pages/Count 0/Kids[]>>"})
                              << int(PdfFacts::Damaged) << 0;
}

void FileFactsTest::pdfStates() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, state);
    QFETCH(int, pages);
    const PdfFacts facts = documents::pdfFacts(bytes);
    QCOMPARE(int(facts.state), state);
    QCOMPARE(facts.pages, pages);
}

void FileFactsTest::lyingPageCountIsCounted() {
    for (const QByteArray count : {"999999999", "-3", "(many)", "null"}) {
        const QByteArray pdf = looseObjects({catalog, "<</Type/Pages/Count " + count + "/Kids[3 0 R 4 0 R]>>",
            "<</Type/Page/Parent 2 0 R>>", "<</Type/Page/Parent 2 0 R>>"});
        QCOMPARE(documents::pdfFacts(pdf).pages, 2);
    }
}

void FileFactsTest::endlessPageTreeEnds() {
    const QByteArray pdf = looseObjects({catalog, "<</Type/Pages/Count 999999999/Kids[2 0 R 3 0 R 2 0 R]>>",
        "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 4 0 R]>>", "<</Type/Page/Parent 3 0 R>>"});
    QCOMPARE(documents::pdfFacts(pdf).pages, 1);
}

void FileFactsTest::deepPageTreeIsCounted() {
    constexpr int depth = 20'000;
    QByteArrayList objects{catalog};
    for (int i = 2; i < depth; ++i)
        objects << "<</Type/Pages/Kids[" + QByteArray::number(i + 1) + " 0 R]>>";
    objects << "<</Type/Page>>";
    const PdfFacts facts = documents::pdfFacts(looseObjects(objects), std::chrono::seconds(60));
    QCOMPARE(int(facts.state), int(PdfFacts::Sound));
    QCOMPARE(facts.pages, 1);
}

void FileFactsTest::givesUpInTime() {
    const QByteArray pdf = support::handMadePdf({"BT ET"});
    const PdfFacts facts = documents::pdfFacts(pdf, std::chrono::milliseconds(0));
    QCOMPARE(int(facts.state), int(PdfFacts::Unknown));
    QCOMPARE(facts.pages, 0);
}

void FileFactsTest::anyDamageIsSurvived() {
    QRandomGenerator random(847);
    const QByteArray sound = fileBytes(SAMPLES_DIR "/invoice-0847.pdf");
    int damaged = 0;
    for (int round = 0; round < 200; ++round) {
        QByteArray bytes = sound;
        for (int i = 0; i < 40; ++i)
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
        if (round % 4 == 0)
            bytes.truncate(random.bounded(int(bytes.size())));
        damaged += documents::pdfFacts(bytes).state != PdfFacts::Sound;
    }
    QVERIFY(damaged > 0);
}

void FileFactsTest::contents_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<bool>("sure");
    QTest::addColumn<bool>("text");
    const auto magic = [](const char *name, const QByteArray &bytes, const QString &suffix) {
        QTest::newRow(name) << bytes << suffix << true << false;
    };
    magic("pdf", "%PDF-1.7\n", u"pdf"_s);
    magic("pdf after junk", QByteArray("\0\1\2", 3) + QByteArray(900, ' ') + "%PDF-1.7\n", u"pdf"_s);
    magic("png", QByteArray("\x89PNG\r\n\x1a\n", 8), u"png"_s);
    magic("jpeg", "\xff\xd8\xff\xe1", u"jpg"_s);
    magic("gif", "GIF89a", u"gif"_s);
    magic("tiff, Intel", QByteArray("II*\0\x08", 5), u"tiff"_s);
    magic("tiff, Motorola", QByteArray("MM\0*", 4), u"tiff"_s);
    magic("bmp", QByteArray("BM") + QByteArray(12, '\0') + QByteArray("\x28\0\0\0", 4), u"bmp"_s);
    magic("webp", "RIFF....WEBPVP8 ", u"webp"_s);
    magic("wav", "RIFF....WAVEfmt ", u"wav"_s);
    magic("heic", QByteArray("\0\0\0\x18", 4) + "ftypheic", u"heic"_s);
    magic("mp3 with tags", QByteArray("ID3\4\0", 5), u"mp3"_s);
    magic("mp3", "\xff\xfb\x90\x64", u"mp3"_s);
    magic("rtf", "{\\rtf1\\ansi", u"rtf"_s);
    const QByteArray zip("PK\x03\x04", 4);
    magic("docx", zip + "[Content_Types].xml" + QByteArray(200'000, 'x') + "word/document.xml", u"docx"_s);
    magic("xlsx", zip + "xl/workbook.xml", u"xlsx"_s);
    magic("pptx", zip + "ppt/presentation.xml", u"pptx"_s);
    magic("odt", zip + QByteArray(26, '\0') + "mimetypeapplication/vnd.oasis.opendocument.text", u"odt"_s);
    magic("epub", zip + QByteArray(26, '\0') + "mimetypeapplication/epub+zip", u"epub"_s);
    magic("other zip", zip + "readme.txt", u"zip"_s);
    magic("cut off zip", zip, u"zip"_s);
    const auto letters = [](const char *name, const QByteArray &bytes, const QString &suffix) {
        QTest::newRow(name) << bytes << suffix << false << true;
    };
    letters("text", "Hello,\tworld\r\n", u"txt"_s);
    letters("one letter", "x", u"txt"_s);
    letters("text, UTF-16", QByteArray("\xff\xfeH\0i\0", 6), u"txt"_s);
    letters("text, Windows-1252",
        "Stra\xdf"
        "e",
        u"txt"_s);
    letters("html", "\xef\xbb\xbf \n<!DOCTYPE HTML>", u"html"_s);
    letters("mail", "Received: from a.example", u"eml"_s);
    letters("starts with BM", "BMW repair bill, 2026, three pages", u"txt"_s);
    letters("note about pdf", "see %PDF-1.4", u"pdf"_s);
    QTest::newRow("nothing") << QByteArray() << QString() << false << false;
    QTest::newRow("zeros") << QByteArray(5000, '\0') << QString() << false << false;
    QTest::newRow("noise") << QByteArray("\x01\x02\x03\x04\x05") << QString() << false << false;
}

void FileFactsTest::contents() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, suffix);
    QFETCH(bool, sure);
    QFETCH(bool, text);
    const ContentType type = typeOf(bytes);
    QCOMPARE(type.suffix, suffix);
    QCOMPARE(type.sure, sure);
    QCOMPARE(type.text, text);
    QVERIFY(!type.locked);
}

void FileFactsTest::oldOfficeByItsStreams_data() {
    QTest::addColumn<QString>("stream");
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<bool>("locked");
    QTest::newRow("word") << u"WordDocument"_s << u"doc"_s << false;
    QTest::newRow("excel") << u"Workbook"_s << u"xls"_s << false;
    QTest::newRow("powerpoint") << u"PowerPoint Document"_s << u"ppt"_s << false;
    QTest::newRow("outlook") << u"__properties_version1.0"_s << u"msg"_s << false;
    QTest::newRow("with a password") << u"EncryptedPackage"_s << u"ole"_s << true;
    QTest::newRow("something else") << u"Thumbs"_s << u"ole"_s << false;
}

void FileFactsTest::oldOfficeByItsStreams() {
    QFETCH(QString, stream);
    QFETCH(QString, suffix);
    QFETCH(bool, locked);
    QByteArray bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
    bytes.resize(512 * 22, '\0');
    qToLittleEndian<quint16>(9, bytes.data() + 30);
    qToLittleEndian<quint32>(20, bytes.data() + 48); // the directory is in sector 20
    const QByteArray name(reinterpret_cast<const char *>(stream.utf16()), stream.size() * 2);
    bytes.replace(512 * 21, name.size(), name);
    const ContentType type = typeOf(bytes);
    QCOMPARE(type.suffix, suffix);
    QCOMPARE(type.locked, locked);
    QVERIFY(type.sure);

    qToLittleEndian<quint32>(0xfffffffe, bytes.data() + 48); // a directory that is nowhere
    QCOMPARE(typeOf(bytes).suffix, u"ole"_s);
    QCOMPARE(typeOf(bytes.left(30)).suffix, u"ole"_s);
}
