// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectgrid.h"

#include "app/results/fieldsmodel.h"
#include "app/results/fieldtablemodel.h"
#include "tests/support/threadtime.h"
#include "tests/ui/inspectdata.h"
#include "ui/celldelegate.h"
#include "ui/fieldspage.h"
#include "ui/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QToolTip>
#include <QTreeView>

using namespace Qt::StringLiterals;
using results::FieldTableModel;
using testdata::child;

namespace {

results::FieldSetPtr setOf(const QByteArray &json) {
    return results::readFieldSet(*results::ResultDocument::fromBytes(json));
}

const QString items = u"$.extractions[0].fields.line_items"_s;

struct Shown {
    explicit Shown(const QByteArray &json = testdata::invoice()) {
        page.resize(1100, 800);
        page.show();
        page.setSet(setOf(json));
    }

    QTreeView &fields() { return child<QTreeView>(page, "fieldsView"); }
    QTableView &grid() { return child<QTableView>(page, "fieldGridView"); }
    QString words(const char *name) { return child<QLabel>(page, name).text(); }
    QString cell(int row, int column) { return grid().model()->index(row, column).data().toString(); }
    void clickHeader(int column) {
        QHeaderView *header = grid().horizontalHeader();
        const QPoint place(header->sectionViewportPosition(column) + 12, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    }

    ui::FieldsPage page;
};

const QByteArray twoTables = R"({"extraction":{"a":[{"x":{"value":1}}],"f":{"value":2},
    "b":[{"y":{"value":3}},{"y":{"value":4}}]}})";

} // namespace

void InspectGridTest::rowsStandInAGrid() {
    Shown shown;
    QVERIFY(child(shown.page, "fieldGrid").isVisible());
    QCOMPARE(shown.words("fieldGridName"), u"line_items"_s);
    QCOMPARE(shown.words("fieldGridWords"), u"8 rows × 3 columns"_s);
    QCOMPARE(shown.grid().model()->rowCount(), 8);
    QCOMPARE(shown.cell(2, 1), u"12"_s);
    QVERIFY(!child(shown.page, "fieldGridChoice").isVisible());
    const QAbstractItemModelTester tester(
        shown.grid().model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    shown.page.setSet(setOf(R"({"extraction":{"f":{"value":2}}})"));
    QVERIFY(!child(shown.page, "fieldGrid").isVisible());
}

void InspectGridTest::keysGoInAndOut() {
    Shown shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    QSignalSpy paths(&shown.page, &ui::FieldsPage::currentPathChanged);
    shown.fields().setFocus();
    QTest::keyClick(&shown.fields(), Qt::Key_End);
    QCOMPARE(paths.last().first().toString(), items);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Right}) {
        QTest::keyClick(&shown.fields(), key);
        QVERIFY(shown.grid().hasFocus());
        QVERIFY(shown.page.currentPath().startsWith(items + u'['));
        QTest::keyClick(&shown.grid(), Qt::Key_Escape);
        QVERIFY(shown.fields().hasFocus());
        QCOMPARE(paths.last().first().toString(), items);
    }
    QTest::keyClick(&shown.fields(), Qt::Key_Return);
    QTest::keyClick(&shown.grid(), Qt::Key_Down);
    QTest::keyClick(&shown.grid(), Qt::Key_Right);
    QCOMPARE(paths.last().first().toString(), items + u"[1].qty"_s);
    QCOMPARE(shown.page.currentPath(), items + u"[1].qty"_s);
}

void InspectGridTest::columnsSort() {
    Shown shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.page));
    QVERIFY(shown.page.setCurrentPath(items + u"[2].qty"_s));
    QSignalSpy paths(&shown.page, &ui::FieldsPage::currentPathChanged);
    shown.clickHeader(1);
    shown.clickHeader(1);
    QCOMPARE(shown.cell(0, 1), u"17"_s);
    QCOMPARE(shown.grid().model()->headerData(0, Qt::Vertical).toInt(), 8); // the service's number stays
    QCOMPARE(shown.page.currentPath(), items + u"[2].qty"_s);               // and so does the current cell
    QCOMPARE(shown.grid().currentIndex().row(), 5);
    shown.clickHeader(1);
    QCOMPARE(shown.cell(0, 1), u"10"_s);
    QCOMPARE(shown.grid().horizontalHeader()->sortIndicatorSection(), -1);
    auto *sortBy = shown.page.findChild<QAction *>(u"fieldGridSort"_s);
    sortBy->trigger();
    sortBy->trigger(); // by the column of the current cell
    QCOMPARE(shown.cell(0, 1), u"17"_s);
    QCOMPARE(paths.size(), 0);
}

void InspectGridTest::cellsAreCopied_data() {
    QTest::addColumn<QRect>("cells"); // column, row, columns, rows
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QString>("copied");

    const int control = Qt::ControlModifier;
    QTest::newRow("one") << QRect(0, 3, 1, 1) << control << u"Bolt M3"_s;
    QTest::newRow("block") << QRect(0, 1, 2, 2) << control << u"Bolt M1\t11\nBolt M2\t12\n"_s;
    QTest::newRow("block with names")
        << QRect(1, 1, 2, 1) << int(control | Qt::AltModifier) << u"qty\tamount\n11\t960.00\n"_s;
    QTest::newRow("path") << QRect(1, 1, 1, 1) << int(control | Qt::ShiftModifier) << items + u"[1].qty"_s;
}

void InspectGridTest::cellsAreCopied() {
    QFETCH(QRect, cells);
    QFETCH(int, modifiers);
    Shown shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    shown.grid().setFocus();
    const auto *model = shown.grid().model();
    const QModelIndex first = model->index(cells.top(), cells.left());
    shown.grid().selectionModel()->setCurrentIndex(first, QItemSelectionModel::Clear);
    shown.grid().selectionModel()->select(QItemSelection(first, model->index(cells.bottom(), cells.right())),
        QItemSelectionModel::ClearAndSelect);
    QGuiApplication::clipboard()->setText(u"untouched"_s);
    QTest::keyClick(&shown.grid(), Qt::Key_C, Qt::KeyboardModifiers(modifiers));
    QTEST(QGuiApplication::clipboard()->text(), "copied");
}

void InspectGridTest::theWholeTableIsCopiedFromTheList() {
    Shown shown(twoTables);
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    shown.fields().setFocus();
    QTest::keyClick(&shown.fields(), Qt::Key_End);
    QTest::keyClick(&shown.fields(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"y\n3\n4\n"_s);
}

void InspectGridTest::theNoteTellsOfTheCell() {
    Shown shown;
    QVERIFY(shown.page.setCurrentPath(items + u"[3].description"_s));
    QCOMPARE(shown.words("fieldGridNote"),
        u"description  ·  Bolt M3  ·  confidence 91.5 · not verified  ·  “Bolt M3” page 1"_s);
}

void InspectGridTest::doubtfulCellsAreMarked() {
    QStandardItemModel model(1, 1);
    const QModelIndex index = model.index(0, 0);
    model.setData(index, u"Bolt"_s, Qt::DisplayRole);
    const auto bad = [&](double confidence, double threshold) {
        model.setData(index, confidence, FieldTableModel::ConfidenceRole);
        ui::CellDelegate delegate(nullptr);
        delegate.setThreshold(threshold);
        QImage image(200, ui::metrics::row, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        option.palette = QGuiApplication::palette();
        option.fontMetrics = QFontMetrics(QGuiApplication::font());
        delegate.paint(&painter, option, index);
        painter.end();
        int inked = 0; // at the right edge, where the number stands
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 160; x < 200; ++x)
                inked += image.pixelColor(x, y).lightness() < 200;
        }
        return inked > 5;
    };
    QVERIFY(bad(40, 80));
    QVERIFY(bad(79.9, 80));
    QVERIFY(!bad(80, 80));
    QVERIFY(!bad(79.9, 50));
    QVERIFY(bad(90, 95));
}

void InspectGridTest::toolTipsTellEverything() {
    Shown shown(R"({"extraction":{"t":[{"a":{"value":"<img src='x'>","confidence":74,)"
                R"("evidence":[{"text":"<b>q</b>","page_number":2}]}}]}})");
    QVERIFY(QTest::qWaitForWindowExposed(&shown.page));
    const QPoint place = shown.grid().visualRect(shown.grid().model()->index(0, 0)).center();
    QWidget *viewport = shown.grid().viewport();
    QHelpEvent event(QEvent::ToolTip, place, viewport->mapToGlobal(place));
    QCoreApplication::sendEvent(viewport, &event);
    const QString text = QToolTip::text();
    QVERIFY2(text.contains(u"confidence 74"_s) && text.contains(u"page 2"_s), qPrintable(text));
    QVERIFY2(!text.contains(u"<img"_s) && !text.contains(u"<b>"_s), qPrintable(text));
    QToolTip::hideText();
}

void InspectGridTest::oneOfSeveralTablesIsChosen() {
    Shown shown(twoTables);
    auto &choice = child<QComboBox>(shown.page, "fieldGridChoice");
    QVERIFY(choice.isVisible());
    QCOMPARE(choice.currentText(), u"a"_s);
    QTest::keyClick(&choice, Qt::Key_Down);
    QCOMPARE(shown.grid().model()->rowCount(), 2);
    QCOMPARE(shown.fields().currentIndex().data().toString(), u"b"_s);
    QCOMPARE(shown.page.currentPath(), u"$.extraction.b[0].y"_s);
    QTest::keyClick(&shown.fields(), Qt::Key_Up); // a field that is no table: the grid stays as it is
    QCOMPARE(shown.page.currentPath(), u"$.extraction.f"_s);
    QCOMPARE(choice.currentText(), u"b"_s);
    QTest::keyClick(&shown.fields(), Qt::Key_Up);
    QCOMPARE(choice.currentText(), u"a"_s);
    QCOMPARE(shown.cell(0, 0), u"1"_s);
}

void InspectGridTest::emptyTablesSaySo() {
    Shown shown(R"({"extraction":{"t":[]}})");
    QVERIFY(!shown.grid().isVisible());
    QVERIFY(child(shown.page, "fieldGridEmpty").isVisible());
    QTest::keyClick(&shown.fields(), Qt::Key_Return);
    QCOMPARE(shown.page.currentPath(), u"$.extraction.t"_s);
}

void InspectGridTest::largeTablesDoNotPause() {
    QByteArrayList rows;
    for (int row = 0; row < 5'000; ++row) {
        QByteArrayList cells;
        for (int column = 0; column < 30; ++column)
            cells += "\"c" + QByteArray::number(column) + R"(":{"value":)" +
                     QByteArray::number((row * 7919 + column) % 5'000) + R"(,"confidence":90})";
        rows += '{' + cells.join(',') + '}';
    }
    const auto set = setOf(R"({"extraction":{"t":[)" + rows.join(',') + "]}}");
    QCOMPARE(set->values, 150'000);
    Shown shown("{}");
    support::ThreadTime timer;
    const auto within = [&](const char *what, const auto &deed) {
        timer.start();
        deed();
        QCoreApplication::processEvents();
        // Ten times of what is allowed: here it shows what grows with the cells.
        QVERIFY2(timer.elapsed() < 500,
            qPrintable(u"%1: %2 ms"_s.arg(QLatin1StringView(what)).arg(timer.elapsed())));
    };
    within("shown", [&] { shown.page.setSet(set); });
    within("sorted", [&] { shown.grid().model()->sort(3); });
    within("all selected", [&] { shown.grid().selectAll(); });
    within("to its end", [&] { shown.grid().scrollToBottom(); });
    within("gone", [&] { shown.page.setSet(setOf("{}")); });
}
