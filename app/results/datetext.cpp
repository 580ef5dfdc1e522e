// SPDX-License-Identifier: MIT
#include "app/results/datetext.h"

#include "app/results/foldedtext.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace results {

namespace {

constexpr qsizetype longest = 64; // characters of a date with its weekday and time

struct Names {
    QHash<QString, quint32> months; ///< bits: the same word can be two months
    QSet<QString> idle;             ///< weekdays and small words
};

const Names &names() {
    static const Names all = [] {
        Names names;
        const auto word = [](const QString &name) {
            QString folded = foldedText(name);
            return folded.endsWith(u'.') ? folded.chopped(1) : folded;
        };
        for (QLocale::Language language :
            {QLocale::English, QLocale::German, QLocale::French, QLocale::Spanish, QLocale::Italian,
                QLocale::Portuguese, QLocale::Catalan, QLocale::Dutch, QLocale::Polish, QLocale::Swedish,
                QLocale::Danish, QLocale::NorwegianBokmal, QLocale::Finnish}) {
            const QLocale locale(language);
            for (QLocale::FormatType form : {QLocale::LongFormat, QLocale::ShortFormat}) {
                for (int month = 1; month <= 12; ++month) {
                    names.months[word(locale.monthName(month, form))] |= 1u << month;
                    names.months[word(locale.standaloneMonthName(month, form))] |= 1u << month;
                }
                for (int day = 1; day <= 7; ++day)
                    names.idle << word(locale.dayName(day, form))
                               << word(locale.standaloneDayName(day, form));
            }
        }
        names.months[u"sept"_s] |= 1u << 9;
        for (const char16_t *small : {u"st", u"nd", u"rd", u"th", u"er", u"º", u"ª", u"of", u"the", u"de",
                 u"del", u"den", u"di", u"le", u"el", u"d"})
            names.idle << QString::fromUtf16(small);
        return names;
    }();
    return all;
}

void add(QStringList &days, const QString &year, int month, int day) {
    const int number = year.toInt();
    // A year of two digits is in this century or the last.
    for (int full : year.size() == 2 ? QList<int>{2000 + number, 1900 + number} : QList<int>{number}) {
        const QDate date(full, month, day);
        const QString text = date.toString(Qt::ISODate);
        if (full > 0 && date.isValid() && !days.contains(text))
            days << text;
    }
}

bool isDigits(const QString &text, qsizetype least, qsizetype most) {
    return text.size() >= least && text.size() <= most &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// Only digits, with the same mark between.
QStringList numericDates(QString text) {
    QStringList days;
    if (isDigits(text, 8, 8) && (text.startsWith("19"_L1) || text.startsWith("20"_L1))) {
        add(days, text.left(4), text.mid(4, 2).toInt(), text.mid(6).toInt());
        return days;
    }
    text.replace(u". "_s, u"."_s);
    for (QChar mark : {u'-', u'/', u'.'}) {
        const QStringList parts = text.split(mark);
        if (parts.size() != 3 || !isDigits(parts[1], 1, 2))
            continue;
        const int middle = parts[1].toInt();
        if (isDigits(parts[0], 4, 4) && isDigits(parts[2], 1, 2)) {
            add(days, parts[0], middle, parts[2].toInt());
        } else if (isDigits(parts[0], 1, 2) && (isDigits(parts[2], 4, 4) || isDigits(parts[2], 2, 2))) {
            add(days, parts[2], middle, parts[0].toInt());
            if (mark != u'.')
                add(days, parts[2], parts[0].toInt(), middle);
        }
    }
    return days;
}

/// The numbers and the words of a text; nothing when there is anything else in it.
std::optional<QStringList> words(const QString &text) {
    QStringList words;
    QChar before;
    for (QChar c : text) {
        if (c.isLetter() || c.isMark() || (c >= u'0' && c <= u'9')) {
            const bool goesOn =
                before.isLetter() ? c.isLetter() || c.isMark() : before.isDigit() && c.isDigit();
            if (goesOn)
                words.back() += c;
            else
                words << QString(c);
        } else if (c != u' ' && c != u',' && c != u'.' && c != u'-' && c != u'/' && c != u'\'') {
            return {};
        }
        before = c;
    }
    return words;
}

/// With the name of a month.
QStringList wordyDates(const QString &text) {
    QStringList numbers;
    quint32 months = 0;
    qsizetype monthAt = -1; // how many numbers stand before it
    for (const QString &word : words(text).value_or(QStringList())) {
        const quint32 named = names().months.value(word);
        if (isDigits(word, 1, 4)) {
            numbers << word;
        } else if (named != 0 && monthAt < 0) {
            months = named;
            monthAt = numbers.size();
        } else if (!names().idle.contains(word)) {
            return {};
        }
    }
    if (numbers.size() != 2 || monthAt < 0 || monthAt > 1)
        return {};
    const bool yearFirst = monthAt == 1 && isDigits(numbers[0], 4, 4);
    const QString &year = numbers[yearFirst ? 0 : 1];
    const QString &day = numbers[yearFirst ? 1 : 0];
    if (!isDigits(day, 1, 2) || (year.size() != 4 && year.size() != 2))
        return {};
    QStringList days;
    for (int month = 1; month <= 12; ++month) {
        if (months & (1u << month))
            add(days, year, month, day.toInt());
    }
    return days;
}

QStringList daysOf(const QString &text) {
    const bool wordy = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
    return wordy ? wordyDates(text) : numericDates(text);
}

/// Of a day with a time: as it is written, or in UTC where a zone is.
QString pointInTime(const QString &day, const QRegularExpressionMatch &match) {
    int hour = match.captured(2).toInt();
    const QString half = match.captured(6).left(1);
    if (!half.isEmpty() && (hour < 1 || hour > 12))
        return {};
    if (!half.isEmpty())
        hour = hour % 12 + (half == "p"_L1 ? 12 : 0);
    const QTime time(hour, match.captured(3).toInt(), match.captured(4).toInt());
    if (!time.isValid())
        return {};
    QDateTime at(QDate::fromString(day, Qt::ISODate), time, Qt::UTC);
    const QString zone = match.captured(7);
    const bool utc = zone == "z"_L1 || zone == "utc"_L1 || zone == "gmt"_L1;
    if (!zone.isEmpty() && !utc) {
        const int offset = zone.mid(1, 2).toInt() * 60 + zone.right(2).toInt();
        at = at.addSecs((zone.startsWith(u'-') ? 60 : -60) * offset);
    }
    QString fraction = match.captured(5);
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    const bool midnight = at.time() == QTime(0, 0) && fraction.isEmpty();
    if (midnight && (zone.isEmpty() || utc))
        return day;
    return at.toString(u"yyyy-MM-dd'T'HH:mm:ss"_s) + (fraction.isEmpty() ? QString() : u'.' + fraction) +
           (zone.isEmpty() ? QString() : u"Z"_s);
}

} // namespace

QStringList dates(const QString &folded) {
    if (folded.size() < 6 || folded.size() > longest)
        return {};
    if (!folded.contains(u':'))
        return daysOf(folded);
    static const QRegularExpression withTime(
        u"^(.+?)(?:t|,? )(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)? ?(am|pm|a\\.m\\.|p\\.m\\.)? ?"
        "(z|utc|gmt|[+-]\\d{2}:?\\d{2})?$"_s);
    const QRegularExpressionMatch match = withTime.match(folded);
    QStringList points;
    for (const QString &day : match.hasMatch() ? daysOf(match.captured(1)) : QStringList()) {
        if (const QString point = pointInTime(day, match); !point.isEmpty())
            points << point;
    }
    return points;
}

} // namespace results
