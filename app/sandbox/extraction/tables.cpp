// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/tables.h"

#include "app/sandbox/extraction/amounts.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace sandbox {

ColumnRole columnRole(const QString &heading) {
    static const std::array<std::pair<ColumnRole, QRegularExpression>, 4> roles{{
        {ColumnRole::UnitPrice,
            QRegularExpression(
                u"^(unit ?price|price(/unit| per unit| each)?|unit ?cost|rate|each|einzelpreis)$"_s)},
        {ColumnRole::Amount,
            QRegularExpression(
                u"^((line )?(total|amount)( price)?|sum|net( amount)?|extended price|gesamt(preis)?|betrag)$"_s)},
        {ColumnRole::Quantity,
            QRegularExpression(u"^(qty|quantity|units?|hours|count|pcs|no\\. of .*|menge|anzahl)$"_s)},
        {ColumnRole::Description,
            QRegularExpression(
                u"^((item |product )?description|items?|products?|services?|details?|article|particulars|beschreibung|bezeichnung|artikel)$"_s)},
    }};
    static const QRegularExpression trimmings(
        u"\\s*(\\(.*\\)|\\[.*\\]|\\b(usd|eur|gbp|chf)\\b|[$€£:.])\\s*"_s);
    const QString plain = heading.toLower().remove(trimmings).trimmed();
    for (const auto &[role, expression] : roles) {
        if (expression.match(plain).hasMatch())
            return role;
    }
    return ColumnRole::Other;
}

bool endsTable(const QString &text) {
    static const QRegularExpression expression(
        u"^(sub-?\\s?total|total|grand total|amount due|balance|tax\\b|vat\\b|sales tax|gst\\b|net "
        u"total|discount|"
        u"shipping|zwischensumme|summe|gesamt|mwst)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return expression.match(text).hasMatch();
}

namespace {

constexpr qsizetype LeastPlainColumns = 3; // two aligned columns are labels and values as a rule
constexpr double WithinTable = 4.2;        // line heights from one row to the next

/// What stands between the parts of a table that goes on over a page: no row of it, and not its end.
bool isPageFurniture(const QString &text) {
    static const QRegularExpression expression(
        u"(carried (forward|over)|brought forward|continued|\\bpage \\d+|\\bseite \\d+|übertrag)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return expression.match(text).hasMatch();
}

/// Narrow tables set headings so close that they look like one: "Qty Unit price" is two where both are usual
/// ones.
QList<TableColumn> columnsIn(const SourceLine &line, const Cell &cell) {
    const TableColumn whole{cell.text, columnRole(cell.text), cell.box};
    if (whole.role != ColumnRole::Other)
        return {whole};
    for (qsizetype split = cell.first + 1; split < cell.end; ++split) {
        const QString left = line.line.text(cell.first, split);
        if (columnRole(left) == ColumnRole::Other)
            continue;
        Cell rest{line.line.text(split, cell.end), {}, split, cell.end};
        QRectF leftBox;
        for (qsizetype w = cell.first; w < split; ++w)
            leftBox |= line.line.words[w].box;
        for (qsizetype w = split; w < cell.end; ++w)
            rest.box |= line.line.words[w].box;
        const QList<TableColumn> others = columnsIn(line, rest);
        if (others.first().role != ColumnRole::Other)
            return QList<TableColumn>{{left, columnRole(left), leftBox}} + others;
    }
    return {whole};
}

QList<TableColumn> headingsOf(const SourceLine &line) {
    QList<TableColumn> columns;
    if (line.cells.size() < 2)
        return columns;
    for (const Cell &cell : line.cells) {
        const bool number = !findAmounts(cell.text).isEmpty();
        if (number || cell.text.endsWith(u':') || cell.text.size() > 40)
            return {};
        columns += columnsIn(line, cell);
    }
    return columns;
}

bool hasDigits(const QString &text) {
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); });
}

qsizetype countRoles(const QList<TableColumn> &columns) {
    QList<ColumnRole> seen;
    for (const TableColumn &column : columns) {
        if (column.role != ColumnRole::Other && !seen.contains(column.role))
            seen.append(column.role);
    }
    return seen.size();
}

/// How far a cell is from standing under a heading: aligned left, right or centred.
double distance(const QRectF &cell, const QRectF &heading) {
    return std::min({std::abs(cell.left() - heading.left()), std::abs(cell.right() - heading.right()),
        std::abs(cell.center().x() - heading.center().x())});
}

bool overlaps(const QRectF &cell, const QRectF &heading) {
    return cell.left() < heading.right() && heading.left() < cell.right();
}

/// "9.90 198.00", set close together, is two cells: a cell that is nothing but amounts holds one.
QList<Cell> singleCells(const SourceLine &line) {
    QList<Cell> cells;
    for (const Cell &cell : line.cells) {
        const QList<FoundAmount> amounts = findAmounts(cell.text);
        qsizetype inAmounts = amounts.size() - 1; // the spaces between them
        for (const FoundAmount &amount : amounts)
            inAmounts += amount.length;
        if (amounts.size() < 2 || inAmounts != cell.text.size()) {
            cells.append(cell);
            continue;
        }
        qsizetype word = cell.first;
        for (const FoundAmount &amount : amounts) {
            Cell single{cell.text.sliced(amount.begin, amount.length), {}, word, word};
            for (qsizetype words = single.text.count(u' ') + 1; words > 0 && word < cell.end; --words)
                single.box |= line.line.words[word++].box;
            single.end = word;
            cells.append(single);
        }
    }
    return cells;
}

/// Cells of a line → columns; empty when one of them stands under no heading.
QHash<qsizetype, TableCell> placed(const SourceLine &line, const QList<TableColumn> &columns) {
    constexpr double Tolerance = 0.03; // of the page's width
    QHash<qsizetype, TableCell> cells;
    const QList<Cell> singles = singleCells(line);
    for (const Cell &cell : singles) {
        qsizetype best = -1;
        for (qsizetype c = 0; c < columns.size(); ++c) {
            const bool under =
                overlaps(cell.box, columns[c].box) || distance(cell.box, columns[c].box) < Tolerance;
            if (under &&
                (best < 0 || distance(cell.box, columns[c].box) < distance(cell.box, columns[best].box)))
                best = c;
        }
        if (best < 0)
            return {};
        TableCell &target = cells[best];
        target.text += (target.text.isEmpty() ? u""_s : u" "_s) + cell.text;
        target.pieces.append(cell.text);
    }
    return cells;
}

class TableFinder {
public:
    explicit TableFinder(const Source &source)
        : m_source(source) {}

    QList<Table> find() {
        for (qsizetype i = 0; i < m_source.lines.size(); ++i) {
            const SourceLine &line = m_source.lines[i];
            if (line.line.table > 0) {
                takeMarkedLine(i);
                continue;
            }
            if (m_open && takeRow(i))
                continue;
            const QList<TableColumn> columns = headingsOf(line);
            const bool items = countRoles(columns) >= 2;
            if (!items && (m_open || columns.size() < LeastPlainColumns || hasDigits(line.text)))
                continue;
            if (m_open && sameHeadings(columns)) {
                m_table.columns = columns; // a page may set its columns elsewhere
                m_table.lines.append(i);
                m_lastLine = i;
                continue;
            }
            close();
            m_table = {columns, {}, {i}};
            m_lastLine = i;
            m_open = true;
        }
        close();
        return m_tables;
    }

private:
    bool sameHeadings(const QList<TableColumn> &columns) const {
        return std::equal(columns.cbegin(), columns.cend(), m_table.columns.cbegin(), m_table.columns.cend(),
            [](const TableColumn &a, const TableColumn &b) { return a.heading == b.heading; });
    }

    void close() {
        if (m_open && (!m_table.rows.isEmpty()))
            m_tables.append(m_table);
        m_open = false;
        m_marked = 0;
    }

    void takeMarkedLine(qsizetype index) {
        const SourceLine &line = m_source.lines[index];
        if (!m_open || m_marked != line.line.table) {
            close();
            m_table = {{}, {}, {index}};
            m_marked = line.line.table;
            m_open = true;
            for (const Cell &cell : line.cells)
                m_table.columns.append({cell.text, columnRole(cell.text), cell.box});
        } else {
            m_table.lines.append(index);
            m_table.rows.append({line.page, index, placed(line, m_table.columns), endsTable(line.text)});
        }
        m_lastLine = index;
    }

    /// True when the line belongs to the open table; may close it.
    bool takeRow(qsizetype index) {
        const SourceLine &line = m_source.lines[index];
        const SourceLine &last = m_source.lines[m_lastLine];
        const bool samePage = last.page == line.page;
        const double height = std::max(line.box.height(), last.box.height());
        const double apart = (line.box.center().y() - last.box.center().y()) / height;
        if (m_marked > 0) {
            close();
            return false;
        }
        if (line.cells.isEmpty() && samePage && apart < WithinTable) { // a rule of dashes
            m_table.lines.append(index);
            m_lastLine = index;
            return true;
        }
        if (isPageFurniture(line.text))
            return true;
        const QHash<qsizetype, TableCell> cells = placed(line, m_table.columns);
        if (line.cells.isEmpty() || endsTable(line.text) || endsTable(line.cells.first().text) ||
            (samePage && apart > WithinTable)) {
            close();
            return false;
        }
        if (cells.size() >= 2 && isRow(cells)) {
            m_table.rows.append({line.page, index, cells, false});
        } else if (cells.size() == 1 && samePage && apart < 2.2 && !m_table.rows.isEmpty() &&
                   m_table.columns[cells.cbegin().key()].role == ColumnRole::Description) {
            TableCell &description = m_table.rows.last().cells[cells.cbegin().key()];
            description.text += u' ' + cells.cbegin()->text;
            description.pieces += cells.cbegin()->pieces;
        } else {
            if (samePage)
                close(); // what follows a page's head may still be ours
            return false;
        }
        m_table.lines.append(index);
        m_lastLine = index;
        return true;
    }

    /// Headings that come again are no row; in a table of items a row has a number.
    bool isRow(const QHash<qsizetype, TableCell> &cells) const {
        bool number = false;
        bool repeated = true;
        for (auto cell = cells.cbegin(); cell != cells.cend(); ++cell) {
            const TableColumn &column = m_table.columns[cell.key()];
            repeated = repeated && cell->text == column.heading;
            number = number || ((column.role == ColumnRole::Amount || column.role == ColumnRole::UnitPrice) &&
                                   !findAmounts(cell->text).isEmpty());
        }
        return !repeated && (number || countRoles(m_table.columns) < 2);
    }

    const Source &m_source;
    QList<Table> m_tables;
    Table m_table;
    qsizetype m_lastLine = 0;
    int m_marked = 0; ///< the markup's number of the open table
    bool m_open = false;
};

} // namespace

bool Table::hasItems() const {
    const auto has = [this](ColumnRole role) {
        return std::any_of(columns.cbegin(), columns.cend(),
            [role](const TableColumn &column) { return column.role == role; });
    };
    return (has(ColumnRole::Description) || has(ColumnRole::Quantity)) &&
           (has(ColumnRole::Amount) || has(ColumnRole::UnitPrice));
}

QList<Table> findTables(const Source &source) {
    return TableFinder(source).find();
}

} // namespace sandbox
