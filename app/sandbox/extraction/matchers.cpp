// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/amounts.h"
#include "app/sandbox/extraction/contactpatterns.h"
#include "app/sandbox/extraction/dates.h"
#include "app/sandbox/extraction/labels.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

// "Friday, 15 March": a value may have a word before it, but not a sentence.
constexpr qsizetype NearStart = 14;

std::optional<Match> firstOf(const QList<FoundText> &found) {
    if (found.isEmpty() || found.first().begin > NearStart)
        return {};
    return Match{found.first().text, found.first().begin, found.first().length, 0};
}

} // namespace

std::optional<Match> matchDate(const QString &text) {
    const QList<FoundDate> dates = findDates(text);
    if (dates.isEmpty() || dates.first().begin > NearStart)
        return {};
    const FoundDate &date = dates.first();
    return Match{date.date.toString(Qt::ISODate), date.begin, date.length, date.ambiguous ? 15 : 0};
}

std::optional<Match> matchAmount(const QString &text) {
    const QList<FoundAmount> amounts = findAmounts(text);
    if (amounts.isEmpty())
        return {};
    const auto money =
        std::find_if(amounts.cbegin(), amounts.cend(), [](const FoundAmount &a) { return a.money; });
    const FoundAmount &amount = money == amounts.cend() ? amounts.first() : *money;
    return Match{
        Json::number(amount.number), amount.begin, amount.length, amount.money ? 0 : 12, !amount.money};
}

std::optional<Match> matchNumber(const QString &text) {
    static const QRegularExpression expression(
        u"^[\\s#:.]*((?:[A-Z]{1,5} )?[\\w][\\w/._-]*)"_s, QRegularExpression::UseUnicodePropertiesOption);
    const QRegularExpressionMatch match = expression.match(text);
    QString token = match.captured(1);
    while (token.endsWith(u'.') || token.endsWith(u'-'))
        token.chop(1);
    if (std::none_of(token.cbegin(), token.cend(), [](QChar c) { return c.isDigit(); }))
        return {};
    return Match{token, match.capturedStart(1), token.size(), 0};
}

std::optional<Match> matchEmail(const QString &text) {
    return firstOf(findEmails(text));
}

std::optional<Match> matchPhone(const QString &text) {
    if (const auto match = firstOf(findPhones(text)))
        return match;
    // Behind a label, digits are enough.
    static const QRegularExpression expression(u"^\\W{0,2}(\\+?[\\d(][\\d ()./-]{4,18}\\d)(?!\\w)"_s);
    const QRegularExpressionMatch match = expression.match(text);
    if (!match.hasMatch())
        return {};
    return Match{match.captured(1), match.capturedStart(1), match.capturedLength(1), 0};
}

std::optional<Match> matchUrl(const QString &text) {
    if (const auto match = firstOf(findUrls(text)))
        return match;
    static const QRegularExpression expression(
        u"^\\s*([\\w-]+(?:\\.[\\w-]+)*\\.[a-z]{2,}(?:/\\S*)?)(?!\\S)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = expression.match(text);
    if (!match.hasMatch())
        return {};
    return Match{match.captured(1), match.capturedStart(1), match.capturedLength(1), 0};
}

std::optional<Match> matchText(const QString &text) {
    const qsizetype begin = std::distance(
        text.cbegin(), std::find_if(text.cbegin(), text.cend(), [](QChar c) { return !c.isSpace(); }));
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return {};
    return Match{trimmed, begin, trimmed.size(), 0};
}

} // namespace sandbox
