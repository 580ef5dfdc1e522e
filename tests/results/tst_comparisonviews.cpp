// SPDX-License-Identifier: MIT
#include "tests/results/tst_comparisonviews.h"

#include "app/results/comparisoncsv.h"
#include "app/results/comparisonloader.h"
#include "app/results/comparisonmodel.h"
#include "app/results/comparisontext.h"
#include "app/results/textdifference.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSemaphore>
#include <QSignalSpy>
#include <QThreadPool>
#include <QtTest>

#include <atomic>

using namespace Qt::StringLiterals;
using results::ComparisonFilter;
using results::ComparisonModel;
using results::ComparisonPtr;
using results::CsvWriter;
using results::Field;
using results::TextRange;
using results::Verdict;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

QByteArray envelope(const QByteArray &fields) {
    return "{\"extractions\":[{\"fields\":" + fields + "}]}";
}

QList<Field> extracted(const QByteArray &fields) {
    return results::readFields(*results::ResultDocument::fromBytes(envelope(fields)));
}

const QByteArray leftFields =
    R"({"no":{"value":"INV-1","confidence":97},"sum":{"value":"1.234,50","confidence":97},
    "date":"2026-03-04","gone":"x","t":[{"d":"Bolt","n":1},{"d":"Nut","n":2}]})";
const QByteArray rightFields =
    R"({"no":{"value":"INV-1","confidence":97},"sum":{"value":1234.5,"confidence":61.5},
    "date":"2026-03-05","new":null,"t":[{"d":"Nut","n":3},{"d":"Bolt","n":1}]})";

ComparisonPtr example() {
    return results::compare(extracted(leftFields), extracted(rightFields));
}

void appendLines(const ComparisonModel &model, const QModelIndex &parent, int depth, QStringList &lines) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells << model.index(row, column, parent).data().toString();
        lines << QString(2 * depth, u' ') + cells.join(u" | "_s);
        appendLines(model, model.index(row, 0, parent), depth + 1, lines);
    }
}

QStringList linesOf(const ComparisonModel &model) {
    QStringList lines;
    appendLines(model, {}, 0, lines);
    return lines;
}

results::ComparisonLoader::Read reading(const std::optional<QByteArray> &bytes) {
    return [bytes] {
        return bytes ? results::ByteSource::fromBytes(*bytes) : nullptr;
    };
}

struct Loaded {
    results::ComparisonLoader loader;
    QSignalSpy spy{&loader, &results::ComparisonLoader::compared};

    ComparisonPtr last() const { return spy.last().at(0).value<ComparisonPtr>(); }
};

} // namespace

void TestComparisonViews::cellsAreNoFormulas_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");
    const auto row = [](const QString &text, const QString &cell) {
        QTest::addRow("%s", qPrintable(text)) << text << cell;
    };
    for (const QString &same : {u""_s, u"x"_s, u"12.50"_s, u"-12.50"_s, u"-12,50"_s, u"+3"_s, u"-1.234,50"_s,
             u"-1.5e-3"_s, u"-1E400"_s, u"-12 %"_s, u"-12345678901234567890"_s, u"a=b"_s, u" =1"_s, u"'=1"_s})
        row(same, same);
    for (const QString &formula : {u"=1+1"_s, u"=cmd|'/c calc'!A1"_s, u"+1+1"_s, u"-1+1"_s, u"-"_s, u"--1"_s,
             u"-x"_s, u"@SUM(A1)"_s, u"\t=1"_s, u"\r=1"_s, u"\n=1"_s, u"-1\n"_s, u"+49 123"_s, u"＝1+1"_s,
             u"-1e"_s, u"-.5"_s, u"-1,"_s, u"-1;2"_s})
        row(formula, u'\'' + formula);
}

void TestComparisonViews::cellsAreNoFormulas() {
    QFETCH(QString, text);
    QTEST(results::safeCell(text), "cell");
}

void TestComparisonViews::writesCsv() {
    CsvWriter csv(CsvWriter::Format::Csv);
    csv.addLine({u"a"_s, u"b,c"_s, u"say \"x\""_s, u"two\nlines"_s, u"tab\tinside"_s, u""_s});
    csv.addLine({u"=1,2"_s, u"é"_s});
    csv.addLine({});
    QCOMPARE(csv.text(), u"a,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",tab\tinside,\r\n\"'=1,2\",é\r\n\r\n"_s);
    QVERIFY(csv.file().startsWith("\xEF\xBB\xBF"
                                  "a,"));
    QVERIFY(csv.file().contains("\xC3\xA9"));
    QCOMPARE(csv.lines(), 3);
}

void TestComparisonViews::writesTsv() {
    CsvWriter tsv(CsvWriter::Format::Tsv);
    tsv.addLine({u"a"_s, u"b,c"_s, u"say \"x\""_s, u"two\r\nlines"_s, u"tab\tinside"_s});
    QCOMPARE(tsv.text(), u"a\tb,c\t\"say \"\"x\"\"\"\t\"two\r\nlines\"\t\"tab\tinside\"\n"_s);
}

void TestComparisonViews::tellsTheSummary() {
    QCOMPARE(results::summaryText(example()->summary),
        u"4 equal, 1 equal after normalising, 2 changed, 1 only left, 1 only right; confidence: 1 lower"_s);
    QCOMPARE(results::summaryText({}), u"No values"_s);
    QSet<QString> signs;
    for (size_t i = 0; i < results::verdictCount; ++i)
        signs << results::verdictSign(Verdict(i));
    QCOMPARE(signs.size(), qsizetype(results::verdictCount));
}

void TestComparisonViews::writesTheTable() {
    const results::ComparedNames names{u"a.pdf, Monday"_s, u"a.pdf, Friday"_s};
    const QString head =
        u"Group,Field,Row left,Row right,Column,Verdict,\"Left: a.pdf, Monday\",\"Right: a.pdf, "
        "Friday\",Confidence left,Confidence right,Confidence change,Path left,Path right\r\n"_s;
    const QString path = u"$.extractions[0].fields."_s;
    const QString sum =
        u",sum,,,,equal after normalising,\"1.234,50\",1234.5,97,61.5,-35.5,%1sum,%1sum\r\n"_s;
    const QString all = head + u",no,,,,equal,INV-1,INV-1,97,97,0,%1no,%1no\r\n"_s.arg(path) + sum.arg(path) +
                        u",date,,,,changed,2026-03-04,2026-03-05,,,,%1date,%1date\r\n"
                        ",gone,,,,only left,x,,,,,%1gone,\r\n"
                        ",new,,,,only right,,,,,,,%1new\r\n"
                        ",t,1,2,d,equal,Bolt,Bolt,,,,%1t[0].d,%1t[1].d\r\n"
                        ",t,1,2,n,equal,1,1,,,,%1t[0].n,%1t[1].n\r\n"
                        ",t,2,1,d,equal,Nut,Nut,,,,%1t[1].d,%1t[0].d\r\n"
                        ",t,2,1,n,changed,2,3,,,,%1t[1].n,%1t[0].n\r\n"_s.arg(path);
    const auto format = CsvWriter::Format::Csv;
    QCOMPARE(results::comparisonTable(*example(), {}, names, format).text(), all);
    QCOMPARE(results::comparisonTable(*example(), ComparisonFilter{false, Verdict::Equivalent}, names, format)
                 .text(),
        head + sum.arg(path));
}

void TestComparisonViews::writesTheChosenLines() {
    const ComparisonPtr comparison = example();
    const auto &fields = comparison->groups.at(0).children;
    const auto table =
        std::find_if(fields.begin(), fields.end(), [](const auto &item) { return item.name() == u"t"; });
    const QList<const results::ComparedItem *> chosen{&fields.at(0), &table->children.at(1)};
    const auto columns = [&](const ComparisonFilter &filter) {
        QStringList lines;
        for (const QString &line :
            results::comparisonTable(*comparison, chosen, filter, {}, CsvWriter::Format::Tsv)
                .text()
                .split(u'\n'))
            lines << QStringList{line.section(u'\t', 1, 1), line.section(u'\t', 4, 4)}.join(u'.');
        return lines.mid(1);
    };
    QCOMPARE(columns({}), (QStringList{u"no."_s, u"t.d"_s, u"t.n"_s, u"."_s}));
    QCOMPARE(columns({true, {}}), (QStringList{u"t.n"_s, u"."_s}));
}

void TestComparisonViews::marksWords_data() {
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("leftMarked");
    QTest::addColumn<QString>("rightMarked");
    const auto row = [](const QString &left, const QString &right, const QString &leftMarked,
                         const QString &rightMarked) {
        QTest::addRow("%s|%s", qPrintable(left), qPrintable(right))
            << left << right << leftMarked << rightMarked;
    };
    row(u""_s, u""_s, u""_s, u""_s);
    row(u"a b"_s, u"a b"_s, u"a b"_s, u"a b"_s);
    row(u""_s, u"a b"_s, u""_s, u"[a b]"_s);
    row(u"a b c"_s, u"a x c"_s, u"a [b] c"_s, u"a [x] c"_s);
    row(u"a c"_s, u"a b c"_s, u"a c"_s, u"a [b ]c"_s);
    row(u"Acme GmbH"_s, u"Acmes GmbH"_s, u"[Acme] GmbH"_s, u"[Acmes] GmbH"_s);
    row(u"12.50"_s, u"12.51"_s, u"12.[50]"_s, u"12.[51]"_s);
    row(u"a b c d e"_s, u"a x c y e"_s, u"a [b] c [d] e"_s, u"a [x] c [y] e"_s);
    row(u"one two"_s, u"two one"_s, u"[one ]two"_s, u"two[ one]"_s);
    row(u"a😀b"_s, u"a😁b"_s, u"[a😀b]"_s, u"[a😁b]"_s); // surrogates are never torn
    row(u"x\ny"_s, u"x y"_s, u"x[\n]y"_s, u"x[ ]y"_s);
}

void TestComparisonViews::marksWords() {
    QFETCH(QString, left);
    QFETCH(QString, right);
    const auto marked = [](QString text, const QList<TextRange> &ranges) {
        for (auto range = ranges.crbegin(); range != ranges.crend(); ++range) {
            text.insert(range->begin + range->length, u']');
            text.insert(range->begin, u'[');
        }
        return text;
    };
    const results::TextDifference difference = results::textDifference(left, right);
    QTEST(marked(left, difference.left), "leftMarked");
    QTEST(marked(right, difference.right), "rightMarked");
}

/// Without what is marked, both are the same: of any two texts, short or far too long for an alignment.
void TestComparisonViews::marksWhatMakesThemDiffer() {
    for (quint32 seed = 0; seed < 200; ++seed) {
        QRandomGenerator random(seed);
        const auto text = [&] {
            QString made;
            const int words = random.bounded(seed % 20 == 0 ? 3'000 : 20);
            for (int i = 0; i < words; ++i)
                made += QStringList{u"a"_s, u"bb"_s, u" "_s, u"😀"_s, u"."_s, u"\n"_s}.at(random.bounded(6));
            return made;
        };
        const auto without = [](QString whole, const QList<TextRange> &ranges) {
            for (auto range = ranges.crbegin(); range != ranges.crend(); ++range)
                whole.remove(range->begin, range->length);
            return whole;
        };
        const QString left = text();
        const QString right = text();
        const results::TextDifference difference = results::textDifference(left, right);
        QCOMPARE(without(left, difference.left), without(right, difference.right));
    }
}

void TestComparisonViews::modelShowsTheComparison() {
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    QCOMPARE(model.rowCount(), 0);
    model.setComparison(example());
    QCOMPARE(linesOf(model),
        (QStringList{u"no | = equal | INV-1 | INV-1 | 97"_s,
            u"sum | ≈ equal after normalising | 1.234,50 | 1234.5 | 97 → 61.5"_s,
            u"date | ≠ changed | 2026-03-04 | 2026-03-05 | "_s, u"gone | ← only left | x |  | "_s,
            u"new | → only right |  | – | "_s, u"t | ≠ changed | 2 rows | 2 rows | "_s,
            u"  1 → 2 | = equal | Bolt · 1 | Bolt · 1 | "_s, u"    d | = equal | Bolt | Bolt | "_s,
            u"    n | = equal | 1 | 1 | "_s, u"  2 → 1 | ≠ changed | Nut · 2 | Nut · 3 | "_s,
            u"    d | = equal | Nut | Nut | "_s, u"    n | ≠ changed | 2 | 3 | "_s}));
    QCOMPARE(model.index(1, 0).data(Qt::AccessibleTextRole).toString(),
        u"sum, equal after normalising, left 1.234,50, right 1234.5, confidence 97 → 61.5"_s);
    QCOMPARE(model.index(4, 0).data(ComparisonModel::PathRole).toString(), u"$.extractions[0].fields.new"_s);
    model.setTitles(u"a\nb"_s, u"<img src='x'>"_s);
    QCOMPARE(model.headerData(ComparisonModel::RightColumn, Qt::Horizontal, Qt::ToolTipRole).toString(),
        u"<p>&lt;img src='x'&gt;</p>"_s);
    QCOMPARE(
        model.headerData(ComparisonModel::LeftColumn, Qt::Horizontal, Qt::DisplayRole).toString(), u"a\nb"_s);
    model.setComparison({});
    QCOMPARE(model.rowCount(), 0);
}

void TestComparisonViews::modelFilters_data() {
    QTest::addColumn<bool>("differences");
    QTest::addColumn<int>("only");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *name, bool differences, int only, const QStringList &names) {
        QTest::newRow(name) << differences << only << names;
    };
    row("differences", true, -1, {u"date"_s, u"gone"_s, u"new"_s, u"t"_s, u"  2 → 1"_s, u"    n"_s});
    row("equal", false, int(Verdict::Equal),
        {u"no"_s, u"t"_s, u"  1 → 2"_s, u"    d"_s, u"    n"_s, u"  2 → 1"_s, u"    d"_s});
    row("equivalent", false, int(Verdict::Equivalent), {u"sum"_s});
    row("changed", false, int(Verdict::Changed), {u"date"_s, u"t"_s, u"  2 → 1"_s, u"    n"_s});
    row("only left", false, int(Verdict::OnlyLeft), {u"gone"_s});
    row("only right", false, int(Verdict::OnlyRight), {u"new"_s});
    row("confidence", false, int(results::verdictCount), {u"sum"_s});
}

void TestComparisonViews::modelFilters() {
    QFETCH(bool, differences);
    QFETCH(int, only);
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.setComparison(example());
    const bool confidence = only == int(results::verdictCount);
    model.setFilter(
        {differences, only < 0 || confidence ? std::nullopt : std::optional(Verdict(only)), confidence});
    QStringList names;
    for (const QString &line : linesOf(model))
        names << line.section(u" | "_s, 0, 0);
    QTEST(names, "names");
    model.setFilter({});
    QCOMPARE(linesOf(model).size(), 12);
}

void TestComparisonViews::modelGoesFromDifferenceToDifference_data() {
    QTest::addColumn<ComparisonFilter>("filter");
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *name, const ComparisonFilter &filter, const QByteArray &left,
                         const QByteArray &right, const QString &names) {
        QTest::newRow(name) << filter << left << right << names;
    };
    row("all", {}, leftFields, rightFields, u"date gone new n"_s);
    row("differences", {true, {}, false}, leftFields, rightFields, u"date gone new n"_s);
    row("changed", {false, Verdict::Changed, false}, leftFields, rightFields, u"date n"_s);
    row("none of them is shown", {false, Verdict::Equal, false}, leftFields, rightFields, {});
    row("none", {}, leftFields, leftFields, {});
    row("nothing at all", {}, "{}", "{}", {});
    row("the first and the last", {}, R"({"a":1,"b":1,"c":1})", R"({"a":2,"b":1,"c":2})", u"a c"_s);
    row("two tables", {}, R"({"t":[{"k":1,"v":1}],"e":1,"u":[{"k":1,"v":1},{"k":2,"v":1}]})",
        R"({"t":[{"k":1,"v":2}],"e":1,"u":[{"k":1,"v":1},{"k":2,"v":2}]})", u"v v"_s);
    // In the second table a difference is hidden, and what is shown is none.
    row("what differs is hidden", {false, {}, true},
        R"({"t":[{"k":1,"v":{"value":1,"confidence":5}}],)"
        R"("u":[{"k":{"value":1,"confidence":5},"v":1}]})",
        R"({"t":[{"k":1,"v":{"value":2,"confidence":7}}],)"
        R"("u":[{"k":{"value":1,"confidence":7},"v":2}]})",
        u"v"_s);
}

void TestComparisonViews::modelGoesFromDifferenceToDifference() {
    QFETCH(ComparisonFilter, filter);
    QFETCH(QByteArray, left);
    QFETCH(QByteArray, right);
    QFETCH(QString, names);
    ComparisonModel model;
    model.setComparison(results::compare(extracted(left), extracted(right)));
    model.setFilter(filter);
    QStringList forwards;
    for (QModelIndex at = model.nextDifference({}); at.isValid(); at = model.nextDifference(at)) {
        forwards << at.data().toString();
        QCOMPARE(model.indexOf(model.item(at)), at);
    }
    QCOMPARE(forwards.join(u' '), names);
    QStringList backwards;
    for (QModelIndex at = model.previousDifference({}); at.isValid(); at = model.previousDifference(at))
        backwards.prepend(at.data().toString());
    QCOMPARE(backwards.join(u' '), names);
    QVERIFY(!model.indexOf(nullptr).isValid());
    // From a row that is none of them.
    const QModelIndex table = model.index(model.rowCount() - 1, 0);
    if (names.endsWith(u'n')) {
        QCOMPARE(model.nextDifference(table).data().toString(), u"n"_s);
        QVERIFY(model.previousDifference(table).data().toString() != u"n"_s);
    }
}

void TestComparisonViews::modelShowsWhereValuesDiffer() {
    const QByteArray same = QByteArray("lorem ipsum ").repeated(100);
    const QByteArray tail = QByteArray(" dolor").repeated(400);
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model, fatal);
    model.setComparison(
        results::compare(extracted("{\"a\":\"" + same + "x" + tail + "\",\"b\":\"\xF0\x9F\x98\x80" +
                                   QByteArray("\xF0\x9F\x98\x80").repeated(40) + "\"}"),
            extracted("{\"a\":\"" + same + "y" + tail + "\",\"b\":\"\xF0\x9F\x98\x80" +
                      QByteArray("\xF0\x9F\x98\x80").repeated(40) + "z\"}")));
    const QString left = model.index(0, ComparisonModel::LeftColumn).data().toString();
    QVERIFY2(left.startsWith(u"…"_s) && left.indexOf(u'x') < 30, qPrintable(left));
    QVERIFY(left.size() < 600);
    QCOMPARE(model.index(0, ComparisonModel::LeftColumn).data(ComparisonModel::TextRole).toString().size(),
        same.size() + 1 + tail.size());
    QVERIFY(!model.index(1, ComparisonModel::RightColumn).data().toString().at(1).isLowSurrogate());
}

void TestComparisonViews::modelHoldsManyRows() {
    QByteArray rows;
    for (int i = 0; i < 5'000; ++i)
        rows += "{\"d\":\"Article " + QByteArray::number(i) + "\",\"n\":" + QByteArray::number(i % 7) + "},";
    const QList<Field> fields = extracted("{\"t\":[" + rows.chopped(1) + "]}");
    ComparisonModel model;
    model.setComparison(results::compare(fields, fields));
    QCOMPARE(model.rowCount(model.index(0, 0)), 5'000);
    const QModelIndex last = model.index(4'999, 0, model.index(0, 0));
    QCOMPARE(model.index(0, ComparisonModel::RightColumn, last).data().toString(), u"Article 4999"_s);
    QCOMPARE(last.parent(), model.index(0, 0));
    model.setFilter({true, {}});
    QCOMPARE(model.rowCount(), 0);
}

void TestComparisonViews::loaderTellsFaults_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("there");
    QTest::addColumn<QString>("fault"); // a part of it
    QTest::addColumn<int>("onlyLeft");  // of the one field of the other side
    QTest::newRow("fine") << envelope("{\"a\":1}") << true << QString() << 0;
    QTest::newRow("removed") << QByteArray() << false << u"not in the ledger"_s << 1;
    QTest::newRow("empty") << QByteArray() << true << u"not complete JSON"_s << 1;
    QTest::newRow("HTML") << QByteArray("<html>") << true << u"not complete JSON"_s << 1;
    QTest::newRow("cut") << envelope("{\"a\":1,\"b\":2").chopped(3) << true << u"before it are compared"_s
                         << 0;
    QTest::newRow("no fields") << QByteArray("{}") << true << u"no fields"_s << 1;
}

void TestComparisonViews::loaderTellsFaults() {
    QFETCH(QByteArray, body);
    QFETCH(bool, there);
    QFETCH(QString, fault);
    Loaded loaded;
    loaded.loader.load(reading(envelope("{\"a\":1}")), reading(there ? std::optional(body) : std::nullopt));
    QVERIFY(loaded.spy.wait());
    QCOMPARE(loaded.spy.last().at(1).toString(), QString());
    QCOMPARE(loaded.spy.last().at(2).toString().isEmpty(), fault.isEmpty());
    QVERIFY2(
        loaded.spy.last().at(2).toString().contains(fault), qPrintable(loaded.spy.last().at(2).toString()));
    QTEST(loaded.last()->summary.of(Verdict::OnlyLeft), "onlyLeft");
}

void TestComparisonViews::loaderSwapsAndAligns() {
    Loaded loaded;
    loaded.loader.setOptions({{{u"t"_s, u"k"_s}}}); // before anything was read
    loaded.loader.load(reading(envelope(R"({"t":[{"k":1,"v":"apples"},{"k":2,"v":"pears"}]})")),
        reading(QByteArray("<html>")));
    QVERIFY(loaded.spy.wait());
    QCOMPARE(loaded.last()->summary.of(Verdict::OnlyLeft), 4);
    loaded.loader.swap();
    QVERIFY(loaded.spy.wait());
    QCOMPARE(loaded.last()->summary.of(Verdict::OnlyRight), 4);
    QVERIFY(!loaded.spy.last().at(1).toString().isEmpty()); // the fault goes with its side
    QVERIFY(loaded.spy.last().at(2).toString().isEmpty());
    // Of several wishes at once only the last is answered.
    loaded.spy.clear();
    loaded.loader.swap();
    loaded.loader.swap();
    loaded.loader.swap();
    QVERIFY(loaded.spy.wait());
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(loaded.spy.size(), 1);
    QCOMPARE(loaded.last()->summary.of(Verdict::OnlyLeft), 4);
}

void TestComparisonViews::loaderReadsOnce() {
    const auto reads = std::make_shared<std::atomic_int>(0);
    const auto read = [reads] {
        ++*reads;
        return results::ByteSource::fromBytes(envelope("{\"t\":[{\"k\":1}]}"));
    };
    Loaded loaded;
    loaded.loader.load(read, read);
    QVERIFY(loaded.spy.wait());
    loaded.loader.setOptions({{{u"t"_s, u"k"_s}}});
    QVERIFY(loaded.spy.wait());
    QCOMPARE(reads->load(), 2);
}

void TestComparisonViews::loaderMayDie() {
    QSemaphore go;
    {
        results::ComparisonLoader loader;
        loader.load(
            [&go] {
                go.acquire();
                return results::ByteSource::fromBytes("{}");
            },
            reading(QByteArray("{}")));
    }
    go.release();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QCoreApplication::processEvents(); // the late answer finds nobody
}
