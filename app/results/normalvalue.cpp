// SPDX-License-Identifier: MIT
#include "app/results/normalvalue.h"

#include "app/results/datetext.h"
#include "app/results/foldedtext.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

namespace {

std::optional<bool> answer(const QString &folded) {
    static const QHash<QString, bool> known = [] {
        QHash<QString, bool> words;
        for (const char16_t *word : {u"true", u"yes", u"ja", u"wahr", u"oui", u"vrai", u"sí", u"verdadero",
                 u"sì", u"vero", u"sim", u"☑", u"✓", u"✔"})
            words.insert(foldedText(QString::fromUtf16(word)), true);
        for (const char16_t *word : {u"false", u"no", u"nein", u"falsch", u"non", u"faux", u"falso", u"não",
                 u"nee", u"☐", u"✗", u"✘"})
            words.insert(foldedText(QString::fromUtf16(word)), false);
        return words;
    }();
    const auto found = known.constFind(folded);
    return found == known.cend() ? std::nullopt : std::optional(*found);
}

QString numberKey(const Decimal &number) {
    return u'#' + (number.negative ? u"-"_s : QString()) + number.digits + u'e' +
           QString::number(number.exponent);
}

} // namespace

NormalValue::NormalValue(const QString &text)
    : m_text(foldedText(text))
    , m_json(jsonNumber(QStringView(text).trimmed()))
    , m_amounts(amounts(m_text))
    , m_dates(dates(m_text))
    , m_answer(answer(m_text)) {
    m_hasSides = !m_amounts.isEmpty() && (!m_dates.isEmpty() || m_amounts.first().units != 0);
}

bool NormalValue::matches(const NormalValue &other) const {
    if (m_text == other.m_text)
        return true;
    if (m_json && other.m_json)
        return *m_json == *other.m_json;
    for (const Amount &amount : m_amounts) {
        if (std::any_of(other.m_amounts.begin(), other.m_amounts.end(),
                [&](const Amount &theirs) { return amount.matches(theirs); }))
            return true;
    }
    if (std::any_of(m_dates.begin(), m_dates.end(),
            [&](const QString &date) { return other.m_dates.contains(date); }))
        return true;
    return m_answer && m_answer == other.m_answer;
}

QString NormalValue::key() const {
    if (m_answer)
        return *m_answer ? u"?true"_s : u"?false"_s;
    if (isAmbiguous() && !(m_json && m_dates.isEmpty()))
        return u'"' + m_text;
    if (m_json)
        return numberKey(*m_json);
    if (!m_amounts.isEmpty())
        return numberKey(m_amounts.first().number);
    return m_dates.isEmpty() ? u'"' + m_text : u'@' + m_dates.first();
}

QStringList NormalValue::keys() const {
    QStringList keys{u'"' + m_text};
    if (m_answer)
        keys << (*m_answer ? u"?true"_s : u"?false"_s);
    for (const Amount &amount : m_amounts)
        keys << numberKey(amount.number);
    if (m_json && !keys.contains(numberKey(*m_json)))
        keys << numberKey(*m_json);
    for (const QString &date : m_dates)
        keys << u'@' + date;
    return keys;
}

bool sameValue(const QString &left, const QString &right) {
    return left == right || NormalValue(left).matches(NormalValue(right));
}

} // namespace results
