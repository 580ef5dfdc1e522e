// SPDX-License-Identifier: MIT
#include "tests/runs/tst_historysearch.h"

#include "app/runs/historyorder.h"
#include "app/runs/historysearch.h"
#include "app/runs/runstore.h"
#include "app/runs/searchplan.h"
#include "app/runs/searchtext.h"
#include "tests/runs/runbench.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using runs::HistoryFilter;
using runs::HistoryOrder;
using runs::HistoryPlace;
using runs::Run;
using runs::RunState;
using runs::RunStore;
using runs::SortKey;

Q_DECLARE_METATYPE(runs::SortKey)

namespace {

/// A ledger and beside it what each run is found by.
struct Ledger {
    QTemporaryDir folder;
    RunStore store{folder.filePath(u"ledger.sqlite"_s)};
    QList<Run> all; ///< oldest first
    QHash<qint64, QString> texts;

    Ledger() {
        if (const QString error = store.open(); !error.isEmpty())
            qFatal("%s", qPrintable(error));
    }
    QString file() const { return folder.filePath(u"ledger.sqlite"_s); }
    void add(QList<Run> list, const QStringList &values = {}) {
        QString error = store.insert(list, {});
        for (qsizetype i = 0; i < list.size() && error.isEmpty(); ++i) {
            texts[list.at(i).id] = runs::searchText(list.at(i), values.value(i));
            if (!values.value(i).isEmpty())
                error = store.write({list.at(i), {}, {}, values.at(i)});
        }
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        all << list;
    }
    void remove(qsizetype at) {
        const qint64 id = all.takeAt(at).id;
        texts.remove(id);
        QCOMPARE(store.remove(id), QString());
    }
};

Run runOf(const QString &name, RunState state = RunState::Ready) {
    Run run;
    run.profile = u"service"_s;
    run.workflowId = u"w-1"_s;
    run.workflowName = u"Invoices"_s;
    run.name = name;
    run.state = state;
    return run;
}

constexpr auto letters = u"aAbBüÜſsKkK\u0130iıßẞσςΣ1 -";

QString randomText(QRandomGenerator &random, int most) {
    static const QString alphabet = QString::fromUtf16(letters) + u"🧾"_s;
    const QList<uint> all = alphabet.toUcs4();
    QString text;
    for (int i = random.bounded(most) + 1; i > 0; --i) {
        const char32_t letter = all.at(random.bounded(int(all.size())));
        text += QString::fromUcs4(&letter, 1);
    }
    return text;
}

/// What the description of HistoryFilter says, without an index.
bool isMeant(const Ledger &ledger, const Run &run, const QStringList &words, const HistoryFilter &filter) {
    const bool inName = std::all_of(
        words.cbegin(), words.cend(), [](const QString &word) { return word.toUcs4().size() < 3; });
    const QString text = inName ? run.name : ledger.texts.value(run.id);
    return std::all_of(words.cbegin(), words.cend(),
               [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); }) &&
           (filter.states.isEmpty() || filter.states.contains(run.state)) &&
           (filter.profile.isEmpty() || filter.profile == run.profile) &&
           (filter.workflowId.isEmpty() || filter.workflowId == run.workflowId);
}

QList<qint64> idsOf(const QList<Run> &runs) {
    QList<qint64> ids;
    for (const Run &run : runs)
        ids << run.id;
    return ids;
}

/// All of them, page by page.
QList<qint64> readAll(const RunStore &store, const HistoryFilter &filter, int perPage) {
    QList<qint64> ids;
    HistoryPlace from;
    QString error;
    for (;;) {
        const QList<Run> page = store.history().page(filter, from, perPage, &error);
        if (!error.isEmpty())
            qFatal("%s", qPrintable(error));
        ids << idsOf(page);
        if (page.size() < perPage)
            return ids;
        from = HistoryPlace(page.last(), filter.order.key);
    }
}

} // namespace

void TestHistorySearch::findsWhatALoopFinds_data() {
    QTest::addColumn<uint>("seed");
    QTest::addColumn<int>("runs");
    for (uint seed = 1; seed <= 4; ++seed)
        QTest::addRow("%u", seed) << seed << int(seed * 110);
    QTest::newRow("more than are few") << 9U << 2'600;
}

void TestHistorySearch::findsWhatALoopFinds() {
    QFETCH(uint, seed);
    QFETCH(int, runs);
    QRandomGenerator random(seed);
    Ledger ledger;
    QList<Run> list;
    QStringList values;
    for (int i = 0; i < runs; ++i) {
        Run run = runOf(randomText(random, 12), RunState(random.bounded(10) ? 3 : random.bounded(8)));
        run.workflowId = u"w-%1"_s.arg(random.bounded(3));
        run.workflowName = randomText(random, 6);
        list << run;
        values << (random.bounded(3) ? randomText(random, 40) + u'\n' + randomText(random, 20) : QString());
    }
    ledger.add(list, values);
    for (int i = 0; i < runs / 20; ++i)
        ledger.remove(random.bounded(int(ledger.all.size())));

    int found = 0;
    for (int search = 0; search < 250; ++search) {
        HistoryFilter filter;
        QStringList words;
        for (int i = random.bounded(3); i >= 0; --i) {
            QString word = random.bounded(4)
                               ? randomText(random, 5)
                               : ledger.texts.value(ledger.all.at(random.bounded(int(ledger.all.size()))).id)
                                     .mid(random.bounded(10), 1 + random.bounded(9));
            word.replace(u'\n', u' ');
            if (word.trimmed().isEmpty() || (word.at(0).isLowSurrogate() || word.back().isHighSurrogate()))
                continue;
            words << word;
            filter.text += u'"' + word + u"\" "_s;
        }
        if (random.bounded(3) == 0)
            filter.states = {RunState(random.bounded(8)), RunState::Ready};
        if (random.bounded(4) == 0)
            filter.states = {RunState::Failed};
        if (random.bounded(3) == 0) {
            filter.profile = u"service"_s;
            filter.workflowId = u"w-%1"_s.arg(random.bounded(4));
        }
        filter.order.backwards = random.bounded(2);
        QList<qint64> expected;
        for (const Run &run : std::as_const(ledger.all)) {
            const bool meant = isMeant(ledger, run, words, filter);
            if (meant)
                expected << run.id;
            if (search % 16 == 0)
                QCOMPARE(ledger.store.history().matches(run.id, filter), meant);
        }
        if (!filter.order.backwards)
            std::reverse(expected.begin(), expected.end());
        const QList<qint64> ids = readAll(ledger.store, filter, 1 + random.bounded(60));
        QVERIFY2(ids == expected,
            qPrintable(u"%1: %2 found, not %3"_s.arg(filter.text).arg(ids.size()).arg(expected.size())));
        found += int(ids.size());
    }
    QVERIFY2(found > 2 * runs, "the searches find hardly anything");
}

void TestHistorySearch::sortsAsALoopSorts_data() {
    QTest::addColumn<SortKey>("key");
    QTest::addColumn<bool>("backwards");
    const std::pair<const char *, SortKey> keys[] = {{"age", SortKey::Age}, {"name", SortKey::Name},
        {"state", SortKey::State}, {"workflow", SortKey::Workflow}, {"size", SortKey::Size}};
    for (const auto &[name, key] : keys) {
        QTest::newRow(name) << key << false;
        QTest::addRow("%s, backwards", name) << key << true;
    }
}

void TestHistorySearch::sortsAsALoopSorts() {
    QFETCH(SortKey, key);
    QFETCH(bool, backwards);
    QRandomGenerator random(5);
    Ledger ledger;
    QList<Run> list;
    for (int i = 0; i < 2'400; ++i) {
        Run run = runOf(randomText(random, 3), i % 7 ? RunState::Ready : RunState(random.bounded(8)));
        run.workflowName =
            QStringList{u"Öl"_s, u"invoices"_s, u"Invoices"_s, u"contracts"_s, {}}.at(random.bounded(5));
        run.size = random.bounded(20);
        list << run;
    }
    ledger.add(list);
    HistoryFilter filter;
    filter.order = {key, backwards};
    for (const QList<RunState> &states : {QList<RunState>{}, QList{RunState::Failed, RunState::Stopped},
             QList{RunState::Ready, RunState::Failed}}) {
        for (const QString &text : {QString(), u"ab"_s, u"kk"_s}) {
            filter.states = states;
            filter.text = text;
            QList<Run> expected;
            for (const Run &run : std::as_const(ledger.all)) {
                if (isMeant(ledger, run, text.isEmpty() ? QStringList() : QStringList{text}, filter))
                    expected << run;
            }
            std::sort(expected.begin(), expected.end(), [&](const Run &left, const Run &right) {
                return isBefore(HistoryPlace(left, key), HistoryPlace(right, key), filter.order);
            });
            QVERIFY(text.isEmpty() || expected.size() < runs::mostSorted);
            for (int perPage : {1, 7, 100, 5'000}) {
                if (perPage > 1 || expected.size() < 600)
                    QCOMPARE(readAll(ledger.store, filter, perPage), idsOf(expected));
            }
        }
    }
}

/// The ledger and isBefore() say the same of names that no file has.
void TestHistorySearch::sortsOddNames() {
    Ledger ledger;
    QList<Run> list;
    for (const QString &name : {u""_s, u" "_s, u"a"_s, u"A"_s, u"a\nb"_s, u"a%b_c"_s, u"[z]"_s, u"Ärger"_s,
             u"zebra"_s, u"ärger"_s, u"🧾"_s, u"\uFFFD"_s, u"\uE000"_s, QString(u"a"_s + QChar(0) + u"z"_s),
             QString(u"a"_s + QChar(0) + u"b"_s), QString(50'000, u'x'), u"'\"; --"_s, u"007"_s, u"7"_s})
        list << runOf(name);
    ledger.add(list);
    HistoryFilter filter;
    for (bool backwards : {false, true}) {
        filter.order = {SortKey::Name, backwards};
        QList<Run> expected = ledger.all;
        std::sort(expected.begin(), expected.end(), [&](const Run &left, const Run &right) {
            return isBefore(
                HistoryPlace(left, SortKey::Name), HistoryPlace(right, SortKey::Name), filter.order);
        });
        QCOMPARE(readAll(ledger.store, filter, 100), idsOf(expected));
        QCOMPARE(readAll(ledger.store, filter, 1), idsOf(expected));
    }
}

void TestHistorySearch::sortedSearchIsCut() {
    Ledger ledger;
    QList<Run> list;
    constexpr int count = runs::mostSorted + 10;
    for (int i = 1; i <= count; ++i)
        list << runOf(u"run %1"_s.arg(i, 5, 10, QChar(u'0')));
    ledger.add(list);
    HistoryFilter filter;
    filter.order.key = SortKey::Name;
    bool cut = true;
    ledger.store.history().page(filter, 0, 10, nullptr, &cut);
    QVERIFY(!cut); // without words nothing is left out
    filter.text = u"run"_s;
    const QList<Run> page = ledger.store.history().page(filter, 0, 10, nullptr, &cut);
    QVERIFY(cut);
    QCOMPARE(page.first().name, u"run 00011"_s); // the newest thousand
    QCOMPARE(readAll(ledger.store, filter, 100).size(), runs::mostSorted);
    filter.text = u"\"run 000\""_s;
    ledger.store.history().page(filter, 0, 10, nullptr, &cut);
    QVERIFY(!cut);
}

void TestHistorySearch::fewIdsOfAFilter() {
    Ledger ledger;
    QList<Run> list;
    for (int i = 0; i <= runs::HistorySearch::few; ++i)
        list << runOf(u"alpha"_s);
    list << runOf(u"alpha failed"_s, RunState::Failed);
    ledger.add(list);
    runs::SearchSample sample;
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"few"_s);
    database.setDatabaseName(ledger.file());
    QVERIFY(database.open());
    const auto fewOf = [&](const HistoryFilter &filter) -> qsizetype {
        QList<qint64> ids;
        return runs::HistorySearch(database, filter, &sample).fewIds(&ids) ? ids.size() : -1;
    };
    QCOMPARE(fewOf({}), -1);
    QCOMPARE(fewOf({{}, {RunState::Ready}, {}, {}}), -1);
    QCOMPARE(fewOf({{}, {RunState::Failed, RunState::Stopped}, {}, {}}), 1);
    QCOMPARE(fewOf({{}, {}, u"service"_s, {}}), -1);
    QCOMPARE(fewOf({{}, {}, u"nobody"_s, {}}), 0);
    QCOMPARE(fewOf({{}, {}, u"service"_s, u"w-9"_s}), 0);
    database.close();
    database = {};
    QSqlDatabase::removeDatabase(u"few"_s);
}

/// All pieces of three letters are in every run, and most runs have them in another order.
void TestHistorySearch::commonPiecesInARareOrder() {
    Ledger ledger;
    QList<Run> list;
    for (int i = 0; i < 900; ++i)
        list << runOf(i == 40 || i == 41 ? u"bcdefabcdabcdef"_s : u"abcd bcde cdef efab fabc"_s);
    ledger.add(list);
    QCOMPARE(readAll(ledger.store, {u"defabcd"_s, {}, {}, {}}, 1), (QList<qint64>{42, 41}));
    QCOMPARE(readAll(ledger.store, {u"defabcda"_s, {}, {}, {}, {SortKey::Age, true}}, 50),
        (QList<qint64>{41, 42}));
    QCOMPARE(readAll(ledger.store, {u"fabcdef"_s, {}, {}, {}}, 50), QList<qint64>());
}

void TestHistorySearch::piecesAreFewAndRare() {
    runs::SearchSample sample;
    for (int i = 0; i < runs::SearchSample::most; ++i)
        sample.entries << runs::SearchSample::Entry{
            i + 1, u"invoice-%1.pdf, of us"_s.arg(i, 6, 10, QChar(u'0'))};
    const auto pieces = [&](const QString &text) {
        return runs::searchPieces(runs::SearchWords(text), sample, 0, true);
    };
    QStringList chosen = pieces(u"invoice-000077"_s);
    QVERIFY2(chosen.contains(u"077"_s) && chosen.size() <= 3, qPrintable(chosen.join(u' ')));
    chosen = pieces(u"INVOICE xylophone"_s);
    for (const QString &piece : std::as_const(chosen))
        QVERIFY2(u"xylophone"_s.contains(piece), qPrintable(piece));
    QCOMPARE(pieces(u"voice"_s).size(), 1); // found at once, whatever leads
    // Everybody has the pieces of three: a longer one.
    chosen = pieces(u"eus"_s);
    QCOMPARE(chosen, QStringList{u"eus"_s});
    // Without a sample, and with words beyond measure.
    sample.entries.clear();
    QVERIFY(!pieces(u"abc"_s).isEmpty());
    for (const QString &text : {QString(100'000, u'a'), u"abc "_s.repeated(5'000), u"🧾🧾🧾"_s}) {
        chosen = pieces(text);
        QVERIFY(!chosen.isEmpty() && chosen.size() <= 6 && chosen.join(QString()).size() < 200);
        QVERIFY(runs::wholePieces(runs::SearchWords(text)).join(QString()).size() < 200);
    }
}

void TestHistorySearch::shortWordsInEveryCase_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("umlaut") << u"MÜLL.pdf"_s << u"ül"_s << true;
    QTest::newRow("capital umlaut") << u"müll.pdf"_s << u"ÜL"_s << true;
    QTest::newRow("no umlaut") << u"mull.pdf"_s << u"ül"_s << false;
    QTest::newRow("one letter") << u"Übung"_s << u"ü"_s << true;
    QTest::newRow("Greek, final") << u"ΟΔΟΣ"_s << u"ος"_s << true;
    QTest::newRow("Cyrillic") << u"СЧЁТ"_s << u"чё"_s << true;
    QTest::newRow("two symbols") << u"a🧾🧾b"_s << u"🧾🧾"_s << true;
    QTest::newRow("symbol and letter") << u"x🧾Ab"_s << u"🧾a"_s << true;
    QTest::newRow("the id is no name") << u"x"_s << u"1"_s << false;
    QTest::newRow("beginning") << u"ab"_s << u"ab"_s << true;
    QTest::newRow("two words") << u"ab xy"_s << u"xy ab"_s << true;
    QTest::newRow("one of two") << u"ab xy"_s << u"xy ac"_s << false;
    QTest::newRow("a tab") << u"ab\txy"_s << u"xy"_s << true;
    QTest::newRow("a percent sign") << u"100%"_s << u"0%"_s << true;
    QTest::newRow("no percent sign") << u"100"_s << u"0%"_s << false;
}

void TestHistorySearch::shortWordsInEveryCase() {
    QFETCH(QString, name);
    QFETCH(QString, word);
    QFETCH(bool, isFound);
    Ledger ledger;
    ledger.add({runOf(u"...."_s), runOf(name), runOf(u"...."_s)});
    QCOMPARE(readAll(ledger.store, {word, {}, {}, {}}, 10), isFound ? QList<qint64>{2} : QList<qint64>());
    QCOMPARE(ledger.store.history().matches(2, {word, {}, {}, {}}), isFound);
}

void TestHistorySearch::namesAreForgotten() {
    Ledger ledger;
    QList<Run> list;
    for (int i = 0; i < 300; ++i)
        list << runOf(u"run"_s);
    list[130].name = u"secret-qx"_s;
    ledger.add(list);
    QCOMPARE(readAll(ledger.store, {u"qx"_s, {}, {}, {}}, 10), QList<qint64>{131});
    ledger.remove(130);
    QCOMPARE(readAll(ledger.store, {u"qx"_s, {}, {}, {}}, 10), QList<qint64>());
    const auto count = [&](const QString &where) {
        return support::query(ledger.file(), u"SELECT count(*) FROM name_blocks"_s + where).toInt();
    };
    QCOMPARE(count(u" WHERE names LIKE '%secret%'"_s), 0);
    QCOMPARE(count({}), 3);
    while (!ledger.all.isEmpty())
        ledger.remove(0);
    QCOMPARE(count({}), 0);
}

void TestHistorySearch::changedNamesAreFound() {
    Ledger ledger;
    ledger.add({runOf(u"before-qx"_s), runOf(u"other"_s)});
    Run run = ledger.all.first();
    run.name = u"after-zy"_s;
    run.state = RunState::Failed;
    QCOMPARE(ledger.store.update(run), QString());
    QCOMPARE(readAll(ledger.store, {u"qx"_s, {}, {}, {}}, 10), QList<qint64>());
    QCOMPARE(readAll(ledger.store, {u"zy"_s, {}, {}, {}}, 10), QList<qint64>{1});
    QCOMPARE(readAll(ledger.store, {{}, {}, {}, {}, {SortKey::Name, false}}, 1), (QList<qint64>{1, 2}));
    QCOMPARE(ledger.store.run(1)->name, run.name);
    QVERIFY(ledger.store.run(1)->state == RunState::Failed);
    QCOMPARE(support::query(ledger.file(), u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

namespace {

/// Takes away what versions 3 to 5 brought.
void makeVersionTwo(const QString &file) {
    for (const char *sql : {"DROP TABLE to_index", "DROP INDEX runs_collection",
             "CREATE INDEX runs_collection ON runs(collection_id) WHERE collection_id <> ''",
             "ALTER TABLE runs DROP COLUMN bytes_sent", "ALTER TABLE runs DROP COLUMN bytes_total",
             "DROP TRIGGER name_added", "DROP TRIGGER name_removed", "DROP TRIGGER name_changed",
             "DROP TABLE name_blocks", "DROP INDEX runs_by_name", "DROP INDEX runs_by_workflow",
             "DROP INDEX runs_by_size", "PRAGMA user_version = 2"})
        support::query(file, QString::fromLatin1(sql));
}

} // namespace

void TestHistorySearch::versionTwoIsMigrated() {
    QTemporaryDir folder;
    const QString file = folder.filePath(u"ledger.sqlite"_s);
    {
        RunStore store(file);
        QCOMPARE(store.open(), QString());
        QList<Run> list{runOf(u"qx.pdf"_s), runOf(u"b\nline"_s), runOf(u"a"_s)};
        QCOMPARE(store.insert(list, {}), QString());
    }
    makeVersionTwo(file);
    RunStore store(file);
    QCOMPARE(store.open(), QString());
    QCOMPARE(support::query(file, u"PRAGMA user_version"_s).toInt(), 5);
    QCOMPARE(readAll(store, {u"qx"_s, {}, {}, {}}, 10), QList<qint64>{1});
    QCOMPARE(readAll(store, {u"li"_s, {}, {}, {}}, 10), QList<qint64>{2});
    QCOMPARE(readAll(store, {{}, {}, {}, {}, {SortKey::Name, false}}, 10), (QList<qint64>{3, 2, 1}));
    QList<Run> added{runOf(u"zw"_s)};
    QCOMPARE(store.insert(added, {}), QString());
    QCOMPARE(readAll(store, {u"zw"_s, {}, {}, {}}, 10), QList<qint64>{4});
}

/// All or nothing: the ledger can still be opened by the version that wrote it.
void TestHistorySearch::failedMigrationLeavesVersionTwo() {
    QTemporaryDir folder;
    const QString file = folder.filePath(u"ledger.sqlite"_s);
    {
        RunStore store(file);
        QCOMPARE(store.open(), QString());
    }
    makeVersionTwo(file);
    support::query(file, u"CREATE TABLE name_blocks (other)"_s); // in the way, after the indexes
    {
        RunStore store(file);
        QVERIFY(!store.open().isEmpty());
    }
    QCOMPARE(support::query(file, u"PRAGMA user_version"_s).toInt(), 2);
    QCOMPARE(
        support::query(file, u"SELECT count(*) FROM sqlite_master WHERE name = 'runs_by_name'"_s).toInt(), 0);
    support::query(file, u"DROP TABLE name_blocks"_s);
    RunStore store(file);
    QCOMPARE(store.open(), QString());
}
