// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/amounts.h"

#include "app/sandbox/extraction/dates.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

const QString &currencyPattern() {
    static const QString pattern =
        u"(?:US\\$|A\\$|C\\$|\\$|€|£|¥|\\b(?:USD|EUR|GBP|CHF|JPY|CAD|AUD|SEK|NOK|DKK|PLN|CZK|INR|CNY|Fr\\.))"_s;
    return pattern;
}

QString currencyOf(const QString &written) {
    static const QHash<QString, QString> signs{{u"$"_s, u"USD"_s}, {u"US$"_s, u"USD"_s}, {u"A$"_s, u"AUD"_s},
        {u"C$"_s, u"CAD"_s}, {u"€"_s, u"EUR"_s}, {u"£"_s, u"GBP"_s}, {u"¥"_s, u"JPY"_s},
        {u"FR."_s, u"CHF"_s}};
    const QString upper = written.toUpper();
    return signs.value(upper, upper);
}

/// Groups of digits and what stands between them → JSON's way; empty when they are no number.
QString normalised(const QString &digits) {
    const qsizetype last = std::max({digits.lastIndexOf(u'.'), digits.lastIndexOf(u',')});
    QString whole = digits;
    QString decimals;
    if (last >= 0) {
        const QChar separator = digits[last];
        const qsizetype behind = digits.size() - last - 1;
        const bool repeated = digits.count(separator) > 1;
        const bool others = std::any_of(digits.cbegin(), digits.cbegin() + last,
            [separator](QChar c) { return !c.isDigit() && c != separator; });
        const bool grouping = !others && behind == 3 && !digits.startsWith(u'0');
        if (repeated && behind != 3)
            return {}; // a version, a section number
        if (!grouping && !repeated) {
            whole = digits.first(last);
            decimals = digits.sliced(last + 1);
        }
    }
    QStringList groups = whole.split(QRegularExpression(u"[.,'’ ]"_s));
    for (qsizetype i = 1; i < groups.size(); ++i) {
        if (groups[i].size() != 3 && !(groups[i].size() == 2 && i < groups.size() - 1))
            return {};
    }
    if (groups.size() > 1 && groups.first().size() > 3)
        return {};
    QString number = groups.join(QString());
    while (number.size() > 1 && number.startsWith(u'0'))
        number.remove(0, 1);
    return decimals.isEmpty() ? number : number + u'.' + decimals;
}

} // namespace

QList<FoundAmount> findAmounts(const QString &text) {
    static const QRegularExpression expression(
        u"(?<![\\w.,/#-])(?<!\\d:)(?<minus>[-−–]\\s?)?(?:(?<before>%1)\\s?)?(?<inner>[-−])?"
        u"(?<digits>\\d{1,3}(?: "
        u"\\d{3})+,\\d{2}|\\d+(?:[.,'’]\\d+)*)(?:,-)?(?:\\s?(?<behind>%1)(?!\\w|\\s?\\d))?"
        u"(?![\\w/:%‰°]|\\s%|-\\w|[.,]\\d)"_s.arg(currencyPattern()),
        QRegularExpression::UseUnicodePropertiesOption);
    QList<FoundAmount> amounts;
    if (std::none_of(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); }))
        return amounts; // most lines
    const QList<FoundDate> dates = findDates(text);
    auto matches = expression.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString number = normalised(match.captured(u"digits"_s));
        const bool inDate = std::any_of(dates.cbegin(), dates.cend(), [&match](const FoundDate &date) {
            return match.capturedStart(u"digits"_s) < date.begin + date.length &&
                   date.begin < match.capturedEnd(u"digits"_s);
        });
        if (number.isEmpty() || inDate)
            continue;
        const QString before = match.captured(u"before"_s);
        const QString written = before.isEmpty() ? match.captured(u"behind"_s) : before;
        const bool negative = match.capturedLength(u"minus"_s) > 0 || match.capturedLength(u"inner"_s) > 0;
        FoundAmount amount{match.capturedStart(), match.capturedLength(), number, {}, false, false};
        if (negative && number != "0"_L1)
            amount.number.prepend(u'-');
        if (!written.isEmpty()) {
            amount.currency = currencyOf(written);
            amount.currencyCode = written.size() == 3 && written[0].isLetter() && written[2].isLetter();
        }
        const qsizetype point = number.indexOf(u'.');
        amount.money = !written.isEmpty() || (point >= 0 && number.size() - point - 1 == 2);
        amounts.append(amount);
    }
    return amounts;
}

} // namespace sandbox
