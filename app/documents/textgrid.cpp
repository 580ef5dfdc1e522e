// SPDX-License-Identifier: MIT
#include "app/documents/textgrid.h"

#include <algorithm>

namespace documents {

namespace {

constexpr int LinesPerPage = 60;
constexpr int LeastColumns = 80;
constexpr int WrapColumn = 100;
constexpr int TabWidth = 8;
constexpr int ColumnGap = 2;
constexpr double CellWidth = 6;   // points
constexpr double CellHeight = 12; // points

bool isSpace(QChar c) {
    return c.isSpace() || c == QChar::ByteOrderMark || c == QChar::Null;
}

} // namespace

void TextGrid::beginPage() {
    if (m_pages.isEmpty() || !m_pages.last().isEmpty())
        m_pages.append(QList<PlacedLine>());
}

void TextGrid::append(PlacedLine line) {
    if (m_pages.isEmpty() || m_pages.last().size() >= LinesPerPage)
        m_pages.append(QList<PlacedLine>());
    m_pages.last().append(std::move(line));
}

void TextGrid::addText(const QString &text, int heading) {
    PlacedLine line{{}, heading, 0};
    int column = 0;
    qsizetype i = 0;
    while (i < text.size()) {
        if (isSpace(text[i])) {
            column = text[i] == u'\t' ? (column / TabWidth + 1) * TabWidth : column + 1;
            ++i;
            continue;
        }
        const qsizetype begin = i;
        while (i < text.size() && !isSpace(text[i]) && i - begin < WrapColumn)
            ++i;
        const int length = int(i - begin);
        if (column + length > WrapColumn && !line.words.isEmpty()) {
            append(std::move(line));
            line = PlacedLine{{}, heading, 0};
            column = 0;
        }
        column = std::min(column, WrapColumn - length);
        line.words.append({column, text.sliced(begin, length)});
        column += length;
    }
    append(std::move(line));
}

void TextGrid::addTable(const QList<QStringList> &rows) {
    QList<int> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], int(row[c].simplified().size()));
    }
    append({});
    ++m_tables;
    for (const QStringList &row : rows) {
        PlacedLine line{{}, 0, m_tables};
        int start = 0;
        for (qsizetype c = 0; c < row.size(); ++c) {
            int column = start;
            const QStringList words = row[c].simplified().split(u' ', Qt::SkipEmptyParts);
            for (const QString &word : words) {
                line.words.append({column, word});
                column += int(word.size()) + 1;
            }
            start += widths[c] + ColumnGap;
        }
        append(std::move(line));
    }
    append({});
}

Page TextGrid::page(const QList<PlacedLine> &lines) const {
    int columns = LeastColumns;
    for (const PlacedLine &line : lines) {
        if (!line.words.isEmpty())
            columns = std::max(columns, line.words.last().column + int(line.words.last().text.size()));
    }
    Page page{QSizeF(columns * CellWidth, LinesPerPage * CellHeight), {}};
    for (qsizetype row = 0; row < lines.size(); ++row) {
        Line line{{}, lines[row].heading, lines[row].table};
        for (const PlacedWord &word : lines[row].words) {
            line.words.append({word.text, QRectF(double(word.column) / columns, double(row) / LinesPerPage,
                                              double(word.text.size()) / columns, 1.0 / LinesPerPage)});
        }
        if (!line.words.isEmpty())
            page.lines.append(line);
    }
    return page;
}

QList<Page> TextGrid::pages() const {
    QList<Page> pages;
    for (const QList<PlacedLine> &lines : m_pages)
        pages.append(page(lines));
    return pages;
}

} // namespace documents
