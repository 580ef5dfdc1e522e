// SPDX-License-Identifier: MIT
#include "tests/ui/tst_submitpane.h"

#include "app/runs/stagedfilesmodel.h"
#include "tests/support/accessibility.h"
#include "ui/elidedbutton.h"
#include "ui/submitpane.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTabBar>
#include <QtTest>

using namespace Qt::StringLiterals;
using runs::IntakeItem;
using runs::Verdict;

namespace {

IntakeItem item(const QString &name, Verdict verdict = Verdict::Accepted) {
    IntakeItem item;
    item.inspected = true;
    item.path = u"/home/someone/"_s + name;
    item.name = name;
    item.size = 212'000;
    item.typeLabel = u"PDF"_s;
    item.mediaType = u"application/pdf"_s;
    item.verdict = verdict;
    if (verdict != Verdict::Accepted)
        item.reason = u"over 20 MB, the service's limit"_s;
    return item;
}

struct Fixture {
    runs::StagedFilesModel staged;
    ui::SubmitPane pane{&staged};

    explicit Fixture(const QList<IntakeItem> &items = {}) {
        staged.add(items);
        pane.setWorkflowName(u"Invoices"_s);
        pane.resize(320, 420);
        pane.show();
        pane.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&pane));
    }

    template<typename T>
    T *child(const QString &name) const {
        T *found = pane.findChild<T *>(name);
        if (!found)
            qFatal("no child %s", qPrintable(name));
        return found;
    }
    ui::ElidedButton *button() const { return child<ui::ElidedButton>(u"submitButton"_s); }
    QListView *list() const { return child<QListView>(u"stagedList"_s); }
    QPlainTextEdit *edit() const { return child<QPlainTextEdit>(u"textEdit"_s); }
    QString hint() const {
        const auto *label = child<QLabel>(u"submitHint"_s);
        return label->isVisible() ? label->text() : QString();
    }
    QStringList names() const {
        QStringList names;
        for (const IntakeItem &one : staged.items())
            names << one.name;
        return names;
    }
};

} // namespace

void TestSubmitPane::buttonSaysWhatItDoes_data() {
    QTest::addColumn<QList<IntakeItem>>("items");
    QTest::addColumn<bool>("textPane");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("workflow");
    QTest::addColumn<QString>("label");
    QTest::addColumn<bool>("enabled");
    QTest::addColumn<QString>("hint");

    const QList<IntakeItem> none;
    const QList<IntakeItem> one{item(u"a.pdf"_s)};
    const QList<IntakeItem> three{item(u"a.pdf"_s), item(u"b.pdf"_s), item(u"c.pdf"_s)};
    const QList<IntakeItem> mixed{
        item(u"a.pdf"_s), item(u"b.pdf"_s, Verdict::Refused), item(u"c.csv"_s, Verdict::Doubtful)};
    const QList<IntakeItem> refused{item(u"a.pdf"_s, Verdict::Refused), item(u"b.pdf"_s, Verdict::Refused)};

    QTest::newRow("nothing") << none << false << QString() << u"Invoices"_s << u"Add files to submit"_s
                             << false << QString();
    QTest::newRow("one") << one << false << QString() << u"Invoices"_s << u"Submit 1 file to Invoices"_s
                         << true << QString();
    QTest::newRow("three") << three << false << QString() << u"Invoices"_s << u"Submit 3 files to Invoices"_s
                           << true << QString();
    QTest::newRow("refused are counted out")
        << mixed << false << QString() << u"Invoices"_s << u"Submit 2 files to Invoices"_s << true
        << u"1 file is not taken · 1 is doubtful"_s;
    QTest::newRow("all refused") << refused << false << QString() << u"Invoices"_s << u"Add files to submit"_s
                                 << false << u"2 files are not taken"_s;
    QTest::newRow("no workflow") << one << false << QString() << QString() << u"Choose a workflow"_s << false
                                 << QString();
    QTest::newRow("a workflow with markers")
        << three << false << QString() << u"%1 & %2"_s << u"Submit 3 files to %1 & %2"_s << true << QString();
    QTest::newRow("no text") << none << true << QString() << u"Invoices"_s << u"Enter text to submit"_s
                             << false << QString();
    QTest::newRow("text") << none << true << u"Total: 5"_s << u"Invoices"_s << u"Submit text to Invoices"_s
                          << true << QString();
    QTest::newRow("text without workflow")
        << none << true << u"Total: 5"_s << QString() << u"Choose a workflow"_s << false << QString();
    QTest::newRow("text while files are staged")
        << mixed << true << u"Total: 5"_s << u"Invoices"_s << u"Submit text to Invoices"_s << true
        << u"Only the text is sent; 2 files stay staged"_s;
    QTest::newRow("files while there is text")
        << one << false << u"Total: 5"_s << u"Invoices"_s << u"Submit 1 file to Invoices"_s << true
        << u"the text stays here"_s;
}

void TestSubmitPane::buttonSaysWhatItDoes() {
    QFETCH(QList<IntakeItem>, items);
    QFETCH(bool, textPane);
    QFETCH(QString, text);
    QFETCH(QString, workflow);
    Fixture f(items);
    f.pane.setText(text);
    f.pane.setPane(textPane ? ui::SubmitPane::Text : ui::SubmitPane::Files);
    f.pane.setWorkflowName(workflow);
    QTEST(f.button()->fullText(), "label");
    QCOMPARE(f.button()->accessibleName(), f.button()->fullText());
    QTEST(f.button()->isEnabled(), "enabled");
    QTEST(f.hint(), "hint");
}

void TestSubmitPane::blockedSaysWhy() {
    Fixture f({item(u"a.pdf"_s)});
    f.pane.setBlocked({u"No API key"_s, {}, true});
    QVERIFY(!f.button()->isEnabled());
    QCOMPARE(f.button()->fullText(), u"Submit 1 file to Invoices"_s);
    QCOMPARE(f.hint(), u"No API key"_s);
    QCOMPARE(f.child<QLabel>(u"submitHint"_s)->property("role").toString(), u"doubt"_s);
    f.pane.setBlocked({});
    QVERIFY(f.button()->isEnabled());
    QCOMPARE(f.hint(), QString());
}

void TestSubmitPane::missingKeyOffersWaysOn() {
    Fixture f;
    QSignalSpy key(&f.pane, &ui::SubmitPane::keyRequested);
    QSignalSpy sandbox(&f.pane, &ui::SubmitPane::sandboxRequested);
    QVERIFY(!f.child<QPushButton>(u"submitKeyButton"_s)->isVisible());
    f.pane.setBlocked({u"No API key yet"_s, u"Paste your key."_s, true});
    QVERIFY(!f.child<QPushButton>(u"sampleInvoice"_s)->isVisible());
    QVERIFY(f.child<QLabel>(u"submitHint"_s)->toolTip().contains(u"Paste your key."_s));
    QTest::mouseClick(f.child<QPushButton>(u"submitKeyButton"_s), Qt::LeftButton);
    QTest::mouseClick(f.child<QPushButton>(u"submitSandboxButton"_s), Qt::LeftButton);
    QCOMPARE(key.size(), 1);
    QCOMPARE(sandbox.size(), 1);
    f.pane.setBlocked({u"Looking for the API key…"_s, {}, false});
    QVERIFY(!f.child<QPushButton>(u"submitKeyButton"_s)->isVisible());
}

/// Many words take two lines, never the room of the list or the drop zone.
void TestSubmitPane::wordsDoNotCrushTheList() {
    Fixture f({item(u"a.pdf"_s), item(u"b.pdf"_s)});
    f.pane.setBlocked({u"The keychain cannot be used, at considerable length. "_s.repeated(8), {}, true});
    f.pane.resize(300, f.pane.minimumSizeHint().height());
    const auto *hint = f.child<QLabel>(u"submitHint"_s);
    const auto *zone = f.child<QWidget>(u"dropZone"_s);
    QTRY_COMPARE(hint->height(), 2 * hint->fontMetrics().lineSpacing());
    QVERIFY(hint->toolTip().contains(u"at considerable length"_s));
    QTRY_VERIFY(zone->height() >= zone->minimumSizeHint().height());
    QVERIFY(f.list()->height() >= f.list()->sizeHintForRow(0));
    QVERIFY(f.button()->height() >= 28);
    // Of a window of 520, in which the runs need 150.
    QVERIFY2(f.pane.minimumSizeHint().height() <= 300,
        qPrintable(QString::number(f.pane.minimumSizeHint().height())));
    f.staged.clear();
    QTRY_VERIFY(zone->height() >= zone->minimumSizeHint().height());
    QTRY_VERIFY2(f.pane.minimumSizeHint().height() <= 330,
        qPrintable(QString::number(f.pane.minimumSizeHint().height())));
}

void TestSubmitPane::pastedTextKeepsWhatIsThere() {
    Fixture f;
    f.pane.setText(u"one three"_s);
    QTextCursor cursor = f.edit()->textCursor();
    cursor.setPosition(4);
    f.edit()->setTextCursor(cursor);
    f.pane.insertText(u"two "_s);
    QCOMPARE(f.pane.text(), u"one two three"_s);
    f.edit()->undo();
    QCOMPARE(f.pane.text(), u"one three"_s);
}

void TestSubmitPane::tabKeysMoveTheFocus() {
    Fixture f;
    QTest::keyClick(&f.pane, Qt::Key_T, Qt::AltModifier);
    QCOMPARE(f.pane.pane(), ui::SubmitPane::Text);
    QTRY_COMPARE(QApplication::focusWidget(), f.edit());
    QTest::keyClick(&f.pane, Qt::Key_F, Qt::AltModifier);
    QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"addFiles"_s);
}

void TestSubmitPane::onlyTheVisiblePaneIsSubmitted() {
    Fixture f({item(u"a.pdf"_s)});
    f.pane.setText(u"Total: 5"_s);
    QSignalSpy files(&f.pane, &ui::SubmitPane::submitFilesRequested);
    QSignalSpy text(&f.pane, &ui::SubmitPane::submitTextRequested);

    QTest::mouseClick(f.button(), Qt::LeftButton);
    QCOMPARE(files.size(), 1);
    QCOMPARE(text.size(), 0);

    f.pane.setPane(ui::SubmitPane::Text);
    QCOMPARE(f.pane.pane(), ui::SubmitPane::Text);
    f.pane.submit(); // the shortcut's way
    QCOMPARE(files.size(), 1);
    QCOMPARE(text.size(), 1);
    QCOMPARE(text.first().first().toString(), u"Total: 5"_s);
}

void TestSubmitPane::disabledButtonSubmitsNothing() {
    Fixture f;
    QSignalSpy files(&f.pane, &ui::SubmitPane::submitFilesRequested);
    QSignalSpy text(&f.pane, &ui::SubmitPane::submitTextRequested);
    f.pane.submit();
    f.pane.setPane(ui::SubmitPane::Text);
    f.pane.submit();
    f.pane.setText(u"x"_s);
    f.pane.setBlocked({u"No API key"_s, {}, true});
    f.pane.submit();
    f.pane.setBlocked({});
    f.pane.setWorkflowName({});
    f.pane.submit();
    QCOMPARE(files.size() + text.size(), 0);
    f.pane.setWorkflowName(u"Invoices"_s);
    f.pane.submit();
    QCOMPARE(text.size(), 1);
}

void TestSubmitPane::longNamesGiveWay() {
    Fixture f({item(u"contract-berlin-2024-final-version-v3 (signed by everyone involved).pdf"_s),
        item(QString::fromUtf8("חשבונית מס 2024-0847 סופית עם שם ארוך מאוד.pdf"), Verdict::Refused)});
    const QString name = u"Invoices and credit notes & receipts of the Berlin office"_s;
    f.pane.setWorkflowName(name);
    QVERIFY2(f.pane.minimumSizeHint().width() <= 300, QByteArray::number(f.pane.minimumSizeHint().width()));
    f.pane.resize(300, 420);
    QTRY_COMPARE(f.pane.width(), 300);
    QTRY_VERIFY(f.button()->width() < 300);
    QCOMPARE(f.button()->fullText(), u"Submit 1 file to "_s + name);
    QVERIFY(f.button()->text().endsWith(u'…'));
    QVERIFY(f.button()->text().startsWith(u"Submit 1 file to Inv"_s));
    QVERIFY(f.button()->fontMetrics().horizontalAdvance(f.button()->text()) < f.button()->width());
    QVERIFY(f.button()->toolTip().contains(u"Berlin office"_s));
    QCOMPARE(f.list()->horizontalScrollBarPolicy(), Qt::ScrollBarAlwaysOff);
    f.pane.resize(900, 420);
    QTRY_COMPARE(f.button()->text(), f.button()->fullText().replace(u'&', u"&&"_s));
    QCOMPARE(f.button()->toolTip(), QString());
}

void TestSubmitPane::pastesWithTheKeyboard() {
    Fixture f;
    f.pane.setPane(ui::SubmitPane::Text);
    auto *rich = new QMimeData;
    rich->setText(u"Total:\u00a05,00 €\nDue 14 April"_s);
    rich->setHtml(u"<b>Total: 5,00 €</b>"_s);
    QApplication::clipboard()->setMimeData(rich);
    f.edit()->setFocus();
    QTRY_VERIFY(f.edit()->hasFocus());
    QTest::keyClick(f.edit(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.pane.text(), u"Total:\u00a05,00 €\nDue 14 April"_s); // the no-break space, too
    QVERIFY(f.button()->isEnabled());
    QCOMPARE(f.child<QLabel>(u"textCount"_s)->text(), u"26 characters"_s);
}

void TestSubmitPane::pastedFilesAreHandedOn() {
    Fixture f;
    f.pane.setPane(ui::SubmitPane::Text);
    QSignalSpy pasted(&f.pane, &ui::SubmitPane::filesPasted);
    auto *files = new QMimeData;
    files->setUrls({QUrl::fromLocalFile(u"/tmp/a b.pdf"_s), QUrl(u"https://example.com/x"_s)});
    files->setText(u"file:///tmp/a%20b.pdf"_s);
    QApplication::clipboard()->setMimeData(files);
    f.edit()->setFocus();
    QTest::keyClick(f.edit(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(pasted.size(), 1);
    QCOMPARE(pasted.first().first().toStringList(), QStringList{u"/tmp/a b.pdf"_s});
    QCOMPARE(f.pane.text(), QString());

    auto *link = new QMimeData; // a link copied in a browser is text
    link->setUrls({QUrl(u"https://example.com/x"_s)});
    link->setText(u"https://example.com/x"_s);
    QApplication::clipboard()->setMimeData(link);
    QTest::keyClick(f.edit(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(pasted.size(), 1);
    QCOMPARE(f.pane.text(), u"https://example.com/x"_s);
}

void TestSubmitPane::countsCharacters() {
    Fixture f;
    f.pane.setPane(ui::SubmitPane::Text);
    const auto count = [&] {
        return f.child<QLabel>(u"textCount"_s)->text();
    };
    QCOMPARE(count(), u"0 characters"_s);
    QTest::keyClicks(f.edit(), u"a"_s);
    QCOMPARE(count(), u"1 character"_s);
    f.pane.setText(QString(1234, u'x'));
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QTest::keyClick(f.edit(), Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(f.edit(), u"y"_s);
    const QString thousands = count();
    QLocale::setDefault(before);
    QCOMPARE(thousands, u"1,235 characters"_s);
}

void TestSubmitPane::keepsAMegabyteAsItIs_data() {
    QTest::addColumn<QString>("piece");
    QTest::newRow("lines") << u"Bolt M4, zinc plated \u00b7 1,200 \u00b7 960.00 \U0001f9fe\ttab\n"_s;
    QTest::newRow("one line") << u"Bolt M4, zinc plated "_s;
    QTest::newRow("one line without a gap") << u"SGVsbG8K"_s; // takes minutes when lines break between words
}

void TestSubmitPane::keepsAMegabyteAsItIs() {
    QFETCH(QString, piece);
    Fixture f;
    f.pane.setPane(ui::SubmitPane::Text);
    QString text;
    while (text.size() < 1'000'000)
        text += piece;
    QApplication::clipboard()->setText(text);
    QTest::keyClick(f.edit(), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(f.pane.text() == text);
    QSignalSpy sent(&f.pane, &ui::SubmitPane::submitTextRequested);
    f.pane.submit();
    QVERIFY(sent.value(0).value(0).toString() == text);
    f.pane.setText(text);
    QVERIFY(f.pane.text() == text);
}

void TestSubmitPane::blankTextIsNoText() {
    Fixture f;
    f.pane.setPane(ui::SubmitPane::Text);
    f.pane.setText(u" \n\t\u00a0\n"_s);
    QVERIFY(!f.button()->isEnabled());
    QCOMPARE(f.button()->fullText(), u"Enter text to submit"_s);
    f.pane.setText(u" \n\t\u00a0\n."_s);
    QVERIFY(f.button()->isEnabled());
}

void TestSubmitPane::clearedTextComesBack() {
    Fixture f;
    f.pane.setPane(ui::SubmitPane::Text);
    QTest::keyClicks(f.edit(), u"precious"_s);
    QTest::mouseClick(f.child<QPushButton>(u"clearText"_s), Qt::LeftButton);
    QCOMPARE(f.pane.text(), QString());
    QVERIFY(!f.child<QPushButton>(u"clearText"_s)->isEnabled());
    QTest::keyClick(f.edit(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(f.pane.text(), u"precious"_s);
}

void TestSubmitPane::deleteKeyTakesFilesOff() {
    Fixture f({item(u"a.pdf"_s), item(u"b.pdf"_s), item(u"c.pdf"_s), item(u"d.pdf"_s)});
    f.list()->setFocus();
    f.list()->setCurrentIndex(f.staged.index(1));
    QTest::keyClick(f.list(), Qt::Key_Delete);
    QCOMPARE(f.names(), (QStringList{u"a.pdf"_s, u"c.pdf"_s, u"d.pdf"_s}));
    QTest::keyClick(f.list(), Qt::Key_Delete); // the next one took its place
    QCOMPARE(f.names(), (QStringList{u"a.pdf"_s, u"d.pdf"_s}));
    f.list()->selectAll();
    QTest::keyClick(f.list(), Qt::Key_Delete);
    QCOMPARE(f.names(), QStringList());
    QCOMPARE(f.button()->fullText(), u"Add files to submit"_s);
}

void TestSubmitPane::crossTakesAFileOff() {
    Fixture f({item(u"a.pdf"_s), item(u"b.pdf"_s, Verdict::Refused)});
    const QRect row = f.list()->visualRect(f.staged.index(1));
    QVERIFY(row.height() > f.list()->visualRect(f.staged.index(0)).height()); // its reason has a line
    QTest::mouseClick(f.list()->viewport(), Qt::LeftButton, {}, QPoint(row.left() + 60, row.top() + 15));
    QCOMPARE(f.names().size(), 2); // only the cross
    QTest::mouseClick(f.list()->viewport(), Qt::RightButton, {}, QPoint(row.right() - 16, row.top() + 15));
    QCOMPARE(f.names().size(), 2);
    QTest::mouseClick(f.list()->viewport(), Qt::LeftButton, {}, QPoint(row.right() - 16, row.top() + 15));
    QCOMPARE(f.names(), QStringList{u"a.pdf"_s});
}

void TestSubmitPane::menuTakesFilesOff() {
    Fixture f({item(u"a.pdf"_s), item(u"b.pdf"_s, Verdict::Refused), item(u"c.pdf"_s)});
    f.list()->setCurrentIndex(f.staged.index(0));
    emit f.list()->customContextMenuRequested(f.list()->visualRect(f.staged.index(0)).center());
    auto *menu = f.child<QMenu>(u"stagedMenu"_s);
    menu->findChild<QAction *>(u"removeStaged"_s)->trigger();
    QCOMPARE(f.names(), (QStringList{u"b.pdf"_s, u"c.pdf"_s}));
    menu->findChild<QAction *>(u"removeRefusedAction"_s)->trigger();
    QCOMPARE(f.names(), QStringList{u"c.pdf"_s});
    menu->close();
}

void TestSubmitPane::refusedFilesGoAtOnce() {
    Fixture f({item(u"a.pdf"_s, Verdict::Refused), item(u"b.pdf"_s), item(u"c.pdf"_s, Verdict::Refused)});
    auto *removeRefused = f.child<QPushButton>(u"removeRefused"_s);
    QVERIFY(removeRefused->isVisible());
    QTest::mouseClick(removeRefused, Qt::LeftButton);
    QCOMPARE(f.names(), QStringList{u"b.pdf"_s});
    QVERIFY(!removeRefused->isVisible());
    QCOMPARE(f.child<QLabel>(u"stagedCount"_s)->text(), u"1 file · 212 kB"_s);
    QTest::mouseClick(f.child<QPushButton>(u"clearFiles"_s), Qt::LeftButton);
    QCOMPARE(f.names(), QStringList());
}

void TestSubmitPane::emptyStateOffersSamples() {
    Fixture f;
    QSignalSpy samples(&f.pane, &ui::SubmitPane::sampleRequested);
    QSignalSpy add(&f.pane, &ui::SubmitPane::addFilesRequested);
    const int tall = f.child<QWidget>(u"dropZone"_s)->height();
    for (const char *name : {"sampleInvoice", "sampleLetter", "sampleReceipt"}) {
        auto *link = f.child<QPushButton>(QString::fromLatin1(name));
        QVERIFY(link->isVisible());
        QTest::mouseClick(link, Qt::LeftButton);
        QVERIFY2(QFile::exists(samples.last().first().toString()), name);
    }
    QCOMPARE(samples.size(), 3);
    QTest::mouseClick(f.child<QPushButton>(u"addFiles"_s), Qt::LeftButton);
    QCOMPARE(add.size(), 1);

    f.staged.add({item(u"a.pdf"_s)});
    QVERIFY(!f.child<QPushButton>(u"sampleInvoice"_s)->isVisible());
    QVERIFY(f.child<QPushButton>(u"addFiles"_s)->isVisible());
    QTRY_VERIFY(f.child<QWidget>(u"dropZone"_s)->height() < tall / 2);
    f.staged.clear();
    QVERIFY(f.child<QPushButton>(u"sampleInvoice"_s)->isVisible());
}

void TestSubmitPane::worksByKeyboardAlone() {
    Fixture f({item(u"a.pdf"_s), item(u"b.pdf"_s, Verdict::Refused)});
    f.child<QTabBar>(u"submitTabBar"_s)->setFocus();
    QStringList way;
    for (int i = 0; i < 12; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        if (way.contains(QApplication::focusWidget()->objectName()))
            break;
        way << QApplication::focusWidget()->objectName();
    }
    QCOMPARE(way, (QStringList{u"addFiles"_s, u"removeRefused"_s, u"clearFiles"_s, u"stagedList"_s,
                      u"submitButton"_s, u"submitTabBar"_s}));

    QSignalSpy sent(&f.pane, &ui::SubmitPane::submitFilesRequested);
    f.button()->setFocus();
    QTest::keyClick(f.button(), Qt::Key_Space);
    QCOMPARE(sent.size(), 1);
    f.child<QTabBar>(u"submitTabBar"_s)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(f.pane.pane(), ui::SubmitPane::Text);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), f.edit());
    QTest::keyClick(f.edit(), Qt::Key_Tab); // leaves the editor instead of going into the text
    QVERIFY(QApplication::focusWidget() != f.edit());
    QCOMPARE(f.pane.text(), QString());
}

void TestSubmitPane::everyControlHasAName() {
    const Fixture f({item(u"a.pdf"_s)});
    QCOMPARE(support::namelessControls(&f.pane).join(u", "_s), QString());
    QVERIFY(f.pane.findChildren<QPushButton *>().size() >= 6);
}
