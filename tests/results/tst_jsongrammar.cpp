// SPDX-License-Identifier: MIT
#include "tests/results/tst_jsongrammar.h"

#include "app/results/field.h"
#include "app/results/fieldsmodel.h"
#include "app/results/fieldtext.h"
#include "app/results/jsontreemodel.h"
#include "app/results/resultdocument.h"
#include "tests/results/referencejson.h"
#include "tests/results/walk.h"

#include <QtTest>

#include <random>

using results::JsonFault;
using results::ResultDocument;

namespace {

/// With NUL bytes in it.
template<size_t N>
QByteArray bytes(const char (&literal)[N]) {
    return QByteArray(literal, N - 1);
}

} // namespace

void TestJsonGrammar::accepts_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("members"); // of the root; -1 for a scalar

    const auto row = [](const char *name, const QByteArray &text, qint64 members) {
        QTest::newRow(name) << text << members;
    };
    row("empty object", "{}", 0);
    row("empty array", "[]", 0);
    row("empty object with space", "{ \t\r\n}", 0);
    row("empty array with space", "[ \t\r\n]", 0);
    row("space before", " \t\r\n[1]", 1);
    row("space after", "[1] \t\r\n", 1);
    row("space everywhere", " { \"a\" : [ 1 , 2 ] , \"b\" : null } ", 2);
    row("byte order mark", "\xEF\xBB\xBF{\"a\":1}", 1);
    row("byte order mark and space", "\xEF\xBB\xBF [1]", 1);
    row("root null", "null", -1);
    row("root true", "true", -1);
    row("root false", "false", -1);
    row("root string", "\"text\"", -1);
    row("root empty string", "\"\"", -1);
    row("root zero", "0", -1);
    row("root number at the end", "42", -1);
    row("root number and space", " -0.1e-1 ", -1);
    row("words", "[true,false,null]", 3);
    row("zero", "[0]", 1);
    row("minus zero", "[-0]", 1);
    row("minus zero point", "[-0.0]", 1);
    row("one digit", "[7]", 1);
    row("negative", "[-123]", 1);
    row("fraction", "[1.10]", 1);
    row("zero fraction", "[0.000000000000000000000000000000000000000001]", 1);
    row("exponent", "[1e3]", 1);
    row("exponent upper", "[1E3]", 1);
    row("exponent plus", "[1e+3]", 1);
    row("exponent minus", "[1e-3]", 1);
    row("exponent leading zeros", "[1e0007]", 1);
    row("zero exponent", "[0e0]", 1);
    row("fraction and exponent", "[123.456e78]", 1);
    row("beyond double", "[1e400]", 1);
    row("below double", "[1e-400]", 1);
    row("beyond 64 bit", "[12345678901234567890]", 1);
    row("very many digits", "[" + QByteArray(10000, '9') + "]", 1);
    row("number before a bracket", "[[1],2]", 2);
    row("number before a brace", "{\"a\":{\"b\":1}}", 1);
    row("all short escapes", R"(["\"\\\/\b\f\n\r\t"])", 1);
    row("unicode escape", R"(["\u00e9\u00E9\uabCD"])", 1);
    row("escaped NUL", R"(["\u0000"])", 1);
    row("surrogate pair", R"(["\ud83d\ude80"])", 1);
    row("lone high surrogate", R"(["\ud800"])", 1);
    row("lone low surrogate", R"(["\udc00"])", 1);
    row("reversed surrogates", R"(["\udc00\ud800"])", 1);
    row("high surrogate and text", R"(["\ud800abc"])", 1);
    row("two high surrogates", R"(["\ud800\ud800\udc00"])", 1);
    row("escaped backslash before the quote", R"(["a\\"])", 1);
    row("escaped backslash, then a string", R"(["\\","b"])", 2);
    row("escaped quote before the quote", R"(["\""])", 1);
    row("four backslashes", R"(["\\\\"])", 1);
    row("solidus unescaped", R"(["a/b"])", 1);
    row("comment inside a string", R"(["/* no */ // no"])", 1);
    row("brackets inside strings", R"({"]}":"{[","[":"}"})", 2);
    row("delete character", "[\"\x7f\"]", 1);
    row("UTF-8, 2 bytes", "[\"é\"]", 1);
    row("UTF-8, 3 bytes", "[\"€\"]", 1);
    row("UTF-8, 4 bytes", "[\"🚀\"]", 1);
    row("line separator unescaped", "[\"\u2028\u2029\"]", 1);
    row("noncharacter", "[\"\xEF\xBF\xBF\"]", 1);
    row("byte order mark inside a string", "[\"\xEF\xBB\xBFx\"]", 1);
    row("invalid UTF-8: lone continuation", "[\"\x80\"]", 1);
    row("invalid UTF-8: lone lead", "[\"\xC3\"]", 1);
    row("invalid UTF-8: cut lead before an escape", "[\"\xE2\x82\\n\"]", 1);
    row("invalid UTF-8: overlong", "[\"\xC0\xAF\"]", 1);
    row("invalid UTF-8: surrogate", "[\"\xED\xA0\x80\"]", 1);
    row("invalid UTF-8: beyond Unicode", "[\"\xF4\xBF\xBF\xBF\"]", 1);
    row("invalid UTF-8: FF", "[\"\xFF\"]", 1);
    row("invalid UTF-8 in a key", "{\"\xFF\":1}", 1);
    row("empty key", R"({"":0})", 1);
    row("duplicate keys", R"({"a":1,"a":2})", 2);
    row("duplicate keys and values", R"({"a":1,"a":1})", 2);
    row("escape in a key", R"({"a\u0062\n":1})", 1);
    row("NUL in a key", R"({"a\u0000b":1})", 1);
    row("long key", "{\"" + QByteArray(100000, 'k') + "\":1}", 1);
    row("long string", "[\"" + QByteArray(100000, 's') + "\"]", 1);
    row("nested empties", "[[],{},[[]],{\"a\":{}}]", 4);
    row("mixed", R"([null,1,"1",{},[],true])", 6);
    row("text after a container", R"([[1,2],3,{"a":4},5])", 4);
    row("deep arrays", QByteArray(5000, '[') + QByteArray(5000, ']'), 1);
    row("deep objects", QByteArray("{\"a\":").repeated(5000) + "1" + QByteArray(5000, '}'), 1);
}

void TestJsonGrammar::accepts() {
    QFETCH(QByteArray, text);
    QFETCH(qint64, members);
    const auto document = ResultDocument::fromBytes(text);
    if (const auto &fault = document->fault())
        QFAIL(qPrintable(fault->message));
    QVERIFY(document->root().isValid());
    QCOMPARE(document->root().isContainer(), members >= 0);
    if (members >= 0) {
        QCOMPARE(document->memberCount(document->root()), members);
        QCOMPARE(qint64(document->members(document->root()).size()), members);
    }
    QByteArray trimmed = text.trimmed();
    if (trimmed.startsWith("\xEF\xBB\xBF"))
        trimmed = trimmed.sliced(3).trimmed();
    QCOMPARE(document->raw(document->root()), trimmed);
    QCOMPARE(document->bytes(), text);
    for (const results::JsonNode &node : allNodes(*document))
        document->text(node); // no crash on any
}

void TestJsonGrammar::rejects_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QByteArray>("readable"); // raw text of the root; empty when there is none

    const auto row = [](const char *name, const QByteArray &text, qint64 offset, const QByteArray &readable) {
        QTest::newRow(name) << text << offset << readable;
    };
    row("nothing", "", 0, "");
    row("only space", " \n\t ", 4, "");
    row("only a byte order mark", "\xEF\xBB\xBF", 3, "");
    row("half a byte order mark", "\xEF\xBB{}", 0, "");
    row("byte order mark twice", "\xEF\xBB\xBF\xEF\xBB\xBF[]", 3, "");
    row("byte order mark after a bracket", "[\xEF\xBB\xBF]", 1, "[");
    row("UTF-16", bytes("\xFF\xFE[\0]\0"), 0, "");
    row("UTF-16 without a mark", bytes("[\0]\0"), 1, "[");
    row("HTML", "<html><body>502 Bad Gateway</body></html>", 0, "");
    row("plain text", "Internal Server Error", 0, "");
    row("form feed", "\f[]", 0, "");
    row("no-break space", "\xC2\xA0[]", 0, "");
    row("NUL alone", bytes("\0"), 0, "");
    row("NUL before", bytes("\0[]"), 0, "");
    row("NUL after", bytes("[]\0"), 2, "[]");
    row("NUL between", bytes("[1,\0002]"), 3, "[1");
    row("NUL in a string", bytes("[\"a\0b\"]"), 3, "[");
    row("NUL in a number", bytes("[1\0]"), 2, "[1");
    row("opening bracket alone", "[", 1, "[");
    row("opening brace alone", "{", 1, "{");
    row("closing bracket alone", "]", 0, "");
    row("closing brace alone", "}", 0, "");
    row("comma alone", ",", 0, "");
    row("colon alone", ":", 0, "");
    row("quote alone", "\"", 1, "");
    row("two roots", "[1][2]", 3, "[1]");
    row("two scalars", "1 2", 2, "1");
    row("root and comma", "{},", 2, "{}");
    row("root and bracket", "[1]]", 3, "[1]");
    row("root and word", "{} x", 3, "{}");
    row("trailing comma, array", "[1,]", 3, "[1");
    row("trailing comma, object", "{\"a\":1,}", 7, "{\"a\":1");
    row("leading comma, array", "[,1]", 1, "[");
    row("leading comma, object", "{,\"a\":1}", 1, "{");
    row("two commas, array", "[1,,2]", 3, "[1");
    row("two commas, object", "{\"a\":1,,\"b\":2}", 7, "{\"a\":1");
    row("comma missing, array", "[1 2]", 3, "[1");
    row("comma missing before a string", "[1\"a\"]", 2, "[1");
    row("comma missing between strings", "[\"a\" \"b\"]", 5, "[\"a\"");
    row("comma missing, object", "{\"a\":1 \"b\":2}", 7, "{\"a\":1");
    row("colon missing", "{\"a\" 1}", 5, "{");
    row("colon twice", "{\"a\"::1}", 5, "{");
    row("comma for a colon", "{\"a\",1}", 4, "{");
    row("colon in an array", "[\"a\":1]", 4, "[\"a\"");
    row("semicolon", "[1;2]", 2, "[1");
    row("key without a value", "{\"a\":}", 5, "{");
    row("key alone", "{\"a\"}", 4, "{");
    row("value alone in an object", "{1}", 1, "{");
    row("number as a key", "{1:1}", 1, "{");
    row("word as a key", "{a:1}", 1, "{");
    row("key in single quotes", "{'a':1}", 1, "{");
    row("null as a key", "{null:1}", 1, "{");
    row("object as a key", "{{}:1}", 1, "{");
    row("array closed with a brace", "[1}", 2, "[1");
    row("object closed with a bracket", "{\"a\":1]", 6, "{\"a\":1");
    row("inner not closed", "[[1]", 4, "[[1]");
    row("inner closed by the outer", "{\"a\":[1}", 7, "{\"a\":[1");
    row("comment", "/* no */[]", 0, "");
    row("comment inside", "[1/* no */]", 2, "[1");
    row("line comment after", "[] // no", 3, "[]");
    row("hash comment", "[1 #no\n]", 3, "[1");
    row("single quotes", "['a']", 1, "[");
    row("true cut", "[tru]", 4, "[");
    row("true cut by the end", "[tru", 4, "[");
    row("true longer", "[truex]", 5, "[");
    row("true capital", "[True]", 1, "[");
    row("TRUE", "[TRUE]", 1, "[");
    row("false wrong", "[falze]", 4, "[");
    row("null wrong", "[nul1]", 4, "[");
    row("nan", "[nan]", 2, "[");
    row("NaN", "[NaN]", 1, "[");
    row("Infinity", "[Infinity]", 1, "[");
    row("-Infinity", "[-Infinity]", 2, "[");
    row("undefined", "[undefined]", 1, "[");
    row("root word cut", "tru", 3, "");
    row("root word longer", "nullx", 4, "");
    row("leading zero", "[01]", 2, "[");
    row("leading zero, negative", "[-01]", 3, "[");
    row("two zeros", "[00]", 2, "[");
    row("plus", "[+1]", 1, "[");
    row("minus alone", "[-]", 2, "[");
    row("minus twice", "[--1]", 2, "[");
    row("minus point", "[-.5]", 2, "[");
    row("point first", "[.5]", 1, "[");
    row("point last", "[5.]", 3, "[");
    row("point and exponent", "[5.e3]", 3, "[");
    row("two points", "[1.2.3]", 4, "[");
    row("exponent alone", "[e3]", 1, "[");
    row("exponent without digits", "[1e]", 3, "[");
    row("exponent sign alone", "[1e+]", 4, "[");
    row("exponent sign twice", "[1e+-1]", 4, "[");
    row("exponent with a point", "[1e3.5]", 4, "[");
    row("two exponents", "[1e1e1]", 4, "[");
    row("hexadecimal", "[0x1F]", 2, "[");
    row("underscore", "[1_000]", 2, "[");
    row("digits of another script", "[\xD9\xA1]", 1, "[");
    row("number and letters", "[12ab]", 3, "[");
    row("number and UTF-8", "[1\xC3\xA9]", 2, "[");
    row("minus and space", "[- 1]", 2, "[");
    row("root minus", "-", 1, "");
    row("root point cut", "1.", 2, "");
    row("root exponent cut", "1e", 2, "");
    row("root number and letter", "1x", 1, "");
    row("number at the end of the text", "[1,23", 5, "[1");
    row("string at the end of the text", "[1,\"23\"", 7, "[1,\"23\"");
    row("word at the end of the text", "[1,true", 7, "[1,true");
    row("string not closed", "[\"abc", 5, "[");
    row("string closed by an escaped quote", R"(["abc\"])", 8, "[");
    row("backslash at the end", R"(["abc\)", 6, "[");
    row("unknown escape", R"(["a\x41"])", 4, "[");
    row("escaped zero", R"(["\0"])", 3, "[");
    row("escaped single quote", R"(["\'"])", 3, "[");
    row("capital U", R"(["\U0041"])", 3, "[");
    row("escaped line break", "[\"\\\n\"]", 3, "[");
    row("escaped UTF-8", "[\"\\\xC3\xA9\"]", 3, "[");
    row("unicode escape, three digits", R"(["\u00e"])", 7, "[");
    row("unicode escape, no digits", R"(["\u"])", 4, "[");
    row("unicode escape, wrong digit", R"(["\u00g0"])", 6, "[");
    row("unicode escape, sign", R"(["\u+123"])", 4, "[");
    row("unicode escape, braces", R"(["\u{41}"])", 4, "[");
    row("unicode escape cut", R"(["\u00)", 6, "[");
    row("second of a pair cut", R"(["\ud83d\ude"])", 12, "[");
    row("line feed in a string", "[\"a\nb\"]", 3, "[");
    row("carriage return in a string", "[\"a\rb\"]", 3, "[");
    row("tab in a string", "[\"a\tb\"]", 3, "[");
    row("unit separator in a string", "[\"a\x1f\"]", 3, "[");
    row("tab in a key", "{\"a\t\":1}", 3, "{");
    row("key not closed", "{\"a:1}", 6, "{");
    row("members before the fault stay", R"({"a":1,"b":[2,{"c":3,"d":x}]})", 25, R"({"a":1,"b":[2,{"c":3)");
    row("deep and not closed", QByteArray(5000, '['), 5000, QByteArray(5000, '['));
    row("two results in lines", "{\"a\":1}\n{\"a\":2}\n", 8, "{\"a\":1}");
}

void TestJsonGrammar::rejects() {
    QFETCH(QByteArray, text);
    QFETCH(qint64, offset);
    QFETCH(QByteArray, readable);
    const auto document = ResultDocument::fromBytes(text);
    QVERIFY(document->fault());
    QCOMPARE(document->fault()->offset, offset);
    QVERIFY(!document->fault()->message.isEmpty());
    QCOMPARE(document->root().isValid(), !readable.isEmpty());
    QCOMPARE(document->raw(document->root()), readable);
    QCOMPARE(document->bytes(), text);
    QCOMPARE(qint64(referenceFault(text)), offset);
    allNodes(*document);
}

void TestJsonGrammar::place_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const QByteArray &text, int line, int column, const char *message) {
        QTest::newRow(name) << text << line << column << QString::fromLatin1(message);
    };
    row("first byte", "<", 1, 1, "expected a value");
    row("empty", "", 1, 1, "the text is empty");
    row("same line", "[1,}", 1, 4, "expected a value");
    row("third line", "{\n  \"a\": 1,\n  b: 2\n}", 3, 3, "expected a key in double quotes");
    row("line break with return", "[\r\n1\r\n2]", 3, 1, "expected a comma or ]");
    row("right after a line break", "{\"a\":1\n", 2, 1, "the text ends inside an object");
    row("column counts bytes", "[\"\u00e9\",x]", 1, 7, "expected a value");
    row("array cut", "[1, ", 1, 5, "the text ends inside an array");
    row("string cut", "[\"ab", 1, 5, "the text ends inside a string");
    row("number cut", "[12", 1, 4, "the text ends inside a number");
    row("word cut", "[fal", 1, 5, "the text ends inside a word");
    row("word wrong", "[fall", 1, 5, "expected true, false or null");
    row("colon", "{\"a\"=1}", 1, 5, "expected a colon after the key");
    row("comma or brace", "{\"a\":1=}", 1, 7, "expected a comma or }");
    row("escape", "\"\\q\"", 1, 3, "unknown escape in a string");
    row("hexadecimal", "\"\\u12x4\"", 1, 6, "expected four hexadecimal digits after \\u");
    row("control character", "[\"a\nb\"]", 1, 4, "a control character inside a string must be escaped");
    row("digit", "[1.x]", 1, 4, "expected a digit");
    row("after a value", "[1x]", 1, 3, "unexpected character after a value");
    row("after the root", "[1]\n[2]", 2, 1, "there is more text after the end of the value");
}

void TestJsonGrammar::place() {
    QFETCH(QByteArray, text);
    const auto document = ResultDocument::fromBytes(text);
    QVERIFY(document->fault());
    QTEST(document->fault()->line, "line");
    QTEST(document->fault()->column, "column");
    QTEST(document->fault()->message, "message");
}

void TestJsonGrammar::shortTextsAgreeWithTheReference_data() {
    QTest::addColumn<QByteArray>("alphabet");
    QTest::addColumn<int>("length");
    QTest::newRow("structure") << QByteArray("[]{},:\"1") << 6;
    QTest::newRow("numbers") << QByteArray("01-+.eE ") << 5;
    QTest::newRow("strings") << QByteArray("\"\\u0nD\n,") << 5;
    QTest::newRow("all") << QByteArray("[]{},:\"\\-0.e \x80") << 4;
}

void TestJsonGrammar::shortTextsAgreeWithTheReference() {
    QFETCH(QByteArray, alphabet);
    QFETCH(int, length);
    qsizetype count = 1;
    for (int i = 0; i < length; ++i)
        count *= alphabet.size();
    for (qsizetype number = 0; number < count; ++number) {
        QByteArray text;
        for (qsizetype rest = number, i = 0; i < length; ++i, rest /= alphabet.size())
            text += alphabet[rest % alphabet.size()];
        const auto document = ResultDocument::fromBytes(text);
        const qint64 offset = document->fault() ? document->fault()->offset : -1;
        if (offset != referenceFault(text))
            QFAIL("disagree about " + text.toPercentEncoding());
    }
}

void TestJsonGrammar::mutationsAgreeWithTheReference() {
    const QByteArray original =
        R"({"a":[1,-2.5e3,"x\n\u00e9\"",{"b":{},"b":[]}],"extractions":[{"split_name":"s",)"
        R"("fields":{"n":{"value":12,"value_override":null,"confidence":0.5,)"
        R"("evidence":[{"text":"q","page_number":1}]},"t":[{"c":{"value":[1, 2]}}]}}],)"
        R"("z":[true,false,null,"é🚀"]})";
    std::mt19937 random(20240315); // seeded: the same run everywhere
    const auto below = [&](qsizetype limit) {
        return qsizetype(random() % quint32(limit));
    };
    const QByteArray tokens = bytes("[]{},:\"\\-+.0123456789eEtrufalsn \n\0\xff\x80\xe2");
    int stillJson = 0;
    for (int i = 0; i < 20000; ++i) {
        QByteArray text = original;
        for (qsizetype changes = 1 + below(4); changes > 0 && !text.isEmpty(); --changes) {
            const qsizetype at = below(text.size());
            switch (below(5)) {
            case 0:
                text[at] = tokens[below(tokens.size())];
                break;
            case 1:
                text.insert(at, tokens[below(tokens.size())]);
                break;
            case 2:
                text.remove(at, 1 + below(3));
                break;
            case 3:
                text.insert(below(text.size()), text.mid(at, 1 + below(20)));
                break;
            default:
                if (below(4) == 0)
                    text.truncate(at);
            }
        }
        const auto document = ResultDocument::fromBytes(text);
        const qint64 offset = document->fault() ? document->fault()->offset : -1;
        if (offset != referenceFault(text))
            QFAIL("disagree about " + text.toPercentEncoding());
        stillJson += offset < 0;

        for (const results::JsonNode &node : allNodes(*document)) {
            QVERIFY(node.begin < node.end && node.end <= text.size());
            const QString whole = document->text(node);
            QVERIFY(whole.startsWith(document->preview(node, 3).left(2)));
        }
        results::JsonTreeModel tree;
        tree.setDocument(document);
        for (int row = 0; row < tree.rowCount(); ++row) {
            const QModelIndex index = tree.index(row, 1);
            QVERIFY(index.data().isValid());
            QVERIFY(tree.indexOfPath(index.data(results::JsonTreeModel::PathRole).toString()).isValid());
        }
        results::FieldsModel fields;
        fields.setFields(results::readFields(*document));
        QCOMPARE(results::fieldsAsText(fields.fields()).isEmpty(), fields.fields().isEmpty());
    }
    // Both sides of the grammar were visited.
    QVERIFY(stillJson > 1000);
    QVERIFY(stillJson < 19000);
}
