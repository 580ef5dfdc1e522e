// SPDX-License-Identifier: MIT
#include "tests/results/tst_picturetext.h"

#include "app/results/base64reader.h"
#include "app/results/picturetext.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using results::PictureFormat;
using results::ResultDocument;

Q_DECLARE_METATYPE(results::PictureFormat)

namespace {

constexpr std::atomic_bool goOn = false;
const QByteArray png = QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) + QByteArray(41, '\x2a');

QByteArray quoted(const QByteArray &text) {
    return '"' + text + '"';
}

/// What a document that is this string decodes to.
std::optional<results::PictureFile> decoded(const QByteArray &text) {
    const auto document = ResultDocument::fromBytes(quoted(text));
    const auto picture = pictureIn(*document, document->root());
    return picture ? pictureFile(*document, *picture, goOn) : std::nullopt;
}

} // namespace

void TestPictureText::isRecognised_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("format"); // -1: none

    const auto add = [](const char *name, const QByteArray &file, PictureFormat format) {
        QTest::newRow(name) << quoted(file.leftJustified(60, '\0').toBase64()) << int(format);
    };
    add("PNG", png, PictureFormat::Png);
    add("JPEG", "\xff\xd8\xff\xe0", PictureFormat::Jpeg);
    add("GIF 87", "GIF87a", PictureFormat::Gif);
    add("GIF 89", "GIF89a", PictureFormat::Gif);
    add("TIFF", QByteArray("II*\0", 4), PictureFormat::Tiff);
    add("TIFF of the other end", QByteArray("MM\0*", 4), PictureFormat::Tiff);
    add("WebP", QByteArray("RIFF\1\2\3\4WEBP", 12), PictureFormat::WebP);
    add("BMP", QByteArray("BM") + QByteArray(12, '\1') + QByteArray("\x28\0\0\0", 4), PictureFormat::Bmp);
    const int none = -1;
    QTest::newRow("text that begins as BMP does")
        << quoted(QByteArray("BM is a name of a company of ours").toBase64()) << none;
    QTest::newRow("sound") << quoted(QByteArray("RIFF\1\2\3\4WAVE-and-more", 21).toBase64()) << none;
    QTest::newRow("PDF") << quoted(QByteArray("%PDF-1.7 and so on and on").toBase64()) << none;
    QTest::newRow("SVG") << quoted(QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>").toBase64())
                         << none;
    QTest::newRow("text") << quoted("iVBORw0KGgo is how they begin") << none;
    QTest::newRow("too short") << quoted(png.first(12).toBase64()) << none;
    QTest::newRow("empty") << quoted("") << none;
    QTest::newRow("address") << quoted("https://example.org/picture.png") << none;
    QTest::newRow("file address") << quoted("file:///etc/passwd.png") << none;
    QTest::newRow("number") << QByteArray("12345678901234567890") << none;
    QTest::newRow("container") << '[' + quoted(png.toBase64()) + ']' << none;
    QTest::newRow("data: of PNG") << quoted("data:image/png;base64," + png.toBase64())
                                  << int(PictureFormat::Png);
    QTest::newRow("data: that says something else")
        << quoted("data:text/plain;charset=utf-8;base64," + png.toBase64()) << int(PictureFormat::Png);
    QTest::newRow("data: in capitals")
        << quoted("DATA:IMAGE/PNG;BASE64," + png.toBase64()) << int(PictureFormat::Png);
    QTest::newRow("data: escaped") << quoted("data:image\\/png;base64," + png.toBase64())
                                   << int(PictureFormat::Png);
    QTest::newRow("data: without Base64") << quoted("data:image/png,iVBORw0KGgo") << none;
    QTest::newRow("data: that never begins") << quoted("data:" + QByteArray(5000, 'x')) << none;
}

void TestPictureText::isRecognised() {
    QFETCH(QByteArray, json);
    const auto document = ResultDocument::fromBytes(json);
    const auto picture = pictureIn(*document, document->root());
    QTEST(picture ? int(picture->format) : -1, "format");
}

void TestPictureText::isDecoded_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("whole");

    const QByteArray odd = png + QByteArray::fromHex("fbefbefbffff01"); // ++ and // in it
    const QByteArray letters = odd.toBase64();
    QVERIFY(letters.contains('+') && letters.contains('/'));
    QTest::newRow("usual") << letters << odd << true;
    QTest::newRow("URL-safe") << odd.toBase64(QByteArray::Base64UrlEncoding) << odd << true;
    QTest::newRow("without padding") << odd.toBase64(QByteArray::OmitTrailingEquals) << odd << true;
    QByteArray slashes = letters;
    QTest::newRow("escaped slashes") << slashes.replace("/", "\\/") << odd << true;
    QByteArray numbers = letters;
    QTest::newRow("as .NET writes it")
        << numbers.replace("+", "\\u002B").replace("=", "\\u003d") << odd << true;
    QByteArray lines = letters;
    lines.insert(40, "\\r\\n").insert(10, "\\n").append("\\n");
    QTest::newRow("lines") << lines << odd << true;
    QTest::newRow("half a group") << letters.chopped(3) << odd.chopped(1) << false;
    QTest::newRow("garbage behind") << png.toBase64().first(64) + "!garbage!" << png.first(48) << false;
    QTest::newRow("letters behind the end") << png.first(49).toBase64() + "AAAA" << png.first(49) << false;
    QTest::newRow("an escape of something else")
        << png.toBase64().first(64) + R"(\"AAAA)" << png.first(48) << false;
    QTest::newRow("not ASCII") << png.toBase64().first(64) + "é" << png.first(48) << false;
    QTest::newRow("too much padding") << png.first(48).toBase64() + "===" << png.first(48) << false;
}

void TestPictureText::isDecoded() {
    QFETCH(QByteArray, text);
    const auto file = decoded(text);
    QVERIFY(file);
    QTEST(file->bytes, "file");
    QTEST(file->isWhole, "whole");
}

/// However the pieces fall, also in the middle of an escape.
void TestPictureText::everyCutIsDecoded() {
    const QByteArray text = R"(iVBO\u002B\/A\nAB)";
    QByteArray whole;
    results::Base64Reader once;
    QVERIFY(once.read(text, whole));
    QVERIFY(!whole.isEmpty());
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        QByteArray file;
        results::Base64Reader reader;
        QVERIFY(reader.read(QByteArrayView(text).first(cut), file));
        QVERIFY(reader.read(QByteArrayView(text).sliced(cut), file));
        QCOMPARE(file, whole);
        QCOMPARE(reader.isWhole(), once.isWhole());
    }
}

void TestPictureText::isCancelled() {
    const auto document = ResultDocument::fromBytes(quoted(png.toBase64()));
    const auto picture = pictureIn(*document, document->root());
    QVERIFY(picture);
    QVERIFY(!pictureFile(*document, *picture, std::atomic_bool(true)));
}

void TestPictureText::largeOneOfAFile() {
    const QTemporaryDir folder;
    QByteArray large = png;
    while (large.size() < 3'000'000)
        large += QByteArray::number(large.size() * 7919);
    QFile file(folder.filePath(u"result.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"page\":" + quoted(large.toBase64()) + '}');
    file.close();
    const auto document = ResultDocument::fromSource(results::ByteSource::fromFile(file.fileName()));
    const auto picture = pictureIn(*document, document->member(document->root(), u"page"));
    QVERIFY(picture);
    const auto decoded = pictureFile(*document, *picture, goOn);
    QVERIFY(decoded && decoded->isWhole);
    QVERIFY(decoded->bytes == large);
}

void TestPictureText::fileThatBecameShorter() {
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"result.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(quoted((png + QByteArray(3'000'000, 'x')).toBase64()));
    file.close();
    const auto document = ResultDocument::fromSource(results::ByteSource::fromFile(file.fileName()));
    const auto picture = pictureIn(*document, document->root());
    QVERIFY(picture);
    QVERIFY(file.resize(1'000'000));
    QVERIFY(!pictureFile(*document, *picture, goOn));
}
