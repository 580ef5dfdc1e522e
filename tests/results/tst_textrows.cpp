// SPDX-License-Identifier: MIT
#include "tests/results/tst_textrows.h"

#include "app/results/jsontokens.h"
#include "app/results/textcharacter.h"
#include "app/results/textrows.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using results::JsonToken;
using results::StringState;
using results::TextCell;
using results::TextRow;
using results::TextRows;

namespace {

QString shown(const TextRows &rows, const TextRow &row) {
    QString text;
    for (const TextCell &cell : rows.cells(row, rows.columns()))
        text += cell.shown == U' ' ? QString(cell.width, u' ') : QString::fromUcs4(&cell.shown, 1);
    return text;
}

} // namespace

void TestTextRows::breaksIntoRows_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("rows");

    QTest::newRow("nothing") << QByteArray() << QStringList{u""_s};
    QTest::newRow("one row") << QByteArray("abc") << QStringList{u"abc"_s};
    QTest::newRow("exactly full") << QByteArray("abcdef") << QStringList{u"abcdef"_s};
    QTest::newRow("one too many") << QByteArray("abcdefg") << QStringList{u"abcdef"_s, u"g"_s};
    QTest::newRow("full and a line feed") << QByteArray("abcdef\ng") << QStringList{u"abcdef"_s, u"g"_s};
    QTest::newRow("ends with a line feed") << QByteArray("a\n") << QStringList{u"a"_s, u""_s};
    QTest::newRow("empty lines") << QByteArray("\n\nb") << QStringList{u""_s, u""_s, u"b"_s};
    QTest::newRow("wide ones are not halved")
        << QByteArray("abcde日本") << QStringList{u"abcde"_s, u"日本"_s};
    QTest::newRow("marks take no room") << QByteArray("abcdee\xcc\x81") << QStringList{u"abcdee\u0301"_s};
    QTest::newRow("tabs") << QByteArray("\ta\tb") << QStringList{u"    a"_s, u"    b"_s};
    QTest::newRow("carriage return is seen") << QByteArray("a\r\nb") << QStringList{u"a␍"_s, u"b"_s};
}

void TestTextRows::breaksIntoRows() {
    QFETCH(QByteArray, text);
    const TextRows rows(text, 6);
    QStringList found;
    for (TextRow row = rows.rowAt(0);; row = rows.next(row)) {
        found << shown(rows, row);
        if (rows.isLast(row))
            break;
    }
    QTEST(found, "rows");
}

void TestTextRows::rowsAreTheSameFromEverywhere_data() {
    QTest::addColumn<QByteArray>("text");

    QByteArray mixed;
    for (int i = 0; mixed.size() < 400'000; ++i)
        mixed += QByteArray("x\xc3\xa9\xe6\x97\xa5\xf0\x9f\x93\x84\t").repeated(i * i % 701) + '\n';
    QTest::newRow("lines of all lengths") << mixed;
    QTest::newRow("one line") << QByteArray(300'000, 'x');
    QTest::newRow("one line of blocks") << QByteArray(65536 * 3, 'x');
    QTest::newRow("blocks and a line feed") << QByteArray(65536 * 2, 'x') + '\n';
    QTest::newRow("line feed before a block") << QByteArray(65535, 'x') + '\n' + QByteArray(200'000, 'y');
    QTest::newRow("line feed behind a block") << QByteArray(65536, 'x') + '\n' + QByteArray(200'000, 'y');
    QTest::newRow("characters across blocks") << 'x' + QByteArray("\xf0\x9f\x93\x84").repeated(70'000);
    QTest::newRow("continuations only") << QByteArray(200'000, '\x80');
    QTest::newRow("a line feed among them") << QByteArray(65535, '\x80') + '\n' + QByteArray(140'000, '\x80');
    QTest::newRow("marks only") << QByteArray("\xcc\x81").repeated(80'000);
    QTest::newRow("zeros") << QByteArray(150'000, '\0');
}

/// Forwards, backwards, and dropped in anywhere: the rows cover the text without gaps, always the same ones.
void TestTextRows::rowsAreTheSameFromEverywhere() {
    QFETCH(QByteArray, text);
    const TextRows rows(text, 80);
    QList<TextRow> forwards;
    qint64 expected = 0;
    for (TextRow row = rows.rowAt(0);; row = rows.next(row)) {
        QCOMPARE(row.begin, expected);
        QVERIFY(row.end > row.begin || row.begin == text.size());
        const auto cells = rows.cells(row, 1 << 20);
        QVERIFY(cells.empty() || cells.back().column + cells.back().width <= 80);
        expected = row.end;
        forwards << row;
        if (rows.isLast(row))
            break;
    }
    QCOMPARE(expected, text.size());

    const TextRows others(text, 80); // with nothing worked out yet
    QList<TextRow> backwards;
    for (TextRow row = others.rowAt(text.size());; row = others.previous(row)) {
        backwards.prepend(row);
        if (row.begin == 0)
            break;
    }
    QCOMPARE(backwards, forwards);
    for (const TextRow &row : std::as_const(forwards)) {
        const TextRows fresh(text, 80);
        QCOMPARE(fresh.rowAt((row.begin + row.end) / 2), row);
    }
}

void TestTextRows::showsCharacters_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<uint>>("characters"); // as they are shown
    QTest::addColumn<QList<int>>("widths");

    const auto row = [](const char *name, const QByteArray &bytes, const QList<uint> &characters,
                         const QList<int> &widths) {
        QTest::newRow(name) << bytes << characters << widths;
    };
    row("ASCII", "a~", {'a', '~'}, {1, 1});
    row("controls", QByteArray("\0\x1b\x7f", 3), {0x2400, 0x241b, 0x2421}, {1, 1, 1});
    row("C1 controls", "\xc2\x85", {0x25a1}, {1});
    row("turns text around", "\xe2\x80\xae", {0x25a1}, {1});
    row("invisible", "\xe2\x80\x8b\xef\xbb\xbf", {0x25a1, 0x25a1}, {1, 1});
    row("line separator", "\xe2\x80\xa8", {0x25a1}, {1});
    row("two, three, four bytes", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x93\x84", {0xe9, 0x20ac, 0x1f4c4}, {1, 1, 2});
    row("East Asian", "\xe6\x97\xa5\xef\xbd\x8a", {0x65e5, 0xff4a}, {2, 2});
    row("mark", "e\xcc\x81", {'e', 0x301}, {1, 0});
    row("alone", "\x80\xff", {0xfffd, 0xfffd}, {1, 1});
    row("cut off", "\xf0\x9f\x93", {0xfffd, 0xfffd, 0xfffd}, {1, 1, 1});
    row("too long a form", "\xc0\xaf\xe0\x80\xaf", {0xfffd, 0xfffd, 0xfffd, 0xfffd, 0xfffd}, {1, 1, 1, 1, 1});
    row("surrogate", "\xed\xa0\x80", {0xfffd, 0xfffd, 0xfffd}, {1, 1, 1});
    row("beyond Unicode", "\xf4\x90\x80\x80", {0xfffd, 0xfffd, 0xfffd, 0xfffd}, {1, 1, 1, 1});
    row("bad in the middle", "a\xe2\x82z", {'a', 0xfffd, 0xfffd, 'z'}, {1, 1, 1, 1});
}

void TestTextRows::showsCharacters() {
    QFETCH(QByteArray, bytes);
    QList<uint> characters;
    QList<int> widths;
    for (qint64 at = 0; at < bytes.size();) {
        const auto character = results::textCharacter(bytes, at);
        characters << character.shown;
        widths << character.width;
        at += character.length;
    }
    QTEST(characters, "characters");
    QTEST(widths, "widths");
}

void TestTextRows::stepsOverCharacters_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<qint64>>("stops");

    QTest::newRow("ASCII") << QByteArray("abc") << QList<qint64>{0, 1, 2, 3};
    QTest::newRow("bytes of one") << QByteArray("a\xf0\x9f\x93\x84z") << QList<qint64>{0, 1, 5, 6};
    QTest::newRow("marks go with theirs") << QByteArray("e\xcc\x81\xcc\x82z") << QList<qint64>{0, 5, 6};
    QTest::newRow("mark first") << QByteArray("\xcc\x81z") << QList<qint64>{0, 2, 3};
    QTest::newRow("mark behind a line feed") << QByteArray("\n\xcc\x81z") << QList<qint64>{0, 1, 3, 4};
    QTest::newRow("bad bytes") << QByteArray("\x80\x80\xff") << QList<qint64>{0, 1, 2, 3};
    QTest::newRow("cut off") << QByteArray("a\xe2\x82") << QList<qint64>{0, 1, 2, 3};
    QTest::newRow("empty") << QByteArray() << QList<qint64>{0};
}

void TestTextRows::stepsOverCharacters() {
    QFETCH(QByteArray, text);
    QFETCH(QList<qint64>, stops);
    const TextRows rows(text, 80);
    QList<qint64> forwards{0};
    while (forwards.last() < text.size())
        forwards << rows.characterAfter(forwards.last());
    QCOMPARE(forwards, stops);
    QList<qint64> backwards{text.size()};
    while (backwards.first() > 0)
        backwards.prepend(rows.characterBefore(backwards.first()));
    QCOMPARE(backwards, stops);
    for (qint64 offset = 0; offset <= text.size(); ++offset)
        QCOMPARE(rows.characterAt(offset), *(std::upper_bound(stops.begin(), stops.end(), offset) - 1));
}

void TestTextRows::tellsTokens_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("tokens"); // a letter for each byte

    // k key, s string, e escape, n number, w word, p punctuation, . nothing
    QTest::newRow("object") << QByteArray(R"({"a": "b", "c":1.5e3})") << QByteArray("pkkkp.sssp.kkkpnnnnnp");
    QTest::newRow("words") << QByteArray("[true,null]") << QByteArray("pwwwwpwwwwp");
    QTest::newRow("escapes") << QByteArray(R"(["a\"b\u00e9\\"])") << QByteArray("psseeseeeeeeeesp");
    QTest::newRow("key with an escape") << QByteArray(R"({"a\n" :-1})") << QByteArray("pkkeek.pnnp");
    QTest::newRow("not closed") << QByteArray(R"(["abc)") << QByteArray("pssss");
    QTest::newRow("escape cut off") << QByteArray(R"(["a\u00)") << QByteArray("psseeee");
    QTest::newRow("backslash at the end") << QByteArray("[\"a\\") << QByteArray("psse");
    QTest::newRow("not JSON") << QByteArray("<a b='1'>") << QByteArray(".w.w..n..");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

static QByteArray letters(const std::vector<results::JsonTokenRange> &tokens, qint64 begin, qint64 end) {
    QByteArray all(end - begin, '.');
    for (const auto &token : tokens) {
        for (qint64 at = token.range.begin; at < token.range.end; ++at)
            all[at - begin] = "ksenwp"[int(token.token)];
    }
    return all;
}

void TestTextRows::tellsTokens() {
    QFETCH(QByteArray, text);
    QTEST(letters(results::jsonTokens(text, 0, text.size(), {}), 0, text.size()), "tokens");
}

void TestTextRows::tellsTokensInTheMiddle() {
    const QByteArray text = R"({"key":"some \"text\"","other key":[12,"x"]})";
    const QByteArray all = letters(results::jsonTokens(text, 0, text.size(), {}), 0, text.size());
    StringState state;
    for (qint64 begin = 0; begin < text.size(); ++begin) {
        // A number or an escape of several letters that is cut is known by its first letter only.
        for (qint64 end = begin; end <= text.size(); ++end)
            QCOMPARE(letters(results::jsonTokens(text, begin, end, state), begin, end),
                all.mid(begin, end - begin));
        const char byte = text[begin];
        if (state.escaped)
            state.escaped = false;
        else if (byte == '\\')
            state.escaped = true;
        else if (byte == '"')
            state.inString = !state.inString;
    }
}
