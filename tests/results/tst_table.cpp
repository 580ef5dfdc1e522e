// SPDX-License-Identifier: MIT
#include "tests/results/tst_table.h"

#include "app/results/numberorder.h"
#include "app/results/tablefinder.h"
#include "app/results/tablemodel.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace Qt::StringLiterals;
using results::FoundTable;
using results::ResultDocument;
using results::ResultDocumentPtr;
using results::TableModel;
using results::TableQuery;

namespace {

const std::atomic_bool goOn = false;

QList<FoundTable> tablesOf(const QByteArray &json, bool *cut = nullptr) {
    return results::findTables(*ResultDocument::fromBytes(json), goOn, cut);
}

/// The first table of a document in a model that is watched.
struct Shown {
    explicit Shown(const QByteArray &json)
        : document(ResultDocument::fromBytes(json))
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal) {
        const QList<FoundTable> tables = results::findTables(*document, goOn);
        QSignalSpy read(&model, &TableModel::tableRead);
        model.setTable(document, tables.value(0).node, tables.value(0).path);
        if (!tables.isEmpty() && !read.wait(30'000))
            qFatal("the table was not read");
    }
    void ask(const TableQuery &query) {
        QSignalSpy ordered(&model, &TableModel::ordered);
        model.setQuery(query);
        if (model.isWorking() && !ordered.wait(30'000))
            qFatal("the rows were not put in order");
    }
    QStringList column(int column) const {
        QStringList cells;
        for (int row = 0; row < model.rowCount(); ++row)
            cells << model.index(row, column).data().toString();
        return cells;
    }
    QStringList titles() const {
        QStringList titles;
        for (int i = 0; i < model.columnCount(); ++i)
            titles << model.headerData(i, Qt::Horizontal, Qt::DisplayRole).toString();
        return titles;
    }

    ResultDocumentPtr document;
    TableModel model;
    QAbstractItemModelTester tester;
};

} // namespace

void TestTable::ordersNumbers_data() {
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<int>("order");

    const auto row = [](const char *left, const char *right, int order) {
        QTest::addRow("%s %s", left, right) << QByteArray(left) << QByteArray(right) << order;
    };
    row("1", "2", -1);
    row("10", "9", 1);
    row("1.10", "1.1", 0);
    row("-0", "0.00", 0);
    row("-1", "1", -1);
    row("-2", "-1", -1);
    row("-0.5", "-0.25", -1);
    row("0.01", "0.001", 1);
    row("1e400", "1e401", -1);
    row("-1e400", "1e-400", -1);
    row("12345678901234567890", "12345678901234567891", -1);
    row("9007199254740993", "9007199254740992", 1);
    row("1e3", "1000.0", 0);
    row("0.1e1", "1E+0", 0);
    row("1e-2", "0.01", 0);
    row("0e99999999999999999999", "0", 0);
    row("1e99999999999999999999", "2e99999999999999999999", -1);
    row("1e-99999999999999999999", "1", -1);
    row("5", "50", -1);
}

void TestTable::ordersNumbers() {
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QFETCH(int, order);
    const auto sign = [](int value) {
        return value < 0 ? -1 : value > 0;
    };
    QVERIFY(results::isJsonNumber(left) && results::isJsonNumber(right));
    QCOMPARE(sign(results::compareJsonNumbers(left, right)), order);
    QCOMPARE(sign(results::compareJsonNumbers(right, left)), -order);
    for (const char *wrong : {"", "-", "01", "1.", ".5", "1e", "+1", " 1", "1 ", "0x1", "NaN", "1,5"})
        QVERIFY(!results::isJsonNumber(wrong));
}

void TestTable::findsTables() {
    const QList<FoundTable> tables = tablesOf(R"({"parse":{"blocks":[{"a":1},{"a":2},{"a":3},{"a":4}]},
        "other":[{"x":1},{},{},{},{}],"numbers":[1,2],"empty":[],"mixed":[1,{"a":2}],
        "extractions":[{"fields":{"short":[{"q":{"value":1,"evidence":[{"text":"t"}]}}],
        "long":[{"q":{"value":1}},{"q":{"value":2}}]}}]})");
    QStringList found;
    for (const FoundTable &table : tables)
        found << u"%1 %2"_s.arg(table.path).arg(table.rows);
    QCOMPARE(found, (QStringList{u"$.extractions[0].fields.long 2"_s, u"$.extractions[0].fields.short 1"_s,
                        u"$.parse.blocks 4"_s, u"$.other 5"_s, u"$.mixed 2"_s, u"$.extractions 1"_s,
                        u"$.extractions[0].fields.short[0].q.evidence 1"_s}));
}

void TestTable::findsWithinBounds() {
    bool cut = false;
    QByteArray many = "[";
    for (int i = 0; i < 40; ++i)
        many += (i > 0 ? ",{" : "{") + QByteArray(R"("t":[{}],)").repeated(20) + R"("u":1})";
    QCOMPARE(tablesOf(many + ']', &cut).size(), results::mostTables);
    QVERIFY(cut);
    QCOMPARE(tablesOf(QByteArray("[").repeated(100'000) + QByteArray("]").repeated(100'000), &cut).size(), 0);
    QVERIFY(cut);
    QVERIFY(tablesOf("[{}]", &cut).size() == 1 && !cut);
    QVERIFY(tablesOf("oops").isEmpty());
    const std::atomic_bool stop = true;
    QVERIFY(results::findTables(*ResultDocument::fromBytes("[{}]"), stop).isEmpty());
}

void TestTable::findsTheTableOfAPath_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("table");

    const QString items = u"$.extractions[0].fields.items"_s;
    QTest::newRow("row") << items + u"[1]"_s << items;
    QTest::newRow("cell") << items + u"[1].qty"_s << items;
    QTest::newRow("part of a field") << items + u"[1].qty.value"_s << items;
    QTest::newRow("the table") << items << items;
    QTest::newRow("a field beside it") << u"$.extractions[0].fields.total"_s << QString();
    QTest::newRow("a longer name") << u"$.extractions[0].fields.items2[0]"_s << QString();
    QTest::newRow("above all") << u"$"_s << QString();
    QTest::newRow("no path") << u"items"_s << QString();
}

void TestTable::findsTheTableOfAPath() {
    QFETCH(QString, path);
    const auto tables = tablesOf(
        R"({"extractions":[{"fields":{"items":[{"qty":{"value":1}},{"qty":{"value":2}}],"total":{"value":1}}}]})");
    const qsizetype found = results::tableWith(tables, path);
    QTEST(found < 0 ? QString() : tables[found].path, "table");
}

void TestTable::showsCells_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("titles");
    QTest::addColumn<QStringList>("cells"); // of the first row
    QTest::addColumn<QString>("tip");       // of the first cell

    const auto row = [](const char *name, const QByteArray &json, const QStringList &titles,
                         const QStringList &cells, const QString &tip) {
        QTest::newRow(name) << json << titles << cells << tip;
    };
    row("scalars as written", R"([{"a":1.10,"b":"x","c":true,"d":null,"e":12345678901234567890}])",
        {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s},
        {u"1.10"_s, u"x"_s, u"true"_s, u""_s, u"12345678901234567890"_s}, u"1.10"_s);
    row("columns of all rows", R"([{"a":1},{"b":2,"a":3}])", {u"a"_s, u"b"_s}, {u"1"_s, u""_s}, u"1"_s);
    row("fields", R"([{"a":{"value":"x","confidence":91.5,"verification_status":"not_verified"}}])", {u"a"_s},
        {u"x"_s}, u"x\nconfidence 91.5\nnot verified"_s);
    row("overridden", R"([{"a":{"value":"x","value_override":"y"}}])", {u"a"_s}, {u"y"_s},
        u"y\nreceived: x"_s);
    row("no field", R"([{"a":{"x0":1},"b":[1, 2]}])", {u"a"_s, u"b"_s}, {uR"({"x0":1})"_s, u"[1, 2]"_s},
        uR"({"x0":1})"_s);
    row("doubled keys", R"([{"a":1,"a":2,"a":3}])", {u"a"_s, u"a (2)"_s, u"a (3)"_s},
        {u"1"_s, u"2"_s, u"3"_s}, u"1"_s);
    row("keys written two ways", R"([{"é":1},{"\u00e9":2}])", {u"é"_s}, {u"1"_s}, u"1"_s);
    row("no objects among them", R"([7,{"a":1},"x"])", {u"(no object)"_s, u"a"_s}, {u"7"_s, u""_s}, u"7"_s);
    row("empty key", R"([{"":1}])", {u"\"\""_s}, {u"1"_s}, u"1"_s);
    row("line breaks and controls", R"([{"a\n":"x\ny\u0001"}])", {u"a↵"_s}, {u"x↵y␁"_s}, u"x\ny\u0001"_s);
    row("HTML stays text", R"([{"a":"<b>x</b>"}])", {u"a"_s}, {u"<b>x</b>"_s}, u"<b>x</b>"_s);
    row("field without a value", R"([{"a":{"confidence":3}}])", {u"a"_s}, {uR"({"confidence":3})"_s},
        uR"({"confidence":3})"_s);
}

void TestTable::showsCells() {
    QFETCH(QByteArray, json);
    const Shown shown(json);
    QTEST(shown.titles(), "titles");
    QStringList cells;
    for (int column = 0; column < shown.model.columnCount(); ++column)
        cells << shown.model.index(0, column).data().toString();
    QTEST(cells, "cells");
    QTEST(shown.model.index(0, 0).data(TableModel::TipRole).toString(), "tip");
}

void TestTable::columnsThatComeLate() {
    QByteArray json = "[";
    for (int i = 0; i < 3000; ++i)
        json += "{\"a\":" + QByteArray::number(i) + "},";
    Shown shown(json + R"({"a":1,"late":"x"}])");
    QTRY_COMPARE(shown.titles(), (QStringList{u"a"_s, u"late"_s}));
    QCOMPARE(shown.model.rowCount(), 3001);
    QCOMPARE(shown.model.index(3000, 1).data().toString(), u"x"_s);
    QCOMPARE(shown.model.index(2999, 0).data().toString(), u"2999"_s);
    QCOMPARE(shown.model.index(2999, 0).data(TableModel::PathRole).toString(), u"$[2999].a"_s);
    QCOMPARE(shown.model.index(0, 1).data().toString(), QString());

    QByteArray wide = "[";
    for (int i = 0; i < 1000; ++i)
        wide += (i > 0 ? ",{\"k" : "{\"k") + QByteArray::number(i) + "\":1}";
    const Shown cut(wide + ']');
    QCOMPARE(cut.model.columnCount(), results::TableIndex::mostColumns);
    QVERIFY(cut.model.table()->isCut());
}

void TestTable::sorts_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("ascending");
    QTest::addColumn<QStringList>("descending");

    const auto row = [](const char *name, const QByteArray &json, const QStringList &ascending,
                         const QStringList &descending) {
        QTest::newRow(name) << json << ascending << descending;
    };
    row("numbers", R"([{"a":10},{"a":9},{"a":-1},{"a":1e400},{"a":1e401}])",
        {u"-1"_s, u"9"_s, u"10"_s, u"1e400"_s, u"1e401"_s},
        {u"1e401"_s, u"1e400"_s, u"10"_s, u"9"_s, u"-1"_s});
    row("large numbers", R"([{"a":9007199254740993},{"a":9007199254740992}])",
        {u"9007199254740992"_s, u"9007199254740993"_s}, {u"9007199254740993"_s, u"9007199254740992"_s});
    row("numbers as text", R"([{"a":"10.5"},{"a":9},{"a":"2"}])", {u"2"_s, u"9"_s, u"10.5"_s},
        {u"10.5"_s, u"9"_s, u"2"_s});
    row("text", R"([{"a":"b"},{"a":"A"},{"a":"ä"},{"a":"C"}])", {u"A"_s, u"ä"_s, u"b"_s, u"C"_s},
        {u"C"_s, u"b"_s, u"ä"_s, u"A"_s});
    row("nothing comes last", R"([{"a":null},{},{"a":1},{"a":""},{"a":2}])",
        {u"1"_s, u"2"_s, u""_s, u""_s, u""_s}, {u"2"_s, u"1"_s, u""_s, u""_s, u""_s});
    row("kinds", R"([{"a":[1]},{"a":true},{"a":"x"},{"a":false},{"a":1}])",
        {u"1"_s, u"x"_s, u"false"_s, u"true"_s, u"[1]"_s}, {u"[1]"_s, u"true"_s, u"false"_s, u"x"_s, u"1"_s});
    row("equal ones stay", R"([{"a":1.0},{"a":1},{"a":1.00}])", {u"1.0"_s, u"1"_s, u"1.00"_s},
        {u"1.0"_s, u"1"_s, u"1.00"_s});
    row("fields", R"([{"a":{"value":2}},{"a":{"value":9,"value_override":1}}])", {u"1"_s, u"2"_s},
        {u"2"_s, u"1"_s});
}

void TestTable::sorts() {
    QFETCH(QByteArray, json);
    Shown shown(json);
    const QStringList before = shown.column(0);
    TableQuery query;
    query.locale = QLocale(QLocale::German);
    query.sortColumn = 0;
    shown.ask(query);
    QTEST(shown.column(0), "ascending");
    query.descending = true;
    shown.ask(query);
    QTEST(shown.column(0), "descending");
    shown.ask({});
    QCOMPARE(shown.column(0), before);
}

void TestTable::filters_data() {
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("rows");

    QTest::newRow("none") << u""_s << QStringList{u"Bolt"_s, u"Nüt"_s, u"bolt <b>"_s, u""_s};
    QTest::newRow("any case") << u"BOLT"_s << QStringList{u"Bolt"_s, u"bolt <b>"_s};
    QTest::newRow("escape in the text") << u"NÜ"_s << QStringList{u"Nüt"_s};
    QTest::newRow("value of a field") << u"4711"_s << QStringList{u"Nüt"_s};
    QTest::newRow("not its confidence") << u"93"_s << QStringList{};
    QTest::newRow("not a key") << u"name"_s << QStringList{};
    QTest::newRow("no expression") << u".*"_s << QStringList{};
    QTest::newRow("nothing") << u"zzz"_s << QStringList{};
}

void TestTable::filters() {
    QFETCH(QString, filter);
    Shown shown(R"([{"name":"Bolt"},{"name":"N\u00fct","qty":{"value":"4711","confidence":93}},)"
                R"({"name":"bolt <b>"},{"qty":{"value":1}}])");
    TableQuery query;
    query.filter = filter;
    shown.ask(query);
    QTEST(shown.column(0), "rows");
    if (filter == u"4711"_s) {
        QCOMPARE(shown.model.sourceRow(0), 1);
        QCOMPARE(shown.model.rowOf(1), 0);
        QCOMPARE(shown.model.rowOf(0), -1);
        QCOMPARE(shown.model.index(0, 1).data(TableModel::PathRole).toString(), u"$[1].qty"_s);
        query.hidden = {false, true};
        shown.ask(query);
        QCOMPARE(shown.model.rowCount(), 0); // what is hidden is not searched
    }
}

void TestTable::staysWithTheNewestQuestion() {
    QByteArray json = "[";
    for (int i = 0; i < 20'000; ++i)
        json += (i > 0 ? ",{\"a\":" : "{\"a\":") + QByteArray::number((i * 7919) % 20'000) + "}";
    Shown shown(json + ']');
    QSignalSpy ordered(&shown.model, &TableModel::ordered);
    for (int i = 0; i < 20; ++i) {
        TableQuery query;
        query.filter = QString::number(i);
        shown.model.setQuery(query);
    }
    shown.model.sort(0, Qt::DescendingOrder);
    QTRY_VERIFY(!shown.model.isWorking());
    QCOMPARE(ordered.count(), 1);
    QCOMPARE(shown.model.index(0, 0).data().toString(), u"19999"_s); // the largest with a 19 in it
    // What goes on in other threads finds nobody any more.
    shown.model.sort(0, Qt::AscendingOrder);
    shown.model.setTable(nullptr, {}, {});
    QCOMPARE(shown.model.rowCount(), 0);
    QCOMPARE(shown.model.columnCount(), 0);
    TableModel().sort(0);
}

void TestTable::survivesFaultyDocuments_data() {
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("cut off in a row") << QByteArray(R"([{"a":1},{"a":2},{"a":)");
    QTest::newRow("cut off in a key") << QByteArray(R"([{"a":1},{"a)");
    QTest::newRow("bad UTF-8 in keys") << QByteArray("[{\"\xff\":1},{\"\xfe\":2}]");
    QTest::newRow("lone surrogate") << QByteArray(R"([{"\ud800":"\udfff"}])");
    QTest::newRow("zero") << QByteArray(R"([{"\u0000":"\u0000"}])");
    QTest::newRow("deep") << "[{\"a\":" + QByteArray("[").repeated(50'000) +
                                 QByteArray("]").repeated(50'000) + "}]";
    QTest::newRow("many the same") << "[{" + QByteArray("\"a\":1,").repeated(5000) + "\"a\":1}]";
}

void TestTable::survivesFaultyDocuments() {
    QFETCH(QByteArray, json);
    Shown shown(json);
    QVERIFY(shown.model.rowCount() >= 1);
    for (int row = 0; row < shown.model.rowCount(); ++row) {
        for (int column = 0; column < shown.model.columnCount(); ++column) {
            const QModelIndex index = shown.model.index(row, column);
            QVERIFY(index.data().toString().size() <= 501);
            QVERIFY(index.data(TableModel::PathRole).toString().startsWith(u"$["_s));
            index.data(TableModel::TipRole);
        }
    }
    TableQuery query;
    query.filter = u"1"_s;
    query.sortColumn = 0;
    shown.ask(query);
}

void TestTable::writesCsv() {
    Shown shown(R"([{"a":"=1+1","b":"x, \"y\"\nz","c":{"value":-12.50}},{"a":"2","c":{"value":"=cmd"}}])");
    const auto csv = shown.model.csv({2, 0, 1})();
    QVERIFY(csv);
    QCOMPARE(*csv, QByteArray("\xEF\xBB\xBF"
                              "c,a,b\r\n-12.50,'=1+1,\"x, \"\"y\"\"\nz\"\r\n'=cmd,2,\r\n"));
    TableQuery query;
    query.filter = u"cmd"_s;
    shown.ask(query);
    QCOMPARE(shown.model.csv({0})(), std::optional(QByteArray("\xEF\xBB\xBF"
                                                              "a\r\n2\r\n")));
    QVERIFY(!TableModel().csv({})());
}
