// SPDX-License-Identifier: MIT
#include "app/results/fieldsummary.h"

#include "app/results/displaytext.h"

#include <QCoreApplication>
#include <QStringList>

#include <iterator>
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
    if (table.isObject)
        return rowText(table.rows.first());
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

QString verificationText(const QString &word) {
    if (word.isEmpty())
        return u"–"_s;
    if (word == "not_verified"_L1)
        return QCoreApplication::translate("Fields", "not verified");
    return word == "verified"_L1 ? QCoreApplication::translate("Fields", "verified")
                                 : displayLine(word, displayLength / 4);
}

QString pagesText(const std::set<int> &pages) {
    QStringList parts;
    for (auto first = pages.begin(); first != pages.end();) {
        auto last = first;
        while (std::next(last) != pages.end() && *std::next(last) == *last + 1)
            ++last;
        if (*last - *first > 1) {
            parts.append(u"%1–%2"_s.arg(*first).arg(*last));
            first = std::next(last);
        } else {
            parts.append(QString::number(*first));
            ++first;
        }
    }
    return parts.join(", "_L1);
}

QString pagesText(const Field &field) {
    std::set<int> pages;
    collectPages(field, pages);
    return pagesText(pages);
}

QString pagesText(const QList<Field> &cells) {
    std::set<int> pages;
    for (const Field &cell : cells)
        collectPages(cell, pages);
    return pagesText(pages);
}

QString groupText(const QString &group) {
    return group.isEmpty() ? QCoreApplication::translate("Fields", "Whole document") : displayLine(group);
}

QString quoteText(const Evidence &evidence) {
    return u'“' + displayLine(evidence.text) + u'”';
}

QString firstQuoteText(const QList<Evidence> &evidence) {
    if (evidence.isEmpty())
        return {};
    const QString first = quoteText(evidence.first());
    return evidence.size() == 1
               ? first
               : QCoreApplication::translate("Fields", "%1 and %2 more").arg(first).arg(evidence.size() - 1);
}

QString columnsText(int columns) {
    return columns == 1 ? QCoreApplication::translate("Fields", "1 column")
                        : QCoreApplication::translate("Fields", "%1 columns").arg(columns);
}

} // namespace results
