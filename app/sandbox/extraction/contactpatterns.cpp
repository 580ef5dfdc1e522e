// SPDX-License-Identifier: MIT
#include "app/sandbox/extraction/contactpatterns.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

QList<FoundText> findAll(const QRegularExpression &expression, const QString &text) {
    QList<FoundText> found;
    auto matches = expression.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        found.append({match.capturedStart(), match.capturedLength(), match.captured()});
    }
    return found;
}

} // namespace

QList<FoundText> findEmails(const QString &text) {
    static const QRegularExpression expression(u"[\\w.+-]+@\\w(?:[\\w-]*\\w)?(?:\\.\\w(?:[\\w-]*\\w)?)+"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return findAll(expression, text);
}

QList<FoundText> findUrls(const QString &text) {
    static const QRegularExpression expression(u"(?:https?://|\\bwww\\.)[^\\s<>\"]*[^\\s<>\".,;:!?)\\]']"_s,
        QRegularExpression::CaseInsensitiveOption);
    return findAll(expression, text);
}

QList<FoundText> findPhones(const QString &text) {
    static const QRegularExpression expression(
        u"(?<![\\w.+-])(?:\\+\\d[\\d ()./-]{5,18}\\d|\\(\\d{2,5}\\)[ /-]?\\d[\\d -]{3,12}\\d|"
        u"\\d{3}[-. ]\\d{3}[-. ]\\d{4})(?![\\w-])"_s);
    QList<FoundText> found = findAll(expression, text);
    found.removeIf([](const FoundText &phone) {
        const auto digits =
            std::count_if(phone.text.cbegin(), phone.text.cend(), [](QChar c) { return c.isDigit(); });
        return digits < 7 || digits > 15;
    });
    return found;
}

} // namespace sandbox
