// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectresult.h"

#include "app/results/fieldsmodel.h"
#include "app/results/jsontreemodel.h"
#include "tests/support/accessibility.h"
#include "tests/ui/inspectdata.h"
#include "ui/confidencedelegate.h"
#include "ui/resultpane.h"
#include "ui/theme.h"
#include "ui/treeexpansion.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTest>
#include <QThreadPool>
#include <QToolButton>
#include <QToolTip>
#include <QTreeView>

using namespace Qt::StringLiterals;
using results::FieldsModel;
using results::JsonTreeModel;
using runs::RunState;
using testdata::child;

namespace {

/// A pane in sight that shows a ready run with this body.
struct Shown {
    explicit Shown(const QByteArray &body = testdata::invoice(), int height = 700) {
        pane.resize(900, height);
        pane.show();
        pane.showRun(testdata::run(RunState::Ready));
        pane.setDocument(testdata::document(body));
    }

    QTreeView &fields() { return child<QTreeView>(pane, "fieldsView"); }
    QTreeView &tree() { return child<QTreeView>(pane, "treeView"); }
    QString path() { return child<QLineEdit>(pane, "pathEdit").text(); }

    ui::ResultPane pane;
};

int openRows(const QTreeView &view) {
    int rows = 0;
    for (QModelIndex index = view.model()->index(0, 0); index.isValid(); index = view.indexBelow(index))
        ++rows;
    return rows;
}

QStringList column(const QTreeView &view, int column) {
    QStringList texts;
    for (QModelIndex index = view.model()->index(0, 0); index.isValid(); index = view.indexBelow(index))
        texts += index.siblingAtColumn(column).data().toString();
    return texts;
}

QString afterKeys(QWidget &widget, Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QGuiApplication::clipboard()->setText(u"untouched"_s);
    QTest::keyClick(&widget, key, modifiers);
    return QGuiApplication::clipboard()->text();
}

/// `levels` arrays of `width` elements inside each other.
QByteArray nested(int levels, int width) {
    QByteArray text = "1";
    for (int i = 0; i < levels; ++i)
        text = "[" + QByteArrayList(width, text).join(',') + "]";
    return text;
}

} // namespace

void InspectResultTest::fieldsAreShown() {
    Shown shown;
    QVERIFY(child(shown.pane, "resultPage").isVisible());
    // Quotes are closed; a table has its rows in a grid of their own.
    QCOMPARE(column(shown.fields(), FieldsModel::NameColumn),
        QStringList({u"invoice_number"_s, u"issue_date"_s, u"due_date"_s, u"vendor"_s, u"total_amount"_s,
            u"currency"_s, u"purchase_order"_s, u"discount"_s, u"notes"_s, u"contact"_s, u"line_items"_s}));
    const QStringList values = column(shown.fields(), FieldsModel::ValueColumn);
    QCOMPARE(values.at(4), u"4087.50"_s);
    QVERIFY(values.at(5).startsWith(u"USD"_s));
    QCOMPARE(values.at(6), u"12345678901234567890"_s);
    QCOMPARE(shown.fields().visualRect(shown.fields().model()->index(0, 0)).height(), ui::metrics::row);
    QVERIFY(shown.fields().uniformRowHeights());
    QVERIFY(!shown.fields().horizontalScrollBar()->isVisible());
}

void InspectResultTest::modelsHoldWhileTheyAreUsed() {
    Shown shown;
    // Attached now and not before: a view reads rows while it is told of a reset, which a tester behind it
    // calls a fault.
    const auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;
    const QAbstractItemModelTester fieldsTester(shown.fields().model(), fatal);
    const QAbstractItemModelTester treeTester(shown.tree().model(), fatal);
    shown.fields().expandAll();
    QVERIFY(openRows(shown.fields()) > 15);
    shown.pane.setView(ui::ResultPane::Tree);
    QTest::keyClick(&child<QPushButton>(shown.pane, "treeExpandButton"), Qt::Key_Space);
    QVERIFY(openRows(shown.tree()) > 200);
}

void InspectResultTest::noFieldsPointToTheTree() {
    Shown shown(R"({"collection_id":"x","parse":{"text":"y"}})");
    QVERIFY(!shown.fields().isVisible());
    QCOMPARE(child<QLabel>(shown.pane, "fieldsEmptyWords").text(), u"This result has no fields: see Tree."_s);
    QTest::keyClick(&child<QPushButton>(shown.pane, "fieldsShowTreeButton"), Qt::Key_Space);
    QVERIFY(shown.tree().isVisible());
}

void InspectResultTest::nothingIsClaimedBeforeTheResultIsHere() {
    Shown shown;
    shown.pane.showRun(testdata::run(RunState::Ready, 8));
    QVERIFY(!shown.fields().isVisible());
    QCOMPARE(child<QLabel>(shown.pane, "fieldsEmptyWords").text(), u"Reading the result…"_s);
    QVERIFY(!child(shown.pane, "fieldsShowTreeButton").isVisible());
    QCOMPARE(shown.tree().model()->rowCount(), 0);
    shown.pane.setDocument(testdata::document(testdata::invoice()));
    QVERIFY(shown.fields().isVisible());
}

void InspectResultTest::largeResultsAreReadInTheBackground() {
    const auto large = [](const QByteArray &field) {
        return R"({"extractions":[{"fields":{")" + field + R"(":{"value":1}}}],"parse":")" +
               QByteArray(1'100'000, 'x') + "\"}";
    };
    Shown shown(large("first"));
    QVERIFY(!shown.fields().isVisible());
    QCOMPARE(child<QLabel>(shown.pane, "fieldsEmptyWords").text(), u"Reading the result…"_s);
    QVERIFY(shown.tree().model()->rowCount() > 0); // the tree reads what it shows
    // Another result before the first was read: only that one is shown, and it stays.
    QStringList seen;
    connect(shown.fields().model(), &QAbstractItemModel::modelReset, this, [&] {
        const QModelIndex top = shown.fields().model()->index(0, 0);
        if (top.isValid())
            seen += top.data().toString();
    });
    shown.pane.setDocument(testdata::document(large("second")));
    QTRY_VERIFY(shown.fields().isVisible());
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(seen, QStringList({u"second"_s}));
}

void InspectResultTest::valuesAndPathsAreCopiedByKeyboard_data() {
    QTest::addColumn<int>("view");
    QTest::addColumn<QString>("key"); // typed to find the row
    QTest::addColumn<int>("press");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QString>("copied");

    const int fields = ui::ResultPane::Fields;
    const int tree = ui::ResultPane::Tree;
    const int control = Qt::ControlModifier;
    const int controlShift = Qt::ControlModifier | Qt::ShiftModifier;
    QTest::newRow("field value") << fields << u"total"_s << int(Qt::Key_C) << control << u"4087.50"_s;
    QTest::newRow("field path") << fields << u"total"_s << int(Qt::Key_C) << controlShift
                                << u"$.extractions[0].fields.total_amount"_s;
    QTest::newRow("whole value") << fields << u"notes"_s << int(Qt::Key_C) << control
                                 << u"two\nlines <img src='http://127.0.0.1:9/x.png'>"_s;
    QTest::newRow("tree value") << tree << u"purchase"_s << int(Qt::Key_C) << control
                                << uR"({"value":12345678901234567890,"value_override":null,)"
                                   R"("verification_status":"not_verified","confidence":40.5,"evidence":[)"
                                   R"({"text":"PO 12345678901234567890","page_number":1}]})"_s;
    QTest::newRow("tree path") << tree << u"vendor"_s << int(Qt::Key_C) << controlShift
                               << u"$.extractions[0].fields.vendor"_s;
    QTest::newRow("tree key") << tree << u"vendor"_s << int(Qt::Key_C) << int(control | Qt::AltModifier)
                              << u"vendor"_s;
    QTest::newRow("tree text") << tree << u"collection"_s << int(Qt::Key_C) << control << u"0b9cfa71"_s;
    QTest::newRow("tree JSON") << tree << u"collection"_s << int(Qt::Key_J) << controlShift
                               << u"\"0b9cfa71\""_s;
}

void InspectResultTest::valuesAndPathsAreCopiedByKeyboard() {
    QFETCH(int, view);
    QFETCH(QString, key);
    QFETCH(int, press);
    QFETCH(int, modifiers);
    Shown shown;
    shown.pane.setView(ui::ResultPane::View(view));
    QTreeView &rows = view == ui::ResultPane::Fields ? shown.fields() : shown.tree();
    QVERIFY(QTest::qWaitForWindowActive(&shown.pane));
    rows.setFocus();
    rows.keyboardSearch(key);
    QTEST(afterKeys(rows, Qt::Key(press), Qt::KeyboardModifiers(modifiers)), "copied");
}

void InspectResultTest::typingFindsAField() {
    Shown shown;
    shown.fields().setFocus();
    QTest::keyClicks(&shown.fields(), u"purch"_s);
    QCOMPARE(shown.fields().currentIndex().data().toString(), u"purchase_order"_s);
    QCOMPARE(shown.path(), u"$.extractions[0].fields.purchase_order"_s);
}

void InspectResultTest::pathBarFollowsTheSelection() {
    Shown shown;
    QCOMPARE(shown.path(), u"$.extractions[0].fields.invoice_number"_s);
    QTest::keyClick(&shown.fields(), Qt::Key_Down);
    QCOMPARE(shown.path(), u"$.extractions[0].fields.issue_date"_s);
    auto &copy = child<QAbstractButton>(shown.pane, "pathCopyButton");
    QCOMPARE(afterKeys(copy, Qt::Key_Space, Qt::NoModifier), u"$.extractions[0].fields.issue_date"_s);

    // One selection over all views.
    shown.pane.setView(ui::ResultPane::Tree);
    QCOMPARE(shown.path(), u"$.extractions[0].fields.issue_date"_s);
    QCOMPARE(shown.tree().currentIndex().data().toString(), u"issue_date"_s);
    const QModelIndex chosen = shown.tree().model()->index(
        shown.tree().currentIndex().row() + 1, 0, shown.tree().currentIndex().parent());
    shown.tree().setCurrentIndex(chosen);
    const QString path = shown.path();
    QVERIFY(path != u"$.extractions[0].fields.issue_date"_s);
    shown.pane.setView(ui::ResultPane::Fields);
    QCOMPARE(shown.path(), path);
    shown.pane.setView(ui::ResultPane::Raw);
    QVERIFY(child(shown.pane, "pathBar").isVisible());
    QCOMPARE(shown.path(), path);
    shown.pane.setView(ui::ResultPane::Markdown);
    QVERIFY(!child(shown.pane, "pathBar").isVisible());
    shown.pane.setView(ui::ResultPane::Fields);
    QVERIFY(child(shown.pane, "pathBar").isVisible());
    QCOMPARE(shown.path(), path);

    shown.pane.setDocument(testdata::document("{}"));
    QCOMPARE(shown.path(), QString());
    QVERIFY(!copy.isEnabled());
}

void InspectResultTest::sameRunKeepsItsPlace() {
    Shown shown(testdata::invoice(), 400);
    const auto document = testdata::document(testdata::invoice());
    shown.pane.setDocument(document);
    shown.pane.setView(ui::ResultPane::Tree);
    QVERIFY(QTest::qWaitForWindowExposed(&shown.pane));
    shown.tree().keyboardSearch(u"vendor"_s);
    shown.tree().expand(shown.tree().currentIndex());
    shown.tree().verticalScrollBar()->setValue(100);
    const QModelIndex current = shown.tree().currentIndex();
    const QString path = shown.path();
    QVERIFY(path.endsWith(u".vendor"_s));
    const int scrolled = shown.tree().verticalScrollBar()->value();
    QVERIFY(scrolled > 0);

    shown.pane.showRun(testdata::run(RunState::Ready));
    shown.pane.setDocument(document);
    // Read again from the ledger: other bytes in memory, the same text.
    shown.pane.setDocument(testdata::document(testdata::invoice()));
    QCOMPARE(shown.tree().currentIndex(), current);
    QVERIFY(shown.tree().isExpanded(current));
    QCOMPARE(shown.tree().verticalScrollBar()->value(), scrolled);
    QCOMPARE(shown.path(), path);
    QVERIFY(shown.tree().isVisible());
}

void InspectResultTest::anotherRunStartsAfresh() {
    Shown shown;
    shown.pane.setView(ui::ResultPane::Tree);
    shown.tree().keyboardSearch(u"vendor"_s);
    shown.pane.showRun(testdata::run(RunState::Ready, 8));
    shown.pane.setDocument(testdata::document(testdata::invoice()));
    QVERIFY(shown.tree().isVisible()); // the view is a habit, the selection belongs to the result
    QCOMPARE(shown.path(), u"$.collection_id"_s);
}

void InspectResultTest::treeOpensDownToTheFields() {
    Shown shown;
    shown.pane.setView(ui::ResultPane::Tree);
    const QStringList keys = column(shown.tree(), JsonTreeModel::KeyColumn);
    QCOMPARE(keys.mid(0, 9), QStringList({u"collection_id"_s, u"verification_url"_s, u"parse"_s, u"splits"_s,
                                 u"extractions"_s, u"[0]"_s, u"split_name"_s, u"partition"_s, u"fields"_s}));
    QVERIFY(keys.contains(u"invoice_number"_s));
    QVERIFY(!keys.contains(u"evidence"_s));
}

void InspectResultTest::expandAllIsBounded() {
    Shown shown(nested(4, 16)); // 65,536 leaves
    shown.pane.setView(ui::ResultPane::Tree);
    QTest::keyClick(&child<QPushButton>(shown.pane, "treeExpandButton"), Qt::Key_Space);
    const int rows = openRows(shown.tree());
    QVERIFY2(rows > ui::expandLimit * 9 / 10 && rows <= ui::expandLimit, qPrintable(QString::number(rows)));
    QCOMPARE(child<QLabel>(shown.pane, "treeNote").text(),
        u"%1 rows opened; the rest stays closed (limit 2,000)"_s.arg(QLocale().toString(rows)));

    QTest::keyClick(&child<QPushButton>(shown.pane, "treeCollapseButton"), Qt::Key_Space);
    QCOMPARE(openRows(shown.tree()), 16);
    QCOMPARE(child<QLabel>(shown.pane, "treeNote").text(), QString());
}

void InspectResultTest::asteriskIsBounded() {
    Shown shown("[" + nested(4, 16) + ",[[1],2]]");
    shown.pane.setView(ui::ResultPane::Tree);
    shown.tree().setCurrentIndex(shown.tree().model()->index(0, 0));
    QTest::keyClick(&shown.tree(), Qt::Key_Asterisk);
    const int rows = openRows(shown.tree());
    QVERIFY2(rows > 1000 && rows <= ui::expandLimit + 2, qPrintable(QString::number(rows)));
    QVERIFY(!child<QLabel>(shown.pane, "treeNote").text().isEmpty());
    QVERIFY(!shown.tree().isExpanded(shown.tree().model()->index(1, 0)));
}

void InspectResultTest::smallTreesOpenWhole() {
    Shown shown(R"({"a":{"b":[1,{"c":2}]},"d":[]})");
    shown.pane.setView(ui::ResultPane::Tree);
    QTest::keyClick(&child<QPushButton>(shown.pane, "treeExpandButton"), Qt::Key_Space);
    QCOMPARE(column(shown.tree(), JsonTreeModel::KeyColumn),
        QStringList({u"a"_s, u"b"_s, u"[0]"_s, u"[1]"_s, u"c"_s, u"d"_s}));
    QCOMPARE(child<QLabel>(shown.pane, "treeNote").text(), QString());
}

void InspectResultTest::longArraysScrollToTheirEnd() {
    QByteArray body = R"({"a":[0)";
    for (int i = 1; i < 6000; ++i)
        body += ',' + QByteArray::number(i);
    Shown shown(body + R"(],"z":"last"})");
    shown.pane.setView(ui::ResultPane::Tree);
    QVERIFY(QTest::qWaitForWindowExposed(&shown.pane));
    QTreeView &tree = shown.tree();
    const QPersistentModelIndex array = tree.model()->index(0, 0);
    tree.expand(array);
    QCOMPARE(tree.model()->rowCount(array), 6); // pages
    const QModelIndex page = tree.model()->index(5, 0, array);
    QCOMPARE(page.data().toString(), u"[5000 … 5999]"_s);
    tree.expand(page);
    tree.verticalScrollBar()->setValue(tree.verticalScrollBar()->maximum());
    const QModelIndex bottom = tree.indexAt(QPoint(1, tree.viewport()->height() - 2));
    QCOMPARE(bottom.data().toString(), u"z"_s);
    QCOMPARE(tree.indexAbove(bottom).data().toString(), u"[5999]"_s);
}

void InspectResultTest::pathsLeadToTheirRows() {
    QByteArray body = R"({"a":[0)";
    for (int i = 1; i < 3000; ++i)
        body += ',' + QByteArray::number(i);
    Shown shown(body + R"(],"x/y":{"z":"last"}})");
    auto &edit = child<QLineEdit>(shown.pane, "pathEdit");
    const auto enter = [&edit](const QString &path) {
        edit.setFocus();
        edit.selectAll();
        QTest::keyClicks(&edit, path);
        QTest::keyClick(&edit, Qt::Key_Return);
    };
    enter(u"$.a[2345]"_s);
    QCOMPARE(child<QTabWidget>(shown.pane, "resultTabs").currentIndex(), int(ui::ResultPane::Tree));
    QCOMPARE(shown.tree().currentIndex().data().toString(), u"[2345]"_s);
    QVERIFY(shown.tree().visualRect(shown.tree().currentIndex()).isValid());
    enter(u"/x~1y/z"_s);
    QCOMPARE(shown.tree().currentIndex().data().toString(), u"z"_s);
    QCOMPARE(edit.text(), u"$['x/y'].z"_s);
    QTest::mouseClick(&child<QToolButton>(shown.pane, "pathKindButton"), Qt::LeftButton);
    QCOMPARE(edit.text(), u"/x~1y/z"_s);
    // What leads nowhere stays to be corrected, and Escape takes it back.
    enter(u"$.b"_s);
    QCOMPARE(edit.text(), u"$.b"_s);
    QCOMPARE(shown.tree().currentIndex().data().toString(), u"z"_s);
    QTest::keyClick(&edit, Qt::Key_Escape);
    QCOMPARE(edit.text(), u"/x~1y/z"_s);
    QVERIFY(child<QLabel>(shown.pane, "resultSummary").text().contains(u"valid JSON"_s));
}

void InspectResultTest::keysOpenAndClose() {
    Shown shown(R"({"a":{"b":1}})");
    shown.pane.setView(ui::ResultPane::Tree);
    const QModelIndex a = shown.tree().model()->index(0, 0);
    shown.tree().setCurrentIndex(a);
    QTest::keyClick(&shown.tree(), Qt::Key_Plus);
    QVERIFY(shown.tree().isExpanded(a));
    QTest::keyClick(&shown.tree(), Qt::Key_Minus);
    QVERIFY(!shown.tree().isExpanded(a));
    QTest::keyClick(&shown.tree(), Qt::Key_Right);
    QVERIFY(shown.tree().isExpanded(a));
}

void InspectResultTest::faultIsNamed_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("place"); // empty: no fault
    QTest::addColumn<QString>("rest");

    const QString before = u"Everything before it is shown."_s;
    QTest::newRow("whole") << testdata::invoice() << QString() << QString();
    QTest::newRow("cut off") << QByteArray("{\"a\": 1,\n \"b\": [1, 2") << u"at byte 20, line 2."_s << before;
    QTest::newRow("text after") << QByteArray("{\"a\": 1} x") << u"at byte 9, line 1."_s << before;
    QTest::newRow("HTML") << QByteArray("<html>") << u"at byte 0, line 1."_s << u"It is shown as it came."_s;
    QTest::newRow("empty") << QByteArray("") << u"at byte 0, line 1."_s << u"It is shown as it came."_s;
}

void InspectResultTest::faultIsNamed() {
    QFETCH(QByteArray, body);
    QFETCH(QString, place);
    QFETCH(QString, rest);
    Shown shown(body);
    QCOMPARE(child(shown.pane, "faultBanner").isVisible(), !place.isEmpty());
    if (place.isEmpty())
        return;
    const QString words = child<QLabel>(shown.pane, "faultWords").text();
    QVERIFY2(words.startsWith(u"The body is not complete JSON: "_s), qPrintable(words));
    QVERIFY2(words.contains(place), qPrintable(words));
    QVERIFY2(words.endsWith(rest), qPrintable(words));
}

void InspectResultTest::unreadableBodyIsShownRaw() {
    Shown shown("<html>502</html>");
    QVERIFY(child(shown.pane, "rawPage").isVisible());
    QVERIFY(child(shown.pane, "runSaveButton").isVisible());
    // Nobody chose Raw: the next result is shown as before.
    shown.pane.showRun(testdata::run(RunState::Ready, 8));
    shown.pane.setDocument(testdata::document(testdata::invoice()));
    QVERIFY(child(shown.pane, "fieldsPage").isVisible());
    QVERIFY(!child(shown.pane, "faultBanner").isVisible());
}

void InspectResultTest::tooltipsArePlain() {
    // Wide enough that it is cut in its column.
    const QByteArray value = "<img src='http://127.0.0.1:9/x.png'>" + QByteArray(600, 'w');
    Shown shown(R"({"extractions":[{"fields":{"a":{"value":")" + value + R"("}}}]})");
    QVERIFY(QTest::qWaitForWindowExposed(&shown.pane));
    const QPoint place =
        shown.fields().visualRect(shown.fields().model()->index(0, FieldsModel::ValueColumn)).center();
    QWidget *viewport = shown.fields().viewport();
    QHelpEvent event(QEvent::ToolTip, place, viewport->mapToGlobal(place));
    QCoreApplication::sendEvent(viewport, &event);
    const QString shownText = QToolTip::text();
    QVERIFY2(shownText.contains(u"&lt;img src="_s), qPrintable(shownText));
    QVERIFY(!shownText.contains(u"<img"_s));
    QVERIFY(shownText.contains(QString(600, u'w'))); // all of it, not what the cell shows
    QToolTip::hideText();
}

void InspectResultTest::confidenceIsDrawn_data() {
    QTest::addColumn<QVariant>("confidence");
    QTest::addColumn<QColor>("color");
    QTest::addColumn<int>("pixels"); // of the bar, which is 56 long

    const ui::Colors &colors = ui::lightColors();
    QTest::newRow("certain") << QVariant(100.0) << colors.good << 56;
    QTest::newRow("good enough") << QVariant(80.0) << colors.good << 45;
    QTest::newRow("doubtful") << QVariant(74.0) << colors.doubt << 41;
    QTest::newRow("bad") << QVariant(50.0) << colors.bad << 28;
    QTest::newRow("beyond") << QVariant(250.0) << colors.good << 56;
    QTest::newRow("nothing") << QVariant(0.0) << colors.bad << 0;
    QTest::newRow("unknown") << QVariant() << colors.bad << 0;
}

void InspectResultTest::confidenceIsDrawn() {
    QFETCH(QVariant, confidence);
    QFETCH(QColor, color);
    QFETCH(int, pixels);
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), confidence, Qt::UserRole);
    const ui::ConfidenceDelegate delegate(ui::metrics::row, Qt::UserRole, nullptr);
    QImage image(140, ui::metrics::row, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    option.palette = QGuiApplication::palette();
    delegate.paint(&painter, option, model.index(0, 0));
    painter.end();
    int length = 0;
    const int middle = image.height() / 2;
    for (int x = 0; x < 8 + 56 + 4; ++x)
        length += image.pixelColor(x, middle) == color;
    QVERIFY2(qAbs(length - pixels) <= 2, qPrintable(QString::number(length)));
}

void InspectResultTest::controlsHaveNames() {
    Shown shown(testdata::invoice().left(900));
    for (const auto view : {ui::ResultPane::Fields, ui::ResultPane::Tree, ui::ResultPane::Raw}) {
        shown.pane.setView(view);
        QCOMPARE(support::namelessControls(&shown.pane), QStringList());
    }
}
