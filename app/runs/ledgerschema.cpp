// SPDX-License-Identifier: MIT
#include "app/runs/ledgerschema.h"

#include "app/runs/nameblocks.h"
#include "app/runs/run.h"
#include "app/runs/searchtext.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("RunStore", text);
}

QStringList stepsTo1() {
    QStringList columns;
    for (const char *column : {"profile", "workflow_id", "workflow_name", "kind", "name", "path", "size",
             "state", "collection_id", "version_id", "status_word", "created_at", "upload_started_at",
             "accepted_at", "ended_at", "deadline_at", "last_asked_at", "next_ask_at", "attempts", "message",
             "detail", "remedy", "request_id", "http_status", "result_size"})
        columns << QString::fromLatin1(column) + u" NOT NULL"_s;
    return {
        u"CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, %1)"_s.arg(columns.join(u", "_s)),
        u"CREATE TABLE texts (run_id INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE, text TEXT NOT NULL)"_s,
        u"CREATE TABLE results (run_id INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE, body BLOB NOT NULL)"_s,
    };
}

/// The history can be searched, and every run remembers what happened to it.
QStringList stepsTo2() {
    // The partial indexes stay small however long the history is: the start reads through them.
    const QString underWay = u"(%1, %2, %3)"_s.arg(int(RunState::Queued))
                                 .arg(int(RunState::Uploading))
                                 .arg(int(RunState::Waiting));
    return {
        u"ALTER TABLE runs ADD COLUMN content_hash NOT NULL DEFAULT ''"_s,
        u"ALTER TABLE runs ADD COLUMN linked_run NOT NULL DEFAULT 0"_s,
        u"CREATE INDEX runs_under_way ON runs(id) WHERE state IN %1"_s.arg(underWay),
        u"CREATE INDEX runs_state ON runs(state, id)"_s,
        u"CREATE INDEX runs_collection ON runs(collection_id) WHERE collection_id <> ''"_s,
        u"CREATE INDEX runs_content ON runs(content_hash) WHERE content_hash <> ''"_s,
        u"CREATE INDEX runs_workflow ON runs(profile, workflow_id, id)"_s,
        u"CREATE TABLE events (id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE "
        "CASCADE, at INTEGER NOT NULL, last_at INTEGER NOT NULL, times INTEGER NOT NULL, kind INTEGER NOT "
        "NULL, "
        "http_status INTEGER NOT NULL, request_id TEXT NOT NULL, duration INTEGER NOT NULL, words TEXT NOT NULL)"_s,
        u"CREATE INDEX events_run ON events(run_id, id)"_s,
        // What is found by: texts of their own, so that a search reads neither rows of runs nor bodies.
        u"CREATE TABLE search_texts (run_id INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE, text TEXT NOT NULL)"_s,
        u"CREATE VIRTUAL TABLE search USING fts5(text, content = 'search_texts', content_rowid = 'run_id', "
        "tokenize = 'trigram')"_s,
        u"CREATE TRIGGER search_added AFTER INSERT ON search_texts BEGIN "
        "INSERT INTO search(rowid, text) VALUES (NEW.run_id, NEW.text); END"_s,
        u"CREATE TRIGGER search_removed AFTER DELETE ON search_texts BEGIN "
        "INSERT INTO search(search, rowid, text) VALUES ('delete', OLD.run_id, OLD.text); END"_s,
        u"CREATE TRIGGER search_changed AFTER UPDATE ON search_texts BEGIN "
        "INSERT INTO search(search, rowid, text) VALUES ('delete', OLD.run_id, OLD.text); "
        "INSERT INTO search(rowid, text) VALUES (NEW.run_id, NEW.text); END"_s,
        u"CREATE TABLE watched (folder TEXT NOT NULL, path TEXT NOT NULL, content_hash TEXT NOT NULL, "
        "run_id INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (folder, path, content_hash)) WITHOUT ROWID"_s,
        u"CREATE TABLE facts (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID"_s,
    };
}

/// The history can be sorted, and names are searched faster.
QStringList stepsTo3() {
    return QStringList{
               u"CREATE INDEX runs_by_name ON runs(name COLLATE NOCASE, id DESC)"_s,
               u"CREATE INDEX runs_by_workflow ON runs(workflow_name COLLATE NOCASE, id)"_s,
               u"CREATE INDEX runs_by_size ON runs(size, id)"_s,
           } +
           nameBlockSteps();
}

/// A run is found by the service's id, however somebody writes it; how much of an unconfirmed one was handed
/// over is known after a restart too.
QStringList stepsTo4() {
    return {
        u"ALTER TABLE runs ADD COLUMN bytes_sent NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE runs ADD COLUMN bytes_total NOT NULL DEFAULT 0"_s,
        u"DROP INDEX runs_collection"_s,
        u"CREATE INDEX runs_collection ON runs(collection_id COLLATE NOCASE, id) WHERE collection_id <> ''"_s,
    };
}

/// Runs whose values are, or may be, more than their search text has: ValueIndex enters them whole. Of the
/// results that are here already nobody knows it: all of them are looked at once, in the background.
QStringList stepsTo5() {
    return {
        u"CREATE TABLE to_index (run_id INTEGER PRIMARY KEY REFERENCES runs(id) ON DELETE CASCADE)"_s,
        u"INSERT INTO to_index SELECT id FROM runs WHERE state = %1"_s.arg(int(RunState::Ready)),
    };
}

/// The runs of version 1 become searchable.
QString fillSearch(QSqlDatabase &database) {
    QSqlQuery from(database);
    from.setForwardOnly(true);
    QSqlQuery to(database);
    to.prepare(u"INSERT INTO search_texts (run_id, text) VALUES (?, ?)"_s);
    if (!from.exec(u"SELECT id, name, workflow_name, collection_id, body FROM runs "
                   "LEFT JOIN results ON run_id = id"_s))
        return from.lastError().text();
    while (from.next()) {
        Run run;
        run.name = from.value(1).toString();
        run.workflowName = from.value(2).toString();
        run.collectionId = from.value(3).toString();
        to.bindValue(0, from.value(0));
        to.bindValue(1, searchText(run, extractedValues(from.value(4).toByteArray())));
        if (!to.exec())
            return to.lastError().text();
    }
    return {};
}

} // namespace

Transaction::Transaction(QSqlDatabase database)
    : m_database(std::move(database))
    , m_open(m_database.transaction()) {}

Transaction::~Transaction() {
    if (m_open)
        m_database.rollback();
}

bool Transaction::commit() {
    if (!m_database.commit())
        return false;
    m_open = false;
    return true;
}

QString migrateLedger(QSqlDatabase &database) {
    constexpr int newest = 5;
    const auto failed = [&database](const QString &words) {
        return tr("The ledger %1 cannot be used: %2").arg(database.databaseName(), words);
    };
    QSqlQuery query(database);
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next())
        return failed(query.lastError().text());
    const int version = query.value(0).toInt();
    query.finish();
    if (version == newest)
        return {};
    if (version > newest)
        return tr("The ledger %1 was written by a newer AnyFormat Desktop. Start that one.")
            .arg(database.databaseName());

    Transaction transaction(database);
    QStringList steps;
    if (version < 1)
        steps << stepsTo1();
    if (version < 2)
        steps << stepsTo2();
    if (version < 3)
        steps << stepsTo3();
    if (version < 4)
        steps << stepsTo4();
    steps << stepsTo5();
    for (const QString &step : std::as_const(steps)) {
        if (!transaction.isOpen() || !query.exec(step))
            return failed(query.lastError().text());
    }
    if (const QString error = version < 2 ? fillSearch(database) : QString(); !error.isEmpty())
        return failed(error);
    if (!query.exec(u"PRAGMA user_version = %1"_s.arg(newest)) || !transaction.commit())
        return failed(database.lastError().text());
    return {};
}

} // namespace runs
