// SPDX-License-Identifier: MIT
#include "app/results/markdowntable.h"

#include "app/results/parsemarkdown.h"
#include "app/text/htmltag.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

using text::HtmlTag;
using text::wholeHtmlTagAt;
using text::withoutEntities;

namespace {

constexpr qsizetype longestTag = 4000;
constexpr int mostColumns = 60; ///< what a page can show; the others' text goes into the last one
constexpr int mostSpannedRows = 1000;

class TableReader {
public:
    QList<QStringList> read(QStringView html) {
        for (qsizetype at = 0; at < html.size();) {
            const qsizetype open = html.indexOf(u'<', at);
            if (m_inCell)
                m_cell += html.mid(at, (open < 0 ? html.size() : open) - at);
            if (open < 0)
                break;
            const HtmlTag tag = wholeHtmlTagAt(html, open, longestTag);
            if (tag.name.isEmpty()) {
                if (m_inCell)
                    m_cell += u'<';
                at = open + 1;
            } else {
                take(tag);
                at = tag.end;
            }
        }
        endRow();
        return m_rows;
    }

private:
    void take(const HtmlTag &tag) {
        if (tag.name == "tr"_L1) {
            endRow();
            m_row.clear();
            m_inRow = !tag.closing;
        } else if (tag.name == "td"_L1 || tag.name == "th"_L1) {
            endCell();
            if (tag.closing)
                return;
            m_inRow = m_inCell = true;
            m_columns = std::clamp(tag.value("colspan"_L1).toInt(), 1, mostColumns);
            m_spanned = std::clamp(tag.value("rowspan"_L1).toInt(), 1, mostSpannedRows);
        } else if (m_inCell) {
            m_cell += u' '; // a line break, a paragraph, or stress at the worst
        }
    }

    void endCell() {
        if (!m_inCell)
            return;
        m_inCell = false;
        skipSpanned();
        for (int i = 0; i < m_columns; ++i) {
            if (m_spanned > 1)
                m_new[int(m_row.size())] = m_spanned - 1;
            if (m_row.size() < mostColumns)
                m_row += i == 0 ? withoutEntities(m_cell).simplified() : QString();
            else if (i == 0)
                m_row.last() += u' ' + withoutEntities(m_cell).simplified();
        }
        m_cell.clear();
    }

    /// Columns that a cell further up takes.
    void skipSpanned() {
        while (m_row.size() < mostColumns && m_below.value(int(m_row.size())) > 0)
            m_row += QString();
    }

    void endRow() {
        endCell();
        if (!m_inRow || m_row.isEmpty())
            return;
        for (auto below = m_below.begin(); below != m_below.end();)
            below = --*below < 1 ? m_below.erase(below) : std::next(below);
        m_below.insert(m_new);
        m_new.clear();
        m_rows += m_row;
        m_row.clear();
        m_inRow = false;
    }

    QList<QStringList> m_rows;
    QStringList m_row;
    QHash<int, int> m_below; ///< column to rows that its cell goes on for
    QHash<int, int> m_new;   ///< the same of cells of this row
    QString m_cell;
    bool m_inRow = false;
    bool m_inCell = false;
    int m_columns = 1;
    int m_spanned = 1;
};

} // namespace

QString withoutTags(QStringView html) {
    QString text;
    for (qsizetype at = 0; at < html.size();) {
        const qsizetype open = html.indexOf(u'<', at);
        text += html.mid(at, (open < 0 ? html.size() : open) - at);
        if (open < 0)
            break;
        const HtmlTag tag = wholeHtmlTagAt(html, open, longestTag);
        text += tag.name.isEmpty() ? u'<' : u' ';
        at = tag.name.isEmpty() ? open + 1 : tag.end;
    }
    return withoutEntities(text).simplified();
}

QStringList markdownTableLines(QStringView html) {
    const QList<QStringList> rows = TableReader().read(html);
    qsizetype columns = 0;
    for (const QStringList &row : rows)
        columns = std::max(columns, row.size());
    QStringList lines;
    if (columns == 0)
        return lines;
    for (const QStringList &row : rows) {
        QString line = u"|"_s;
        for (qsizetype column = 0; column < columns; ++column)
            line += u' ' + escapedMarkdown(row.value(column)) + u" |"_s;
        lines += line;
        if (lines.size() == 1)
            lines += u'|' + u" --- |"_s.repeated(columns);
    }
    return lines;
}

} // namespace results
