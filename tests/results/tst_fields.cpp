// SPDX-License-Identifier: MIT
#include "tests/results/tst_fields.h"

#include "app/results/field.h"
#include "app/results/fieldreader.h"
#include "app/results/fieldset.h"
#include "app/results/fieldsmodel.h"
#include "app/results/fieldtext.h"
#include "app/results/jsontreemodel.h"
#include "tests/results/modeltext.h"
#include "tests/results/walk.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace Qt::StringLiterals;
using results::Field;
using results::FieldsModel;
using results::ResultDocument;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

QList<Field> fieldsOf(const QByteArray &json) {
    return results::readFields(*ResultDocument::fromBytes(json));
}

/// The fields of an envelope with one extraction.
QList<Field> extracted(const QByteArray &members) {
    return fieldsOf("{\"extractions\":[{\"fields\":{" + members + "}}]}");
}

/// Everything about a field's value in one line: a=1, a=(null), a=new<old, a=[b=1 c=2; b=3].
QString valueLine(const Field &field) {
    QString line = field.name + u'=';
    if (field.isTable) {
        QStringList rows;
        for (const QList<Field> &cells : field.rows) {
            QStringList row;
            for (const Field &cell : cells)
                row.append(valueLine(cell));
            rows.append(row.join(u' '));
        }
        return line + u'[' + rows.join(u"; "_s) + u']';
    }
    line += field.isNull ? u"(null)"_s : field.value;
    return field.overridden ? line + u'<' + field.original : line;
}

QString valueLines(const QList<Field> &fields) {
    QStringList lines;
    for (const Field &field : fields)
        lines.append(field.group.isEmpty() ? valueLine(field) : field.group + u": "_s + valueLine(field));
    return lines.join(u'\n');
}

} // namespace

void TestFields::readsShapes_data() {
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("line");

    const auto row = [](const char *name, const QByteArray &field, const QString &line) {
        QTest::newRow(name) << field << line;
    };
    row("text", R"({"value":"INV-1"})", u"f=INV-1"_s);
    row("empty text is a value", R"({"value":""})", u"f="_s);
    row("number as written", R"({"value":1.10})", u"f=1.10"_s);
    row("big number", R"({"value":12345678901234567890})", u"f=12345678901234567890"_s);
    row("number as text", R"({"value":"1250.00"})", u"f=1250.00"_s);
    row("boolean", R"({"value":false})", u"f=false"_s);
    row("null", R"({"value":null,"confidence":3})", u"f=(null)"_s);
    row("only null", R"({"value":null})", u"f=(null)"_s);
    row("value missing", R"({"confidence":97,"evidence":[]})", u"f=(null)"_s);
    row("object value", R"({"value":{ "a" : "b c", "d" : [ 1, 2 ] },"confidence":1})",
        u"f={\"a\":\"b c\",\"d\":[1,2]}"_s);
    row("object value alone", R"({"value":{"a": 1}})", u"f={\"a\":1}"_s);
    row("array value", R"({"value":["A", "B \" ] "]})", u"f=[\"A\",\"B \\\" ] \"]"_s);
    row("override", R"({"value":"old","value_override":"new"})", u"f=new<old"_s);
    row("override of null", R"({"value":null,"value_override":"new"})", u"f=new<"_s);
    row("override without a value", R"({"value_override":5})", u"f=5<"_s);
    row("override with an empty text", R"({"value":"old","value_override":""})", u"f=<old"_s);
    row("override with false", R"({"value":true,"value_override":false})", u"f=false<true"_s);
    row("override null", R"({"value":"old","value_override":null})", u"f=old"_s);
    row("unknown keys beside", R"({"value":1,"source":{"model":"x"},"n":3})", u"f=1"_s);
    row("first of doubled keys", R"({"value":1,"value":2})", u"f=1"_s);
    row("bare text", R"("INV-1")", u"f=INV-1"_s);
    row("bare number", "1.10", u"f=1.10"_s);
    row("bare null", "null", u"f=(null)"_s);
    row("empty object", "{}", u"f={}"_s);
    row("object of something else", R"({"a":1, "b":{}})", u"f={\"a\":1,\"b\":{}}"_s);
    row("table", R"([{"d":{"value":"Bolt"},"q":{"value":12}},{"d":{"value":null}}])",
        u"f=[d=Bolt q=12; d=(null)]"_s);
    row("empty table", "[]", u"f=[]"_s);
    row("empty row", "[{}]", u"f=[]"_s);
    row("rows of bare values", R"([{"d":"Bolt","q":12}])", u"f=[d=Bolt q=12]"_s);
    row("column called value", R"([{"value":{"value":1},"confidence":{"value":2}}])",
        u"f=[value=1 confidence=2]"_s);
    row("list of fields", R"([{"value":"A","confidence":9},{"value":"B"}])", u"f=[f=A; f=B]"_s);
    row("list of texts", R"(["A", "B"])", u"f=[\"A\",\"B\"]"_s);
    row("list of anything", R"([{"a":{"value":1}}, null])", u"f=[{\"a\":{\"value\":1}},null]"_s);
    row("nested object", R"({"street":{"value":"X"},"city":{"value":"Y"}})", u"f=[street=X city=Y]"_s);
    row("table in a table", R"([{"t":[ {"x":{"value":1}} ]}])", u"f=[t=[{\"x\":{\"value\":1}}]]"_s);
    row("evidence is an object", R"({"value":{"a":1},"evidence":{"text":"x"}})", u"f={\"a\":1}"_s);
    row("bad UTF-8 in compact text", "[\"\xFF\"]", u"f=[\"\uFFFD\"]"_s);
}

void TestFields::readsShapes() {
    QFETCH(QByteArray, field);
    QTEST(valueLines(extracted("\"f\":" + field)), "line");
    // The same in the older envelope.
    QTEST(valueLines(fieldsOf("{\"extraction\":{\"f\":" + field + "}}")), "line");
}

void TestFields::readsEnvelopes_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("lines");

    const auto row = [](const char *name, const QByteArray &json, const QString &lines) {
        QTest::newRow(name) << json << lines;
    };
    row("nothing", "", u""_s);
    row("HTML", "<html>", u""_s);
    row("scalar", "1", u""_s);
    row("array", R"([{"extractions":[]}])", u""_s);
    row("empty object", "{}", u""_s);
    row("both missing", R"({"parse":null})", u""_s);
    row("both null", R"({"extractions":null,"extraction":null})", u""_s);
    row("extractions of the wrong type", R"({"extractions":"x","extraction":{"a":{"value":1}}})", u"a=1"_s);
    row("fallback when missing", R"({"extraction":{"a":{"value":1}}})", u"a=1"_s);
    row("fallback when null", R"({"extractions":null,"extraction":{"a":{"value":1}}})", u"a=1"_s);
    row("fallback when empty", R"({"extractions":[],"extraction":{"a":{"value":1}}})", u"a=1"_s);
    row("no fallback otherwise",
        R"({"extraction":{"a":{"value":1}},"extractions":[{"fields":{"b":{"value":2}}}]})", u"b=2"_s);
    row("odd extractions",
        R"({"extractions":[null,1,[],{"fields":null},{"fields":[]},{},{"fields":{"a":{"value":1}}}]})",
        u"a=1"_s);
    row("order and duplicates",
        R"({"extractions":[{"fields":{"b":{"value":1},"a":{"value":2},"b":{"value":3}}}]})",
        u"b=1\na=2\nb=3"_s);
    row("split only",
        R"({"extractions":[{"split_name":"Invoice","partition":null,"fields":{"a":{"value":1}}}]})",
        u"Invoice: a=1"_s);
    row("partition only",
        R"({"extractions":[{"split_name":null,"partition":"A","fields":{"a":{"value":1}}}]})", u"A: a=1"_s);
    row("both", R"({"extractions":[{"split_name":"Invoice","partition":"A","fields":{"a":{"value":1}}}]})",
        u"Invoice / A: a=1"_s);
    row("partition as a number",
        R"({"extractions":[{"split_name":"Invoice","partition":2,"fields":{"a":{"value":1}}}]})",
        u"Invoice / 2: a=1"_s);
    row("partition as an object",
        R"({"extractions":[{"split_name":["x"],"partition":{"name":"P"},"fields":{"a":{"value":1}}}]})",
        u"P: a=1"_s);
    row("several",
        R"({"extractions":[{"split_name":"X","fields":{"a":{"value":1}}},{"fields":{"a":{"value":2}}}]})",
        u"X: a=1\na=2"_s);
    row("cut off", R"({"extractions":[{"fields":{"a":{"value":1},"b":{"value":"x","confidence":9)",
        u"a=1\nb=x"_s);
}

void TestFields::readsEnvelopes() {
    QFETCH(QByteArray, json);
    QTEST(valueLines(fieldsOf(json)), "lines");
}

void TestFields::readsDetails() {
    const auto fields = extracted(R"("a":{"value":1,"verification_status":"verified"},)"
                                  R"("b":{"value":1,"verification_status":null},)"
                                  R"("c":{"value":1,"verification_status":"odd word"},)"
                                  R"("d":{"value":1,"verification_status":7},"e":1)");
    QStringList words;
    for (const Field &field : fields)
        words.append(field.verification);
    QCOMPARE(words, QStringList({u"verified"_s, u""_s, u"odd word"_s, u""_s, u""_s}));
}

void TestFields::readsConfidences_data() {
    QTest::addColumn<QList<QByteArray>>("written");
    QTest::addColumn<QList<double>>("read"); // -1 for none

    const auto row = [](const char *name, const QList<QByteArray> &written, const QList<double> &read) {
        QTest::newRow(name) << written << read;
    };
    row("percent", {"97.0", "40.5", "100", "0"}, {97, 40.5, 100, 0});
    row("one below one among percent", {"97", "0.4"}, {97, 0.4});
    row("fractions", {"0.97", "1", "0.5", "0"}, {97, 100, 50, 0});
    row("fractions and none", {"0.25", "null"}, {25, -1});
    row("only ones", {"1", "1.0"}, {100, 100}); // nobody is 1 % sure of everything
    row("only zero", {"0"}, {0});
    row("as text", {"\"97.5\"", "\"12\""}, {97.5, 12});
    row("fractions as text", {"\"0.5\""}, {50});
    row("not numbers", {"\"high\"", "true", "[9]", "{}", "\"\""}, {-1, -1, -1, -1, -1});
    row("out of range", {"101", "-1", "1e400", "\"nan\"", "\"inf\"", "50"}, {-1, -1, -1, -1, -1, 50});
}

void TestFields::readsConfidences() {
    QFETCH(QList<QByteArray>, written);
    QFETCH(QList<double>, read);
    // As fields, and as the cells of a table: the reading of fractions looks at all.
    QByteArray members;
    QByteArray rows;
    for (const QByteArray &confidence : written) {
        members += "\"a\":{\"value\":1,\"confidence\":" + confidence + "},";
        rows += "{\"a\":{\"value\":1,\"confidence\":" + confidence + "}},";
    }
    QList<Field> fields = extracted(members.chopped(1));
    const QList<Field> tables = extracted("\"t\":[" + rows.chopped(1) + "]");
    for (const QList<Field> &cells : tables.at(0).rows)
        fields.append(cells.at(0));
    QCOMPARE(fields.size(), 2 * read.size());
    for (qsizetype i = 0; i < fields.size(); ++i)
        QCOMPARE(fields[i].confidence.value_or(-1), read[i % read.size()]);
}

void TestFields::readsEvidence_data() {
    QTest::addColumn<QByteArray>("evidence");
    QTest::addColumn<QStringList>("quotes"); // text@page

    const auto row = [](const char *name, const QByteArray &evidence, const QStringList &quotes) {
        QTest::newRow(name) << evidence << quotes;
    };
    row("one", R"([{"text":"a","page_number":1}])", {u"a@1"_s});
    row("several", R"([{"text":"a","page_number":2},{"text":"b","page_number":1}])", {u"a@2"_s, u"b@1"_s});
    row("empty", "[]", {});
    row("null", "null", {});
    row("number", "7", {});
    row("no list but a text", "\"a\"", {u"a@0"_s});
    row("no list but an object", R"({"text":"a","page_number":3})", {u"a@3"_s});
    row("list of texts", R"(["a","b"])", {u"a@0"_s, u"b@0"_s});
    row("list of anything", R"([null,1,[],true,{"text":"a"}])", {u"a@0"_s});
    row("page as text", R"([{"text":"a","page_number":"12"}])", {u"a@12"_s});
    row("page with a point", R"([{"text":"a","page_number":2.0}])", {u"a@2"_s});
    row("page zero", R"([{"text":"a","page_number":0}])", {u"a@0"_s});
    row("page negative", R"([{"text":"a","page_number":-3}])", {u"a@0"_s});
    row("page absurd", R"([{"text":"a","page_number":1e400},{"text":"b","page_number":1e18}])",
        {u"a@0"_s, u"b@0"_s});
    row("page not a number", R"([{"text":"a","page_number":"two"},{"text":"b","page_number":null}])",
        {u"a@0"_s, u"b@0"_s});
    row("page without a text", R"([{"page_number":2}])", {u"@2"_s});
    row("text of another type", R"([{"text":{"x":1},"page_number":2}])", {u"@2"_s});
}

void TestFields::readsEvidence() {
    QFETCH(QByteArray, evidence);
    const auto fields = extracted("\"a\":{\"value\":1,\"evidence\":" + evidence + "}");
    QStringList seen;
    for (const results::Evidence &quote : fields.at(0).evidence)
        seen.append(quote.text + u'@' + QString::number(quote.page));
    QTEST(seen, "quotes");
}

void TestFields::pathsLeadToTheFields() {
    const auto document = ResultDocument::fromBytes(testData("invoice-result.json"));
    results::JsonTreeModel tree;
    tree.setDocument(document);
    int found = 0;
    const auto check = [&](const Field &field) {
        const auto index = tree.indexOfPath(field.path);
        QVERIFY2(index.isValid(), qPrintable(field.path));
        const auto value = document->member(tree.node(index), u"value");
        if (!field.isTable && !field.overridden)
            QCOMPARE(field.isNull ? u"null"_s : field.value, document->text(value));
        ++found;
    };
    for (const Field &field : results::readFields(*document)) {
        check(field);
        for (const QList<Field> &cells : field.rows) {
            for (const Field &cell : cells)
                check(cell);
        }
    }
    QCOMPARE(found, 9 + 6);

    const auto nested = extracted(R"("odd key":[{"value":1}],"o":{"x":{"value":2}})");
    QCOMPARE(nested[0].path, u"$.extractions[0].fields['odd key']"_s);
    QCOMPARE(nested[0].rows[0][0].path, u"$.extractions[0].fields['odd key'][0]"_s);
    QCOMPARE(nested[1].rows[0][0].path, u"$.extractions[0].fields.o.x"_s);
    QCOMPARE(fieldsOf(R"({"extraction":{"a":1}})").at(0).path, u"$.extraction.a"_s);
}

void TestFields::readingCanBeCancelled() {
    const auto document =
        ResultDocument::fromBytes("{\"extractions\":[{\"fields\":{\"t\":[" +
                                  QByteArray("{\"a\":1},").repeated(1000) + "{\"a\":1}]}}]}");
    std::atomic_bool cancelled = false;
    bool fractions = false;
    QCOMPARE(results::readFields(*document, fractions, &cancelled).value(0).rows.size(), 1001);
    QVERIFY(results::readFieldSet(*document, &cancelled));
    cancelled = true;
    QVERIFY(results::readFields(*document, fractions, &cancelled).isEmpty());
    QVERIFY(!results::readFieldSet(*document, &cancelled));
    // Also in the midst of a table.
    const auto table = document->member(
        document->member(
            document->members(document->member(document->root(), u"extractions")).front().value, u"fields"),
        u"t");
    QCOMPARE(results::FieldReader(*document, &cancelled).field(u"t"_s, table, u"$.t"_s).rows.size(), 0);
}

void TestFields::readsTheRealisticResult() {
    const auto fields = fieldsOf(testData("invoice-result.json"));
    QCOMPARE(valueLines(fields), uR"(invoice_number=INV-2024-0847
issue_date=2024-03-15
vendor=ACME Corporation 🚀
total_amount=4087.50
currency=USD<
purchase_order=12345678901234567890
paid=false
discount=(null)
line items=[description=Bolt M4, zinc plated qty=1200 amount=960.00; description=Washer, spring qty=2400 amount=487.50])"_s);
    QCOMPARE(fields[1].verification, u"verified"_s);
    QCOMPARE(fields[2].evidence.size(), 2);
}

void TestFields::modelShowsTheRealisticResult() {
    FieldsModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    const auto set = results::readFieldSet(*ResultDocument::fromBytes(testData("invoice-result.json")));
    model.show(set, selectFields(*set, {}), true);
    QCOMPARE(modelText(model, {}, FieldsModel::GroupColumn).join(u'\n'), uR"(Class|Invoice|98||
invoice_number|INV-2024-0847|97|not verified|1
  “Invoice #INV-2024-0847”||||1
issue_date|2024-03-15|96|verified|1
  “Date: 15 March 2024”||||1
vendor|ACME Corporation 🚀|99|–|1, 2
  “ACME Corporation”||||1
  “ACME”||||2
total_amount|4087.50|61|not verified|2
  “Total: $4,087.50”||||2
currency|USD (override; the service said nothing)|12|verified|
purchase_order|12345678901234567890|40.5|–|1
  “PO 12345678901234567890”||||1
paid|false|88|–|
discount|–|–|–|
line items|2 rows × 3 columns|74||1, 2)"_s);
    QCOMPARE(model.index(3, FieldsModel::QuoteColumn).data().toString(), u"“ACME Corporation” and 1 more"_s);
}

void TestFields::modelShowsGroups() {
    FieldsModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.setFields(fieldsOf(R"({"extractions":[
        {"split_name":"Invoice","partition":"A","fields":{"a":{"value":1}}},
        {"split_name":null,"fields":{"b":{"value":2}}},
        {"split_name":"Invoice","partition":"A","fields":{"c":{"value":"x\ny"}}}]})"));
    QCOMPARE(modelText(model, {}, 2),
        QStringList({u"Invoice / A|"_s, u"  a|1"_s, u"  c|x↵y"_s, u"Whole document|"_s, u"  b|2"_s}));
    const QModelIndex group = model.index(0, 0);
    QCOMPARE(group.data(FieldsModel::KindRole).toInt(), int(FieldsModel::GroupKind));
    QCOMPARE(group.data(FieldsModel::TextRole).toString(), u"Invoice / A"_s);
    QCOMPARE(group.data(FieldsModel::PathRole).toString(), QString());

    // One group alone needs no level of its own.
    model.setFields(fieldsOf(R"({"extractions":[{"split_name":"Invoice","fields":{"a":{"value":1}}}]})"));
    QCOMPARE(modelText(model, {}, 2), QStringList{u"a|1"_s});
}

void TestFields::modelGivesRoles() {
    FieldsModel model;
    model.setFields(
        extracted(R"("a":{"value":"x\ny","value_override":null,"confidence":97,)"
                  R"("evidence":[null,{"text":"q\nr","page_number":2}]},)"
                  R"("b":{"value":"old","value_override":"new","verification_status":"odd_word"},)"
                  R"("c":{"value":null,"evidence":"x"},)"
                  R"("t":[{"x":{"value":1,"confidence":50},"y":{"value":2,"confidence":40.5}}],)"
                  R"("o":{"street":{"value":"Harbour Road","confidence":70},"no":{"value":7}})"));
    const QModelIndex a = model.index(0, 0);
    const QModelIndex b = model.index(1, 0);
    const QModelIndex c = model.index(2, 0);
    const QModelIndex table = model.index(3, 0);
    const QModelIndex object = model.index(4, 0);
    const QModelIndex quote = model.index(0, 0, a);
    const QModelIndex bareQuote = model.index(0, 0, c);
    const QModelIndex member = model.index(0, 0, object);

    const auto kind = [](const QModelIndex &index) {
        return index.data(FieldsModel::KindRole).toInt();
    };
    QCOMPARE(kind(a), int(FieldsModel::FieldKind));
    QCOMPARE(kind(quote), int(FieldsModel::EvidenceKind));
    QCOMPARE(kind(member), int(FieldsModel::FieldKind));
    QVERIFY(!model.hasChildren(table));
    QCOMPARE(model.rowCount(object), 2);

    const auto place = [](const QModelIndex &index) {
        return index.data(FieldsModel::TableRole).toInt();
    };
    QCOMPARE(place(table), 3);
    QCOMPARE(place(a), -1);
    QCOMPARE(place(object), -1);

    QCOMPARE(a.data(FieldsModel::ConfidenceRole), QVariant(97.0));
    QVERIFY(!b.data(FieldsModel::ConfidenceRole).isValid());
    QVERIFY(!quote.data(FieldsModel::ConfidenceRole).isValid());
    QCOMPARE(table.data(FieldsModel::ConfidenceRole), QVariant(40.5));
    QCOMPARE(object.data(FieldsModel::ConfidenceRole), QVariant(70.0));
    QCOMPARE(member.data(FieldsModel::ConfidenceRole), QVariant(70.0));

    const auto path = [](const QModelIndex &index) {
        return index.data(FieldsModel::PathRole).toString();
    };
    QCOMPARE(path(a), u"$.extractions[0].fields.a"_s);
    QCOMPARE(path(quote), u"$.extractions[0].fields.a.evidence[1]"_s);
    QCOMPARE(path(bareQuote), u"$.extractions[0].fields.c.evidence"_s);
    QCOMPARE(path(table), u"$.extractions[0].fields.t"_s);
    QCOMPARE(path(member), u"$.extractions[0].fields.o.street"_s);

    QVERIFY(!a.data(FieldsModel::OverrideRole).toBool());
    QVERIFY(b.data(FieldsModel::OverrideRole).toBool());
    QCOMPARE(b.data(FieldsModel::OriginalRole).toString(), u"old"_s);
    QVERIFY(!b.data(FieldsModel::NullRole).toBool());
    QVERIFY(c.data(FieldsModel::NullRole).toBool());

    const auto text = [](const QModelIndex &index) {
        return index.data(FieldsModel::TextRole).toString();
    };
    QCOMPARE(text(a), u"x\ny"_s);
    QCOMPARE(text(b), u"new"_s);
    QCOMPARE(text(quote), u"q\nr"_s);
    QCOMPARE(text(table), u"1 row"_s);
    QCOMPARE(text(object), u"Harbour Road · 7"_s);
    QCOMPARE(b.siblingAtColumn(1).data().toString(), u"new (override; the service said old)"_s);
    QCOMPARE(table.siblingAtColumn(1).data().toString(), u"1 row × 2 columns"_s);

    const auto spoken = [](const QModelIndex &index) {
        return index.data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(spoken(a), u"a, x↵y, confidence 97"_s);
    QCOMPARE(spoken(b), u"b, new (override; the service said old), odd_word"_s);
    QCOMPARE(spoken(c), u"c, –"_s);
    QCOMPARE(spoken(quote), u"“q↵r”"_s);
    QCOMPARE(spoken(table), u"t, 1 row × 2 columns, confidence 40.5"_s);

    QStringList headers;
    for (int column = 0; column < FieldsModel::ColumnCount; ++column)
        headers.append(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    QCOMPARE(headers, QStringList({u"Field"_s, u"Value"_s, u"Confidence"_s, u"Verification"_s, u"Page"_s,
                          u"Split"_s, u"Evidence"_s}));
}

void TestFields::modelFindsPaths_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("found"); // empty: nothing

    const auto row = [](const char *name, const QString &path, const QString &found) {
        QTest::newRow(name) << path << found;
    };
    const QString fields = u"$.extractions[0].fields"_s;
    row("the field", fields + u".a"_s, fields + u".a"_s);
    row("its value", fields + u".a.value"_s, fields + u".a"_s);
    row("brackets for a dot", fields + u"['a'].value"_s, fields + u".a"_s);
    row("a key inside its value", fields + u".a.value.deep[3].x"_s, fields + u".a"_s);
    row("a quote", fields + u".a.evidence[1]"_s, fields + u".a.evidence[1]"_s);
    row("inside a quote", fields + u".a.evidence[1].page_number"_s, fields + u".a.evidence[1]"_s);
    row("the list of quotes", fields + u".a.evidence"_s, fields + u".a.evidence[0]"_s);
    row("a quote that is not there", fields + u".a.evidence[7]"_s, fields + u".a"_s);
    row("odd key", fields + u"['odd key'].value"_s, fields + u"['odd key']"_s);
    row("a key that begins like another", fields + u".ab"_s, QString());
    row("a cell: its table", fields + u".t[0].x.value"_s, fields + u".t"_s);
    row("member of an object", fields + u".o.street.confidence"_s, fields + u".o.street"_s);
    row("the object", fields + u".o"_s, fields + u".o"_s);
    row("class", u"$.classifications[0].category"_s, u"$.classifications[0]"_s);
    row("evidence of a class", u"$.classifications[0].evidence"_s, u"$.classifications[0].evidence"_s);
    row("split", u"$.splits[0].files[0].pages[1]"_s, u"$.splits[0]"_s);
    row("partition", u"$.splits[0].partitions[0].name"_s, u"$.splits[0].partitions[0]"_s);
    row("around the fields", fields, QString());
    row("elsewhere", u"$.parse.blocks[0]"_s, QString());
    row("root", u"$"_s, QString());
    row("no path", u"total"_s, QString());
    row("empty", QString(), QString());
    row("broken", fields + u".a["_s, QString());
}

void TestFields::modelFindsPaths() {
    QFETCH(QString, path);
    QFETCH(QString, found);
    const auto set = results::readFieldSet(*ResultDocument::fromBytes(R"({
        "classifications":[{"category":"Invoice","evidence":"says so"}],
        "splits":[{"name":"A","files":[{"pages":[1,2]}],"partitions":[{"name":"P"}]}],
        "extractions":[{"split_name":"A","fields":{
            "a":{"value":{"deep":[]},"evidence":[{"text":"q"},{"text":"r","page_number":2}]},
            "odd key":{"value":1},"t":[{"x":{"value":1}}],"o":{"street":{"value":"X"}}}},
            {"split_name":"B","fields":{"a":{"value":1}}}]})"));
    FieldsModel model;
    model.show(set, selectFields(*set, {}), true);
    const QModelIndex index = model.indexOfPath(path);
    QCOMPARE(index.isValid(), !found.isEmpty());
    QCOMPARE(index.data(FieldsModel::PathRole).toString(), found);
}

void TestFields::modelChangesFields() {
    FieldsModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    QCOMPARE(model.rowCount(), 0);
    model.setFields(extracted(R"("a":{"value":")" + QByteArray(600, 'x') + R"("},"b":{"value":2})"));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 1).data().toString(), QString(500, u'x') + u'…');
    QCOMPARE(model.index(0, 1).data(FieldsModel::TextRole).toString().size(), 600);
    model.setFields(model.fields().mid(1));
    QCOMPARE(modelText(model, {}, 2), QStringList{u"b|2"_s});
    model.setFields({});
    QCOMPARE(model.rowCount(), 0);
}

void TestFields::textIsAligned() {
    QCOMPARE(results::fieldsAsText({}), QString());
    const auto fields =
        extracted(R"("number":{"value":"INV-1","confidence":97.0,)"
                  R"("evidence":[{"text":"No\nINV-1","page_number":1},{"text":"x","page_number":3}]},)"
                  R"("t":[{"c":{"value":"Bolt","confidence":91.5}},{"c":{"value":null}}],)"
                  R"("long":{"value":")" +
                  QByteArray(50, 'x') + R"(","confidence":5})");
    QCOMPARE(results::fieldsAsText(fields),
        u"number  INV-1                                     97    1, 3  “No↵INV-1” “x”\n"
        u"t       2 rows\n"
        u"  1 c   Bolt                                      91.5\n"
        u"  2 c   –                                         –\n"
        u"long    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  5\n"_s);
}

void TestFields::textOfGroups() {
    const auto fields =
        fieldsOf(R"({"extractions":[{"split_name":"S","fields":{"a":{"value":1},"b":{"value":2}}},
                                                    {"fields":{"a":{"value":3}}}]})");
    QCOMPARE(results::fieldsAsText(fields), u"S\n"
                                            u"  a             1  –\n"
                                            u"  b             2  –\n"
                                            u"Whole document\n"
                                            u"  a             3  –\n"_s);
}

void TestFields::textIsSafeForATerminal() {
    const auto fields = fieldsOf(R"({"extractions":[{"split_name":"\u001b[2J","fields":{"\u001b]0;x\u0007":)"
                                 R"({"value":"\u001b[31m\u009b1m","evidence":["\u0008\u007f"]}}},)"
                                 R"({"fields":{"a":[{"\r":{"value":"\u0000"}}]}}]})");
    const QString text = results::fieldsAsText(fields);
    QCOMPARE(fields.size(), 2);
    for (const QChar c : text)
        QVERIFY2(c == u'\n' || c.category() != QChar::Other_Control, qPrintable(text));
    QCOMPARE(text.count(u'\n'), 5);
}
