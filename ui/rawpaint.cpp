// SPDX-License-Identifier: MIT
#include "ui/rawview.h"

#include "app/results/jsontokens.h"
#include "ui/theme.h"

#include <QGlyphRun>
#include <QHash>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

using results::ByteRange;
using results::JsonToken;
using results::TextCell;
using results::TextRow;

namespace {

QColor colorOf(JsonToken token, const Colors &colors) {
    switch (token) {
    case JsonToken::Key:
        return colors.accent;
    case JsonToken::String:
        return colors.good;
    case JsonToken::Escape:
    case JsonToken::Number:
    case JsonToken::Word:
        return colors.doubt;
    case JsonToken::Punctuation:
        return colors.dim;
    }
    return colors.text;
}

QColor mix(const QColor &from, const QColor &to, double share) {
    const auto part = [share](int a, int b) {
        return int(a * (1 - share) + b * share);
    };
    return {part(from.red(), to.red()), part(from.green(), to.green()), part(from.blue(), to.blue())};
}

/// Marks text behind what is written.
struct Mark {
    ByteRange range;
    QColor color;
};

/// Characters of one colour, anywhere: painted together they cost a tenth.
struct Glyphs {
    QList<quint32> indexes;
    QList<QPointF> places;
};

/// Paints the text of one row.
class RowPainter {
public:
    RowPainter(
        QPainter &painter, const Colors &colors, double cell, int left, int top, int height, int ascent)
        : m_painter(painter)
        , m_colors(colors)
        , m_cell(cell)
        , m_left(left)
        , m_top(top)
        , m_height(height)
        , m_ascent(ascent) {}

    void mark(const std::vector<TextCell> &cells, const TextRow &row, const Mark &mark) {
        if (mark.range.begin >= row.end || mark.range.end <= row.begin)
            return;
        int from = -1;
        int to = -1;
        int rowEnd = 0;
        for (const TextCell &cell : cells) {
            if (cell.offset >= mark.range.end)
                break;
            rowEnd = cell.column + cell.width;
            if (cell.offset + cell.length > mark.range.begin) {
                from = from < 0 ? cell.column : from;
                to = rowEnd;
            }
        }
        const bool all = cells.empty() || mark.range.end > cells.back().offset + cells.back().length;
        if (all && mark.range.end >= row.end && m_lineFeed) // the line feed is marked as well
            to = (from = from < 0 ? rowEnd : from, rowEnd + 1);
        if (from >= 0)
            m_painter.fillRect(rect(from, to), mark.color);
    }

    QRectF rect(int column, int columnEnd) const {
        const double left = std::floor(m_left + column * m_cell);
        return {left, double(m_top), std::ceil(m_left + columnEnd * m_cell) - left, double(m_height)};
    }

    /// What goes beyond ASCII one by one, as its font may have other widths; marks with what they stand on.
    void add(const TextCell &cell, const QColor &color) {
        if (cell.width > 0)
            flush();
        m_color = m_text.isEmpty() ? color : m_color;
        m_column = m_text.isEmpty() ? cell.column : m_column;
        m_text += QString::fromUcs4(&cell.shown, 1);
    }
    void flush() {
        if (!m_text.isEmpty()) {
            m_painter.setPen(m_color);
            m_painter.drawText(place(m_column), m_text);
        }
        m_text.clear();
    }
    QPointF place(int column) const { return {m_left + column * m_cell, double(m_top + m_ascent)}; }
    void setLineFeed(bool has) { m_lineFeed = has; }

private:
    QPainter &m_painter;
    const Colors &m_colors;
    double m_cell;
    int m_left;
    int m_top;
    int m_height;
    int m_ascent;
    bool m_lineFeed = false;
    QString m_text;
    QColor m_color;
    int m_column = 0;
};

} // namespace

void RawView::paintEvent(QPaintEvent *event) {
    const Colors &colors = colorsOf(this);
    QPainter painter(viewport());
    painter.fillRect(event->rect(), colors.base);
    const int gutter = gutterWidth();
    const auto paintGutter = [&] {
        painter.setClipping(false);
        painter.fillRect(QRect(0, 0, gutter, viewport()->height()), colors.window);
    };
    if (m_visible.empty()) {
        paintGutter();
        return;
    }
    const qint64 begin = m_visible.front().begin;
    const qint64 end = m_visible.back().end;

    // Colours need to know whether a string is going on; without that knowledge, plain text is the truth.
    const bool isJson = m_document->root().isValid();
    const auto state = m_index && isJson ? m_index->stateAt(begin) : std::nullopt;
    const qint64 jsonEnd = m_document->fault() ? std::min(end, m_document->fault()->offset) : end;
    const auto tokens = state && begin < jsonEnd ? results::jsonTokens(bytes(), begin, jsonEnd, *state)
                                                 : std::vector<results::JsonTokenRange>();

    std::vector<Mark> marks;
    if (m_hits) {
        for (const ByteRange &hit : m_hits(begin, end))
            marks.push_back({hit, mix(colors.base, colors.doubt, 0.3)});
    }
    const ByteRange chosen = selection();
    if (chosen.begin < chosen.end)
        marks.push_back({chosen, mix(colors.selection, colors.accent, 0.15)});
    const qint64 fault = m_document->fault() ? m_document->fault()->offset : -1;
    const auto marked = [&](qint64 offset) {
        return std::any_of(marks.begin(), marks.end(),
            [offset](const Mark &mark) { return offset >= mark.range.begin && offset < mark.range.end; });
    };

    painter.setFont(font());
    const int columnEnd = columnAt(viewport()->width()) + 1;
    const int columnBegin = columnAt(gutter) - 2;
    painter.setClipRect(gutter, 0, viewport()->width() - gutter, viewport()->height());
    auto token = tokens.begin();
    QHash<QRgb, Glyphs> glyphs;
    int top = 0;
    for (const TextRow &row : m_visible) {
        const std::vector<TextCell> cells = m_rows.cells(row, columnEnd);
        RowPainter line(painter, colors, m_cell, textLeft(), top, m_rowHeight, m_ascent);
        line.setLineFeed(row.end > row.begin && bytes()[row.end - 1] == '\n');
        for (const Mark &mark : marks)
            line.mark(cells, row, mark);
        for (const TextCell &cell : cells) {
            while (token != tokens.end() && token->range.end <= cell.offset)
                ++token;
            if (cell.column + cell.width <= columnBegin)
                continue;
            const bool inToken = token != tokens.end() && token->range.begin <= cell.offset;
            const QColor color = marked(cell.offset) ? colors.text
                                 : cell.special      ? colors.bad
                                 : inToken           ? colorOf(token->token, colors)
                                                     : colors.text;
            const bool ascii = cell.shown >= 0x20 && cell.shown < 0x7f && !m_glyphs.isEmpty();
            const bool marksFollow = &cell != &cells.back() && (&cell)[1].width == 0;
            if (!ascii || marksFollow) {
                line.add(cell, color);
                continue;
            }
            line.flush();
            if (cell.shown == U' ')
                continue;
            Glyphs &run = glyphs[color.rgba()];
            run.indexes << m_glyphs[qsizetype(cell.shown - 0x20)];
            run.places << line.place(cell.column);
        }
        line.flush();
        const auto columnOf = [&](qint64 offset) {
            for (const TextCell &cell : cells) {
                if (cell.offset + cell.length > offset)
                    return cell.column;
            }
            return cells.empty() ? 0 : cells.back().column + cells.back().width;
        };
        const bool isLast = &row == &m_visible.back() && row.end == bytes().size();
        const auto holds = [&](qint64 offset) {
            return offset >= row.begin && (offset < row.end || (isLast && offset == row.end));
        };
        if (holds(fault)) {
            const int column = columnOf(fault);
            const QRectF place = line.rect(column, column + 1);
            painter.fillRect(place.adjusted(0, m_rowHeight - 3, 0, 0), colors.bad);
            painter.fillRect(place.adjusted(0, 0, 2 - place.width(), 0), colors.bad);
        }
        if (hasFocus() && holds(m_cursor)) {
            const double x = line.rect(columnOf(m_cursor), 0).left();
            painter.fillRect(QRectF(x - 1, top, 2, m_rowHeight), colors.text);
        }
        top += m_rowHeight;
    }

    for (auto run = glyphs.cbegin(); run != glyphs.cend(); ++run) {
        QGlyphRun together;
        together.setRawFont(m_rawFont);
        together.setGlyphIndexes(run->indexes);
        together.setPositions(run->places);
        painter.setPen(QColor::fromRgba(run.key()));
        painter.drawGlyphRun(QPointF(), together);
    }

    paintGutter();
    top = 0;
    const auto place = m_index ? m_index->placeOf(begin) : std::nullopt;
    qint64 number = place ? place->line : 0;
    for (const TextRow &row : m_visible) {
        const bool starts = m_rows.startsLine(row);
        if (starts && row.begin > begin)
            ++number;
        const bool faulty = fault >= row.begin && fault < std::max(row.end, row.begin + 1);
        if (faulty)
            painter.fillRect(0, top, 3, m_rowHeight, colors.bad);
        painter.setPen(faulty ? colors.bad : colors.dim);
        if (starts && place)
            painter.drawText(QRect(0, top, gutter - metrics::grid, m_rowHeight),
                Qt::AlignRight | Qt::AlignVCenter, QString::number(number));
        top += m_rowHeight;
    }
}

} // namespace ui
