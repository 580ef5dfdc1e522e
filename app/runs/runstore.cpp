// SPDX-License-Identifier: MIT
#include "app/runs/runstore.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr int schemaVersion = 1;

QString tr(const char *text) {
    return QCoreApplication::translate("RunStore", text);
}

/// One column of `runs`: its name, and how it moves between a Run and a value.
struct Column {
    const char *name;
    QVariant (*read)(const Run &);
    void (*write)(Run &, const QVariant &);
};

#define COLUMN_TEXT(column, member)                                                                          \
    {                                                                                                        \
        column, [](const Run &run) { return QVariant(run.member.isNull() ? u""_s : run.member); },           \
            [](Run &run, const QVariant &value) {                                                            \
                run.member = value.toString();                                                               \
            }                                                                                                \
    }
#define COLUMN_NUMBER(column, member)                                                                        \
    {                                                                                                        \
        column, [](const Run &run) { return QVariant(qint64(run.member)); },                                 \
            [](Run &run, const QVariant &value) {                                                            \
                run.member = static_cast<decltype(run.member)>(value.toLongLong());                          \
            }                                                                                                \
    }

const Column columns[] = {
    COLUMN_TEXT("profile", profile),
    COLUMN_TEXT("workflow_id", workflowId),
    COLUMN_TEXT("workflow_name", workflowName),
    COLUMN_NUMBER("kind", kind),
    COLUMN_TEXT("name", name),
    COLUMN_TEXT("path", path),
    COLUMN_NUMBER("size", size),
    COLUMN_NUMBER("state", state),
    COLUMN_TEXT("collection_id", collectionId),
    COLUMN_TEXT("version_id", versionId),
    COLUMN_TEXT("status_word", statusWord),
    COLUMN_NUMBER("created_at", createdAt),
    COLUMN_NUMBER("upload_started_at", uploadStartedAt),
    COLUMN_NUMBER("accepted_at", acceptedAt),
    COLUMN_NUMBER("ended_at", endedAt),
    COLUMN_NUMBER("deadline_at", deadlineAt),
    COLUMN_NUMBER("last_asked_at", lastAskedAt),
    COLUMN_NUMBER("next_ask_at", nextAskAt),
    COLUMN_NUMBER("attempts", attempts),
    COLUMN_TEXT("message", message),
    COLUMN_TEXT("detail", detail),
    COLUMN_TEXT("remedy", remedy),
    COLUMN_TEXT("request_id", requestId),
    COLUMN_NUMBER("http_status", httpStatus),
    COLUMN_NUMBER("result_size", resultSize),
};

#undef COLUMN_TEXT
#undef COLUMN_NUMBER

QString columnList(const char *format) {
    QStringList names;
    for (const Column &column : columns)
        names << QString::fromLatin1(format).arg(QLatin1StringView(column.name));
    return names.join(u", "_s);
}

QString describe(const QSqlError &error) {
    return tr("The ledger could not be written: %1").arg(error.text());
}

/// Rolls back unless committed.
class Transaction {
public:
    explicit Transaction(QSqlDatabase &database)
        : m_database(database)
        , m_open(database.transaction()) {}
    ~Transaction() {
        if (m_open)
            m_database.rollback();
    }
    Q_DISABLE_COPY_MOVE(Transaction)
    bool isOpen() const { return m_open; }
    bool commit() {
        if (!m_database.commit())
            return false;
        m_open = false;
        return true;
    }

private:
    QSqlDatabase &m_database;
    bool m_open;
};

bool updateRow(QSqlQuery &query, const Run &run) {
    query.prepare(u"UPDATE runs SET %1 WHERE id = :id"_s.arg(columnList("%1 = :%1")));
    for (const Column &column : columns)
        query.bindValue(u':' + QString::fromLatin1(column.name), column.read(run));
    query.bindValue(u":id"_s, run.id);
    return query.exec();
}

QString missing(const Run &run) {
    return tr("The ledger has no run %1 any more.").arg(run.id);
}

} // namespace

RunStore::RunStore(const QString &file)
    : m_connection(QUuid::createUuid().toString())
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection))
    , m_files(file == ":memory:"_L1 ? QString() : QFileInfo(file).absolutePath() + u"/results"_s) {
    m_database.setDatabaseName(file);
}

RunStore::~RunStore() {
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

QString RunStore::open() {
    // Documents and results are nobody else's, also where the folder was made by somebody else.
    const QString file = m_database.databaseName();
    if (file != ":memory:"_L1 && QFile(file).open(QIODevice::NewOnly))
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    if (!m_database.open())
        return tr("The ledger %1 cannot be opened: %2")
            .arg(m_database.databaseName(), m_database.lastError().text());
    QSqlQuery query(m_database);
    // Another program (a backup) may hold the file; the window waits for it no longer than it may stand
    // still.
    for (const QString &pragma : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s,
             u"PRAGMA foreign_keys = ON"_s, u"PRAGMA busy_timeout = 40"_s}) {
        if (!query.exec(pragma))
            return tr("The ledger %1 cannot be used: %2")
                .arg(m_database.databaseName(), query.lastError().text());
    }
    const QString error = migrate();
    if (error.isEmpty())
        sweepFiles();
    return error;
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

QString RunStore::migrate() {
    QSqlQuery query(m_database);
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next())
        return tr("The ledger %1 cannot be read: %2")
            .arg(m_database.databaseName(), query.lastError().text());
    const int version = query.value(0).toInt();
    query.finish();
    if (version == schemaVersion)
        return {};
    if (version > schemaVersion)
        return tr("The ledger %1 was written by a newer AnyFormat Desktop. Start that one.")
            .arg(m_database.databaseName());

    Transaction transaction(m_database);
    const QString steps[] = {
        u"CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, %1)"_s.arg(columnList("%1 NOT NULL")),
        u"CREATE TABLE texts (run_id INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE, text TEXT NOT NULL)"_s,
        u"CREATE TABLE results (run_id INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE, body BLOB NOT NULL)"_s,
        u"PRAGMA user_version = %1"_s.arg(schemaVersion),
    };
    for (const QString &step : steps) {
        if (!transaction.isOpen() || !query.exec(step))
            return describe(query.lastError());
    }
    return transaction.commit() ? QString() : describe(m_database.lastError());
}

QString RunStore::insert(QList<Run> &runs, const QStringList &texts) {
    Transaction transaction(m_database);
    if (!transaction.isOpen())
        return describe(m_database.lastError());
    QSqlQuery query(m_database);
    QSqlQuery textQuery(m_database);
    query.prepare(u"INSERT INTO runs (%1) VALUES (%2)"_s.arg(columnList("%1"), columnList(":%1")));
    textQuery.prepare(u"INSERT INTO texts (run_id, text) VALUES (?, ?)"_s);
    QList<Run> stored = runs;
    for (qsizetype i = 0; i < stored.size(); ++i) {
        for (const Column &column : columns)
            query.bindValue(u':' + QString::fromLatin1(column.name), column.read(stored[i]));
        if (!query.exec())
            return describe(query.lastError());
        stored[i].id = query.lastInsertId().toLongLong();
        if (stored[i].kind != InputKind::Text)
            continue;
        textQuery.bindValue(0, stored[i].id);
        textQuery.bindValue(1, texts.value(i));
        if (!textQuery.exec())
            return describe(textQuery.lastError());
    }
    if (!transaction.commit())
        return describe(m_database.lastError());
    runs = stored;
    return {};
}

QString RunStore::update(const Run &run) {
    QSqlQuery query(m_database);
    if (!updateRow(query, run))
        return describe(query.lastError());
    return query.numRowsAffected() == 1 ? QString() : missing(run);
}

QString RunStore::updateWithResult(const Run &run, const QByteArray &body) {
    Transaction transaction(m_database);
    if (!transaction.isOpen())
        return describe(m_database.lastError());
    QSqlQuery query(m_database);
    if (!updateRow(query, run))
        return describe(query.lastError());
    if (query.numRowsAffected() != 1)
        return missing(run);
    query.prepare(u"INSERT OR REPLACE INTO results (run_id, body) VALUES (?, ?)"_s);
    query.bindValue(0, run.id);
    query.bindValue(1, body.isNull() ? QByteArray("") : body);
    if (!query.exec())
        return describe(query.lastError());
    return transaction.commit() ? QString() : describe(m_database.lastError());
}

QString RunStore::remove(qint64 id) {
    QSqlQuery query(m_database);
    query.prepare(u"DELETE FROM runs WHERE id = ?"_s);
    query.bindValue(0, id);
    if (!query.exec())
        return describe(query.lastError());
    m_files.remove(id);
    return {};
}

QList<Run> RunStore::newest(int most, QString *error) const {
    QList<Run> runs;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(
        u"SELECT id, %1 FROM runs WHERE state IN (?, ?, ?) OR "
        "id IN (SELECT id FROM runs ORDER BY id DESC LIMIT ?) ORDER BY id DESC"_s.arg(columnList("%1")));
    int place = 0;
    for (RunState underWay : {RunState::Queued, RunState::Uploading, RunState::Waiting})
        query.bindValue(place++, int(underWay));
    query.bindValue(place, most);
    if (!query.exec()) {
        if (error)
            *error = tr("The ledger could not be read: %1").arg(query.lastError().text());
        return runs;
    }
    while (query.next()) {
        Run run;
        run.id = query.value(0).toLongLong();
        int at = 1;
        for (const Column &column : columns)
            column.write(run, query.value(at++));
        runs << run;
    }
    return runs;
}

std::function<std::optional<QByteArray>()> RunStore::resultReader(qint64 id) const {
    QSqlQuery query(m_database);
    query.prepare(u"SELECT body FROM results WHERE run_id = ?"_s);
    query.bindValue(0, id);
    if (query.exec() && query.next())
        return [body = std::optional(query.value(0).toByteArray())] {
            return body;
        };
    return [files = m_files, id] {
        return files.read(id);
    };
}

QString RunStore::text(qint64 id) const {
    QSqlQuery query(m_database);
    query.prepare(u"SELECT text FROM texts WHERE run_id = ?"_s);
    query.bindValue(0, id);
    return query.exec() && query.next() ? query.value(0).toString() : QString();
}

} // namespace runs
