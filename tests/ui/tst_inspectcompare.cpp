// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectcompare.h"

#include "app/results/comparison.h"
#include "app/results/comparisonmodel.h"
#include "tests/support/accessibility.h"
#include "tests/support/threadtime.h"
#include "ui/comparedialog.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTreeView>
#include <QtTest>

using namespace Qt::StringLiterals;
using results::ComparisonModel;
using results::ComparisonPtr;
using results::Field;

namespace {

QList<Field> extracted(const QByteArray &fields) {
    return results::readFields(
        *results::ResultDocument::fromBytes("{\"extractions\":[{\"fields\":" + fields + "}]}"));
}

ComparisonPtr example(const results::ComparisonOptions &options = {}) {
    return results::compare(
        extracted(R"({"no":"INV-1","sum":"12,50","text":"net 30 days","gone":1,"t":[{"k":1,"v":"Bolt"}]})"),
        extracted(
            R"({"no":"INV-1","sum":12.5,"text":"net 14 days","t":[{"k":1,"v":"Bolt"},{"k":2,"v":"Nut"}]})"),
        options);
}

struct Shown {
    QPointer<ui::CompareDialog> dialog = new ui::CompareDialog;
    ~Shown() { delete dialog; }

    explicit Shown(const ComparisonPtr &comparison = example()) {
        dialog->setSides({u"invoice.pdf"_s, u"Monday"_s, u"Invoices · version A"_s},
            {u"invoice.pdf"_s, u"Friday"_s, u"Invoices · version B"_s});
        if (comparison)
            dialog->setComparison(comparison);
        dialog->show();
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
    }
    template<typename Widget>
    Widget *find(const QString &name) const {
        return dialog->findChild<Widget *>(name);
    }
    QTreeView *view() const { return find<QTreeView>(u"compareView"_s); }
    QString words(const QString &label) const { return find<QLabel>(label)->text(); }
    void show(int choice) const { find<QComboBox>(u"compareShow"_s)->setCurrentIndex(choice); }
    QStringList names() const {
        QStringList names;
        for (int row = 0; row < view()->model()->rowCount(); ++row)
            names << view()->model()->index(row, 0).data().toString();
        return names;
    }
    void choose(const QString &name) const {
        view()->setCurrentIndex(view()->model()->index(int(names().indexOf(name)), 0));
    }
};

QString marked(const QPlainTextEdit *view) {
    QStringList marks;
    for (const QTextEdit::ExtraSelection &selection : view->extraSelections())
        marks << selection.cursor.selectedText();
    return marks.join(u'|');
}

} // namespace

void InspectCompareTest::saysThatItReads() {
    const Shown shown{ComparisonPtr()};
    QVERIFY(shown.words(u"compareSummary"_s).contains(u"Reading"_s));
    QVERIFY(!shown.find<QPushButton>(u"compareExport"_s)->isEnabled());
    QVERIFY(!shown.dialog->exporter()());
}

void InspectCompareTest::showsTheComparison() {
    const Shown shown;
    QCOMPARE(shown.words(u"compareSummary"_s),
        u"3 equal, 1 equal after normalising, 1 changed, 1 only left, 2 only right"_s);
    QCOMPARE(shown.names(), (QStringList{u"no"_s, u"sum"_s, u"text"_s, u"gone"_s, u"t"_s}));
    QCOMPARE(shown.view()->model()->headerData(ComparisonModel::RightColumn, Qt::Horizontal).toString(),
        u"invoice.pdf\nFriday\nInvoices · version B"_s);
    QVERIFY(shown.view()->header()->height() >= 3 * shown.view()->fontMetrics().height());
    QVERIFY(shown.view()->isExpanded(shown.view()->model()->index(4, 0))); // there is a change in it
    QVERIFY(!shown.find<QLabel>(u"compareNotices"_s)->isVisible());
    shown.dialog->setNotices({u"Left: gone."_s});
    QVERIFY(shown.find<QLabel>(u"compareNotices"_s)->isVisible());
}

void InspectCompareTest::showsTheSelectedValuesInFull() {
    const Shown shown;
    const auto *left = shown.find<QPlainTextEdit>(u"compareLeftText"_s);
    const auto *right = shown.find<QPlainTextEdit>(u"compareRightText"_s);
    shown.choose(u"text"_s);
    QCOMPARE(left->toPlainText(), u"net 30 days"_s);
    QCOMPARE(right->toPlainText(), u"net 14 days"_s);
    QCOMPARE(marked(left), u"30"_s);
    QCOMPARE(marked(right), u"14"_s);
    shown.choose(u"gone"_s);
    QCOMPARE(left->toPlainText(), u"1"_s);
    QCOMPARE(right->toPlainText(), u""_s);
    QCOMPARE(marked(left), u""_s);
    shown.choose(u"sum"_s);
    QCOMPARE(marked(left) + marked(right), u""_s); // it is the same value
}

void InspectCompareTest::filters() {
    const Shown shown;
    shown.choose(u"text"_s);
    shown.show(1);
    QCOMPARE(shown.names(), (QStringList{u"text"_s, u"gone"_s, u"t"_s}));
    QCOMPARE(shown.view()->currentIndex().data().toString(), u"text"_s); // it stays selected
    shown.show(3);
    QCOMPARE(shown.names(), QStringList{u"sum"_s});
    shown.show(0);
    QCOMPARE(shown.names().size(), 5);
    // It holds when the sides are swapped.
    shown.show(6);
    QCOMPARE(shown.names(), QStringList{u"t"_s});
    shown.dialog->setComparison(results::compare(extracted("{\"a\":1}"), extracted("{\"b\":1}")));
    QCOMPARE(shown.names(), QStringList{u"b"_s});
}

/// Also in a table, and with a name that there is twice.
void InspectCompareTest::staysAtItsLineWhenFiltered() {
    const Shown shown(results::compare(extracted(R"({"a":1,"a":2,"t":[{"k":1,"v":1},{"k":2,"v":2}]})"),
        extracted(R"({"a":9,"a":8,"t":[{"k":1,"v":1},{"k":2,"v":3}]})")));
    shown.view()->setCurrentIndex(shown.view()->model()->index(1, 0));
    shown.show(1);
    QCOMPARE(
        shown.view()->currentIndex().siblingAtColumn(ComparisonModel::LeftColumn).data().toString(), u"2"_s);
    const QModelIndex table = shown.view()->model()->index(2, 0);
    const QModelIndex line = shown.view()->model()->index(0, 0, table); // the first one is not there
    shown.view()->setCurrentIndex(shown.view()->model()->index(0, 0, line));
    QCOMPARE(shown.view()->currentIndex().data().toString(), u"v"_s);
    shown.show(0);
    QCOMPARE(shown.view()->currentIndex().data().toString(), u"v"_s);
    QCOMPARE(shown.view()->currentIndex().parent().row(), 1);
    QVERIFY(shown.view()->viewport()->rect().contains(
        shown.view()->visualRect(shown.view()->currentIndex()).center()));
}

void InspectCompareTest::goesFromDifferenceToDifference() {
    const Shown shown;
    const auto at = [&] {
        return shown.view()->currentIndex().data().toString();
    };
    shown.view()->collapseAll();
    QTest::keyClick(shown.dialog, Qt::Key_F8);
    QTRY_COMPARE(at(), u"text"_s);
    QTest::keyClick(shown.dialog, Qt::Key_F8);
    QTRY_COMPARE(at(), u"gone"_s);
    QTest::keyClick(shown.dialog, Qt::Key_F8);
    QTRY_COMPARE(at(), u"k"_s); // of the new row: the table and the row are opened
    QVERIFY(shown.view()->viewport()->rect().contains(
        shown.view()->visualRect(shown.view()->currentIndex()).center()));
    QTest::keyClick(shown.dialog, Qt::Key_F8);
    QTRY_COMPARE(at(), u"v"_s);
    QVERIFY(!shown.find<QLabel>(u"compareOutcome"_s)->isVisible());
    QTest::keyClick(shown.dialog, Qt::Key_F8);
    QTRY_COMPARE(at(), u"text"_s);
    QVERIFY(shown.words(u"compareOutcome"_s).contains(u"first"_s));
    QTest::keyClick(shown.dialog, Qt::Key_F8, Qt::ShiftModifier);
    QTRY_COMPARE(at(), u"v"_s);
    QVERIFY(shown.words(u"compareOutcome"_s).contains(u"last"_s));
    QTest::keyClick(shown.dialog, Qt::Key_F8, Qt::ShiftModifier);
    QTRY_COMPARE(at(), u"k"_s);
    shown.show(2); // what is equal
    QTest::keyClick(shown.dialog, Qt::Key_F8);
    QTRY_VERIFY(shown.words(u"compareOutcome"_s).startsWith(u"Nothing"_s));
}

void InspectCompareTest::saysThatNothingIsLeft() {
    const Shown shown(results::compare(extracted("{\"a\":1}"), extracted("{\"a\":1}")));
    const auto *empty = shown.find<QLabel>(u"compareEmpty"_s);
    QVERIFY(!empty->isVisible());
    shown.show(1);
    QVERIFY(empty->isVisible() && empty->text().contains(u"no differences"_s));
    shown.show(4);
    QVERIFY(empty->text().contains(u"changed"_s));
    shown.show(7);
    QVERIFY(empty->text().contains(u"confidence"_s));
    shown.show(0);
    shown.dialog->setComparison(results::compare({}, {}));
    QVERIFY(empty->isVisible() && empty->text().contains(u"Neither"_s));
    QCOMPARE(shown.words(u"compareSummary"_s), u"No values"_s);
}

void InspectCompareTest::choosesTheKeyOfATable() {
    const Shown shown;
    using Keys = QHash<QString, QString>;
    QSignalSpy chosen(shown.dialog, &ui::CompareDialog::keysChosen);
    auto *key = shown.find<QComboBox>(u"compareKey"_s);
    QVERIFY(key->isVisible());
    QCOMPARE(key->itemText(1), u"k"_s);
    key->setFocus();
    QTest::keyClick(key, Qt::Key_Down);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().value<Keys>(), (Keys{{u"t"_s, u"k"_s}}));
    shown.dialog->setComparison(example({{{u"t"_s, u"k"_s}}}));
    QCOMPARE(key->currentText(), u"k"_s); // the new comparison is by it
    QTest::keyClick(key, Qt::Key_Up);
    QCOMPARE(chosen.last().first().value<Keys>(), Keys());

    // Each table has its own.
    const QList<results::Field> two = extracted(R"({"s":[{"n":1}],"t":[{"k":1}]})");
    shown.dialog->setComparison(results::compare(two, two));
    key->setCurrentIndex(key->findText(u"s: n"_s));
    emit key->activated(key->currentIndex());
    emit key->activated(key->findText(u"t: k"_s));
    QCOMPARE(chosen.last().first().value<Keys>(), (Keys{{u"s"_s, u"n"_s}, {u"t"_s, u"k"_s}}));
    shown.dialog->setComparison(results::compare(two, two, {chosen.last().first().value<Keys>()}));
    QCOMPARE(key->currentText(), u"t: k ✓"_s);
    QVERIFY(key->findText(u"s: n ✓"_s) > 0);
    shown.dialog->setComparison(results::compare(extracted("{\"a\":1}"), extracted("{\"a\":1}")));
    QVERIFY(!key->isVisible()); // no tables
}

void InspectCompareTest::copiesWhatIsShown() {
    const Shown shown;
    shown.show(4);
    QApplication::clipboard()->clear();
    shown.find<QPushButton>(u"compareCopy"_s)->click();
    QTRY_COMPARE(QApplication::clipboard()->text().count(u'\n'), 2); // a heading and a value
    QVERIFY(QApplication::clipboard()->text().contains(u"\tnet 30 days\tnet 14 days\t"_s));
    QVERIFY(shown.words(u"compareOutcome"_s).startsWith(u"1 value was copied"_s));
}

void InspectCompareTest::copiesTheSelectedLines() {
    const Shown shown;
    shown.choose(u"t"_s);
    shown.view()->setFocus();
    QTest::keyClick(shown.view(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QApplication::clipboard()->text().count(u'\n'), 1 + 4); // the cells below it
    QTest::keyClick(shown.view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"$.extractions[0].fields.t"_s);
}

void InspectCompareTest::writesWhatIsShown() {
    const Shown shown;
    shown.show(1);
    const auto exporter = shown.dialog->exporter();
    shown.show(0); // what was shown when it was asked for
    const QString text = QString::fromUtf8(*exporter());
    QCOMPARE(text.count(u"\r\n"_s), 1 + 4);
    QVERIFY(text.contains(u"Left: invoice.pdf, Monday"_s));
    QVERIFY(!text.contains(u"INV-1"_s));
}

void InspectCompareTest::worksWithTheKeyboard() {
    const Shown shown;
    QSignalSpy swaps(shown.dialog, &ui::CompareDialog::swapRequested);
    QSignalSpy exports(shown.dialog, &ui::CompareDialog::exportRequested);
    QCOMPARE(QApplication::focusWidget(), shown.view());
    QTest::keyClick(shown.dialog, Qt::Key_W, Qt::AltModifier);
    QTRY_COMPARE(swaps.size(), 1); // after the button was seen to go down
    QTest::keyClick(shown.dialog, Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(exports.size(), 1);
    // Tab goes round through everything.
    QStringList visited;
    for (int i = 0; i < 14; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        visited << QApplication::focusWidget()->objectName();
    }
    for (const QString &name : {u"comparePrevious"_s, u"compareNext"_s, u"compareShow"_s, u"compareKey"_s,
             u"compareSwap"_s, u"compareCopy"_s, u"compareExport"_s, u"compareView"_s, u"compareLeftText"_s,
             u"compareRightText"_s})
        QVERIFY2(visited.contains(name), qPrintable(name));
    QTest::keyClick(shown.view(), Qt::Key_Return); // closes nothing, exports nothing
    QVERIFY(shown.dialog->isVisible());
    QCOMPARE(exports.size(), 1);
    QTest::keyClick(shown.dialog, Qt::Key_Escape);
    QTRY_VERIFY(!shown.dialog); // deleted
}

void InspectCompareTest::marksChangesInBothThemes() {
    const Shown shown;
    const auto pixelsOf = [&](const QString &name) {
        shown.choose(u"no"_s);
        const QModelIndex index =
            shown.view()->model()->index(int(shown.names().indexOf(name)), ComparisonModel::LeftColumn);
        return shown.view()->viewport()->grab(shown.view()->visualRect(index)).toImage();
    };
    const auto colors = [](const QImage &image) {
        QHash<QRgb, int> counts;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                ++counts[image.pixel(x, y)];
        }
        return counts;
    };
    for (const QPalette &palette :
        {QApplication::palette(), QPalette(ui::darkColors().text, ui::darkColors().window)}) {
        shown.dialog->setPalette(palette);
        // The ground of a mark is a whole area of a colour that an unchanged value does not have.
        const QHash<QRgb, int> plain = colors(pixelsOf(u"sum"_s));
        const QHash<QRgb, int> changed = colors(pixelsOf(u"text"_s));
        const auto ground = std::find_if(changed.keyValueBegin(), changed.keyValueEnd(),
            [&](const auto &color) { return color.second > 40 && !plain.contains(color.first); });
        QVERIFY(ground != changed.keyValueEnd());
    }
}

void InspectCompareTest::holdsManyRows() {
    QByteArray left;
    QByteArray right;
    for (int i = 0; i < 5'000; ++i) {
        left += "{\"d\":\"Article " + QByteArray::number(i) + "\",\"n\":1},";
        right += "{\"d\":\"Article " + QByteArray::number(i) + "\",\"n\":2},";
    }
    const ComparisonPtr comparison = results::compare(
        extracted("{\"t\":[" + left.chopped(1) + "]}"), extracted("{\"t\":[" + right.chopped(1) + "]}"));
    const Shown shown;
    const support::ThreadTime time;
    shown.dialog->setComparison(comparison);
    shown.show(1);
    shown.view()->scrollToBottom();
    shown.dialog->grab();
    qInfo("5,000 changed rows: %lld ms to show, filter and paint", time.elapsed());
    QVERIFY(time.elapsed() < 3'000);
    QCOMPARE(shown.view()->model()->rowCount(shown.view()->model()->index(0, 0)), 5'000);
}

void InspectCompareTest::namesItsControls() {
    const Shown shown;
    QCOMPARE(support::namelessControls(shown.dialog), QStringList());
    for (const QLabel *label : shown.dialog->findChildren<QLabel *>(QRegularExpression(u"^compare"_s)))
        QCOMPARE(label->textFormat(), Qt::PlainText); // names and values come from outside
}
