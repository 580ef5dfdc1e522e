// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspecttable.h"

#include "app/results/tablemodel.h"
#include "tests/ui/inspectdata.h"
#include "ui/elidedcombo.h"
#include "ui/tablepage.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolTip>

using namespace Qt::StringLiterals;
using testdata::child;
using ui::TablePage;

namespace {

const QByteArray reply =
    R"({"parse":{"blocks":[{"id":"b0"},{"id":"b1"},{"id":"b2"}]},"extractions":[{"fields":{
    "items":[{"name":{"value":"Nut","confidence":90},"qty":{"value":10}},
             {"name":{"value":"Bolt"},"qty":{"value":9}},{"name":{"value":"=cmd"}}]}}]})";

struct Shown {
    explicit Shown(const QByteArray &bytes = reply)
        : tester(page.model(), QAbstractItemModelTester::FailureReportingMode::Fatal) {
        page.resize(700, 400);
        page.show();
        page.activateWindow();
        page.setDocument(testdata::document(bytes));
        if (!QTest::qWaitForWindowActive(&page) || !settles())
            qFatal("the table is not shown");
        view().setFocus();
    }
    /// What other threads do is done.
    bool settles() {
        return QTest::qWaitFor([this] {
            const QString note = child<QLabel>(page, "tableNote").text();
            return !note.isEmpty() && !note.endsWith(u'…') && !page.model()->isWorking();
        });
    }
    QTableView &view() { return child<QTableView>(page, "tableView"); }
    QString note() { return child<QLabel>(page, "tableNote").text(); }
    QStringList column(int column) {
        QStringList cells;
        for (int row = 0; row < page.model()->rowCount(); ++row)
            cells << page.model()->index(row, column).data().toString();
        return cells;
    }
    QAction *choice(const QString &title) {
        auto &menu = child<QMenu>(page, "tableColumnsMenu");
        emit menu.aboutToShow();
        const QList<QAction *> actions = menu.actions();
        for (QAction *action : actions) {
            if (action->text() == title)
                return action;
        }
        qFatal("there is no such column");
    }

    TablePage page;
    QAbstractItemModelTester tester;
};

} // namespace

void InspectTableTest::showsTheLargestTableOfTheFields() {
    Shown shown;
    QCOMPARE(child<QComboBox>(shown.page, "tablePicker").currentText(),
        u"items (3) in $.extractions[0].fields.items"_s);
    QCOMPARE(shown.column(0), (QStringList{u"Nut"_s, u"Bolt"_s, u"=cmd"_s}));
    QCOMPARE(shown.note(), u"3 rows"_s);
    QCOMPARE(shown.page.currentPath(), u"$.extractions[0].fields.items[0].name"_s);
    for (const char *name : {"tablePicker", "tableFilter", "tableColumns", "tableExport", "tableView"})
        QVERIFY(!child(shown.page, name).accessibleName().isEmpty());
}

void InspectTableTest::picksAnotherTable() {
    Shown shown;
    auto &picker = child<QComboBox>(shown.page, "tablePicker");
    picker.setFocus();
    QTest::keyClick(&picker, Qt::Key_Down);
    QVERIFY(shown.settles());
    QTRY_COMPARE(shown.column(0), (QStringList{u"b0"_s, u"b1"_s, u"b2"_s}));
    QCOMPARE(shown.page.currentPath(), u"$.parse.blocks[0].id"_s);
}

void InspectTableTest::pickerEndsInAnEllipsis() {
    Shown shown;
    auto &picker = child<ui::ElidedCombo>(shown.page, "tablePicker");
    shown.page.resize(900, 400);
    QTRY_COMPARE(picker.shownText(), picker.currentText());
    shown.page.resize(shown.page.minimumSizeHint());
    QTRY_VERIFY(picker.shownText().endsWith(u'…'));
    QVERIFY(picker.currentText().startsWith(picker.shownText().chopped(1)));
    // All of it is told.
    QHelpEvent help(QEvent::ToolTip, QPoint(5, 5), picker.mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(&picker, &help);
    QVERIFY(QToolTip::text().contains(u"$.extractions[0].fields.items"_s));
    QToolTip::hideText();
}

void InspectTableTest::saysWhenThereIsNone() {
    Shown shown(R"({"a":[1,2]})");
    QCOMPARE(shown.note(), u"The reply holds no list of objects."_s);
    for (const char *name : {"tablePicker", "tableFilter", "tableColumns", "tableExport"})
        QVERIFY(!child(shown.page, name).isEnabled());
    QTest::keyClick(&shown.view(), Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(&shown.view(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(shown.page.currentPath(), QString());
    QVERIFY(!shown.page.csv()());
}

void InspectTableTest::sortsByKeyboardAndByTheHeader() {
    Shown shown;
    shown.view().setCurrentIndex(shown.page.model()->index(0, 1));
    QTest::keyClick(&shown.view(), Qt::Key_Up, Qt::AltModifier);
    QVERIFY(shown.settles());
    QCOMPARE(shown.column(1), (QStringList{u"9"_s, u"10"_s, u""_s}));
    QCOMPARE(shown.page.currentPath(), u"$.extractions[0].fields.items[0].qty"_s); // the same cell
    QCOMPARE(shown.view().currentIndex().row(), 1);
    QTest::keyClick(&shown.view(), Qt::Key_Down, Qt::AltModifier);
    QVERIFY(shown.settles());
    QCOMPARE(shown.column(1), (QStringList{u"10"_s, u"9"_s, u""_s}));
    QTest::keyClick(&shown.view(), Qt::Key_Home, Qt::AltModifier);
    QVERIFY(shown.settles());
    QCOMPARE(shown.column(0), (QStringList{u"Nut"_s, u"Bolt"_s, u"=cmd"_s}));

    QHeaderView *header = shown.view().horizontalHeader();
    const QPoint place(header->sectionViewportPosition(0) + 20, 10);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    QVERIFY(shown.settles());
    QCOMPARE(shown.page.model()->query().sortColumn, 0);
    QVERIFY(header->isSortIndicatorShown());
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    QVERIFY(shown.page.model()->query().descending);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    QVERIFY(shown.settles());
    QCOMPARE(shown.page.model()->query().sortColumn, -1);
    QVERIFY(!header->isSortIndicatorShown());
}

void InspectTableTest::filters() {
    Shown shown;
    auto &filter = child<QLineEdit>(shown.page, "tableFilter");
    shown.view().setCurrentIndex(shown.page.model()->index(1, 0));
    QTest::keyClicks(&filter, u"bOl"_s);
    QVERIFY(shown.settles());
    QCOMPARE(shown.column(0), QStringList{u"Bolt"_s});
    QCOMPARE(shown.note(), u"1 of 3 rows"_s);
    QCOMPARE(shown.page.currentPath(), u"$.extractions[0].fields.items[1].name"_s);
    filter.setText(u"nowhere"_s);
    QVERIFY(shown.settles());
    QCOMPARE(shown.note(), u"0 of 3 rows"_s);
    QCOMPARE(shown.page.currentPath(), QString());
    filter.clear();
    QVERIFY(shown.settles());
    QCOMPARE(shown.page.model()->rowCount(), 3);
}

void InspectTableTest::choosesColumns() {
    Shown shown;
    shown.choice(u"name"_s)->trigger();
    QVERIFY(shown.view().isColumnHidden(0));
    QCOMPARE(shown.note(), u"3 rows · 1 column hidden"_s);
    shown.choice(u"qty"_s)->trigger(); // the last one stays
    QVERIFY(!shown.view().isColumnHidden(1));
    auto &filter = child<QLineEdit>(shown.page, "tableFilter");
    filter.setText(u"Bolt"_s); // is not to be seen
    QVERIFY(shown.settles());
    QCOMPARE(shown.page.model()->rowCount(), 0);
    QVERIFY(shown.view().isColumnHidden(0));
    filter.setText(u"9"_s);
    QVERIFY(shown.settles());
    QCOMPARE(shown.page.model()->rowCount(), 1);
    filter.clear();
    QVERIFY(shown.settles());
    shown.choice(u"Show all"_s)->trigger();
    QVERIFY(!shown.view().isColumnHidden(0));
}

void InspectTableTest::copiesForSpreadsheets() {
    Shown shown;
    QTest::keyClick(&shown.view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Nut"_s);
    QTest::keyClick(&shown.view(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&shown.view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Nut\t10\nBolt\t9\n'=cmd\t\n"_s);
    QTest::keyClick(&shown.view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"$.extractions[0].fields.items["_s));
}

void InspectTableTest::exportsWhatIsOnShow() {
    Shown shown;
    shown.view().horizontalHeader()->moveSection(1, 0);
    auto &filter = child<QLineEdit>(shown.page, "tableFilter");
    filter.setText(u"t"_s);
    QVERIFY(shown.settles());
    QSignalSpy exported(&shown.page, &TablePage::exportRequested);
    QTest::keyClick(&child<QPushButton>(shown.page, "tableExport"), Qt::Key_Space);
    QCOMPARE(exported.count(), 1);
    QCOMPARE(exported.first().first().toString(), u"items"_s);
    QCOMPARE(shown.page.csv()(), std::optional(QByteArray("\xEF\xBB\xBF"
                                                          "qty,name\r\n10,Nut\r\n9,Bolt\r\n")));
    shown.page.say(u"Saved x"_s);
    QCOMPARE(shown.note(), u"Saved x"_s);
}

void InspectTableTest::followsPaths() {
    Shown shown;
    QSignalSpy moved(&shown.page, &TablePage::currentPathChanged);
    shown.page.setCurrentPath(u"$.extractions[0].fields.items[1].qty.value"_s);
    QCOMPARE(shown.page.currentPath(), u"$.extractions[0].fields.items[1].qty"_s);
    QCOMPARE(moved.last().first().toString(), u"$.extractions[0].fields.items[1].qty"_s);
    shown.page.setCurrentPath(u"$.parse.blocks[2].id"_s); // in another table
    QTRY_COMPARE(shown.page.currentPath(), u"$.parse.blocks[2].id"_s);
    for (const QString &path :
        {u"$"_s, u"$.parse"_s, u"$.parse.blocks[99].id"_s, u"nonsense["_s, QString()}) {
        shown.page.setCurrentPath(path);
        QCOMPARE(shown.page.currentPath(), u"$.parse.blocks[2].id"_s);
    }
    // Before the tables have been found.
    TablePage early;
    early.setDocument(testdata::document(reply));
    early.setCurrentPath(u"$.parse.blocks[1].id"_s);
    early.show();
    QTRY_COMPARE(early.currentPath(), u"$.parse.blocks[1].id"_s);
}

void InspectTableTest::anotherDocumentTakesItsPlace() {
    Shown shown;
    child<QLineEdit>(shown.page, "tableFilter").setText(u"Bolt"_s);
    shown.page.setDocument(testdata::document(R"([{"z":1}])")); // while the filter is at work
    QTRY_COMPARE(shown.column(0), QStringList{u"1"_s});
    QCOMPARE(child<QLineEdit>(shown.page, "tableFilter").text(), QString());
    shown.page.setDocument(nullptr);
    QCOMPARE(shown.page.model()->rowCount(), 0);
    QCOMPARE(shown.note(), QString());
    auto closing = std::make_unique<TablePage>();
    closing->show();
    closing->setDocument(testdata::document(reply));
    closing.reset(); // while tables are looked for
}
