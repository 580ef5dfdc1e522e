// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectfields.h"

#include "app/results/fieldsmodel.h"
#include "tests/support/accessibility.h"
#include "tests/ui/inspectdata.h"
#include "ui/fieldspage.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QThreadPool>
#include <QToolButton>
#include <QTreeView>

#include <memory>

using namespace Qt::StringLiterals;
using results::FieldsModel;
using testdata::child;

namespace {

results::FieldSetPtr setOf(const QByteArray &json) {
    return results::readFieldSet(*results::ResultDocument::fromBytes(json));
}

/// A page in sight with this result.
struct Shown {
    explicit Shown(const QByteArray &json = testdata::invoice(), int width = 1100) {
        page.resize(width, 700);
        page.show();
        page.setSet(setOf(json));
    }

    QTreeView &view() { return child<QTreeView>(page, "fieldsView"); }
    QLineEdit &filter() { return child<QLineEdit>(page, "fieldsFilter"); }
    QToolButton &chip(const char *name) { return child<QToolButton>(page, name); }
    QString words(const char *name) { return child<QLabel>(page, name).text(); }
    void click(const char *chipName) { QTest::mouseClick(&chip(chipName), Qt::LeftButton); }
    void type(const QString &text) {
        filter().setText(text);
        QTest::keyClick(&filter(), Qt::Key_Return);
    }
    void clickHeader(int column) {
        QHeaderView *header = view().header();
        const QPoint place(header->sectionViewportPosition(column) + 12, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    }
    QString names() { return column(FieldsModel::NameColumn).join(u' '); }
    QStringList column(int number) {
        QStringList texts;
        for (QModelIndex at = view().model()->index(0, 0); at.isValid(); at = view().indexBelow(at))
            texts += at.siblingAtColumn(number).data().toString();
        return texts;
    }

    ui::FieldsPage page;
};

const QByteArray splitResult = R"({
    "classifications":[{"category":"Bundle","confidence":98,"evidence":"two letterheads"}],
    "splits":[{"name":"Invoice","confidence":91,"files":[{"file_name":"b.pdf","pages":[1,2,3]}],
               "partitions":[{"name":"A","confidence":77,"files":[{"pages":[1]}]}]}],
    "extractions":[
        {"split_name":"Invoice","fields":{"total":{"value":5,"confidence":40},"date":{"value":"x"}}},
        {"split_name":"Letter","fields":{"total":{"value":7,"confidence":90}}}]})";

QByteArray manyFields(int count) {
    QByteArrayList fields;
    for (int i = 0; i < count; ++i)
        fields += "\"f" + QByteArray::number(i) + R"(":{"value":)" + QByteArray::number(i % 7) +
                  R"(,"confidence":)" + QByteArray::number(i % 100) + "}";
    return R"({"extractions":[{"fields":{)" + fields.join(',') + "}}]}";
}

} // namespace

void InspectFieldsTest::columnsShowWhatThereIs() {
    Shown shown;
    QVERIFY(!shown.view().isColumnHidden(FieldsModel::VerificationColumn));
    QVERIFY(shown.view().isColumnHidden(FieldsModel::GroupColumn));
    QCOMPARE(shown.column(FieldsModel::VerificationColumn).first(), u"not verified"_s);
    QVERIFY(!shown.view().isColumnHidden(FieldsModel::QuoteColumn));
    shown.page.resize(700, 700);
    QTRY_VERIFY(shown.view().isColumnHidden(FieldsModel::QuoteColumn));
    QVERIFY(!shown.view().isColumnHidden(FieldsModel::VerificationColumn));
    shown.page.resize(500, 700); // the value comes first
    QTRY_VERIFY(shown.view().isColumnHidden(FieldsModel::VerificationColumn));
    shown.page.resize(1100, 700);
    QTRY_VERIFY(!shown.view().isColumnHidden(FieldsModel::VerificationColumn));
    shown.page.setSet(setOf(R"({"extraction":{"a":{"value":1}}})"));
    QVERIFY(shown.view().isColumnHidden(FieldsModel::VerificationColumn));
}

void InspectFieldsTest::sectionsStandOnTop() {
    Shown shown(splitResult);
    QCOMPARE(shown.names(), u"Class Split Invoice total date Letter total"_s);
    const QModelIndex split = shown.view().model()->index(1, 0);
    QCOMPARE(split.siblingAtColumn(FieldsModel::ValueColumn).data().toString(), u"Invoice · 1 partition"_s);
    QCOMPARE(split.siblingAtColumn(FieldsModel::PageColumn).data().toString(), u"1–3"_s);
    QCOMPARE(split.siblingAtColumn(FieldsModel::QuoteColumn).data().toString(), u"b.pdf"_s);
    QSignalSpy paths(&shown.page, &ui::FieldsPage::currentPathChanged);
    QCOMPARE(shown.page.currentPath(), u"$.extractions[0].fields.total"_s); // what people came for
    QTest::keyClick(&shown.view(), Qt::Key_Home);
    QCOMPARE(shown.page.currentPath(), u"$.classifications[0]"_s);
    QTest::keyClick(&shown.view(), Qt::Key_Down);
    QTest::keyClick(&shown.view(), Qt::Key_Right); // opens it
    QTest::keyClick(&shown.view(), Qt::Key_Down);
    QCOMPARE(paths.last().first().toString(), u"$.splits[0].partitions[0]"_s);
    // They are not filtered.
    shown.type(u"date"_s);
    QCOMPARE(shown.names(), u"Class Split Partition Invoice date"_s);
    QVERIFY(shown.page.setCurrentPath(u"$.classifications[0].evidence"_s));
    QCOMPARE(shown.page.currentPath(), u"$.classifications[0].evidence"_s);
}

void InspectFieldsTest::sectionsWithoutFieldsAreShown() {
    Shown shown(R"({"classifications":[{"category":"Invoice","confidence":98}],"extractions":[]})");
    QVERIFY(shown.view().isVisible());
    QCOMPARE(shown.names(), u"Class"_s);
    QVERIFY(!child(shown.page, "fieldsBar").isVisible());
}

void InspectFieldsTest::fractionsAreSaid() {
    Shown shown(R"({"extraction":{"a":{"value":1,"confidence":0.97}}})");
    QVERIFY(child(shown.page, "fieldsNote").isVisible());
    QCOMPARE(shown.words("fieldsNote"), u"The service gave confidences from 0 to 1; shown as per cent."_s);
    QCOMPARE(shown.column(FieldsModel::ConfidenceColumn), QStringList{u"97"_s});
    shown.page.setSet(setOf(testdata::invoice()));
    QVERIFY(!child(shown.page, "fieldsNote").isVisible());
}

void InspectFieldsTest::textFilters() {
    Shown shown;
    shown.filter().setText(u"date"_s); // as it is typed, after a pause
    QTRY_COMPARE(shown.names(), u"issue_date due_date"_s);
    QCOMPARE(shown.words("fieldsShown"), u"2 of 11 fields"_s);
    shown.type(u"bolt m3"_s); // only in a cell of the table
    QCOMPARE(shown.names(), u"line_items"_s);
    QCOMPARE(child<QTableView>(shown.page, "fieldGridView").model()->rowCount(), 1);
    QTest::keyClick(&shown.filter(), Qt::Key_Escape);
    QCOMPARE(shown.view().model()->rowCount(), 11);
    QVERIFY(!child(shown.page, "fieldsShown").isVisible());
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    shown.filter().setFocus();
    QTest::keyClick(&shown.filter(), Qt::Key_Down);
    QVERIFY(shown.view().hasFocus());
}

void InspectFieldsTest::doubtsFilter() {
    Shown shown;
    QCOMPARE(shown.chip("fieldsBelow").text(), u"4 below"_s);
    QCOMPARE(shown.chip("fieldsBelow").accessibleName(), u"4 below 80"_s);
    QCOMPARE(shown.chip("fieldsOverridden").text(), u"1 overridden"_s);
    QCOMPARE(shown.chip("fieldsNotFound").text(), u"1 not found"_s);
    QCOMPARE(shown.chip("fieldsNoEvidence").text(), u"17 no evidence"_s); // 16 of them cells
    shown.click("fieldsBelow");
    QCOMPARE(shown.names(), u"total_amount currency purchase_order notes"_s);
    shown.click("fieldsNotFound");
    QCOMPARE(shown.names(), u"total_amount currency purchase_order discount notes"_s);
    shown.click("fieldsBelow");
    QCOMPARE(shown.names(), u"discount"_s);
    shown.click("fieldsNotFound");
    QCOMPARE(shown.view().model()->rowCount(), 11);

    // What there is none of has no button.
    shown.page.setSet(setOf(R"({"extraction":{"a":{"value":1,"evidence":"x"}}})"));
    QVERIFY(!shown.chip("fieldsOverridden").isVisible());
    QVERIFY(!shown.chip("fieldsNoEvidence").isVisible());
    QVERIFY(shown.chip("fieldsBelow").isVisible()); // its threshold can always be changed
}

void InspectFieldsTest::thresholdIsEdited() {
    Shown shown;
    QSignalSpy changes(&shown.page, &ui::FieldsPage::thresholdChanged);
    QCOMPARE(shown.page.threshold(), 80);
    shown.click("fieldsBelow");
    auto &spin = child<QSpinBox>(shown.page, "fieldsThreshold");
    spin.setValue(50);
    QCOMPARE(changes, QList<QVariantList>{QVariantList{50}});
    QCOMPARE(shown.names(), u"currency purchase_order"_s);
    QCOMPARE(shown.chip("fieldsBelow").text(), u"2 below"_s);
    shown.page.setThreshold(20); // what is remembered comes in silence
    QCOMPARE(changes.size(), 1);
    QCOMPARE(shown.names(), u"currency"_s);
    shown.page.setThreshold(4000);
    QCOMPARE(shown.page.threshold(), 100);
}

void InspectFieldsTest::nothingMatches() {
    Shown shown;
    shown.type(u"zebra"_s);
    QVERIFY(child(shown.page, "fieldsNoMatch").isVisible());
    QVERIFY(!shown.view().isVisible());
    QVERIFY(!child(shown.page, "fieldGrid").isVisible());
    QTest::keyClick(&child<QPushButton>(shown.page, "fieldsClearFilter"), Qt::Key_Space);
    QVERIFY(shown.view().isVisible());
    QCOMPARE(shown.view().model()->rowCount(), 11);
    QCOMPARE(shown.filter().text(), QString());
}

void InspectFieldsTest::headersSort() {
    Shown shown(R"({"extraction":{"b":{"value":10,"confidence":50},"a":{"value":9,"confidence":60},)"
                R"("c":{"value":null}}})");
    QVERIFY(QTest::qWaitForWindowExposed(&shown.page));
    QCOMPARE(shown.names(), u"b a c"_s);
    shown.clickHeader(FieldsModel::NameColumn);
    QCOMPARE(shown.names(), u"a b c"_s);
    shown.clickHeader(FieldsModel::NameColumn);
    QCOMPARE(shown.names(), u"c b a"_s);
    shown.clickHeader(FieldsModel::NameColumn);
    QCOMPARE(shown.names(), u"b a c"_s); // as the service sent them
    shown.clickHeader(FieldsModel::ValueColumn);
    QCOMPARE(shown.names(), u"a b c"_s);
    shown.clickHeader(FieldsModel::ConfidenceColumn);
    QCOMPARE(shown.names(), u"b a c"_s);
    // Without a mouse, from the context menu.
    auto *byName = shown.page.findChild<QAction *>(u"fieldsSortBy0"_s);
    QCOMPARE(byName->text(), u"Field"_s);
    byName->trigger();
    byName->trigger();
    QCOMPARE(shown.names(), u"c b a"_s);
    byName->trigger();
    QCOMPARE(shown.names(), u"b a c"_s);
    shown.clickHeader(FieldsModel::ConfidenceColumn);
    // The order stays for the next result.
    shown.page.setSet(
        setOf(R"({"extraction":{"x":{"value":1,"confidence":9},"y":{"value":1,"confidence":3}}})"));
    QCOMPARE(shown.names(), u"y x"_s);
}

void InspectFieldsTest::selectionSurvivesFiltersAndOrders() {
    Shown shown;
    QVERIFY(QTest::qWaitForWindowExposed(&shown.page));
    QVERIFY(shown.page.setCurrentPath(u"$.extractions[0].fields.total_amount"_s));
    shown.view().expand(shown.view().currentIndex());
    QSignalSpy paths(&shown.page, &ui::FieldsPage::currentPathChanged);
    shown.click("fieldsBelow");
    shown.clickHeader(FieldsModel::NameColumn);
    QCOMPARE(shown.page.currentPath(), u"$.extractions[0].fields.total_amount"_s);
    QVERIFY(shown.view().isExpanded(shown.view().currentIndex()));
    QCOMPARE(paths.size(), 0);
    shown.type(u"notes"_s); // it is gone: the first takes its place, and is told of
    QCOMPARE(paths.size(), 1);
    QCOMPARE(shown.page.currentPath(), u"$.extractions[0].fields.notes"_s);
}

void InspectFieldsTest::groupsCanBeSwitchedOff() {
    Shown shown(splitResult);
    QVERIFY(shown.chip("fieldsGroup").isVisible());
    const QModelIndex letter = shown.view().model()->index(3, 0);
    QCOMPARE(letter.data().toString(), u"Letter"_s);
    shown.view().collapse(letter);
    shown.type(u"total"_s);
    QCOMPARE(shown.names(), u"Class Split Invoice total Letter"_s); // closed it stays
    shown.click("fieldsGroup");
    QCOMPARE(shown.names(), u"Class Split total total"_s);
    QVERIFY(!shown.view().isColumnHidden(FieldsModel::GroupColumn));
    QCOMPARE(shown.column(FieldsModel::GroupColumn).mid(2), QStringList({u"Invoice"_s, u"Letter"_s}));
    shown.page.setSet(setOf(testdata::invoice()));
    QVERIFY(!shown.chip("fieldsGroup").isVisible());
    QVERIFY(shown.view().isColumnHidden(FieldsModel::GroupColumn));
}

void InspectFieldsTest::pathsAreTaken_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("current"); // empty: not shown here

    const QString fields = u"$.extractions[0].fields."_s;
    QTest::newRow("field") << fields + u"vendor"_s << fields + u"vendor"_s;
    QTest::newRow("value") << fields + u"vendor.value"_s << fields + u"vendor"_s;
    QTest::newRow("quote") << fields + u"vendor.evidence[0].text"_s << fields + u"vendor.evidence[0]"_s;
    QTest::newRow("table") << fields + u"line_items"_s << fields + u"line_items"_s;
    QTest::newRow("row") << fields + u"line_items[3]"_s << fields + u"line_items[3].description"_s;
    QTest::newRow("cell") << fields + u"line_items[7].qty.confidence"_s << fields + u"line_items[7].qty"_s;
    QTest::newRow("no such row") << fields + u"line_items[8].qty"_s << QString();
    QTest::newRow("no such field") << fields + u"nobody"_s << QString();
    QTest::newRow("elsewhere") << u"$.parse.markdown"_s << QString();
    QTest::newRow("no path") << u"vendor"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void InspectFieldsTest::pathsAreTaken() {
    QFETCH(QString, path);
    QFETCH(QString, current);
    Shown shown;
    QVERIFY(shown.page.setCurrentPath(u"$.extractions[0].fields.notes"_s));
    QCOMPARE(shown.page.setCurrentPath(path), !current.isEmpty());
    QCOMPARE(shown.page.currentPath(), current.isEmpty() ? u"$.extractions[0].fields.notes"_s : current);
}

void InspectFieldsTest::whatIsFilteredOutIsNotShown() {
    Shown shown;
    shown.type(u"bolt m3"_s);
    QCOMPARE(shown.page.currentPath(), u"$.extractions[0].fields.line_items"_s);
    QVERIFY(!shown.page.setCurrentPath(u"$.extractions[0].fields.vendor"_s));
    QVERIFY(!shown.page.setCurrentPath(u"$.extractions[0].fields.line_items[4].qty"_s));
    QCOMPARE(shown.page.currentPath(), u"$.extractions[0].fields.line_items"_s);
    QVERIFY(shown.page.setCurrentPath(u"$.extractions[0].fields.line_items[3].qty"_s));
}

void InspectFieldsTest::settingAPathIsQuiet() {
    Shown shown;
    QSignalSpy paths(&shown.page, &ui::FieldsPage::currentPathChanged);
    QVERIFY(shown.page.setCurrentPath(u"$.extractions[0].fields.line_items[3].qty"_s));
    QVERIFY(shown.page.setCurrentPath(u"$.extractions[0].fields.vendor.value"_s));
    QVERIFY(!shown.page.setCurrentPath(u"$.parse"_s));
    QCOMPARE(paths.size(), 0);
    QTest::keyClick(&shown.view(), Qt::Key_Down);
    QCOMPARE(paths.size(), 1);
    QCOMPARE(paths.first().first().toString(), u"$.extractions[0].fields.total_amount"_s);
}

void InspectFieldsTest::largeSetsAreFilteredInTheBackground() {
    Shown shown(manyFields(30'000));
    QCOMPARE(shown.view().model()->rowCount(), 30'000);
    // Two filters one after the other: only the second is shown.
    QSignalSpy resets(shown.view().model(), &QAbstractItemModel::modelReset);
    shown.type(u"f2999"_s);
    shown.type(u"f29999"_s);
    QTRY_COMPARE(shown.names(), u"f29999"_s);
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(resets.size(), 1);
    // A new result before the answer: the answer is dropped.
    shown.type(u"f17"_s);
    shown.page.setSet(setOf(testdata::invoice()));
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::sendPostedEvents();
    QCOMPARE(shown.words("fieldsShown"), u"0 of 11 fields"_s); // the text stays where it was typed
    shown.filter().clear();
    QCOMPARE(shown.view().model()->rowCount(), 11);
    // The page goes while somebody works for it.
    auto page = std::make_unique<ui::FieldsPage>();
    page->setSet(setOf(manyFields(30'000)));
    page->findChild<QLineEdit *>(u"fieldsFilter"_s)->setText(u"9"_s);
    QTest::keyClick(page->findChild<QLineEdit *>(u"fieldsFilter"_s), Qt::Key_Return);
    page.reset();
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::sendPostedEvents();
}

void InspectFieldsTest::modelHoldsWhileItIsFiltered() {
    Shown shown(splitResult);
    for (const QString &text : {u"total"_s, u"zebra"_s, u""_s}) {
        shown.type(text);
        shown.click("fieldsGroup");
        // Attached now and not before: a view reads rows while it is told of a reset, which a tester behind
        // it calls a fault.
        const QAbstractItemModelTester tester(
            shown.view().model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        shown.view().expandAll();
    }
}

void InspectFieldsTest::garbageIsShown_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("confidences") << QByteArray(
        R"({"extraction":{"a":{"value":1,"confidence":"97"},"b":{"value":1,"confidence":1e400},)"
        R"("c":{"value":1,"confidence":null},"d":{"value":1,"confidence":[1]},"e":{"value":1,"confidence":-3}}})");
    QTest::newRow("tables in tables") << QByteArray(
        R"({"extraction":{"t":[{"u":[{"v":[{"w":{"value":1}}]}]},{}],"o":{"p":{"q":{"r":{"value":1}}}}}})");
    QTest::newRow("odd tables") << QByteArray(
        R"({"extraction":{"a":[],"b":[{}],"c":[[]],"d":[{"x":null}],"e":[null],"":[{"":{"value":""}}]}})");
    QTest::newRow("odd sections") << QByteArray(
        R"({"classifications":[null,[],"A",{"category":{"name":"B"}}],"splits":{"name":7},"extraction":{"a":1}})");
    QTest::newRow("long names") << "{\"extraction\":{\"" + QByteArray(5000, 'n') + "\":{\"value\":\"" +
                                       QByteArray(100'000, 'v') + "\",\"verification_status\":\"" +
                                       QByteArray(5000, 'w') + "\"}}}";
    QTest::newRow("cut off") << testdata::invoice().left(900);
}

void InspectFieldsTest::garbageIsShown() {
    QFETCH(QByteArray, json);
    Shown shown(json);
    shown.view().expandAll();
    QVERIFY(shown.view().model()->rowCount() > 0);
    QVERIFY(!shown.page.grab().isNull());
    for (const char *chip : {"fieldsBelow", "fieldsNoEvidence", "fieldsOverridden", "fieldsNotFound"}) {
        shown.chip(chip).click();
        QVERIFY(!shown.page.grab().isNull());
    }
}

void InspectFieldsTest::everythingHasAName() {
    Shown shown(splitResult);
    QCOMPARE(support::namelessControls(&shown.page), QStringList());
    shown.page.setSet(setOf(testdata::invoice()));
    shown.type(u"zebra"_s);
    QCOMPARE(support::namelessControls(&shown.page), QStringList());
}

void InspectFieldsTest::keysGoThroughAll() {
    Shown shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    shown.filter().setFocus();
    QStringList visited;
    for (int i = 0; i < 8; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        visited += QApplication::focusWidget()->objectName();
        if (visited.last() == "fieldGridView"_L1)
            break;
    }
    QCOMPARE(visited, QStringList({u"fieldsBelow"_s, u"fieldsThreshold"_s, u"fieldsNoEvidence"_s,
                          u"fieldsOverridden"_s, u"fieldsNotFound"_s, u"fieldsView"_s, u"fieldGridView"_s}));
}
