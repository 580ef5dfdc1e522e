// SPDX-License-Identifier: MIT
#include "app/runs/runhistory.h"

#include "app/runs/ledgerrows.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr int veryFew = 20;
constexpr int few = 2'000;       // runs: their ids are looked up at once
constexpr qsizetype indexed = 3; // the index knows pieces of three letters

QStringList wordsOf(const QString &text) {
    static const QRegularExpression pattern(u"\"([^\"]+)\"|(\\S+)"_s);
    QStringList words;
    for (auto found = pattern.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        QString word = match.captured(match.capturedLength(1) > 0 ? 1 : 2);
        word.remove(u'"');
        word.remove(QChar(0)); // ends a text for SQLite
        if (!word.trimmed().isEmpty())
            words << word;
    }
    return words;
}

QString likePattern(QString word) {
    for (const QChar special : {u'\\', u'%', u'_'})
        word.replace(special, u'\\' + QString(special));
    return u'%' + word + u'%';
}

/// The conditions of a filter, and what they are bound to, in order.
struct Conditions {
    QStringList sql;
    QVariantList values;

    explicit Conditions(const HistoryFilter &filter) {
        QStringList pieces;
        QStringList shortWords;
        const QStringList words = wordsOf(filter.text);
        for (const QString &word : words) {
            if (word.size() >= indexed)
                pieces << u'"' + word + u'"';
            else
                shortWords << word;
        }
        searches = !pieces.isEmpty();
        if (searches) {
            sql << u"search MATCH ?"_s;
            values << pieces.join(u" AND "_s);
        }
        // Beside a longer word, that one has thinned them out.
        for (const QString &word : std::as_const(shortWords)) {
            sql << (searches ? u"search.text LIKE ? ESCAPE '\\'"_s : u"name LIKE ? ESCAPE '\\'"_s);
            values << likePattern(word);
        }
        if (!filter.states.isEmpty()) {
            sql << u"state IN (%1)"_s.arg(QStringList(filter.states.size(), u"?"_s).join(u','));
            for (RunState state : filter.states)
                values << int(state);
        }
        if (!filter.profile.isEmpty()) {
            sql << u"profile = ?"_s;
            values << filter.profile;
        }
        if (!filter.workflowId.isEmpty()) {
            sql << u"workflow_id = ?"_s;
            values << filter.workflowId;
        }
    }

    /// CROSS JOIN: the search leads and hands out its rows from the newest on; SQLite must not turn it round.
    QString from() const {
        return searches ? u"search CROSS JOIN runs ON runs.id = search.rowid"_s : u"runs"_s;
    }
    QString key() const { return searches ? u"search.rowid"_s : u"runs.id"_s; }

    bool searches = false;
};

/// How many runs are in these states, at most `few`.
int countIn(const QSqlDatabase &database, const QString &states) {
    QSqlQuery query(database);
    const QString sql = u"SELECT count(*) FROM (SELECT 1 FROM runs WHERE state IN (%1) LIMIT %2)"_s;
    return query.exec(sql.arg(states).arg(few)) && query.next() ? query.value(0).toInt() : few;
}

} // namespace

QList<Run> RunHistory::read(QSqlQuery &query, QString *error) const {
    QList<Run> runs;
    if (!query.exec()) {
        if (error)
            *error = QCoreApplication::translate("RunStore", "The ledger could not be read: %1")
                         .arg(query.lastError().text());
        return runs;
    }
    while (query.next())
        runs << readRun(query);
    return runs;
}

QList<Run> RunHistory::page(const HistoryFilter &filter, qint64 from, int most, QString *error) const {
    Conditions conditions(filter);
    if (from > 0) {
        conditions.sql << conditions.key() + (filter.oldestFirst ? u" > ?"_s : u" < ?"_s);
        conditions.values << from;
    }
    if (conditions.searches && !filter.states.isEmpty()) {
        // A common word and a rare state: without the ids at hand, the row of every run that has the word
        // would be read. The plus keeps SQLite from searching once for each id, which pays for very few only.
        QStringList states;
        for (RunState state : filter.states)
            states << QString::number(int(state));
        const QString list = states.join(u',');
        const int count = countIn(m_database, list);
        if (count == 0)
            return {};
        if (count < few)
            conditions.sql << u"%1search.rowid IN (SELECT id FROM runs WHERE state IN (%2))"_s.arg(
                count > veryFew ? u"+"_s : QString(), list);
    }
    const QString where =
        conditions.sql.isEmpty() ? QString() : u" WHERE "_s + conditions.sql.join(u" AND "_s);
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(u"SELECT runs.id, %1 FROM %2%3 ORDER BY %4 %5 LIMIT ?"_s.arg(runColumns("runs.%1"),
        conditions.from(), where, conditions.key(), filter.oldestFirst ? u"ASC"_s : u"DESC"_s));
    int place = 0;
    for (const QVariant &value : std::as_const(conditions.values))
        query.bindValue(place++, value);
    query.bindValue(place, most);
    return read(query, error);
}

bool RunHistory::matches(qint64 id, const HistoryFilter &filter) const {
    Conditions conditions(filter);
    conditions.sql << conditions.key() + u" = ?"_s;
    conditions.values << id;
    QSqlQuery query(m_database);
    query.prepare(u"SELECT 1 FROM %1 WHERE %2"_s.arg(conditions.from(), conditions.sql.join(u" AND "_s)));
    int place = 0;
    for (const QVariant &value : std::as_const(conditions.values))
        query.bindValue(place++, value);
    return query.exec() && query.next();
}

QHash<RunState, int> RunHistory::counts() const {
    QHash<RunState, int> counts;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.exec(u"SELECT state, count(*) FROM runs GROUP BY state"_s);
    while (query.next())
        counts.insert(RunState(query.value(0).toInt()), query.value(1).toInt());
    return counts;
}

QList<Run> RunHistory::underWay(QString *error) const {
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    // The numbers stand in the text, or the partial index could not be used.
    query.prepare(u"SELECT id, %1 FROM runs WHERE state IN (%2, %3, %4) ORDER BY id"_s.arg(runColumns())
                      .arg(int(RunState::Queued))
                      .arg(int(RunState::Uploading))
                      .arg(int(RunState::Waiting)));
    return read(query, error);
}

QList<Run> RunHistory::inState(RunState state, int most) const {
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(u"SELECT id, %1 FROM runs WHERE state = ? ORDER BY id DESC LIMIT ?"_s.arg(runColumns()));
    query.bindValue(0, int(state));
    query.bindValue(1, most);
    return read(query);
}

QList<qint64> RunHistory::durations(const QString &profile, const QString &workflowId, int most) const {
    QList<qint64> durations;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(u"SELECT ended_at - accepted_at FROM runs WHERE profile = ? AND workflow_id = ? AND "
                  "+state = ? AND accepted_at > 0 ORDER BY id DESC LIMIT ?"_s);
    query.bindValue(0, profile);
    query.bindValue(1, workflowId);
    query.bindValue(2, int(RunState::Ready));
    query.bindValue(3, most);
    query.exec();
    while (query.next())
        durations << query.value(0).toLongLong();
    return durations;
}

qint64 RunHistory::withContent(
    const QString &profile, const QString &workflowId, const QString &contentHash) const {
    if (contentHash.isEmpty())
        return 0;
    QSqlQuery query(m_database);
    query.prepare(u"SELECT id FROM runs WHERE content_hash = ? AND content_hash <> '' AND profile = ? AND "
                  "workflow_id = ? AND state IN (?, ?, ?, ?) ORDER BY id DESC LIMIT 1"_s);
    query.bindValue(0, contentHash);
    query.bindValue(1, profile);
    query.bindValue(2, workflowId);
    int place = 3;
    for (RunState state : {RunState::Ready, RunState::Queued, RunState::Uploading, RunState::Waiting})
        query.bindValue(place++, int(state));
    return query.exec() && query.next() ? query.value(0).toLongLong() : 0;
}

qint64 RunHistory::earlierResult(const Run &run) const {
    QSqlQuery query(m_database);
    // The plus signs keep it from walking through all runs that are ready.
    query.prepare(u"SELECT id FROM runs WHERE +state = ? AND +id < ? AND +profile = ? AND (id = ? OR "
                  "(content_hash = ? AND content_hash <> '')) ORDER BY id = ? DESC, id DESC LIMIT 1"_s);
    int place = 0;
    for (const QVariant &value : {QVariant(int(RunState::Ready)), QVariant(run.id), QVariant(run.profile),
             QVariant(run.linkedRun), QVariant(run.contentHash), QVariant(run.linkedRun)})
        query.bindValue(place++, value);
    return query.exec() && query.next() ? query.value(0).toLongLong() : 0;
}

bool RunHistory::isClaimed(const QString &collectionId) const {
    QSqlQuery query(m_database);
    query.prepare(u"SELECT 1 FROM runs WHERE collection_id = ? AND collection_id <> ''"_s);
    query.bindValue(0, collectionId);
    return query.exec() && query.next();
}

} // namespace runs
