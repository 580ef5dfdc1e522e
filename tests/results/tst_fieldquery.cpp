// SPDX-License-Identifier: MIT
#include "tests/results/tst_fieldquery.h"

#include "app/results/fieldorder.h"
#include "app/results/fieldquery.h"
#include "app/results/fieldsummary.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using results::Field;
using results::FieldQuery;
using results::FieldSetPtr;
using results::ResultDocument;
using results::Section;
using results::SortKey;

namespace {

FieldSetPtr setOf(const QByteArray &json) {
    return results::readFieldSet(*ResultDocument::fromBytes(json));
}

FieldSetPtr extracted(const QByteArray &members) {
    return setOf("{\"extractions\":[{\"fields\":{" + members + "}}]}");
}

/// a b t[0 2]: the names in order, of cut tables the rows.
QString shown(const FieldSetPtr &set, const FieldQuery &query) {
    const results::FieldSelection selection = selectFields(*set, query);
    QStringList names;
    for (const int place : selection.fields) {
        QString name = set->fields[place].name;
        const auto rows = selection.rows.find(place);
        if (rows != selection.rows.end()) {
            QStringList numbers;
            for (const int row : rows->second)
                numbers.append(QString::number(row));
            name += u'[' + numbers.join(u' ') + u']';
        }
        names.append(name);
    }
    return names.join(u' ');
}

QString sectionLine(const Section &section) {
    QString line = section.name + u'@' + section.path;
    if (section.confidence)
        line += u" %1"_s.arg(*section.confidence);
    if (!section.pages.isEmpty())
        line += u" p"_s + section.pages;
    for (const results::Evidence &quote : section.evidence)
        line += u" “"_s + quote.text + u'”';
    if (!section.files.isEmpty())
        line += u" <"_s + section.files.join(u',') + u'>';
    for (const Section &partition : section.partitions)
        line += u" {"_s + sectionLine(partition) + u'}';
    return line;
}

} // namespace

void TestFieldQuery::readsNumbersToSortBy_data() {
    QTest::addColumn<QString>("value");
    QTest::addColumn<double>("number"); // NaN: none

    const double none = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    const std::pair<QString, double> rows[] = {{u"4087.50"_s, 4087.5}, {u"1,250.00"_s, 1250},
        {u"1.250,00"_s, 1250}, {u"1,250"_s, 1250}, {u"12,50"_s, 12.5}, {u"0,125"_s, 0.125},
        {u"1.250"_s, 1.25}, {u"1,234,567"_s, 1234567}, {u"1.234.567"_s, 1234567}, {u"$4,087.50"_s, 4087.5},
        {u"12,50 €"_s, 12.5}, {u"EUR 12,50"_s, 12.5}, {u"12.50 USD"_s, 12.5}, {u"97 %"_s, 97}, {u"-3"_s, -3},
        {u"−3"_s, -3}, {u"+3"_s, 3}, {u"-$3"_s, -3}, {u"1e3"_s, 1000}, {u"1e400"_s, infinite},
        {u"-1e400"_s, -infinite}, {u"-0"_s, 0}, {u" 7 "_s, 7}, {u".5"_s, 0.5}, {QString(), none},
        {u"–"_s, none}, {u"2024-03-15"_s, none}, {u"15.03.2024"_s, none}, {u"INV-1"_s, none},
        {u"1 of 2"_s, none}, {u"1,2,3"_s, none}, {u"1.2.3"_s, none}, {u"nan"_s, none}, {u"inf"_s, none},
        {u"0x10"_s, none}, {u"1e"_s, none}, {u"1,25.0,0"_s, none}, {u"$"_s, none}, {u"EUR"_s, none},
        {u"%"_s, none}, {u"."_s, none}, {u"-"_s, none}, {QString(50, u'1'), none}};
    for (const auto &[value, number] : rows)
        QTest::newRow(qPrintable(u"“%1”"_s.arg(value))) << value << number;
}

void TestFieldQuery::readsNumbersToSortBy() {
    QFETCH(QString, value);
    QFETCH(double, number);
    const std::optional<double> read = results::sortNumber(value);
    QCOMPARE(read.has_value(), !std::isnan(number));
    if (read)
        QCOMPARE(*read, number);
}

void TestFieldQuery::sortsValues() {
    // Each stands before the next; nothing at all comes last.
    const QStringList ordered{u"-1e400"_s, u"-2"_s, u"1.10"_s, u"960.00"_s, u"1,250.00"_s, u"1e400"_s, u""_s,
        u"2024-03-15"_s, u"2024-11-02"_s, u"2025-01-01"_s, u"apple"_s, u"INV-9"_s, u"inv-10"_s, u"Zebra"_s,
        u"Äpfel"_s};
    for (int i = 0; i + 1 < ordered.size(); ++i) {
        const SortKey left(ordered[i]);
        const SortKey right(ordered[i + 1]);
        const QByteArray pair = (ordered[i] + u" | "_s + ordered[i + 1]).toUtf8();
        QVERIFY2(SortKey::compare(left, right) < 0, pair.constData());
        QVERIFY2(SortKey::compare(right, left) > 0, pair.constData());
        QVERIFY2(standsBefore(left, right, Qt::AscendingOrder), pair.constData());
        QVERIFY2(standsBefore(right, left, Qt::DescendingOrder), pair.constData());
    }
    // What no double can tell apart is told apart by its digits.
    QVERIFY(SortKey::compare(SortKey(u"12345678901234567890"_s), SortKey(u"12345678901234567891"_s)) < 0);
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        QVERIFY(standsBefore(SortKey(u"x"_s), SortKey(), order));
        QVERIFY(!standsBefore(SortKey(), SortKey(u"x"_s), order));
        QVERIFY(!standsBefore(SortKey(), SortKey(), order));
    }
}

void TestFieldQuery::orderIsStrict() {
    // std::sort does as it likes with an order that contradicts itself.
    QStringList values{u""_s, u"0"_s, u"00"_s, u"a"_s, u"a1"_s, u"a01"_s, u"a1b"_s, u"a10"_s, u"A2"_s,
        u"1a"_s, u"01a"_s, u"1"_s, u"1.0"_s, u"/"_s, u":"_s, u"é"_s, u"1e400"_s, u"2e400"_s,
        QString(300, u'x'), QString(300, u'x') + u'y', QString(QChar(0xd83d)), u"12,5"_s, u"12.5"_s};
    for (const QString &a : values) {
        QCOMPARE(SortKey::compare(SortKey(a), SortKey(a)), 0);
        for (const QString &b : values) {
            const int ab = SortKey::compare(SortKey(a), SortKey(b));
            const int ba = SortKey::compare(SortKey(b), SortKey(a));
            QCOMPARE((ab > 0) - (ab < 0), (ba < 0) - (ba > 0));
            for (const QString &c : values) {
                if (ab <= 0 && SortKey::compare(SortKey(b), SortKey(c)) <= 0)
                    QVERIFY2(SortKey::compare(SortKey(a), SortKey(c)) <= 0,
                        qPrintable(a + u" | "_s + b + u" | "_s + c));
            }
        }
    }
}

void TestFieldQuery::filters_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("doubts");
    QTest::addColumn<double>("threshold");
    QTest::addColumn<QString>("names");

    const auto row = [](const char *name, const QString &text, int doubts, double threshold,
                         const QString &names) {
        QTest::newRow(name) << text << doubts << threshold << names;
    };
    const int below = results::BelowThreshold;
    row("everything", {}, 0, 80, u"number date total currency discount paid notes address list"_s);
    row("white space is no text", u"  "_s, 0, 80,
        u"number date total currency discount paid notes address list"_s);
    row("name", u"TOT"_s, 0, 80, u"total"_s);
    row("value", u"inv-2"_s, 0, 80, u"number"_s);
    row("a quote", u"fifteenth"_s, 0, 80, u"date"_s);
    row("what was overridden", u"EUR"_s, 0, 80, u"currency"_s);
    row("the override", u"usd"_s, 0, 80, u"currency"_s);
    row("member of an object", u"harbour"_s, 0, 80, u"address"_s);
    row("no pattern", u"inv.2"_s, 0, 80, QString());
    row("nothing", u"zebra"_s, 0, 80, QString());
    row("below 80", {}, below, 80, u"total currency address"_s);
    row("below 61 leaves out 61", {}, below, 61, u"currency"_s);
    row("below 0", {}, below, 0, QString());
    row("below 100", {}, below, 100, u"number date total currency address"_s);
    row("no evidence", {}, results::NoEvidence, 80, u"currency paid notes address"_s);
    row("overridden", {}, results::Overridden, 80, u"currency notes"_s);
    row("nothing found", {}, results::NothingFound, 80, u"discount list"_s);
    row("one doubt or another", {}, below | results::NothingFound, 80,
        u"total currency discount address list"_s);
    row("doubt and text", u"o"_s, below, 80, u"total address"_s);
}

void TestFieldQuery::filters() {
    QFETCH(QString, text);
    QFETCH(int, doubts);
    QFETCH(double, threshold);
    const auto set = extracted(
        R"("number":{"value":"INV-2024","confidence":97,"evidence":[{"text":"x"}]},)"
        R"("date":{"value":"2024","confidence":96,"evidence":[{"text":"the Fifteenth","page_number":1}]},)"
        R"("total":{"value":4087.5,"confidence":61,"evidence":[{"page_number":2}]},)"
        R"("currency":{"value":"EUR","value_override":"USD","confidence":12,"evidence":[]},)"
        R"("discount":{"value":null,"confidence":null,"evidence":[]},)"
        R"("paid":{"value":false,"confidence":"high","evidence":[{"text":""}]},)"
        R"("notes":{"value":null,"value_override":"seen"},)"
        R"("address":{"street":{"value":"Harbour Road","confidence":"79.5"},"no":{"value":1,"evidence":"1"}},)"
        R"("list":[])");
    FieldQuery query;
    query.text = text;
    query.doubts = doubts;
    query.threshold = threshold;
    QTEST(shown(set, query), "names");
}

void TestFieldQuery::cutsTables_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("doubts");
    QTest::addColumn<QString>("names");

    QTest::newRow("whole") << QString() << 0 << u"items other"_s;
    QTest::newRow("text of a cell") << u"bolt"_s << 0 << u"items[0 2]"_s;
    QTest::newRow("name of the table") << u"items"_s << 0 << u"items"_s;
    QTest::newRow("name of a column") << u"qty"_s << 0 << u"items"_s;
    QTest::newRow("doubtful rows") << QString() << int(results::BelowThreshold) << u"items[1 2] other[0]"_s;
    QTest::newRow("the doubt and the text may be in different cells")
        << u"bolt"_s << int(results::BelowThreshold) << u"items[2]"_s;
    QTest::newRow("table and doubt") << u"items"_s << int(results::BelowThreshold) << u"items[1 2]"_s;
    QTest::newRow("nothing found") << QString() << int(results::NothingFound) << u"other[1]"_s;
    QTest::newRow("nothing") << u"zebra"_s << 0 << QString();
}

void TestFieldQuery::cutsTables() {
    QFETCH(QString, text);
    QFETCH(int, doubts);
    const auto set =
        extracted(R"("items":[{"d":{"value":"Bolt M4"},"qty":{"value":1,"confidence":90}},)"
                  R"({"d":{"value":"Washer","confidence":20},"qty":{"value":2,"confidence":90}},)"
                  R"({"d":{"value":"Bolt M5"},"qty":{"value":3,"confidence":79}}],)"
                  R"("other":[{"x":{"value":1,"confidence":3}},{"x":{"value":null}},{}])");
    FieldQuery query;
    query.text = text;
    query.doubts = doubts;
    QTEST(shown(set, query), "names");
}

void TestFieldQuery::countsDoubts_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("counts"); // below, without evidence, overridden, nothing found

    const auto row = [](const char *name, const QByteArray &fields, const QString &counts) {
        QTest::newRow(name) << fields << counts;
    };
    row("nothing", "", u"0 0 0 0"_s);
    row("field", R"("a":{"value":1,"confidence":79.9})", u"1 1 0 0"_s);
    row("at the threshold", R"("a":{"value":1,"confidence":80})", u"0 1 0 0"_s);
    row("text", R"("a":{"value":1,"confidence":"12"},"b":{"value":1,"confidence":"low"})", u"1 2 0 0"_s);
    row("out of range", R"("a":{"value":1,"confidence":-1},"b":{"value":1,"confidence":1e400})",
        u"0 2 0 0"_s);
    row("null", R"("a":null,"b":{"value":null,"confidence":3})", u"1 0 0 2"_s);
    row("override", R"("a":{"value":1,"value_override":2,"evidence":"x"})", u"0 0 1 0"_s);
    row("cells",
        R"("t":[{"a":{"value":1,"confidence":2},"b":{"value":null}},{"a":{"value":2,"confidence":9}}])",
        u"2 2 0 1"_s);
    row("members", R"("o":{"a":{"value":1,"confidence":20}})", u"1 1 0 0"_s);
    row("empty table", R"("t":[])", u"0 0 0 1"_s);
    row("empty rows", R"("t":[{},{}])", u"0 0 0 0"_s);
    row("nested table is a value", R"("t":[{"u":[{"x":{"value":1,"confidence":1}}]}])", u"0 1 0 0"_s);
}

void TestFieldQuery::countsDoubts() {
    QFETCH(QByteArray, fields);
    const results::DoubtCounts counts = countDoubts(*extracted(fields), 80);
    QTEST(u"%1 %2 %3 %4"_s.arg(counts.below)
              .arg(counts.noEvidence)
              .arg(counts.overridden)
              .arg(counts.nothingFound),
        "counts");
}

void TestFieldQuery::sorts_data() {
    QTest::addColumn<int>("order");
    QTest::addColumn<QString>("ascending");
    QTest::addColumn<QString>("descending");

    const auto row = [](const char *name, FieldQuery::Order order, const QString &up, const QString &down) {
        QTest::newRow(name) << int(order) << up << down;
    };
    row("service", FieldQuery::Service, u"b10 A c b9 t"_s, u"b10 A c b9 t"_s);
    row("name", FieldQuery::Name, u"A b9 b10 c t"_s, u"t c b10 b9 A"_s);
    // Nothing found stands last in both directions.
    row("value", FieldQuery::Value, u"b9 b10 t A c"_s, u"A t b10 b9 c"_s);
    row("confidence", FieldQuery::Confidence, u"t A b10 c b9"_s, u"b10 A t c b9"_s);
    row("page", FieldQuery::Page, u"b10 t A c b9"_s, u"A b10 t c b9"_s);
    row("verification", FieldQuery::Verification, u"c b10 A b9 t"_s, u"b10 A c b9 t"_s);
    row("quote", FieldQuery::Quote, u"A b10 c b9 t"_s, u"b10 A c b9 t"_s);
}

void TestFieldQuery::sorts() {
    QFETCH(int, order);
    const auto set =
        extracted(R"("b10":{"value":"1,250.00","confidence":97,"verification_status":"verified",)"
                  R"("evidence":[{"text":"b","page_number":2}]},)"
                  R"("A":{"value":"x","confidence":61,"verification_status":"verified",)"
                  R"("evidence":[{"text":"a","page_number":10}]},)"
                  R"("c":{"value":null,"verification_status":"not_verified"},)"
                  R"("b9":{"value":960,"confidence":"?"},)"
                  R"("t":[{"x":{"value":1,"confidence":20,"evidence":[{"page_number":2}]}}])");
    FieldQuery query;
    query.order = FieldQuery::Order(order);
    QTEST(shown(set, query), "ascending");
    query.direction = Qt::DescendingOrder;
    QTEST(shown(set, query), "descending");
}

void TestFieldQuery::groupsStayTogether() {
    const auto set = setOf(R"({"extractions":[
        {"split_name":"Invoice","partition":"B","fields":{"b":{"value":1},"a":{"value":2}}},
        {"split_name":"Letter","fields":{"d":{"value":3},"c":{"value":4}}},
        {"split_name":"Invoice","partition":"B","fields":{"e":{"value":5}}}]})");
    QCOMPARE(set->groups, QStringList({u"Invoice / B"_s, u"Letter"_s}));
    QVERIFY(set->hasGroups());
    FieldQuery query;
    QCOMPARE(shown(set, query), u"b a e d c"_s);
    query.order = FieldQuery::Name;
    QCOMPARE(shown(set, query), u"a b e c d"_s);
    query.grouped = false;
    QCOMPARE(shown(set, query), u"a b c d e"_s);
    query.order = FieldQuery::Group;
    query.direction = Qt::DescendingOrder;
    QCOMPARE(shown(set, query), u"d c b a e"_s);
    query.order = FieldQuery::Service;
    QCOMPARE(shown(set, query), u"b a d c e"_s);
}

void TestFieldQuery::readsSections_data() {
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QString>("lines");

    const auto row = [](const char *name, const QByteArray &members, const QString &lines) {
        QTest::newRow(name) << members << lines;
    };
    row("none", R"("classifications":[],"splits":null)", QString());
    row("wrong types", R"("classifications":7,"splits":true)", QString());
    row("class", R"("classifications":[{"category":"Invoice","confidence":98,"evidence":"total due"}])",
        u"Invoice@$.classifications[0] 98 “total due”"_s);
    row("classes", R"("classifications":[{"category":"A","evidence":null},null,4,{"category":7}])",
        u"A@$.classifications[0]\n7@$.classifications[3]"_s);
    row("one class, no list", R"("classifications":{"category":"A"})", u"A@$.classifications"_s);
    row("class as a text", R"("classifications":["A"])", u"A@$.classifications[0]"_s);
    row("class without a name", R"("classifications":[{"confidence":"12"}])", u"@$.classifications[0] 12"_s);
    row("evidence as a list", R"("classifications":[{"category":"A","evidence":[{"text":"x"},"y"]}])",
        u"A@$.classifications[0] “x” “y”"_s);
    row("confidence is garbage", R"("classifications":[{"category":"A","confidence":1e400}])",
        u"A@$.classifications[0]"_s);
    row("splits",
        R"("splits":[{"name":"Invoice","confidence":90,"files":[{"file_id":"1","file_name":"a.pdf",)"
        R"("pages":[3,1,2,2]},{"file_name":"a.pdf","pages":[7,"8",0,-1,null,"x"]}],)"
        R"("partitions":[{"name":"P1","confidence":80,"files":[{"pages":[1]}]},{"name":"P2"}]}])",
        u"Invoice@$.splits[0] 90 p1–3, 7, 8 <a.pdf> {P1@$.splits[0].partitions[0] 80 p1} "
        "{P2@$.splits[0].partitions[1]}"_s);
    row("files are garbage", R"("splits":[{"name":"A","files":[null,1,{"pages":"1"},{"pages":[[1]]}]}])",
        u"A@$.splits[0]"_s);
    row("partitions inside partitions end there",
        R"("splits":[{"name":"A","partitions":[{"name":"B","partitions":[{"name":"C"}]}]}])",
        u"A@$.splits[0] {B@$.splits[0].partitions[0]}"_s);
    row("both", R"("splits":[{"name":"S"}],"classifications":[{"category":"C"}])",
        u"C@$.classifications[0]\nS@$.splits[0]"_s);
}

void TestFieldQuery::readsSections() {
    QFETCH(QByteArray, members);
    const auto set = setOf('{' + members + '}');
    QStringList lines;
    for (const Section &section : set->sections)
        lines.append(sectionLine(section));
    QTEST(lines.join(u'\n'), "lines");
}

void TestFieldQuery::saysWhenConfidencesAreFractions_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("fractions");
    QTest::addColumn<double>("ofTheClass"); // -1: none

    const auto json = [](const QByteArray &category, const QByteArray &field) {
        return R"({"classifications":[{"category":"A","confidence":)" + category +
               R"(}],"extractions":[{"fields":{"a":{"value":1,"confidence":)" + field + "}}}]}";
    };
    QTest::newRow("per cent") << json("98", "97") << false << 98.0;
    QTest::newRow("fractions") << json("0.98", "0.97") << true << 98.0;
    QTest::newRow("certain class among fractions") << json("1", "0.97") << true << 100.0;
    QTest::newRow("1 alone is 1") << json("1", "97") << false << 1.0;
    QTest::newRow("only the class") << json("0.5", "97") << true << 50.0;
    QTest::newRow("only the fields") << json("98", "0.97") << true << 98.0;
    QTest::newRow("none") << json("null", "null") << false << -1.0;
    QTest::newRow("none, and fractions") << json("null", "0.5") << true << -1.0;
}

void TestFieldQuery::saysWhenConfidencesAreFractions() {
    QFETCH(QByteArray, json);
    const auto set = setOf(json);
    QTEST(set->fractions, "fractions");
    QTEST(set->sections.at(0).confidence.value_or(-1), "ofTheClass");
}

void TestFieldQuery::tellsOfTablesAtOneGlance() {
    const auto set = extracted(
        R"("t":[{"a":{"value":1,"confidence":91,"verification_status":"verified","evidence":[{"page_number":3}]}},)"
        R"({"a":{"value":2,"confidence":74,"verification_status":"not_verified","evidence":[{"page_number":1}]}},)"
        R"({"a":{"value":2}}],"u":[{"a":{"value":1,"verification_status":"verified"}}],"v":[{"a":{"value":1}}],)"
        R"("f":{"value":1,"confidence":50,"verification_status":"new_word"})");
    const results::FieldFacts &table = set->facts.at(0);
    QCOMPARE(table.confidence, std::optional<double>(74));
    QCOMPARE(table.pages, u"1, 3"_s);
    QCOMPARE(table.firstPage, 1);
    QCOMPARE(table.verification, u"1 of 3"_s);
    QCOMPARE(set->facts.at(1).verification, u"verified"_s);
    QCOMPARE(set->facts.at(2).verification, QString());
    QVERIFY(!set->facts.at(2).confidence);
    QCOMPARE(set->facts.at(3).verification, u"new_word"_s);
    QCOMPARE(set->facts.at(3).confidence, std::optional<double>(50));
    QCOMPARE(set->values, 6);
    QVERIFY(set->verified);
    QVERIFY(
        !extracted(R"("a":{"value":1,"verification_status":null},"b":{"value":1,"verification_status":7})")
             ->verified);
}

void TestFieldQuery::writesPages() {
    const auto text = [](const std::set<int> &pages) {
        return results::pagesText(pages);
    };
    QCOMPARE(text({}), QString());
    QCOMPARE(text({4}), u"4"_s);
    QCOMPARE(text({1, 2}), u"1, 2"_s);
    QCOMPARE(text({1, 2, 3}), u"1–3"_s);
    QCOMPARE(text({1, 3, 4, 5, 6, 9, 10}), u"1, 3–6, 9, 10"_s);
}
