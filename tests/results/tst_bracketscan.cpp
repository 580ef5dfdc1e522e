// SPDX-License-Identifier: MIT
#include "tests/results/tst_bracketscan.h"

#include "app/results/bracketscan.h"
#include "app/results/containermapfile.h"
#include "app/results/documentloader.h"
#include "app/results/jsoncursor.h"
#include "app/results/jsonplace.h"
#include "app/results/jsonscanner.h"
#include "app/results/pathfault.h"
#include "app/results/utf8check.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <algorithm>
#include <cerrno>
#include <memory>

using namespace Qt::StringLiterals;
using namespace results;

namespace {

/// Of the part of a file that is mapped and not read.
constexpr qint64 largeEnough = 1'100'000;

QList<Processor> processors() {
    QList<Processor> kinds{Processor::Any};
    if (processor() != Processor::Any)
        kinds << Processor::Avx2;
    if (processor() == Processor::Avx512)
        kinds << Processor::Avx512;
    return kinds;
}

/// What a map holds, to compare.
QStringList linesOf(const ContainerMap &map) {
    QStringList lines;
    for (quint32 i = 0; i < map.size(); ++i)
        lines << u"%1-%2 %3 n%4"_s.arg(map.begin(i)).arg(map.end(i)).arg(map.subtree(i)).arg(map.count(i));
    return lines;
}

/// The careful one's.
QStringList expectedOf(const QByteArray &text) {
    const ByteSourcePtr source = ByteSource::fromBytes(text);
    ContainerMap map(text.size());
    return JsonScanner::scan(*source, &map).fault ? QStringList() : linesOf(map);
}

QStringList foundIn(const QByteArray &text, Processor kind, Threads threads) {
    const auto map = mapBrackets(*ByteSource::fromBytes(text), kind, threads);
    return map ? linesOf(*map) : QStringList();
}

QByteArray randomString(QRandomGenerator &random) {
    static const QList<QByteArray> pieces{"a", "{", "}", "[", "]", ",", ":", "\\\"", "\\\\", "\\u0041", "é",
        "\\n", " ", "\xF0\x9F\x9A\x80", "\\\\\\\"", "0123456789abcdef"};
    QByteArray text = "\"";
    for (int i = random.bounded(12); i > 0; --i)
        text += pieces[random.bounded(pieces.size())];
    return text + '"';
}

QByteArray randomValue(QRandomGenerator &random, int depth) {
    const QByteArray space = random.bounded(4) == 0 ? " \n" : "";
    switch (depth > 0 ? random.bounded(6) : 2 + random.bounded(4)) {
    case 0:
    case 1: {
        const bool object = random.bounded(2) == 0;
        QByteArray text = object ? "{" : "[";
        const int count = random.bounded(8) == 0 ? 300 + random.bounded(2000) : random.bounded(6);
        for (int i = 0; i < count; ++i) {
            text += (i > 0 ? "," : "") + space;
            if (object)
                text += randomString(random) + space + ':';
            text += randomValue(random, count > 100 ? 0 : depth - 1);
        }
        return text + space + (object ? '}' : ']');
    }
    case 2:
        return randomString(random);
    case 3:
        return QByteArray::number(random.bounded(1'000'000));
    case 4:
        return "-1.50e+10";
    default:
        return random.bounded(2) == 0 ? "null" : "true";
    }
}

QByteArray randomDocument(quint32 seed, qsizetype atLeast) {
    QRandomGenerator random(seed);
    QByteArray text = "[";
    do
        text += (text.size() > 1 ? "," : "") + randomValue(random, 5);
    while (text.size() < atLeast);
    return text + ']';
}

QString fileWith(const QTemporaryDir &folder, const QByteArray &text, const QString &name = u"1.json"_s) {
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write");
    return file.fileName();
}

ResultDocumentPtr opened(const QString &path) {
    return ResultDocument::fromSource(ByteSource::fromFile(path));
}

/// Every member there is, by the cursor; texts too.
qint64 walk(const ResultDocument &document, const JsonNode &node) {
    qint64 seen = 1;
    if (document.preview(node, 20).size() > 40)
        qFatal("a preview is too long");
    for (JsonCursor cursor(document, node); !cursor.atEnd();) {
        const JsonEntry entry = cursor.next();
        if (entry.value.begin < node.begin || entry.value.end > node.end)
            qFatal("a member outside of its container");
        seen += JsonCursor::key(document, entry, 20).size() >= 0 ? walk(document, entry.value) : 0;
    }
    return seen;
}

} // namespace

void TestBracketScan::agreesWithTheScanner_data() {
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) {
        QTest::newRow(name) << text;
    };
    row("empty object", "{}");
    row("empty array with space", " [ \n\t] ");
    row("one member", "[1]");
    row("object", R"({"a":{"b":[]},"c":[[],[1,2],{}]})");
    row("brackets in strings", R"({"}":"[{","\"]":["\\",{"a\\\"":"}"}]})");
    row("a backslash at the end of a block", '[' + QByteArray(61, ' ') + "\"\\\"\",1]");
    for (int shift = 0; shift < 70; ++shift) {
        QTest::addRow("escapes, shifted by %d", shift)
            << '[' + QByteArray(shift, ' ') + R"("\\\\\"]","\\","\"\\\"{",[{"k\\":[]}]])";
    }
    row("a byte order mark", "\xEF\xBB\xBF[1,{}]");
    row("999 commas", '[' + QByteArray("0,").repeated(999) + "0]");
    row("1000 commas", '[' + QByteArray("0,").repeated(1000) + "0]");
    row("many commas", '[' + QByteArray("0,").repeated(54'321) + "[]]");
    row("many members", '{' + QByteArray("\"k,\":[1,2],").repeated(12'345) + "\"z\":{}}");
    row("deep", QByteArray(100'000, '[') + QByteArray(100'000, ']'));
    row("a string over many windows", "[\"" + QByteArray(900'000, 'x') + "\",{}]");
    row("a string of escapes over many windows", "[\"" + QByteArray("\\\"").repeated(400'000) + "\",{}]");
}

void TestBracketScan::agreesWithTheScanner() {
    QFETCH(QByteArray, text);
    const QStringList expected = expectedOf(text);
    QVERIFY(!expected.isEmpty());
    for (const Processor kind : processors()) {
        for (const Threads threads : {Threads::One, Threads::Two})
            QCOMPARE(foundIn(text, kind, threads), expected);
    }
}

void TestBracketScan::agreesWhereverItIsDivided() {
    // The second thread begins in the middle; white space behind the value moves that over every byte of it.
    const QByteArray value = R"({"a":["x,\"]\\",{"b\\":{}},[[],[ ]],12],"c,":[[{"d":"}{"}]]})";
    const QStringList expected = expectedOf(value);
    for (qsizetype after = 0; after <= value.size(); ++after)
        QCOMPARE(foundIn(value + QByteArray(after, ' '), processor(), Threads::Two), expected);
    const QByteArray longOne = '[' + QByteArray("{\"k\":[1,2]},").repeated(3000) + "0]";
    const QStringList longExpected = expectedOf(longOne);
    for (qsizetype after = 0; after < 40; ++after)
        QCOMPARE(foundIn(longOne + QByteArray(after, ' '), processor(), Threads::Two), longExpected);
}

void TestBracketScan::agreesOnRandomText() {
    for (quint32 seed = 1; seed <= 60; ++seed) {
        const QByteArray text = randomDocument(seed, seed % 10 == 0 ? 700'000 : 5'000);
        const QStringList expected = expectedOf(text);
        QVERIFY(!expected.isEmpty());
        for (const Processor kind : processors()) {
            for (const Threads threads : {Threads::One, Threads::Two}) {
                if (foundIn(text, kind, threads) != expected)
                    QFAIL(qPrintable(u"seed %1"_s.arg(seed)));
            }
        }
    }
}

void TestBracketScan::refusesWhatIsNoJson_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "  ", "1", "\"a\"", "<html>", "[", "]", "[}", "{]", "[]]", "[][]", "[] {}",
             "[[]", "{", "{\"a\":[}", "[\"]", "[\"\\\"]", "{\"a\":{}", "[[[]", "]["})
        QTest::addRow("%s", text) << QByteArray(text);
}

void TestBracketScan::refusesWhatIsNoJson() {
    QFETCH(QByteArray, text);
    // With nothing around it, so that a sanitizer sees who reads there.
    const auto alone = std::make_unique<char[]>(size_t(text.size()));
    std::copy(text.begin(), text.end(), alone.get());
    const QByteArray bytes = QByteArray::fromRawData(alone.get(), text.size());
    for (const Threads threads : {Threads::One, Threads::Two})
        QCOMPARE(foundIn(bytes, processor(), threads), QStringList());
    for (const qsizetype around : {70, 5000}) {
        const QByteArray padded = QByteArray(around, ' ') + text + QByteArray(around, ' ');
        for (const Threads threads : {Threads::One, Threads::Two})
            QCOMPARE(foundIn(padded, processor(), threads), QStringList());
    }
}

void TestBracketScan::marksLeadToEveryMember() {
    QByteArray text = "{\"long\":[";
    for (int i = 0; i < 4'321; ++i)
        text += (i > 0 ? "," : "") +
                (i % 3 == 0 ? "[\"" + QByteArray::number(i) + "\",[]]" : QByteArray::number(i));
    text += "],\"after\":1}" + QByteArray(20'000, ' '); // the second part begins in the array
    const QTemporaryDir folder;
    const ResultDocumentPtr careful = ResultDocument::fromBytes(text);
    const ResultDocumentPtr fast = opened(fileWith(folder, text + QByteArray(largeEnough, ' ')));
    QVERIFY(!fast->isChecked());
    for (const ResultDocumentPtr &document : {careful, fast}) {
        const JsonNode array = document->member(document->root(), u"long");
        QCOMPARE(document->memberCount(array), 4'321);
        for (qint64 i = 0; i < 4'321; ++i) {
            const JsonNode node = JsonCursor(*document, array, i).next().value;
            const QString expected = QString::number(i);
            QCOMPARE(
                i % 3 == 0 ? document->text(document->members(node).front().value) : document->text(node),
                expected);
        }
        QCOMPARE(document->text(document->member(document->root(), u"after")), u"1"_s);
    }
}

void TestBracketScan::largeFilesAreCheckedLater() {
    const QByteArray text = randomDocument(7, largeEnough);
    const QTemporaryDir folder;
    const ResultDocumentPtr document = opened(fileWith(folder, text));
    QVERIFY(document->source().isMapped());
    QVERIFY(!document->isChecked());
    QCOMPARE(document->bytes(), QByteArrayView(text));
    const ResultDocumentPtr careful = ResultDocument::fromBytes(text);
    QCOMPARE(walk(*document, document->root()), walk(*careful, careful->root()));
    std::atomic_bool cancelled = true;
    QCOMPARE(document->checked(cancelled), nullptr);
    cancelled = false;
    const ResultDocumentPtr checked = document->checked(cancelled);
    QVERIFY(checked->isChecked());
    QVERIFY(!checked->fault());
    QCOMPARE(checked->root().end, document->root().end);
}

void TestBracketScan::aShorterFileIsNoEndlessOne() {
    const QTemporaryDir folder;
    const ByteSourcePtr source = ByteSource::fromFile(fileWith(folder, QByteArray(largeEnough, ' ')));
    QVERIFY(source->isMapped());
    QByteArray buffer(100, 0);
    QVERIFY(source->window(largeEnough - 100, 100, buffer.data()));
    errno = EINTR; // as an interrupted call long ago has left it
    QVERIFY(!source->window(largeEnough - 50, 100, buffer.data()));
}

void TestBracketScan::aFaultIsFoundLater() {
    QByteArray text = "[[1]," + QByteArray("{\"k\":[1,2]},").repeated(100'000) + "tru,[2]]";
    const QTemporaryDir folder;
    const ResultDocumentPtr document = opened(fileWith(folder, text));
    QVERIFY(!document->isChecked());
    QCOMPARE(document->memberCount(document->root()), 100'003);
    const std::atomic_bool goOn = false;
    const ResultDocumentPtr checked = document->checked(goOn);
    QVERIFY(checked->fault());
    QCOMPARE(checked->fault()->offset, text.indexOf("tru") + 3);
    QCOMPARE(checked->memberCount(checked->root()), 100'001);
    QVERIFY(!QFile::exists(document->source().fileName() + ContainerMapFile::suffix));

    // Brackets that do not match are found at once.
    text.replace("tru", "{]}");
    const ResultDocumentPtr other = opened(fileWith(folder, text, u"2.json"_s));
    QVERIFY(other->isChecked());
    QCOMPARE(other->fault()->offset, text.indexOf("{]}") + 1);
}

void TestBracketScan::garbageIsReadSafely() {
    const QTemporaryDir folder;
    const QByteArray whole = randomDocument(3, 40'000);
    QRandomGenerator random(11);
    int unchecked = 0;
    for (int round = 0; round < 150; ++round) {
        QByteArray text = whole;
        static const QByteArray bytes = "\"\\,:{}[]0 a\n\xff";
        for (int i = 0; i < 3; ++i) {
            const int at = 1 + random.bounded(int(text.size()) - 2);
            if (random.bounded(2) == 0)
                text[at] = bytes[random.bounded(bytes.size())];
            else
                text.remove(at, 1 + random.bounded(30));
        }
        const ResultDocumentPtr document = opened(fileWith(folder, QByteArray(largeEnough, ' ') + text));
        unchecked += document->isChecked() ? 0 : 1;
        if (document->root().isValid())
            QVERIFY(walk(*document, document->root()) > 0);
        for (int i = 0; i < 50; ++i) {
            const qint64 offset = largeEnough + random.bounded(int(text.size()));
            const JsonWay way = wayToOffset(*document, offset);
            if (document->root().isValid())
                QVERIFY(nodeAt(*document, way).isValid());
        }
    }
    QVERIFY2(unchecked > 5, "the garbage is all found out at once: nothing was tried");
}

void TestBracketScan::theMapIsKept() {
    const QByteArray text = randomDocument(21, largeEnough);
    const QTemporaryDir folder;
    const QString path = fileWith(folder, text);
    const std::atomic_bool goOn = false;
    const ResultDocumentPtr first = opened(path)->checked(goOn);
    QVERIFY(QFile::exists(path + ContainerMapFile::suffix));
    const ResultDocumentPtr again = opened(path);
    QVERIFY(again->isChecked());
    QCOMPARE(linesOf(again->containers()), linesOf(first->containers()));
    QCOMPARE(linesOf(again->containers()), expectedOf(text));
    QCOMPARE(walk(*again, again->root()), walk(*first, first->root()));
    const JsonNode node = again->root();
    for (qint64 i = 0; i < again->memberCount(node); i += 7)
        QCOMPARE(
            JsonCursor(*again, node, i).next().value.begin, JsonCursor(*first, node, i).next().value.begin);
}

void TestBracketScan::aDamagedMapIsNotUsed() {
    const QByteArray text = randomDocument(22, largeEnough);
    const QTemporaryDir folder;
    const QString path = fileWith(folder, text);
    const std::atomic_bool goOn = false;
    opened(path)->checked(goOn);
    QFile map(path + ContainerMapFile::suffix);
    QVERIFY(map.open(QIODevice::ReadWrite));
    const QByteArray good = map.readAll();
    QRandomGenerator random(5);
    const auto isUsed = [&path] {
        return opened(path)->isChecked();
    };
    QVERIFY(isUsed());
    for (int round = 0; round < 60; ++round) {
        QByteArray bad = good;
        const qsizetype at = round < 20 ? round * 3 : random.bounded(int(bad.size()));
        bad[at] = char(bad[at] ^ (1 << random.bounded(8)));
        if (round % 10 == 9)
            bad = good.first(random.bounded(int(good.size())));
        map.resize(0);
        map.seek(0);
        map.write(bad);
        map.flush();
        QVERIFY2(!isUsed(), qPrintable(u"byte %1"_s.arg(at)));
    }
    map.resize(0);
    map.seek(0);
    map.write(good);
    map.flush();
    QVERIFY(isUsed());
    QFile result(path);
    QVERIFY(result.open(QIODevice::ReadWrite));
    QVERIFY(
        result.setFileTime(QDateTime::fromMSecsSinceEpoch(1'000'000'000'000), QFile::FileModificationTime));
    QVERIFY(!isUsed());
}

void TestBracketScan::badUtf8IsFound_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("offset");
    QTest::newRow("none") << QByteArray("[\"é\xF0\x9F\x9A\x80\"]") << qint64(-1);
    QTest::newRow("empty") << QByteArray() << qint64(-1);
    QTest::newRow("a byte") << QByteArray("[\"a\xff\"]") << qint64(3);
    QTest::newRow("cut off at the end") << QByteArray("ab\xc3") << qint64(2);
    QTest::newRow("a surrogate") << QByteArray("x\xed\xa0\x80y") << qint64(1);
    QTest::newRow("too long a form") << QByteArray("\xc0\xaf") << qint64(0);
    for (int before = 0; before < 40; ++before) {
        QTest::addRow("bad after %d, in a row of its kind", before)
            << QByteArray(before, '\x61') + QByteArray(20, '\x80') << qint64(before);
        QTest::addRow("bad after %d letters", before)
            << QByteArray("é").repeated(before) + "\xc3\xc3" + QByteArray("é").repeated(40 - before)
            << qint64(before * 2);
    }
    for (const int before : {2'097'150, 2'097'151, 2'097'152, 4'194'303}) {
        QTest::addRow("good around %d", before) << QByteArray(before, 'a') + "€é" << qint64(-1);
        QTest::addRow("bad around %d", before) << QByteArray(before, 'a') + "\xe2\x82z€" << qint64(before);
    }
}

void TestBracketScan::badUtf8IsFound() {
    QFETCH(QByteArray, text);
    QTEST(firstBadUtf8(*ByteSource::fromBytes(text)), "offset");
}

void TestBracketScan::loaderTellsTwice() {
    const QTemporaryDir folder;
    const QString path = fileWith(folder, randomDocument(9, largeEnough));
    const auto read = [path] {
        return ByteSource::fromFile(path);
    };
    DocumentLoader loader;
    QSignalSpy loaded(&loader, &DocumentLoader::loaded);
    loader.load(1, read);
    QTRY_COMPARE(loaded.size(), 2);
    QVERIFY(!loaded[0][1].value<ResultDocumentPtr>()->isChecked());
    QVERIFY(loaded[1][1].value<ResultDocumentPtr>()->isChecked());
    loaded.clear();
    loader.load(2, read); // the map was kept
    QVERIFY(loaded.wait());
    QVERIFY(loaded[0][1].value<ResultDocumentPtr>()->isChecked());
    loader.load(3, [] { return ByteSourcePtr(); });
    QVERIFY(loaded.wait());
    QCOMPARE(loaded.last()[0].toLongLong(), 3);
    QVERIFY(loaded.last()[1].value<ResultDocumentPtr>()->fault());
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QCoreApplication::processEvents();
    QCOMPARE(loaded.size(), 2);
}

void TestBracketScan::loaderForgetsWhatIsCancelled() {
    const QTemporaryDir folder;
    const QString path = fileWith(folder, randomDocument(10, largeEnough));
    DocumentLoader loader;
    QSignalSpy loaded(&loader, &DocumentLoader::loaded);
    for (int i = 0; i < 20; ++i)
        loader.load(i, [path] { return ByteSource::fromFile(path); });
    loader.load(99, [] { return ByteSource::fromBytes("[1]"); });
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(loaded[0][0].toLongLong(), 99);
    loader.load(100, [] { return ByteSource::fromBytes("[1]"); });
    loader.cancel();
    QVERIFY(QThreadPool::globalInstance()->waitForDone(30'000));
    QCoreApplication::processEvents();
    QCOMPARE(loaded.size(), 1);
}

void TestBracketScan::waysLeadThereAndBack() {
    const ResultDocumentPtr document = ResultDocument::fromBytes(randomDocument(4, 30'000));
    for (qint64 offset = 0; offset < document->bytes().size(); offset += 3) {
        const JsonWay way = wayToOffset(*document, offset);
        const JsonNode node = nodeAt(*document, way);
        QVERIFY(node.isValid());
        QVERIFY(offset < node.end);
        // The value, unless the byte is in its key or in space between.
        if (document->bytes()[offset] == '"' || node.begin <= offset)
            QVERIFY(
                node.begin <= offset || document->bytes().sliced(offset, node.begin - offset).contains(':'));
        const QString path = pathOfWay(*document, way);
        const auto found = wayOfText(*document, path);
        QVERIFY2(found, qPrintable(path));
        QCOMPARE(pathOfWay(*document, *found), path);
        const QString pointer = pointerOfWay(*document, way);
        const auto pointed = wayOfText(*document, pointer);
        if (!pointer.isEmpty())
            QCOMPARE(nodeAt(*document, *pointed).begin, nodeAt(*document, *found).begin);
    }
}

void TestBracketScan::textsLeadThere_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value"); // null: nowhere
    const auto row = [](const char *text, const QString &value) {
        QTest::addRow("%s", text) << QString::fromUtf8(text) << value;
    };
    row("$.a[1].b", u"2"_s);
    row("  $.a[1].b ", u"2"_s);
    row("/a/1/b", u"2"_s);
    row("#/a/1/b", u"2"_s);
    row("/x~1y/~0", u"3"_s);
    row("#/x~1y/%7E0", u"3"_s);
    row("/", u"4"_s);
    row("/größe", u"5"_s);
    row("#/gr%C3%B6%C3%9Fe", u"5"_s);
    row("$['größe']", u"5"_s);
    for (const char *text : {"", "a", "/a/2", "/a/-1", "/a/x", "/b", "/a/1/b/0", "$.b", "#", "//", "/a//b"})
        row(text, QString());
}

void TestBracketScan::textsLeadThere() {
    QFETCH(QString, text);
    QFETCH(QString, value);
    const ResultDocumentPtr document =
        ResultDocument::fromBytes(R"({"a":[0,{"b":2}],"x/y":{"~":3},"":4,"größe":5})");
    const auto way = wayOfText(*document, text);
    QCOMPARE(way.has_value(), !value.isNull());
    if (way)
        QCOMPARE(document->text(nodeAt(*document, *way)), value);
    else
        QVERIFY(!pathFault(*document, text).isEmpty());
}

void TestBracketScan::saysWhyATextLeadsNowhere_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *text, const char *why) {
        QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(why);
    };
    const char *no = "This is no path: a JSONPath begins with $ ($.a[0]), a JSON Pointer with / (/a/0).";
    const char *several = "This names no single value as a JSONPath does: $.a[0]['b c']";
    row("a", no);
    row("", no);
    row("#a", no);
    row("$.a[*]", several);
    row("$..b", several);
    row("$.a[", several);
    row("  $.b ", "$ has no member “b”.");
    row("/b/c", "$ has no member “b”.");
    row("/a~1b", "$ has no member “a/b”.");
    row("#/gr%C3%B6%C3%9Fe/x", "$.größe is a single value: nothing is below it.");
    row("$.a[2]", "$.a has no element 2: the last one is 1.");
    row("/a/2", "$.a has no element 2: the last one is 1.");
    row("$.a.b", "$.a is an array: its elements have numbers, 0 to 1.");
    row("/a/x", "$.a is an array: its elements have numbers, 0 to 1.");
    row("$.a[1][0]", "$.a[1] is an object: its members have names, not numbers.");
    row("$.a[1].b.c.d", "$.a[1].b is a single value: nothing is below it.");
    row("/a/1/b/0", "$.a[1].b is a single value: nothing is below it.");
    row("/none/0", "$.none is an empty array.");
    row("$['line\nbreak']", "$ has no member “line↵break”.");
    row("/a%1%2", "$ has no member “a%1%2”."); // no place for anything
}

void TestBracketScan::saysWhyATextLeadsNowhere() {
    QFETCH(QString, text);
    const ResultDocumentPtr document = ResultDocument::fromBytes(R"({"a":[0,{"b":2}],"größe":5,"none":[]})");
    QVERIFY(!wayOfText(*document, text));
    QTEST(pathFault(*document, text), "why");
    QVERIFY(pathFault(*ResultDocument::fromBytes("<html>"), text).contains(u"JSON"_s));
    // A long one stays a line, and quick.
    const QString deep = u"$"_s + QString(u".k"_s).repeated(50'000);
    const QString nested = QString(u"{\"k\":"_s).repeated(20'000) + u"1"_s + QString(u"}"_s).repeated(20'000);
    QVERIFY(pathFault(*document, deep).size() < 200);
    QVERIFY(pathFault(*ResultDocument::fromBytes(nested.toUtf8()), deep).size() < 200);
    // And its end is what is told.
    const QString end = u"{\"before the end\":{\"at the end\":1}}"_s;
    const auto ended = ResultDocument::fromBytes(
        QString(u"{\"k\":"_s).repeated(400).toUtf8() + end.toUtf8() + QByteArray(400, '}'));
    const QString why = pathFault(
        *ended, u"$"_s + QString(u".k"_s).repeated(400) + u"['before the end']['at the end'].more"_s);
    QVERIFY2(why.contains(u"['before the end']['at the end'] is a single value"_s), qPrintable(why));
}
