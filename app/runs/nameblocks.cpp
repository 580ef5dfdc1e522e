// SPDX-License-Identifier: MIT
#include "app/runs/nameblocks.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace runs {

namespace {

constexpr int perBlock = 128;

/// As SQL; a name with a line break is one line here.
QString lineOf(const QString &row) {
    return u"char(10) || %1id || char(9) || replace(%1name, char(10), ' ')"_s.arg(row);
}

/// The block of a run anew: what is gone is not kept in it.
QString madeAnew(const QString &row) {
    return u"INSERT OR REPLACE INTO name_blocks (block, names) SELECT %1.id / %2, ifnull(group_concat(%3, "
           u"''), "
           "'') FROM runs WHERE id >= %1.id / %2 * %2 AND id < (%1.id / %2 + 1) * %2; "
           "DELETE FROM name_blocks WHERE block = %1.id / %2 AND names = '';"_s.arg(row)
               .arg(perBlock)
               .arg(lineOf({}));
}

/// One or two letters: what is made for longer words is slower.
qsizetype placeOf(QByteArrayView block, const QByteArray &writing, qsizetype from) {
    const char *const bytes = block.data();
    const qsizetype end = block.size() - writing.size() + 1;
    const auto length = size_t(writing.size());
    while (from < end) {
        const void *found = std::memchr(bytes + from, writing.front(), size_t(end - from));
        if (!found)
            break;
        from = static_cast<const char *>(found) - bytes;
        if (std::memcmp(found, writing.constData(), length) == 0)
            return from;
        ++from;
    }
    return -1;
}

} // namespace

QStringList nameBlockSteps() {
    return {
        u"CREATE TABLE name_blocks (block INTEGER PRIMARY KEY, names TEXT NOT NULL)"_s,
        u"INSERT INTO name_blocks SELECT id / %1, group_concat(%2, '') FROM runs GROUP BY id / %1"_s
            .arg(perBlock)
            .arg(lineOf({})),
        u"CREATE TRIGGER name_added AFTER INSERT ON runs BEGIN INSERT INTO name_blocks (block, names) VALUES "
        "(NEW.id / %1, %2) ON CONFLICT (block) DO UPDATE SET names = names || excluded.names; END"_s
            .arg(perBlock)
            .arg(lineOf(u"NEW."_s)),
        u"CREATE TRIGGER name_removed AFTER DELETE ON runs BEGIN %1 END"_s.arg(madeAnew(u"OLD"_s)),
        u"CREATE TRIGGER name_changed AFTER UPDATE OF name ON runs WHEN OLD.name <> NEW.name BEGIN %1 END"_s
            .arg(madeAnew(u"NEW"_s)),
    };
}

qint64 nameBlockOf(qint64 id) {
    return id / perBlock;
}

QList<qint64> idsInNameBlock(
    const QByteArray &block, const QList<QList<QByteArray>> &writings, const SearchWords &words) {
    for (const QList<QByteArray> &ways : writings) {
        if (std::none_of(ways.cbegin(), ways.cend(),
                [&block](const QByteArray &way) { return placeOf(block, way, 0) >= 0; }))
            return {};
    }
    QList<qint64> ids;
    for (const QByteArray &writing : writings.constFirst()) {
        for (qsizetype at = placeOf(block, writing, 0); at >= 0;) {
            const qsizetype begin = block.lastIndexOf('\n', at) + 1;
            const qsizetype next = block.indexOf('\n', at);
            const qsizetype end = next < 0 ? block.size() : next;
            const qsizetype tab = block.indexOf('\t', begin) + 1; // there may be more in the name
            if (words.standIn(QString::fromUtf8(QByteArrayView(block).sliced(tab, end - tab))))
                ids << block.sliced(begin, tab - 1 - begin).toLongLong();
            at = placeOf(block, writing, end);
        }
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

} // namespace runs
