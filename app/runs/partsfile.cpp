// SPDX-License-Identifier: MIT
#include "app/runs/partsfile.h"

#include "app/runs/ledgerschema.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>
#include <QUrl>
#include <QUuid>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr int newest = 1;

QStringList steps() {
    return {
        u"CREATE TABLE parts (id INTEGER PRIMARY KEY, shared INTEGER NOT NULL, text TEXT NOT NULL)"_s,
        u"CREATE VIRTUAL TABLE part_search USING fts5(text, content = 'parts', content_rowid = 'id', "
        "tokenize = 'trigram', detail = 'none')"_s,
        u"CREATE TRIGGER part_added AFTER INSERT ON parts BEGIN "
        "INSERT INTO part_search(rowid, text) VALUES (NEW.id, NEW.text); END"_s,
        u"CREATE TRIGGER part_removed AFTER DELETE ON parts BEGIN "
        "INSERT INTO part_search(part_search, rowid, text) VALUES ('delete', OLD.id, OLD.text); END"_s,
        u"CREATE TABLE entered (run_id INTEGER PRIMARY KEY, ended_at NOT NULL, parts INTEGER NOT NULL, "
        "complete INTEGER NOT NULL)"_s,
        u"PRAGMA user_version = %1"_s.arg(newest),
    };
}

} // namespace

QString partsFileOf(const QString &ledgerFile) {
    const QFileInfo info(ledgerFile);
    return info.absolutePath() + u'/' + info.completeBaseName() + u"-values.sqlite"_s;
}

PartsFile::PartsFile(const QString &ledgerFile)
    : m_ledgerFile(ledgerFile)
    , m_file(partsFileOf(ledgerFile))
    , m_name(QUuid::createUuid().toString())
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name)) {
    m_database.setConnectOptions(u"QSQLITE_OPEN_URI"_s);
    m_database.setDatabaseName(QString::fromLatin1(QUrl::fromLocalFile(m_file).toEncoded()));
}

PartsFile::~PartsFile() {
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

QString PartsFile::open() {
    if (const QString error = connect(); error.isEmpty())
        return {};
    throwAway();
    const QString error = connect();
    return error.isEmpty() ? QString() : m_file + u": "_s + error;
}

QString PartsFile::connect() {
    if (QFile(m_file).open(QIODevice::NewOnly)) // values are nobody else's
        QFile::setPermissions(m_file, QFile::ReadOwner | QFile::WriteOwner);
    if (!m_database.open())
        return m_database.lastError().text();
    QSqlQuery query(m_database);
    // What a crash of the system takes is entered again; it takes no half.
    for (const QString &statement : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = NORMAL"_s,
             u"PRAGMA journal_size_limit = 16000000"_s, u"SELECT count(*) FROM sqlite_master"_s,
             u"PRAGMA user_version"_s}) {
        if (!query.exec(statement))
            return query.lastError().text();
    }
    const int version = query.next() ? query.value(0).toInt() : -1;
    query.finish();
    if (version != 0 && version != newest)
        return u"version %1"_s.arg(version);
    if (version == 0) {
        Transaction transaction(m_database);
        const QStringList statements = steps();
        for (const QString &step : statements) {
            if (!query.exec(step))
                return query.lastError().text();
        }
        if (!transaction.commit())
            return m_database.lastError().text();
    }
    query.prepare(u"ATTACH ? AS ledger"_s);
    query.bindValue(
        0, QString::fromLatin1(QUrl::fromLocalFile(m_ledgerFile).toEncoded() + QByteArray("?mode=ro")));
    return query.exec() ? QString() : query.lastError().text();
}

void PartsFile::throwAway() {
    m_database.close();
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(m_file + QString::fromLatin1(suffix));
}

} // namespace runs
