// SPDX-License-Identifier: MIT
#include "app/runs/partsearch.h"

#include "app/runs/partsfile.h"
#include "app/runs/valueparts.h"

#include <QSqlError>
#include <QStringList>
#include <QVariant>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <memory>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr qsizetype mostPieces = 8; // of a word: each costs a list to be read
constexpr int longestPortion = 64;  // runs
constexpr int mostOfARun = 16;      // parts that are stepped over before the next run is looked up
constexpr int probed = 64;          // parts, to see how common a word is
constexpr qsizetype mostLeaders = 4;

/// What the index is asked for: pieces spread over the part of the word that stands whole in one part.
QString matchOf(const QString &word) {
    QString beginning = word.left(PartCutter::lap);
    if (beginning.size() < word.size() && beginning.back().isHighSurrogate())
        beginning.chop(1);
    QStringList pieces = piecesOf(beginning, 3);
    pieces.removeDuplicates();
    QStringList phrases;
    const qsizetype count = std::min(mostPieces, pieces.size());
    for (qsizetype i = 0; i < count; ++i)
        phrases << u'"' + pieces.at(count > 1 ? i * (pieces.size() - 1) / (count - 1) : 0) + u'"';
    return phrases.join(u" AND "_s);
}

} // namespace

PartSearch::PartSearch(
    const QSqlDatabase &database, const SearchWords &words, const std::function<bool()> &isCancelled)
    : m_database(database)
    , m_words(words)
    , m_isCancelled(isCancelled) {
    for (const QString &word : words.words())
        m_matchers.emplace_back(word, Qt::CaseInsensitive);
    QSqlQuery attached =
        query(u"SELECT 1 FROM pragma_database_list WHERE name = ?"_s, QVariantList{partsSchema});
    if (!attached.next())
        return;
    attached.finish();
    m_isEmpty = !query(u"SELECT 1 FROM %1.parts LIMIT 1"_s.arg(partsSchema), {}).next();
    m_error.clear(); // one that cannot be read is as good as none: it is made again
}

QSqlQuery PartSearch::query(const QString &sql, const QVariantList &values) {
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(sql);
    int place = 0;
    for (const QVariant &value : values)
        query.bindValue(place++, value);
    if (!query.exec() && m_error.isEmpty())
        m_error = query.lastError().text();
    return query;
}

/// The one that the fewest runs have, to all appearance: whose first parts lie farthest apart.
qsizetype PartSearch::leadingWord(bool newestFirst) {
    const qsizetype count = std::min(mostLeaders, m_words.longWords().size());
    qsizetype best = 0;
    qint64 farthest = -1;
    for (qsizetype i = 0; count > 1 && i < count; ++i) {
        QSqlQuery parts =
            query(u"SELECT rowid FROM %1.part_search WHERE part_search MATCH ? ORDER BY rowid %2 LIMIT %3"_s
                      .arg(partsSchema, newestFirst ? u"DESC"_s : u"ASC"_s)
                      .arg(probed),
                {matchOf(m_words.longWords().at(i))});
        qint64 first = -1;
        qint64 last = -1;
        int met = 0;
        for (; parts.next(); ++met) {
            last = parts.value(0).toLongLong();
            if (first < 0)
                first = last;
        }
        const qint64 distance =
            met < probed ? std::numeric_limits<qint64>::max() - met : std::abs(first - last);
        if (distance > farthest) {
            farthest = distance;
            best = i;
        }
    }
    return best;
}

std::function<QList<qint64>()> PartSearch::candidates(qint64 from, bool newestFirst) {
    struct Walk {
        QSqlQuery parts;
        qint64 edge = 0; ///< the next run is behind it
        qint64 run = 0;
        bool isOpen = false;
        int portion = 8;
    };
    auto walk = std::make_shared<Walk>();
    walk->edge = from > 0 ? from : newestFirst ? std::numeric_limits<qint64>::max() >> partBits : 0;
    const QString match = matchOf(m_words.longWords().at(leadingWord(newestFirst)));
    const QString sql =
        newestFirst
            ? u"SELECT rowid FROM %1.part_search WHERE part_search MATCH ? AND rowid < ? ORDER BY rowid DESC"_s
            : u"SELECT rowid FROM %1.part_search WHERE part_search MATCH ? AND rowid >= ? ORDER BY rowid"_s;
    return [this, walk, match, sql = sql.arg(partsSchema), newestFirst] {
        QList<qint64> runs;
        int same = 0;
        while (runs.size() < walk->portion) {
            if (!walk->isOpen) {
                walk->parts = query(sql, {match, firstPartOf(newestFirst ? walk->edge : walk->edge + 1)});
                walk->isOpen = true;
            }
            if (!walk->parts.next())
                break;
            const qint64 run = walk->parts.value(0).toLongLong() >> partBits;
            if (run != walk->run) {
                runs << run;
                walk->run = run;
                walk->edge = run;
                same = 0;
            } else if (++same >= mostOfARun) {
                walk->isOpen = false;
                same = 0;
            }
        }
        walk->portion = std::min(2 * walk->portion, longestPortion);
        return runs;
    };
}

QList<qint64> PartSearch::among(const QList<qint64> &ids) {
    QStringList list;
    for (qint64 id : ids)
        list << QString::number(id);
    QSqlQuery rows = query(u"SELECT run_id FROM %1.entered WHERE parts > 0 AND run_id IN (%2)"_s.arg(
                               partsSchema, list.join(u',')),
        {});
    QList<qint64> some;
    while (rows.next())
        some << rows.value(0).toLongLong();
    return some;
}

bool PartSearch::standIn(qint64 runId) {
    for (qsizetype word = 0; word < m_words.words().size(); ++word) {
        if (!stands(word, runId))
            return false;
    }
    return true;
}

bool PartSearch::stands(qsizetype word, qint64 runId) {
    const QVariantList range{firstPartOf(runId), firstPartOf(runId + 1)};
    const QString text = m_words.words().at(word);
    QSqlQuery parts =
        m_words.longWords().contains(text)
            ? query(
                  u"SELECT rowid, text FROM %1.part_search WHERE part_search MATCH ? AND rowid >= ? AND rowid < ?"_s
                      .arg(partsSchema),
                  QVariantList{matchOf(text)} + range)
            : query(u"SELECT id, text FROM %1.parts WHERE id >= ? AND id < ?"_s.arg(partsSchema), range);
    while (parts.next()) {
        if (m_isCancelled && m_isCancelled())
            return false;
        if (standsFrom(word, parts.value(0).toLongLong(), parts.value(1).toString()))
            return true;
    }
    return false;
}

/// A word that is longer than parts overlap may begin in one part and end in another.
bool PartSearch::standsFrom(qsizetype word, qint64 part, const QString &text) {
    const qsizetype length = m_words.words().at(word).size();
    if (length <= PartCutter::lap || text.size() < PartCutter::size - 1)
        return m_matchers[size_t(word)].indexIn(text) >= 0;
    QString joined = text;
    QSqlQuery next =
        query(u"SELECT shared, text FROM %1.parts WHERE id > ? AND id < ? ORDER BY id"_s.arg(partsSchema),
            {part, firstPartOf((part >> partBits) + 1)});
    while (joined.size() < text.size() + length && next.next())
        joined += next.value(1).toString().mid(next.value(0).toLongLong());
    return m_matchers[size_t(word)].indexIn(joined) >= 0;
}

} // namespace runs
