// SPDX-License-Identifier: MIT
#include "tests/results/jsoncorpus.h"

using namespace Qt::StringLiterals;

namespace {

/// With NUL bytes in it.
template<size_t N>
QByteArray bytes(const char (&literal)[N]) {
    return QByteArray(literal, N - 1);
}

void addArrays(QList<CorpusRow> &rows) {
    const auto row = [&rows](const char *name, const QByteArray &text, qint64 fault,
                         const QStringList &shown = {}) {
        rows.append({name, text, shown, fault});
    };
    row("n array, no comma", "[1 true]", 3, {u"[0]|1"_s});
    row("n array, colon for a comma", R"(["": 1])", 3, {u"[0]|"_s});
    row("n array, comma behind it", R"([""],)", 4, {u"[0]|"_s});
    row("n array, two commas", "[1,,2]", 3, {u"[0]|1"_s});
    row("n array, comma and nothing", "[1,]", 3, {u"[0]|1"_s});
    row("n array, two commas at the end", "[1,,]", 3, {u"[0]|1"_s});
    row("n array, only a comma", "[,]", 1);
    row("n array, comma first", "[,1]", 1);
    row("n array, closed twice", R"(["x"]])", 5, {u"[0]|x"_s});
    row("n array, not closed", R"(["x")", 4, {u"[0]|x"_s});
    row("n array, not closed, comma", "[1,", 3, {u"[0]|1"_s});
    row("n array, not closed, number", "[1,\n1", 5, {u"[0]|1"_s});
    row("n array, not closed, object", "[{}", 3, {u"[0]|{}"_s});
    row("n array, inner not closed", "[3[4]]", 2, {u"[0]|3"_s});
    row("n array, asterisk", "[*]", 1);
    row("n array, minus", "[-]", 2);
    row("n array, word without quotes", "[a]", 1);
    row("n array, word with a blank", "[fals e]", 5);
    row("n array, closed by a brace", "[1}", 2, {u"[0]|1"_s});
    row("n array, only opened", "[", 1);
    row("n array, many opened", QByteArray(40, '['), 40, [] {
        QStringList lines;
        for (int i = 1; i < 40; ++i)
            lines.append(QString(2 * (i - 1), u' ') + u"[0]|"_s + QString(40 - i, u'['));
        return lines;
    }());
    row("n array, line break in a string", "[\"a\n\"]", 3);
    row("n array, escaped blank between", "[\\u0020 1]", 1);
    row("n array, form feed", "[\f]", 1);
    row("n array, vertical tab", "[\"\va\"\\f]", 2);
    row("n array, no-break space", "[\u00A0]", 1);
    row("n array, word joiner", "[\u2060]", 1);
    row("n array, byte order mark", "[\xEF\xBB\xBF 1]", 1);
    row("n array, dots", "[1,...]", 3, {u"[0]|1"_s});
    row("n array, spread", "[...[1]]", 1);
    row("n array, key in it", R"(["a":1])", 4, {u"[0]|a"_s});
    row("n array, NUL", bytes("[1,\0]"), 3, {u"[0]|1"_s});
    row("n array, bad byte", "[\xFF]", 1);
    row("n array, bad byte behind a number", "[1\xE5]", 2);
}

void addObjects(QList<CorpusRow> &rows) {
    const auto row = [&rows](const char *name, const QByteArray &text, qint64 fault,
                         const QStringList &shown = {}) {
        rows.append({name, text, shown, fault});
    };
    row("n object, no colon", R"({"a" "b"})", 5);
    row("n object, no value", R"({"a":)", 5);
    row("n object, key alone", R"({"a")", 4);
    row("n object, comma for a colon", R"({"x", null})", 4);
    row("n object, two colons", R"({"x"::"b"})", 5);
    row("n object, two colons in a row of members", R"({"a":1:2})", 6, {u"a|1"_s});
    row("n object, comma at the end", R"({"id":0,})", 8, {u"id|0"_s});
    row("n object, commas at the end", R"({"id":0,,,,,})", 8, {u"id|0"_s});
    row("n object, two commas", R"({"a":"b",,"c":"d"})", 9, {u"a|b"_s});
    row("n object, comma first", R"({,"a":1})", 1);
    row("n object, no comma", R"({"a":true "b":1})", 10, {u"a|true"_s});
    row("n object, key in single quotes", "{'a':0}", 1);
    row("n object, key without quotes", "{a: \"b\"}", 1);
    row("n object, number for a key", "{1:1}", 1);
    row("n object, huge number for a key", "{9999E9999:1}", 1);
    row("n object, null for a key", "{null:null,null:null}", 1);
    row("n object, emoji for a key", "{🇨🇭}", 1);
    row("n object, array for a key", "{[]:1}", 1);
    row("n object, brackets for a key", "{[: \"x\"}", 1);
    row("n object, comment behind", R"({"a":"b"}/**/)", 9, {u"a|b"_s});
    row("n object, comment opened behind", R"({"a":"b"}/**//)", 9, {u"a|b"_s});
    row("n object, comment of a line", R"({"a":"b"}//)", 9, {u"a|b"_s});
    row("n object, hash behind", R"({"a":"b"}#)", 9, {u"a|b"_s});
    row("n object, comment in it", R"({"a":/*x*/"b"})", 5);
    row("n object, not closed", R"({"asd":"asd")", 12, {u"asd|asd"_s});
    row("n object, value not closed", R"({"a":"a)", 7);
    row("n object, closed by a bracket", R"({"a":1])", 6, {u"a|1"_s});
    row("n object, only opened", "{", 1);
    row("n object, closed twice", R"({"a": true}})", 11, {u"a|true"_s});
    row("n object, value and no key", "{1}", 1);
    row("n object, two keys", R"({"a","b"})", 4);
    row("n object, garbage behind the value", R"({"a":"a" 123})", 9, {u"a|a"_s});
    row("n object, bad byte for a key", "{\xB9\"0\":1}", 1);
    row("n object, escape outside of a string", "{\\\"a\":1}", 1);
    row("n object, key not closed", R"({"a:1})", 6);
    row("n object, inner fault", R"({"a":1,"b":[2,{"c":3,"d":x}],"e":4})", 25,
        {u"a|1"_s, u"b|[2,{\"c\":3"_s, u"  [0]|2"_s, u"  [1]|{\"c\":3"_s, u"    c|3"_s});
}

void addNumbers(QList<CorpusRow> &rows) {
    const auto row = [&rows](const char *name, const QByteArray &inner, qint64 fault) {
        rows.append({name, '[' + inner + ']', {}, fault + 1}); // behind the bracket
    };
    row("n number, plus", "+1", 0);
    row("n number, two pluses", "++1234", 0);
    row("n number, plus infinity", "+Inf", 0);
    row("n number, minus and zeros", "-01", 2);
    row("n number, minus and point", "-.123", 1);
    row("n number, minus, point at the end", "-2.", 3);
    row("n number, minus and a blank", "- 1", 1);
    row("n number, minus and a word", "-foo", 1);
    row("n number, minus infinity", "-Infinity", 1);
    row("n number, minus NaN", "-NaN", 1);
    row("n number, two minuses", "--2.", 1);
    row("n number, point first", ".123", 0);
    row("n number, point and minus", ".-1", 0);
    row("n number, point at the end", "1.", 2);
    row("n number, two points", "1.2.3", 3);
    row("n number, point and exponent", "0.e1", 2);
    row("n number, e alone", "0e", 2);
    row("n number, E alone", "0E", 2);
    row("n number, e plus", "0e+", 3);
    row("n number, e minus", "1.0e-", 5);
    row("n number, e behind a fraction", "0.3e", 4);
    row("n number, e and two signs", "0e+-1", 3);
    row("n number, e with a blank", "1eE2", 2);
    row("n number, blank between digits", "1 000.0", 2);
    rows.last().shown = {u"[0]|1"_s};
    row("n number, zeros first", "012", 1);
    row("n number, zeros only", "000", 1);
    row("n number, hexadecimal", "0x42", 1);
    row("n number, hexadecimal without digits", "0x", 1);
    row("n number, infinity", "Inf", 0);
    row("n number, NaN", "NaN", 0);
    row("n number, an expression", "1+2", 1);
    row("n number, letter behind", "1.8011670033376514H-308", 18);
    row("n number, letter in the exponent", "1ea", 2);
    row("n number, bad byte", "123\xE5", 3);
    row("n number, bad byte in the exponent", "1e1\xE5", 3);
    row("n number, wide digit", "\xEF\xBC\x91", 0);
    row("n number, comma for the point", "1,5,", 4);
    rows.last().shown = {u"[0]|1"_s, u"[1]|5"_s};
    row("n number, apostrophe", "1'000", 1);
    rows.last().shown = {u"[0]|1"_s};
    row("n number, suffix", "10L", 2);
}

void addStrings(QList<CorpusRow> &rows) {
    const auto row = [&rows](const char *name, const QByteArray &inner, qint64 fault) {
        rows.append({name, '[' + inner + ']', {}, fault + 1});
    };
    row("n string, single quotes", "'a'", 0);
    row("n string, one single quote", "'", 0);
    row("n string, backticks", "`a`", 0);
    row("n string, curly quotes", "“a”", 0);
    row("n string, escaped x", R"("\x00")", 2);
    row("n string, escaped emoji", "\"\\🌀\"", 2);
    row("n string, escaped bad byte", "\"\\\xE5\"", 2);
    row("n string, escaped zero", R"("\0")", 2);
    row("n string, escaped a", R"("\a")", 2);
    row("n string, escaped blank", R"("\ ")", 2);
    row("n string, escaped tab", "\"\\\t\"", 2);
    row("n string, capital U", R"("\UA66D")", 2);
    row("n string, escape cut", R"("\")", 4);
    row("n string, three backslashes", R"("\\\")", 6);
    row("n string, u alone", R"("\u")", 3);
    row("n string, u and two digits", R"("\u00")", 5);
    row("n string, u and three digits", R"("\u00A")", 6);
    row("n string, u and a letter", R"("\uqqqq")", 3);
    row("n string, second of a pair cut", R"("\uD834\uDd")", 11);
    row("n string, second of a pair without digits", R"("\uD800\u")", 9);
    row("n string, second of a pair x", R"("\uD800\u1x")", 10);
    row("n string, second of a pair without u", R"("\uD800\")", 10);
    row("n string, line feed", "\"new\nline\"", 4);
    row("n string, tab", "\"\t\"", 1);
    row("n string, NUL", bytes("\"a\0a\""), 2);
    row("n string, unit separator", "\"\x1f\"", 1);
    row("n string, not opened", "a\"", 0);
    row("n string, two without a comma", R"("a""b")", 3);
    rows.last().shown = {u"[0]|a"_s};
    row("n string, plus between two", R"("a"+"b")", 3);
    rows.last().shown = {u"[0]|a"_s};
    row("n word, capital", "True", 0);
    row("n word, cut", "tru", 3);
    row("n word, cut nul", "nul", 3);
    row("n word, one letter more", "nulll", 4);
    row("n word, one letter wrong", "falsy", 4);
    row("n word, undefined", "undefined", 0);
    row("n word, two together", "truefalse", 4);
    row("n word, digit behind", "true1", 4);
}

void addWholes(QList<CorpusRow> &rows) {
    const auto row = [&rows](const char *name, const QByteArray &text, qint64 fault,
                         const QStringList &shown = {}) {
        rows.append({name, text, shown, fault, true});
    };
    row("n nothing", "", 0);
    row("n blank", " ", 1);
    row("n only a byte order mark", "\xEF\xBB\xBF", 3);
    row("n half a byte order mark", "\xEF\xBB{}", 0);
    row("n angle brackets", "<.>", 0);
    row("n angle bracket and null", "<null>", 0);
    row("n HTML", "<!DOCTYPE html><p>504</p>", 0);
    row("n two values", "[][]", 2);
    row("n two values in lines", "{\"a\":1}\n{\"a\":2}", 8, {u"a|1"_s});
    row("n two words", "true false", 5, {u"$|true"_s});
    row("n comma behind", "{},", 2);
    row("n asterisk behind", "{}*", 2);
    row("n semicolon behind", "[1];", 3, {u"[0]|1"_s});
    row("n NUL behind", bytes("[1]\0"), 3, {u"[0]|1"_s});
    row("n NUL before", bytes("\0[1]"), 0);
    row("n brace alone", "}", 0);
    row("n bracket alone", "]", 0);
    row("n form feed before", "\f[]", 0);
    row("n escaped blank before", "\\u0020[]", 0);
    row("n padding of a script", ")]}',\n{}", 0);
    row("n call of a function", "callback({})", 0);
    row("n bare letters", "asd", 0);
    row("n bare quote", "\"", 1);
    row("n bare string not closed", "\"asd", 4);
    row("n bare minus", "-", 1);
    row("n open brace, open bracket", "{[", 1);
    row("n open bracket, open brace, quote", "[{\"", 3, {u"[0]|{"_s});
    row("n deep and cut in a key", "[[{\"a\":{\"b", 10,
        {u"[0]|[{\"a\":{"_s, u"  [0]|{\"a\":{"_s, u"    a|{"_s});
}

} // namespace

void addInvalidJson(QList<CorpusRow> &rows) {
    addArrays(rows);
    addObjects(rows);
    addNumbers(rows);
    addStrings(rows);
    addWholes(rows);
}

QList<CorpusRow> jsonCorpus() {
    QList<CorpusRow> rows;
    addValidJson(rows);
    addInvalidJson(rows);
    addOpenJson(rows);
    return rows;
}
