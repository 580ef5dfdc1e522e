// SPDX-License-Identifier: MIT
#include "tests/results/tst_comparison.h"

#include "app/results/comparison.h"
#include "tests/results/walk.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtTest>

#include <functional>

using namespace Qt::StringLiterals;
using results::ComparedItem;
using results::ComparisonPtr;
using results::Field;
using results::Verdict;

namespace {

QList<Field> fieldsOf(const QByteArray &json) {
    return results::readFields(*results::ResultDocument::fromBytes(json));
}

/// {"a":1} are the fields of an envelope with one extraction.
QList<Field> extracted(const QByteArray &fields) {
    return fieldsOf("{\"extractions\":[{\"fields\":" + fields + "}]}");
}

QChar sign(Verdict verdict) {
    return u"=~!<>"[size_t(verdict)];
}

/// Children one step further in: "! total 1|2", of a row "1:2" its places.
void appendLines(const ComparedItem &item, int depth, QStringList &lines) {
    QString line = QString(depth * 2, u' ') + sign(item.verdict) + u' ';
    const auto place = [](int row) {
        return row < 0 ? u"-"_s : QString::number(row + 1);
    };
    if (item.kind == ComparedItem::Row)
        line += place(item.leftRow) + u':' + place(item.rightRow);
    else
        line += item.name();
    if (item.children.empty() && item.kind != ComparedItem::Row)
        line += u' ' + item.leftText() + u'|' + item.rightText();
    lines << line;
    for (const ComparedItem &child : item.children)
        appendLines(child, depth + 1, lines);
}

QStringList linesOf(const ComparisonPtr &comparison) {
    QStringList lines;
    for (const ComparedItem &group : comparison->groups)
        appendLines(group, 0, lines);
    return lines;
}

/// Without the line of the one group.
QStringList fieldLines(const ComparisonPtr &comparison) {
    QStringList lines;
    for (const ComparedItem &group : comparison->groups) {
        for (const ComparedItem &child : group.children)
            appendLines(child, 0, lines);
    }
    return lines;
}

QString rowLines(const ComparisonPtr &comparison) {
    QStringList rows;
    for (const ComparedItem &row : comparison->groups.at(0).children.at(0).children)
        rows << sign(row.verdict) + QString::number(row.leftRow + 1) + u':' +
                    QString::number(row.rightRow + 1);
    return rows.join(u' ');
}

void forEach(const std::vector<ComparedItem> &items, const std::function<void(const ComparedItem &)> &visit) {
    for (const ComparedItem &item : items) {
        visit(item);
        forEach(item.children, visit);
    }
}

Field cell(const QString &name, const QString &value) {
    Field field;
    field.name = name;
    field.value = value;
    return field;
}

/// Rows of article, text, quantity and price, from a small choice, so that many share values.
QList<Field> randomTable(QRandomGenerator &random, int rows, int choice) {
    Field table;
    table.name = u"items"_s;
    table.isTable = true;
    const auto any = [&] {
        return QString::number(random.bounded(choice));
    };
    for (int row = 0; row < rows; ++row) {
        QList<Field> cells{cell(u"sku"_s, u"A-"_s + any()),
            cell(u"text"_s, u"Bolt M"_s + any() + u" steel"_s), cell(u"qty"_s, any())};
        if (random.bounded(4) > 0)
            cells << cell(u"price"_s, any() + (random.bounded(2) ? u",50"_s : u".5"_s));
        if (random.bounded(5) == 0)
            cells.swapItemsAt(0, 1);
        table.rows << cells;
    }
    return {table};
}

} // namespace

void TestComparison::compares_data() {
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QString>("lines");
    const auto row = [](const char *name, const QByteArray &left, const QByteArray &right,
                         const QString &lines) {
        QTest::newRow(name) << left << right << lines;
    };
    row("nothing", "{}", "{}", u""_s);
    row("equal", R"({"a":"x"})", R"({"a":"x"})", u"= a x|x"_s);
    row("equal after normalising", R"({"a":"12,50"})", R"({"a":12.50})", u"~ a 12,50|12.50"_s);
    row("changed", R"({"a":1})", R"({"a":2})", u"! a 1|2"_s);
    row("only one side", R"({"a":1,"c":3})", R"({"a":1,"b":2,"c":3})", u"= a 1|1\n> b |2\n= c 3|3"_s);
    row("only the left", R"({"a":1})", "{}", u"< a 1|"_s);
    row("only the right, in front", R"({"b":1})", R"({"a":0,"b":1,"c":2})", u"> a |0\n= b 1|1\n> c |2"_s);
    row("another order", R"({"a":1,"b":2})", R"({"b":2,"a":1})", u"= a 1|1\n= b 2|2"_s);
    row("nothing found twice", R"({"a":null})", R"({"a":null})", u"= a |"_s);
    row("nothing found and empty", R"({"a":null})", R"({"a":" "})", u"~ a | "_s);
    row("nothing found here", R"({"a":null})", R"({"a":1})", u"! a |1"_s);
    row("nothing found and the word", R"({"a":null})", R"({"a":"null"})", u"! a |null"_s);
    row("override counts", R"({"a":{"value":1,"value_override":2}})", R"({"a":{"value":2}})", u"= a 2|2"_s);
    row("duplicate keys", R"({"a":1,"a":2})", R"({"a":1,"a":3,"a":4})", u"= a 1|1\n! a 2|3\n> a |4"_s);
    row("case of names", R"({"a":1})", R"({"A":1})", u"< a 1|\n> A |1"_s);
    row("odd names", R"({"":1,"a.b":2})", R"({"":1,"a.b":3})", u"=  1|1\n! a.b 2|3"_s);
    row("table against a value", R"({"t":[{"a":1},{"a":2}]})", R"({"t":"1"})", u"! t 1\n2|1"_s);
    row("empty table against nothing", R"({"t":[]})", R"({"t":null})", u"~ t |"_s);
    row("empty tables", R"({"t":[]})", R"({"t":[]})", u"= t |"_s);
    row("table against an empty one", R"({"t":[{"a":1}]})", R"({"t":[]})", u"! t\n  < 1:-\n    < a 1|"_s);
    row("table against none", R"({"t":[{"a":1}]})", "{}", u"< t\n  < 1:-\n    < a 1|"_s);
    row("row without cells", R"({"t":[{}]})", R"({"t":[{}]})", u"= t\n  = 1:1"_s);
    row("row inserted", R"({"t":[{"d":"Bolt","n":1},{"d":"Nut","n":2}]})",
        R"({"t":[{"d":"Bolt","n":1},{"d":"Washer","n":7},{"d":"Nut","n":2}]})",
        u"! t\n  = 1:1\n    = d Bolt|Bolt\n    = n 1|1\n  > -:2\n    > d |Washer\n    > n |7\n"
        "  = 2:3\n    = d Nut|Nut\n    = n 2|2"_s);
    row("rows in another order", R"({"t":[{"d":"Bolt"},{"d":"Nut"}]})", R"({"t":[{"d":"Nut"},{"d":"Bolt"}]})",
        u"~ t\n  = 1:2\n    = d Bolt|Bolt\n  = 2:1\n    = d Nut|Nut"_s);
    row("number of a row changed", R"({"t":[{"d":"Bolt M4","n":1},{"d":"Nut","n":2}]})",
        R"({"t":[{"d":"Nut","n":5},{"d":"Bolt M4","n":"1.0"}]})",
        u"! t\n  ~ 1:2\n    = d Bolt M4|Bolt M4\n    ~ n 1|1.0\n  ! 2:1\n    = d Nut|Nut\n    ! n 2|5"_s);
    row("text of a row changed", R"({"t":[{"d":"Bolt M4x10"},{"d":"Nut"}]})",
        R"({"t":[{"d":"Bolt M4x12"},{"d":"Washer"}]})",
        u"! t\n  ! 1:1\n    ! d Bolt M4x10|Bolt M4x12\n  < 2:-\n    < d Nut|\n  > -:2\n    > d |Washer"_s);
    row("a common number is no likeness", R"({"t":[{"d":"Bolt","n":1,"p":"5.00"}]})",
        R"({"t":[{"d":"Hammer","n":1,"p":"20.00"}]})",
        u"! t\n  < 1:-\n    < d Bolt|\n    < n 1|\n    < p 5.00|\n  > -:1\n    > d |Hammer\n    > n |1\n"
        "    > p |20.00"_s);
    row("equal rows", R"({"t":[{"d":"A"},{"d":"A"},{"d":"A"}]})", R"({"t":[{"d":"A"},{"d":"A"}]})",
        u"! t\n  = 1:1\n    = d A|A\n  = 2:2\n    = d A|A\n  < 3:-\n    < d A|"_s);
    row("column added", R"({"t":[{"d":"A"}]})", R"({"t":[{"d":"A","u":"pcs"}]})",
        u"! t\n  ! 1:1\n    = d A|A\n    > u |pcs"_s);
    row("columns doubled", R"({"t":[{"d":"A","d":"B"}]})", R"({"t":[{"d":"A","d":"C"}]})",
        u"! t\n  ! 1:1\n    = d A|A\n    ! d B|C"_s);
}

void TestComparison::compares() {
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    const ComparisonPtr comparison = results::compare(extracted(left), extracted(right));
    QTEST(fieldLines(comparison).join(u'\n'), "lines");
    int leaves = 0;
    forEach(comparison->groups, [&](const ComparedItem &item) { leaves += item.children.empty() ? 1 : 0; });
    QCOMPARE(comparison->summary.all(), leaves);
}

void TestComparison::rowsFollowTheKey_data() {
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QString>("lines"); // of the rows, by the column k
    const auto row = [](const char *name, const QByteArray &left, const QByteArray &right,
                         const QString &lines) {
        QTest::newRow(name) << left << right << lines;
    };
    row("nothing but the key in common", R"([{"k":1,"v":"apples"},{"k":2,"v":"pears"}])",
        R"([{"k":2,"v":"apples"},{"k":1,"v":"pears"}])", u"!1:2 !2:1"_s);
    row("another key, all else the same", R"([{"k":1,"v":"apples"}])", R"([{"k":2,"v":"apples"}])",
        u"<1:0 >0:1"_s);
    row("normalised", R"([{"k":"10,0","v":1}])", R"([{"k":"10.0","v":1}])", u"~1:1"_s);
    row("can be either", R"([{"k":"1,234","v":1},{"k":"x","v":1}])",
        R"([{"k":"x","v":1},{"k":"1.234,0","v":1}])", u"~1:2 =2:1"_s);
    row("can be either, but they cannot be each other", R"([{"k":"1234","v":"a"},{"k":"1,234","v":"b"}])",
        R"([{"k":"1.2340","v":"a"}])", u"<1:0 !2:1"_s);
    row("doubled keys", R"([{"k":1,"v":"apples"},{"k":1,"v":"pears"}])",
        R"([{"k":1,"v":"pears"},{"k":1,"v":"plums"},{"k":1,"v":"apples"}])", u"=1:3 =2:1 >0:2"_s);
    row("doubled keys without a likeness", R"([{"k":1,"v":"x"},{"k":1,"v":"y"}])",
        R"([{"k":1,"v":"7"},{"k":1,"v":"8"}])", u"!1:1 !2:2"_s);
    row("no key", R"([{"k":null,"v":"apples"},{"v":"pears"},{"k":1,"v":"plums"}])",
        R"([{"k":" ","v":"pears"},{"k":2,"v":"plums"},{"v":"apples"}])", u"!1:3 !2:1 <3:0 >0:2"_s);
    row("no such column", R"([{"v":"apples"}])", R"([{"v":"pears"},{"v":"apples"}])", u">0:1 =1:2"_s);
}

void TestComparison::rowsFollowTheKey() {
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    const auto comparison = results::compare(
        extracted("{\"t\":" + left + "}"), extracted("{\"t\":" + right + "}"), {{{u"t"_s, u"k"_s}}});
    QTEST(rowLines(comparison), "lines");
    // Of another table it says nothing.
    const auto other = results::compare(
        extracted("{\"t\":" + left + "}"), extracted("{\"t\":" + right + "}"), {{{u"x"_s, u"k"_s}}});
    const auto none = results::compare(extracted("{\"t\":" + left + "}"), extracted("{\"t\":" + right + "}"));
    QCOMPARE(linesOf(other), linesOf(none));
}

void TestComparison::blocksFollowTheirNames_data() {
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QString>("lines");
    const auto row = [](const char *name, const QByteArray &left, const QByteArray &right,
                         const QString &lines) {
        QTest::newRow(name) << QByteArray("{\"extractions\":[" + left + "]}")
                            << QByteArray("{\"extractions\":[" + right + "]}") << lines;
    };
    const auto block = [](const char *split, const QByteArray &fields) {
        return QByteArray("{\"split_name\":\"") + split + "\",\"fields\":" + fields + "}";
    };
    const QByteArray plain = R"({"fields":{"a":1}})";
    row("in another order", block("X", R"({"a":1})") + "," + block("Y", R"({"a":2})"),
        block("Y", R"({"a":2})") + "," + block("X", R"({"a":3})"), u"! X\n  ! a 1|3\n= Y\n  = a 2|2"_s);
    row("one more", block("X", R"({"a":1})"), block("X", R"({"a":1})") + "," + block("Y", R"({"a":2})"),
        u"= X\n  = a 1|1\n> Y\n  > a |2"_s);
    row("now split", plain, block("X", R"({"a":1})"), u"= \n  = a 1|1"_s);
    row("now split in two", plain, block("X", R"({"a":1})") + "," + block("Y", R"({"a":2})"),
        u"< \n  < a 1|\n> X\n  > a |1\n> Y\n  > a |2"_s);
    row("of other names", block("X", R"({"a":1})"), block("Y", R"({"a":1})"),
        u"< X\n  < a 1|\n> Y\n  > a |1"_s);
    row("the same name, the first is gone",
        block("X", R"({"no":"A-1","sum":1})") + "," + block("X", R"({"no":"A-2","sum":2})"),
        block("X", R"({"no":"A-2","sum":2})"),
        u"< X\n  < no A-1|\n  < sum 1|\n= X\n  = no A-2|A-2\n  = sum 2|2"_s);
    row("the same name, told apart by their tables",
        block("X", R"({"t":[{"d":"Bolt"}]})") + "," + block("X", R"({"t":[{"d":"Nut"}]})"),
        block("X", R"({"t":[{"d":"Nut"}]})"),
        u"< X\n  < t\n    < 1:-\n      < d Bolt|\n= X\n  = t\n    = 1:1\n      = d Nut|Nut"_s);
}

void TestComparison::blocksFollowTheirNames() {
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QTEST(linesOf(results::compare(fieldsOf(left), fieldsOf(right))).join(u'\n'), "lines");
}

void TestComparison::tellsConfidence() {
    const auto comparison =
        results::compare(extracted(R"({"a":{"value":1,"confidence":97},"b":{"value":1,"confidence":40},
                      "c":{"value":1,"confidence":50},"d":{"value":1},"e":{"value":1,"confidence":9},
                      "t":[{"x":{"value":1,"confidence":20}}]})"),
            extracted(R"({"a":{"value":2,"confidence":61},"b":{"value":1,"confidence":90},
                      "c":{"value":1,"confidence":50},"d":{"value":1,"confidence":9},
                      "t":[{"x":{"value":1,"confidence":10}}]})"));
    QStringList changes;
    forEach(comparison->groups, [&](const ComparedItem &item) {
        if (item.kind == ComparedItem::Value)
            changes << item.name() + u' ' +
                           (item.confidenceChange() ? QString::number(*item.confidenceChange()) : u"-"_s);
    });
    QCOMPARE(changes.join(u", "_s), u"a -36, b 50, c 0, d -, e -, x -10"_s);
    QCOMPARE(comparison->summary.lessConfident, 2);
    QCOMPARE(comparison->summary.moreConfident, 1);
}

void TestComparison::tellsPathsAndTexts() {
    const auto comparison =
        results::compare(extracted(R"({"t":[{"d":"Bolt","n":1},{"d":"Nut","n":2}],"o":{"x":{"value":1}}})"),
            extracted(R"({"t":[{"d":"Nut","n":2}],"o":{"x":{"value":1}}})"));
    QStringList lines;
    forEach(comparison->groups,
        [&](const ComparedItem &item) { lines << item.leftPath() + u' ' + item.rightPath(); });
    const QString fields = u"$.extractions[0].fields."_s;
    QCOMPARE(
        lines, (QStringList{u" "_s, fields + u"t "_s + fields + u"t"_s, fields + u"t[0] "_s,
                   fields + u"t[0].d "_s, fields + u"t[0].n "_s, fields + u"t[1] "_s + fields + u"t[0]"_s,
                   fields + u"t[1].d "_s + fields + u"t[0].d"_s, fields + u"t[1].n "_s + fields + u"t[0].n"_s,
                   fields + u"o "_s + fields + u"o"_s, fields + u"o "_s + fields + u"o"_s,
                   fields + u"o.x "_s + fields + u"o.x"_s}));
    const ComparedItem &table = comparison->groups.at(0).children.at(0);
    QCOMPARE(table.leftText(), u"Bolt · 1\nNut · 2"_s);
    QCOMPARE(table.rightText(), u"Nut · 2"_s);
    QCOMPARE(table.children.at(0).leftText(), u"Bolt · 1"_s);
    QCOMPARE(table.children.at(0).rightText(), u""_s);
}

void TestComparison::tellsTheColumnsOfTables() {
    const auto comparison = results::compare(
        extracted(R"({"t":[{"a":1,"b":1},{"c":1}],"u":[{"a":1}],"v":[{"a":1}],"w":[{"a":1}]})"),
        extracted(R"({"t":[{"c":1,"a":1,"x":1}],"u":"x","w":[{"z":1}]})"));
    QStringList tables;
    for (const results::ComparedTable &table : comparison->tables)
        tables << table.name + u':' + table.columns.join(u',');
    QCOMPARE(tables, (QStringList{u"t:a,c"_s, u"w:"_s}));
}

void TestComparison::everythingEqualsItself() {
    QList<QList<Field>> results{fieldsOf(testData("invoice-result.json")), {},
        extracted(
            R"({"a":null,"b":"","a":[],"t":[{},{"x":null},{"x":1,"x":1}],"n":{"y":{"value":"1,234"}}})")};
    for (quint32 seed = 0; seed < 20; ++seed) {
        QRandomGenerator random(seed);
        results << randomTable(random, 60, 4);
    }
    for (const QList<Field> &fields : results) {
        for (const QString &key : {u""_s, u"sku"_s, u"qty"_s}) {
            const auto comparison = results::compare(fields, fields, {{{u"items"_s, key}}});
            QCOMPARE(comparison->summary.of(Verdict::Equal), comparison->summary.all());
            forEach(comparison->groups, [](const ComparedItem &item) {
                QCOMPARE(item.verdict, Verdict::Equal);
                QCOMPARE(item.leftRow, item.rightRow);
                QCOMPARE(item.leftPath(), item.rightPath());
            });
        }
    }
    QVERIFY(results::compare(results.at(0), results.at(0))->summary.all() > 10);
}

void TestComparison::swappingMirrors() {
    const auto mirrored = [](Verdict verdict) {
        return verdict == Verdict::OnlyLeft    ? Verdict::OnlyRight
               : verdict == Verdict::OnlyRight ? Verdict::OnlyLeft
                                               : verdict;
    };
    int changed = 0;
    for (quint32 seed = 0; seed < 60; ++seed) {
        QRandomGenerator random(seed);
        const QList<Field> left = randomTable(random, 5 + int(seed), 3 + int(seed % 9));
        const QList<Field> right = randomTable(random, 35, 3 + int(seed % 9));
        for (const QString &key : {u""_s, u"sku"_s, u"price"_s}) {
            const auto there = results::compare(left, right, {{{u"items"_s, key}}});
            const auto back = results::compare(right, left, {{{u"items"_s, key}}});
            QStringList one;
            QStringList other;
            forEach(there->groups, [&](const ComparedItem &item) {
                one << u"%1 %2 %3 %4 %5 %6"_s.arg(int(item.verdict))
                           .arg(item.leftRow)
                           .arg(item.rightRow)
                           .arg(item.name(), item.leftText(), item.rightText());
                changed += item.verdict == Verdict::Changed ? 1 : 0;
            });
            forEach(back->groups, [&](const ComparedItem &item) {
                other << u"%1 %2 %3 %4 %5 %6"_s.arg(int(mirrored(item.verdict)))
                             .arg(item.rightRow)
                             .arg(item.leftRow)
                             .arg(item.name(), item.rightText(), item.leftText());
            });
            one.sort();
            other.sort();
            QCOMPARE(one, other);
        }
    }
    QVERIFY(changed > 1000);
}

/// Each row of either side is in the comparison once.
void TestComparison::nothingIsLost() {
    for (quint32 seed = 0; seed < 60; ++seed) {
        QRandomGenerator random(seed);
        const QList<Field> left = randomTable(random, int(seed), 2 + int(seed % 30));
        const QList<Field> right = randomTable(random, 60 - int(seed), 2 + int(seed % 30));
        for (const QString &key : {u""_s, u"sku"_s, u"none"_s}) {
            const auto comparison = results::compare(left, right, {{{u"items"_s, key}}});
            QList<int> lefts;
            QList<int> rights;
            int cells = 0;
            forEach(comparison->groups, [&](const ComparedItem &item) {
                if (item.kind == ComparedItem::Row && item.left)
                    lefts << item.leftRow;
                if (item.kind == ComparedItem::Row && item.right)
                    rights << item.rightRow;
                if (item.kind == ComparedItem::Value)
                    cells += (item.left ? 1 : 0) + (item.right ? 1 : 0);
            });
            std::sort(lefts.begin(), lefts.end());
            std::sort(rights.begin(), rights.end());
            QCOMPARE(lefts.size(), left.at(0).rows.size());
            QCOMPARE(rights.size(), right.at(0).rows.size());
            for (int i = 0; i < lefts.size(); ++i)
                QCOMPARE(lefts[i], i);
            for (int i = 0; i < rights.size(); ++i)
                QCOMPARE(rights[i], i);
            int all = 0;
            for (const auto &rows : {left.at(0).rows, right.at(0).rows}) {
                for (const QList<Field> &row : rows)
                    all += int(row.size());
            }
            QCOMPARE(cells, all);
        }
    }
}

void TestComparison::takesManyRows_data() {
    QTest::addColumn<int>("choice");
    QTest::addColumn<QString>("key");
    QTest::newRow("few share a value") << 100'000 << QString();
    QTest::newRow("many share a value") << 20 << QString();
    QTest::newRow("nearly all are the same") << 2 << QString();
    QTest::newRow("by a key") << 100'000 << u"sku"_s;
    QTest::newRow("by a key that many have") << 2 << u"sku"_s;
}

/// 5,000 rows against 5,000, no two alike: within a second on a machine at rest.
void TestComparison::takesManyRows() {
    QFETCH(int, choice);
    QFETCH(QString, key);
    QRandomGenerator random(7);
    const auto tables = [&](int rows) {
        QList<Field> left = randomTable(random, rows, choice);
        QList<Field> right = left;
        for (QList<Field> &cells : right[0].rows) {
            for (Field &cell : cells) {
                if (cell.name == u"qty"_s)
                    cell.value += u"000"_s; // every row changes
            }
        }
        std::rotate(right[0].rows.begin(), right[0].rows.begin() + rows / 3, right[0].rows.end());
        return std::pair(left, right);
    };
    const auto [left, right] = tables(5'000);
    QElapsedTimer time;
    time.start();
    const ComparisonPtr comparison = results::compare(left, right, {{{u"items"_s, key}}});
    const qint64 took = time.elapsed();
    qInfo("5,000 × 5,000 rows: %lld ms", took);
    QVERIFY(took < 5'000); // the machine may be busy; quadratic, it takes minutes
    const results::ComparisonSummary &summary = comparison->summary;
    QCOMPARE(summary.all(), summary.of(Verdict::Equal) + summary.of(Verdict::Changed) +
                                summary.of(Verdict::Equivalent) + summary.of(Verdict::OnlyLeft) +
                                summary.of(Verdict::OnlyRight));
    if (choice > 1000) { // every row finds itself again
        QCOMPARE(summary.of(Verdict::Changed) + summary.of(Verdict::Equivalent), 5'000);
        QCOMPARE(summary.of(Verdict::OnlyLeft), 0);
    }
}
