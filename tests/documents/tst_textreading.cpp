// SPDX-License-Identifier: MIT
#include "tests/documents/tst_textreading.h"

#include "app/documents/csvtext.h"
#include "app/documents/documentreader.h"
#include "app/documents/textdecoder.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using documents::Kind;
using documents::Reading;

void TextReadingTest::kinds_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QString>("mediaType");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &fileName,
                         const QString &mediaType, Kind kind) {
        QTest::newRow(name) << bytes << fileName << mediaType << kind;
    };
    row("content before suffix", "%PDF-1.4 ...", u"a.txt"_s, {}, Kind::Pdf);
    row("junk before the magic", "\n\n%PDF-1.4 ...", u"a"_s, {}, Kind::Pdf);
    row("mark and junk before the magic", "\xef\xbb\xbf \n%PDF-1.4 ...", u"a"_s, {}, Kind::Pdf);
    row("notes about PDF", "The file begins with %PDF-1.4", u"a.txt"_s, {}, Kind::PlainText);
    row("notes without a suffix", "The file begins with %PDF-1.4", u"a"_s, {}, Kind::PlainText);
    row("junk, but called so", "HTTP/1.1 200 OK\n\n%PDF-1.4", u"a.pdf"_s, {}, Kind::Pdf);
    row("junk, but declared so", "oops%PDF-1.4", u"a"_s, u"application/pdf"_s, Kind::Pdf);
    row("declared so", "oops", u"a"_s, u"application/pdf"_s, Kind::Pdf);
    row("text", "hello", u"a.TXT"_s, u"application/pdf"_s, Kind::PlainText);
    row("no suffix", "hello", u"a"_s, {}, Kind::PlainText);
    row("no suffix, html", " <!DOCTYPE HTML><p>x", u"a"_s, {}, Kind::Html);
    row("by media type", "a,b", u"a"_s, u"text/csv; charset=utf-8"_s, Kind::Csv);
    row("markdown", "# a", u"a.markdown"_s, {}, Kind::Markdown);
    row("html", "<p>", u"a.htm"_s, {}, Kind::Html);
    row("png", "\x89PNG\r\n\x1a\n", u"a.txt"_s, {}, Kind::Unreadable);
    row("jpeg", "\xff\xd8\xff\xe0", u"a"_s, {}, Kind::Unreadable);
    row("docx", "PK\x03\x04", u"a.docx"_s, {}, Kind::Unreadable);
    row("rtf", "{\\rtf1 hello}", u"a.rtf"_s, {}, Kind::Unreadable);
    row("mail", "From: a@b.example", u"a.eml"_s, {}, Kind::Unreadable);
    row("zero bytes", QByteArray("ab\0cd", 5), u"a.txt"_s, {}, Kind::Unreadable);
    row("utf-16 has zero bytes",
        QByteArray("\xff\xfe"
                   "a\0",
            4),
        u"a.txt"_s, {}, Kind::PlainText);
}

void TextReadingTest::kinds() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, fileName);
    QFETCH(QString, mediaType);
    QTEST(documents::kindOf(bytes, fileName, mediaType), "kind");
}

void TextReadingTest::encodings_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("utf-8") << QByteArray("caf\xc3\xa9\nb");
    QTest::newRow("utf-8 with mark") << QByteArray("\xef\xbb\xbf"
                                                   "caf\xc3\xa9\r\nb");
    QTest::newRow("utf-16 little") << QByteArray("\xff\xfe"
                                                 "c\0a\0f\0\xe9\0\n\0b\0",
        14);
    QTest::newRow("utf-16 big") << QByteArray("\xfe\xff\0c\0a\0f\0\xe9\0\n\0b", 14);
    QTest::newRow("latin-1") << QByteArray("caf\xe9\rb");
}

void TextReadingTest::encodings() {
    QFETCH(QByteArray, bytes);
    QCOMPARE(documents::decodeText(bytes), u"café\nb"_s);
}

void TextReadingTest::windows1252() {
    const QString text = u"Total € 5 – “due” ’til"_s;
    const QByteArray bytes = "Total \x80 5 \x96 \x93"
                             "due\x94 \x92"
                             "til";
    QCOMPARE(documents::decodeText(bytes), text);
    for (const QByteArray charset : {"windows-1252", "ISO-8859-1"}) {
        const QByteArray head = "<meta charset=\"" + charset + "\">";
        QCOMPARE(documents::decodeHtml(head + bytes), QString::fromLatin1(head) + text);
    }
}

void TextReadingTest::csv_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<QStringList>>("rows");
    using Rows = QList<QStringList>;
    QTest::newRow("comma") << u"a,b\n1,2\n"_s << Rows{{u"a"_s, u"b"_s}, {u"1"_s, u"2"_s}};
    QTest::newRow("semicolon, decimal commas")
        << u"a;b\n1,5;2,5"_s << Rows{{u"a"_s, u"b"_s}, {u"1,5"_s, u"2,5"_s}};
    QTest::newRow("tab") << u"a\tb c\n1\t2"_s << Rows{{u"a"_s, u"b c"_s}, {u"1"_s, u"2"_s}};
    QTest::newRow("quotes") << u"\"a,\"\"x\"\"\",\"b\nc\"\n1,2"_s
                            << Rows{{u"a,\"x\""_s, u"b\nc"_s}, {u"1"_s, u"2"_s}};
    QTest::newRow("empty cells and rows")
        << u"a,,c\n\n,,\n1,,3"_s << Rows{{u"a"_s, {}, u"c"_s}, {u"1"_s, {}, u"3"_s}};
    QTest::newRow("ragged") << u"a;b;c\n1;2"_s << Rows{{u"a"_s, u"b"_s, u"c"_s}, {u"1"_s, u"2"_s}};
    QTest::newRow("one column") << u"a\nb c"_s << Rows{{u"a"_s}, {u"b c"_s}};
    QTest::newRow("quote never closed") << u"a,\"b\nc"_s << Rows{{u"a"_s, u"b\nc"_s}};
    QTest::newRow("nothing") << QString() << Rows{};
}

void TextReadingTest::csv() {
    QFETCH(QString, text);
    QFETCH(QList<QStringList>, rows);
    const QList<QStringList> parsed = documents::parseCsv(text);
    QCOMPARE(parsed.size(), rows.size());
    for (qsizetype i = 0; i < rows.size(); ++i)
        QCOMPARE(parsed[i], rows[i]);
}

void TextReadingTest::csvBecomesATable() {
    const Reading reading = documents::read("name,qty\n\"Bolt, long\",12\nNut,5\n", u"a.csv"_s);
    QCOMPARE(reading.pages.size(), 1);
    const documents::Page &page = reading.pages[0];
    QCOMPARE(page.text(), u"name qty\nBolt, long 12\nNut 5"_s);
    QCOMPARE(page.lines[1].words.last().box.left(), page.lines[0].words.last().box.left());
    QCOMPARE(page.lines[2].words.last().box.left(), page.lines[0].words.last().box.left());
    for (const documents::Line &line : page.lines)
        QCOMPARE(line.table, 1);
}

void TextReadingTest::htmlAsShown() {
    const Reading reading =
        documents::read("<html><head><title>no</title><style>p{color:red}</style>"
                        "<script>document.write('no')</script></head><body><h2>Caf&eacute; &amp; Bar</h2>"
                        "<p>one<br>two&nbsp;three &lt;x&gt;</p><ul><li>four</ul>"
                        "<table><tr><th>Item<th>Qty</tr><tr><td>Green <b>tea</b><td>2</table></body></html>",
            u"a.html"_s);
    QCOMPARE(reading.error, QString());
    QCOMPARE(reading.pages[0].text(), u"Café & Bar\none\ntwo three <x>\nfour\nItem Qty\nGreen tea 2"_s);
    QCOMPARE(reading.pages[0].lines[0].heading, 2);
    QCOMPARE(reading.pages[0].lines[1].heading, 0);
    QCOMPARE(reading.pages[0].lines[4].table, 1);
    QCOMPARE(reading.pages[0].lines[3].table, 0);
}

void TextReadingTest::htmlLoadsNothing() {
    QTemporaryDir folder;
    const QString style = folder.filePath(u"s.css"_s);
    QFile file(style);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("p { display: none }");
    file.close();
    const QString html =
        u"<link rel=stylesheet href=\"%1\"><style>@import url(%1);</style><p>seen<img src=\"%1\"></p>"
        u"<template>no</template><!-- no -->"_s.arg(style);
    QCOMPARE(documents::read(html.toUtf8(), u"a.html"_s).pages[0].text(), u"seen"_s);
}

void TextReadingTest::htmlCharset() {
    QCOMPARE(
        documents::decodeHtml("<meta charset=\"iso-8859-1\">\xc3\xa9"), u"<meta charset=\"iso-8859-1\">Ã©"_s);
    QCOMPARE(documents::decodeHtml("<meta charset=\"utf-8\">\xc3\xa9"), u"<meta charset=\"utf-8\">é"_s);
}

void TextReadingTest::htmlUnclosed_data() {
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("text");
    QTest::newRow("paragraphs") << QByteArray("<p>one<p><b>two<div>three") << u"one\ntwo\nthree"_s;
    QTest::newRow("items") << QByteArray("<ul><li>one<li>two<ul><li>in</ul><li>three</ul>")
                           << u"one\ntwo\nin\nthree"_s;
    QTest::newRow("cells") << QByteArray("<table><tr><td>1<td>2<tr><td>3<td>4</table>x") << u"1 2\n3 4\nx"_s;
    QTest::newRow("stray ends") << QByteArray("a</b></p></table><p>b") << u"a\nb"_s;
    QTest::newRow("no tags") << QByteArray("1 < 2 <3 & 4 > 3") << u"1 < 2 <3 & 4 > 3"_s;
    QTest::newRow("quotes") << QByteArray("<p title=\"<script>\" lang='>'>a</p>") << u"a"_s;
    QTest::newRow("script never closed") << QByteArray("<p>a</p><script>b<p>c") << u"a"_s;
    QTest::newRow("comment never closed") << QByteArray("<p>a</p><!-- b<p>c") << u"a"_s;
    QTest::newRow("capitals") << QByteArray("<P>a</P><SCRIPT>b</SCRIPT ><P>c") << u"a\nc"_s;
}

void TextReadingTest::htmlUnclosed() {
    QFETCH(QByteArray, html);
    QTEST(documents::read(html, u"a.html"_s).pages[0].text(), "text");
}

void TextReadingTest::htmlHidden_data() {
    QTest::addColumn<QByteArray>("html");
    QTest::newRow("attribute") << QByteArray("<div hidden>no<div>no</div></div><p>seen");
    QTest::newRow("style") << QByteArray("<p style=\"color:red; Display : None !important\">no</p><p>seen");
    QTest::newRow("inside a line") << QByteArray("<p>se<span hidden=\"\">no</span>en</p>");
    QTest::newRow("paragraph not closed") << QByteArray("<p hidden>no<p>seen");
    QTest::newRow("only called so") << QByteArray("<p class=hidden title=\"display:none\">seen</p>");
    QTest::newRow("another property") << QByteArray("<p style=\"x-display:none\">seen</p>");
    QTest::newRow("row of a table") << QByteArray(
        "<table><tr hidden><td>no<tr><td>seen<td style='display:none'>no</table>");
    QTest::newRow("in a template") << QByteArray("<template><p>no</p></template>seen");
}

void TextReadingTest::htmlHidden() {
    QFETCH(QByteArray, html);
    QCOMPARE(documents::read(html, u"a.html"_s).pages[0].text(), u"seen"_s);
}

void TextReadingTest::hostileHtmlIsQuick_data() {
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("words");
    QTest::newRow("in markdown") << "# a\n\n<ul>" + QByteArray("<li>x").repeated(30'000) << QString();
    QTest::newRow("scripts never closed") << QByteArray("<script>").repeated(200'000) << u"no text"_s;
    QTest::newRow("nested") << QByteArray("<div>").repeated(50'000) + "x" << u"more than 500 deep"_s;
    QTest::newRow("tags never closed") << QByteArray("<a ").repeated(300'000) << u"no text"_s;
    QTest::newRow("list items never closed") << "<ul>" + QByteArray("<li>x").repeated(30'000) << QString();
    QTest::newRow("deep, and then flat")
        << QByteArray("<b>").repeated(400) + QByteArray("<p>x</i></u>").repeated(30'000) << QString();
}

void TextReadingTest::hostileHtmlIsQuick() {
    QFETCH(QByteArray, html);
    QFETCH(QString, words);
    QElapsedTimer timer;
    timer.start();
    const Reading reading = documents::read(html, html.startsWith('#') ? u"a.md"_s : u"a.html"_s);
    // Tens of milliseconds; tens of seconds where the time grows with the square of the size.
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(reading.error.isEmpty(), words.isEmpty());
    QVERIFY2(reading.error.contains(words), qPrintable(reading.error));
}

void TextReadingTest::givesUp() {
    const std::atomic_bool giveUp = true;
    QVERIFY(documents::read("<p>a", u"a.html"_s, {}, &giveUp).pages.isEmpty());
    QVERIFY(documents::read("a", u"a.md"_s, {}, &giveUp).pages.isEmpty());
}

void TextReadingTest::largeTablesAreRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QString>("words");
    const QString cells = u"more than 50000 cells"_s;
    QTest::newRow("many rows") << QByteArray("a,b,c\n").repeated(20'000) << u"a.csv"_s << cells;
    QTest::newRow("one row as wide as others are many")
        << QByteArray("a,").repeated(900) + "\n" + QByteArray("a\n").repeated(1000) << u"a.csv"_s << cells;
    QTest::newRow("many columns") << QByteArray("a,").repeated(1500) << u"a.csv"_s
                                  << u"more than 1000 columns"_s;
    QTest::newRow("html") << "<table>" + QByteArray("<tr><td>a<td>b").repeated(30'000) << u"a.html"_s
                          << cells;
    QTest::newRow("html, two tables")
        << ("<table>" + QByteArray("<tr><td>a<td>b").repeated(15'000) + "</table>").repeated(2) << u"a.html"_s
        << cells;
    QTest::newRow("html, wide spans")
        << QByteArray("<table><tr><td colspan=99999><td colspan=99999>a</table>") << u"a.html"_s
        << u"more than 1000 columns"_s;
    QTest::newRow("html, high spans")
        << "<table><tr><td rowspan=99999>" + QByteArray("<td>a").repeated(99) + "</table>" << u"a.html"_s
        << cells;
    QTest::newRow("markdown") << "| a | b |\n|---|---|\n" + QByteArray("| 1 | 2 |\n").repeated(30'000)
                              << u"a.md"_s << u"more than 8000 cells"_s;
    QTest::newRow("small enough") << QByteArray("a,b,c,d,e\n").repeated(10'000) << u"a.csv"_s << QString();
}

void TextReadingTest::largeTablesAreRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, fileName);
    QFETCH(QString, words);
    const Reading reading = documents::read(bytes, fileName);
    QCOMPARE(reading.error.isEmpty(), words.isEmpty());
    QVERIFY2(reading.error.contains(words), qPrintable(reading.error));
}

void TextReadingTest::markdownAsShown() {
    const Reading reading = documents::read(
        "# Title\n\nA **bold** [link](https://x.example)  \nnext line\n\n| A | B |\n|---|---|\n| 1 | 2 |\n",
        u"a.md"_s);
    QCOMPARE(reading.error, QString());
    QCOMPARE(reading.pages[0].text(), u"Title\nA bold link\nnext line\nA B\n1 2"_s);
    QCOMPARE(reading.pages[0].lines[0].heading, 1);
    QCOMPARE(reading.pages[0].lines[3].table, 1);
}

void TextReadingTest::boxesOnTheGrid() {
    const Reading reading = documents::read("\n  ab  c\n\tdef", u"a.txt"_s);
    QCOMPARE(reading.pages.size(), 1);
    const documents::Page &page = reading.pages[0];
    QCOMPARE(page.size, QSizeF(480, 720));
    QCOMPARE(page.lines[0].words[0].box, QRectF(2 / 80.0, 1 / 60.0, 2 / 80.0, 1 / 60.0));
    QCOMPARE(page.lines[0].words[1].box, QRectF(6 / 80.0, 1 / 60.0, 1 / 80.0, 1 / 60.0));
    QCOMPARE(page.lines[1].words[0].box, QRectF(8 / 80.0, 2 / 60.0, 3 / 80.0, 1 / 60.0));
}

void TextReadingTest::longLinesAreWrapped() {
    const QByteArray text = QByteArray("word ").repeated(50) + QByteArray(250, 'x');
    const Reading reading = documents::read(text, u"a.txt"_s);
    QStringList words;
    for (const documents::Line &line : reading.pages[0].lines) {
        QVERIFY(line.text().size() <= 100);
        QVERIFY(line.box().right() <= 1.0);
        words += line.text().split(u' ');
    }
    QCOMPARE(words.count(u"word"_s), 50);
    QCOMPARE(words.join(QString()).count(u'x'), 250);
}

void TextReadingTest::pagesEnd() {
    const Reading lines = documents::read(QByteArray("line\n").repeated(61), u"a.txt"_s);
    QCOMPARE(lines.pages.size(), 2);
    QCOMPARE(lines.pages[0].lines.size(), 60);
    QCOMPARE(lines.pages[1].lines.size(), 1);
    const Reading feeds = documents::read("one\ftwo\fthree", u"a.txt"_s);
    QCOMPARE(feeds.pages.size(), 3);
    QCOMPARE(feeds.pages[2].text(), u"three"_s);
}

void TextReadingTest::refusals_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QString>("words");
    QTest::newRow("picture") << QByteArray("\x89PNG") << u"a.png"_s << u"reads text only"_s;
    QTest::newRow("office") << QByteArray("hello") << u"a.docx"_s << u"reads text only"_s;
    QTest::newRow("white space") << QByteArray(" \n\t\f \n") << u"a.txt"_s << u"no text"_s;
    QTest::newRow("html without text") << QByteArray("<script>x</script>") << u"a.html"_s << u"no text"_s;
    QTest::newRow("empty csv") << QByteArray(",,\n") << u"a.csv"_s << u"no text"_s;
    QTest::newRow("empty") << QByteArray() << u"a.md"_s << u"no text"_s;
}

void TextReadingTest::refusals() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, fileName);
    QFETCH(QString, words);
    const Reading reading = documents::read(bytes, fileName);
    QVERIFY2(reading.error.contains(words), qPrintable(reading.error));
}
