// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/dates.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

enum class Order { YearFirst, DayMonthName, MonthNameDay, DayFirst, Slashes };

struct Pattern {
    QRegularExpression expression;
    Order order;
};

const QList<Pattern> &patterns() {
    static const QString month =
        u"(jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|"
        u"aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\\.?"_s;
    static const auto expression = [](const QString &pattern) {
        return QRegularExpression(u"(?<![\\w./-])"_s + pattern + u"(?![\\w/-]|\\.\\d)"_s,
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    };
    static const QList<Pattern> all{
        {expression(u"(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:T[\\d:.]+Z?)?"_s), Order::YearFirst},
        {expression(
             u"(\\d{1,2})(?:st|nd|rd|th|\\.)?[\\s-]+(?:of\\s+)?"_s + month + u",?[\\s-]+(\\d{4}|\\d{2})"_s),
            Order::DayMonthName},
        {expression(month + u"\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})"_s), Order::MonthNameDay},
        {expression(u"(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4}|\\d{2})"_s), Order::DayFirst},
        {expression(u"(\\d{1,2})-(\\d{1,2})-(\\d{4})"_s), Order::DayFirst},
        {expression(u"(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})"_s), Order::Slashes},
    };
    return all;
}

int monthOf(const QString &name) {
    static const QStringList starts{u"jan"_s, u"feb"_s, u"mar"_s, u"apr"_s, u"may"_s, u"jun"_s, u"jul"_s,
        u"aug"_s, u"sep"_s, u"oct"_s, u"nov"_s, u"dec"_s};
    QString start = name.left(3).toLower();
    start.replace(u'ä', u'a')
        .replace("mai"_L1, "may"_L1)
        .replace("okt"_L1, "oct"_L1)
        .replace("dez"_L1, "dec"_L1);
    return int(starts.indexOf(start)) + 1;
}

int yearOf(const QString &digits) {
    return digits.size() == 2 ? 2000 + digits.toInt() : digits.toInt();
}

FoundDate dateOf(const QRegularExpressionMatch &match, Order order) {
    FoundDate found{match.capturedStart(), match.capturedLength(), {}, false};
    const QString a = match.captured(1);
    const QString b = match.captured(2);
    const QString c = match.captured(3);
    switch (order) {
    case Order::YearFirst:
        found.date = QDate(a.toInt(), b.toInt(), c.toInt());
        break;
    case Order::DayMonthName:
        found.date = QDate(yearOf(c), monthOf(b), a.toInt());
        break;
    case Order::MonthNameDay:
        found.date = QDate(c.toInt(), monthOf(a), b.toInt());
        break;
    case Order::DayFirst:
        found.date = QDate(yearOf(c), b.toInt(), a.toInt());
        break;
    case Order::Slashes:
        found.ambiguous = a.toInt() <= 12 && b.toInt() <= 12 && a.toInt() != b.toInt();
        found.date =
            a.toInt() > 12 ? QDate(yearOf(c), b.toInt(), a.toInt()) : QDate(yearOf(c), a.toInt(), b.toInt());
        break;
    }
    return found;
}

} // namespace

QList<FoundDate> findDates(const QString &text) {
    QList<FoundDate> dates;
    if (std::none_of(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); }))
        return dates; // most lines
    for (const Pattern &pattern : patterns()) {
        auto matches = pattern.expression.globalMatch(text);
        while (matches.hasNext()) {
            const FoundDate found = dateOf(matches.next(), pattern.order);
            const bool taken = std::any_of(dates.cbegin(), dates.cend(), [&found](const FoundDate &other) {
                return found.begin < other.begin + other.length && other.begin < found.begin + found.length;
            });
            if (found.date.isValid() && !taken)
                dates.append(found);
        }
    }
    std::sort(
        dates.begin(), dates.end(), [](const FoundDate &a, const FoundDate &b) { return a.begin < b.begin; });
    return dates;
}

} // namespace sandbox
