// SPDX-License-Identifier: MIT
#include "app/results/comparisoncsv.h"

#include "app/results/comparisontext.h"

#include <QCoreApplication>
#include <QSet>

#include <cmath>

using namespace Qt::StringLiterals;

namespace results {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("Comparison", text);
}

/// With a point, as the numbers of a result.
QString plain(const std::optional<double> &number) {
    return number ? QString::number(std::round(*number * 100) / 100) : QString();
}

class Lines {
public:
    Lines(const ComparisonFilter &filter, const QSet<const ComparedItem *> *chosen, CsvWriter &writer)
        : m_filter(filter)
        , m_chosen(chosen)
        , m_writer(writer) {}

    /// `table` and `row`: what it is in, if it is in one.
    void add(const ComparedItem &item, const ComparedItem *table, const ComparedItem *row, bool taken) {
        taken = taken || !m_chosen || m_chosen->contains(&item);
        for (const ComparedItem &child : item.children) {
            add(child, item.kind == ComparedItem::Table ? &item : table,
                item.kind == ComparedItem::Row ? &item : row, taken);
        }
        if (item.children.empty() && taken && m_filter.takes(item))
            addLine(item, table, item.kind == ComparedItem::Row ? &item : row);
    }

private:
    void addLine(const ComparedItem &item, const ComparedItem *table, const ComparedItem *row) {
        const auto place = [](int of) {
            return of < 0 ? QString() : QString::number(of + 1);
        };
        const auto confidence = [](const Field *field) {
            return field ? plain(field->confidence) : QString();
        };
        const bool isCell = row && row != &item;
        // A cell does not know its group.
        const QString &group = (table ? table : &item)->any()->group;
        m_writer.addLine({group, table ? table->name() : item.name(), row ? place(row->leftRow) : QString(),
            row ? place(row->rightRow) : QString(), isCell ? item.name() : QString(),
            verdictWord(item.verdict), item.leftText(), item.rightText(), confidence(item.left),
            confidence(item.right), plain(item.confidenceChange()), item.leftPath(), item.rightPath()});
    }

    const ComparisonFilter &m_filter;
    const QSet<const ComparedItem *> *m_chosen;
    CsvWriter &m_writer;
};

CsvWriter tableOf(const Comparison &comparison, const QSet<const ComparedItem *> *chosen,
    const ComparisonFilter &filter, const ComparedNames &names, CsvWriter::Format format) {
    CsvWriter writer(format);
    writer.addLine({tr("Group"), tr("Field"), tr("Row left"), tr("Row right"), tr("Column"), tr("Verdict"),
        tr("Left: %1").arg(names.left), tr("Right: %1").arg(names.right), tr("Confidence left"),
        tr("Confidence right"), tr("Confidence change"), tr("Path left"), tr("Path right")});
    Lines lines(filter, chosen, writer);
    for (const ComparedItem &group : comparison.groups)
        lines.add(group, nullptr, nullptr, false);
    return writer;
}

} // namespace

CsvWriter comparisonTable(const Comparison &comparison, const ComparisonFilter &filter,
    const ComparedNames &names, CsvWriter::Format format) {
    return tableOf(comparison, nullptr, filter, names, format);
}

CsvWriter comparisonTable(const Comparison &comparison, const QList<const ComparedItem *> &items,
    const ComparisonFilter &filter, const ComparedNames &names, CsvWriter::Format format) {
    const QSet<const ComparedItem *> chosen(items.begin(), items.end());
    return tableOf(comparison, &chosen, filter, names, format);
}

} // namespace results
