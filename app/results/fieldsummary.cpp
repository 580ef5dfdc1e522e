// SPDX-License-Identifier: MIT
#include "app/results/fieldsummary.h"

#include "app/results/displaytext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace results {

namespace {

void collectPages(const Field &field, std::set<int> &pages) {
    for (const Evidence &quote : field.evidence) {
        if (quote.page > 0)
            pages.insert(quote.page);
    }
    for (const QList<Field> &row : field.rows) {
        for (const Field &cell : row)
            collectPages(cell, pages);
    }
}

QString joined(const std::set<int> &pages) {
    QStringList numbers;
    for (const int page : pages)
        numbers.append(QString::number(page));
    return numbers.join(", "_L1);
}

} // namespace

QString rowText(const QList<Field> &cells) {
    QString text;
    for (const Field &cell : cells) {
        if (text.size() > displayLength)
            break;
        if (!text.isEmpty())
            text += u" · "_s;
        text += cell.isNull ? u"–"_s : displayLine(cell.value);
    }
    return displayLine(text);
}

std::optional<double> rowConfidence(const QList<Field> &cells) {
    std::optional<double> lowest;
    for (const Field &cell : cells) {
        if (cell.confidence && (!lowest || *cell.confidence < *lowest))
            lowest = cell.confidence;
    }
    return lowest;
}

QString tableText(const Field &table) {
    return table.rows.size() == 1 ? QCoreApplication::translate("Fields", "1 row")
                                  : QCoreApplication::translate("Fields", "%1 rows").arg(table.rows.size());
}

QString fieldText(const Field &field) {
    if (field.isTable)
        return tableText(field);
    if (field.isNull)
        return u"–"_s;
    if (!field.overridden)
        return displayLine(field.value);
    const QString original = field.original.isEmpty() ? QCoreApplication::translate("Fields", "nothing")
                                                      : displayLine(field.original, displayLength / 4);
    return QCoreApplication::translate("Fields", "%1 (override; the service said %2)")
        .arg(displayLine(field.value), original);
}

QString confidenceText(const std::optional<double> &confidence) {
    return confidence ? QString::number(*confidence) : u"–"_s;
}

QString pagesText(const Field &field) {
    std::set<int> pages;
    collectPages(field, pages);
    return joined(pages);
}

QString pagesText(const QList<Field> &cells) {
    std::set<int> pages;
    for (const Field &cell : cells)
        collectPages(cell, pages);
    return joined(pages);
}

QString groupText(const QString &group) {
    return group.isEmpty() ? QCoreApplication::translate("Fields", "Whole document") : displayLine(group);
}

QString quoteText(const Evidence &evidence) {
    return u'“' + displayLine(evidence.text) + u'”';
}

} // namespace results
