// SPDX-License-Identifier: MIT
#include "tests/results/tst_jsoncorpus.h"

#include "app/results/bracketscan.h"
#include "app/results/documentloader.h"
#include "app/results/jsontreemodel.h"
#include "app/results/resultdocument.h"
#include "app/results/shortcontainer.h"
#include "tests/results/jsoncorpus.h"
#include "tests/results/modeltext.h"
#include "tests/results/referencejson.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <simdjson.h>

using namespace Qt::StringLiterals;
using namespace results;

Q_DECLARE_METATYPE(CorpusRow)

namespace {

constexpr qint64 usualMappedFrom = 1'000'000;
/// Most files of these tests are smaller, and mapped all the same: that is quicker.
qint64 mappedFrom(int size) {
    return size < usualMappedFrom ? 1 : usualMappedFrom;
}

void addRows(bool (*wanted)(const CorpusRow &)) {
    QTest::addColumn<CorpusRow>("row");
    QTest::addColumn<int>("size"); // of what stands around the text in a large file
    int number = 0;
    for (const CorpusRow &row : jsonCorpus()) {
        if (wanted(row))
            QTest::newRow(row.name) << row << (++number % 8 == 0 ? 1'050'000 : 20'000);
    }
}

bool isOpen(const CorpusRow &row) {
    return row.name[0] == 'i';
}

/// Rows of the tree, all of them fetched, with the model held to what models promise.
QStringList treeOf(const ResultDocumentPtr &document, const QString &path = {}) {
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    tester.setUseFetchMore(false); // see TestJsonTreeModel
    model.setDocument(document);
    if (path.isEmpty())
        return modelText(model, {}, 2);
    const QModelIndex index = model.indexOfPath(path);
    if (!index.isValid())
        return {u"nothing"_s};
    return model.node(index).isContainer()
               ? modelText(model, index, 2)
               : QStringList{u"$|"_s + index.siblingAtColumn(1).data().toString()};
}

/// Deep texts make the tester look at every level for every level.
QStringList linesOf(const ResultDocumentPtr &document, const CorpusRow &row, const QString &path = {}) {
    if (row.shown.size() < 100)
        return treeOf(document, path);
    JsonTreeModel model;
    model.setDocument(document);
    return modelText(model, path.isEmpty() ? QModelIndex() : model.indexOfPath(path), 2);
}

QByteArray written(const ByteSource &source) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    return writeAll(buffer, source) ? buffer.data() : QByteArray("not written");
}

bool simdjsonTakes(const QByteArray &text) {
    simdjson::dom::parser parser;
    return parser.parse(text.data(), size_t(text.size())).error() == simdjson::SUCCESS;
}

QByteArray filler(qsizetype size) {
    const QByteArray piece =
        R"("a long text with \"quotes\", [brackets] and {braces}, )" + QByteArray(5000, 'x') + "\",";
    return "[" + piece.repeated(int(size / piece.size() + 1)) + "[1],{\"k\":[2,{}]}]";
}

/// The text as a value in a container that is short where the text is, and in one that is in the map.
struct Embedded {
    QByteArray text;
    qint64 shortAt = 0;
    qint64 longAt = 0;
};
Embedded embedded(const QByteArray &text, const QByteArray &before) {
    Embedded result;
    result.text = "{\"filler\":" + before + ",\n\"short\":{\"row\":";
    result.shortAt = result.text.size();
    result.text += text + "},\"long\":[\"" + QByteArray(shortestMapped, 'y') + "\",";
    result.longAt = result.text.size();
    result.text += text + "],\"end\":true}";
    return result;
}

/// At the same place whatever stands around it. Not so where a text ends too early or goes on behind its end:
/// inside of another one it may.
bool breaksInside(const CorpusRow &row) {
    return row.fault < row.text.size() && ResultDocument::fromBytes(row.text)->fault()->message !=
                                              u"there is more text after the end of the value";
}

/// What the program shows of a file: what it seems to be, and what it is.
struct Opened {
    ResultDocumentPtr early; ///< nullptr when it was checked at once
    ResultDocumentPtr late;
};
Opened opened(const QString &path, qint64 from = usualMappedFrom) {
    DocumentLoader loader;
    Opened result;
    QObject::connect(
        &loader, &DocumentLoader::loaded, &loader, [&](qint64, const ResultDocumentPtr &document) {
            (document->isChecked() ? result.late : result.early) = document;
        });
    loader.load(1, [=] { return ByteSource::fromFile(path, nullptr, from); });
    if (!QTest::qWaitFor([&] { return result.late != nullptr; }, 30'000))
        return {};
    return result;
}

class LargeFile {
public:
    explicit LargeFile(const QByteArray &text)
        : m_path(m_folder.filePath(u"result.json"_s)) {
        QFile file(m_path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(m_path));
    }
    const QString &path() const { return m_path; }

private:
    QTemporaryDir m_folder;
    QString m_path;
};

} // namespace

void TestJsonCorpus::isLarge() {
    int count[3] = {};
    QSet<QByteArray> names;
    QSet<QByteArray> texts;
    for (const CorpusRow &row : jsonCorpus()) {
        ++count[row.name[0] == 'y' ? 0 : row.name[0] == 'n' ? 1 : 2];
        names.insert(row.name);
        texts.insert(row.text);
        QCOMPARE(
            row.fault >= 0, row.name[0] == 'n' || (isOpen(row) && QByteArray(row.why).startsWith("refused")));
        QCOMPARE(row.why != nullptr, isOpen(row));
    }
    QCOMPARE(names.size(), count[0] + count[1] + count[2]);
    QCOMPARE(texts.size(), names.size());
    QVERIFY(count[0] >= 80 && count[1] >= 120 && count[2] >= 30);
}

void TestJsonCorpus::small_data() {
    addRows([](const CorpusRow &) { return true; });
}

void TestJsonCorpus::small() {
    QFETCH(CorpusRow, row);
    const LargeFile file(row.text); // not large: it is read into memory
    const Opened found = opened(file.path());
    QVERIFY(found.late);
    QVERIFY(!found.early);
    const ResultDocumentPtr &document = found.late;
    QVERIFY(!document->source().isMapped());
    QCOMPARE(document->fault().has_value(), row.fault >= 0);
    if (document->fault()) {
        QCOMPARE(document->fault()->offset, row.fault);
        QVERIFY(!document->fault()->message.isEmpty());
        const QByteArray before = row.text.first(row.fault);
        QCOMPARE(document->fault()->line, 1 + before.count('\n'));
        QCOMPARE(document->fault()->column, before.size() - before.lastIndexOf('\n'));
    }
    QCOMPARE(referenceFault(row.text), row.fault);
    QCOMPARE(document->badUtf8() >= 0, row.badUtf8 || !row.text.isValidUtf8());
    QCOMPARE(linesOf(document, row), row.shown);
    QCOMPARE(document->bytes(), row.text);
    QCOMPARE(written(document->source()), row.text);
    // The other library says the same, but where the row says that it does not.
    QCOMPARE(simdjsonTakes(row.text), (row.fault < 0) != row.simdjsonDiffers);
}

void TestJsonCorpus::mapped_data() {
    addRows([](const CorpusRow &row) { return !row.alone; });
}

void TestJsonCorpus::mapped() {
    QFETCH(CorpusRow, row);
    QFETCH(int, size);
    const Embedded large = embedded(row.text, filler(size));
    const LargeFile file(large.text);
    const Opened found = opened(file.path(), mappedFrom(size));
    QVERIFY(found.late);
    QVERIFY(found.late->source().isMapped());
    const qint64 fault = found.late->fault() ? found.late->fault()->offset : -1;
    QCOMPARE(fault, qint64(referenceFault(large.text)));
    QCOMPARE(fault >= 0, row.fault >= 0);
    QCOMPARE(found.late->badUtf8() >= 0, !large.text.isValidUtf8());
    if (found.early) {
        QCOMPARE(found.early->badUtf8(), -1); // nobody knows yet
        linesOf(found.early, row);            // may be nonsense, and is read all the same
    }
    if (row.fault < 0) {
        QVERIFY(found.early);
        for (const ResultDocumentPtr &document : {found.early, found.late}) {
            // The first is short unless the text itself is not.
            const JsonNode outer = document->member(document->root(), u"short");
            QCOMPARE(outer.isMapped(), outer.end - outer.begin >= shortestMapped);
            QVERIFY(document->member(document->root(), u"long").isMapped());
            const JsonNode value = document->member(outer, u"row");
            QCOMPARE(document->raw(value), row.text.trimmed());
            QCOMPARE(value.begin, large.shortAt + row.text.indexOf(row.text.trimmed()));
            QCOMPARE(linesOf(document, row, u"$.short.row"_s), row.shown);
            QCOMPARE(linesOf(document, row, u"$.long[1]"_s), row.shown);
        }
    } else if (breaksInside(row)) {
        QCOMPARE(fault, large.shortAt + row.fault);
        QCOMPARE(found.late->fault()->message, ResultDocument::fromBytes(row.text)->fault()->message);
        const QByteArray text = row.text.trimmed();
        if (text.startsWith('[') || text.startsWith('{'))
            QCOMPARE(linesOf(found.late, row, u"$.short.row"_s), row.shown);
    } else {
        QVERIFY(fault >= large.shortAt + row.fault);
    }
    QCOMPARE(written(found.late->source()), large.text);
    // Opened again: by the map that was kept, where it is JSON.
    const ResultDocumentPtr again =
        ResultDocument::fromSource(ByteSource::fromFile(file.path(), nullptr, mappedFrom(size)));
    QCOMPARE(again->isChecked() && !again->fault(), row.fault < 0);
    if (row.fault < 0)
        QCOMPARE(linesOf(again, row, u"$.long[1]"_s), linesOf(found.late, row, u"$.long[1]"_s));
}

void TestJsonCorpus::aloneInALargeFile_data() {
    addRows([](const CorpusRow &row) { return row.alone || row.name[0] == 'y'; });
}

/// Followed by so many blanks that it is mapped.
void TestJsonCorpus::aloneInALargeFile() {
    QFETCH(CorpusRow, row);
    QFETCH(int, size);
    const QByteArray text = row.text + QByteArray(size, ' ');
    const LargeFile file(text);
    const Opened found = opened(file.path(), mappedFrom(size));
    QVERIFY(found.late);
    QVERIFY(found.late->source().isMapped());
    QCOMPARE(found.late->fault().has_value(), row.fault >= 0);
    if (found.late->fault())
        QCOMPARE(found.late->fault()->offset, qint64(referenceFault(text)));
    if (row.fault >= 0 && row.fault < row.text.size())
        QCOMPARE(found.late->fault()->offset, row.fault);
    if (found.early)
        linesOf(found.early, row);
    if (row.fault < row.text.size()) // else the blanks continue it
        QCOMPARE(linesOf(found.late, row), row.shown);
    QCOMPARE(found.late->bytes(), text);
}

void TestJsonCorpus::atTheSeamOfTwoThreads_data() {
    addRows([](const CorpusRow &row) { return row.text.size() < 300; });
}

/// The text is cut between two threads at each of its bytes.
void TestJsonCorpus::atTheSeamOfTwoThreads() {
    QFETCH(CorpusRow, row);
    constexpr qsizetype half = 400;
    for (qsizetype cut = 0; cut <= row.text.size(); ++cut) {
        QByteArray text = "[\"a\",{},";
        text += QByteArray(half - text.size() - cut, ' ') + row.text;
        text += QByteArray(std::max<qsizetype>(0, 2 * half - text.size() - 3), ' ') + ",1]";
        const ByteSourcePtr source = ByteSource::fromBytes(text);
        const ResultDocumentPtr careful = ResultDocument::fromBytes(text);
        for (const Processor kind : {Processor::Any, processor()}) {
            const auto map = mapBrackets(*source, kind, Threads::Two);
            if (careful->fault())
                continue; // anything but a crash
            QVERIFY(map);
            const ContainerMap &expected = careful->containers();
            QCOMPARE(map->size(), expected.size());
            for (quint32 i = 0; i < map->size(); ++i) {
                QCOMPARE(map->begin(i), expected.begin(i));
                QCOMPARE(map->end(i), expected.end(i));
                QCOMPARE(map->count(i), expected.count(i));
            }
        }
    }
}

void TestJsonCorpus::allTogetherInAFileForTwoThreads() {
    QByteArray text = "{\"filler\":" + filler(4'500'000);
    QList<CorpusRow> rows;
    for (const CorpusRow &row : jsonCorpus()) {
        if (row.fault >= 0 || row.alone)
            continue;
        text += ",\n\"" + QByteArray::number(rows.size()) + "\":" + row.text;
        rows.append(row);
        if (rows.size() == 40) // the others are behind the middle
            text += ",\"more\":" + filler(4'500'000);
    }
    text += '}';
    const LargeFile file(text);
    const Opened found = opened(file.path());
    QVERIFY(found.early);
    QVERIFY(found.late);
    QVERIFY(!found.late->fault());
    QCOMPARE(found.late->memberCount(found.late->root()), rows.size() + 2);
    JsonTreeModel models[2];
    models[0].setDocument(found.early);
    models[1].setDocument(found.late);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const CorpusRow &row = rows[i];
        for (JsonTreeModel &model : models) {
            const QModelIndex index = model.indexOfPath(u"$['%1']"_s.arg(i));
            QVERIFY2(index.isValid(), row.name);
            QCOMPARE(index.data(JsonTreeModel::RawRole).toByteArray(), row.text.trimmed());
            if (model.node(index).isContainer())
                QVERIFY2(modelText(model, index, 2) == row.shown, row.name);
            else
                QCOMPARE(QStringList{u"$|"_s + index.siblingAtColumn(1).data().toString()}, row.shown);
        }
    }
    QCOMPARE(written(found.late->source()), text);
}

void TestJsonCorpus::hundredThousandLevelsInAMappedFile_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("levels");
    QTest::addColumn<qint64>("fault");
    constexpr int depth = 100'000;
    const QByteArray blanks(1'000'000, ' ');
    QTest::newRow("arrays") << QByteArray(depth, '[') + blanks + "7" + QByteArray(depth, ']') << depth
                            << qint64(-1);
    QTest::newRow("objects") << QByteArray("{\"a\":").repeated(depth) + "[7]" + blanks +
                                    QByteArray(depth, '}')
                             << depth + 1 << qint64(-1);
    QTest::newRow("not closed") << blanks + QByteArray(depth, '[') << depth << qint64(depth + 1'000'000);
    QTest::newRow("not closed, objects")
        << blanks + QByteArray("{\"a\":").repeated(depth) << depth << qint64(5 * depth + 1'000'000);
    QTest::newRow("closed by the wrong ones")
        << QByteArray(depth, '[') + blanks + QByteArray(depth, '}') << depth << qint64(depth + 1'000'000);
    QTest::newRow("one closed too often") << QByteArray(depth, '[') + blanks + QByteArray(depth + 1, ']')
                                          << depth << qint64(2 * depth + 1'000'000);
}

void TestJsonCorpus::hundredThousandLevelsInAMappedFile() {
    QFETCH(QByteArray, text);
    QFETCH(int, levels);
    QFETCH(qint64, fault);
    const LargeFile file(text);
    const Opened found = opened(file.path());
    QVERIFY(found.late);
    QVERIFY(found.late->source().isMapped());
    QCOMPARE(found.late->fault() ? found.late->fault()->offset : -1, fault);
    for (const ResultDocumentPtr &document : {found.early, found.late}) {
        if (!document)
            continue;
        int opened = 0;
        for (JsonNode node = document->root(); node.isContainer(); ++opened) {
            if (document->memberCount(node) == 0) {
                ++opened;
                break;
            }
            node = document->members(node).front().value;
        }
        QCOMPARE(opened, levels);
        JsonTreeModel model;
        model.setDocument(document);
        QModelIndex at = model.index(0, 0);
        int fetched = 1;
        for (; model.canFetchMore(at); at = model.index(0, 0, at), ++fetched)
            model.fetchMore(at);
        QVERIFY(fetched >= levels - 1);
    }
}
