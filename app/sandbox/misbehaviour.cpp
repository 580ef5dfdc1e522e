// SPDX-License-Identifier: MIT
#include "app/sandbox/misbehaviour.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

constexpr int MostTimes = 1'000'000;

QString worded(const char *text) {
    return QCoreApplication::translate("sandbox", text);
}

struct ParsedRule {
    std::optional<MisbehaviourRule> rule;
    QString error;
};

/// A whole number from `least` to `most`.
std::optional<int> numberIn(const QString &digits, int least, int most) {
    bool ok = false;
    const int value = digits.toInt(&ok);
    return ok && value >= least && value <= most ? std::optional(value) : std::nullopt;
}

ParsedRule wrong(const QString &item, const QString &why) {
    return {{}, worded("'%1': %2").arg(item.simplified().left(100), why)};
}

ParsedRule parseRule(const QString &item) {
    static const QRegularExpression grammar(u"\\A([^=]*)(?:=(?:(\\d+)%)?(?:x(\\d+))?(:?)([+-]?\\d+)?)?\\z"_s);
    const QString name = item.section(u'=', 0, 0);
    const auto info = std::find_if(quirks().cbegin(), quirks().cend(),
        [&name](const QuirkInfo &known) { return name == QLatin1StringView(known.name); });
    if (info == quirks().cend())
        return wrong(item, worded("no such misbehaviour is known"));

    const QRegularExpressionMatch match = grammar.match(item);
    const bool amount = match.hasCaptured(2) || match.hasCaptured(3);
    const bool colon = !match.captured(4).isEmpty();
    const bool parameter = match.hasCaptured(5);
    if (!match.hasMatch() || colon != (amount && parameter) || (item.contains(u'=') && !amount && !parameter))
        return wrong(
            item, worded("after '=' comes a chance (20%), a number of times (x3), both (20%x3), a parameter, "
                         "or these and ':' and the parameter"));
    MisbehaviourRule rule{info->quirk, 100, {}, info->assumed.value_or(0)};
    if (match.hasCaptured(2)) {
        const auto percent = numberIn(match.captured(2), 0, 100);
        if (!percent)
            return wrong(item, worded("a chance is from 0% to 100%"));
        rule.percent = *percent;
    }
    if (match.hasCaptured(3)) {
        rule.times = numberIn(match.captured(3), 1, MostTimes);
        if (!rule.times)
            return wrong(item, worded("a number of times is from x1 to x%1").arg(MostTimes));
    }
    if (!info->parameter)
        return parameter ? wrong(item, worded("it takes no parameter; a chance ends in '%'"))
                         : ParsedRule{rule, {}};
    if (!parameter && info->assumed)
        return {rule, {}};
    const auto value = numberIn(match.captured(5), info->least, info->most);
    if (!value)
        return wrong(item, worded("it needs a parameter from %1 to %2 (%3)")
                               .arg(info->least)
                               .arg(info->most)
                               .arg(QLatin1StringView(info->parameter)));
    rule.parameter = *value;
    return {rule, {}};
}

} // namespace

const QList<QuirkInfo> &quirks() {
    constexpr int Day = 86'400;
    static const QList<QuirkInfo> all{
        {Quirk::LostReply, "lost-reply", nullptr, 0, 0, {},
            "a submission is taken and its collection made, then the connection ends without a reply"},
        {Quirk::LostAnswer, "lost-answer", nullptr, 0, 0, {},
            "any other call is done, then the connection ends without an answer"},
        {Quirk::CutUpload, "cut-upload", nullptr, 0, 0, {},
            "the connection is reset somewhere in the body of a submission; no collection"},
        {Quirk::CutResult, "cut-result", nullptr, 0, 0, {},
            "the connection ends somewhere in the body of a result"},
        {Quirk::SlowBytes, "slow-bytes", "bytes a second", 1, 1'000'000'000, {}, "bodies of replies trickle"},
        {Quirk::Delay, "delay", "milliseconds", 1, 600'000, {},
            "a reply comes later; what was asked for is done before"},
        {Quirk::Throttle, "throttle", "seconds", 0, Day, 5, "429 with Retry-After; nothing is done"},
        {Quirk::BareThrottle, "bare-throttle", nullptr, 0, 0, {}, "429 without Retry-After; nothing is done"},
        {Quirk::BadGateway, "bad-gateway", nullptr, 0, 0, {}, "502 with a page of HTML; nothing is done"},
        {Quirk::ServerError, "server-error", nullptr, 0, 0, {}, "500; nothing is done"},
        {Quirk::UnknownStatus, "unknown-status", nullptr, 0, 0, {},
            "a collection under way has a status that nobody knows"},
        {Quirk::ClockSkew, "clock-skew", "seconds", -3650 * Day, 3650 * Day, {},
            "the times in lists and the Date header are off; a negative number: they lag"},
        {Quirk::Stuck, "stuck", nullptr, 0, 0, {}, "a new collection never becomes ready"},
        {Quirk::Failing, "failing", nullptr, 0, 0, {}, "a new collection ends in error"},
    };
    return all;
}

const QuirkInfo &infoOf(Quirk quirk) {
    return quirks().at(int(quirk));
}

QString Misbehaviour::toString() const {
    QStringList items;
    for (const MisbehaviourRule &rule : rules) {
        const QuirkInfo &info = infoOf(rule.quirk);
        QString item = QLatin1StringView(info.name) + u'=' + QString::number(rule.percent) + u'%';
        if (rule.times)
            item += u'x' + QString::number(*rule.times);
        if (info.parameter)
            item += u':' + QString::number(rule.parameter);
        items << item;
    }
    return items.join(u',');
}

ParsedMisbehaviour parseMisbehaviour(const QString &text) {
    Misbehaviour misbehaviour;
    const QString list = text.trimmed();
    const QStringList items = list.isEmpty() ? QStringList() : list.split(u',');
    for (const QString &item : items) {
        const ParsedRule parsed = parseRule(item);
        if (!parsed.rule)
            return {{}, parsed.error};
        const bool twice = std::any_of(misbehaviour.rules.cbegin(), misbehaviour.rules.cend(),
            [&parsed](const MisbehaviourRule &rule) { return rule.quirk == parsed.rule->quirk; });
        if (twice)
            return {{}, wrong(item, worded("it stands in the list twice")).error};
        misbehaviour.rules.append(*parsed.rule);
    }
    return {misbehaviour, {}};
}

} // namespace sandbox
