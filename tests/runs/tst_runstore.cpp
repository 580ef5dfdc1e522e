// SPDX-License-Identifier: MIT
#include "tests/runs/tst_runstore.h"

#include "app/runs/runstore.h"
#include "tests/runs/runbench.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtTest>

#include <tuple>

using namespace Qt::StringLiterals;
using runs::InputKind;
using runs::Run;
using runs::RunState;
using runs::RunStore;

namespace {

Run fullRun() {
    Run run;
    run.profile = u"service:https://api.example"_s;
    run.workflowId = u"w-1"_s;
    run.workflowName = u"Invoices"_s;
    run.kind = InputKind::Text;
    run.name = u"name"_s;
    run.path = u"/a/path"_s;
    run.size = 5'000'000'001;
    run.state = RunState::Stopped;
    run.collectionId = u"c-1"_s;
    run.versionId = u"v-1"_s;
    run.statusWord = u"in_progress"_s;
    run.createdAt = 1'700'000'000'001;
    run.uploadStartedAt = 1'700'000'000'002;
    run.acceptedAt = 1'700'000'000'003;
    run.endedAt = 1'700'000'000'004;
    run.deadlineAt = 1'700'000'000'005;
    run.lastAskedAt = 1'700'000'000'006;
    run.nextAskAt = 1'700'000'000'007;
    run.attempts = 8;
    run.message = u"message"_s;
    run.detail = u"detail"_s;
    run.remedy = u"remedy"_s;
    run.requestId = u"request"_s;
    run.httpStatus = 412;
    run.resultSize = 6'000'000'002;
    return run;
}

Run emptyRun(const QString &name = u"a.pdf"_s, RunState state = RunState::Queued) {
    Run run;
    run.name = name;
    run.state = state;
    return run;
}

auto tied(const Run &run) {
    return std::tie(run.id, run.profile, run.workflowId, run.workflowName, run.kind, run.name, run.path,
        run.size, run.state, run.collectionId, run.versionId, run.statusWord, run.createdAt,
        run.uploadStartedAt, run.acceptedAt, run.endedAt, run.deadlineAt, run.lastAskedAt, run.nextAskAt,
        run.attempts, run.message, run.detail, run.remedy, run.requestId, run.httpStatus, run.resultSize);
}

qint64 insertOne(RunStore &store, const Run &run, const QString &text = {}) {
    QList<Run> list{run};
    const QString error = store.insert(list, {text});
    if (!error.isEmpty())
        qWarning("%s", qPrintable(error));
    return list.first().id;
}

qint64 rowsOf(const QString &file, const QString &table) {
    return support::query(file, u"SELECT count(*) FROM "_s + table).toLongLong();
}

} // namespace

void TestRunStore::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestRunStore::keepsEveryColumn() {
    Run run = fullRun();
    {
        RunStore store(file());
        QCOMPARE(store.open(), QString());
        run.id = insertOne(store, run, u"the text"_s);
        QVERIFY(run.id > 0);
        QVERIFY(tied(store.history().page({}, 0, 10).first()) == tied(run));
    }
    {
        RunStore store(file());
        QCOMPARE(store.open(), QString());
        QList<Run> read = store.history().page({}, 0, 10);
        QCOMPARE(read.size(), 1);
        QVERIFY(tied(read.first()) == tied(run));
        QCOMPARE(store.text(run.id), u"the text"_s);
        Run changed;
        changed.id = run.id;
        QCOMPARE(store.update(changed), QString()); // each column back to nothing
        read = store.history().page({}, 0, 10);
        QVERIFY(tied(read.first()) == tied(changed));
        QCOMPARE(store.update(run), QString());
    }
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    QVERIFY(tied(store.history().page({}, 0, 10).first()) == tied(run));
}

void TestRunStore::keepsOddTexts_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("NUL inside") << QString(u"a"_s + QChar(0) + u"b"_s);
    QTest::newRow("quotes") << u"'; DROP TABLE runs; --\"`"_s;
    QTest::newRow("emoji") << u"🧾 Ünïcode חשבונית"_s;
    QTest::newRow("line ends") << u"a\r\nb\nc\rd\t"_s;
    QTest::newRow("placeholders") << u"%1 :id ? @x $y"_s;
    QTest::newRow("2 MB") << QString(2'000'000, u'ä');
    QTest::newRow("like a number") << u"007.10"_s;
}

void TestRunStore::keepsOddTexts() {
    QFETCH(QString, text);
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = fullRun();
    run.name = text;
    run.detail = text;
    const qint64 id = insertOne(store, run, text);
    QVERIFY(store.history().page({}, 0, 1).first().name == text);
    QVERIFY(store.history().page({}, 0, 1).first().detail == text);
    QVERIFY(store.text(id) == text);
}

void TestRunStore::keepsResults_data() {
    QTest::addColumn<QByteArray>("body");
    QByteArray large;
    large.reserve(5'000'000);
    for (int i = 0; i < 5'000'000; ++i)
        large += char(i * 31 + i / 251);
    QTest::newRow("json") << QByteArray(R"({"a": 1.10})");
    QTest::newRow("NUL bytes") << QByteArray("\0{\0}\0", 5);
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe\x80 \xc3");
    QTest::newRow("5 MB") << large;
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("null") << QByteArray();
}

void TestRunStore::isReadByItsOwnerOnly() {
#ifdef Q_OS_UNIX
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    insertOne(store, emptyRun());
    for (const char *suffix : {"", "-wal"}) {
        const QString path = file() + QLatin1StringView(suffix);
        QVERIFY2(QFile::exists(path), suffix);
        QVERIFY2(!(QFile::permissions(path) &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)),
            suffix);
    }
#else
    QSKIP("rights are the folder's here");
#endif
}

void TestRunStore::keepsResults() {
    QFETCH(QByteArray, body);
    qint64 id = 0;
    {
        RunStore store(file());
        QCOMPARE(store.open(), QString());
        id = insertOne(store, emptyRun());
        QVERIFY(!store.result(id));
        Run run = store.history().page({}, 0, 1).first();
        run.state = RunState::Ready;
        run.resultSize = body.size();
        QCOMPARE(store.updateWithResult(run, body), QString());
    }
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    const std::optional<QByteArray> read = store.result(id);
    QVERIFY(read);
    QVERIFY(*read == body);
    QVERIFY(store.history().page({}, 0, 1).first().state == RunState::Ready);
    QCOMPARE(store.history().page({}, 0, 1).first().resultSize, body.size());
}

void TestRunStore::replacesAResult() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = emptyRun();
    run.id = insertOne(store, run);
    QCOMPARE(store.updateWithResult(run, "one"), QString());
    QCOMPARE(store.updateWithResult(run, "two"), QString());
    QCOMPARE(store.result(run.id).value_or(QByteArray()), "two");
    QCOMPARE(rowsOf(file(), u"results"_s), 1);
}

void TestRunStore::newestFirst() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    QVERIFY(store.history().page({}, 0, 10).isEmpty());
    QList<Run> list;
    for (int i = 0; i < 5; ++i)
        list << emptyRun(QString::number(i), RunState::Ready);
    QCOMPARE(store.insert(list, {}), QString());
    for (int i = 0; i < 5; ++i)
        QCOMPARE(list.at(i).id, list.first().id + i); // told to the caller, in order
    const QList<Run> read = store.history().page({}, 0, 3);
    QCOMPARE(read.size(), 3);
    QCOMPARE(read.at(0).name, u"4"_s);
    QCOMPARE(read.at(2).name, u"2"_s);
    QCOMPARE(store.history().page({}, 0, 100).size(), 5);
}

void TestRunStore::neverForgetsWhatIsUnderWay() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    QList<Run> list;
    for (int state = 0; state < 8; ++state)
        list << emptyRun(QString::number(state), RunState(state));
    for (int i = 0; i < 10; ++i)
        list << emptyRun(u"later"_s, RunState::Ready);
    QCOMPARE(store.insert(list, {}), QString());
    QStringList names;
    const QList<Run> underWay = store.history().underWay();
    for (const Run &run : underWay)
        names << run.name;
    QCOMPARE(names, (QStringList{u"0"_s, u"1"_s, u"2"_s}));
}

void TestRunStore::idsAreNotUsedAgain() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    const qint64 first = insertOne(store, emptyRun());
    QCOMPARE(store.remove(first), QString());
    QVERIFY(insertOne(store, emptyRun()) > first);
}

void TestRunStore::removeTakesAll() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run kept = fullRun();
    kept.id = insertOne(store, kept, u"kept"_s);
    Run gone = fullRun();
    gone.id = insertOne(store, gone, u"gone"_s);
    QCOMPARE(store.updateWithResult(kept, "kept"), QString());
    QCOMPARE(store.updateWithResult(gone, "gone"), QString());
    QCOMPARE(store.remove(gone.id), QString());
    for (const QString &table : {u"runs"_s, u"texts"_s, u"results"_s})
        QCOMPARE(rowsOf(file(), table), 1);
    QCOMPARE(store.text(kept.id), u"kept"_s);
    QVERIFY(!store.result(gone.id));
    QVERIFY(store.text(gone.id).isEmpty());
}

void TestRunStore::insertIsAllOrNothing() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    support::query(file(), u"CREATE TRIGGER t BEFORE INSERT ON runs WHEN NEW.name = 'bad' "
                           "BEGIN SELECT RAISE(ABORT, 'no space'); END"_s);
    QList<Run> list{emptyRun(), emptyRun(), emptyRun(u"bad"_s)};
    const QString error = store.insert(list, {});
    QVERIFY2(error.contains("no space"_L1), qPrintable(error));
    for (const Run &run : list)
        QCOMPARE(run.id, 0);
    QCOMPARE(rowsOf(file(), u"runs"_s), 0);
    list.removeLast();
    QCOMPARE(store.insert(list, {}), QString()); // and it goes on
    QCOMPARE(rowsOf(file(), u"runs"_s), 2);
}

void TestRunStore::updateOfNothingIsAnError() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = emptyRun();
    run.id = 99;
    QVERIFY(!store.update(run).isEmpty());
    QVERIFY(!store.updateWithResult(run, "x").isEmpty());
    QCOMPARE(rowsOf(file(), u"results"_s), 0);
}

void TestRunStore::resultAndStateAreOne() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = emptyRun(u"a"_s, RunState::Waiting);
    run.id = insertOne(store, run);
    support::query(
        file(), u"CREATE TRIGGER t BEFORE INSERT ON results BEGIN SELECT RAISE(ABORT, 'no space'); END"_s);
    run.state = RunState::Ready;
    QVERIFY(store.updateWithResult(run, "x").contains("no space"_L1));
    QVERIFY(store.history().page({}, 0, 1).first().state == RunState::Waiting);
    support::query(file(), u"DROP TRIGGER t"_s);
    QCOMPARE(store.updateWithResult(run, "x"), QString());
    QVERIFY(store.history().page({}, 0, 1).first().state == RunState::Ready);
}

void TestRunStore::refusesANewerLedger() {
    {
        RunStore store(file());
        QCOMPARE(store.open(), QString());
        insertOne(store, emptyRun());
    }
    support::query(file(), u"PRAGMA user_version = 1000"_s);
    {
        RunStore store(file());
        const QString error = store.open();
        QVERIFY2(error.contains("newer"_L1) && error.contains(file()), qPrintable(error));
    }
    QCOMPARE(support::query(file(), u"PRAGMA user_version"_s).toInt(), 1000);
    QCOMPARE(rowsOf(file(), u"runs"_s), 1);
}

void TestRunStore::putsAsideWhatIsNoLedger_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("These are not the runs you are looking for.\n").repeated(500);
    QTest::newRow("a cut header") << QByteArray("SQLite format 3") + QByteArray(2000, '\x07');
}

void TestRunStore::putsAsideWhatIsNoLedger() {
    QFETCH(QByteArray, content);
    QFile out(file());
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(content);
    out.close();
    // Results of its runs, whose numbers begin anew in the next ledger.
    const QString results = QFileInfo(file()).absolutePath() + u"/results"_s;
    QVERIFY(QDir().mkpath(results));
    QFile result(results + u"/1.json"_s);
    QVERIFY(result.open(QIODevice::WriteOnly));
    result.write("{}");
    result.close();
    QString aside;
    {
        RunStore store(file());
        QCOMPARE(store.open(), QString());
        aside = store.setAside();
        QVERIFY2(aside.contains(u"ledger-damaged-"_s), qPrintable(aside));
        insertOne(store, emptyRun());
        QVERIFY(!store.result(1));
    }
    QFile kept(aside);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QVERIFY(kept.readAll() == content); // whatever it is, it belongs to somebody
    QString keptResults = aside;
    keptResults.replace(u"ledger-damaged"_s, u"results-damaged"_s).chop(7);
    QVERIFY2(QFile::exists(keptResults + u"/1.json"_s), qPrintable(keptResults));
    RunStore again(file());
    QCOMPARE(again.open(), QString());
    QCOMPARE(again.setAside(), QString());
}

void TestRunStore::refusesABadPlace_data() {
    QTest::addColumn<QString>("path");
    QTest::newRow("no such folder") << u"missing/ledger.sqlite"_s;
    QTest::newRow("a folder") << u"."_s;
#ifdef Q_OS_LINUX
    QTest::newRow("nobody writes here") << u"/proc/ledger.sqlite"_s;
#endif
}

void TestRunStore::refusesABadPlace() {
    QFETCH(QString, path);
    RunStore store(QDir(m_folder->path()).absoluteFilePath(path));
    QVERIFY(!store.open().isEmpty());
    QList<Run> list{emptyRun()};
    QVERIFY(!store.insert(list, {}).isEmpty()); // an error, not a crash
    QString error;
    QVERIFY(store.history().page({}, 0, 1, &error).isEmpty());
    QVERIFY(!error.isEmpty());
}

void TestRunStore::survivesAFullDisk() {
    const QStringList before = QSqlDatabase::connectionNames();
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = emptyRun(u"a"_s, RunState::Waiting);
    run.id = insertOne(store, run);
    // SQLite's own bound stands in for the end of the disk; it holds for one connection only.
    QStringList own = QSqlDatabase::connectionNames();
    own.removeIf([&](const QString &name) { return before.contains(name); });
    QCOMPARE(own.size(), 1);
    QSqlQuery limit(QSqlDatabase::database(own.first(), false));
    QVERIFY(limit.exec(u"PRAGMA max_page_count = 30"_s));
    limit.finish();

    run.state = RunState::Ready;
    QString error = store.updateWithResult(run, QByteArray(1'000'000, 'x'));
    QVERIFY2(error.contains("full"_L1), qPrintable(error));
    QVERIFY(store.history().page({}, 0, 1).first().state == RunState::Waiting);
    QVERIFY(!store.result(run.id));

    QList<Run> many(2000, fullRun());
    error = store.insert(many, QStringList(2000, u"text"_s));
    QVERIFY2(error.contains("full"_L1), qPrintable(error));
    QCOMPARE(rowsOf(file(), u"runs"_s), 1);
    QCOMPARE(rowsOf(file(), u"texts"_s), 0);

    QCOMPARE(store.updateWithResult(run, "small"), QString());
    QVERIFY(limit.exec(u"PRAGMA max_page_count = 1000000"_s));
    limit.finish();
    QCOMPARE(store.insert(many, QStringList(2000, u"text"_s)), QString());
    QCOMPARE(support::query(file(), u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

void TestRunStore::saysWhenItIsLocked() {
    const QStringList before = QSqlDatabase::connectionNames();
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = emptyRun();
    run.id = insertOne(store, run);
    QStringList own = QSqlDatabase::connectionNames();
    own.removeIf([&](const QString &name) { return before.contains(name); });
    QSqlQuery impatient(QSqlDatabase::database(own.first(), false));
    QVERIFY(impatient.exec(u"PRAGMA busy_timeout = 1"_s));
    impatient.finish();

    const support::Connection other(file());
    QVERIFY(other.exec(u"BEGIN IMMEDIATE"_s));
    run.state = RunState::Cancelled;
    QVERIFY(store.update(run).contains("locked"_L1));
    QList<Run> list{emptyRun()};
    QVERIFY(!store.insert(list, {}).isEmpty());
    QVERIFY(!store.updateWithResult(run, "x").isEmpty());
    QVERIFY(!store.remove(run.id).isEmpty());
    QVERIFY(other.exec(u"ROLLBACK"_s));
    QCOMPARE(store.update(run), QString());
    QVERIFY(!store.result(run.id));
}

void TestRunStore::diskIsToldAtOnce() {
    RunStore store(file());
    QCOMPARE(store.open(), QString());
    Run run = emptyRun();
    run.id = insertOne(store, run);
    // Seen by another connection without anything more: committed.
    QCOMPARE(rowsOf(file(), u"runs"_s), 1);
    run.state = RunState::Uploading;
    QCOMPARE(store.update(run), QString());
    QCOMPARE(support::query(file(), u"SELECT state FROM runs"_s).toInt(), int(RunState::Uploading));
}
