// SPDX-License-Identifier: MIT
#include "app/runs/valueentry.h"

#include "app/results/fieldvalues.h"
#include "app/runs/run.h"
#include "app/runs/searchtext.h"
#include "app/runs/valueparts.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <atomic>
#include <utility>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr qint64 mostParts = 1LL << partBits; // 130 thousand million letters

} // namespace

ValueEntry::ValueEntry(const QString &ledgerFile, ResultFiles files, std::function<bool()> isCancelled)
    : m_file(ledgerFile)
    , m_files(std::move(files))
    , m_isCancelled(std::move(isCancelled)) {}

QString ValueEntry::open() {
    return m_file.open();
}

bool ValueEntry::run(QSqlQuery &query, const QString &sql, const QVariantList &values) {
    query.setForwardOnly(true);
    bool worked = query.prepare(sql);
    int place = 0;
    for (const QVariant &value : values)
        query.bindValue(place++, value);
    worked = worked && query.exec();
    if (!worked && m_error.isEmpty())
        m_error = query.lastError().text();
    return worked;
}

bool ValueEntry::begin() {
    if (!m_transaction)
        m_transaction.emplace(m_file.database());
    return m_transaction->isOpen();
}

bool ValueEntry::commit() {
    m_uncommitted = 0;
    if (!m_transaction)
        return true;
    const bool worked = m_transaction->commit();
    if (!worked && m_error.isEmpty())
        m_error = m_file.database().lastError().text();
    m_transaction.reset();
    return worked;
}

void ValueEntry::forgetStrangers() {
    QList<qint64> strangers;
    QSqlQuery query(m_file.database());
    if (!run(query, u"SELECT run_id FROM entered LEFT JOIN ledger.runs ON id = run_id WHERE id IS NULL OR "
                    "runs.ended_at <> entered.ended_at"_s))
        return;
    while (query.next())
        strangers << query.value(0).toLongLong();
    query.finish();
    for (qint64 id : std::as_const(strangers))
        forget(id);
}

void ValueEntry::forget(qint64 runId) {
    QSqlQuery query(m_file.database());
    do {
        if (m_isCancelled() ||
            !run(query,
                u"DELETE FROM parts WHERE id IN (SELECT id FROM parts WHERE id >= ? AND id < ? LIMIT ?)"_s,
                {firstPartOf(runId), firstPartOf(runId + 1), partsPerCommit}))
            return;
    } while (query.numRowsAffected() > 0);
    run(query, u"DELETE FROM entered WHERE run_id = ?"_s, {runId});
}

QList<qint64> ValueEntry::left() {
    QList<qint64> ids;
    QSqlQuery query(m_file.database());
    run(query,
        u"SELECT run_id FROM ledger.to_index WHERE run_id NOT IN (SELECT run_id FROM entered WHERE complete) "
        "ORDER BY run_id DESC"_s);
    while (query.next())
        ids << query.value(0).toLongLong();
    return ids;
}

results::ByteSourcePtr ValueEntry::resultOf(qint64 runId) {
    QSqlQuery query(m_file.database());
    if (run(query, u"SELECT body FROM ledger.results WHERE run_id = ?"_s, {runId}) && query.next())
        return results::ByteSource::fromBytes(query.value(0).toByteArray());
    return m_files.source(runId);
}

bool ValueEntry::note(qint64 runId, qint64 endedAt, qint64 parts, bool complete) {
    QSqlQuery query(m_file.database());
    return run(query,
        u"INSERT OR REPLACE INTO entered (run_id, ended_at, parts, complete) VALUES (?, ?, ?, ?)"_s,
        {runId, endedAt, parts, complete});
}

/// Whether the search text that the ledger has of it is all of it.
bool ValueEntry::isInLedger(qint64 runId, const QString &beginning, const results::ResultDocument &document) {
    QSqlQuery query(m_file.database());
    if (!run(query, u"SELECT text FROM ledger.search_texts WHERE run_id = ?"_s, {runId}) || !query.next())
        return false;
    const QString known = query.value(0).toString();
    QString text = beginning;
    results::eachValue(document, [&](const QString &value) {
        text += valueLine(value.left(known.size() + 1));
        return text.size() <= known.size();
    });
    return text == known;
}

/// The parts of one run, as they come. Those that are there already are passed over.
class ValueEntry::Parts {
public:
    Parts(ValueEntry &entry, qint64 runId, qint64 endedAt, qint64 there)
        : m_entry(entry)
        , m_runId(runId)
        , m_endedAt(endedAt)
        , m_there(there)
        , m_insert(entry.m_file.database()) {
        m_insert.prepare(u"INSERT INTO parts (id, shared, text) VALUES (?, ?, ?)"_s);
    }

    bool take(const QString &part, qsizetype shared) {
        const qint64 number = m_count++;
        if (number < m_there)
            return true;
        if (m_entry.m_isCancelled() || number >= mostParts || !m_entry.begin())
            return false;
        m_insert.bindValue(0, firstPartOf(m_runId) + number);
        m_insert.bindValue(1, shared);
        m_insert.bindValue(2, part);
        if (!m_insert.exec()) {
            m_entry.m_error = m_insert.lastError().text();
            return false;
        }
        return m_count % partsPerCommit != 0 ||
               (m_entry.note(m_runId, m_endedAt, m_count, false) && m_entry.commit());
    }
    qint64 count() const { return m_count; }

private:
    ValueEntry &m_entry;
    const qint64 m_runId;
    const qint64 m_endedAt;
    const qint64 m_there;
    qint64 m_count = 0;
    QSqlQuery m_insert;
};

std::optional<int> ValueEntry::enter(qint64 runId) {
    QSqlQuery query(m_file.database());
    if (!run(query,
            u"SELECT name, workflow_name, collection_id, runs.ended_at, ifnull(parts, 0) FROM ledger.runs "
            "LEFT JOIN entered ON run_id = id WHERE id = ?"_s,
            {runId}) ||
        !query.next())
        return {};
    Run of;
    of.name = query.value(0).toString();
    of.workflowName = query.value(1).toString();
    of.collectionId = query.value(2).toString();
    const qint64 endedAt = query.value(3).toLongLong();
    const qint64 there = query.value(4).toLongLong();
    query.finish();
    const results::ByteSourcePtr source = resultOf(runId);
    if (!source)
        return {};
    const std::atomic_bool goOn = false;
    const auto document = results::ResultDocument::fromSource(source)->checked(goOn);
    const QString beginning = searchText(of, {});
    qint64 count = 0;
    if (there > 0 || !isInLedger(runId, beginning, *document)) {
        Parts parts(*this, runId, endedAt, there);
        PartCutter cutter(
            [&parts](const QString &part, qsizetype shared) { return parts.take(part, shared); });
        if (!cutter.add(beginning) ||
            !results::eachValue(
                *document, [&](const QString &value) { return cutter.add(valueLine(value)); }) ||
            !cutter.end())
            return {};
        count = parts.count();
    }
    if (!begin() || !note(runId, endedAt, count, true))
        return {};
    // A long one can be found at once; small ones wait for each other.
    if ((count > 0 || ++m_uncommitted >= runsPerCommit) && !commit())
        return {};
    return int(count);
}

} // namespace runs
