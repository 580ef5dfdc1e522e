// SPDX-License-Identifier: MIT
#include "app/results/fieldorder.h"

#include <QList>

#include <cmath>

namespace results {

namespace {

constexpr qsizetype longestNumber = 40;
constexpr qsizetype longestKey = 200;

bool isDigit(QChar c) {
    return c >= u'0' && c <= u'9';
}

bool isCurrencyCode(QStringView word) {
    for (const QChar c : word) {
        if (c < u'A' || c > u'Z')
            return false;
    }
    return word.size() == 3;
}

/// "EUR 12,50 %" → "12,50"
QStringView withoutUnit(QStringView value) {
    value = value.trimmed();
    if (value.size() > 4 && value[3].isSpace() && isCurrencyCode(value.first(3)))
        value = value.sliced(4).trimmed();
    if (value.size() > 4 && value[value.size() - 4].isSpace() && isCurrencyCode(value.last(3)))
        value = value.chopped(4).trimmed();
    while (!value.isEmpty() && value.front().category() == QChar::Symbol_Currency)
        value = value.sliced(1).trimmed();
    while (!value.isEmpty() && (value.back().category() == QChar::Symbol_Currency || value.back() == u'%'))
        value = value.chopped(1).trimmed();
    return value;
}

bool groupsOfThree(QStringView digits, QChar separator) {
    const QList<QStringView> groups = digits.split(separator);
    for (qsizetype i = 0; i < groups.size(); ++i) {
        for (const QChar c : groups[i]) {
            if (!isDigit(c))
                return false;
        }
        if (i == 0 ? groups[i].isEmpty() || groups[i].size() > 3 : groups[i].size() != 3)
            return false;
    }
    return true;
}

/// The part before an exponent, with a point for the decimal sign and nothing between the thousands; empty
/// when it is no number.
QString plainDigits(QStringView digits) {
    const qsizetype points = digits.count(u'.');
    const qsizetype commas = digits.count(u',');
    if (points == 0 && commas == 0)
        return digits.toString();
    if (points == 1 && commas == 0)
        return digits.toString();
    if (points == 0 || commas == 0) {
        const QChar separator = points == 0 ? u',' : u'.';
        if (groupsOfThree(digits, separator) && !digits.startsWith(u'0'))
            return digits.toString().remove(separator);
        return commas == 1 ? digits.toString().replace(u',', u'.') : QString();
    }
    const QChar decimal = digits.lastIndexOf(u'.') > digits.lastIndexOf(u',') ? u'.' : u',';
    const QChar thousands = decimal == u'.' ? u',' : u'.';
    const qsizetype at = digits.lastIndexOf(decimal);
    if (digits.count(decimal) != 1 || !groupsOfThree(digits.first(at), thousands))
        return {};
    return digits.first(at).toString().remove(thousands) + u'.' + digits.sliced(at + 1).toString();
}

/// Digits by the size of the number they make, all else by its letters without case.
int compareTexts(QStringView left, QStringView right) {
    qsizetype l = 0;
    qsizetype r = 0;
    const auto run = [](QStringView text, qsizetype &at) {
        while (at + 1 < text.size() && text[at] == u'0' && isDigit(text[at + 1]))
            ++at;
        const qsizetype begin = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return text.sliced(begin, at - begin);
    };
    while (l < left.size() && r < right.size()) {
        if (isDigit(left[l]) && isDigit(right[r])) {
            const QStringView a = run(left, l);
            const QStringView b = run(right, r);
            if (a.size() != b.size())
                return a.size() < b.size() ? -1 : 1;
            if (const int order = a.compare(b))
                return order;
            continue;
        }
        const char16_t a = left[l++].unicode();
        const char16_t b = right[r++].unicode();
        if (a != b)
            return a < b ? -1 : 1;
    }
    return int(left.size() - l > 0) - int(right.size() - r > 0);
}

} // namespace

std::optional<double> sortNumber(QStringView value) {
    if (value.size() > longestNumber)
        return {};
    QStringView number = withoutUnit(value);
    bool negative = false;
    if (number.startsWith(u'-') || number.startsWith(u'+') || number.startsWith(u'\u2212')) {
        negative = number.front() != u'+';
        number = withoutUnit(number.sliced(1));
    }
    if (number.isEmpty() || !(isDigit(number.front()) || number.front() == u'.'))
        return {};
    qsizetype digits = 0;
    while (digits < number.size() &&
           (isDigit(number[digits]) || number[digits] == u'.' || number[digits] == u','))
        ++digits;
    const QString plain = plainDigits(number.first(digits));
    const QStringView exponent = number.sliced(digits);
    if (plain.isEmpty() || !(exponent.isEmpty() || exponent.front().toLower() == u'e'))
        return {};
    bool isNumber = false;
    const double size = (plain + exponent.toString()).toDouble(&isNumber);
    if (!isNumber && !std::isinf(size)) // 1e400 is beyond every double, and still larger than 2
        return {};
    return negative ? -size : size;
}

SortKey::SortKey(const QString &value)
    : m_number(sortNumber(value))
    , m_text(value.left(longestKey).toCaseFolded())
    , m_nothing(false) {}

SortKey::SortKey(double number)
    : m_number(number)
    , m_nothing(false) {}

int SortKey::compare(const SortKey &left, const SortKey &right) {
    if (left.m_nothing || right.m_nothing)
        return int(left.m_nothing) - int(right.m_nothing);
    if (left.m_number.has_value() != right.m_number.has_value())
        return left.m_number ? -1 : 1;
    if (left.m_number && *left.m_number != *right.m_number)
        return *left.m_number < *right.m_number ? -1 : 1;
    return compareTexts(left.m_text, right.m_text);
}

bool standsBefore(const SortKey &left, const SortKey &right, Qt::SortOrder order) {
    if (left.isNothing() || right.isNothing())
        return !left.isNothing() && right.isNothing();
    const int difference = SortKey::compare(left, right);
    return order == Qt::AscendingOrder ? difference < 0 : difference > 0;
}

} // namespace results
