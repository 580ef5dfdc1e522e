// SPDX-License-Identifier: MIT
#include "app/documents/documentreader.h"

#include "app/documents/csvtext.h"
#include "app/documents/pdftext.h"
#include "app/documents/richtext.h"
#include "app/documents/textdecoder.h"
#include "app/documents/textgrid.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace documents {

namespace {

/// First bytes of formats that hold text for people but not for us; those left out here all have zero bytes.
bool looksBinary(const QByteArray &bytes) {
    static constexpr std::array<const char *, 8> magics{
        "\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF", "PK\x03\x04", "\xd0\xcf\x11\xe0", "ID3", "{\\rtf"};
    for (const char *magic : magics) {
        if (bytes.startsWith(magic))
            return true;
    }
    return bytes.left(4096).contains('\0') && !hasUtf16Mark(bytes);
}

Kind kindOfSuffix(const QString &fileName) {
    static const QHash<QString, Kind> kinds{{u"txt"_s, Kind::PlainText}, {u"text"_s, Kind::PlainText},
        {u"log"_s, Kind::PlainText}, {u"md"_s, Kind::Markdown}, {u"markdown"_s, Kind::Markdown},
        {u"html"_s, Kind::Html}, {u"htm"_s, Kind::Html}, {u"xhtml"_s, Kind::Html}, {u"csv"_s, Kind::Csv},
        {u"tsv"_s, Kind::Csv}};
    return kinds.value(QFileInfo(fileName).suffix().toLower(), Kind::Unreadable);
}

Kind kindOfMediaType(const QString &mediaType) {
    static const QHash<QString, Kind> kinds{{u"text/plain"_s, Kind::PlainText},
        {u"text/markdown"_s, Kind::Markdown}, {u"text/html"_s, Kind::Html},
        {u"application/xhtml+xml"_s, Kind::Html}, {u"text/csv"_s, Kind::Csv},
        {u"text/tab-separated-values"_s, Kind::Csv}};
    return kinds.value(mediaType.section(u';', 0, 0).trimmed().toLower(), Kind::Unreadable);
}

/// Suffixes of what is not text for people although it may consist of letters (a mail is headers and encoded
/// parts).
bool isForeignSuffix(const QString &fileName) {
    static const QStringList suffixes{u"doc"_s, u"docx"_s, u"rtf"_s, u"odt"_s, u"ppt"_s, u"pptx"_s, u"epub"_s,
        u"xls"_s, u"xlsx"_s, u"png"_s, u"jpg"_s, u"jpeg"_s, u"gif"_s, u"bmp"_s, u"tif"_s, u"tiff"_s,
        u"webp"_s, u"heic"_s, u"eml"_s, u"msg"_s, u"mp3"_s, u"wav"_s};
    return suffixes.contains(QFileInfo(fileName).suffix().toLower());
}

QList<Page> plainPages(const QString &text) {
    TextGrid grid;
    for (const QString &pageText : text.split(u'\f')) {
        grid.beginPage();
        const QStringList lines = pageText.split(u'\n');
        for (const QString &line : lines)
            grid.addText(line);
    }
    return grid.pages();
}

Reading checked(Reading reading) {
    const auto empty = [](const Page &page) {
        return page.lines.isEmpty();
    };
    if (reading.error.isEmpty() && std::all_of(reading.pages.cbegin(), reading.pages.cend(), empty))
        reading.error = QCoreApplication::translate("documents", "There is no text in this document.");
    return reading;
}

} // namespace

Kind kindOf(const QByteArray &bytes, const QString &fileName, const QString &mediaType) {
    QByteArray start = bytes.left(1024);
    if (start.startsWith("\xef\xbb\xbf"))
        start.remove(0, 3);
    start = start.trimmed();
    // Junk before a PDF is not rare; but a note about PDFs is a note.
    const bool calledPdf = QFileInfo(fileName).suffix().toLower() == "pdf"_L1 ||
                           (kindOfSuffix(fileName) == Kind::Unreadable &&
                               mediaType.section(u';', 0, 0).trimmed().toLower() == "application/pdf"_L1);
    if (start.startsWith("%PDF-") || (calledPdf && start.contains("%PDF-")))
        return Kind::Pdf;
    if (looksBinary(bytes) || isForeignSuffix(fileName))
        return Kind::Unreadable;
    if (const Kind kind = kindOfSuffix(fileName); kind != Kind::Unreadable)
        return kind;
    if (const Kind kind = kindOfMediaType(mediaType); kind != Kind::Unreadable)
        return kind;
    if (calledPdf)
        return Kind::Pdf;
    start = start.toLower();
    return start.startsWith("<!doctype html") || start.startsWith("<html") ? Kind::Html : Kind::PlainText;
}

Reading readText(const QByteArray &bytes) {
    return checked({Kind::PlainText, plainPages(decodeText(bytes)), {}});
}

Reading read(const QByteArray &bytes, const QString &fileName, const QString &mediaType,
    const std::atomic_bool *giveUp) {
    Reading reading;
    reading.kind = kindOf(bytes, fileName, mediaType);
    switch (reading.kind) {
    case Kind::Unreadable:
        reading.error = QCoreApplication::translate(
            "documents", "The sandbox reads text only: PDF with text, text, Markdown, HTML and CSV.");
        return reading;
    case Kind::Pdf:
        return readPdf(bytes, giveUp);
    case Kind::PlainText:
        return readText(bytes);
    case Kind::Markdown:
        reading = readMarkdown(decodeText(bytes), giveUp);
        break;
    case Kind::Html:
        reading = readHtml(decodeHtml(bytes), giveUp);
        break;
    case Kind::Csv:
        reading = readCsv(decodeText(bytes));
        break;
    }
    return checked(std::move(reading));
}

} // namespace documents
