// SPDX-License-Identifier: MIT
#include "tests/campaign/ledgerview.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

#include <functional>

using namespace Qt::StringLiterals;
using runs::RunState;

namespace campaign {

namespace {

/// Opens the ledger for one look; a question that fails ends the campaign, since its answer is evidence.
void look(const QString &dataDir, const QString &options, const std::function<void(QSqlDatabase &)> &work) {
    const QString name = QUuid::createUuid().toString();
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(dataDir + u"/ledger.sqlite"_s);
        database.setConnectOptions(options);
        if (!database.open())
            qFatal("the ledger cannot be opened: %s", qPrintable(database.lastError().text()));
        work(database);
    }
    QSqlDatabase::removeDatabase(name);
}

void select(QSqlDatabase &database, const QString &sql, const std::function<void(const QSqlQuery &)> &row) {
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    while (query.next())
        row(query);
}

const QString readOnly = u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=10000"_s;

} // namespace

Entries entriesOf(const QString &dataDir) {
    Entries entries;
    if (!QFile::exists(dataDir + u"/ledger.sqlite"_s))
        return entries;
    QSet<QString> sent;
    look(dataDir, readOnly, [&](QSqlDatabase &database) {
        bool hasRuns = false; // the first process may have been killed before it made the tables
        select(database, u"SELECT count(*) FROM sqlite_master WHERE name = 'runs'"_s,
            [&hasRuns](const QSqlQuery &row) { hasRuns = row.value(0).toInt() == 1; });
        if (!hasRuns)
            return;
        select(database, u"SELECT name, state, collection_id FROM runs"_s, [&](const QSqlQuery &row) {
            const auto state = RunState(row.value(1).toInt());
            entries.all << row.value(0).toString();
            if (state != RunState::Failed || !row.value(2).toString().isEmpty())
                sent << row.value(0).toString();
            entries.active +=
                state == RunState::Queued || state == RunState::Uploading || state == RunState::Waiting;
        });
    });
    entries.unsent = entries.all - sent;
    return entries;
}

QList<LedgerRun> runsOf(const QString &dataDir, const QHash<QString, QByteArray> &marks) {
    QList<LedgerRun> runs;
    look(dataDir, readOnly, [&](QSqlDatabase &database) {
        select(database,
            u"SELECT id, name, state, collection_id, result_size, body FROM runs LEFT JOIN results ON run_id "
            "= id ORDER BY id"_s,
            [&](const QSqlQuery &row) {
                LedgerRun run{row.value(0).toLongLong(), row.value(1).toString(),
                    RunState(row.value(2).toInt()), row.value(3).toString(), false};
                QByteArray body = row.value(5).toByteArray();
                QFile large(u"%1/results/%2.json"_s.arg(dataDir).arg(run.id));
                if (body.isEmpty() && large.open(QIODevice::ReadOnly))
                    body = large.readAll();
                const QByteArray mark = marks.value(run.document);
                run.hasOwnResult = !body.isEmpty() && body.size() == row.value(4).toLongLong() &&
                                   !mark.isEmpty() && body.contains(mark) &&
                                   body.contains(run.collectionId.toUtf8());
                runs << run;
            });
    });
    return runs;
}

QHash<int, int> eventsOf(const QString &dataDir) {
    QHash<int, int> events;
    look(dataDir, readOnly, [&events](QSqlDatabase &database) {
        select(database, u"SELECT kind, sum(times) FROM events GROUP BY kind"_s,
            [&events](const QSqlQuery &row) { events.insert(row.value(0).toInt(), row.value(1).toInt()); });
    });
    return events;
}

QStringList damageOf(const QString &dataDir) {
    QStringList damage;
    look(dataDir, u"QSQLITE_BUSY_TIMEOUT=10000"_s, [&damage](QSqlDatabase &database) {
        select(database, u"PRAGMA integrity_check"_s, [&damage](const QSqlQuery &row) {
            if (row.value(0) != u"ok"_s)
                damage << u"integrity_check: "_s + row.value(0).toString();
        });
        select(database, u"PRAGMA foreign_key_check"_s, [&damage](const QSqlQuery &row) {
            damage << u"foreign_key_check: %1 %2"_s.arg(row.value(0).toString(), row.value(1).toString());
        });
        select(database, u"SELECT id FROM runs EXCEPT SELECT run_id FROM search_texts"_s,
            [&damage](const QSqlQuery &row) {
                damage << u"run %1 is not in the search index"_s.arg(row.value(0).toString());
            });
        QSqlQuery query(database);
        if (!query.exec(u"INSERT INTO search(search) VALUES ('integrity-check')"_s))
            damage << u"the search index: "_s + query.lastError().text();
    });
    return damage;
}

} // namespace campaign
