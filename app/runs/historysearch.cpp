// SPDX-License-Identifier: MIT
#include "app/runs/historysearch.h"

#include "app/runs/nameblocks.h"

#include <QSqlError>
#include <QStringList>
#include <QVariant>

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr int firstChunk = 64; // runs that are looked at together
constexpr int largestChunk = 512;
constexpr qsizetype mostInVain = 1'500'000; // characters; then the index is asked for whole words
constexpr int sampledLetters = 2'000;       // of a text

QString listOf(const QList<qint64> &ids) {
    QString list;
    for (qint64 id : ids)
        list += QString::number(id) + u',';
    list.chop(1);
    return list;
}

QString listOf(const QList<RunState> &states) {
    QList<qint64> numbers;
    for (RunState state : states)
        numbers << int(state);
    return listOf(numbers);
}

void order(QList<qint64> &ids, bool newestFirst) {
    if (newestFirst)
        std::sort(ids.begin(), ids.end(), std::greater<>());
    else
        std::sort(ids.begin(), ids.end());
}

} // namespace

HistorySearch::HistorySearch(const QSqlDatabase &database, const HistoryFilter &filter, SearchSample *sample,
    std::function<bool()> isCancelled)
    : m_database(database)
    , m_filter(filter)
    , m_words(filter.text)
    , m_sample(sample)
    , m_isCancelled(std::move(isCancelled))
    , m_parts(database, m_words, m_isCancelled) {
    if (!filter.states.isEmpty())
        m_conditions += u" AND runs.state IN (%1)"_s.arg(listOf(filter.states));
    if (!filter.profile.isEmpty()) {
        m_conditions += u" AND runs.profile = ?"_s;
        m_values << filter.profile;
    }
    if (!filter.workflowId.isEmpty()) {
        m_conditions += u" AND runs.workflow_id = ?"_s;
        m_values << filter.workflowId;
    }
}

bool HistorySearch::run(QSqlQuery &query, const QString &sql, const QVariantList &values) {
    query.setForwardOnly(true);
    query.prepare(sql);
    int place = 0;
    for (const QVariant &value : values)
        query.bindValue(place++, value);
    const bool worked = query.exec(); // says what is wrong also where the first step failed
    if (!worked && m_error.isEmpty())
        m_error = query.lastError().text();
    return worked;
}

QList<qint64> HistorySearch::ids(qint64 from, int most, bool newestFirst) {
    Candidates candidates;
    bool guessed = false;
    QList<qint64> list;
    if (fewIds(&list)) {
        list.removeIf([&](qint64 id) { return from > 0 && (newestFirst ? id >= from : id <= from); });
        order(list, newestFirst);
        candidates = fromList(list);
    } else if (m_words.areInNamesOnly()) {
        candidates = fromNames(from, newestFirst);
    } else {
        candidates = fromIndex(piecesFor(from, newestFirst), from, newestFirst);
        guessed = true;
    }
    return search(std::move(candidates), from, most, newestFirst, guessed);
}

QList<qint64> HistorySearch::search(
    Candidates candidates, qint64 from, int most, bool newestFirst, bool guessed) {
    // Those that the parts of long values may have come in between, in the same order.
    Candidates inParts = [] {
        return QList<qint64>();
    };
    if (guessed && !m_parts.isEmpty())
        inParts = m_parts.candidates(from, newestFirst);
    const auto isBehind = [newestFirst](qint64 id, qint64 other) {
        return newestFirst ? id < other : id > other;
    };
    QList<qint64> found;
    QList<qint64> left;
    QList<qint64> leftInParts;
    while (found.size() < most && !(m_isCancelled && m_isCancelled())) {
        if (left.isEmpty())
            left = candidates();
        if (leftInParts.isEmpty())
            leftInParts = inParts();
        if (left.isEmpty() && leftInParts.isEmpty())
            break;
        // As far as both are known.
        qint64 edge = left.isEmpty() ? leftInParts.last() : left.last();
        if (!left.isEmpty() && !leftInParts.isEmpty() && isBehind(edge, leftInParts.last()))
            edge = leftInParts.last();
        QList<qint64> some;
        for (QList<qint64> *list : {&left, &leftInParts}) {
            while (!list->isEmpty() && !isBehind(list->first(), edge))
                some << list->takeFirst();
        }
        order(some, newestFirst);
        some.erase(std::unique(some.begin(), some.end()), some.end());
        found << lookAt(some, newestFirst);
        if (guessed && m_readInVain > mostInVain) {
            candidates = fromIndex(wholePieces(m_words), edge, newestFirst);
            left.clear();
            guessed = false;
        }
    }
    return found.mid(0, most);
}

bool HistorySearch::fewIds(QList<qint64> *ids) {
    QString from;
    QVariantList values;
    if (!m_filter.states.isEmpty()) {
        from = u"runs INDEXED BY runs_state WHERE state IN (%1)"_s.arg(listOf(m_filter.states));
    } else if (!m_filter.profile.isEmpty()) {
        from = u"runs INDEXED BY runs_workflow WHERE profile = ?"_s;
        values << m_filter.profile;
        if (!m_filter.workflowId.isEmpty()) {
            from += u" AND workflow_id = ?"_s;
            values << m_filter.workflowId;
        }
    } else {
        return false;
    }
    QSqlQuery query(m_database);
    if (!run(query, u"SELECT count(*) FROM (SELECT 1 FROM %1 LIMIT %2)"_s.arg(from).arg(few + 1), values) ||
        !query.next() || query.value(0).toInt() > few)
        return false;
    if (!run(query, u"SELECT id FROM "_s + from, values))
        return false;
    while (query.next())
        *ids << query.value(0).toLongLong();
    return true;
}

HistorySearch::Candidates HistorySearch::fromList(const QList<qint64> &ids) {
    return [ids, at = qsizetype(0), size = firstChunk]() mutable {
        const QList<qint64> some = ids.mid(at, size);
        at += some.size();
        size = std::min(2 * size, largestChunk);
        return some;
    };
}

HistorySearch::Candidates HistorySearch::fromIndex(const QStringList &pieces, qint64 from, bool newestFirst) {
    QStringList phrases;
    for (const QString &piece : pieces)
        phrases << u'"' + piece + u'"';
    const QString sql = u"SELECT rowid FROM search WHERE search MATCH ?%1 ORDER BY rowid %2"_s.arg(
        from > 0 ? (newestFirst ? u" AND rowid < ?"_s : u" AND rowid > ?"_s) : QString(),
        newestFirst ? u"DESC"_s : u"ASC"_s);
    QVariantList values{phrases.join(u" AND "_s)};
    if (from > 0)
        values << from;
    auto query = std::make_shared<QSqlQuery>(m_database);
    const bool worked = run(*query, sql, values);
    return [query, worked, size = firstChunk]() mutable {
        QList<qint64> some;
        while (worked && some.size() < size && query->next())
            some << query->value(0).toLongLong();
        size = std::min(2 * size, largestChunk);
        return some;
    };
}

HistorySearch::Candidates HistorySearch::fromNames(qint64 from, bool newestFirst) {
    auto query = std::make_shared<QSqlQuery>(m_database);
    QVariantList values;
    if (from > 0)
        values << nameBlockOf(from);
    const bool worked = run(*query,
        u"SELECT CAST(names AS BLOB) FROM name_blocks%1 ORDER BY block %2"_s.arg(
            from > 0 ? (newestFirst ? u" WHERE block <= ?"_s : u" WHERE block >= ?"_s) : QString(),
            newestFirst ? u"DESC"_s : u"ASC"_s),
        values);
    QList<QList<QByteArray>> ways;
    for (const QString &word : m_words.words())
        ways << writings(word);
    return [this, query, worked, from, newestFirst, ways] {
        QList<qint64> some;
        while (worked && some.isEmpty() && query->next()) {
            some = idsInNameBlock(query->value(0).toByteArray(), ways, m_words);
            some.removeIf([&](qint64 id) { return from > 0 && (newestFirst ? id >= from : id <= from); });
        }
        order(some, newestFirst);
        return some;
    };
}

QList<qint64> HistorySearch::lookAt(const QList<qint64> &ids, bool newestFirst) {
    const bool inNames = m_words.areInNamesOnly();
    QSqlQuery query(m_database);
    QList<qint64> found;
    if (!run(query,
            (inNames ? u"SELECT runs.id, runs.name FROM runs WHERE runs.id IN (%1)%2"_s
                     : u"SELECT runs.id, search_texts.text FROM runs CROSS JOIN search_texts ON "
                       "search_texts.run_id = runs.id WHERE runs.id IN (%1)%2"_s)
                .arg(listOf(ids), m_conditions),
            m_values))
        return found;
    QList<qint64> vain;
    while (query.next()) {
        const QString text = query.value(1).toString();
        if (m_words.standIn(text)) {
            found << query.value(0).toLongLong();
        } else {
            vain << query.value(0).toLongLong();
            m_readInVain += text.size();
        }
    }
    if (!inNames && !vain.isEmpty() && !m_parts.isEmpty()) {
        const QList<qint64> some = m_parts.among(vain);
        std::copy_if(some.cbegin(), some.cend(), std::back_inserter(found),
            [this](qint64 id) { return m_parts.standIn(id); });
        if (m_error.isEmpty())
            m_error = m_parts.error();
    }
    order(found, newestFirst);
    return found;
}

QStringList HistorySearch::piecesFor(qint64 from, bool newestFirst) {
    takeSample();
    return searchPieces(m_words, *m_sample, from, newestFirst);
}

void HistorySearch::takeSample() {
    QSqlQuery query(m_database);
    // Both at once from one SELECT would read the whole table.
    if (!run(query,
            u"SELECT (SELECT min(run_id) FROM search_texts), (SELECT max(run_id) FROM search_texts)"_s) ||
        !query.next())
        return;
    const qint64 oldest = query.value(0).toLongLong();
    const qint64 newest = query.value(1).toLongLong();
    if (newest >= m_sample->newest && newest - m_sample->newest <= m_sample->newest / 16 &&
        !m_sample->entries.isEmpty())
        return;
    m_sample->entries.clear();
    m_sample->newest = newest;
    query.prepare(u"SELECT run_id, substr(text, 1, ?) FROM search_texts WHERE run_id >= ? ORDER BY run_id "
                  "LIMIT 1"_s);
    qint64 last = 0;
    for (int i = 0; i < SearchSample::most; ++i) {
        query.bindValue(0, sampledLetters);
        query.bindValue(1, std::max(last + 1, oldest + (newest - oldest) * i / SearchSample::most));
        if (!query.exec() || !query.next())
            break;
        last = query.value(0).toLongLong();
        m_sample->entries << SearchSample::Entry{last, query.value(1).toString().toCaseFolded()};
    }
}

} // namespace runs
