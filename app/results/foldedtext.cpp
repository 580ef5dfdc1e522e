// SPDX-License-Identifier: MIT
#include "app/results/foldedtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

namespace {

bool isPlain(const QString &text) {
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

/// Its compatibility form would be another value.
bool keepsItsForm(QChar c) {
    switch (c.decompositionTag()) {
    case QChar::Super:
    case QChar::Sub:
    case QChar::Fraction:
    case QChar::Circle:
        return true;
    default:
        return false;
    }
}

QString unified(const QString &text) {
    QString unified;
    qsizetype from = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && !keepsItsForm(text[i]))
            continue;
        unified += text.mid(from, i - from).normalized(QString::NormalizationForm_KC);
        if (i < text.size())
            unified += text[i];
        from = i + 1;
    }
    return unified;
}

/// Null for what is not to be seen.
QChar folded(QChar c) {
    static const QString singleQuotes = u"‘’‚‛′‵ʼʹ`´‹›"_s;
    static const QString doubleQuotes = u"“”„‟″‶«»"_s;
    switch (c.category()) {
    case QChar::Punctuation_Dash:
        return u'-';
    case QChar::Number_DecimalDigit:
        return QChar(u'0' + c.digitValue());
    case QChar::Other_Format:
        return {};
    default:
        break;
    }
    if (c.unicode() == 0x2212) // minus
        return u'-';
    if (c.unicode() >= 0xfe00 && c.unicode() <= 0xfe0f) // how the character before it looks
        return {};
    if (singleQuotes.contains(c))
        return u'\'';
    if (doubleQuotes.contains(c))
        return u'"';
    return c;
}

} // namespace

QString foldedText(const QString &text) {
    if (isPlain(text))
        return text.simplified().toLower();
    QString shown;
    shown.reserve(text.size());
    // Before the compatibility forms, in which an acute accent that stands for a quote is a blank and a sign.
    for (QChar c : text) {
        if (const QChar seen = folded(c); !seen.isNull() || c.isNull())
            shown += seen;
    }
    // Upper case first: ß and SS are the same there.
    const QString caseless = unified(shown).toUpper().toCaseFolded();
    QString result;
    result.reserve(caseless.size());
    for (QChar c : caseless.normalized(QString::NormalizationForm_C)) // full-width forms are plain by now
        result += c.unicode() < 0x80 ? c : folded(c);
    return result.simplified();
}

} // namespace results
