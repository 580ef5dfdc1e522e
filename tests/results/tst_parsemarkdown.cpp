// SPDX-License-Identifier: MIT
#include "tests/results/tst_parsemarkdown.h"

#include "app/results/parsemarkdown.h"

#include <QElapsedTimer>
#include <QTextDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using results::markdownOf;
using results::MarkdownPart;
using results::ParseMarkdown;

namespace {

const QString png =
    u"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="_s;

QString all(const ParseMarkdown &markdown) {
    QString text;
    for (const MarkdownPart &part : markdown.parts)
        text += part.markdown;
    return text;
}

/// As a renderer that knows no HTML shows it.
QString rendered(const QString &markdown) {
    QTextDocument document;
    document.setMarkdown(markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                       QTextDocument::MarkdownNoHTML);
    return document.toPlainText();
}

} // namespace

void TestParseMarkdown::translates_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("markdown");

    const auto row = [](const char *name, const QString &text, const QString &markdown) {
        QTest::newRow(name) << text << markdown;
    };
    row("Markdown stays", u"# A\n\n*b* `c` [d](https://e.example)"_s,
        u"# A\n\n*b* `c` [d](https://e.example)"_s);
    row("page", u"<DOCUMENT id=\"x\" page=\"1\">\nA\n</DOCUMENT>"_s, u"*Page 1*\n\nA"_s);
    row("page break", u"<DOCUMENT page=1>A</DOCUMENT><DOCUMENT page='2'>B</DOCUMENT>"_s,
        u"*Page 1*\n\nA\n\n---\n\n*Page 2*\n\nB"_s);
    row("page that is no number", u"<DOCUMENT page=\"[x](javascript:y)\">A"_s,
        u"*Page \\[x\\]\\(javascript\\:y\\)*\n\nA"_s);
    row("section", u"<section>A</section><section>B</section>"_s, u"A\n\nB"_s);
    row("anchor", u"<a id=\"p2_b0\"></a>A"_s, u"A"_s);
    row("figure", u"A<figure-content>B\nC</figure-content>D"_s, u"A\n\n> B\n> C\n\nD"_s);
    row("stress", u"<b>a</b> <em>b</em> x<sup>2</sup><br>y"_s, u"**a** *b* x\\^2  \ny"_s);
    row("heading", u"<h2>A</h2>b"_s, u"## A\n\nb"_s);
    row("list", u"<ul><li>a</li><li>b</li></ul>"_s, u"- a\n- b"_s);
    row("link", u"<a href=\"https://e.example/x\">a<b>c</b></a>"_s, u"[a c](<https://e.example/x>)"_s);
    row("link to a file", u"<a href=\"file:///etc/passwd\">a</a>"_s, u"a"_s);
    row("link to a script", u"<a href=\"javascript:alert(1)\">a</a>"_s, u"a"_s);
    row("comment", u"a<!-- b -->c"_s, u"ac"_s);
    row("comment that does not end", u"a<!-- b"_s, u"a\\<!-- b"_s);
    row("script stays text", u"<script>alert(1)</script>"_s, u"\\<script>alert(1)\\</script>"_s);
    row("frame stays text", u"<iframe src=\"http://127.0.0.1:9\">"_s,
        u"\\<iframe src=\"http://127.0.0.1:9\">"_s);
    row("tag that does not end", u"<b onclick=\"x"_s, u"\\<b onclick=\"x"_s);
    row("no tag", u"1 < 2 <3"_s, u"1 \\< 2 \\<3"_s);
    row("tag in a tag", u"<a <i>x</i>"_s, u"\\<a *x*"_s);
    row("mail address stays", u"<a@b.example> c"_s, u"\\<a@b.example> c"_s);
    row("entities in a value", u"<DOCUMENT page=\"A&amp;B &#233;\">x"_s, u"*Page A\\&B é*\n\nx"_s);
    row("name in capitals, twice", u"<A HREF=https://e.example/x href=https://e.example/y>a</A>"_s,
        u"[a](<https://e.example/x>)"_s);
    row("code stays", u"`<b>` and\n```\n<script>\n```\n<b>x</b>"_s,
        u"`<b>` and\n```\n<script>\n```\n**x**"_s);
    row("code that does not end", u"`<b>x"_s, u"\\`**x"_s);
    row("a page ends code", u"```\nA\n<DOCUMENT page=\"2\">\nB"_s, u"```\nA\n```\n\n---\n\n*Page 2*\n\nB"_s);
    row("table",
        u"<table><tr><th>a</th><th>b|c</th></tr><tr><td>1<br>2</td><td>&lt;x&gt;</td></tr></table>"_s,
        u"| a | b\\|c |\n| --- | --- |\n| 1 2 | \\<x\\> |"_s);
    row("cells over several",
        u"<table><tr><td colspan=2>a</td></tr><tr><td rowspan=2>b</td><td>c</td></tr><tr><td>d</td></tr></table>"_s,
        u"| a |  |\n| --- | --- |\n| b | c |\n|  | d |"_s);
    row("cells over far too many", u"<table><tr><td colspan=999999999 rowspan=-1>a</td></tr></table>"_s,
        u"|"_s + u" a |"_s + u"  |"_s.repeated(59) + u"\n|"_s + u" --- |"_s.repeated(60));
    row("table that does not end", u"<table><tr><td>a"_s, u"\\<table>\\<tr>\\<td>a"_s);
    row("table without cells", u"a<table></table>b"_s, u"a\n\nb"_s);
    row("remote picture", u"![logo](http://127.0.0.1:9/x.png)"_s,
        u"[picture\\, not shown\\: logo](<http://127.0.0.1:9/x.png>)"_s);
    row("remote picture in HTML", u"<img src='http://127.0.0.1:9/x.png'>"_s,
        u"[picture\\, not shown](<http://127.0.0.1:9/x.png>)"_s);
    row("picture of this computer", u"![a](file:///etc/passwd)"_s, u"*picture\\, not shown\\: a*"_s);
    row("picture that is not ours", u"![a](picture:0)"_s, u"*picture\\, not shown\\: a*"_s);
    row("picture by reference", u"![a][b]\n\n[b]: http://127.0.0.1:9/x.png"_s,
        u"\\![a][b]\n\n[b]: http://127.0.0.1:9/x.png"_s);
    row("zero", u"a"_s + QChar(0) + u"b"_s, u"a\uFFFDb"_s);
    row("line ends of Windows", u"a\r\nb\rc"_s, u"a\nb\nc"_s);
    row("too deep", u">"_s.repeated(20) + u"a"_s, u"\\>"_s.repeated(20) + u"a"_s);
    row("nothing", u""_s, u""_s);
}

void TestParseMarkdown::translates() {
    QFETCH(QString, text);
    const ParseMarkdown markdown = markdownOf(text);
    QTEST(all(markdown).trimmed(), "markdown");
    QCOMPARE(markdown.parts.size(), 1);
    QVERIFY(markdown.pictures.isEmpty());
}

void TestParseMarkdown::takesPictures_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<int>("pictures");
    QTest::addColumn<int>("leftOut");

    const QString data = u"data:image/png;base64,"_s + png;
    QTest::newRow("Markdown") << u"a ![b](%1) c"_s.arg(data) << u"a ![b](picture:0) c"_s << 1 << 0;
    QTest::newRow("with a title") << u"![b](<%1> \"t\")"_s.arg(data) << u"![b](picture:0)"_s << 1 << 0;
    QTest::newRow("HTML") << u"<img alt=\"[b]\" src=\"%1\"/>"_s.arg(data) << u"![\\[b\\]](picture:0)"_s << 1
                          << 0;
    QTest::newRow("HTML, lines of Base64")
        << u"<img alt=b src=\"data:image/png;base64,%1\n%2\">"_s.arg(png.left(20), png.mid(20))
        << u"![b](picture:0)"_s << 1 << 0;
    QTest::newRow("half a group of Base64") << u"![b](%1)"_s.arg(u"data:image/png;base64,iVBORw0KGgoAAAANS"_s)
                                            << u"*picture\\, not shown\\: b*"_s << 0 << 1;
    QTest::newRow("two") << u"![](%1)![](%1)"_s.arg(data) << u"![](picture:0)![](picture:1)"_s << 2 << 0;
    QTest::newRow("not Base64") << u"![b](data:image/png;base64,!!!)"_s << u"*picture\\, not shown\\: b*"_s
                                << 0 << 1;
    QTest::newRow("not encoded") << u"![b](data:image/png,abc)"_s << u"*picture\\, not shown\\: b*"_s << 0
                                 << 1;
    QTest::newRow("drawing that may load others")
        << u"![b](data:image/svg+xml;base64,%1)"_s.arg(QString::fromLatin1(QByteArray("<svg/>").toBase64()))
        << u"*picture\\, not shown\\: b*"_s << 0 << 1;
    QTest::newRow("no picture by its bytes")
        << u"![b](data:image/png;base64,%1)"_s.arg(QString::fromLatin1(QByteArray("hello").toBase64()))
        << u"*picture\\, not shown\\: b*"_s << 0 << 1;
    QTest::newRow("not closed") << u"![b](%1"_s.arg(data) << u"\\![b](%1"_s.arg(data) << 0 << 0;
}

void TestParseMarkdown::takesPictures() {
    QFETCH(QString, text);
    const ParseMarkdown markdown = markdownOf(text);
    QTEST(all(markdown).trimmed(), "markdown");
    QTEST(int(markdown.pictures.size()), "pictures");
    QTEST(markdown.picturesLeftOut, "leftOut");
    for (const QByteArray &picture : markdown.pictures)
        QCOMPARE(picture, QByteArray::fromBase64(png.toLatin1()));
}

void TestParseMarkdown::cutsIntoParts_data() {
    QTest::addColumn<QString>("text");

    QTest::newRow("paragraphs") << u"word word word word\n\n"_s.repeated(20'000);
    QTest::newRow("one paragraph") << u"word word word word\n"_s.repeated(20'000);
    QTest::newRow("one line") << u"word "_s.repeated(60'000);
    QTest::newRow("one word") << u"w"_s.repeated(300'000);
    QTest::newRow("pairs of surrogates") << u"x"_s + u"📄"_s.repeated(100'000);
    QTest::newRow("code") << u"```\n"_s + u"word word\n"_s.repeated(20'000) + u"```\n"_s;
    QTest::newRow("one line of code") << u"```\n"_s + u"word word"_s.repeated(20'000) + u"\n```\n"_s;
    QTest::newRow("table") << u"<table><tr><th>word</th></tr>"_s +
                                  u"<tr><td>word</td></tr>"_s.repeated(20'000) + u"</table>"_s;
    QTest::newRow("one quote") << u"<figure-content>"_s + u"word word\n"_s.repeated(20'000) +
                                      u"</figure-content>"_s;
}

void TestParseMarkdown::cutsIntoParts() {
    QFETCH(QString, text);
    const ParseMarkdown markdown = markdownOf(text);
    QVERIFY(markdown.parts.size() > 5);
    qsizetype words = 0;
    for (const MarkdownPart &part : markdown.parts) {
        QVERIFY2(part.markdown.size() <= 2 * results::partLength + 200,
            qPrintable(QString::number(part.markdown.size())));
        QVERIFY(part.markdown.isValidUtf16());
        words += part.markdown.count(u'w') + part.markdown.count(u"📄"_s);
        if (text.startsWith(u"```"_s))
            QCOMPARE(part.markdown.count(u"```"_s) % 2, 0);
        if (text.startsWith(u"<table"_s))
            QVERIFY(part.markdown.contains(u"| --- |"_s));
    }
    if (text.startsWith(u"<table"_s))
        words -= markdown.parts.size() - 1; // its head again
    QCOMPARE(words, text.count(u'w') + text.count(u"📄"_s));
}

void TestParseMarkdown::namesPages() {
    QString text;
    for (int page = 1; page <= 40; ++page)
        text += u"<DOCUMENT page=\"%1\">"_s.arg(page) + u"A line of the page.\n\n"_s.repeated(150) +
                u"</DOCUMENT>\n"_s;
    const ParseMarkdown markdown = markdownOf(text);
    QVERIFY(markdown.parts.size() > 5);
    QCOMPARE(markdown.parts.first().firstPage, u"1"_s);
    QCOMPARE(markdown.parts.last().lastPage, u"40"_s);
    int last = 0;
    for (const MarkdownPart &part : markdown.parts) {
        QCOMPARE(part.firstPage.toInt(), last + 1); // pages of this size are not divided
        last = part.lastPage.toInt();
        QVERIFY(part.markdown.contains(u"*Page %1*"_s.arg(last)));
    }
    QCOMPARE(last, 40);
}

void TestParseMarkdown::showsPlainTextAsItStands() {
    const QString text =
        u"# Total: *12.50*\n<b>x</b> ![a](http://127.0.0.1:9) `c`\n\n1. a | b\n> q\n\\ & &amp; ~~s~~"_s;
    const ParseMarkdown markdown = results::plainMarkdownOf(text);
    QCOMPARE(rendered(all(markdown))
                 .replace(QChar::LineSeparator, u'\n')
                 .replace(QChar(QChar::ParagraphSeparator), u'\n'),
        QString(text).replace(u"\n\n"_s, u"\n"_s));
}

void TestParseMarkdown::isLinear_data() {
    QTest::addColumn<QString>("unit");

    for (const char *unit :
        {"<", "<a", "<a href='", "<a href=\"x\">", "<img src=\"", "<table>", "<table><tr><td>", "</table>",
            "`", "``", "` `` ", "![", "![a](", "![a](b", "<!--", "[", "*", "> ", "- ", "\\", "&#",
            "<DOCUMENT page=1>", "```\n", "~~~\n<b>", "<figure-content>", "<li>", "|a", "|a|\n|-|\n"})
        QTest::newRow(unit) << QString::fromLatin1(unit);
}

/// Ten times the text takes about ten times as long, not a hundred.
void TestParseMarkdown::isLinear() {
    QFETCH(QString, unit);
    const QString text = unit.repeated(2'000'000 / unit.size());
    QElapsedTimer timer;
    timer.start();
    const ParseMarkdown markdown = markdownOf(text);
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(u"%1 ms"_s.arg(timer.elapsed())));
    for (const MarkdownPart &part : markdown.parts)
        QVERIFY(part.markdown.size() <= 2 * results::partLength + 200);
}
