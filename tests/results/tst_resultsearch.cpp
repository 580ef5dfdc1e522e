// SPDX-License-Identifier: MIT
#include "tests/results/tst_resultsearch.h"

#include "app/results/hitwalker.h"
#include "app/results/matchtree.h"
#include "app/results/resultsearch.h"
#include "tests/bench/resultdata.h"
#include "tests/results/referencesearch.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using results::ByteSource;
using results::Hit;
using results::HitList;
using results::Hits;
using results::HitWalker;
using results::Processor;
using results::ResultDocument;
using results::ResultDocumentPtr;
using results::SearchOptions;
using results::SearchQuery;
using results::SearchTally;
using Scope = SearchQuery::Scope;

namespace {

enum Flag { Sensitive = 1, Word = 2, Keys = 4, Values = 8, Expression = 16 };

const std::atomic_bool never = false;

SearchQuery query(const QString &text, int flags = 0) {
    SearchQuery made;
    made.text = text;
    made.caseSensitive = flags & Sensitive;
    made.wholeWord = flags & Word;
    made.regularExpression = flags & Expression;
    made.scope = flags & Keys ? Scope::Keys : flags & Values ? Scope::Values : Scope::KeysAndValues;
    return made;
}

struct Found {
    Hits hits;
    SearchTally tally;
};

Found search(const ResultDocument &document, const SearchQuery &wanted, const SearchOptions &options = {}) {
    Found found;
    found.tally = results::searchResult(
        document, wanted,
        [&found](Hits hits) { found.hits.insert(found.hits.end(), hits.begin(), hits.end()); }, never,
        options);
    return found;
}

std::vector<Processor> processors() {
    std::vector<Processor> kinds{Processor::Any};
    for (const Processor kind : {Processor::Avx2, Processor::Avx512}) {
        if (kind <= results::processor())
            kinds.push_back(kind);
    }
    return kinds;
}

/// The texts of the hits as they stand, keys with a colon.
QByteArray written(const ResultDocument &document, const Hits &hits) {
    QByteArrayList texts;
    for (const Hit &hit : hits)
        texts += document.bytes().sliced(hit.begin(), hit.end() - hit.begin()).toByteArray() +
                 (hit.inKey() ? ":" : "");
    return texts.join(' ');
}

QByteArray words(const Hits &hits) {
    QByteArray text;
    for (const Hit &hit : hits)
        text += QByteArray::number(hit.begin()) + '-' + QByteArray::number(hit.end()) +
                (hit.inKey() ? "k " : " ");
    return text;
}

} // namespace

void TestResultSearch::tokensAreFound_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("flags");
    QTest::addColumn<QByteArray>("hits");

    const auto row = [](const char *name, const char *json, const QString &text, int flags,
                         const char *hits) {
        QTest::newRow(name) << QByteArray(json) << text << flags << QByteArray(hits);
    };
    row("nothing", R"(["a"])", u""_s, 0, "");
    row("once a token", R"(["aba","b","a"])", u"a"_s, 0, R"("aba" "a")");
    row("root", R"( "abc" )", u"b"_s, 0, R"("abc")");
    row("root number", " 125 ", u"25"_s, 0, "125");
    row("key and value", R"({"total":"total","x":1})", u"total"_s, 0, R"("total": "total")");
    row("only keys", R"({"total" : "total"})", u"total"_s, Keys, R"("total":)");
    row("only values", "{\"total\"\n:\"total\",\"a\":[\"total\"]}", u"total"_s, Values, R"("total" "total")");
    row("numbers are no keys", R"({"12":12})", u"12"_s, Keys, R"("12":)");
    row("doubled keys", R"({"a":1,"a":2})", u"a"_s, 0, R"("a": "a":)");
    row("empty strings", R"({"":"","a":"b"})", u"b"_s, 0, R"("b")");
    row("numbers as written", R"([1.10,1e400,-0,12345678901234567890])", u"1.1"_s, 0, "1.10");
    row("big number", R"([1.10,1e400,-0,12345678901234567890])", u"890"_s, 0, "12345678901234567890");
    row("exponent", R"([1E400,1e400])", u"1e4"_s, 0, "1E400 1e400");
    row("exponent as written", R"([1E400,1e400])", u"1e4"_s, Sensitive, "1e400");
    row("words", R"([true,false,null,"null"])", u"ul"_s, 0, R"(null "null")");
    row("case", R"(["Total","TOTAL","total"])", u"tOTal"_s, 0, R"("Total" "TOTAL" "total")");
    row("case kept", R"(["Total","TOTAL","total"])", u"Total"_s, Sensitive, R"("Total")");
    row("no letters", R"(["@@","``","[[","{{"])", u"[["_s, 0, R"("[[")");
    row("across values", R"(["ab","cd"])", u"b\",\"c"_s, 0, "");
    row("across numbers", "[1,2]", u"1,2"_s, 0, "");
    row("brackets", "[[1]]", u"["_s, 0, "");
    row("comma in a string", R"(["1,2",1,2])", u"1,2"_s, 0, R"("1,2")");
    row("space outside", "[ 1 , \"a b\" ]", u" "_s, 0, R"("a b")");
    row("colon outside", R"({"a":"b:c"})", u":"_s, 0, R"("b:c")");
    row("umlaut", R"(["Müller","MÜLLER","Muller"])", u"mül"_s, 0, R"("Müller" "MÜLLER")");
    row("umlaut first", R"(["Über","über","uber"])", u"über"_s, 0, R"("Über" "über")");
    row("umlaut kept", R"(["Über","über"])", u"über"_s, Sensitive, R"("über")");
    row("umlaut alone", R"(["Ä","ä","Ö"])", u"ä"_s, 0, R"("Ä" "ä")");
    row("y with dots, forms of other bytes", "[\"\u0178\",\"\u00ff\"]", u"\u00ff"_s, 0,
        "\"\u0178\" \"\u00ff\"");
    row("sharp s", R"(["Straße","STRASSE"])", u"straße"_s, 0, R"("Straße")");
    row("long s and Kelvin", R"(["sK","ſK"])", u"Sk"_s, 0, R"("sK" "ſK")");
    row("Kelvin alone", R"(["k","K"])", u"k"_s, 0, R"("k" "K")");
    row("Greek", R"(["ΣΟΦΟΣ","σοφος"])", u"σοφος"_s, 0, R"("ΣΟΦΟΣ" "σοφος")");
    row("forms of several lengths inside", R"(["Ⱥb","ⱥB"])", u"ⱥb"_s, 0, R"("Ⱥb" "ⱥB")");
    row("letters after such forms", R"(["xȺyz","XⱥYZ"])", u"xȺyz"_s, 0, R"("xȺyz" "XⱥYZ")");
    row("emoji", R"(["a😀b","😁"])", u"😀"_s, 0, R"("a😀b")");
    row("Deseret letters fold", "[\"\U00010400\"]", u"\U00010428"_s, 0, "\"\U00010400\"");

    row("escaped letter", R"(["caf\u00e9","caf\u00E9","café","cafe"])", u"café"_s, 0,
        R"("caf\u00e9" "caf\u00E9" "café")");
    row("escaped letter of the other case", R"(["\u00c9t\u00e9"])", u"été"_s, 0, R"("\u00c9t\u00e9")");
    row("escaped ASCII", R"(["\u0041bc"])", u"abc"_s, 0, R"("\u0041bc")");
    row("escaped key", R"({"\u00e9":1})", u"é"_s, Keys, R"("\u00e9":)");
    row("raw letters of an escape", R"(["\u00e9"])", u"00e9"_s, 0, "");
    row("last letter of an escape", R"(["\u00e9x"])", u"9x"_s, 0, "");
    row("u of an escape", R"(["\u00e9"])", u"u"_s, 0, "");
    row("n of an escape", R"(["a\nb"])", u"nb"_s, 0, "");
    row("n after a backslash", R"(["a\\nb"])", u"nb"_s, 0, R"("a\\nb")");
    row("backslash and n", R"(["a\\nb","a\nb"])", u"\\n"_s, 0, R"("a\\nb")");
    row("hex after a backslash", R"(["\\u00e9"])", u"00e9"_s, 0, R"("\\u00e9")");
    row("behind an escape", R"(["\u00e9abc"])", u"abc"_s, 0, R"("\u00e9abc")");
    row("line break", R"(["a\nb","a b"])", u"a\nb"_s, 0, R"("a\nb")");
    row("tab", R"(["a\tb"])", u"\t"_s, 0, R"("a\tb")");
    row("quote", R"(["say \"hi\"","hi"])", u"\"hi\""_s, 0, R"("say \"hi\"")");
    row("quote as number", R"(["\u0022"])", u"\""_s, 0, R"("\u0022")");
    row("slash", R"(["a\/b","a/b","a\u002fb"])", u"a/b"_s, 0, R"("a\/b" "a/b" "a\u002fb")");
    row("backslash", R"(["C:\\dir"])", u"c:\\d"_s, 0, R"("C:\\dir")");
    row("backspace", R"(["\b"])", u"\b"_s, 0, R"("\b")");
    row("NUL", R"(["a\u0000b","ab"])", u"a\0b"_s, 0, R"("a\u0000b")");
    row("surrogate pair", R"(["\ud83d\ude00","\uD83D\uDE01","😀"])", u"😀"_s, 0, R"("\ud83d\ude00" "😀")");
    row("lone surrogate", R"(["\ud83d","x"])", u"😀"_s, 0, "");
    row("lone surrogates read as U+FFFD", R"(["\ud83d","x"])", u"\uFFFD"_s, 0, R"("\ud83d")");
    row("found before the escape", R"(["abc\u0061"])", u"abc"_s, 0, R"("abc\u0061")");
    row("escaped quote does not end", R"(["\"abc","x"])", u"abc"_s, 0, R"("\"abc")");
    row("two backslashes end", R"(["\\","abc"])", u"abc"_s, 0, R"("abc")");

    row("whole word", R"(["a total b","subtotal","totals","total","total."])", u"total"_s, Word,
        R"("a total b" "total" "total.")");
    row("whole word later on", R"(["totals total"])", u"total"_s, Word, R"("totals total")");
    row("digits beside", R"(["1total","total2","total-2"])", u"total"_s, Word, R"("total-2")");
    row("whole number", R"([12,-12,12.5,112,"12"])", u"12"_s, Word, R"(12 -12 12.5 "12")");
    row("umlaut beside", R"(["übertotal","totalé","é total"])", u"total"_s, Word, R"("é total")");
    row("escaped letter beside", R"(["\u00e9total","total\u00e9","total\u00a0x"])", u"total"_s, Word,
        R"("total\u00a0x")");
    row("line break beside", R"(["a\ntotal\nb"])", u"total"_s, Word, R"("a\ntotal\nb")");
    row("escaped quote beside", R"(["\"total\""])", u"total"_s, Word, R"("\"total\"")");
    row("letters outside the plane beside", "[\"\U00010400total\",\"total\U00010400\",\"😀total\"]",
        u"total"_s, Word, "\"😀total\"");
    row("such letters as escapes", R"(["\ud801\udc00total","total\ud801\udc00","\ud83d\ude00total"])",
        u"total"_s, Word, R"("\ud83d\ude00total")");
    row("whole word in a decoded string", R"(["caf\u00e9s","un caf\u00e9"])", u"café"_s, Word,
        R"("un caf\u00e9")");
    row("nothing at all", "", u"abc"_s, 0, "");
    row("byte order mark", "\xEF\xBB\xBF[\"abc\"]", u"abc"_s, 0, R"("abc")");
    row("bad UTF-8",
        "[\"\xFF"
        "abc\xC3\"]",
        u"abc"_s, Word,
        "\"\xFF"
        "abc\xC3\"");
    row("bad bytes read as U+FFFD", "[\"a\xFF\",\"b\",\"\xC3\",\"\uFFFD\",\"\\ud83d\",\xFE]", u"\uFFFD"_s, 0,
        "\"a\xFF\" \"\xC3\" \"\uFFFD\" \"\\ud83d\" \xFE");
    row("bad byte among letters", "[\"A.\xFF*\",\"ab\xFF*\",\"a.\xFF\"]", u"a.\uFFFD*"_s, 0, "\"A.\xFF*\"");
    row("bad byte, case kept", "[\"A\xFF\",\"a\xFF\"]", u"a\uFFFD"_s, Sensitive, "\"a\xFF\"");
    row("bad byte, whole word", "[\"\xFFx\",\"\xFF x\"]", u"\uFFFD"_s, Word, "\"\xFF x\"");
    row("bad byte in a key", "{\"\xFF\":\"\xFF\"}", u"\uFFFD"_s, Keys, "\"\xFF\":");
    row("no bad byte", "[\"\xFFx\",\"y\"]", u"\uFFFDy"_s, 0, "");
}

void TestResultSearch::tokensAreFound() {
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    QFETCH(int, flags);
    QFETCH(QByteArray, hits);
    if (QLatin1String(QTest::currentDataTag()) == "NUL"_L1)
        text = u"a"_s + QChar(u'\0') + u'b';
    const ResultDocumentPtr document = ResultDocument::fromBytes(json);
    for (const Processor kind : processors()) {
        const Found found = search(*document, query(text, flags), {.kind = kind});
        QCOMPARE(written(*document, found.hits), hits);
        QCOMPARE(found.tally.hits, qint64(found.hits.size()));
        QVERIFY(!found.tally.limited);
    }
}

void TestResultSearch::placesAreThoseOfTheText() {
    const QByteArray json = R"({"a":"x1","b":[17, true]})";
    const ResultDocumentPtr document = ResultDocument::fromBytes(json);
    QCOMPARE(words(search(*document, query(u"1"_s)).hits), "5-9 15-17 ");
    QCOMPARE(words(search(*document, query(u"b"_s)).hits), "10-13k ");
}

void TestResultSearch::expressions_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("flags");
    QTest::addColumn<QByteArray>("hits");

    const auto row = [](const char *name, const char *json, const QString &text, int flags,
                         const char *hits) {
        QTest::newRow(name) << QByteArray(json) << text << flags << QByteArray(hits);
    };
    row("class", R"({"a1":"b2","c":[3, 45]})", u"^[a-c]\\d$"_s, 0, R"("a1": "b2")");
    row("numbers", R"([3, 45,"6"])", u"^\\d+$"_s, 0, R"(3 45 "6")");
    row("keys", R"({"a1":"a1"})", u"a"_s, Keys, R"("a1":)");
    row("values", R"({"a1":"a1"})", u"a"_s, Values, R"("a1")");
    row("decoded", R"(["caf\u00e9"])", u"é$"_s, 0, R"("caf\u00e9")");
    row("case", R"(["ÜBER","über"])", u"^ü"_s, 0, R"("ÜBER" "über")");
    row("case kept", R"(["ÜBER","über"])", u"^ü"_s, Sensitive, R"("über")");
    row("empty string", R"(["","a"])", u"^$"_s, 0, R"("")");
    row("whole word", R"(["invoice","in","in voice"])", u"in|invoice"_s, Word,
        R"("invoice" "in" "in voice")");
    row("not a whole word", R"(["invoices","1in"])", u"in|invoice"_s, Word, "");
    row("ends in a comment", R"(["in","inn"])", u"(?x) in # a word"_s, Word, R"("in")");
    row("line break", R"(["a\nb"])", u"a\\nb"_s, 0, R"("a\nb")");
}

void TestResultSearch::expressions() {
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    QFETCH(int, flags);
    QFETCH(QByteArray, hits);
    const ResultDocumentPtr document = ResultDocument::fromBytes(json);
    QVERIFY(!results::faultOf(query(text, flags | Expression)));
    QCOMPARE(written(*document, search(*document, query(text, flags | Expression)).hits), hits);
}

void TestResultSearch::literalsOfExpressions_data() {
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QStringList>("literals");
    const auto row = [](const QString &expression, const QStringList &literals) {
        QTest::newRow(qPrintable(expression)) << expression << literals;
    };
    row(u"abc"_s, {u"abc"_s});
    row(u"^p[0-9]+_b[0-9]*77$"_s, {u"_b"_s, u"77"_s});
    row(u"abc?"_s, {u"ab"_s});
    row(u"abc*de"_s, {u"ab"_s, u"de"_s});
    row(u"abc+?de"_s, {u"abc"_s, u"de"_s});
    row(u"abc{2}de"_s, {u"abc"_s, u"de"_s});
    row(u"abc{0,3}de"_s, {u"ab"_s, u"de"_s});
    row(u"ab|cd"_s, {});
    row(u"ab(cd|ef)gh"_s, {u"ab"_s, u"gh"_s});
    row(u"ab(?:cd)?gh"_s, {u"ab"_s, u"gh"_s});
    row(u"ab([)]|\\))gh"_s, {u"ab"_s, u"gh"_s});
    row(u"ab(?i)gh"_s, {});
    row(u"ab(?=gh)"_s, {});
    row(u"ab(x(?<!gh))"_s, {});
    row(u"(*ACCEPT)ab"_s, {});
    row(u"(x(*ACCEPT))ab"_s, {});
    row(u"a\\.b\\dcd"_s, {u"a.b"_s, u"cd"_s});
    row(u"\\Qa|b\\E"_s, {});
    row(u"(\\Qa)\\E)bc"_s, {});
    row(u"ab\\x41"_s, {});
    row(u"(ab)\\1cd"_s, {});
    row(u"[]ab]cd[^]ef]gh"_s, {u"cd"_s, u"gh"_s});
    row(u"[[:alpha:]]cd"_s, {});
    row(u"[\\]x]cd"_s, {u"cd"_s});
    row(u"ab{x"_s, {});
    row(u"caf\u00e9 au lait"_s, {u"caf"_s, u" au lait"_s});
    row(u"ab\u00e9*cd"_s, {u"ab"_s, u"cd"_s});
    row(u"a.c"_s, {});
    row(u""_s, {});
}

void TestResultSearch::literalsOfExpressions() {
    QFETCH(QString, expression);
    QTEST(results::literalsOf(expression), "literals");
}

void TestResultSearch::faultyExpressionsAreNamed() {
    const auto fault = results::faultOf(query(u"ab(c"_s, Expression));
    QVERIFY(fault);
    QVERIFY2(fault->message.contains(u"parenthesis"_s), qPrintable(fault->message));
    QCOMPARE(fault->offset, 4);
    QVERIFY(!results::faultOf(query(u"ab(c"_s)));
    const ResultDocumentPtr document = ResultDocument::fromBytes(R"(["ab(c"])");
    QCOMPARE(search(*document, query(u"ab(c"_s, Expression)).tally.hits, 0);
    QCOMPARE(search(*document, query(u"ab(c"_s)).tally.hits, 1);
}

void TestResultSearch::slowExpressionsAreGivenUp() {
    const QByteArray text = QByteArray(40, 'a') + 'b';
    const ResultDocumentPtr document = ResultDocument::fromBytes(R"([")" + text + R"(","aa"])");
    QElapsedTimer timer;
    timer.start();
    const Found found = search(*document, query(u"^(a+)+$"_s, Expression));
    QVERIFY(timer.elapsed() < 5000);
    QCOMPARE(written(*document, found.hits), R"("aa")");
    QCOMPARE(found.tally.givenUp, 1);
}

void TestResultSearch::slowExpressionsCanBeCancelled() {
    // Each takes its tenths of a second, all of them minutes.
    const QByteArray text = '"' + QByteArray(40, 'a') + "bc\",";
    const ResultDocumentPtr document = ResultDocument::fromBytes(R"(["abc",)" + text.repeated(2000) + "1]");
    for (const QString &expression : {u"^(a+)+$"_s, u"^(a+)+bc$|^abc$"_s, u"^(a+)+bc[0-9]"_s}) {
        std::atomic_bool cancelled = false;
        QElapsedTimer timer;
        timer.start();
        std::thread other([&cancelled] {
            std::this_thread::yield();
            cancelled = true;
        });
        results::searchResult(
            *document, query(expression, Expression), [](const Hits &) {}, cancelled, {.threads = 1});
        other.join();
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(expression));
    }
}

void TestResultSearch::textBehindAFaultIsTold_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("flags");
    QTest::addColumn<QByteArray>("hits");
    QTest::addColumn<int>("behind");
    const auto row = [](const char *name, const char *json, const QString &text, int flags, const char *hits,
                         int behind) {
        QTest::newRow(name) << QByteArray(json) << text << flags << QByteArray(hits) << behind;
    };
    row("members", R"({"a":"abc","b":["abc",}, "abc","abc":abcd)", u"abc"_s, 0,
        R"("abc" "abc" "abc" "abc": abcd)", 3);
    row("cut in a string", R"(["abc","an abc and)", u"abc"_s, 0, R"("abc" "an abc and)", 1);
    row("cut in an escape", R"(["x","caf\u00e9 \u00)", u"é"_s, 0, R"("caf\u00e9 \u00)", 1);
    row("cut behind a key", R"({"a":1,"abc")", u"abc"_s, 0, R"("abc")", 1);
    row("cut in a number", "[12,123", u"12"_s, 0, "12 123", 1);
    row("not a number", R"({"a":NaN,"b":"x abc"})", u"abc"_s, 0, R"("x abc")", 1);
    row("such a word", R"({"a":NaN,"b":"x abc"})", u"nan"_s, 0, "NaN", 1);
    row("keys only", R"({"a":NaN,"abc":"x abc"})", u"abc"_s, Keys, R"("abc":)", 1);
    row("more text", R"(["abc"] <p>Bad abc gateway</p>)", u"bad abc"_s, 0, "Bad abc", 1);
    row("another value", R"(["abc"]["abc"])", u"abc"_s, 0, R"("abc" "abc")", 1);
    row("no JSON", "<html>abc</html>", u"abc"_s, 0, "abc", 1);
    row("no JSON, words", "<html>502 Bad Gateway</html>", u"bad gateway"_s, Word, "Bad Gateway", 1);
    row("no JSON, quotes", R"(<a href="x">an abc</a>, "abc")", u"an a"_s, 0, "an a", 1);
    row("no JSON, half a string", R"(it's 5" abc)", u"abc"_s, 0, R"(" abc)", 1);
    row("expression", R"(["abc","abcd)", u"ab.d?"_s, Expression, R"("abc" "abcd)", 1);
    row("expression without a literal", R"(["abc","abcd)", u"[a]b?"_s, Expression, R"("abc" "abcd)", 1);
    row("not there", R"(["abc",)", u"x"_s, 0, "", 0);
    row("nothing behind it", R"(["abc")", u"abc"_s, 0, R"("abc")", 0);
}

void TestResultSearch::textBehindAFaultIsTold() {
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    QFETCH(int, flags);
    QFETCH(QByteArray, hits);
    QFETCH(int, behind);
    const ResultDocumentPtr document = ResultDocument::fromBytes(json);
    QVERIFY(document->fault());
    for (const Processor kind : processors()) {
        for (const int threads : {1, 2}) {
            const Found found = search(*document, query(text, flags), {.kind = kind, .threads = threads});
            QCOMPARE(written(*document, found.hits), hits);
            QCOMPARE(found.tally.hits, qint64(found.hits.size()));
            QCOMPARE(found.tally.behindFault, behind);
            for (size_t i = 0; i < found.hits.size(); ++i) {
                const bool isBehind = i + size_t(behind) >= found.hits.size();
                QCOMPARE(found.hits[i].row() == results::HitRow(), isBehind);
                QCOMPARE(found.hits[i].begin() >= document->root().end, isBehind);
            }
            const auto tree = results::MatchTree::make(*document, found.hits, false, never);
            QCOMPARE(tree->hits(), document->root().isValid() ? found.tally.hits - behind : behind);
        }
    }
}

void TestResultSearch::textBehindAFaultCountsForTheLimit() {
    const QByteArray json = "[" + QByteArray("\"a\",").repeated(50) + "}" + QByteArray("\"a\",").repeated(50);
    const ResultDocumentPtr document = ResultDocument::fromBytes(json);
    for (const int flags : {0, int(Expression)}) {
        for (const qint64 most : {1, 49, 50, 51, 99}) {
            const Found found = search(*document, query(u"a"_s, flags), {.mostHits = most});
            QCOMPARE(qint64(found.hits.size()), most);
            QCOMPARE(found.tally.hits, most);
            QCOMPARE(found.tally.behindFault, qMax<qint64>(0, most - 50));
            QVERIFY(found.tally.limited);
        }
        QVERIFY(!search(*document, query(u"a"_s, flags), {.mostHits = 100}).tally.limited);
    }
}

void TestResultSearch::base64IsLeftOut_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("leftOut");
    const QByteArray line = QByteArray("iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB").repeated(31); // 992
    QTest::newRow("a thousand") << line + "12345678" << false;
    QTest::newRow("more") << line + "123456789" << true;
    QTest::newRow("padded") << line + "1234567==" << true;
    QTest::newRow("of URLs") << line + "-_-_-_-_-_" << true;
    QTest::newRow("escaped slashes") << line + "\\/\\/\\/\\/\\/\\/\\/\\/\\/" << true;
    QTest::newRow("in lines") << line + "\\r\\n12345678" << true;
    QTest::newRow("a space") << line + "12345678 12345" << false;
    QTest::newRow("a full stop") << line + "123456789." << false;
    QTest::newRow("data URL") << "data:image/png;base64," + line + "123456789" << true;
    QTest::newRow("data URL in capitals") << "DATA:image/png;BASE64," + line + "123456789" << true;
    QTest::newRow("data URL with parameters")
        << "data:image/png;name=" + QByteArray(120, 'n') + ";base64," + line + "123456789" << true;
    QTest::newRow("other URL") << "data:text/plain," + line + "123456789" << false;
}

void TestResultSearch::base64IsLeftOut() {
    QFETCH(QByteArray, text);
    QFETCH(bool, leftOut);
    const ResultDocumentPtr document = ResultDocument::fromBytes(R"({"a":")" + text + R"(","b":"GgoA"})");
    for (const int flags : {0, int(Expression)}) {
        const Found found = search(*document, query(u"ggoa"_s, flags));
        QCOMPARE(found.tally.hits, leftOut ? 1 : 2);
        QCOMPARE(found.tally.leftOut, leftOut ? 1 : 0);
    }
    QCOMPARE(search(*document, query(u"not there"_s)).tally.leftOut, 0);
}

void TestResultSearch::windowBorders_data() {
    QTest::addColumn<QByteArray>("string"); // with its quotes
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("flags");
    QTest::newRow("ASCII") << QByteArray(R"("a needle here")") << u"needle"_s << int(Word);
    QTest::newRow("one letter") << QByteArray(R"("...w...")") << u"w"_s << 0;
    QTest::newRow("umlauts") << QByteArray(R"("zäÄöz")") << u"äÄÖ"_s << 0;
    QTest::newRow("emoji") << QByteArray(R"("z😀z")") << u"😀"_s << 0;
    QTest::newRow("escape") << QByteArray(R"("z\u00e9z")") << u"é"_s << 0;
    QTest::newRow("pair") << QByteArray(R"("z\ud83d\ude00z")") << u"😀z"_s << 0;
    QTest::newRow("quotes") << QByteArray(R"("\\\\\"w\\\"")") << u"\"w\\\""_s << 0;
    QTest::newRow("number") << QByteArray("-1234.5e6") << u"234.5"_s << 0;
    QTest::newRow("long") << '"' + QByteArray("0123456789 ").repeated(40) + "w\"" << u"9 w"_s << 0;
}

/// Over all places around the borders of blocks and windows, in documents of which not all is one window.
void TestResultSearch::windowBorders() {
    QFETCH(QByteArray, string);
    QFETCH(QString, text);
    QFETCH(int, flags);
    constexpr qsizetype window = 262'144;
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"r.json"_s);
    const QByteArray tail = ",\"" + QByteArray("x - ").repeated(230'000) + "\"]";
    for (qsizetype shift = -string.size() - 70; shift<70; shift += string.size()> 100 ? 7 : 1) {
        const QByteArray head = "[\"" + QByteArray(window + shift - 4, '.') + "\",";
        const ResultDocumentPtr document = ResultDocument::fromBytes(head + string + "]");
        const Hit wanted(head.size(), head.size() + string.size(), false);
        for (const Processor kind : processors()) {
            const Found found = search(*document, query(text, flags), {.kind = kind, .threads = 1});
            QCOMPARE(words(found.hits), words({wanted}));
        }
        if (shift % 16 != 0)
            continue;
        QFile file(path); // one that is mapped
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(head + string + tail) > 1'000'000);
        file.close();
        const ResultDocumentPtr mapped = ResultDocument::fromSource(ByteSource::fromFile(path));
        QVERIFY(mapped->source().isMapped());
        QCOMPARE(words(search(*mapped, query(text, flags)).hits), words({wanted}));
    }
}

/// A string that begins windows earlier, with backslashes over the border.
void TestResultSearch::escapesAtWindowBorders() {
    constexpr qsizetype window = 262'144;
    for (int backslashes = 0; backslashes < 7; ++backslashes) {
        for (int shift = -8; shift < 2; ++shift) {
            const QByteArray before = "[\"" + QByteArray(window + shift - 2, '.');
            const QByteArray json = before + QByteArray(backslashes, '\\') + "n\"]";
            const ResultDocumentPtr document = ResultDocument::fromBytes(json);
            for (const Processor kind : processors()) {
                const SearchOptions options{.kind = kind};
                const bool letter = backslashes % 2 == 0;
                QCOMPARE(search(*document, query(u"n"_s), options).tally.hits, letter ? 1 : 0);
                QCOMPARE(search(*document, query(u"\n"_s), options).tally.hits, letter ? 0 : 1);
                QCOMPARE(search(*document, query(u"\\\\"_s), options).tally.hits, backslashes >= 4 ? 1 : 0);
            }
        }
    }
}

namespace {

QByteArray randomString(QRandomGenerator &random) {
    static const QByteArrayList pieces{"a", "b", "A", "B", "ab", "Ab", "k", "K", "s", "ſ", "é", "É", "ü", "ß",
        "😀", " ", "1", "12", ",", ":", "\\n", "\\t", "\\\"", "\\\\", "\\/", "/", "\\u0061", "\\u0042",
        "\\u00e9", "\\u00C9", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\\u0031", "\\u212a", "_", "null", "u",
        "n", "0061", "[", "}"};
    QByteArray text = "\"";
    for (int length = random.bounded(7); length > 0; --length)
        text += pieces[random.bounded(int(pieces.size()))];
    if (random.bounded(40) == 0)
        text += QByteArray(". ").repeated(random.bounded(200));
    return text + '"';
}

QByteArray randomValue(QRandomGenerator &random, int depth) {
    static const QByteArrayList scalars{"1", "12", "-1.2e1", "true", "false", "null", "0", "121"};
    const int kind = random.bounded(depth > 4 ? 4 : 8);
    if (kind == 0)
        return scalars[random.bounded(int(scalars.size()))];
    if (kind < 4)
        return randomString(random);
    const bool object = kind < 6;
    QByteArray text = object ? "{" : "[";
    for (int left = random.bounded(6); left > 0; --left) {
        if (object)
            text += randomString(random) + (random.bounded(3) ? ":" : " : ");
        text += randomValue(random, depth + 1);
        if (left > 1)
            text += random.bounded(3) ? "," : " ,\n";
    }
    return text + (object ? "}" : "]");
}

QString randomNeedle(QRandomGenerator &random) {
    static const QStringList pieces{u"a"_s, u"b"_s, u"B"_s, u"k"_s, u"s"_s, u"é"_s, u"É"_s, u"ü"_s, u"ß"_s,
        u"😀"_s, u" "_s, u"1"_s, u"2"_s, u","_s, u"\n"_s, u"\""_s, u"\\"_s, u"/"_s, u"u"_s, u"n"_s, u"0"_s,
        u"null"_s, u"["_s, u"\u212a"_s, u"."_s, u". ."_s};
    QString text;
    for (int length = 1 + random.bounded(3); length > 0; --length)
        text += pieces[random.bounded(int(pieces.size()))];
    return text;
}

} // namespace

void TestResultSearch::randomDocumentsAgreeWithReference_data() {
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 8; ++seed)
        QTest::addRow("%d", seed) << seed;
}

void TestResultSearch::randomDocumentsAgreeWithReference() {
    QFETCH(int, seed);
    QRandomGenerator random = QRandomGenerator(quint32(seed));
    for (int i = 0; i < 40; ++i) {
        QByteArray json = "[";
        for (int j = 0; j < 20; ++j)
            json += (j > 0 ? "," : "") + randomValue(random, 0);
        json += ']';
        const ResultDocumentPtr document = ResultDocument::fromBytes(json);
        QVERIFY(!document->fault());
        for (int j = 0; j < 25; ++j) {
            const SearchQuery wanted = query(randomNeedle(random), random.bounded(16) & ~Expression);
            const QByteArray expected = written(*document, reference::search(*document, wanted));
            for (const Processor kind : processors()) {
                const Found found = search(*document, wanted, {.kind = kind, .threads = 1 + j % 4});
                if (written(*document, found.hits) != expected)
                    qWarning() << "needle" << wanted.text << wanted.caseSensitive << wanted.wholeWord;
                QCOMPARE(written(*document, found.hits), expected);
            }
        }
    }
}

void TestResultSearch::expressionsAgreeWithReference_data() {
    QTest::addColumn<QString>("expression");
    for (const char *expression :
        {"ab", "^ab", "ab$", "a+b", "a?b", "k.?s", "\\bab\\b", "[ab]{2}1", "(ab|1)2?", "ab|12", "1\\d",
            "null?", "a\\.?b", "a/", "\"", "\\\\", "\\\\n?", "a\\nb", "\u00e9", "b\u00e9?", "ks", ",:?",
            "(?i)ab", "(?-i)ab", "^$", "a ", "61", "0061", "\\x61b", "\\Qab\\E", "[[:digit:]]+2", "aa*"})
        QTest::newRow(expression) << QString::fromUtf8(expression);
}

/// Whatever of an expression is looked for beforehand, the same is found as by trying it on each text.
void TestResultSearch::expressionsAgreeWithReference() {
    QFETCH(QString, expression);
    QRandomGenerator random(11);
    qsizetype hits = 0;
    for (int i = 0; i < 12; ++i) {
        QByteArray json = "[";
        for (int j = 0; j < 40; ++j)
            json += (j > 0 ? "," : "") + randomValue(random, 0);
        const ResultDocumentPtr document = ResultDocument::fromBytes(json + "]");
        QVERIFY(!document->fault());
        for (const int flags : {0, int(Sensitive), int(Word), int(Keys), int(Values)}) {
            const SearchQuery wanted = query(expression, flags | Expression);
            const QByteArray expected = written(*document, reference::search(*document, wanted));
            for (const int threads : {1, 3}) {
                const Found found = search(*document, wanted, {.threads = threads});
                QCOMPARE(written(*document, found.hits), expected);
                hits += qsizetype(found.hits.size());
            }
        }
    }
    QVERIFY(hits > 0);
}

void TestResultSearch::threadsFindTheSame() {
    const ResultDocumentPtr document = ResultDocument::fromBytes(bench::resultOfSize(5'000'000));
    for (const QString &text : {u"münchen"_s, u"e"_s, u"12"_s, u"bolt"_s, u"\"quote\""_s, u"not there"_s}) {
        const Found one = search(*document, query(text), {.threads = 1});
        QCOMPARE(one.hits.empty(), text == u"not there"_s);
        for (const int threads : {0, 2, 3, 7})
            QVERIFY(search(*document, query(text), {.threads = threads}).hits == one.hits);
    }
    const Found one = search(*document, query(u"b[0-9]+5$"_s, Expression), {.threads = 1});
    QVERIFY(!one.hits.empty());
    QVERIFY(search(*document, query(u"b[0-9]+5$"_s, Expression), {.threads = 3}).hits == one.hits);
}

void TestResultSearch::mappedFilesAreSearched() {
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"r.json"_s);
    bench::makeResultFile(path, 9'000'000);
    const ResultDocumentPtr document = ResultDocument::fromSource(ByteSource::fromFile(path));
    QVERIFY(document->source().isMapped() && !document->isChecked());
    const ResultDocumentPtr checked = ResultDocument::fromBytes(document->bytes().toByteArray());
    for (const QString &text : {u"München"_s, u"e"_s, u"INV-1"_s, u"iVBORw0KGgo"_s}) {
        const Found found = search(*document, query(text));
        QVERIFY(found.hits == search(*checked, query(text), {.threads = 1}).hits);
        if (text.startsWith(u"iVBOR"_s))
            QVERIFY(found.tally.leftOut > 0 && found.hits.empty());
    }
}

void TestResultSearch::endsAtTheLimit() {
    QByteArray json = "[[";
    for (int i = 0; i < 1000; ++i)
        json += "\"a\",";
    json += "1],[";
    for (int i = 0; i < 1000; ++i)
        json += "\"a\",";
    const ResultDocumentPtr document = ResultDocument::fromBytes(json + "1]]");
    for (const int threads : {1, 2}) {
        for (const int flags : {0, int(Expression)}) {
            for (const qint64 most : {1, 999, 1000, 1001, 1999}) {
                const Found found =
                    search(*document, query(u"a"_s, flags), {.threads = threads, .mostHits = most});
                QCOMPARE(qint64(found.hits.size()), most);
                QCOMPARE(found.tally.hits, most);
                QVERIFY(found.tally.limited);
            }
            const Found all = search(*document, query(u"a"_s, flags), {.threads = threads, .mostHits = 2000});
            QCOMPARE(all.tally.hits, 2000);
            QVERIFY(!all.tally.limited);
        }
    }
}

void TestResultSearch::canBeCancelled_data() {
    QTest::addColumn<int>("flags");
    QTest::newRow("text") << 0;
    QTest::newRow("expression") << int(Expression);
}

void TestResultSearch::canBeCancelled() {
    QFETCH(int, flags);
    const ResultDocumentPtr document = ResultDocument::fromBytes(bench::resultOfSize(8'000'000));
    std::atomic_bool cancelled = false;
    qint64 taken = 0;
    const auto sink = [&](const Hits &hits) {
        taken += qint64(hits.size());
        cancelled = true;
    };
    results::searchResult(*document, query(u"e"_s, flags), sink, cancelled, {.threads = 2});
    const qint64 all = search(*document, query(u"e"_s, flags)).tally.hits;
    QVERIFY2(taken > 0 && taken < all / 2, qPrintable(u"%1 of %2"_s.arg(taken).arg(all)));
    taken = 0;
    results::searchResult(*document, query(u"e"_s, flags), sink, cancelled);
    QVERIFY(taken < 20'000);
}

/// Text of which only the brackets match, as a large file may hold that nobody has checked.
void TestResultSearch::garbageIsSurvived() {
    const QTemporaryDir folder;
    QRandomGenerator random(77);
    const QByteArray alphabet = "\"\"\\\\u0dD8:,[]{}  ae9\xC3\xA9\xF0\xFFn\n";
    for (int i = 0; i < 12; ++i) {
        QByteArray json = "[";
        while (json.size() < 1'100'000) {
            QByteArray piece;
            for (int j = 0; j < 5000; ++j)
                piece += alphabet[random.bounded(int(alphabet.size()))];
            if (i % 2 == 0) // a container whose brackets match, most of them
                piece.replace('[', ' ').replace(']', ' ').replace('{', ' ').replace('}', ' ');
            json += "[" + piece + "],";
        }
        json += "0]";
        const QString path = folder.filePath(QString::number(i));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(json) == json.size());
        file.close();
        const ResultDocumentPtr document = ResultDocument::fromSource(ByteSource::fromFile(path));
        for (const QString &text :
            {u"a"_s, u"é"_s, u"\""_s, u"\\"_s, u"\n"_s, u"9a"_s, u"😀"_s, u"\uFFFD"_s}) {
            for (const int flags : {0, int(Word), int(Keys), int(Expression)}) {
                if ((flags & Expression) && text.startsWith(u'\\'))
                    continue;
                const Found found = search(*document, query(text, flags), {.threads = 2});
                qint64 before = 0;
                HitWalker walker(*document);
                for (const Hit &hit : found.hits) {
                    QVERIFY(hit.begin() >= before && hit.end() > hit.begin() && hit.end() <= json.size());
                    before = hit.end();
                    walker.wayTo(hit.begin());
                }
            }
        }
    }
}

void TestResultSearch::waysAreThoseOfThePlaces() {
    QRandomGenerator random(5);
    for (int i = 0; i < 60; ++i) {
        QByteArray json = i % 3 == 0 ? R"({"rows":[)" : "[";
        for (int j = 0; j < (i % 10 == 0 ? 3500 : 30); ++j)
            json += (j > 0 ? "," : "") + randomValue(random, 2);
        const ResultDocumentPtr document =
            ResultDocument::fromBytes(json + (i % 3 == 0 ? R"(],"é":1})" : "]"));
        QVERIFY(!document->fault());
        for (const QString &text : {u"a"_s, u"é"_s, u"12"_s}) {
            const Hits hits = search(*document, query(text)).hits;
            for (const size_t step : {size_t(1), size_t(7)}) {
                HitWalker walker(*document);
                for (size_t j = 0; j < hits.size(); j += step)
                    QCOMPARE(walker.wayTo(hits[j].begin()), results::wayToOffset(*document, hits[j].begin()));
            }
            const std::vector<results::JsonWay> ways = results::waysOf(*document, hits, never);
            QCOMPARE(ways.size(), hits.size());
            HitWalker walker(*document);
            for (size_t j = 0; j < hits.size(); ++j)
                QCOMPARE(ways[j], walker.wayTo(hits[j].begin()));
        }
        HitWalker walker(*document); // any byte
        for (qint64 at = 0; at < qMin<qint64>(document->bytes().size(), 3000); at += 1 + random.bounded(5))
            QCOMPARE(walker.wayTo(at), results::wayToOffset(*document, at));
    }
}

void TestResultSearch::listsOfHits() {
    HitList list;
    QVERIFY(list.isEmpty() && list.between(0, 100).empty() && list.firstEndingAfter(0) == 0);
    list.append({Hit(2, 5, true), Hit(6, 9, false)});
    list.append({});
    list.append({Hit(20, 30, false)});
    list.append({Hit(30, 31, false), Hit(40, 50, false)});
    QCOMPARE(list.count(), 5);
    QCOMPARE(list.at(1), Hit(6, 9, false));
    QCOMPARE(list.at(2), Hit(20, 30, false));
    QCOMPARE(list.at(4), Hit(40, 50, false));
    QCOMPARE(list.firstEndingAfter(0), 0);
    QCOMPARE(list.firstEndingAfter(4), 0);
    QCOMPARE(list.firstEndingAfter(5), 1);
    QCOMPARE(list.firstEndingAfter(29), 2);
    QCOMPARE(list.firstEndingAfter(30), 3);
    QCOMPARE(list.firstEndingAfter(50), 5);
    QCOMPARE(words(list.between(8, 30)), "6-9 20-30 ");
    QCOMPARE(words(list.between(9, 20)), "");
    QCOMPARE(words(list.between(0, 100, 2)), "2-5k 6-9 ");
    list.clear();
    QVERIFY(list.isEmpty());
}
