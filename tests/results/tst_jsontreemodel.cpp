// SPDX-License-Identifier: MIT
#include "tests/results/tst_jsontreemodel.h"

#include "app/results/jsontreemodel.h"
#include "tests/results/modeltext.h"
#include "tests/results/walk.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace Qt::StringLiterals;
using results::JsonTreeModel;
using results::ResultDocument;

namespace {

/// Watches a model whose rows are read later. Of itself it reads none: right after a reset, where it would
/// begin, its own bookkeeping does not allow for rows to come.
class LazyTester {
public:
    explicit LazyTester(JsonTreeModel &model)
        : m_tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal) {
        m_tester.setUseFetchMore(false);
    }

private:
    QAbstractItemModelTester m_tester;
};

QModelIndex child(const QModelIndex &parent, int row) {
    return parent.model()->index(row, 0, parent);
}

QString pathOf(const QModelIndex &index) {
    return index.data(JsonTreeModel::PathRole).toString();
}

} // namespace

void TestJsonTreeModel::showsRows_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("rows");

    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("HTML") << QByteArray("<html>") << QStringList();
    QTest::newRow("empty object") << QByteArray("{}") << QStringList();
    QTest::newRow("scalar") << QByteArray(" 1.10 ") << QStringList{u"$|1.10||number"_s};
    QTest::newRow("text") << QByteArray(R"("a\nb")") << QStringList{u"$|a↵b||string"_s};
    QTest::newRow("types") << QByteArray(R"({"o":{},"a":[],"s":"null","n":null,"t":true,"f":false,"i":-0})")
                           << QStringList{u"o|{}|0|object"_s, u"a|[]|0|array"_s, u"s|null||string"_s,
                                  u"n|null||null"_s, u"t|true||boolean"_s, u"f|false||boolean"_s,
                                  u"i|-0||number"_s};
    QTest::newRow("numbers as written")
        << QByteArray("[1e400,12345678901234567890,1.10,1E+2]")
        << QStringList{u"[0]|1e400||number"_s, u"[1]|12345678901234567890||number"_s, u"[2]|1.10||number"_s,
               u"[3]|1E+2||number"_s};
    QTest::newRow("order and duplicates")
        << QByteArray(R"({"b":1,"a":2,"b":3})")
        << QStringList{u"b|1||number"_s, u"a|2||number"_s, u"b|3||number"_s};
    QTest::newRow("nested") << QByteArray(R"({"a":[{"b":[1,2]},[3]]})")
                            << QStringList{u"a|[{\"b\":[1,2]},[3]]|2|array"_s,
                                   u"  [0]|{\"b\":[1,2]}|1|object"_s, u"    b|[1,2]|2|array"_s,
                                   u"      [0]|1||number"_s, u"      [1]|2||number"_s, u"  [1]|[3]|1|array"_s,
                                   u"    [0]|3||number"_s};
    QTest::newRow("line breaks") << QByteArray(R"(["a\r\nb\n\nc\td\re\u0000\u001b[1m\u2028"])")
                                 << QStringList{u"[0]|a↵b↵↵c d↵e␀␛[1m↵||string"_s};
    QTest::newRow("odd keys") << QByteArray(R"({"":1,"a b":2,"\n":3})")
                              << QStringList{u"|1||number"_s, u"a b|2||number"_s, u"↵|3||number"_s};
}

void TestJsonTreeModel::showsRows() {
    QFETCH(QByteArray, json);
    JsonTreeModel model;
    const LazyTester tester(model);
    model.setDocument(ResultDocument::fromBytes(json));
    QTEST(modelText(model, {}, JsonTreeModel::ColumnCount), "rows");

    // And with a tester that opens the rows itself.
    JsonTreeModel unopened;
    unopened.setDocument(model.document());
    const QAbstractItemModelTester opener(&unopened, QAbstractItemModelTester::FailureReportingMode::Fatal);
}

void TestJsonTreeModel::readsChildrenWhenOpened() {
    JsonTreeModel model;
    model.setDocument(ResultDocument::fromBytes(R"({"a":{"b":[1]},"c":1,"d":{}})"));
    const QModelIndex a = model.index(0, 0);
    QVERIFY(model.hasChildren(a));
    QCOMPARE(model.rowCount(a), 0);
    QVERIFY(model.canFetchMore(a));
    QVERIFY(!model.hasChildren(a.siblingAtColumn(1)));
    QVERIFY(!model.canFetchMore(a.siblingAtColumn(1)));

    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.fetchMore(a);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted[0][0].toModelIndex(), a);
    QCOMPARE(model.rowCount(a), 1);
    QVERIFY(!model.canFetchMore(a));
    QCOMPARE(model.rowCount(child(a, 0)), 0);
    model.fetchMore(a);
    QCOMPARE(inserted.size(), 1);

    for (const int row : {1, 2}) {
        QVERIFY(!model.hasChildren(model.index(row, 0)));
        QVERIFY(!model.canFetchMore(model.index(row, 0)));
    }
}

void TestJsonTreeModel::readsLongArraysInPages() {
    QByteArray numbers = "0";
    for (int i = 1; i < 2500; ++i)
        numbers += ',' + QByteArray::number(i);
    JsonTreeModel model;
    const LazyTester tester(model);
    model.setDocument(ResultDocument::fromBytes("{\"a\":[" + numbers + "]}"));
    const QModelIndex array = model.index(0, 0);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QVERIFY(model.canFetchMore(array));
    model.fetchMore(array);
    QVERIFY(!model.canFetchMore(array));
    QCOMPARE(model.rowCount(array), 3);
    const QModelIndex last = child(array, 2);
    QCOMPARE(last.data().toString(), u"[2000 … 2499]"_s);
    QCOMPARE(last.siblingAtColumn(JsonTreeModel::CountColumn).data().toInt(), 500);
    QVERIFY(last.data(JsonTreeModel::PageRole).toBool());
    QCOMPARE(pathOf(last), u"$.a"_s);
    QVERIFY(!model.node(last).isValid());
    QVERIFY(model.hasChildren(last) && model.canFetchMore(last));
    model.fetchMore(last);
    QCOMPARE(model.rowCount(last), 500);
    QCOMPARE(child(last, 499).data().toString(), u"[2499]"_s);
    QCOMPARE(child(last, 499).siblingAtColumn(1).data().toString(), u"2499"_s);
    QCOMPARE(pathOf(child(last, 499)), u"$.a[2499]"_s);
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(model.rowCount(child(array, 0)), 0); // the end costs nothing but itself

    model.setDocument(ResultDocument::fromBytes("[" + numbers + "]"));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(pathOf(child(model.index(0, 0), 0)), QString());
    QCOMPARE(pathOf(model.indexOfPath(u"$[2400]")), u"$[2400]"_s);
    QCOMPARE(model.rowCount(model.index(2, 0)), 500);
    QCOMPARE(pathOf(model.index(1, 0)), u"$"_s);
}

void TestJsonTreeModel::pagesBeginAfterAThousand() {
    for (const int count : {999, 1000, 1001, 2000, 2001}) {
        JsonTreeModel model;
        const LazyTester tester(model);
        QByteArray members;
        for (int i = 0; i < count; ++i)
            members += (i > 0 ? ",\"k" : "\"k") + QByteArray::number(i) + "\":{}";
        model.setDocument(ResultDocument::fromBytes('{' + members + '}'));
        const int pages = (count + 999) / 1000;
        QCOMPARE(model.rowCount(), count <= 1000 ? count : pages);
        const QModelIndex last = model.indexOfPath(u"$.k%1"_s.arg(count - 1));
        QVERIFY(last.isValid());
        QCOMPARE(pathOf(last), u"$.k%1"_s.arg(count - 1));
        QCOMPARE(last.parent().isValid(), count > 1000);
        QVERIFY(!model.indexOfPath(u"$.k%1"_s.arg(count)).isValid());
    }
}

void TestJsonTreeModel::longTextsComeInParts() {
    JsonTreeModel model;
    const LazyTester tester(model);
    const QByteArray text = '"' + QByteArray(1'500'000, 'x') + '"';
    model.setDocument(ResultDocument::fromBytes("[[" + text + ',' + text + ',' + text + ',' + text + ",1]]"));
    const QModelIndex array = model.index(0, 0);
    model.fetchMore(array);
    QCOMPARE(model.rowCount(array), 3);
    QVERIFY(model.canFetchMore(array));
    QCOMPARE(model.indexOfPath(u"$[0][4]").siblingAtColumn(1).data().toString(), u"1"_s);
    QCOMPARE(model.rowCount(array), 5);
    QVERIFY(!model.canFetchMore(array));
}

void TestJsonTreeModel::countsWithoutReading() {
    JsonTreeModel model;
    model.setDocument(ResultDocument::fromBytes("[[" + QByteArray("{},").repeated(299'999) + "{}]]"));
    const QModelIndex array = model.index(0, 0);
    QCOMPARE(array.siblingAtColumn(JsonTreeModel::CountColumn).data().toInt(), 300'000);
    QCOMPARE(model.rowCount(array), 0);
    const QModelIndex last = model.indexOfPath(u"$[0][299999]");
    QCOMPARE(last.row(), 999);
    QCOMPARE(last.parent().row(), 299);
    QCOMPARE(model.rowCount(array), 300);
}

void TestJsonTreeModel::cutsLongValues() {
    JsonTreeModel model;
    model.setDocument(ResultDocument::fromBytes("{\"" + QByteArray(600, 'k') + "\":\"" +
                                                QByteArray(500, 'x') + "\",\"b\":\"" + QByteArray(501, 'x') +
                                                "\",\"c\":" + QByteArray(1000, '9') + "}"));
    const QString cut = QString(500, u'x') + u'…';
    QCOMPARE(model.index(0, 0).data().toString(), QString(500, u'k') + u'…');
    QCOMPARE(model.index(0, 1).data().toString(), QString(500, u'x'));
    QCOMPARE(model.index(1, 1).data().toString(), cut);
    QCOMPARE(model.index(2, 1).data().toString(), QString(500, u'9') + u'…');
    QCOMPARE(model.index(1, 1).data(JsonTreeModel::TextRole).toString(), QString(501, u'x'));
    QCOMPARE(pathOf(model.index(0, 0)), u"$."_s + QString(600, u'k'));
}

void TestJsonTreeModel::givesPaths_data() {
    QTest::addColumn<QByteArray>("key"); // as it stands in the text
    QTest::addColumn<QString>("path");

    const auto row = [](const QByteArray &key, const QString &path) {
        QTest::addRow("%s", key.constData()) << key << path;
    };
    row("plain", u"$.plain"_s);
    row("_under1", u"$._under1"_s);
    row("größe", u"$.größe"_s);
    row("", u"$['']"_s);
    row("1st", u"$['1st']"_s);
    row("odd key", u"$['odd key']"_s);
    row("a.b", u"$['a.b']"_s);
    row("a-b", u"$['a-b']"_s);
    row("[0]", u"$['[0]']"_s);
    row("it's", u"$['it\\'s']"_s);
    row(R"(\")", u"$['\"']"_s);
    row(R"(\\)", u"$['\\\\']"_s);
    row(R"(\n\r\t)", u"$['\\n\\r\\t']"_s);
    row(R"(\u0000\u001b)", u"$['\\u0000\\u001b']"_s);
    row("🚀", u"$['🚀']"_s);
    row("$", u"$['$']"_s);
}

void TestJsonTreeModel::givesPaths() {
    QFETCH(QByteArray, key);
    QFETCH(QString, path);
    JsonTreeModel model;
    model.setDocument(ResultDocument::fromBytes("{\"other\":0,\"" + key + "\":[[],{\"x\":1}]}"));
    const QModelIndex row = model.index(1, 0);
    QCOMPARE(pathOf(row), path);
    QCOMPARE(model.indexOfPath(path), row);
    const QModelIndex inner = model.indexOfPath(path + u"[1].x"_s);
    QCOMPARE(pathOf(inner), path + u"[1].x"_s);
    QCOMPARE(inner.parent().parent(), row);
}

void TestJsonTreeModel::findsEveryRowByItsPath() {
    const auto document = ResultDocument::fromBytes(testData("invoice-result.json"));
    JsonTreeModel model;
    const LazyTester tester(model);
    model.setDocument(document);
    std::vector<QModelIndex> toVisit{{}};
    std::vector<qint64> begins;
    while (!toVisit.empty()) {
        const QModelIndex parent = toVisit.back();
        toVisit.pop_back();
        if (parent.isValid()) {
            JsonTreeModel fresh;
            fresh.setDocument(document);
            const QModelIndex found = fresh.indexOfPath(pathOf(parent));
            QCOMPARE(fresh.node(found).begin, model.node(parent).begin);
            begins.push_back(model.node(parent).begin);
        }
        while (model.canFetchMore(parent))
            model.fetchMore(parent);
        for (int row = model.rowCount(parent) - 1; row >= 0; --row)
            toVisit.push_back(model.index(row, 0, parent));
    }
    // The model showed every value of the document but the root, in the order of the text.
    std::vector<qint64> expected;
    for (const results::JsonNode &node : allNodes(*document))
        expected.push_back(node.begin);
    expected.erase(expected.begin());
    QCOMPARE(begins, expected);
}

void TestJsonTreeModel::findsNothingByWrongPaths_data() {
    QTest::addColumn<QString>("path");
    for (const char *path : {"", "a", "$", "$.", "$..a", "$.missing", "$[0]", "$.a.b", "$.a[3]", "$.a[-1]",
             "$.a[]", "$.a[1", "$.a[99999999999999999999]", "$.a['0']", "$['a", "$['a'", "$[\"a']",
             "$['\\x']", "$['\\u12']", "$.a[0]x", "$.a[0].x", "$.a b", "$.s[0]", "$.e[0]", "$.a[*]", "$.1"})
        QTest::addRow("%s", path) << QString::fromLatin1(path);
}

void TestJsonTreeModel::findsNothingByWrongPaths() {
    QFETCH(QString, path);
    JsonTreeModel model;
    model.setDocument(ResultDocument::fromBytes(R"({"a":[1,[],{}],"s":"text","e":[],"1":1})"));
    QVERIFY(!model.indexOfPath(path).isValid());
    QVERIFY(model.indexOfPath(u"$[\"a\"][0]").isValid());
}

void TestJsonTreeModel::givesRawAndWholeText() {
    JsonTreeModel model;
    model.setDocument(ResultDocument::fromBytes(R"({"s":"a\n\u00e9","n":1.10,"c":[ 1, 2 ]})"));
    const auto raw = [&](int row) {
        return model.index(row, 0).data(JsonTreeModel::RawRole).toByteArray();
    };
    const auto text = [&](int row) {
        return model.index(row, 2).data(JsonTreeModel::TextRole).toString();
    };
    const auto type = [&](int row) {
        return model.index(row, 1).data(JsonTreeModel::TypeRole).toInt();
    };
    QCOMPARE(raw(0), R"("a\n\u00e9")");
    QCOMPARE(text(0), u"a\né"_s);
    QCOMPARE(type(0), int(results::JsonType::String));
    QCOMPARE(raw(1), "1.10");
    QCOMPARE(text(1), u"1.10"_s);
    QCOMPARE(raw(2), "[ 1, 2 ]");
    QCOMPARE(text(2), u"[ 1, 2 ]"_s);
    QCOMPARE(type(2), int(results::JsonType::Array));
}

void TestJsonTreeModel::speaksKeyAndValue() {
    JsonTreeModel model;
    model.setDocument(ResultDocument::fromBytes(R"({"%2":"%1","a":[1,2]})"));
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), u"%2, %1"_s);
    QCOMPARE(model.index(1, 2).data(Qt::AccessibleTextRole).toString(), u"a, array of 2 elements"_s);
    QCOMPARE(
        model.headerData(JsonTreeModel::KeyColumn, Qt::Horizontal, Qt::DisplayRole).toString(), u"Key"_s);
    QCOMPARE(
        model.headerData(JsonTreeModel::ValueColumn, Qt::Horizontal, Qt::DisplayRole).toString(), u"Value"_s);
    QCOMPARE(
        model.headerData(JsonTreeModel::TypeColumn, Qt::Horizontal, Qt::DisplayRole).toString(), u"Type"_s);
}

void TestJsonTreeModel::opensDeepNesting() {
    constexpr int depth = 100'000;
    JsonTreeModel model;
    model.setDocument(ResultDocument::fromBytes(QByteArray(depth, '[') + "7" + QByteArray(depth, ']')));
    QModelIndex at = model.index(0, 0);
    int opened = 1;
    while (model.canFetchMore(at)) {
        model.fetchMore(at);
        at = child(at, 0);
        ++opened;
    }
    QCOMPARE(opened, depth);
    QCOMPARE(at.siblingAtColumn(1).data().toString(), u"7"_s);
    const QString path = pathOf(at);
    QCOMPARE(path, u"$"_s + u"[0]"_s.repeated(depth));
    QCOMPARE(model.indexOfPath(path), at);
}

void TestJsonTreeModel::showsWhatPrecedesAFault() {
    JsonTreeModel model;
    const LazyTester tester(model);
    model.setDocument(ResultDocument::fromBytes(R"({"a":1,"b":[{"c":"d"},{"e":"f","g":[],"h":12)"));
    QCOMPARE(modelText(model, {}, 2),
        QStringList({u"a|1"_s, u"b|[{\"c\":\"d\"},{\"e\":\"f\",\"g\":[]"_s, u"  [0]|{\"c\":\"d\"}"_s,
            u"    c|d"_s, u"  [1]|{\"e\":\"f\",\"g\":[]"_s, u"    e|f"_s, u"    g|[]"_s}));
    QCOMPARE(model.index(1, 0).data(JsonTreeModel::RawRole).toByteArray(), R"([{"c":"d"},{"e":"f","g":[])");
}

void TestJsonTreeModel::changesDocuments() {
    JsonTreeModel model;
    const LazyTester tester(model);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.indexOfPath(u"$.a").isValid());
    model.setDocument(ResultDocument::fromBytes(R"({"a":[1]})"));
    const QPersistentModelIndex kept = model.indexOfPath(u"$.a[0]");
    QVERIFY(kept.isValid());
    model.setDocument(ResultDocument::fromBytes("[true]"));
    QVERIFY(!kept.isValid());
    QCOMPARE(modelText(model, {}, 2), QStringList{u"[0]|true"_s});
    model.setDocument(nullptr);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.hasChildren());
    QVERIFY(!model.canFetchMore({}));
    QVERIFY(!model.document());
}
