// SPDX-License-Identifier: MIT
#include "app/runs/runhistory.h"

#include "app/runs/historysearch.h"
#include "app/runs/inorder.h"
#include "app/runs/ledgerdamage.h"
#include "app/runs/ledgerrows.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

QString unreadable(const QString &words) {
    return QCoreApplication::translate("RunStore", "The ledger could not be read: %1").arg(words);
}

} // namespace

QList<Run> RunHistory::read(QSqlQuery &query, QString *error) const {
    QList<Run> runs;
    if (!query.exec()) {
        noteDamage(m_database, query);
        if (error)
            *error = unreadable(query.lastError().text());
        return runs;
    }
    while (query.next())
        runs << readRun(query);
    return runs;
}

/// In the order of the ids.
QList<Run> RunHistory::withIds(const QList<qint64> &ids, QString *error) const {
    if (ids.isEmpty())
        return {};
    QStringList list;
    QHash<qint64, qsizetype> places;
    for (qint64 id : ids) {
        places.insert(id, list.size());
        list << QString::number(id);
    }
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(u"SELECT id, %1 FROM runs WHERE id IN (%2)"_s.arg(runColumns(), list.join(u',')));
    QList<Run> runs = read(query, error);
    std::sort(runs.begin(), runs.end(), [&places](const Run &left, const Run &right) {
        return places.value(left.id) < places.value(right.id);
    });
    return runs;
}

QList<qint64> RunHistory::sorted(
    const QList<qint64> &ids, HistoryOrder order, const HistoryPlace &from, int most, QString *error) const {
    QStringList list;
    for (qint64 id : ids)
        list << QString::number(id);
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    const QString column = order.key == SortKey::Name       ? u"name"_s
                           : order.key == SortKey::Workflow ? u"workflow_name"_s
                           : order.key == SortKey::State    ? u"state"_s
                                                            : u"size"_s;
    if (!query.exec(u"SELECT id, %1 FROM runs WHERE id IN (%2)"_s.arg(column, list.join(u','))) && error)
        *error = unreadable(query.lastError().text());
    QList<HistoryPlace> places;
    while (query.next()) {
        Run run;
        run.id = query.value(0).toLongLong();
        const QVariant value = query.value(1);
        switch (order.key) {
        case SortKey::Name:
            run.name = value.toString();
            break;
        case SortKey::Workflow:
            run.workflowName = value.toString();
            break;
        case SortKey::State:
            run.state = RunState(value.toInt());
            break;
        case SortKey::Size:
            run.size = value.toLongLong();
            break;
        case SortKey::Age:
            break;
        }
        const HistoryPlace place(run, order.key);
        if (from.id == 0 || isBefore(from, place, order))
            places << place;
    }
    const qsizetype count = std::min<qsizetype>(most, places.size());
    std::partial_sort(places.begin(), places.begin() + count, places.end(),
        [order](
            const HistoryPlace &left, const HistoryPlace &right) { return isBefore(left, right, order); });
    QList<qint64> chosen;
    for (const HistoryPlace &place : std::as_const(places).first(count))
        chosen << place.id;
    return chosen;
}

std::optional<HistoryFilter> RunHistory::byNumber(const HistoryFilter &filter, qint64 *number) const {
    const QString text = filter.text.trimmed();
    if (!text.startsWith(u'#'))
        return {};
    bool isNumber = false;
    *number = QStringView(text).mid(1).toLongLong(&isNumber);
    QSqlQuery query(m_database);
    query.prepare(u"SELECT 1 FROM runs WHERE id = ?"_s);
    query.bindValue(0, *number);
    if (!isNumber || !query.exec() || !query.next())
        return {};
    HistoryFilter rest = filter;
    rest.text.clear();
    return rest;
}

QList<Run> RunHistory::page(
    const HistoryFilter &filter, const HistoryPlace &from, int most, QString *error, bool *cut) const {
    qint64 number = 0;
    if (const auto rest = byNumber(filter, &number)) {
        if (cut)
            *cut = false;
        HistorySearch others(m_database, *rest, m_sample.get());
        return from.id == 0 && others.fits(number) ? withIds({number}, error) : QList<Run>();
    }
    HistorySearch search(m_database, filter, m_sample.get(), m_isCancelled);
    const bool byAge = filter.order.key == SortKey::Age;
    QList<qint64> ids;
    bool isKnown = true;
    if (cut)
        *cut = false;
    if (!search.words().isEmpty() && byAge) {
        ids = search.ids(from.id, most, filter.order.newestFirst());
    } else if (!search.words().isEmpty()) {
        ids = search.ids(0, mostSorted, true);
        if (cut)
            *cut = ids.size() == mostSorted;
        ids = sorted(ids, filter.order, from, most, error);
    } else if (!byAge && search.fewIds(&ids)) {
        // Of few in a long order most would be passed over.
        ids = sorted(search.only(ids), filter.order, from, most, error);
    } else {
        isKnown = false;
    }
    if (!search.error().isEmpty()) {
        if (error)
            *error = unreadable(search.error());
        return {};
    }
    if (isKnown)
        return withIds(ids, error);
    QString words;
    const QList<Run> runs = readInOrder(m_database, filter, from, most, &words);
    if (!words.isEmpty() && error)
        *error = unreadable(words);
    return runs;
}

bool RunHistory::matches(qint64 id, const HistoryFilter &filter) const {
    qint64 number = 0;
    if (const auto rest = byNumber(filter, &number))
        return id == number && HistorySearch(m_database, *rest, m_sample.get()).fits(id);
    return HistorySearch(m_database, filter, m_sample.get()).fits(id);
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
                  "workflow_id = ? AND state IN (?, ?, ?, ?, ?) ORDER BY state = ?, id DESC LIMIT 1"_s);
    query.bindValue(0, contentHash);
    query.bindValue(1, profile);
    query.bindValue(2, workflowId);
    int place = 3;
    for (RunState state : {RunState::Ready, RunState::Queued, RunState::Uploading, RunState::Waiting,
             RunState::Unconfirmed, RunState::Unconfirmed})
        query.bindValue(place++, int(state));
    if (!query.exec())
        noteDamage(m_database, query); // then nothing is submitted
    return query.next() ? query.value(0).toLongLong() : 0;
}

QSet<QString> RunHistory::unconfirmedContents(const QString &profile, const QString &workflowId) const {
    QSet<QString> contents;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(u"SELECT content_hash FROM runs WHERE state = ? AND +profile = ? AND +workflow_id = ?"_s);
    query.bindValue(0, int(RunState::Unconfirmed));
    query.bindValue(1, profile);
    query.bindValue(2, workflowId);
    query.exec();
    while (query.next())
        contents << query.value(0).toString();
    contents.remove(QString());
    contents.remove(u""_s);
    return contents;
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
    query.prepare(u"SELECT 1 FROM runs WHERE collection_id = ? COLLATE NOCASE AND collection_id = ? AND "
                  "collection_id <> ''"_s);
    query.bindValue(0, collectionId);
    query.bindValue(1, collectionId);
    if (query.exec())
        return query.next();
    noteDamage(m_database, query); // nobody knows: then it is not adopted
    return true;
}

qint64 RunHistory::withCollection(const QString &collectionId) const {
    QSqlQuery query(m_database);
    query.prepare(u"SELECT id FROM runs WHERE collection_id = ? COLLATE NOCASE AND collection_id <> '' "
                  "ORDER BY id DESC LIMIT 1"_s);
    query.bindValue(0, collectionId);
    return query.exec() && query.next() ? query.value(0).toLongLong() : 0;
}

} // namespace runs
