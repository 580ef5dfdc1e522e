// SPDX-License-Identifier: MIT
#include "tests/ui/tst_inspectselection.h"

#include "app/results/fieldtablemodel.h"
#include "app/results/jsontreemodel.h"
#include "app/results/tablemodel.h"
#include "tests/ui/inspectdata.h"
#include "ui/rawpage.h"
#include "ui/resultpane.h"
#include "ui/tablepage.h"
#include "ui/treeexpansion.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using runs::RunState;
using testdata::child;
using View = ui::ResultPane::View;

namespace {

const QString cell = u"$.extractions[0].fields.line_items[2].description"_s;

struct Shown {
    explicit Shown(const QByteArray &body = testdata::invoice(), View view = ui::ResultPane::Fields)
        : document(testdata::document(body)) {
        pane.resize(1000, 700);
        pane.show();
        pane.showRun(testdata::run(RunState::Ready));
        pane.setView(view);
        pane.setDocument(document);
    }

    QString path() { return child<QLineEdit>(pane, "pathEdit").text(); }
    QTreeView &tree() { return child<QTreeView>(pane, "treeView"); }
    QTableView &table() { return child<QTableView>(pane, "tableView"); }
    /// The path of the current cell of the table.
    QString tablePath() { return child<ui::TablePage>(pane, "tablePage").currentPath(); }

    void goInRaw(const QString &path) {
        const auto way = results::wayOfText(*document, path);
        child<ui::RawPage>(pane, "rawPage")
            .goTo(QString::number(results::nodeAt(*document, way.value()).begin));
    }
    void selectInTree(const QString &path) {
        tree().setCurrentIndex(static_cast<results::JsonTreeModel *>(tree().model())->indexOfPath(path));
    }

    results::ResultDocumentPtr document;
    ui::ResultPane pane;
};

/// As a person does: in the widget of that view.
void select(Shown &shown, View view, const QString &path) {
    shown.pane.setView(view);
    switch (view) {
    case ui::ResultPane::Fields: {
        auto &grid = child<QTableView>(shown.pane, "fieldGridView");
        grid.setCurrentIndex(static_cast<results::FieldTableModel *>(grid.model())->indexOfPath(path));
        break;
    }
    case ui::ResultPane::Tree:
        shown.selectInTree(path);
        break;
    case ui::ResultPane::Table: {
        QTRY_COMPARE(shown.table().model()->rowCount(), 8);
        auto *model = static_cast<results::TableModel *>(shown.table().model());
        shown.table().setCurrentIndex(model->index(2, model->columnOf(u"description"_s)));
        break;
    }
    default:
        shown.goInRaw(path);
        break;
    }
}

} // namespace

void InspectSelectionTest::eachViewLeadsToEachOther_data() {
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    const std::pair<View, const char *> views[] = {{ui::ResultPane::Fields, "fields"},
        {ui::ResultPane::Tree, "tree"}, {ui::ResultPane::Table, "table"}, {ui::ResultPane::Raw, "raw"}};
    for (const auto &[from, name] : views) {
        for (const auto &[to, other] : views) {
            if (from != to)
                QTest::addRow("%s to %s", name, other) << int(from) << int(to);
        }
    }
}

void InspectSelectionTest::eachViewLeadsToEachOther() {
    QFETCH(int, from);
    QFETCH(int, to);
    Shown shown;
    select(shown, View(from), cell);
    QCOMPARE(shown.path(), cell);
    shown.pane.setView(View(to));
    QTRY_COMPARE(shown.path(), cell);
    if (to == ui::ResultPane::Table)
        QTRY_COMPARE(shown.tablePath(), cell);
    // And back, over a view that shows other things.
    shown.pane.setView(ui::ResultPane::Timeline);
    shown.pane.setView(View(from));
    QTRY_COMPARE(shown.path(), cell);
}

void InspectSelectionTest::aVisitSelectsNothing_data() {
    QTest::addColumn<int>("visited");
    QTest::newRow("fields") << int(ui::ResultPane::Fields);
    QTest::newRow("table") << int(ui::ResultPane::Table);
    QTest::newRow("raw") << int(ui::ResultPane::Raw);
    QTest::newRow("markdown") << int(ui::ResultPane::Markdown);
    QTest::newRow("timeline") << int(ui::ResultPane::Timeline);
}

/// A value that the visited view does not have is still selected where it was.
void InspectSelectionTest::aVisitSelectsNothing() {
    QFETCH(int, visited);
    Shown shown(testdata::invoice(), ui::ResultPane::Tree);
    shown.selectInTree(u"$.collection_id"_s);
    QCOMPARE(shown.path(), u"$.collection_id"_s);
    shown.pane.setView(View(visited));
    if (visited == ui::ResultPane::Table)
        QTRY_COMPARE(shown.table().currentIndex().row(), 0);
    shown.pane.setView(ui::ResultPane::Tree);
    QCOMPARE(shown.path(), u"$.collection_id"_s);
    QCOMPARE(shown.tree().currentIndex().data().toString(), u"collection_id"_s);
}

void InspectSelectionTest::fieldsThatComeLateGoToTheSelection() {
    QByteArray large = testdata::invoice();
    large.replace("# INVOICE", QByteArray(300'000, 'x')); // its fields are read by another thread
    Shown shown(large, ui::ResultPane::Tree);
    shown.selectInTree(u"$.extractions[0].fields.vendor"_s);
    shown.pane.setView(ui::ResultPane::Fields);
    auto &fields = child<QTreeView>(shown.pane, "fieldsView");
    QTRY_VERIFY(fields.model()->rowCount() > 0);
    QTRY_COMPARE(fields.currentIndex().data().toString(), u"vendor"_s);
    QCOMPARE(shown.path(), u"$.extractions[0].fields.vendor"_s);
    shown.pane.setView(ui::ResultPane::Tree);
    QCOMPARE(shown.path(), u"$.extractions[0].fields.vendor"_s);
}

void InspectSelectionTest::tablesDeepInALongListAreFound() {
    QByteArrayList blocks;
    for (int i = 0; i < 80; ++i)
        blocks += R"({"id":)" + QByteArray::number(i) +
                  (i == 70 ? R"(,"rows":[{"a":1},{"a":2},{"a":"here"}]})" : R"(,"rows":null})");
    Shown shown(R"({"parse":{"blocks":[)" + blocks.join(',') + "]}}", ui::ResultPane::Table);
    auto &picker = child<QComboBox>(shown.pane, "tablePicker");
    QTRY_COMPARE(picker.count(), 1);
    QTRY_VERIFY(child<QLabel>(shown.pane, "tableNote").text().contains(u"may be more"_s));
    const QString path = u"$.parse.blocks[70].rows[2].a"_s;
    shown.pane.setView(ui::ResultPane::Tree);
    shown.selectInTree(path);
    shown.pane.setView(ui::ResultPane::Table);
    QTRY_COMPARE(shown.tablePath(), path);
    QCOMPARE(picker.count(), 2);
    QCOMPARE(shown.table().currentIndex().data().toString(), u"here"_s);
}

/// A hundred thousand levels: the view would call itself as often.
void InspectSelectionTest::theTreeOpensNotDeeperThanItCan() {
    constexpr int levels = 100'000;
    Shown shown(QByteArray(levels, '[') + '7' + QByteArray(levels, ']'), ui::ResultPane::Raw);
    child<ui::RawPage>(shown.pane, "rawPage").goTo(QString::number(levels));
    shown.pane.setView(ui::ResultPane::Tree);
    const auto depth = [](QModelIndex index) {
        int above = 0;
        for (; index.parent().isValid(); index = index.parent())
            ++above;
        return above;
    };
    QCOMPARE(depth(shown.tree().currentIndex()), ui::expandLimit);
    const QModelIndex value =
        shown.tree().currentIndex().siblingAtColumn(results::JsonTreeModel::ValueColumn);
    QVERIFY(shown.tree().viewport()->rect().intersects(shown.tree().visualRect(value)));
    QVERIFY(child<QLabel>(shown.pane, "treeNote").text().contains(u"Raw"_s));

    shown.pane.find();
    auto &text = child<QLineEdit>(shown.pane, "searchText");
    text.setText(u"7"_s);
    QTRY_COMPARE(child<QLabel>(shown.pane, "searchCount").text(), u"1 hit"_s);
    QTest::keyClick(&text, Qt::Key_Return);
    QCOMPARE(depth(shown.tree().currentIndex()), ui::expandLimit);
    child<QAbstractButton>(shown.pane, "searchFilter").click();
    auto &matches = child<QTreeView>(shown.pane, "matchesView");
    QTRY_VERIFY(matches.isVisible());
    QVERIFY(depth(matches.currentIndex()) <= ui::expandLimit);
    child<QAbstractButton>(shown.pane, "searchFilter").click();
    QTRY_VERIFY(shown.tree().isVisible());
    QVERIFY(depth(shown.tree().currentIndex()) <= ui::expandLimit);
}

void InspectSelectionTest::pathsEnteredInRawStayThere() {
    Shown shown(testdata::invoice(), ui::ResultPane::Raw);
    auto &path = child<QLineEdit>(shown.pane, "pathEdit");
    QVERIFY(path.isVisible());
    path.setFocus();
    path.setText(cell);
    QTest::keyClick(&path, Qt::Key_Return);
    QVERIFY(child<ui::RawPage>(shown.pane, "rawPage").isVisible());
    QCOMPARE(shown.path(), cell);
    shown.pane.setView(ui::ResultPane::Tree);
    QCOMPARE(shown.path(), cell);
}
