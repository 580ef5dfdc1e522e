// SPDX-License-Identifier: MIT
#include "tests/results/tst_resultdocument.h"

#include "app/results/resultdocument.h"
#include "tests/results/walk.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using results::JsonNode;
using results::JsonType;
using results::ResultDocument;
using results::ResultDocumentPtr;

namespace {

/// The value of a document that is an array of one.
JsonNode onlyElement(const ResultDocumentPtr &document) {
    return document->members(document->root()).at(0).value;
}

} // namespace

void TestResultDocument::keepsOrderAndDuplicates() {
    const auto document = ResultDocument::fromBytes(R"({"z":1,"a":{"y":[]},"z":"2","":null,"a":false})");
    const auto members = document->members(document->root());
    QStringList seen;
    for (const results::JsonMember &member : members)
        seen.append(member.key + u'=' + document->text(member.value));
    QCOMPARE(seen, QStringList({u"z=1"_s, u"a={\"y\":[]}"_s, u"z=2"_s, u"=null"_s, u"a=false"_s}));
    QCOMPARE(document->text(document->member(document->root(), u"z")), u"1"_s);
    QCOMPARE(document->member(document->root(), u"").type, JsonType::Null);
    QVERIFY(!document->member(document->root(), u"y").isValid());
    QVERIFY(!document->member(members[0].value, u"z").isValid());
}

void TestResultDocument::keepsNumbersAsWritten_data() {
    QTest::addColumn<QByteArray>("number");
    for (const char *number : {"1e400", "-0", "12345678901234567890", "1.10", "1.0", "0.1000", "1E+05",
             "-0.0e-0", "0.30000000000000004", "9007199254740993"})
        QTest::newRow(number) << QByteArray(number);
}

void TestResultDocument::keepsNumbersAsWritten() {
    QFETCH(QByteArray, number);
    for (const QByteArray &text : {"[" + number + "]", "[ " + number + " ]", "{\"a\":" + number + "}",
             "[[" + number + ",0],0]", number}) {
        const auto document = ResultDocument::fromBytes(text);
        QVERIFY(!document->fault());
        JsonNode node = document->root();
        while (node.isContainer())
            node = document->members(node).at(0).value;
        QCOMPARE(node.type, JsonType::Number);
        QCOMPARE(document->raw(node), number);
        QCOMPARE(document->text(node), QString::fromLatin1(number));
    }
}

void TestResultDocument::decodes_data() {
    QTest::addColumn<QByteArray>("inner");
    QTest::addColumn<QString>("text");

    const auto row = [](const char *name, const QByteArray &inner, const QString &text) {
        QTest::newRow(name) << inner << text;
    };
    row("empty", "", u""_s);
    row("plain", "abc", u"abc"_s);
    row("short escapes", R"(\"\\\/\b\f\n\r\t)", u"\"\\/\b\f\n\r\t"_s);
    row("backslash n is not a line break", R"(\\n)", u"\\n"_s);
    row("unicode escapes", R"(\u0041\u00e9\u20AC)", u"Aé€"_s);
    row("escaped NUL stays", R"(a\u0000b)", u"a\0b"_s);
    row("pair", R"(\ud83d\ude80!)", u"🚀!"_s);
    row("UTF-8", "é€🚀", u"é€🚀"_s);
    row("UTF-8 around escapes", "é\\n€\\t🚀", u"é\n€\t🚀"_s);
    row("lone high", R"(a\ud800b)", u"a\uFFFDb"_s);
    row("lone high at the end", R"(a\ud800)", u"a\uFFFD"_s);
    row("lone low", R"(\udc00b)", u"\uFFFDb"_s);
    row("reversed", R"(\udc00\ud800)", u"\uFFFD\uFFFD"_s);
    row("high and a plain escape", R"(\ud800\n)", u"\uFFFD\n"_s);
    row("high and another character", R"(\ud800\u0041)", u"\uFFFDA"_s);
    row("high before a pair", R"(\ud83d\ud83d\ude80)", u"\uFFFD🚀"_s);
    row("bad byte", "a\xFF"_ba + "b", u"a\uFFFDb"_s);
    row("cut character before an escape", "\xC3\\n", u"\uFFFD\n"_s);
    row("cut character at the end", "a\xC3", u"a\uFFFD"_s);
    row("byte order mark stays", "\xEF\xBB\xBFx", u"\uFEFFx"_s);
    row("byte order mark after an escape stays", "\\n\xEF\xBB\xBFx", u"\n\uFEFFx"_s);
}

void TestResultDocument::decodes() {
    QFETCH(QByteArray, inner);
    QFETCH(QString, text);
    const auto document = ResultDocument::fromBytes("[\"" + inner + "\"]");
    QVERIFY(!document->fault());
    QCOMPARE(document->text(onlyElement(document)), text);
    QCOMPARE(document->raw(onlyElement(document)), "\"" + inner + "\"");
    QCOMPARE(document->preview(onlyElement(document), 100), text);
}

void TestResultDocument::decodesKeys() {
    const auto document =
        ResultDocument::fromBytes(R"({"a\u0062\"\\":1,"\ud83d\ude80":2,"\ud800":3,"]\\":4})");
    QCOMPARE(document->text(document->member(document->root(), u"ab\"\\")), u"1"_s);
    QCOMPARE(document->text(document->member(document->root(), u"🚀")), u"2"_s);
    QCOMPARE(document->text(document->member(document->root(), u"\uFFFD")), u"3"_s);
    QCOMPARE(document->text(document->member(document->root(), u"]\\")), u"4"_s);
}

void TestResultDocument::previews_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("preview"); // of five characters

    const auto row = [](const char *name, const QByteArray &json, const QString &preview) {
        QTest::newRow(name) << json << preview;
    };
    row("shorter", R"("abcd")", u"abcd"_s);
    row("exact", R"("abcde")", u"abcde"_s);
    row("longer", R"("abcdef")", u"abcde…"_s);
    row("much longer", "\"" + QByteArray(1000, 'x') + "\"", u"xxxxx…"_s);
    row("exact with an escape", R"("abcd\n")", u"abcd\n"_s);
    row("longer by an escape", R"("abcde\n")", u"abcde…"_s);
    row("escapes only", "\"" + QByteArray("\\u00e9").repeated(50) + "\"", u"ééééé…"_s);
    row("three bytes each", "\"" + QByteArray("€").repeated(50) + "\"", u"€€€€€…"_s);
    row("one byte, then three each", "\"a" + QByteArray("€").repeated(50) + "\"", u"a€€€€…"_s);
    row("one byte, then four each", "\"a" + QByteArray("🚀").repeated(50) + "\"", u"a🚀🚀…"_s);
    row("two bytes, then four each", "\"é" + QByteArray("🚀").repeated(50) + "\"", u"é🚀🚀…"_s);
    row("pairs are not halved", "\"" + QByteArray("🚀").repeated(50) + "\"", u"🚀🚀…"_s);
    row("escaped pairs are not halved", "\"" + QByteArray("\\ud83d\\ude80").repeated(50) + "\"", u"🚀🚀…"_s);
    row("bad bytes", "\"" + QByteArray(50, '\x80') + "\"", u"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD…"_s);
    row("number", "1234567890", u"12345…"_s);
    row("word", "null", u"null"_s);
    row("container", "[1, \"ä\"]", u"[1, \"…"_s);
}

void TestResultDocument::previews() {
    QFETCH(QByteArray, json);
    const auto document = ResultDocument::fromBytes(json);
    QVERIFY(!document->fault());
    QTEST(document->preview(document->root(), 5), "preview");
}

void TestResultDocument::previewOfALongStringReadsItsBeginningOnly() {
    const auto document = ResultDocument::fromBytes("\"" + QByteArray(4'000'000, 'x') + "\"");
    const JsonNode root = document->root();
    QElapsedTimer timer;
    timer.start();
    const QString whole = document->text(root);
    const qint64 wholeTime = timer.nsecsElapsed();
    QCOMPARE(whole.size(), 4'000'000);
    qint64 previewTime = wholeTime;
    for (int i = 0; i < 10; ++i) {
        timer.restart();
        QCOMPARE(document->preview(root, 500).size(), 501);
        previewTime = std::min(previewTime, timer.nsecsElapsed());
    }
    QVERIFY2(previewTime < wholeTime / 10, "500 characters of 4,000,000 cost as much as many of them");
}

void TestResultDocument::givesRawTextOfContainers() {
    const QByteArray text = "\n{ \"a\" : [ 1 , {\"b\":\"]\"} ] }\n ";
    const auto document = ResultDocument::fromBytes(text);
    QCOMPARE(document->raw(document->root()), text.trimmed());
    const JsonNode array = document->member(document->root(), u"a");
    QCOMPARE(document->raw(array), "[ 1 , {\"b\":\"]\"} ]");
    QCOMPARE(document->text(array), u"[ 1 , {\"b\":\"]\"} ]"_s);
    QCOMPARE(document->raw(document->members(array).at(1).value), "{\"b\":\"]\"}");
}

void TestResultDocument::survivesDeepNesting() {
    constexpr int depth = 100'000;
    const auto arrays = ResultDocument::fromBytes(QByteArray(depth, '[') + QByteArray(depth, ']'));
    QVERIFY(!arrays->fault());
    QCOMPARE(allNodes(*arrays).size(), size_t(depth));

    const auto objects = ResultDocument::fromBytes(
        QByteArray("{\"a\":[").repeated(depth / 2) + "7" + QByteArray("]}").repeated(depth / 2));
    QVERIFY(!objects->fault());
    const auto nodes = allNodes(*objects);
    QCOMPARE(nodes.size(), size_t(depth) + 1);
    QCOMPARE(objects->raw(nodes.back()), "7");

    const auto open = ResultDocument::fromBytes(QByteArray("[0,").repeated(depth));
    QVERIFY(open->fault());
    QCOMPARE(open->fault()->offset, 3 * depth);
    QCOMPARE(allNodes(*open).size(), size_t(2 * depth));
}

void TestResultDocument::readsEverythingBeforeACut() {
    const QByteArray whole = testData("invoice-result.json").trimmed();
    const auto document = ResultDocument::fromBytes(whole);
    QVERIFY(!document->fault());
    const std::vector<JsonNode> nodes = allNodes(*document);
    QVERIFY(nodes.size() > 150);
    for (qsizetype cut = 0; cut < whole.size(); ++cut) {
        const auto part = ResultDocument::fromBytes(whole.first(cut));
        QVERIFY(part->fault());
        QCOMPARE(part->fault()->offset, cut);
        // Exactly the containers that were opened and the scalars that were complete, in their order.
        std::vector<JsonNode> expected;
        qint64 usableEnd = 0;
        for (const JsonNode &node : nodes) {
            // A number that touches the cut may have lost digits.
            const qint64 needed = node.isContainer()              ? node.begin + 1
                                  : node.type == JsonType::Number ? node.end + 1
                                                                  : node.end;
            if (needed > cut)
                continue;
            usableEnd = std::max(usableEnd, node.end > cut ? node.begin + 1 : node.end);
            expected.push_back(node);
        }
        const std::vector<JsonNode> readable = allNodes(*part);
        QCOMPARE(readable.size(), expected.size());
        for (size_t i = 0; i < readable.size(); ++i) {
            QCOMPARE(readable[i].begin, expected[i].begin);
            QCOMPARE(readable[i].end, expected[i].end > cut ? usableEnd : expected[i].end);
            QCOMPARE(readable[i].type, expected[i].type);
        }
    }
}

void TestResultDocument::refusesWhatTheMapCannotHold() {
    // Never read: only its size is looked at.
    const char byte = '[';
    const auto document = ResultDocument::fromBytes(QByteArray::fromRawData(&byte, qsizetype(1) << 32));
    QVERIFY(document->fault());
    QVERIFY(!document->root().isValid());
    QCOMPARE(document->bytes().size(), qsizetype(1) << 32);
}

void TestResultDocument::toleratesInvalidNodes() {
    const auto document = ResultDocument::fromBytes("<html>");
    QVERIFY(!document->root().isValid());
    QVERIFY(document->members(document->root()).empty());
    QCOMPARE(document->memberCount(document->root()), 0);
    QVERIFY(document->raw(document->root()).isEmpty());
    QVERIFY(document->text(document->root()).isEmpty());
    QVERIFY(document->preview(document->root(), 5).isEmpty());
    QVERIFY(!document->member(document->root(), u"a").isValid());
}
