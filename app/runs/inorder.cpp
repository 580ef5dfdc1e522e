// SPDX-License-Identifier: MIT
#include "app/runs/inorder.h"

#include "app/runs/ledgerrows.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>
#include <QVariantList>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

/// Never null, which SQLite would compare with nothing.
QString textOf(const HistoryPlace &place) {
    return place.text.isEmpty() ? u""_s : QString::fromUtf8(place.text);
}

class Reader {
public:
    Reader(const QSqlDatabase &database, const HistoryFilter &filter, int most)
        : m_database(database)
        , m_filter(filter)
        , m_most(most) {
        if (!filter.states.isEmpty()) {
            QStringList states;
            for (RunState state : filter.states)
                states << QString::number(int(state));
            m_conditions << u"state IN (%1)"_s.arg(states.join(u','));
        }
        if (!filter.profile.isEmpty()) {
            m_conditions << u"profile = ?"_s;
            m_values << filter.profile;
        }
        if (!filter.workflowId.isEmpty()) {
            m_conditions << u"workflow_id = ?"_s;
            m_values << filter.workflowId;
        }
    }

    void read(const HistoryPlace &from) {
        switch (m_filter.order.key) {
        case SortKey::Age:
            byAge(from);
            break;
        case SortKey::Name:
            along(u"runs_by_name"_s, u"name"_s, textOf(from), from);
            break;
        case SortKey::Size:
            along(u"runs_by_size"_s, u"size"_s, -from.number, from);
            break;
        case SortKey::State:
            byState(from);
            break;
        case SortKey::Workflow:
            byWorkflow(from);
            break;
        }
    }

    const QList<Run> &runs() const { return m_runs; }
    const QString &error() const { return m_error; }

private:
    bool isFull() const { return m_runs.size() >= m_most || !m_error.isEmpty(); }

    bool exec(QSqlQuery &query, const QString &sql, const QVariantList &values) {
        query.setForwardOnly(true);
        query.prepare(sql);
        int place = 0;
        for (const QVariant &value : values)
            query.bindValue(place++, value);
        const bool worked = query.exec(); // says what is wrong also where the first step failed
        if (!worked)
            m_error = query.lastError().text();
        return worked;
    }

    /// Rows for which `condition` is true, too; it has the values.
    void rows(
        const QString &index, const QString &condition, const QVariantList &values, const QString &order) {
        QStringList all = m_conditions;
        if (!condition.isEmpty())
            all << condition;
        QSqlQuery query(m_database);
        const QString sql = u"SELECT id, %1 FROM runs%2%3 ORDER BY %4 LIMIT %5"_s.arg(runColumns(),
            index.isEmpty() ? QString() : u" INDEXED BY "_s + index,
            all.isEmpty() ? QString() : u" WHERE "_s + all.join(u" AND "_s), order,
            QString::number(m_most - m_runs.size()));
        if (!exec(query, sql, m_values + values))
            return;
        while (query.next())
            m_runs << readRun(query);
    }

    void byAge(const HistoryPlace &from) {
        const bool newestFirst = m_filter.order.newestFirst();
        rows({},
            from.id == 0  ? QString()
            : newestFirst ? u"id < ?"_s
                          : u"id > ?"_s,
            from.id == 0 ? QVariantList() : QVariantList{from.id}, newestFirst ? u"id DESC"_s : u"id ASC"_s);
    }

    /// What is equal to the place and behind it, and then the rest: SQLite reads no mixture of "equal" and
    /// "greater" along an index.
    void along(const QString &index, const QString &column, const QVariant &value, const HistoryPlace &from) {
        const bool forwards = m_filter.order.backwards == (column == "size"_L1);
        const QString newest = m_filter.order.newestFirst() ? u"id DESC"_s : u"id ASC"_s;
        const QString collated = column + (column == "size"_L1 ? u""_s : u" COLLATE NOCASE"_s);
        if (from.id != 0)
            rows(index, u"%1 = ? AND id %2 ?"_s.arg(collated, m_filter.order.newestFirst() ? u"<"_s : u">"_s),
                {value, from.id}, newest);
        if (isFull())
            return;
        const QString order = u"%1 %2, %3"_s.arg(collated, forwards ? u"ASC"_s : u"DESC"_s, newest);
        if (from.id == 0)
            rows(index, {}, {}, order);
        else
            rows(index, u"%1 %2 ?"_s.arg(collated, forwards ? u">"_s : u"<"_s), {value}, order);
    }

    void byState(const HistoryPlace &from) {
        const int step = m_filter.order.backwards ? -1 : 1;
        const int first = from.id != 0 ? int(from.number) : step > 0 ? 0 : ranks - 1;
        for (int rank = first; rank >= 0 && rank < ranks && !isFull(); rank += step) {
            const RunState state = stateOfRank(rank);
            if (!m_filter.states.isEmpty() && !m_filter.states.contains(state))
                continue;
            if (from.id != 0 && rank == first)
                rows(u"runs_state"_s, u"state = ? AND id < ?"_s, {int(state), from.id}, u"id DESC"_s);
            else
                rows(u"runs_state"_s, u"state = ?"_s, {int(state)}, u"id DESC"_s);
        }
    }

    void byWorkflow(const HistoryPlace &from) {
        const QString equal = u"workflow_name = ? COLLATE NOCASE"_s;
        QString name = textOf(from);
        if (from.id != 0)
            rows(u"runs_by_workflow"_s, equal + u" AND id < ?"_s, {name, from.id}, u"id DESC"_s);
        for (bool isFirst = from.id == 0; !isFull(); isFirst = false) {
            const bool back = m_filter.order.backwards;
            QSqlQuery next(m_database);
            const QString sql =
                u"SELECT workflow_name FROM runs INDEXED BY runs_by_workflow%1 ORDER BY "
                "workflow_name COLLATE NOCASE %2 LIMIT 1"_s.arg(
                    isFirst ? QString()
                            : u" WHERE workflow_name %1 ? COLLATE NOCASE"_s.arg(back ? u"<"_s : u">"_s),
                    back ? u"DESC"_s : u"ASC"_s);
            if (!exec(next, sql, isFirst ? QVariantList() : QVariantList{name}) || !next.next())
                return;
            name = u""_s + next.value(0).toString();
            rows(u"runs_by_workflow"_s, equal, {name}, u"id DESC"_s);
        }
    }

    QSqlDatabase m_database;
    const HistoryFilter &m_filter;
    int m_most;
    QStringList m_conditions;
    QVariantList m_values;
    QList<Run> m_runs;
    QString m_error;
};

} // namespace

QList<Run> readInOrder(const QSqlDatabase &database, const HistoryFilter &filter, const HistoryPlace &from,
    int most, QString *error) {
    Reader reader(database, filter, most);
    reader.read(from);
    *error = reader.error();
    return reader.runs();
}

} // namespace runs
