// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectsearch.h"

#include "app/results/jsontreemodel.h"
#include "app/results/matchmodel.h"
#include "tests/bench/resultdata.h"
#include "tests/support/accessibility.h"
#include "tests/ui/inspectdata.h"
#include "ui/rawview.h"
#include "ui/resultpage.h"
#include "ui/resultpane.h"
#include "ui/theme.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using results::JsonTreeModel;
using results::MatchModel;
using runs::RunState;
using testdata::child;

namespace {

const QByteArray sample =
    R"({"name":"total","list":[{"total":12,"tax":3},{"note":"Caf\u00e9 total","tax":4},)"
    R"({"tax":"none"}],"grand total":112})";

/// A pane in sight that shows a tree, with the search open.
struct Searched {
    explicit Searched(const QByteArray &body = sample) {
        pane.resize(1000, 600);
        pane.show();
        pane.showRun(testdata::run(RunState::Ready));
        pane.setView(ui::ResultPane::Tree);
        pane.setDocument(testdata::document(body));
        pane.find();
    }

    QLineEdit &text() { return child<QLineEdit>(pane, "searchText"); }
    QString count() { return child<QLabel>(pane, "searchCount").text(); }
    QString path() { return child<QLineEdit>(pane, "pathEdit").text(); }
    QTreeView &tree() { return child<QTreeView>(pane, "treeView"); }
    QTreeView &matches() { return child<QTreeView>(pane, "matchesView"); }
    void toggle(const char *name) { child<QAbstractButton>(pane, name).click(); }

    ui::ResultPane pane;
};

/// The open rows of a tree, indented.
QStringList rows(const QTreeView &view) {
    QStringList texts;
    for (QModelIndex at = view.model()->index(0, 0); at.isValid(); at = view.indexBelow(at)) {
        int depth = 0;
        for (QModelIndex above = at.parent(); above.isValid(); above = above.parent())
            ++depth;
        texts += QString(depth, u' ') + at.data().toString();
    }
    return texts;
}

int markedPixels(QTreeView &view, const QModelIndex &index) {
    const QImage image = view.viewport()->grab(view.visualRect(index)).toImage();
    const QColor mark = ui::lightColors().doubt;
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            // Warm: more of the mark than of a grey or the selection.
            const QColor pixel = image.pixelColor(x, y);
            count += pixel.saturation() > 60 && qAbs(pixel.hue() - mark.hue()) < 20;
        }
    }
    return count;
}

} // namespace

void InspectSearchTest::hitsAreCountedAsOneTypes() {
    Searched shown;
    QCOMPARE(shown.count(), QString());
    QTRY_VERIFY(shown.text().hasFocus());
    QTest::keyClicks(&shown.text(), u"tot"_s);
    QTRY_COMPARE(shown.count(), u"4 hits"_s);
    QTest::keyClicks(&shown.text(), u"alx"_s);
    QTRY_COMPARE(shown.count(), u"No hits"_s);
    QTest::keyClick(&shown.text(), Qt::Key_Backspace);
    QTRY_COMPARE(shown.count(), u"4 hits"_s);
    shown.text().setText(u"café"_s);
    QTRY_COMPARE(shown.count(), u"1 hit"_s);
    shown.text().clear();
    QTRY_COMPARE(shown.count(), QString());
    QVERIFY(!child<QToolButton>(shown.pane, "searchNext").isEnabled());
}

void InspectSearchTest::optionsSearchAnew() {
    Searched shown;
    shown.text().setText(u"12"_s);
    QTRY_COMPARE(shown.count(), u"2 hits"_s);
    shown.toggle("searchWord");
    QTRY_COMPARE(shown.count(), u"1 hit"_s);
    shown.toggle("searchWord");
    shown.text().setText(u"TAX"_s);
    QTRY_COMPARE(shown.count(), u"3 hits"_s);
    shown.toggle("searchCase");
    QTRY_COMPARE(shown.count(), u"No hits"_s);
    shown.toggle("searchCase");
    shown.text().setText(u"^\\d+$"_s);
    QTRY_COMPARE(shown.count(), u"No hits"_s);
    shown.toggle("searchExpression");
    QTRY_COMPARE(shown.count(), u"4 hits"_s);
    shown.toggle("searchExpression");
    shown.text().setText(u"total"_s);
    child<QComboBox>(shown.pane, "searchScope").setCurrentIndex(1);
    QTRY_COMPARE(shown.count(), u"2 hits"_s);
}

void InspectSearchTest::keysGoFromHitToHit() {
    Searched shown;
    shown.text().setText(u"tax"_s);
    QTRY_COMPARE(shown.count(), u"3 hits"_s);
    QTest::keyClick(&shown.text(), Qt::Key_Return);
    QCOMPARE(shown.path(), u"$.list[0].tax"_s);
    QCOMPARE(shown.count(), u"1 of 3"_s);
    QVERIFY(shown.text().hasFocus());
    QTest::keyClick(&shown.pane, Qt::Key_F3);
    QCOMPARE(shown.path(), u"$.list[1].tax"_s);
    QTest::keyClick(&shown.text(), Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(shown.count(), u"3 of 3"_s);
    shown.toggle("searchNext");
    QCOMPARE(shown.path(), u"$.list[0].tax"_s); // round
    QTest::keyClick(&shown.text(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(shown.count(), u"3 of 3"_s);
    QTest::keyClick(&shown.pane, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(shown.path(), u"$.list[1].tax"_s);
    QVERIFY(shown.tree().visualRect(shown.tree().currentIndex()).isValid()); // its parents are open

    // From the fields it leads to the tree.
    shown.pane.setView(ui::ResultPane::Fields);
    QVERIFY(!shown.tree().isVisible());
    QTest::keyClick(&shown.text(), Qt::Key_Return);
    QVERIFY(shown.tree().isVisible());
    QCOMPARE(shown.path(), u"$.list[2].tax"_s);
}

void InspectSearchTest::theFirstHitIsTheNextOne() {
    Searched shown;
    shown.tree().setCurrentIndex(shown.tree().model()->index(2, 0));
    QCOMPARE(shown.path(), u"$['grand total']"_s);
    shown.text().setText(u"t"_s);
    QTRY_COMPARE(shown.count(), u"9 hits"_s);
    QTest::keyClick(&shown.text(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(shown.count(), u"9 of 9"_s); // the key of the row itself
    shown.text().setText(u"112"_s);
    QTRY_COMPARE(shown.count(), u"1 hit"_s);
    QTest::keyClick(&shown.text(), Qt::Key_Return);
    QCOMPARE(shown.count(), u"1 of 1"_s);
}

void InspectSearchTest::faultsAreNamed() {
    Searched shown;
    shown.toggle("searchExpression");
    shown.text().setText(u"(a"_s);
    QTRY_VERIFY2(shown.count().contains(u"parenthesis"_s), qPrintable(shown.count()));
    QCOMPARE(shown.text().property("invalid"), true);
    QTest::keyClicks(&shown.text(), u")"_s);
    QTRY_VERIFY2(shown.count().endsWith(u"hits"_s), qPrintable(shown.count()));
    QCOMPARE(shown.text().property("invalid"), false);

    Searched base64(R"({"a":")" + QByteArray("QUJD").repeated(300) + R"(","b":"qu"})");
    base64.text().setText(u"qujd"_s);
    QTRY_COMPARE(base64.count(), u"No hits · 1 base64 left out"_s);
}

void InspectSearchTest::hitsAreMarked_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("marked");
    QTest::newRow("value") << u"total"_s << u"$.name"_s << 1 << true;
    QTest::newRow("not its key") << u"total"_s << u"$.name"_s << 0 << false;
    QTest::newRow("key") << u"grand"_s << u"$['grand total']"_s << 0 << true;
    QTest::newRow("not its value") << u"grand"_s << u"$['grand total']"_s << 1 << false;
    QTest::newRow("key of a container") << u"list"_s << u"$.list"_s << 0 << true;
    QTest::newRow("escaped") << u"café"_s << u"$.list[1].note"_s << 1 << true;
    QTest::newRow("beside a hit") << u"café"_s << u"$.list[1].tax"_s << 1 << false;
    QTest::newRow("around a hit") << u"café"_s << u"$.list[1]"_s << 1 << false;
    QTest::newRow("number") << u"12"_s << u"$.list[0].total"_s << 1 << true;
    QTest::newRow("nothing") << u""_s << u"$.list[0].total"_s << 1 << false;
}

void InspectSearchTest::hitsAreMarked() {
    QFETCH(QString, text);
    QFETCH(QString, path);
    QFETCH(int, column);
    QFETCH(bool, marked);
    Searched shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.pane));
    auto &model = static_cast<JsonTreeModel &>(*shown.tree().model());
    const QModelIndex index = model.indexOfPath(path).siblingAtColumn(column);
    QVERIFY(index.isValid());
    shown.tree().scrollTo(index);
    QCOMPARE(markedPixels(shown.tree(), index), 0);
    shown.text().setText(text);
    QTRY_VERIFY(shown.count().contains(u"hit"_s) || text.isEmpty());
    const int pixels = markedPixels(shown.tree(), index);
    QVERIFY2(marked ? pixels > 50 : pixels == 0, qPrintable(QString::number(pixels)));
    // Also in the row that is chosen.
    shown.tree().setCurrentIndex(index);
    QVERIFY(!marked || markedPixels(shown.tree(), index) > 20);
}

void InspectSearchTest::filterShowsMatchesAndParents() {
    Searched shown;
    shown.text().setText(u"total"_s);
    shown.toggle("searchFilter");
    QTRY_COMPARE(rows(shown.matches()), QStringList({u"name"_s, u"list"_s, u" [0]"_s, u"  total"_s, u" [1]"_s,
                                            u"  note"_s, u"grand total"_s}));
    QVERIFY(shown.matches().isVisible() && !shown.tree().isVisible());
    QCOMPARE(child<QLabel>(shown.pane, "treeNote").text(), QString());
    shown.toggle("searchFilter");
    QVERIFY(!shown.matches().isVisible() && shown.tree().isVisible());
}

void InspectSearchTest::filterWithSiblings() {
    Searched shown;
    shown.text().setText(u"café"_s);
    shown.toggle("searchFilter");
    QTRY_COMPARE(rows(shown.matches()), QStringList({u"list"_s, u" [1]"_s, u"  note"_s}));
    shown.toggle("searchSiblings");
    QTRY_COMPARE(rows(shown.matches()), QStringList({u"list"_s, u" [1]"_s, u"  note"_s, u"  tax"_s}));
}

void InspectSearchTest::filterFollowsTheQuery() {
    Searched shown;
    shown.toggle("searchFilter");
    QVERIFY(shown.tree().isVisible()); // everything, as long as nothing is looked for
    shown.text().setText(u"none"_s);
    QTRY_COMPARE(rows(shown.matches()), QStringList({u"list"_s, u" [2]"_s, u"  tax"_s}));
    shown.text().setText(u"name"_s);
    QTRY_COMPARE(rows(shown.matches()), QStringList({u"name"_s}));
    shown.text().setText(u"nowhere"_s);
    QTRY_COMPARE(rows(shown.matches()), QStringList());
    QCOMPARE(child<QLabel>(shown.pane, "treeNote").text(), u"No matches"_s);
    shown.text().clear();
    QTRY_VERIFY(shown.tree().isVisible());
}

void InspectSearchTest::filterOfManyHitsIsBounded() {
    QByteArray body = "[0";
    for (int i = 1; i < 30'000; ++i)
        body += ",{\"k\":\"x\"}";
    Searched shown(body + "]");
    shown.text().setText(u"x"_s);
    shown.toggle("searchFilter");
    QTRY_COMPARE(child<QLabel>(shown.pane, "treeNote").text(), u"The first 10,000 of 29,999 matches"_s);
    QCOMPARE(shown.matches().model()->rowCount(), 10'000);
    QVERIFY(rows(shown.matches()).size() < 13'000);
    // One that is not among them is shown in the whole tree.
    QTest::keyClick(&shown.text(), Qt::Key_Return);
    QVERIFY(shown.matches().isVisible());
    QCOMPARE(shown.path(), u"$[1].k"_s);
    QTest::keyClick(&shown.text(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(shown.path(), u"$[29999].k"_s);
    QVERIFY(shown.tree().isVisible());
}

void InspectSearchTest::modelHolds() {
    Searched shown;
    const QAbstractItemModelTester tester(
        shown.matches().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    shown.toggle("searchFilter");
    for (const QString &text : {u"total"_s, u"t"_s, u"nowhere"_s, u"4"_s}) {
        shown.text().setText(text);
        QTRY_VERIFY(!shown.count().contains(u'…'));
        (void)rows(shown.matches());
    }
    QTRY_COMPARE(rows(shown.matches()).size(), 3);
    shown.pane.setDocument(testdata::document("[4]"));
    QTRY_COMPARE(rows(shown.matches()), QStringList({u"[0]"_s}));
}

void InspectSearchTest::pathsAreThoseOfTheWholeTree() {
    Searched shown;
    shown.text().setText(u"café"_s);
    shown.toggle("searchFilter");
    QTRY_COMPARE(rows(shown.matches()).size(), 3);
    auto &model = static_cast<MatchModel &>(*shown.matches().model());
    const QModelIndex note = model.indexOfWay({1, 1, 0});
    QVERIFY(model.isHit(note) && !model.isHit(note.parent()));
    QCOMPARE(note.data(JsonTreeModel::PathRole).toString(), u"$.list[1].note"_s);
    QCOMPARE(note.siblingAtColumn(1).data().toString(), u"Café total"_s);
    shown.matches().setCurrentIndex(note);
    QCOMPARE(shown.path(), u"$.list[1].note"_s);
    // The whole tree takes the selection over.
    shown.toggle("searchFilter");
    QCOMPARE(shown.path(), u"$.list[1].note"_s);
    QCOMPARE(shown.tree().currentIndex().data().toString(), u"note"_s);
}

void InspectSearchTest::escapeCloses() {
    Searched shown;
    shown.text().setText(u"total"_s);
    shown.toggle("searchFilter");
    QTRY_VERIFY(shown.matches().isVisible());
    QTest::keyClick(&shown.text(), Qt::Key_Escape);
    QVERIFY(!child(shown.pane, "searchBar").isVisible());
    QVERIFY(shown.tree().isVisible() && shown.tree().hasFocus());
    // What was looked for is there when it is opened again.
    shown.pane.find();
    QCOMPARE(shown.text().selectedText(), u"total"_s);
    QTRY_COMPARE(shown.count(), u"4 hits"_s);
    QTRY_VERIFY(shown.matches().isVisible());
    shown.matches().setFocus();
    QTest::keyClick(&shown.matches(), Qt::Key_Escape);
    QVERIFY(!child(shown.pane, "searchBar").isVisible());
}

void InspectSearchTest::anotherResultIsSearchedToo() {
    Searched shown;
    shown.text().setText(u"tax"_s);
    QTRY_COMPARE(shown.count(), u"3 hits"_s);
    shown.pane.showRun(testdata::run(RunState::Ready, 8));
    QCOMPARE(shown.count(), u"No hits"_s); // it is not here yet
    shown.pane.setDocument(testdata::document(R"({"tax":"taxi"})"));
    QTRY_COMPARE(shown.count(), u"2 hits"_s);
    QTest::keyClick(&shown.text(), Qt::Key_Return);
    QCOMPARE(shown.path(), u"$.tax"_s);
}

void InspectSearchTest::hitsAreToldForOtherViews() {
    Searched shown;
    auto &page = child<ui::ResultPage>(shown.pane, "resultPage");
    shown.text().setText(u"total"_s);
    QTRY_COMPARE(shown.count(), u"4 hits"_s);
    const qint64 at = sample.indexOf("\"total\"");
    QCOMPARE(page.hitsBetween(0, 20), results::Hits{results::Hit(at, at + 7, false, {0, 0})});
    shown.pane.setView(ui::ResultPane::Raw);
    QTest::keyClick(&shown.text(), Qt::Key_Return);
    QVERIFY(child(shown.pane, "rawPage").isVisible());
    const results::ByteRange chosen = child<ui::RawView>(shown.pane, "rawView").selection();
    QCOMPARE(sample.mid(chosen.begin, chosen.end - chosen.begin), QByteArray("\"total\""));
    shown.toggle("searchClose");
    QVERIFY(page.hitsBetween(0, sample.size()).empty());
}

void InspectSearchTest::textBehindAFaultIsInRaw() {
    const QByteArray body = R"({"total":1,"list":["a total"],,"note":"the total")";
    Searched shown(body);
    const auto chosen = [&] {
        const results::ByteRange range = child<ui::RawView>(shown.pane, "rawView").selection();
        return body.mid(range.begin, range.end - range.begin);
    };
    shown.text().setText(u"total"_s);
    QTRY_COMPARE(shown.count(), u"3 hits · 1 behind the fault, in Raw"_s);
    QTest::keyClick(&shown.text(), Qt::Key_Return); // the next one behind the first row's key
    QCOMPARE(shown.path(), u"$.list[0]"_s);
    QVERIFY(shown.tree().isVisible());
    QTest::keyClick(&shown.text(), Qt::Key_Return);
    QVERIFY(child(shown.pane, "rawPage").isVisible());
    QCOMPARE(chosen(), QByteArray(R"("the total")"));
    QCOMPARE(shown.count(), u"3 of 3 · 1 behind the fault, in Raw"_s);
    QVERIFY(shown.text().hasFocus());
    QTest::keyClick(&shown.pane, Qt::Key_F3);
    QCOMPARE(chosen(), QByteArray(R"("total")")); // round
    QTest::keyClick(&shown.pane, Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(chosen(), QByteArray(R"("the total")"));

    shown.toggle("searchFilter"); // of what has rows
    QTRY_VERIFY(shown.matches().isVisible());
    QTRY_COMPARE(rows(shown.matches()), (QStringList{u"total"_s, u"list"_s, u" [0]"_s}));
    shown.text().setText(u"the t"_s);
    QTRY_COMPARE(shown.count(), u"1 hit · 1 behind the fault, in Raw"_s);
    QTRY_COMPARE(rows(shown.matches()), QStringList());

    Searched none("<html>Bad Gateway</html>");
    none.text().setText(u"bad g"_s);
    QTRY_COMPARE(none.count(), u"1 hit"_s);
    QTest::keyClick(&none.text(), Qt::Key_Return);
    const results::ByteRange range = child<ui::RawView>(none.pane, "rawView").selection();
    QCOMPARE(range.begin, 6);
    QCOMPARE(range.end, 11);
}

/// Old searches are left at once: only the last one counts.
void InspectSearchTest::typingNeverStopsTheWindow() {
    Searched shown(bench::resultOfSize(6'000'000));
    shown.toggle("searchExpression");
    for (const QString &text : {u"e"_s, u"e+"_s, u"e+.*"_s, u"e+.*q"_s})
        shown.text().setText(text);
    shown.text().setText(u"^INV-1$"_s);
    QTRY_COMPARE_WITH_TIMEOUT(shown.count(), u"1 hit"_s, 20'000);
    shown.text().setText(u"e"_s);
    shown.pane.setDocument(testdata::document(R"(["e"])")); // while it is searched
    QTRY_COMPARE(shown.count(), u"1 hit"_s);
    shown.text().setText(u"[a-f]"_s);
    // And the pane may go while it is.
}

void InspectSearchTest::controlsHaveNames() {
    Searched shown;
    shown.text().setText(u"tax"_s);
    QCOMPARE(support::namelessControls(&shown.pane), QStringList());
    shown.toggle("searchFilter");
    QTRY_VERIFY(shown.matches().isVisible());
    QCOMPARE(support::namelessControls(&shown.pane), QStringList());
}
