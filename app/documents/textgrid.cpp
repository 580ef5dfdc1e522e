// SPDX-License-Identifier: MIT
#include "app/documents/textgrid.h"

#include <QCoreApplication>

#include <algorithm>

namespace documents {

namespace {

constexpr int LinesPerPage = 60;
constexpr int LeastColumns = 80;
constexpr int WrapColumn = 100;
constexpr int TabWidth = 8;
constexpr int ColumnGap = 2;
constexpr qint64 MostTableCells = 50'000;
constexpr qint64 MostTableColumns = 1000;
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

QString TextGrid::refusal(qint64 rows, qint64 columns, qint64 cellsBefore) {
    if (columns > MostTableColumns) {
        return QCoreApplication::translate(
            "documents", "A table has more than %1 columns, which is more than the sandbox reads.")
            .arg(MostTableColumns);
    }
    if (cellsBefore + rows * columns > MostTableCells) {
        return QCoreApplication::translate("documents",
            "The tables have more than %1 cells (rows × columns), which is more than the sandbox reads.")
            .arg(MostTableCells);
    }
    return {};
}

bool TextGrid::hasRoomFor(qint64 rows, qint64 columns) {
    const QString words = refusal(rows, columns, m_cells);
    if (!words.isEmpty())
        m_error = words;
    return words.isEmpty();
}

void TextGrid::addTable(const QList<QStringList> &rows) {
    qsizetype columns = 0;
    for (const QStringList &row : rows)
        columns = std::max(columns, row.size());
    if (!hasRoomFor(rows.size(), columns))
        return;
    m_cells += rows.size() * columns;
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
