// SPDX-License-Identifier: MIT
#include "app/results/csvwriter.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

QString safeCell(const QString &text) {
    static const QString beginnings = u"=+-@\t\r\n＝＋－＠"_s;
    if (text.isEmpty() || !beginnings.contains(text.front()))
        return text;
    static const QRegularExpression number(u"\\A[+-]?\\d+([.,]\\d+)*([eE][+-]?\\d+)?( ?%)?\\z"_s);
    return number.match(text).hasMatch() ? text : u'\'' + text;
}

void CsvWriter::addLine(const QStringList &cells) {
    const QChar separator = m_format == Format::Csv ? u',' : u'\t';
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            m_text += separator;
        QString cell = safeCell(cells[i]);
        const bool quoted = std::any_of(cell.begin(), cell.end(),
            [separator](QChar c) { return c == separator || c == u'"' || c == u'\n' || c == u'\r'; });
        if (quoted)
            cell = u'"' + cell.replace(u"\""_s, u"\"\""_s) + u'"';
        m_text += cell;
    }
    ++m_lines;
    m_text += m_format == Format::Csv ? u"\r\n"_s : u"\n"_s;
}

QByteArray CsvWriter::file() const {
    return "\xEF\xBB\xBF" + m_text.toUtf8();
}

} // namespace results
