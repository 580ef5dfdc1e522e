// SPDX-License-Identifier: MIT
#include "app/runs/runstore.h"

#include "app/runs/ledgerdamage.h"
#include "app/runs/ledgerrows.h"
#include "app/runs/ledgerschema.h"
#include "app/runs/searchtext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("RunStore", text);
}

QString describe(const QSqlError &error) {
    return saysDamaged(error) ? damageWords() : tr("The ledger could not be written: %1").arg(error.text());
}

const QString inMemory = u":memory:"_s;

bool writeSearchText(QSqlQuery &query, const Run &run, const QString &values) {
    query.prepare(u"INSERT INTO search_texts (run_id, text) VALUES (?, ?) "
                  "ON CONFLICT (run_id) DO UPDATE SET text = excluded.text"_s);
    query.bindValue(0, run.id);
    query.bindValue(1, searchText(run, values));
    return query.exec();
}

/// What is entered of them at once; the rest would hold up the window.
QString beginningOf(const QString &values) {
    QString beginning = values.left(valuesAtOnce);
    if (beginning.size() < values.size() && beginning.back().isHighSurrogate())
        beginning.chop(1);
    return beginning;
}

bool leaveToValueIndex(QSqlQuery &query, qint64 runId) {
    query.prepare(u"INSERT OR IGNORE INTO to_index (run_id) VALUES (?)"_s);
    query.bindValue(0, runId);
    return query.exec();
}

/// What happens several times in a row becomes one line: a service that is down for an hour fills no history.
bool writeEntry(QSqlQuery &query, qint64 runId, const TimelineEntry &entry) {
    query.prepare(
        u"UPDATE events SET times = times + 1, last_at = ?, request_id = ?, duration = ? WHERE id = (SELECT "
        "max(id) FROM events WHERE run_id = ?) AND kind = ? AND http_status = ? AND words = ?"_s);
    // Of the last one: the service's people find that more easily.
    query.bindValue(0, entry.at);
    query.bindValue(1, entry.requestId.isNull() ? u""_s : entry.requestId);
    query.bindValue(2, entry.duration);
    query.bindValue(3, runId);
    query.bindValue(4, int(entry.kind));
    query.bindValue(5, entry.httpStatus);
    query.bindValue(6, entry.words.isNull() ? u""_s : entry.words);
    if (!query.exec())
        return false;
    if (query.numRowsAffected() > 0)
        return true;
    query.prepare(u"INSERT INTO events (run_id, at, last_at, times, kind, http_status, request_id, duration, "
                  "words) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?)"_s);
    query.bindValue(0, runId);
    query.bindValue(1, entry.at);
    query.bindValue(2, entry.at);
    query.bindValue(3, int(entry.kind));
    query.bindValue(4, entry.httpStatus);
    query.bindValue(5, entry.requestId.isNull() ? u""_s : entry.requestId);
    query.bindValue(6, entry.duration);
    query.bindValue(7, entry.words.isNull() ? u""_s : entry.words);
    return query.exec();
}

bool markTaken(QSqlQuery &query, const QString &folder, const Run &run) {
    query.prepare(u"INSERT OR IGNORE INTO watched (folder, path, content_hash, run_id, at) "
                  "VALUES (?, ?, ?, ?, ?)"_s);
    query.bindValue(0, folder);
    query.bindValue(1, run.path);
    query.bindValue(2, run.contentHash.isNull() ? u""_s : run.contentHash);
    query.bindValue(3, run.id);
    query.bindValue(4, run.createdAt);
    return query.exec();
}

} // namespace

RunStore::RunStore(const QString &file)
    : m_connection(QUuid::createUuid().toString())
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection))
    , m_history(m_database)
    , m_files(file == inMemory ? QString() : QFileInfo(file).absolutePath() + u"/results"_s) {
    m_database.setDatabaseName(file);
}

RunStore::~RunStore() {
    m_database.close();
    m_history = RunHistory({});
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

QString RunStore::open() {
    bool damaged = false;
    QString error = connect(&damaged);
    if (!damaged) {
        if (error.isEmpty())
            sweepFiles();
        return error;
    }
    // What is in it may be worth money: it is kept, under another name, and its owner is told.
    m_database.close();
    const QString why = error;
    error = putAside();
    return error.isEmpty() ? connect(&damaged) : why + u' ' + error;
}

QString RunStore::connect(bool *damaged) {
    *damaged = false;
    // Documents and results are nobody else's, also where the folder was made by somebody else.
    const QString file = m_database.databaseName();
    if (file != inMemory && QFile(file).open(QIODevice::NewOnly))
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    if (!m_database.open())
        return tr("The ledger %1 cannot be opened: %2").arg(file, m_database.lastError().text());
    QSqlQuery query(m_database);
    // Another program (a backup) may hold the file; the window waits for it no longer than it may stand
    // still. The last one reads every table's definition and so meets a damage there.
    for (const QString &statement :
        {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s, u"PRAGMA foreign_keys = ON"_s,
            u"PRAGMA busy_timeout = 40"_s, u"SELECT count(*) FROM sqlite_master"_s}) {
        if (!query.exec(statement) || (statement.startsWith("SELECT"_L1) && !query.next())) {
            *damaged = saysDamaged(query.lastError());
            return tr("The ledger %1 cannot be used: %2").arg(file, query.lastError().text());
        }
    }
    query.finish();
    const QString error = migrateLedger(m_database);
    if (!error.isEmpty())
        return error;
    // What a start needs; the rest of a large file is only looked at when something was wrong with it before.
    QString unread;
    m_history.page({}, 0, 1, &unread);
    if (unread.isEmpty())
        m_history.underWay(&unread);
    if (unread.isEmpty() && !isDamageNoted(file))
        return {};
    *damaged = !isSound(m_database);
    if (*damaged)
        return unread.isEmpty() ? tr("The ledger %1 cannot be used.").arg(file) : unread;
    if (unread.isEmpty())
        forgetDamage(file);
    return unread;
}

QString RunStore::file() const {
    const QString file = m_database.databaseName();
    return file == inMemory ? QString() : file;
}

QString RunStore::setAsideWords() const {
    return m_setAside.isEmpty() ? QString()
                                : tr("The ledger of runs is damaged. It was kept as %1, with its result "
                                     "files beside it, and a new "
                                     "one was begun. Runs that were under way may go on at the service and "
                                     "may be billed: look for "
                                     "them in the AnyFormat web app before you send them again.")
                                      .arg(m_setAside);
}

QString RunStore::putAside() {
    const QString file = m_database.databaseName();
    const QFileInfo info(file);
    const QString stamp = QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    m_setAside = info.absolutePath() + u"/ledger-damaged-%1.sqlite"_s.arg(stamp);
    if (!QFile::rename(file, m_setAside))
        return tr("It could not be renamed to %1.").arg(m_setAside);
    forgetDamage(file);
    for (const char *suffix : {"-wal", "-shm"}) { // they belong to it, and would spoil the new one
        const QString beside = file + QString::fromLatin1(suffix);
        if (QFile::exists(beside) && !QFile::rename(beside, m_setAside + QString::fromLatin1(suffix)))
            return tr("%1 could not be renamed.").arg(beside);
    }
    // Numbers of runs begin anew: the old files would be taken for those of new runs, or be swept away.
    return m_files.putAside(u"results-damaged-"_s + stamp);
}

void RunStore::sweepFiles() const {
    QSqlQuery query(m_database);
    query.prepare(u"SELECT 1 FROM runs WHERE id = ? AND state = ?"_s);
    m_files.sweep([&query](qint64 id) {
        query.bindValue(0, id);
        query.bindValue(1, int(RunState::Ready));
        // What cannot be looked up stays.
        return !query.exec() || query.next();
    });
}

QString RunStore::failure(const QSqlQuery &query) const {
    noteDamage(m_database, query);
    return describe(query.lastError());
}

QString RunStore::insert(QList<Run> &runs, const QStringList &texts, const QString &watchedFolder) {
    if (isDamageNoted(m_database.databaseName()))
        return damageWords();
    Transaction transaction(m_database);
    if (!transaction.isOpen())
        return describe(m_database.lastError());
    QSqlQuery query(m_database);
    QSqlQuery textQuery(m_database);
    QSqlQuery other(m_database);
    query.prepare(u"INSERT INTO runs (%1) VALUES (%2)"_s.arg(runColumns(), runColumns(":%1")));
    textQuery.prepare(u"INSERT INTO texts (run_id, text) VALUES (?, ?)"_s);
    QList<Run> stored = runs;
    for (qsizetype i = 0; i < stored.size(); ++i) {
        Run &run = stored[i];
        bindRun(query, run);
        if (!query.exec())
            return failure(query);
        run.id = query.lastInsertId().toLongLong();
        if (!writeSearchText(other, run, {}))
            return failure(other);
        if (!watchedFolder.isEmpty() && !markTaken(other, watchedFolder, run))
            return failure(other);
        if (run.kind != InputKind::Text)
            continue;
        textQuery.bindValue(0, run.id);
        textQuery.bindValue(1, texts.value(i));
        if (!textQuery.exec())
            return failure(textQuery);
    }
    if (!transaction.commit())
        return describe(m_database.lastError());
    runs = stored;
    return {};
}

QString RunStore::updateWithResult(const Run &run, const QByteArray &body) {
    return write({run, {}, body.isNull() ? QByteArray("") : body, extractedValues(body)});
}

QString RunStore::write(const RunChange &change) {
    const bool isBeginning = change.entry && change.entry->kind == Event::UploadStarted;
    if (isBeginning && isDamageNoted(m_database.databaseName()))
        return damageWords();
    Transaction transaction(m_database);
    if (!transaction.isOpen())
        return describe(m_database.lastError());
    QSqlQuery query(m_database);
    const auto update = [&](const QString &sql) {
        query.prepare(sql);
        bindRun(query, change.run);
        query.bindValue(u":id"_s, change.run.id);
        return query.exec();
    };
    // Nearly always a run is still what it was born as.
    if (!update(u"UPDATE runs SET %1 WHERE id = :id AND %2"_s.arg(
            changingColumns("%1 = :%1"), lastingColumns("%1 = :%1", u" AND "_s))))
        return failure(query);
    if (query.numRowsAffected() == 0 &&
        !update(u"UPDATE runs SET %1 WHERE id = :id"_s.arg(runColumns("%1 = :%1"))))
        return failure(query);
    if (query.numRowsAffected() != 1)
        return tr("The ledger has no run %1 any more.").arg(change.run.id);
    if (change.body) {
        query.prepare(u"INSERT OR REPLACE INTO results (run_id, body) VALUES (?, ?)"_s);
        query.bindValue(0, change.run.id);
        query.bindValue(1, *change.body);
        if (!query.exec())
            return failure(query);
    }
    if (change.entry && !writeEntry(query, change.run.id, *change.entry))
        return failure(query);
    const bool newId =
        change.entry && (change.entry->kind == Event::Accepted || change.entry->kind == Event::Adopted);
    const QString values = change.values.value_or(QString());
    if ((change.values || newId) && !writeSearchText(query, change.run, beginningOf(values)))
        return failure(query);
    if (values.size() > valuesAtOnce && !leaveToValueIndex(query, change.run.id))
        return failure(query);
    return transaction.commit() ? QString() : describe(m_database.lastError());
}

QString RunStore::remove(qint64 id) {
    QSqlQuery query(m_database);
    query.prepare(u"DELETE FROM runs WHERE id = ?"_s);
    query.bindValue(0, id);
    if (!query.exec())
        return failure(query);
    m_files.removeSoon(id); // ids are not used again
    return {};
}

QString RunStore::markSeen(const QString &folder, const QList<Run> &files, qint64 now) {
    Transaction transaction(m_database);
    QSqlQuery query(m_database);
    for (Run file : files) {
        file.createdAt = now;
        if (!transaction.isOpen() || !markTaken(query, folder, file))
            return failure(query);
    }
    return transaction.commit() ? QString() : describe(m_database.lastError());
}

bool RunStore::wasTaken(const QString &folder, const QString &path, const QString &contentHash) const {
    QSqlQuery query(m_database);
    query.prepare(u"SELECT 1 FROM watched WHERE folder = ? AND path = ? AND content_hash = ?"_s);
    query.bindValue(0, folder);
    query.bindValue(1, path);
    query.bindValue(2, contentHash.isNull() ? u""_s : contentHash);
    if (query.exec())
        return query.next();
    // Nobody knows: then it is not sent, perhaps for the second time.
    noteDamage(m_database, query);
    return true;
}

std::optional<Run> RunStore::run(qint64 id) const {
    QSqlQuery query(m_database);
    query.prepare(u"SELECT id, %1 FROM runs WHERE id = ?"_s.arg(runColumns()));
    query.bindValue(0, id);
    if (query.exec())
        return query.next() ? std::optional(readRun(query)) : std::nullopt;
    noteDamage(m_database, query);
    return {};
}

QList<TimelineEntry> RunStore::timeline(qint64 id) const {
    QList<TimelineEntry> entries;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(u"SELECT at, last_at, times, kind, http_status, request_id, duration, words FROM events "
                  "WHERE run_id = ? ORDER BY id"_s);
    query.bindValue(0, id);
    if (!query.exec())
        noteDamage(m_database, query);
    while (query.next())
        entries << readEntry(query);
    return entries;
}

std::function<results::ByteSourcePtr()> RunStore::resultReader(qint64 id) const {
    QSqlQuery query(m_database);
    query.prepare(u"SELECT body FROM results WHERE run_id = ?"_s);
    query.bindValue(0, id);
    if (query.exec() && query.next())
        return [body = query.value(0).toByteArray()] {
            return results::ByteSource::fromBytes(body);
        };
    noteDamage(m_database, query);
    return [files = m_files, id] {
        return files.source(id);
    };
}

std::optional<QByteArray> RunStore::result(qint64 id) const {
    const results::ByteSourcePtr source = resultReader(id)();
    return source ? std::optional(source->bytes().toByteArray()) : std::nullopt;
}

QString RunStore::text(qint64 id) const {
    QSqlQuery query(m_database);
    query.prepare(u"SELECT text FROM texts WHERE run_id = ?"_s);
    query.bindValue(0, id);
    return query.exec() && query.next() ? query.value(0).toString() : QString();
}

QVariant RunStore::fact(const QString &name) const {
    QSqlQuery query(m_database);
    query.prepare(u"SELECT value FROM facts WHERE name = ?"_s);
    query.bindValue(0, name);
    return query.exec() && query.next() ? query.value(0) : QVariant();
}

QString RunStore::setFact(const QString &name, const QVariant &value) {
    QSqlQuery query(m_database);
    query.prepare(
        u"INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s);
    query.bindValue(0, name);
    query.bindValue(1, value);
    return query.exec() ? QString() : failure(query);
}

} // namespace runs
