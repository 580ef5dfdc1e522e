// SPDX-License-Identifier: MIT
#include "tests/results/jsoncorpus.h"

using namespace Qt::StringLiterals;

namespace {

/// An array of one: what stands in it, as sent and as shown.
void one(QList<CorpusRow> &rows, const char *name, const QByteArray &inner, const QString &shown) {
    rows.append({name, '[' + inner + ']', {u"[0]|"_s + shown}});
}

void addStructures(QList<CorpusRow> &rows) {
    const auto row = [&rows](const char *name, const QByteArray &text, const QStringList &shown) {
        rows.append({name, text, shown});
    };
    row("y array empty", "[]", {});
    row("y array with blanks", "[ \t\n\r ]", {});
    row("y array of an empty string", R"([""])", {u"[0]|"_s});
    row("y array of arrays", "[[]   ]", {u"[0]|[]"_s});
    row("y array of an object", "[{}]", {u"[0]|{}"_s});
    row("y array of all types", R"([null, 1, "1", {}, [], false])",
        {u"[0]|null"_s, u"[1]|1"_s, u"[2]|1"_s, u"[3]|{}"_s, u"[4]|[]"_s, u"[5]|false"_s});
    row("y array, line breaks around", "[1\n]\r\n", {u"[0]|1"_s});
    row("y array, blank before", " [1]", {u"[0]|1"_s});
    row("y array, blank behind", "[2] ", {u"[0]|2"_s});
    row("y array of several nulls", "[1,null,null,null,2]",
        {u"[0]|1"_s, u"[1]|null"_s, u"[2]|null"_s, u"[3]|null"_s, u"[4]|2"_s});
    row("y object empty", "{}", {});
    row("y object with blanks", "{\n\t }", {});
    row("y object", R"({"asd":"sdf", "dfg":"fgh"})", {u"asd|sdf"_s, u"dfg|fgh"_s});
    row("y object of one", R"({"asd":"sdf"})", {u"asd|sdf"_s});
    row("y object, key twice", R"({"a":"b","a":"c"})", {u"a|b"_s, u"a|c"_s});
    row("y object, key and value twice", R"({"a":"b","a":"b"})", {u"a|b"_s, u"a|b"_s});
    row("y object, key written in two ways", R"({"a":1,"\u0061":2})", {u"a|1"_s, u"a|2"_s});
    row("y object, key empty", R"({"":0})", {u"|0"_s});
    row("y object, key with an escaped NUL", R"({"foo\u0000bar": 42})", {u"foo␀bar|42"_s});
    row("y object, order of the text", R"({"z":1,"10":2,"9":3,"A":4,"a":5})",
        {u"z|1"_s, u"10|2"_s, u"9|3"_s, u"A|4"_s, u"a|5"_s});
    row("y object, largest numbers", R"({ "min": -1.0e+28, "max": 1.0e+28 })",
        {u"min|-1.0e+28"_s, u"max|1.0e+28"_s});
    row("y object, long key", R"({"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": [{"id": "y"}], "id": "x"})",
        {u"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx|[{\"id\": \"y\"}]"_s, u"  [0]|{\"id\": \"y\"}"_s,
            u"    id|y"_s, u"id|x"_s});
    row("y object, escapes in the key", R"({"\u041f\u043e\u043b\"\\\/":1})", {u"Пол\"\\/|1"_s});
    row("y object, line breaks everywhere", "{\n\"a\"\r:\n\"b\"\t,\n\"c\":[\n]\n}", {u"a|b"_s, u"c|[↵]"_s});
    row("y object in an object", R"({"a":{"b":{"c":{}}}})",
        {u"a|{\"b\":{\"c\":{}}}"_s, u"  b|{\"c\":{}}"_s, u"    c|{}"_s});
    row("y brackets in strings", R"({"]}":"{[","[":["}",","]})",
        {u"]}|{["_s, u"[|[\"}\",\",\"]"_s, u"  [0]|}"_s, u"  [1]|,"_s});
    row("y containers side by side", "[[1],[2],{\"a\":[3]}]",
        {u"[0]|[1]"_s, u"  [0]|1"_s, u"[1]|[2]"_s, u"  [0]|2"_s, u"[2]|{\"a\":[3]}"_s, u"  a|[3]"_s,
            u"    [0]|3"_s});
    row("y lone null", "null", {u"$|null"_s});
    row("y lone true", "true", {u"$|true"_s});
    row("y lone false", "false", {u"$|false"_s});
    row("y lone integer", "42", {u"$|42"_s});
    row("y lone negative", "-0.1", {u"$|-0.1"_s});
    row("y lone string", "\"asd\"", {u"$|asd"_s});
    row("y lone empty string", "\"\"", {u"$|"_s});
    row("y lone string with blanks around", " \"x y\" \n", {u"$|x y"_s});
    row("y words", "[true,false,null]", {u"[0]|true"_s, u"[1]|false"_s, u"[2]|null"_s});
}

void addNumbers(QList<CorpusRow> &rows) {
    one(rows, "y number", "123e65", u"123e65"_s);
    one(rows, "y number 0e+1", "0e+1", u"0e+1"_s);
    one(rows, "y number 0e1", "0e1", u"0e1"_s);
    one(rows, "y number behind a blank", " 4", u"4"_s);
    one(rows, "y number close to zero",
        "-0.000000000000000000000000000000000000000000000000000000000000000000000000000001",
        u"-0.000000000000000000000000000000000000000000000000000000000000000000000000000001"_s);
    one(rows, "y number, exponent", "20e1", u"20e1"_s);
    one(rows, "y number, minus zero", "-0", u"-0"_s);
    one(rows, "y number, minus zero point zero", "-0.0", u"-0.0"_s);
    one(rows, "y number, negative", "-123", u"-123"_s);
    one(rows, "y number, minus one", "-1", u"-1"_s);
    one(rows, "y number, capital E", "1E22", u"1E22"_s);
    one(rows, "y number, capital E minus", "1E-2", u"1E-2"_s);
    one(rows, "y number, capital E plus", "1E+2", u"1E+2"_s);
    one(rows, "y number, fraction and exponent", "123.456e78", u"123.456e78"_s);
    one(rows, "y number, fraction", "123.456789", u"123.456789"_s);
    one(rows, "y number, zeros at its end", "1.10", u"1.10"_s);
    one(rows, "y number, only zeros behind the point", "1.000", u"1.000"_s);
    one(rows, "y number, exponent with zeros", "1e-0003", u"1e-0003"_s);
    one(rows, "y number, 53 bits and one", "9007199254740993", u"9007199254740993"_s);
    one(rows, "y number, largest of 63 bits", "9223372036854775807", u"9223372036854775807"_s);
    one(rows, "y number, smallest of 63 bits", "-9223372036854775808", u"-9223372036854775808"_s);
    one(rows, "y number, 64 bits", "12345678901234567890", u"12345678901234567890"_s);
    one(rows, "y number, largest of 64 bits", "18446744073709551615", u"18446744073709551615"_s);
    one(rows, "y number, more digits than a double has",
        "0.3000000000000000444089209850062616169452667236328125",
        u"0.3000000000000000444089209850062616169452667236328125"_s);
    one(rows, "y number, largest double", "1.7976931348623157e308", u"1.7976931348623157e308"_s);
    one(rows, "y number, smallest double", "5e-324", u"5e-324"_s);
}

void addStrings(QList<CorpusRow> &rows) {
    one(rows, "y string, one to three bytes in escapes", R"("\u0060\u012a\u12AB")", u"`Īካ"_s);
    one(rows, "y string, pair of surrogates", R"("\uD801\udc37")", u"𐐷"_s);
    one(rows, "y string, two pairs", R"("\ud83d\ude39\ud83d\udc8d")", u"😹💍"_s);
    one(rows, "y string, all short escapes", R"("\"\\\/\b\f\n\r\t")", u"\"\\/␈␌↵↵ "_s);
    one(rows, "y string, backslash and quote", R"("\\\"")", u"\\\""_s);
    one(rows, "y string, backslash and u", R"("\\u0000")", u"\\u0000"_s);
    one(rows, "y string, backslash at its end", R"("a\\")", u"a\\"_s);
    one(rows, "y string, quote only", R"("\"")", u"\""_s);
    one(rows, "y string, backslash and n", R"("\\n")", u"\\n"_s);
    one(rows, "y string, escaped control character", R"("\u0012")", u"␒"_s);
    one(rows, "y string, escaped NUL", R"("\u0000")", u"␀"_s);
    one(rows, "y string, escaped noncharacter", R"("\uFFFF")", u"\uFFFF"_s);
    one(rows, "y string, escaped noncharacter beyond 16 bits", R"("\uD83F\uDFFE")",
        QString::fromUtf8("\xF0\x9F\xBF\xBE"));
    one(rows, "y string, escaped byte order mark", R"("\uFEFFx")", u"\uFEFFx"_s);
    one(rows, "y string, noncharacter", "\"\xEF\xBF\xBF\"", u"\uFFFF"_s);
    one(rows, "y string, last character of all", "\"\xF4\x8F\xBF\xBF\"",
        QString::fromUtf8("\xF4\x8F\xBF\xBF"));
    one(rows, "y string, byte order mark in it", "\"\xEF\xBB\xBF\"", u"\uFEFF"_s);
    one(rows, "y string, blanks in it", "\" a  b \"", u" a  b "_s);
    one(rows, "y string, comment in it", R"("a/*b*/c/*d//e")", u"a/*b*/c/*d//e"_s);
    one(rows, "y string, pi", "\"π\"", u"π"_s);
    one(rows, "y string, four bytes", "\"𛿿\"", u"𛿿"_s);
    one(rows, "y string, lower and upper digits", R"("\u00e9\u00E9")", u"éé"_s);
    one(rows, "y string, separators of lines", "\"\xE2\x80\xA8\xE2\x80\xA9\"", u"↵↵"_s);
    one(rows, "y string, separator of lines escaped", R"("\u2028")", u"↵"_s);
    one(rows, "y string, delete", "\"\x7f\"", u"\u2421"_s);
    one(rows, "y string, no-break space", "\"\u00A0\"", u"\u00A0"_s);
    one(rows, "y string, escaped no-break space", R"("\u00A0")", u"\u00A0"_s);
    one(rows, "y string, last of two bytes, first of three", "\"\u07FF\u0800\"", u"\u07FF\u0800"_s);
    one(rows, "y string, escapes behind many letters",
        "\"" + QByteArray(100, 'a') + "\\u0022\\\\" + QByteArray(100, 'b') + "\"",
        QString(100, u'a') + u"\"\\"_s + QString(100, u'b'));
    one(rows, "y string, sixty-four backslashes", "\"" + QByteArray(64, '\\') + "\"", QString(32, u'\\'));
    one(rows, "y string, sixty-three bytes and an escape", "\"" + QByteArray(60, 'x') + "\\\"" + "\"",
        QString(60, u'x') + u'"');
}

} // namespace

void addValidJson(QList<CorpusRow> &rows) {
    addStructures(rows);
    addNumbers(rows);
    addStrings(rows);
}
