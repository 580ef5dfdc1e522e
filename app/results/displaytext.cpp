// SPDX-License-Identifier: MIT
#include "app/results/displaytext.h"

namespace results {

namespace {

QChar visible(QChar c) {
    const char16_t unit = c.unicode();
    if (unit == u'\n' || unit == u'\r' || unit == QChar::LineSeparator || unit == QChar::ParagraphSeparator)
        return u'↵';
    if (unit == u'\t')
        return u' ';
    if (unit < 0x20)
        return QChar(0x2400 + unit);
    if (unit == 0x7f)
        return QChar(0x2421);
    if (unit > 0x7f && unit < 0xa0)
        return QChar(QChar::ReplacementCharacter);
    return c;
}

} // namespace

QString displayLine(const QString &text, qsizetype maxLength) {
    QString line;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (line.size() >= maxLength) {
            if (line.back().isHighSurrogate())
                line.chop(1);
            return line + u'…';
        }
        if (text[i] == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        line += visible(text[i]);
    }
    return line;
}

QString displayLines(const QString &text) {
    QString lines;
    lines.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        const QChar shown = text[i] == u'\t' ? text[i] : visible(text[i]);
        // A return sign that was one in the text stays.
        lines += shown == u'↵' && text[i] != u'↵' ? QChar(u'\n') : shown;
    }
    return lines;
}

} // namespace results
