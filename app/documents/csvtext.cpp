// SPDX-License-Identifier: MIT
#include "app/documents/csvtext.h"

#include "app/documents/textgrid.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace documents {

namespace {

QList<QStringList> parse(QStringView text, QChar separator, qsizetype mostRows) {
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    bool quoted = false;
    const auto endCell = [&] {
        row.append(cell);
        cell.clear();
    };
    const auto endRow = [&] {
        endCell();
        if (std::any_of(row.cbegin(), row.cend(), [](const QString &c) { return !c.trimmed().isEmpty(); }))
            rows.append(row);
        row.clear();
    };
    for (qsizetype i = 0; i < text.size() && rows.size() < mostRows; ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c != u'"')
                cell += c;
            else if (i + 1 < text.size() && text[i + 1] == u'"')
                cell += text[++i];
            else
                quoted = false;
        } else if (c == u'"' && cell.trimmed().isEmpty()) {
            cell.clear();
            quoted = true;
        } else if (c == separator) {
            endCell();
        } else if (c == u'\n') {
            endRow();
        } else {
            cell += c;
        }
    }
    if (!cell.isEmpty() || !row.isEmpty())
        endRow();
    return rows;
}

/// The number of columns that all of the first rows share; 1 when they do not agree.
qsizetype commonColumns(const QList<QStringList> &rows) {
    if (rows.isEmpty())
        return 1;
    const qsizetype columns = rows.first().size();
    const bool even = std::all_of(
        rows.cbegin(), rows.cend(), [columns](const QStringList &row) { return row.size() == columns; });
    return even ? columns : 1;
}

QChar guessSeparator(QStringView text) {
    QChar best = u',';
    qsizetype most = 1;
    for (const QChar candidate : {u',', u';', u'\t'}) {
        if (const qsizetype columns = commonColumns(parse(text, candidate, 20)); columns > most) {
            best = candidate;
            most = columns;
        }
    }
    if (most > 1)
        return best;
    // Ragged rows: what the first line has most of.
    const QStringView first = text.left(std::max<qsizetype>(text.indexOf(u'\n'), 0));
    for (const QChar candidate : {u';', u'\t'}) {
        if (first.count(candidate) > first.count(best))
            best = candidate;
    }
    return best;
}

} // namespace

QList<QStringList> parseCsv(const QString &text) {
    return parse(text, guessSeparator(text), text.size() + 1);
}

Reading readCsv(const QString &text) {
    TextGrid grid;
    grid.addTable(parseCsv(text));
    return {Kind::Csv, grid.pages(), grid.error()};
}

} // namespace documents
