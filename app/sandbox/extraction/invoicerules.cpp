// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/rules.h"

#include "app/sandbox/extraction/amounts.h"
#include "app/sandbox/extraction/dates.h"
#include "app/sandbox/extraction/finding.h"
#include "app/sandbox/extraction/labels.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

constexpr int TableCellConfidence = 94;
constexpr int GuessedVendor = 70;
constexpr int UnlabelledDate = 60;
constexpr int AmbiguousDate = 50;
constexpr int WrittenCurrency = 96;
constexpr int SignCurrency = 85;

const QStringList &notATotal() {
    static const QStringList words{u"tax"_s, u"vat"_s, u"net"_s, u"discount"_s, u"hours"_s, u"items"_s,
        u"before"_s, u"excl"_s, u"qty"_s, u"quantity"_s, u"savings"_s};
    return words;
}

std::optional<Finding> invoiceNumber(const Source &source) {
    const LabelRule exact{
        {u"invoice number"_s, u"invoice no"_s, u"invoice id"_s, u"invoice nr"_s, u"invoice #"_s, u"inv. no"_s,
            u"inv no"_s, u"receipt number"_s, u"receipt no"_s, u"receipt #"_s, u"bill number"_s, u"bill no"_s,
            u"document number"_s, u"rechnungsnummer"_s, u"rechnung nr"_s, u"rechnungs-nr"_s},
        {}, matchNumber};
    if (const auto found = bestOf(findLabelled(source, exact)))
        return found;
    const LabelRule loose{
        {u"tax invoice"_s, u"invoice"_s, u"receipt"_s, u"rechnung"_s}, {u"date"_s}, matchNumber};
    auto found = bestOf(findLabelled(source, loose));
    if (found)
        found->confidence -= 8;
    return found;
}

/// Tills print the date without a label: the only one in a document that speaks of no other date.
std::optional<Finding> receiptDate(const Source &source) {
    static const QRegularExpression otherDate(
        u"\\b(due|fällig|zahlbar|pay(able)? by|deliver|liefer|period|until|from|valid|order)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    std::optional<Finding> only;
    for (const SourceLine &line : source.lines) {
        const QList<FoundDate> dates = findDates(line.text);
        for (const FoundDate &date : dates) {
            const Json value = date.date.toString(Qt::ISODate);
            if (otherDate.match(line.text).hasMatch() || (only && only->value.text() != value.text()))
                return {};
            if (!only) {
                only = Finding{value, date.ambiguous ? AmbiguousDate : UnlabelledDate,
                    {{line.text.sliced(date.begin, date.length), line.page}}};
            }
        }
    }
    return only;
}

std::optional<Finding> issueDate(const Source &source) {
    const LabelRule exact{
        {u"invoice date"_s, u"issue date"_s, u"date of issue"_s, u"issued on"_s, u"issued"_s,
            u"date issued"_s, u"receipt date"_s, u"bill date"_s, u"rechnungsdatum"_s},
        {}, matchDate};
    if (const auto found = bestOf(findLabelled(source, exact)))
        return found;
    const LabelRule loose{{u"date"_s, u"dated"_s, u"datum"_s}, {u"due"_s}, matchDate};
    if (auto found = bestOf(findLabelled(source, loose))) {
        found->confidence -= 3;
        return found;
    }
    return receiptDate(source);
}

std::optional<Finding> dueDate(const Source &source) {
    return bestOf(
        findLabelled(source, {{u"payment due date"_s, u"due date"_s, u"date due"_s, u"payment due by"_s,
                                  u"payment due"_s, u"due by"_s, u"due on"_s, u"pay by"_s, u"payable by"_s,
                                  u"due"_s, u"fällig am"_s, u"zahlbar bis"_s},
                                 {}, matchDate}));
}

std::optional<Finding> lastAmount(
    const Source &source, const QStringList &labels, const QStringList &butNot) {
    const QList<LabelledFinding> found = findLabelled(source, {labels, butNot, matchAmount});
    return found.isEmpty() ? std::nullopt : std::optional(found.last().finding);
}

std::optional<Finding> total(const Source &source) {
    if (auto found = lastAmount(source,
            {u"grand total"_s, u"total amount due"_s, u"total due"_s, u"amount due"_s, u"total amount"_s,
                u"total payable"_s, u"invoice total"_s, u"balance due"_s, u"total to pay"_s,
                u"gesamtbetrag"_s},
            notATotal())) {
        return found;
    }
    auto found = lastAmount(source, {u"total"_s, u"gesamt"_s, u"summe"_s, u"amount payable"_s}, notATotal());
    if (found)
        found->confidence -= 4;
    return found;
}

/// No name of anybody: a kind of document, its number, a heading, a label, a sum, an amount, a date.
bool isNoName(const QString &text) {
    static const QRegularExpression document(
        u"^((tax |commercial |pro ?forma )?(invoice|receipt|bill|statement|credit "
        u"note|quot(e|ation)|estimate)|"
        u"rechnung|quittung|gutschrift|angebot|facture|reçu|factura|fattura|page|seite)\\b"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression number(u"(\\b(no|nr|number|num)\\b\\.?|[n№][°º]|№|#)\\s*:?\\s*\\S*\\d"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    const auto letters = std::count_if(text.cbegin(), text.cend(), [](QChar c) { return c.isLetter(); });
    const QList<FoundAmount> amounts = findAmounts(text);
    return letters < 3 || text.contains(u':') || document.match(text).hasMatch() ||
           number.match(text).hasMatch() || isUsualLabel(text) || endsTable(text) ||
           columnRole(text) != ColumnRole::Other || !findDates(text).isEmpty() ||
           std::any_of(amounts.cbegin(), amounts.cend(), [](const FoundAmount &a) { return a.money; });
}

std::optional<Finding> vendor(const Source &source, const QList<Table> &tables) {
    const LabelRule labelled{{u"vendor"_s, u"seller"_s, u"supplier"_s, u"sold by"_s, u"issued by"_s,
                                 u"from"_s, u"merchant"_s, u"payee"_s, u"account holder"_s},
        {}, matchText, true};
    if (const auto found = bestOf(findLabelled(source, labelled)))
        return found;
    QSet<qsizetype> inTables;
    for (const Table &table : tables)
        inTables += QSet<qsizetype>(table.lines.cbegin(), table.lines.cend());
    // Whoever sends an invoice writes the own name first.
    for (qsizetype i = 0; i < std::min<qsizetype>(source.lines.size(), 5); ++i) {
        if (inTables.contains(i))
            continue;
        for (const Cell &cell : source.lines[i].cells) {
            if (!isNoName(cell.text))
                return Finding{cell.text, GuessedVendor, {{cell.text, source.lines[i].page}}};
        }
    }
    return {};
}

std::optional<Finding> customer(const Source &source) {
    return bestOf(findLabelled(
        source, {{u"bill to"_s, u"billed to"_s, u"invoice to"_s, u"invoiced to"_s, u"sold to"_s,
                     u"customer name"_s, u"customer"_s, u"client"_s, u"buyer"_s, u"rechnungsempfänger"_s,
                     u"rechnung an"_s, u"rechnungsadresse"_s, u"kunde"_s},
                    {u"number"_s, u"no"_s, u"id"_s, u"service"_s, u"support"_s}, matchText, true}));
}

/// The currency beside the total, else the first one that is written anywhere.
std::optional<Finding> currency(const Source &source, const std::optional<Finding> &totalAmount) {
    const auto fromText = [](const QString &text, int page) -> std::optional<Finding> {
        const QList<FoundAmount> amounts = findAmounts(text);
        for (const FoundAmount &amount : amounts) {
            if (!amount.currency.isEmpty()) {
                return Finding{amount.currency, amount.currencyCode ? WrittenCurrency : SignCurrency,
                    {{text.sliced(amount.begin, amount.length), page}}};
            }
        }
        return {};
    };
    if (const auto labelled = bestOf(findLabelled(source,
            {{u"currency"_s}, {}, [](const QString &text) -> std::optional<Match> {
                 static const QRegularExpression code(u"\\b(USD|EUR|GBP|CHF|JPY)\\b"_s);
                 const QRegularExpressionMatch match = code.match(text);
                 return match.hasMatch() ? std::optional(Match{match.captured(), match.capturedStart(), 3, 0})
                                         : std::nullopt;
             }}))) {
        return labelled;
    }
    if (totalAmount) {
        for (const Quote &quote : totalAmount->quotes) {
            if (const auto found = fromText(quote.text, quote.page))
                return found;
        }
    }
    for (const SourceLine &line : source.lines) {
        if (auto found = fromText(line.text, line.page)) {
            found->confidence -= 10;
            return found;
        }
    }
    return {};
}

/// How late a column is looked at among those of its role. "Item" may hold numbers or codes where
/// "Description" says what it is; a net amount may stand beside what is to pay.
int rankOf(const Table &table, qsizetype column) {
    static const QRegularExpression exact(
        u"description|beschreibung|bezeichnung|particulars"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression net(u"\\bnet"_s, QRegularExpression::CaseInsensitiveOption);
    const TableColumn &heading = table.columns[column];
    if (heading.role != ColumnRole::Description)
        return net.match(heading.heading).hasMatch() ? 1 : 0;
    const bool words = std::any_of(table.rows.cbegin(), table.rows.cend(), [column](const TableRow &row) {
        const QString text = row.cells.value(column).text;
        return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetter(); });
    });
    return exact.match(heading.heading).hasMatch() ? (words ? 0 : 2) : (words ? 1 : 3);
}

QList<qsizetype> columnsFor(const Table &table, ColumnRole role) {
    QList<std::pair<int, qsizetype>> ranked;
    for (qsizetype c = 0; c < table.columns.size(); ++c) {
        if (table.columns[c].role == role)
            ranked.append({rankOf(table, c), c});
    }
    std::sort(ranked.begin(), ranked.end());
    QList<qsizetype> columns;
    for (const auto &[rank, column] : std::as_const(ranked))
        columns.append(column);
    return columns;
}

std::optional<Finding> cellOf(const TableRow &row, const QList<qsizetype> &columns, ColumnRole role) {
    for (const qsizetype column : columns) {
        const auto cell = row.cells.constFind(column);
        if (cell == row.cells.cend())
            continue;
        Finding finding{cell->text, TableCellConfidence, {}};
        for (const QString &piece : cell->pieces)
            finding.quotes.append({piece, row.page});
        if (role != ColumnRole::Description) {
            const auto match = matchAmount(cell->text);
            if (!match)
                continue;
            finding.value = match->value;
        }
        return finding;
    }
    return {};
}

JsonArray lineItems(const QList<Table> &tables) {
    JsonArray rows;
    for (const Table &table : tables) {
        if (!table.hasItems())
            continue;
        const auto descriptions = columnsFor(table, ColumnRole::Description);
        const auto quantities = columnsFor(table, ColumnRole::Quantity);
        const auto prices = columnsFor(table, ColumnRole::UnitPrice);
        const auto totals = columnsFor(table, ColumnRole::Amount);
        for (const TableRow &row : table.rows) {
            if (row.sum)
                continue;
            rows.add(
                JsonObject{{u"description"_s, fieldJson(cellOf(row, descriptions, ColumnRole::Description))},
                    {u"quantity"_s, fieldJson(cellOf(row, quantities, ColumnRole::Quantity))},
                    {u"unit_price"_s, fieldJson(cellOf(row, prices, ColumnRole::UnitPrice))},
                    {u"amount"_s, fieldJson(cellOf(row, totals, ColumnRole::Amount))}});
        }
    }
    return rows;
}

} // namespace

JsonObject invoiceFields(const Source &source, const QList<Table> &tables) {
    const auto totalAmount = total(source);
    return {{u"invoice_number"_s, fieldJson(invoiceNumber(source))},
        {u"issue_date"_s, fieldJson(issueDate(source))}, {u"due_date"_s, fieldJson(dueDate(source))},
        {u"vendor"_s, fieldJson(vendor(source, tables))}, {u"customer"_s, fieldJson(customer(source))},
        {u"currency"_s, fieldJson(currency(source, totalAmount))},
        {u"subtotal"_s, fieldJson(lastAmount(source,
                            {u"subtotal"_s, u"sub-total"_s, u"sub total"_s, u"net total"_s, u"total net"_s,
                                u"total before tax"_s, u"net amount"_s, u"zwischensumme"_s, u"nettobetrag"_s},
                            {}))},
        {u"tax"_s, fieldJson(lastAmount(source,
                       {u"sales tax"_s, u"total tax"_s, u"total vat"_s, u"vat"_s, u"gst"_s, u"tax"_s,
                           u"mwst"_s, u"ust"_s},
                       {u"id"_s, u"no"_s, u"number"_s, u"reg"_s, u"rate"_s, u"invoice"_s}))},
        {u"total_amount"_s, fieldJson(totalAmount)}, {u"line_items"_s, lineItems(tables)}};
}

} // namespace sandbox
