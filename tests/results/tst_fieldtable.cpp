// SPDX-License-Identifier: MIT
#include "tests/results/tst_fieldtable.h"

#include "app/results/fieldquery.h"
#include "app/results/fieldtablemodel.h"
#include "tests/results/modeltext.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace Qt::StringLiterals;
using results::Field;
using results::FieldSetPtr;
using results::FieldTable;
using results::FieldTableModel;
using results::ResultDocument;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// A result with one field: a table of these rows.
FieldSetPtr tableOf(const QByteArray &rows) {
    return results::readFieldSet(
        *ResultDocument::fromBytes("{\"extractions\":[{\"fields\":{\"t\":[" + rows + "]}}]}"));
}

FieldSetPtr bolts() {
    return tableOf(
        R"({"d":{"value":"Bolt","confidence":91.5,"evidence":[{"text":"Bolt M4","page_number":2}]},)"
        R"("qty":{"value":"1,200","confidence":40}},)"
        R"({"d":{"value":"Washer\nx","value_override":"Nut"},"qty":{"value":null},"sku":{"value":7}},)"
        R"({"qty":{"value":960}})");
}

QStringList header(const FieldTableModel &model, Qt::Orientation orientation) {
    QStringList words;
    const int count = orientation == Qt::Horizontal ? model.columnCount() : model.rowCount();
    for (int i = 0; i < count; ++i)
        words += model.headerData(i, orientation, Qt::DisplayRole).toString();
    return words;
}

} // namespace

void TestFieldTable::findsColumns_data() {
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("columns");
    QTest::addColumn<QString>("cells");

    const auto row = [](const char *name, const QByteArray &rows, const QString &columns,
                         const QString &cells) {
        QTest::newRow(name) << rows << columns << cells;
    };
    row("none", "", QString(), QString());
    row("empty rows", "{},{}", QString(), u"\n"_s);
    row("same", R"({"a":1,"b":2},{"a":3,"b":4})", u"a b"_s, u"1 2\n3 4"_s);
    row("another order", R"({"a":1,"b":2},{"b":3,"a":4})", u"a b"_s, u"1 2\n4 3"_s);
    row("missing and new keys", R"({"a":1},{"b":2},{"c":3,"a":4})", u"a b c"_s, u"1 . .\n. 2 .\n4 . 3"_s);
    row("order of appearance", R"({"z":1},{"a":2,"z":3})", u"z a"_s, u"1 .\n3 2"_s);
    row("doubled keys", R"({"a":1,"a":2},{"a":3})", u"a a"_s, u"1 2\n3 ."_s);
    row("empty key", R"({"":1})", u""_s, u"1"_s);
    row("back to an earlier shape", R"({"a":1},{"b":2},{"a":3},{"b":4})", u"a b"_s, u"1 .\n. 2\n3 .\n. 4"_s);
    row("list of fields", R"({"value":1},{"value":2})", u"t"_s, u"1\n2"_s);
    row("a field among rows", R"({"value":1},{"a":2})", u"t a"_s, u"1 .\n. 2"_s);
}

void TestFieldTable::findsColumns() {
    QFETCH(QByteArray, rows);
    const auto set = tableOf(rows);
    const Field &field = set->fields.at(0);
    const FieldTable &table = set->facts.at(0).table;
    QTEST(table.columns().join(u' '), "columns");
    QStringList lines;
    for (qsizetype row = 0; row < field.rows.size(); ++row) {
        QStringList cells;
        for (qsizetype column = 0; column < table.columns().size(); ++column) {
            const Field *cell = table.cell(field, row, column);
            cells += cell ? cell->value : u"."_s;
        }
        lines += cells.join(u' ');
    }
    QTEST(lines.join(u'\n'), "cells");
    QVERIFY(!table.cell(field, field.rows.size(), 0));
    QVERIFY(!table.cell(field, 0, table.columns().size()));
    QVERIFY(!table.cell(field, -1, 0));
    QVERIFY(!table.cell(field, 0, -1));
}

void TestFieldTable::columnsHaveAnEnd() {
    // Keys where there should be values: every row has others.
    QByteArrayList rows;
    for (int row = 0; row < 300; ++row) {
        QByteArrayList cells;
        for (int cell = 0; cell < 3; ++cell)
            cells += "\"k" + QByteArray::number(row * 3 + cell) + "\":1";
        rows += '{' + cells.join(',') + '}';
    }
    const auto set = tableOf(rows.join(','));
    const FieldTable &table = set->facts.at(0).table;
    QCOMPARE(table.columns().size(), FieldTable::mostColumns);
    QVERIFY(table.hasMore());
    QCOMPARE(table.columns().last(), u"k199"_s);
    QVERIFY(!table.cell(set->fields.at(0), 299, 0));
    QVERIFY(!bolts()->facts.at(0).table.hasMore());
}

void TestFieldTable::modelShowsCells() {
    FieldTableModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 0);
    model.show(bolts(), 0, {});
    QCOMPARE(header(model, Qt::Horizontal), QStringList({u"d"_s, u"qty"_s, u"sku"_s}));
    QCOMPARE(modelText(model, {}, 3), QStringList({u"Bolt|1,200|"_s, u"Nut|–|7"_s, u"|960|"_s}));
    QCOMPARE(model.index(0, 0).data(FieldTableModel::ConfidenceRole), QVariant(91.5));
    QVERIFY(!model.index(1, 0).data(FieldTableModel::ConfidenceRole).isValid());
    QVERIFY(model.index(1, 0).data(FieldTableModel::OverrideRole).toBool());
    QVERIFY(model.index(1, 1).data(FieldTableModel::NullRole).toBool());
    QVERIFY(!model.index(1, 1).data(FieldTableModel::MissingRole).toBool());
    QVERIFY(model.index(2, 0).data(FieldTableModel::MissingRole).toBool());
    QCOMPARE(
        model.index(0, 1).data(FieldTableModel::PathRole).toString(), u"$.extractions[0].fields.t[0].qty"_s);
    QCOMPARE(model.index(2, 0).data(FieldTableModel::PathRole).toString(), u"$.extractions[0].fields.t[2]"_s);
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), u"d, Bolt, confidence 91.5"_s);
    model.show(bolts(), 3, {}); // no such field
    QCOMPARE(model.rowCount(), 0);
    model.show(nullptr, 0, {});
    QCOMPARE(model.rowCount(), 0);
}

void TestFieldTable::modelSorts() {
    FieldTableModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    const auto set = bolts();
    model.show(set, 0, {});
    model.sort(1);
    QCOMPARE(header(model, Qt::Vertical), QStringList({u"3"_s, u"1"_s, u"2"_s}));
    model.sort(1, Qt::DescendingOrder);
    QCOMPARE(header(model, Qt::Vertical), QStringList({u"1"_s, u"3"_s, u"2"_s}));
    // The same table filtered keeps its order; another begins with the service's.
    model.show(set, 0, std::vector<int>{1, 2});
    QCOMPARE(header(model, Qt::Vertical), QStringList({u"3"_s, u"2"_s}));
    model.sort(-1);
    QCOMPARE(header(model, Qt::Vertical), QStringList({u"2"_s, u"3"_s}));
    model.sort(0);
    model.show(bolts(), 0, {});
    QCOMPARE(model.sortColumn(), -1);
    QCOMPARE(header(model, Qt::Vertical), QStringList({u"1"_s, u"2"_s, u"3"_s}));
    model.sort(99); // no such column: all are alike
    QCOMPARE(header(model, Qt::Vertical), QStringList({u"1"_s, u"2"_s, u"3"_s}));
}

void TestFieldTable::modelShowsWhatIsWanted() {
    const auto set = bolts();
    results::FieldQuery query;
    query.text = u"nut"_s;
    const results::FieldSelection selection = selectFields(*set, query);
    FieldTableModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.show(set, 0, selection.rows.at(0));
    QCOMPARE(modelText(model, {}, 2), QStringList{u"Nut|–"_s});
    QCOMPARE(header(model, Qt::Vertical), QStringList{u"2"_s});
    model.show(set, 0, std::vector<int>());
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.columnCount(), 3);
}

void TestFieldTable::modelFindsPaths_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QPoint>("cell"); // row, column; -1: none

    const QString table = u"$.extractions[0].fields.t"_s;
    const QPoint none(-1, -1);
    QTest::newRow("cell") << table + u"[0].qty"_s << QPoint(1, 1);
    QTest::newRow("inside a cell") << table + u"[0].d.evidence[0].text"_s << QPoint(1, 0);
    QTest::newRow("row") << table + u"[2]"_s << QPoint(0, 0);
    QTest::newRow("no such key in the row") << table + u"[2].sku"_s << QPoint(0, 0);
    QTest::newRow("no such row") << table + u"[9].d"_s << none;
    QTest::newRow("the table") << table << none;
    QTest::newRow("a key of the table") << table + u".d"_s << none;
    QTest::newRow("another field") << u"$.extractions[0].fields.tt[0].d"_s << none;
    QTest::newRow("no path") << u"t[0]"_s << none;
}

void TestFieldTable::modelFindsPaths() {
    QFETCH(QString, path);
    QFETCH(QPoint, cell);
    FieldTableModel model;
    model.show(bolts(), 0, {});
    model.sort(1); // rows 3, 1, 2
    const QModelIndex index = model.indexOfPath(path);
    QCOMPARE(QPoint(index.row(), index.column()), cell);
    model.show(nullptr, -1, {});
    QVERIFY(!model.indexOfPath(path).isValid());
}

void TestFieldTable::copiesAsTabSeparated() {
    FieldTableModel model;
    model.show(
        tableOf(
            R"({"a\tb":"x","c":"say \"hi\""},{"a\tb":"two\nlines","d":null},{"c":" =1+1 "},{"c":"=1+1"})"),
        0, {});
    QCOMPARE(model.tabSeparated({0, 1, 2}, {0, 1, 2}, true), u"\"a\tb\"\tc\td\n"
                                                             "x\t\"say \"\"hi\"\"\"\t\n"
                                                             "\"two\nlines\"\t\t\n"
                                                             "\t =1+1 \t\n"_s);
    QCOMPARE(model.tabSeparated({3}, {1}, false), u"'=1+1\n"_s); // no formula for a spreadsheet
    QCOMPARE(model.tabSeparated({0}, {0}, false), u"x\n"_s);
    QCOMPARE(model.tabSeparated({}, {0}, false), QString());
    QCOMPARE(model.tabSeparated({77}, {0}, false), u"\n"_s);
}

void TestFieldTable::notesSayEverything() {
    FieldTableModel model;
    model.show(
        tableOf(
            R"({"a":{"value":"old","value_override":"new","confidence":74,"verification_status":"verified",)"
            R"("evidence":[{"text":"q","page_number":2},{"text":"r"}]},"b":{"value":null}},{})"),
        0, {});
    QCOMPARE(model.index(0, 0).data(FieldTableModel::NoteRole).toString(),
        u"new\noverride; the service said old\nconfidence 74 · verified\n“q” page 2\n“r”"_s);
    QCOMPARE(model.index(0, 1).data(FieldTableModel::NoteRole).toString(), u"nothing found"_s);
    QCOMPARE(model.index(1, 0).data(FieldTableModel::NoteRole).toString(), QString());
}

void TestFieldTable::largeTables() {
    constexpr int rows = 10'000;
    QByteArrayList list;
    for (int row = 0; row < rows; ++row) {
        const QByteArray number = QByteArray::number(rows - row);
        list += R"({"n":{"value":)" + number + R"(,"confidence":)" + QByteArray::number(row % 100) +
                R"(},"d":{"value":"Item )" + number + "\"}}";
    }
    const auto set = tableOf(list.join(','));
    FieldTableModel model;
    model.show(set, 0, {});
    QCOMPARE(model.rowCount(), rows);
    model.sort(0);
    QCOMPARE(model.index(0, 0).data().toString(), u"1"_s);
    QCOMPARE(model.index(rows - 1, 1).data().toString(), u"Item 10000"_s);
    model.sort(1, Qt::DescendingOrder);
    QCOMPARE(model.index(0, 1).data().toString(), u"Item 10000"_s);
    results::FieldQuery query;
    query.doubts = results::BelowThreshold;
    query.threshold = 5;
    QCOMPARE(selectFields(*set, query).rows.at(0).size(), size_t(rows / 20));
    QCOMPARE(countDoubts(*set, 5).below, rows / 20);
    std::vector<int> all(rows);
    std::iota(all.begin(), all.end(), 0);
    QCOMPARE(model.tabSeparated(all, {0, 1}, true).count(u'\n'), rows + 1);
}
