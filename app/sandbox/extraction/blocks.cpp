// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/blocks.h"

#include "app/sandbox/extraction/rules.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

// In heights of a usual line.
constexpr double NewParagraph = 1.9;
constexpr double HeadingHeight = 1.35;
constexpr qsizetype LongestHeading = 80;

double usualHeight(const Source &source) {
    QList<double> heights;
    for (const SourceLine &line : source.lines)
        heights.append(line.box.height());
    if (heights.isEmpty())
        return 0;
    std::nth_element(heights.begin(), heights.begin() + heights.size() / 2, heights.end());
    return heights[heights.size() / 2];
}

QString htmlOf(const QList<QStringList> &rows) {
    QString html = u"<table>"_s;
    for (qsizetype r = 0; r < rows.size(); ++r) {
        html += u"<tr>"_s;
        const QString tag = r == 0 ? u"th"_s : u"td"_s;
        for (const QString &cell : rows[r])
            html += u"<%1>%2</%1>"_s.arg(tag, cell.toHtmlEscaped());
        html += u"</tr>"_s;
    }
    return html + u"</table>"_s;
}

class BlockBuilder {
public:
    BlockBuilder(const Source &source, const QList<sandbox::Table> &tables)
        : m_source(source)
        , m_tables(tables)
        , m_height(usualHeight(source))
        , m_title(titleLine(source)) {
        for (qsizetype t = 0; t < tables.size(); ++t) {
            for (const qsizetype line : tables[t].lines)
                m_tableOf.insert(line, t);
            for (const TableRow &row : tables[t].rows)
                m_rowOf.insert(row.firstLine, &row);
        }
    }

    QList<Block> build() {
        for (qsizetype i = 0; i < m_source.lines.size(); ++i)
            add(i);
        for (Block &block : m_blocks) {
            if (block.type == Block::Table)
                block.content = htmlOf(block.rows);
        }
        return m_blocks;
    }

private:
    void add(qsizetype i) {
        const SourceLine &line = m_source.lines[i];
        const qsizetype table = m_tableOf.value(i, -1);
        if (table >= 0) {
            addTableLine(i, table);
            return;
        }
        const Block::Type type = typeOf(i);
        const bool continues =
            !m_blocks.isEmpty() && type == Block::Text && m_blocks.last().type == Block::Text &&
            m_blocks.last().page == line.page &&
            line.box.center().y() - m_lastCenter < NewParagraph * std::max(m_height, line.box.height());
        if (!continues)
            open(type, line.page);
        Block &block = m_blocks.last();
        block.content += (block.content.isEmpty() ? u""_s : u"\n"_s) + line.text;
        block.box |= line.box;
        m_lastCenter = line.box.center().y();
    }

    Block::Type typeOf(qsizetype i) const {
        const SourceLine &line = m_source.lines[i];
        const bool large = line.box.height() > HeadingHeight * m_height && line.text.size() < LongestHeading;
        if (i == m_title && (large || line.line.heading > 0))
            return Block::Title;
        return large || line.line.heading > 0 ? Block::SectionHeader : Block::Text;
    }

    void addTableLine(qsizetype i, qsizetype table) {
        const SourceLine &line = m_source.lines[i];
        const sandbox::Table &source = m_tables[table];
        if (m_blocks.isEmpty() || m_lastTable != table || m_blocks.last().type != Block::Table ||
            m_blocks.last().page != line.page) {
            open(Block::Table, line.page);
            m_lastTable = table;
        }
        Block &block = m_blocks.last();
        block.box |= line.box;
        const TableRow *row = m_rowOf.value(i);
        QStringList cells;
        for (qsizetype c = 0; c < source.columns.size(); ++c)
            cells << (!row ? source.columns[c].heading : row->cells.value(c).text);
        const bool continuation = !row && i != source.lines.first() && !isHeading(line, source);
        if (!continuation) // what continues a row is in its text already
            block.rows.append(cells);
    }

    static bool isHeading(const SourceLine &line, const sandbox::Table &table) {
        QStringList headings;
        for (const TableColumn &column : table.columns)
            headings << column.heading;
        return line.text == headings.join(u' ');
    }

    void open(Block::Type type, int page) {
        m_onPage = !m_blocks.isEmpty() && m_blocks.last().page == page ? m_onPage + 1 : 0;
        m_blocks.append({u"p%1_b%2"_s.arg(page).arg(m_onPage), type, page, {}, {}, {}});
    }

    const Source &m_source;
    const QList<sandbox::Table> &m_tables;
    const double m_height;
    const qsizetype m_title;
    QHash<qsizetype, qsizetype> m_tableOf;      ///< line → table
    QHash<qsizetype, const TableRow *> m_rowOf; ///< first line → row
    QList<Block> m_blocks;
    qsizetype m_lastTable = -1;
    double m_lastCenter = 0;
    int m_onPage = 0;
};

} // namespace

QList<Block> blocksOf(const Source &source, const QList<Table> &tables) {
    return BlockBuilder(source, tables).build();
}

QString markdownOf(const QList<Block> &blocks, const QString &documentId) {
    QString markdown;
    int page = 0;
    for (const Block &block : blocks) {
        if (block.page != page) {
            markdown += page > 0 ? u"</DOCUMENT>\n\n"_s : QString();
            page = block.page;
            markdown += u"<DOCUMENT id=\"%1\" page=\"%2\">\n\n"_s.arg(documentId).arg(page);
        }
        const QString mark = block.type == Block::Title           ? u"# "_s
                             : block.type == Block::SectionHeader ? u"## "_s
                                                                  : u""_s;
        QString content = block.content;
        if (block.type != Block::Table)
            content.replace(u'&', "&amp;"_L1).replace(u'<', "&lt;"_L1);
        markdown += u"<a id=\"%1\"></a>\n"_s.arg(block.id) + mark + content + u"\n\n"_s;
    }
    return markdown + (page > 0 ? u"</DOCUMENT>\n"_s : QString());
}

} // namespace sandbox
