// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/rules.h"

#include "app/sandbox/extraction/amounts.h"
#include "app/sandbox/extraction/contactpatterns.h"
#include "app/sandbox/extraction/dates.h"
#include "app/sandbox/extraction/finding.h"
#include "app/sandbox/extraction/labels.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

constexpr int Certain = 93;
constexpr int Doubtful = 75;
constexpr int TitleByMarkup = 95;
constexpr int TitleBySize = 80;
constexpr int TitleByPlace = 60;
constexpr int InTable = 90;
constexpr double LargerBy = 1.25;

std::optional<Finding> title(const Source &source) {
    const qsizetype index = titleLine(source);
    if (index < 0)
        return {};
    const SourceLine &line = source.lines[index];
    const int confidence = line.line.heading > 0 ? TitleByMarkup : index > 0 ? TitleBySize : TitleByPlace;
    return Finding{line.text, confidence, {{line.text, line.page}}};
}

JsonArray dates(const Source &source) {
    JsonArray rows;
    for (const SourceLine &line : source.lines) {
        const QList<FoundDate> found = findDates(line.text);
        for (const FoundDate &date : found) {
            rows.add(JsonObject{{u"date"_s,
                fieldJson(Finding{date.date.toString(Qt::ISODate), date.ambiguous ? Doubtful : Certain,
                    {{line.text.sliced(date.begin, date.length), line.page}}})}});
        }
    }
    return rows;
}

JsonObject amountRow(const FoundAmount &amount, const Quote &quote) {
    const bool written = !amount.currency.isEmpty();
    const Finding number{Json::number(amount.number), written ? Certain : Doubtful, {quote}};
    const Finding currency{amount.currency, amount.currencyCode ? Certain : Doubtful, {quote}};
    return {{u"amount"_s, fieldJson(number)},
        {u"currency"_s, fieldJson(written ? std::optional(currency) : std::nullopt)}};
}

JsonArray amounts(const Source &source) {
    JsonArray rows;
    for (const SourceLine &line : source.lines) {
        for (const Cell &cell : line.cells) { // the currency of one column is not that of its neighbour
            const QList<FoundAmount> found = findAmounts(cell.text);
            for (const FoundAmount &amount : found) {
                if (amount.money)
                    rows.add(amountRow(amount, {cell.text.sliced(amount.begin, amount.length), line.page}));
            }
        }
    }
    return rows;
}

JsonArray emails(const Source &source) {
    JsonArray rows;
    for (const SourceLine &line : source.lines) {
        const QList<FoundText> found = findEmails(line.text);
        for (const FoundText &email : found)
            rows.add(
                JsonObject{{u"email"_s, fieldJson(Finding{email.text, Certain, {{email.text, line.page}}})}});
    }
    return rows;
}

/// Names that are each given once: amount, amount_2, amount_3.
class Names {
public:
    QString unused(const QString &wanted) {
        int &count = m_counts[wanted];
        QString name = wanted;
        while (m_used.contains(name) || count == 0) {
            ++count;
            name = count == 1 ? wanted : u"%1_%2"_s.arg(wanted).arg(count);
            if (!m_used.contains(name))
                break;
        }
        m_used.insert(name);
        return name;
    }

private:
    QHash<QString, int> m_counts;
    QSet<QString> m_used;
};

JsonArray tableRows(const Table &table) {
    QStringList names;
    Names used;
    for (const TableColumn &column : table.columns) {
        const QString name = fieldName(column.heading);
        names << used.unused(name.isEmpty() ? u"column"_s : name);
    }
    JsonArray rows;
    for (const TableRow &row : table.rows) {
        JsonObject fields;
        for (qsizetype c = 0; c < names.size(); ++c) {
            const auto cell = row.cells.constFind(c);
            std::optional<Finding> finding;
            if (cell != row.cells.cend()) {
                finding = Finding{cell->text, InTable, {}};
                for (const QString &piece : cell->pieces)
                    finding->quotes.append({piece, row.page});
            }
            fields.add(names[c], fieldJson(finding));
        }
        rows.add(fields);
    }
    return rows;
}

} // namespace

qsizetype titleLine(const Source &source) {
    const auto marked = std::find_if(source.lines.cbegin(), source.lines.cend(),
        [](const SourceLine &line) { return line.line.heading > 0; });
    if (marked != source.lines.cend())
        return std::distance(source.lines.cbegin(), marked);
    qsizetype largest = source.lines.isEmpty() ? -1 : 0;
    for (qsizetype i = 1; i < source.lines.size() && source.lines[i].page == 1; ++i) {
        if (source.lines[i].box.height() > LargerBy * source.lines[largest].box.height())
            largest = i;
    }
    return largest;
}

QString fieldName(const QString &label) {
    static const QRegularExpression others(
        u"[^\\p{L}\\p{N}]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QString name = label.toLower().replace(others, u"_"_s);
    while (name.startsWith(u'_'))
        name.remove(0, 1);
    while (name.endsWith(u'_'))
        name.chop(1);
    return name;
}

JsonObject anyFields(const Source &source, const QList<Table> &tables) {
    JsonObject fields{{u"title"_s, fieldJson(title(source))}, {u"dates"_s, dates(source)},
        {u"amounts"_s, amounts(source)}, {u"emails"_s, emails(source)}};
    Names used;
    for (const QString &fixed : {u"title"_s, u"dates"_s, u"amounts"_s, u"emails"_s})
        used.unused(fixed);
    for (const Table &table : tables)
        fields.add(used.unused(u"table"_s), tableRows(table));
    const QList<Pair> pairs = findPairs(source);
    for (const Pair &pair : pairs) {
        if (const QString name = fieldName(pair.label); !name.isEmpty())
            fields.add(used.unused(name), fieldJson(pair.finding));
    }
    return fields;
}

} // namespace sandbox
