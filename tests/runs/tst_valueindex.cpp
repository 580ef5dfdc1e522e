// SPDX-License-Identifier: MIT
#include "tests/runs/tst_valueindex.h"

#include "app/results/fieldvalues.h"
#include "app/runs/historyreader.h"
#include "app/runs/historysearch.h"
#include "app/runs/ledgerreading.h"
#include "app/runs/partsfile.h"
#include "app/runs/runhistory.h"
#include "app/runs/runsmodel.h"
#include "app/runs/runstore.h"
#include "app/runs/searchtext.h"
#include "app/runs/valueentry.h"
#include "app/runs/valueindex.h"
#include "app/runs/valueparts.h"
#include "tests/runs/runbench.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <optional>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using runs::HistoryFilter;
using runs::PartCutter;
using runs::Run;
using runs::RunState;
using runs::RunStore;
using runs::ValueEntry;
using runs::ValueIndex;

namespace {

bool never() {
    return false;
}

/// A table of one column in the service's shape.
QByteArray resultOf(const QStringList &values) {
    QByteArray json = R"({"extractions":[{"fields":{"rows":[)";
    for (const QString &value : values)
        json += R"({"cell":{"value":")" + value.toUtf8() + R"("}},)";
    json.chop(1);
    return json + "]}}]}";
}

/// A ledger with results, and what searches it as the window does.
struct Ledger {
    QTemporaryDir folder;
    std::optional<RunStore> store;

    Ledger() { open(); }
    QString file() const { return folder.filePath(u"ledger.sqlite"_s); }
    QString parts() const { return runs::partsFileOf(file()); }
    void open() {
        store.emplace(file());
        if (const QString error = store->open(); !error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    qint64 add(const QByteArray &body, const QString &name = u"a.pdf"_s) {
        Run run;
        run.profile = u"service"_s;
        run.workflowId = u"w-1"_s;
        run.workflowName = u"Invoices"_s;
        run.name = name;
        QList<Run> list{run};
        if (!store->insert(list, {}).isEmpty())
            qFatal("no run");
        run = list.first();
        run.state = RunState::Ready;
        run.endedAt = 1'700'000'000'000 + run.id;
        run.resultSize = body.size();
        if (const QString error = store->updateWithResult(run, body); !error.isEmpty())
            qFatal("%s", qPrintable(error));
        return run.id;
    }
    /// All that is left, in this thread.
    QString enterAll() const {
        ValueEntry entry(file(), store->files(), never);
        QString error = entry.open();
        if (!error.isEmpty())
            return error;
        entry.forgetStrangers();
        const QList<qint64> left = entry.left();
        for (qint64 id : left)
            entry.enter(id);
        entry.commit();
        return entry.error();
    }
    QList<qint64> find(const QString &words, bool oldestFirst = false) const {
        const runs::LedgerReading reading(file());
        runs::SearchSample sample;
        HistoryFilter filter;
        filter.text = words;
        runs::HistorySearch search(reading.database(), filter, &sample);
        const QList<qint64> ids = search.ids(0, 50, !oldestFirst);
        if (!search.error().isEmpty())
            qFatal("%s", qPrintable(search.error()));
        return ids;
    }
    QVariant inParts(const QString &sql) const { return support::query(parts(), sql); }
};

QStringList manyValues(int count, const QString &word = u"value"_s) {
    QStringList values;
    for (int i = 0; i < count; ++i)
        values << u"%1 %2"_s.arg(word).arg(i, 6, 10, QChar(u'0'));
    return values;
}

/// Letters that hardly repeat: where a piece of it stands is one place.
QString unlikeText(int length, uint seed) {
    QRandomGenerator random(seed);
    QString text;
    while (text.size() < length) {
        if (random.bounded(50) == 0)
            text += u"🧾"_s; // two units, one letter
        else
            text += QChar(u'a' + random.bounded(26));
    }
    return text;
}

const QByteArray empty = R"({"extractions":[]})";

} // namespace

void TestValueIndex::partsOverlap_data() {
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("piece");
    const int size = int(PartCutter::size);
    for (int length : {1, size - 1, size, size + 1, 3 * size, 40'000}) {
        for (int piece : {1, 100, 1'000'000})
            QTest::addRow("%d in pieces of %d", length, piece) << length << piece;
    }
}

void TestValueIndex::partsOverlap() {
    QFETCH(int, length);
    QFETCH(int, piece);
    for (uint seed = 1; seed <= 4; ++seed) {
        const QString text = unlikeText(length, seed);
        QStringList parts;
        QString joined;
        PartCutter cutter([&](const QString &part, qsizetype shared) {
            if (!parts.isEmpty()) {
                if (shared < PartCutter::lap || parts.last().last(shared) != part.first(shared))
                    return false;
            }
            parts << part;
            joined += part.mid(shared);
            return true;
        });
        for (qsizetype at = 0; at < text.size(); at += piece)
            QVERIFY(cutter.add(QStringView(text).mid(at, piece)));
        QVERIFY(cutter.end());
        QCOMPARE(joined, text);
        for (const QString &part : std::as_const(parts)) {
            QVERIFY(part.size() <= PartCutter::size);
            QVERIFY(!part.front().isLowSurrogate());
            QVERIFY(!part.back().isHighSurrogate());
        }
    }
}

/// What readFields() tells, and no more: quotes and words about verification are no values.
void TestValueIndex::valuesOfEveryShape() {
    const QByteArray body = R"({"extractions":[{"fields":{
        "single":{"value":"one","value_override":"other","evidence":[{"text":"quote"}],"verification_status":"word"},
        "bare":1.10,"nothing":null,"list":[1,"x"],"empty":[],
        "object":{"a":{"value":"in it"},"b":{"value":null}},
        "rows":[{"c":{"value":"first"},"d":2},{"c":{"value":"second","value_override":null}}],
        "plain":[{"value":"third"},{"value":"fourth"}]}},
        {"fields":{"again":{"value":"fifth"}}}],
        "classifications":[{"category":"a class"}],
        "splits":[{"name":"a split","partitions":[{"name":"a partition"}]}]})";
    QStringList values;
    const auto document = results::ResultDocument::fromBytes(body);
    QVERIFY(results::eachValue(*document, [&](const QString &value) {
        values << value;
        return true;
    }));
    QCOMPARE(values,
        (QStringList{u"other"_s, u"one"_s, u"1.10"_s, u"[1,\"x\"]"_s, u"in it"_s, u"first"_s, u"2"_s,
            u"second"_s, u"third"_s, u"fourth"_s, u"fifth"_s, u"a class"_s, u"a split"_s, u"a partition"_s}));
    for (int wanted = 1; wanted < values.size(); ++wanted) {
        int visited = 0;
        QVERIFY(!results::eachValue(*document, [&](const QString &) { return ++visited < wanted; }));
        QCOMPARE(visited, wanted);
    }
}

void TestValueIndex::lastOfManyValues_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("parts");
    const auto with = [](QStringList values) {
        return resultOf(values << u"the Needle-4711 of it"_s);
    };
    QTest::newRow("few") << with(manyValues(10)) << false;
    QTest::newRow("just over") << with(manyValues(640)) << true;
    QTest::newRow("10,000 rows") << with(manyValues(10'000)) << true;
    QTest::newRow("behind a value of 2 MB") << with({unlikeText(2'000'000, 7)}) << true;
    QTest::newRow("behind a zero") << with({u"a\\u0000b"_s}) << false;
    QTest::newRow("behind zeros, far away") << with(manyValues(2'000, u"a\\u0000b"_s)) << true;
}

void TestValueIndex::lastOfManyValues() {
    QFETCH(QByteArray, body);
    QFETCH(bool, parts);
    Ledger ledger;
    ledger.add(resultOf({u"other"_s}));
    const qint64 id = ledger.add(body);
    ledger.add(resultOf(manyValues(3'000, u"unlike"_s)));
    QCOMPARE(ledger.find(u"needle-4711"_s).isEmpty(), parts); // the ledger's index has the beginning
    QCOMPARE(ledger.enterAll(), QString());
    for (const QString &words : {u"needle-4711"_s, u"NEEDLE 4711 invoices"_s, u"needle of a.pdf"_s})
        QCOMPARE(ledger.find(words), QList<qint64>{id});
    QCOMPARE(ledger.find(u"needle-4712"_s), QList<qint64>());
    QCOMPARE(ledger.find(u"needle-4711 unlike"_s), QList<qint64>()); // of two runs
    QCOMPARE(ledger.inParts(u"SELECT count(*) FROM parts WHERE id >> 24 = %1"_s.arg(id)).toInt() > 0, parts);
    // A search for one run, and a page in another order.
    const runs::LedgerReading reading(ledger.file());
    const runs::RunHistory history(reading.database());
    HistoryFilter filter;
    filter.text = u"needle-4711"_s;
    QVERIFY(history.matches(id, filter));
    QVERIFY(!history.matches(id - 1, filter));
    filter.order.key = runs::SortKey::Name;
    QCOMPARE(history.page(filter, 0, 10).size(), 1);
}

/// Needles of every length at every place around the borders of parts, and all over the text.
void TestValueIndex::acrossTheBorders() {
    const QString text = unlikeText(60'000, 3);
    Ledger ledger;
    const qint64 id = ledger.add(resultOf({text.left(30'000), text.mid(30'000).prepend(u"x"_s)}));
    QCOMPARE(ledger.enterAll(), QString());
    QRandomGenerator random(11);
    const runs::LedgerReading reading(ledger.file());
    runs::SearchSample sample;
    const qsizetype step = PartCutter::size - PartCutter::lap;
    for (int i = 0; i < 600; ++i) {
        const qsizetype lengths[] = {
            3, 8, 40, PartCutter::lap - 1, PartCutter::lap, PartCutter::lap + 1, 900, 9'000};
        const qsizetype length = lengths[random.bounded(8)];
        const qsizetype border = (1 + random.bounded(3)) * step + (random.bounded(2) ? PartCutter::lap : 0);
        qsizetype at =
            random.bounded(2) ? random.bounded(20'000) : border - length + random.bounded(int(length + 30));
        at = std::clamp<qsizetype>(at, 0, 30'000 - length);
        if (text.at(at).isLowSurrogate())
            ++at;
        QString needle = text.mid(at, length);
        if (needle.back().isHighSurrogate())
            needle.chop(1);
        if (needle.toUcs4().size() < 3)
            continue;
        HistoryFilter filter;
        filter.text = random.bounded(2) ? needle.toUpper() : needle;
        runs::HistorySearch search(reading.database(), filter, &sample);
        QVERIFY2(search.ids(0, 5, true) == QList<qint64>{id},
            qPrintable(u"%1 letters at %2"_s.arg(needle.size()).arg(at)));
        if (needle.size() < 20 || needle.at(needle.size() - 2).isSurrogate())
            continue;
        filter.text.replace(needle.size() - 2, 1, u"9"_s); // not in it
        runs::HistorySearch other(reading.database(), filter, &sample);
        QCOMPARE(other.ids(0, 5, true), QList<qint64>());
    }
}

void TestValueIndex::wordsFarApart() {
    Ledger ledger;
    const qint64 id =
        ledger.add(resultOf(QStringList{u"alpha"_s} + manyValues(3'000) + QStringList{u"beta gamma"_s} +
                            manyValues(3'000) + QStringList{u"\u00FCz delta"_s}));
    const qint64 half = ledger.add(resultOf(manyValues(5'000) + QStringList{u"alpha delta"_s}));
    QCOMPARE(ledger.enterAll(), QString());
    QCOMPARE(ledger.find(u"alpha delta"_s), (QList<qint64>{half, id}));
    QCOMPARE(ledger.find(u"alpha delta"_s, true), (QList<qint64>{id, half}));
    QCOMPARE(ledger.find(u"delta beta alpha"_s), QList<qint64>{id});
    QCOMPARE(ledger.find(u"alpha \u00FCz"_s), QList<qint64>{id}); // two letters beside a word
    QCOMPARE(ledger.find(u"alpha q\u00FC"_s), QList<qint64>());
    QCOMPARE(ledger.find(u"\"beta gamma\""_s), QList<qint64>{id});
    QCOMPARE(ledger.find(u"\"gamma beta\""_s), QList<qint64>());
}

/// Runs with long and short values in turn, in both directions, a page at a time.
void TestValueIndex::findsWhatALoopFinds() {
    QRandomGenerator random(5);
    Ledger ledger;
    QHash<qint64, QString> texts;
    const QStringList words{u"red"_s, u"green"_s, u"blue"_s, u"yellow"_s, u"black"_s, u"white"_s};
    for (int i = 0; i < 60; ++i) {
        QStringList values;
        if (random.bounded(2))
            values = manyValues(900 + random.bounded(1'500));
        for (int n = random.bounded(4); n >= 0; --n)
            values.insert(random.bounded(int(values.size()) + 1), words.at(random.bounded(6)));
        const qint64 id = ledger.add(resultOf(values), u"run %1"_s.arg(i));
        texts[id] = values.join(u'\n');
    }
    QCOMPARE(ledger.enterAll(), QString());
    for (qint64 gone : {7, 8, 30}) {
        QCOMPARE(ledger.store->remove(gone), QString());
        texts.remove(gone); // also before its parts have gone
    }
    const runs::LedgerReading reading(ledger.file());
    int found = 0;
    for (int search = 0; search < 120; ++search) {
        QStringList wanted;
        for (int n = random.bounded(3); n >= 0; --n)
            wanted << words.at(random.bounded(6));
        HistoryFilter filter;
        filter.text = wanted.join(u' ');
        filter.order.backwards = random.bounded(2);
        QList<qint64> expected;
        for (auto text = texts.cbegin(); text != texts.cend(); ++text) {
            if (std::all_of(wanted.cbegin(), wanted.cend(),
                    [&](const QString &word) { return text.value().contains(word); }))
                expected << text.key();
        }
        std::sort(expected.begin(), expected.end());
        if (!filter.order.backwards)
            std::reverse(expected.begin(), expected.end());
        QList<qint64> ids;
        runs::SearchSample sample;
        for (;;) {
            runs::HistorySearch pages(reading.database(), filter, &sample);
            const QList<qint64> page = pages.ids(ids.isEmpty() ? 0 : ids.last(), 7, !filter.order.backwards);
            ids << page;
            if (page.size() < 7)
                break;
        }
        QVERIFY2(ids == expected, qPrintable(filter.text));
        found += int(ids.size());
    }
    QVERIFY(found > 100);
}

/// Ended after any number of questions whether to go on: what was committed is kept, the rest comes later,
/// nothing twice.
void TestValueIndex::endedInTheMiddle() {
    Ledger ledger;
    const qint64 id = ledger.add(resultOf(manyValues(120'000) + QStringList{u"the needle"_s}));
    int kept = 0;
    for (int asked : {1, 40, 70, 20}) {
        ValueEntry entry(
            ledger.file(), ledger.store->files(), [left = asked]() mutable { return --left < 0; });
        QCOMPARE(entry.open(), QString());
        QCOMPARE(entry.left(), QList<qint64>{id});
        QVERIFY(!entry.enter(id));
        QCOMPARE(entry.error(), QString());
        const int parts = ledger.inParts(u"SELECT count(*) FROM parts"_s).toInt();
        QCOMPARE(parts, kept + asked / ValueEntry::partsPerCommit * ValueEntry::partsPerCommit);
        kept = parts;
    }
    QVERIFY(kept > 60);
    QCOMPARE(ledger.find(u"needle"_s), QList<qint64>());
    QCOMPARE(ledger.find(u"\"value 000100\""_s), QList<qint64>{id}); // what is there is found already
    QCOMPARE(ledger.enterAll(), QString());
    QCOMPARE(ledger.find(u"needle"_s), QList<qint64>{id});
    QCOMPARE(ledger.inParts(u"SELECT count(*) FROM entered WHERE complete"_s).toInt(), 1);
    QCOMPARE(ledger.inParts(u"SELECT parts FROM entered"_s), ledger.inParts(u"SELECT count(*) FROM parts"_s));
    QCOMPARE(ledger.inParts(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

/// A real kill -9, in the middle of a transaction.
void TestValueIndex::killedInTheMiddle() {
#ifdef Q_OS_UNIX
    Ledger ledger;
    const qint64 id = ledger.add(resultOf(manyValues(60'000) + QStringList{u"the needle"_s}));
    ledger.store.reset(); // no connection goes over into the other process
    const pid_t child = fork();
    if (child == 0) {
        ValueEntry entry(
            ledger.file(), runs::ResultFiles(ledger.folder.filePath(u"results"_s)), [left = 50]() mutable {
                if (--left < 0)
                    ::kill(::getpid(), SIGKILL);
                return false;
            });
        if (entry.open().isEmpty())
            entry.enter(id);
        ::_exit(1);
    }
    QVERIFY(child > 0);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    ledger.open();
    QCOMPARE(ledger.inParts(u"SELECT count(*) FROM parts"_s).toInt(), ValueEntry::partsPerCommit);
    QCOMPARE(ledger.find(u"needle"_s), QList<qint64>());
    QCOMPARE(ledger.enterAll(), QString());
    QCOMPARE(ledger.find(u"needle"_s), QList<qint64>{id});
    QCOMPARE(ledger.inParts(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
#else
    QSKIP("Another way to kill is needed here.");
#endif
}

/// Version 4 entered the first 32,768 characters, and no names of classes.
void TestValueIndex::versionFourIsCompleted() {
    Ledger ledger;
    const qint64 cut = ledger.add(resultOf(manyValues(5'000) + QStringList{u"the needle"_s}));
    const qint64 classified = ledger.add(
        R"({"extractions":[{"fields":{"a":{"value":"one"}}}],"classifications":[{"category":"receipt"}]})");
    const qint64 whole = ledger.add(resultOf({u"small"_s}));
    ledger.store.reset();
    for (const QString &sql : {u"DROP TABLE to_index"_s, u"PRAGMA user_version = 4"_s,
             u"UPDATE search_texts SET text = 'a.pdf' || char(10) || 'Invoices' || char(10) || 'one' || "
             u"char(10) "
             "WHERE run_id = %1"_s.arg(classified)})
        support::query(ledger.file(), sql);
    ledger.open();
    QCOMPARE(support::query(ledger.file(), u"PRAGMA user_version"_s).toInt(), 5);
    QCOMPARE(ledger.find(u"needle"_s), QList<qint64>());
    QCOMPARE(ledger.enterAll(), QString());
    QCOMPARE(ledger.find(u"needle"_s), QList<qint64>{cut});
    QCOMPARE(ledger.find(u"receipt"_s), QList<qint64>{classified});
    QCOMPARE(ledger.find(u"small"_s), QList<qint64>{whole});
    QCOMPARE(
        ledger.inParts(u"SELECT parts FROM entered WHERE complete AND run_id = %1"_s.arg(whole)).toInt(), 0);
    ValueEntry entry(ledger.file(), ledger.store->files(), never);
    QCOMPARE(entry.open(), QString());
    QCOMPARE(entry.left(), QList<qint64>());
}

void TestValueIndex::removedRunsGo() {
    Ledger ledger;
    const qint64 gone = ledger.add(resultOf(manyValues(20'000) + QStringList{u"secret"_s}));
    const qint64 stays = ledger.add(resultOf(manyValues(2'000) + QStringList{u"needle"_s}));
    QCOMPARE(ledger.enterAll(), QString());
    QCOMPARE(ledger.store->remove(gone), QString());
    QCOMPARE(ledger.find(u"secret"_s), QList<qint64>()); // at once
    QCOMPARE(ledger.enterAll(), QString());
    QCOMPARE(ledger.inParts(u"SELECT count(*) FROM parts WHERE id >> 24 <> %1"_s.arg(stays)).toInt(), 0);
    QCOMPARE(
        ledger.inParts(u"SELECT count(*) FROM part_search WHERE part_search MATCH '\"sec\"'"_s).toInt(), 0);
    QCOMPARE(ledger.find(u"needle"_s), QList<qint64>{stays});
    QVERIFY(ledger.inParts(u"INSERT INTO part_search(part_search) VALUES ('integrity-check')"_s).isNull());
}

/// After a damaged ledger was set aside, numbers of runs begin anew.
void TestValueIndex::anotherLedgersRunsGo() {
    Ledger ledger;
    ledger.add(resultOf(manyValues(2'000) + QStringList{u"former"_s}));
    QCOMPARE(ledger.enterAll(), QString());
    ledger.store.reset();
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(ledger.file() + QString::fromLatin1(suffix));
    ledger.open();
    const qint64 id = ledger.add(resultOf(manyValues(2'000) + QStringList{u"present"_s}));
    QCOMPARE(id, 1);
    Run run = *ledger.store->run(id);
    run.endedAt += 5;
    QCOMPARE(ledger.store->update(run), QString());
    QCOMPARE(ledger.enterAll(), QString());
    QCOMPARE(ledger.find(u"former"_s), QList<qint64>());
    QCOMPARE(ledger.find(u"present"_s), QList<qint64>{id});
}

void TestValueIndex::damagedFileIsMadeAgain() {
    Ledger ledger;
    const qint64 id = ledger.add(resultOf(manyValues(2'000) + QStringList{u"needle"_s}));
    for (const QByteArray &content :
        {QByteArray("no database, but long enough to be taken for one").repeated(100),
            QByteArray("SQLite format 3")}) {
        QFile file(ledger.parts());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        QCOMPARE(ledger.find(u"value"_s), QList<qint64>{id}); // the ledger is read all the same
        QCOMPARE(ledger.enterAll(), QString());
        QCOMPARE(ledger.find(u"needle"_s), QList<qint64>{id});
        QVERIFY(!(QFile::permissions(ledger.parts()) & (QFile::ReadGroup | QFile::ReadOther)));
    }
    ledger.inParts(u"PRAGMA user_version = 99"_s); // of a version that is not known
    QCOMPARE(ledger.enterAll(), QString());
    QCOMPARE(ledger.find(u"needle"_s), QList<qint64>{id});
}

void TestValueIndex::aResultThatIsAwayIsTriedAgain() {
    Ledger ledger;
    const qint64 id = ledger.add(resultOf(manyValues(2'000) + QStringList{u"needle"_s}));
    const QByteArray body = *ledger.store->result(id);
    support::query(ledger.file(), u"DELETE FROM results"_s);
    QCOMPARE(ledger.enterAll(), QString());
    QCOMPARE(ledger.inParts(u"SELECT count(*) FROM entered"_s).toInt(), 0);
    QVERIFY(QDir(ledger.folder.path()).mkpath(u"results"_s));
    QFile file(ledger.folder.filePath(u"results/%1.json"_s.arg(id)));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(body) == body.size());
    file.close();
    QCOMPARE(ledger.enterAll(), QString());
    QCOMPARE(ledger.find(u"needle"_s), QList<qint64>{id});
}

/// A search that is on gets what is entered meanwhile, and nothing else changes.
void TestValueIndex::listRefreshes() {
    Ledger ledger;
    const qint64 first = ledger.add(resultOf({u"needle"_s}));
    const qint64 other = ledger.add(resultOf(manyValues(3'000)));
    const qint64 second = ledger.add(resultOf(manyValues(3'000) + QStringList{u"needle"_s}));
    runs::HistoryReader reader(ledger.file());
    runs::RunsModel model(&ledger.store->history());
    model.setReader(&reader);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    ValueIndex index(ledger.file(), ledger.store->files());
    connect(&index, &ValueIndex::entered, &model, &runs::RunsModel::lookAgain);
    HistoryFilter filter;
    filter.text = u"needle"_s;
    model.setFilter(filter);
    QTRY_VERIFY(!model.isSearching());
    QCOMPARE(model.rowCount(), 1);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    index.update();
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.at(0).id, second);
    QCOMPARE(model.at(1).id, first);
    QVERIFY(!model.indexOf(other).isValid());
    QCOMPARE(resets.size(), 0);
    QTRY_COMPARE(index.left(), 0);
    // One that comes while it is at work, or after it.
    const qint64 third = ledger.add(resultOf(manyValues(3'000) + QStringList{u"needle"_s}));
    model.put(*ledger.store->run(third));
    QCOMPARE(model.rowCount(), 2);
    index.update();
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.at(0).id, third);
    // Removed while it was being looked at.
    model.lookAgain({first, second});
    QCOMPARE(ledger.store->remove(second), QString());
    model.remove(second);
    index.update();
    QTRY_COMPARE(ledger.inParts(u"SELECT count(*) FROM parts WHERE id >> 24 = %1"_s.arg(second)).toInt(), 0);
    QTRY_COMPARE(model.rowCount(), 2);
    QVERIFY(!model.indexOf(second).isValid());
}

void TestValueIndex::troubleIsToldOnce() {
    Ledger ledger;
    const qint64 id = ledger.add(resultOf(manyValues(2'000) + QStringList{u"needle"_s}));
    QVERIFY(QDir(ledger.folder.path()).mkpath(ledger.parts() + u"/in the way"_s)); // a folder, which stays
    ValueIndex index(ledger.file(), ledger.store->files());
    QSignalSpy trouble(&index, &ValueIndex::trouble);
    QSignalSpy entered(&index, &ValueIndex::entered);
    index.update();
    QTRY_COMPARE(trouble.size(), 1);
    QVERIFY(trouble.first().first().toString().contains(ledger.parts()));
    index.update();
    QVERIFY(QDir(ledger.parts()).removeRecursively());
    index.update();
    QTRY_VERIFY_WITH_TIMEOUT((index.update(), !entered.isEmpty()), 20'000);
    QCOMPARE(trouble.size(), 1);
    QCOMPARE(ledger.find(u"needle"_s), QList<qint64>{id});
}
