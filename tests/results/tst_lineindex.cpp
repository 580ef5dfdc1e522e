// SPDX-License-Identifier: MIT
#include "tests/results/tst_lineindex.h"

#include "app/results/lineindex.h"
#include "app/results/textplace.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using results::ByteSource;
using results::ByteSourcePtr;
using results::LineIndex;
using results::StringState;

namespace {

constexpr qint64 block = LineIndex::blockBytes;

/// All that the index tells, counted byte by byte.
void compareAll(const LineIndex &index, const QByteArray &text) {
    LineIndex::Place place;
    StringState state;
    for (qint64 offset = 0; offset <= text.size(); ++offset) {
        // Everywhere would take a minute; the edges are what matters.
        const bool edge = offset % block < 70 || offset % block > block - 70 || offset > text.size() - 70;
        if (edge || offset % 977 == 0) {
            QCOMPARE(index.placeOf(offset), std::optional(place));
            QCOMPARE(index.stateAt(offset), std::optional(state));
            QCOMPARE(index.offsetOf(place), std::optional(offset));
        }
        if (offset == text.size())
            break;
        const char byte = text[offset];
        if (state.escaped)
            state.escaped = false;
        else if (byte == '\\')
            state.escaped = true;
        else if (byte == '"')
            state.inString = !state.inString;
        ++place.column;
        if (byte == '\n')
            place = {place.line + 1, 1};
    }
    QCOMPARE(index.lines(), place.line);
}

} // namespace

void TestLineIndex::knowsEveryPlace_data() {
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("one byte") << QByteArray("1");
    QTest::newRow("one line feed") << QByteArray("\n");
    QTest::newRow("short lines") << QByteArray("{\n \"a\": \"b\\\"c\"\n}\n").repeated(20'000);
    QTest::newRow("line feeds only") << QByteArray(block * 2 + 3, '\n');
    QTest::newRow("one line of many blocks")
        << '"' + QByteArray(R"(a\\\"b\u00e9)").repeated(30'000) + '"' + QByteArray("\n[]");
    QTest::newRow("ends with a block") << QByteArray(block, 'x');
    QTest::newRow("line feed ends the block") << QByteArray(block - 1, 'x') + '\n';
    QTest::newRow("backslash ends the block")
        << '"' + QByteArray(block - 2, 'x') + "\\\"x\"" + QByteArray(90, ' ');
    QTest::newRow("backslashes across the block")
        << '"' + QByteArray(block - 4, 'x') + QByteArray(7, '\\') + "\"x\"" + QByteArray(block, '\n');
    QTest::newRow("not JSON") << QByteArray("<html>\r\n\"\xff\0\\").repeated(9'000);
}

void TestLineIndex::knowsEveryPlace() {
    QFETCH(QByteArray, text);
    LineIndex inMemory(ByteSource::fromBytes(text));
    inMemory.build();
    QVERIFY(inMemory.isComplete());
    QCOMPARE(inMemory.indexed(), text.size());
    compareAll(inMemory, text);

    const QTemporaryDir folder;
    QFile file(folder.filePath(u"text"_s));
    const QByteArray padding(1'000'000, '\n'); // a smaller file is not mapped
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text + padding) == text.size() + padding.size());
    file.close();
    const ByteSourcePtr source = ByteSource::fromFile(file.fileName());
    QVERIFY(source && source->isMapped());
    LineIndex mapped(source);
    mapped.build();
    QCOMPARE(mapped.lines(), inMemory.lines() + padding.size());
    for (qint64 offset = 0; offset < text.size(); offset += 1009)
        QCOMPARE(mapped.placeOf(offset), inMemory.placeOf(offset));
}

void TestLineIndex::knowsNothingBeyondWhatItHasSeen() {
    const QByteArray text(block * 3, '\n');
    const LineIndex index(ByteSource::fromBytes(text));
    QVERIFY(!index.isComplete());
    QCOMPARE(index.indexed(), 0);
    QCOMPARE(index.placeOf(10), std::optional(LineIndex::Place{11, 1})); // counted on the way
    QVERIFY(!index.placeOf(block));
    QVERIFY(!index.stateAt(block));
    QVERIFY(!index.placeOf(-1));
    QVERIFY(!index.placeOf(text.size() + 1));
    QVERIFY(!index.offsetOf({block + 5, 1}));
}

void TestLineIndex::stopsWhenCancelled() {
    const QByteArray text = QByteArray("123456789\n").repeated(10'000'000); // a hundred megabytes
    LineIndex index(ByteSource::fromBytes(text));
    int reports = 0;
    index.build([&] {
        ++reports;
        index.cancel();
    });
    QCOMPARE(reports, 1);
    QVERIFY(!index.isComplete());
    QVERIFY(index.indexed() > 0 && index.indexed() < text.size());
    QCOMPARE(index.lines(), 1 + index.indexed() / 10);
    QCOMPARE(index.offsetOf({1000, 3}), std::optional<qint64>(9992));
    QVERIFY(!index.offsetOf({9'000'000, 1}));
}

void TestLineIndex::findsPlaces_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("line");
    QTest::addColumn<qint64>("column");
    QTest::addColumn<qint64>("offset");

    const QByteArray text = "ab\ncd\n\nef";
    QTest::newRow("beginning") << text << 1LL << 1LL << 0LL;
    QTest::newRow("in a line") << text << 2LL << 2LL << 4LL;
    QTest::newRow("column behind the end") << text << 1LL << 99LL << 2LL;
    QTest::newRow("empty line") << text << 3LL << 5LL << 6LL;
    QTest::newRow("last line") << text << 4LL << 1LL << 7LL;
    QTest::newRow("behind the last line") << text << 4LL << 9LL << 9LL;
    QTest::newRow("no such line") << text << 5LL << 1LL << 9LL;
    QTest::newRow("huge") << text << std::numeric_limits<qint64>::max() << std::numeric_limits<qint64>::max()
                          << 9LL;
    QTest::newRow("huge column") << text << 1LL << std::numeric_limits<qint64>::max() << 2LL;
    QTest::newRow("zero") << text << 0LL << 0LL << 0LL;
    QTest::newRow("below zero") << text << -7LL << -7LL << 0LL;
    QTest::newRow("empty text") << QByteArray() << 3LL << 3LL << 0LL;
}

void TestLineIndex::findsPlaces() {
    QFETCH(QByteArray, text);
    QFETCH(qint64, line);
    QFETCH(qint64, column);
    LineIndex index(ByteSource::fromBytes(text));
    index.build();
    QTEST(index.offsetOf({line, column}).value_or(-1), "offset");
}

void TestLineIndex::readsPlaces_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("offset"); // -1: not a byte
    QTest::addColumn<qint64>("line");   // -1: not a line
    QTest::addColumn<qint64>("column");

    QTest::newRow("byte") << u"1234"_s << 1234LL << -1LL << -1LL;
    QTest::newRow("zero") << u"0"_s << 0LL << -1LL << -1LL;
    QTest::newRow("leading zero is no octal") << u"010"_s << 10LL << -1LL << -1LL;
    QTest::newRow("thousands") << u" 12,345.678 "_s << 12345678LL << -1LL << -1LL;
    QTest::newRow("hexadecimal") << u"0xFf"_s << 255LL << -1LL << -1LL;
    QTest::newRow("line") << u"12:"_s << -1LL << 12LL << 1LL;
    QTest::newRow("line and column") << u"12 : 5"_s << -1LL << 12LL << 5LL;
    QTest::newRow("line 0") << u"0:1"_s << -1LL << -1LL << -1LL;
    QTest::newRow("column 0") << u"1:0"_s << -1LL << -1LL << -1LL;
    QTest::newRow("below zero") << u"-1"_s << -1LL << -1LL << -1LL;
    QTest::newRow("plus") << u"+1"_s << -1LL << -1LL << -1LL;
    QTest::newRow("words") << u"the end"_s << -1LL << -1LL << -1LL;
    QTest::newRow("nothing") << u""_s << -1LL << -1LL << -1LL;
    QTest::newRow("only 0x") << u"0x"_s << -1LL << -1LL << -1LL;
    QTest::newRow("too large") << u"99999999999999999999"_s << -1LL << -1LL << -1LL;
    QTest::newRow("three parts") << u"1:2:3"_s << -1LL << -1LL << -1LL;
}

void TestLineIndex::readsPlaces() {
    QFETCH(QString, text);
    QFETCH(qint64, offset);
    QFETCH(qint64, line);
    QFETCH(qint64, column);
    const auto place = results::textPlace(text);
    QCOMPARE(place.has_value(), offset >= 0 || line >= 0);
    if (offset >= 0)
        QCOMPARE(std::get<qint64>(*place), offset);
    else if (line >= 0)
        QCOMPARE(std::get<LineIndex::Place>(*place), (LineIndex::Place{line, column}));
}
