// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectmarkdown.h"

#include "tests/support/threadtime.h"
#include "tests/ui/inspectdata.h"
#include "ui/markdownpage.h"
#include "ui/markdownview.h"

#include <QBuffer>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QTextTable>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;
using testdata::child;
using ui::MarkdownPage;
using ui::MarkdownView;

namespace {

QByteArray replyWith(const QString &markdown, const QString &key = u"markdown"_s) {
    return QJsonDocument(QJsonObject{{u"parse"_s, QJsonObject{{key, markdown}}}}).toJson();
}

struct Shown {
    explicit Shown(const QByteArray &reply) {
        page.resize(700, 400);
        page.show();
        QSignalSpy shown(&page, &MarkdownPage::partShown);
        page.setDocument(testdata::document(reply));
        if (!QTest::qWaitFor([&] { return !shown.isEmpty() || !empty().endsWith(u'…'); }, 30'000))
            qFatal("nothing is shown");
    }
    MarkdownView &view() { return child<MarkdownView>(page, "markdownView"); }
    QString text() { return view().toPlainText(); }
    QString empty() { return child<QLabel>(page, "markdownEmpty").text(); }

    MarkdownPage page;
};

QByteArray picture(const QSize &size) {
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

void InspectMarkdownTest::rendersTheParse() {
    Shown shown(replyWith(u"<DOCUMENT id=\"a\" page=\"1\"><a id=\"p1_b0\"></a># Invoice\n\n"
                          "<table><tr><th>Item</th></tr><tr><td>Bolt</td></tr></table>\n\n"
                          "<figure-content>A figure</figure-content></DOCUMENT>"
                          "<DOCUMENT id=\"a\" page=\"2\">*Terms*</DOCUMENT>"_s));
    QVERIFY(shown.view().isVisible());
    const QString text = shown.text();
    for (const QString &part :
        {u"Page 1"_s, u"Invoice"_s, u"Item"_s, u"Bolt"_s, u"A figure"_s, u"Page 2"_s, u"Terms"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    QVERIFY(!text.contains(u'<'));
    QVERIFY(shown.view().document()->findChild<QTextTable *>() ||
            !shown.view().document()->rootFrame()->childFrames().isEmpty());
    QVERIFY(shown.view().isReadOnly());
    QVERIFY(!child(shown.page, "markdownPart").isVisible()); // there is one part only
}

void InspectMarkdownTest::fallsBack_data() {
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("empty");

    const QString none = u"The reply holds no text of the document (parse.markdown or parse.text)."_s;
    QTest::newRow("text") << replyWith(u"# *12.50*"_s, u"text"_s) << u"# *12.50*"_s << false;
    QTest::newRow("no parse") << QByteArray(R"({"parse":null})") << none << true;
    QTest::newRow("another type") << QByteArray(R"({"parse":{"markdown":[1],"text":7}})") << none << true;
    QTest::newRow("no object") << QByteArray("[1]") << none << true;
    QTest::newRow("no JSON") << QByteArray("<html>") << none << true;
    QTest::newRow("cut off") << QByteArray(R"({"parse":{"markdown":"abc","x":)") << u"abc"_s << false;
}

void InspectMarkdownTest::fallsBack() {
    QFETCH(QByteArray, reply);
    QFETCH(bool, empty);
    Shown shown(reply);
    QCOMPARE(child(shown.page, "markdownEmpty").isVisible(), empty);
    QCOMPARE(shown.view().isVisible(), !empty);
    QTEST(empty ? shown.empty() : shown.text(), "text");
}

void InspectMarkdownTest::loadsNothing() {
    QTcpServer server; // hears whoever comes
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString remote = u"http://127.0.0.1:%1/x.png"_s.arg(server.serverPort());
    const QTemporaryDir folder;
    const QString local = folder.filePath(u"secret.png"_s);
    QFile file(local);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(picture({40, 40})) > 0);
    file.close();

    QString text = u"![a](%1) <img src=\"%1\"> ![b][r] <link rel=stylesheet href=\"%1\"> "
                   "![c](%2) ![d](file://%2) <img src=\"%2\"> ![e](qrc:/x)\n\n[r]: %1\n"_s.arg(remote, local);
    Shown shown(replyWith(text));
    shown.view().grab();
    shown.view().setSource(QUrl(remote));
    shown.view().setSource(QUrl::fromLocalFile(local));
    QVERIFY(shown.text().contains(u"picture, not shown"_s));
    // Even if something got through, the document has it from nobody.
    for (const QUrl &url : {QUrl(remote), QUrl::fromLocalFile(local), QUrl(local), QUrl(u"picture:0"_s)}) {
        for (const int type : {int(QTextDocument::ImageResource), int(QTextDocument::StyleSheetResource),
                 int(QTextDocument::HtmlResource), int(QTextDocument::MarkdownResource)}) {
            const QVariant resource = shown.view().document()->resource(type, url);
            QVERIFY(resource.value<QImage>().isNull() && resource.toByteArray().isEmpty());
        }
    }
    QVERIFY(!server.waitForNewConnection(0));
    QVERIFY(!server.hasPendingConnections());
}

void InspectMarkdownTest::showsItsOwnPictures() {
    const QString data =
        u"![red](data:image/png;base64,%1)"_s.arg(QString::fromLatin1(picture({60, 60}).toBase64()));
    Shown shown(replyWith(data));
    const QImage image = shown.view().grab().toImage();
    bool red = false;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            red = red || image.pixelColor(x, y) == QColor(Qt::red);
    }
    QVERIFY(red);

    QCOMPARE(MarkdownView::decoded(picture({4000, 10})).width(), MarkdownView::widestPicture);
    QVERIFY(MarkdownView::decoded("\x89PNG\r\n\x1a\n").isNull());
    // What says that it is larger than memory is not decoded.
    QByteArray bomb = picture({1, 1});
    bomb.replace(16, 8, QByteArray("\x00\x01\x00\x00\x00\x01\x00\x00", 8));
    QVERIFY(MarkdownView::decoded(bomb).isNull());
}

void InspectMarkdownTest::asksBeforeALinkIsOpened() {
    Shown shown(replyWith(u"[shown name](https://e.example/pay?a=1&b=2)"_s));
    QSignalSpy opened(&shown.page, &MarkdownPage::openRequested);
    QVERIFY(!child(shown.page, "markdownLink").isVisible());
    shown.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    shown.view().setFocus();
    QTest::keyClick(&shown.view(), Qt::Key_Tab); // to the link
    QTest::keyClick(&shown.view(), Qt::Key_Return);
    QCOMPARE(opened.count(), 0);
    QVERIFY(child(shown.page, "markdownLink").isVisible());
    QCOMPARE(child<QLineEdit>(shown.page, "markdownLink").text(), u"https://e.example/pay?a=1&b=2"_s);
    QVERIFY(child(shown.page, "markdownOpen").hasFocus());
    QTest::keyClick(&child<QPushButton>(shown.page, "markdownLinkClose"), Qt::Key_Space);
    QVERIFY(!child(shown.page, "markdownLink").isVisible());
    QCOMPARE(opened.count(), 0);
    emit shown.view().linkChosen(u"https://e.example/pay?a=1&b=2"_s);
    QTest::keyClick(&child<QPushButton>(shown.page, "markdownOpen"), Qt::Key_Space);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toUrl(), QUrl(u"https://e.example/pay?a=1&b=2"_s));
}

void InspectMarkdownTest::opensNothingButTheWeb_data() {
    QTest::addColumn<QString>("address");

    for (const char *address : {"file:///etc/passwd", "javascript:alert(1)", "data:text/html,x",
             "mailto:a@b.c", "smb://host/x", "//host/x", "relative", "#p1_b0", "https://", "https:path", ""})
        QTest::newRow(address) << QString::fromLatin1(address);
}

void InspectMarkdownTest::opensNothingButTheWeb() {
    QFETCH(QString, address);
    Shown shown(replyWith(u"a"_s));
    emit shown.view().linkChosen(address);
    QVERIFY(child(shown.page, "markdownLink").isVisible());
    QVERIFY(!child(shown.page, "markdownOpen").isVisible());
}

void InspectMarkdownTest::goesFromPartToPart() {
    QString text;
    for (int page = 1; page <= 12; ++page)
        text += u"<DOCUMENT page=\"%1\">"_s.arg(page) + u"A line.\n\n"_s.repeated(1000) +
                u"End %1.\n\n"_s.arg(page);
    Shown shown(replyWith(text));
    QVERIFY(shown.page.parts() > 3);
    QCOMPARE(shown.page.part(), 0);
    auto &choice = child<QComboBox>(shown.page, "markdownPart");
    QVERIFY(choice.isVisible());
    QVERIFY(choice.itemText(0).startsWith(u"Part 1 of %1, page"_s.arg(shown.page.parts())));
    QVERIFY(!child(shown.page, "markdownPrevious").isEnabled());
    shown.page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    shown.view().setFocus();
    QTest::keyClick(&shown.view(), Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(shown.page.part(), 1);
    QCOMPARE(choice.currentIndex(), 1);
    QTest::keyClick(&shown.view(), Qt::Key_PageUp, Qt::ControlModifier);
    QTest::keyClick(&shown.view(), Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(shown.page.part(), 0);
    shown.page.showPart(shown.page.parts() - 1);
    QVERIFY(shown.text().contains(u"End 12."_s));
    QVERIFY(!child(shown.page, "markdownNext").isEnabled());
    shown.page.showPart(99'999);
    shown.page.showPart(-1);
    QCOMPARE(shown.page.part(), shown.page.parts() - 1);
}

void InspectMarkdownTest::survivesHostileText_data() {
    QTest::addColumn<QString>("text");

    for (const char *unit : {"> ", "- ", "1. ", "* ", "[", "![", "*", "**a ", "_a", "`", "|a", "|a|\n|-|\n",
             "#", "\\", "&amp;", "[a](b)", "<b>", "<table><tr><td>", "~~", "[^1]", "a\n===\n", "- a\n  - b\n",
             "<li>", "\t", "http://a.b "})
        QTest::newRow(unit) << QString::fromLatin1(unit).repeated(12'000 / int(strlen(unit)));
}

void InspectMarkdownTest::survivesHostileText() {
    QFETCH(QString, text);
    const support::ThreadTime timer;
    Shown shown(replyWith(text));
    shown.view().grab();
    QVERIFY(shown.page.parts() >= 1);
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
}

void InspectMarkdownTest::anotherDocumentTakesItsPlace() {
    Shown shown(replyWith(u"first"_s));
    shown.page.setDocument(testdata::document(replyWith(u"second"_s)));
    QTRY_COMPARE(shown.text(), u"second"_s);
    shown.page.setDocument(testdata::document(replyWith(u"third"_s)));
    shown.page.setDocument(nullptr); // while it is read
    QCOMPARE(shown.text(), QString());
    QVERIFY(!shown.view().isVisible());
    auto closing = std::make_unique<MarkdownPage>();
    closing->show();
    closing->setDocument(testdata::document(replyWith(u"fourth"_s)));
    closing.reset();
}
