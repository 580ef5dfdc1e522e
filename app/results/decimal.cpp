// SPDX-License-Identifier: MIT
#include "app/results/decimal.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

namespace {

bool isDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}

bool areDigits(QStringView text) {
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool isSeparator(QChar c) {
    return c == u'.' || c == u',' || c == u'\'' || c == u' ';
}

/// Written as a whole number is, without separators.
bool isWhole(QStringView text) {
    return areDigits(text) && (text.size() == 1 || text.front() != u'0');
}

std::optional<Decimal> decimal(bool negative, const QString &whole, QStringView decimals, qint64 exponent) {
    Decimal result{negative, whole + decimals.toString(), exponent - decimals.size()};
    const auto nonZero = [](QChar c) {
        return c != u'0';
    };
    const auto first = std::find_if(result.digits.cbegin(), result.digits.cend(), nonZero);
    if (first == result.digits.cend())
        return Decimal{};
    result.digits.remove(0, first - result.digits.cbegin());
    const auto last = std::find_if(result.digits.crbegin(), result.digits.crend(), nonZero);
    const qsizetype zeros = last - result.digits.crbegin();
    result.digits.chop(zeros);
    result.exponent += zeros;
    return result;
}

std::optional<qint64> exponentOf(QStringView text) {
    const bool negative = text.startsWith(u'-');
    if (negative || text.startsWith(u'+'))
        text = text.mid(1);
    if (!areDigits(text))
        return {};
    while (text.size() > 1 && text.front() == u'0')
        text = text.mid(1);
    constexpr qsizetype mostDigits = 15;
    if (text.size() > mostDigits)
        return {};
    const qint64 value = text.toLongLong();
    return negative ? -value : value;
}

/// The digits of a whole number with `separator` (or nothing) between its groups.
std::optional<QString> grouped(QStringView text, QChar separator) {
    const QList<QStringView> groups = text.split(separator);
    if (groups.size() == 1)
        return isWhole(text) ? std::optional(text.toString()) : std::nullopt;
    if (!std::all_of(groups.begin(), groups.end(), areDigits) || groups.front().front() == u'0')
        return {};
    const auto all = [&](qsizetype size) { // between the first and the last
        return std::all_of(
            groups.begin() + 1, groups.end() - 1, [&](QStringView group) { return group.size() == size; });
    };
    const bool thousands = groups.front().size() <= 3 && all(3);
    const bool lakhs = groups.size() > 2 && groups.front().size() <= 2 && all(2);
    if (groups.back().size() != 3 || !(thousands || lakhs))
        return {};
    return text.toString().remove(separator);
}

/// Of a number without sign and unit.
QList<Decimal> readings(QStringView body, bool negative) {
    const qsizetype e = body.indexOf(u'e');
    const std::optional<qint64> exponent = e < 0 ? std::optional<qint64>(0) : exponentOf(body.mid(e + 1));
    const QStringView mantissa = e < 0 ? body : body.first(e);
    if (!exponent)
        return {};
    QChar separator; // the first one
    for (QChar c : mantissa) {
        if (isDigit(c))
            continue;
        separator = c;
        break;
    }
    if (!separator.isNull() && !isSeparator(separator))
        return {};
    QList<Decimal> numbers;
    const auto add = [&](const std::optional<QString> &whole, QStringView decimals) {
        const std::optional<Decimal> number =
            whole ? decimal(negative, *whole, decimals, *exponent) : std::nullopt;
        if (number && !numbers.contains(*number))
            numbers << *number;
    };
    const bool groups = e < 0; // an exponent does not go with them
    if (separator.isNull() || groups)
        add(grouped(mantissa, separator.isNull() ? QChar(u',') : separator), {});
    for (QChar mark : {u'.', u','}) {
        const qsizetype at = mantissa.indexOf(mark);
        const QStringView decimals = at < 0 ? QStringView() : mantissa.mid(at + 1);
        if (!areDigits(decimals))
            continue;
        const QStringView whole = mantissa.first(at);
        if (whole.isEmpty())
            add(u"0"_s, decimals);
        else if (groups || areDigits(whole))
            add(grouped(whole, separator), decimals);
    }
    return numbers;
}

/// Bits of what a sign can stand for: $ is the dollar of many countries.
quint64 unitsOf(const QString &sign) {
    static const QHash<QString, quint64> known = [] {
        const QList<QStringList> units{{u"%"_s}, {u"eur"_s, u"€"_s, u"euro"_s, u"euros"_s},
            {u"gbp"_s, u"£"_s}, {u"usd"_s, u"$"_s, u"us$"_s}, {u"cad"_s, u"$"_s, u"c$"_s, u"ca$"_s},
            {u"aud"_s, u"$"_s, u"a$"_s, u"au$"_s}, {u"nzd"_s, u"$"_s, u"nz$"_s}, {u"sgd"_s, u"$"_s, u"s$"_s},
            {u"hkd"_s, u"$"_s, u"hk$"_s}, {u"mxn"_s, u"$"_s, u"mx$"_s}, {u"clp"_s, u"$"_s},
            {u"cop"_s, u"$"_s}, {u"ars"_s, u"$"_s}, {u"twd"_s, u"$"_s, u"nt$"_s}, {u"brl"_s, u"r$"_s},
            {u"jpy"_s, u"¥"_s, u"円"_s}, {u"cny"_s, u"¥"_s, u"rmb"_s, u"元"_s},
            {u"chf"_s, u"fr."_s, u"sfr."_s, u"sfr"_s}, {u"sek"_s, u"kr"_s, u"kr."_s},
            {u"nok"_s, u"kr"_s, u"kr."_s}, {u"dkk"_s, u"kr"_s, u"kr."_s}, {u"pln"_s, u"zł"_s},
            {u"czk"_s, u"kč"_s}, {u"huf"_s}, {u"ron"_s, u"lei"_s}, {u"bgn"_s, u"лв"_s, u"лв."_s},
            {u"inr"_s, u"₹"_s}, {u"krw"_s, u"₩"_s}, {u"ils"_s, u"₪"_s}, {u"try"_s, u"₺"_s},
            {u"rub"_s, u"₽"_s}, {u"uah"_s, u"₴"_s}, {u"zar"_s}, {u"aed"_s}, {u"sar"_s}, {u"thb"_s, u"฿"_s},
            {u"idr"_s}, {u"myr"_s}, {u"php"_s, u"₱"_s}, {u"vnd"_s, u"₫"_s}, {u"ngn"_s, u"₦"_s}};
        QHash<QString, quint64> bits;
        for (qsizetype unit = 0; unit < units.size(); ++unit) {
            for (const QString &name : units[unit])
                bits[name] |= quint64(1) << unit;
        }
        return bits;
    }();
    return known.value(sign);
}

/// What stands beside the digits: a sign and a unit at most, with blanks between.
struct Beside {
    bool valid = false;
    int minuses = 0;
    int pluses = 0;
    quint64 units = 0;
};

Beside readBeside(QStringView text) {
    Beside beside;
    text = text.trimmed();
    const auto isSign = [](QChar c) {
        return c == u'-' || c == u'+';
    };
    const auto takeSign = [&](QChar sign) {
        ++(sign == u'-' ? beside.minuses : beside.pluses);
    };
    if (!text.isEmpty() && isSign(text.front())) {
        takeSign(text.front());
        text = text.mid(1).trimmed();
    }
    if (!text.isEmpty() && isSign(text.back())) {
        takeSign(text.back());
        text = text.chopped(1).trimmed();
    }
    if (!text.isEmpty())
        beside.units = unitsOf(text.toString());
    beside.valid = text.isEmpty() || beside.units != 0;
    return beside;
}

} // namespace

std::optional<Decimal> jsonNumber(QStringView text) {
    const bool negative = text.startsWith(u'-');
    if (negative)
        text = text.mid(1);
    qsizetype at = 0;
    const auto digits = [&] {
        const qsizetype from = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return text.mid(from, at - from);
    };
    const QStringView whole = digits();
    if (!isWhole(whole))
        return {};
    QStringView decimals;
    if (at < text.size() && text[at] == u'.') {
        ++at;
        decimals = digits();
        if (decimals.isEmpty())
            return {};
    }
    std::optional<qint64> exponent = 0;
    if (at < text.size() && (text[at] == u'e' || text[at] == u'E')) {
        exponent = exponentOf(text.mid(at + 1));
        at = text.size();
    }
    if (at != text.size() || !exponent)
        return {};
    return decimal(negative, whole.toString(), decimals, *exponent);
}

QList<Amount> amounts(const QString &folded) {
    QStringView text = folded;
    const bool brackets = text.size() > 2 && text.startsWith(u'(') && text.endsWith(u')');
    if (brackets)
        text = text.mid(1, text.size() - 2).trimmed();
    qsizetype first = 0;
    while (first < text.size() && !isDigit(text[first]))
        ++first;
    if (first == text.size())
        return {};
    if (first > 0 && (text[first - 1] == u'.' || text[first - 1] == u',') &&
        unitsOf(text.first(first).trimmed().toString()) == 0) // .5, but not Fr.5
        --first;
    qsizetype end = text.size();
    while (!isDigit(text[end - 1]))
        --end;
    const QStringView body = text.mid(first, end - first);
    const bool isNumber = std::all_of(body.begin(), body.end(),
        [](QChar c) { return isDigit(c) || isSeparator(c) || c == u'e' || c == u'-' || c == u'+'; });
    if (!isNumber)
        return {};
    const Beside before = readBeside(text.first(first));
    const Beside after = readBeside(text.mid(end));
    const int minuses = before.minuses + after.minuses + (brackets ? 1 : 0);
    const bool beside = before.valid && after.valid && after.pluses == 0 && minuses + before.pluses <= 1 &&
                        (before.units == 0 || after.units == 0);
    if (!beside)
        return {};
    QList<Amount> all;
    for (const Decimal &number : readings(body, minuses == 1))
        all << Amount{number, before.units | after.units};
    return all;
}

} // namespace results
