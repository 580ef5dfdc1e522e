// SPDX-License-Identifier: MIT
#include "app/documents/htmltag.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace documents {

namespace {

bool isAsciiLetter(QChar c) {
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

/// Reads the attributes of one tag.
class AttributeReader {
public:
    AttributeReader(QStringView html, qsizetype at)
        : m_html(html)
        , m_at(at) {}

    void readInto(HtmlTag &tag) {
        while (m_at < m_html.size() && m_html[m_at] != u'>') {
            if (m_html[m_at] == u'/') {
                tag.selfClosing = m_at + 1 < m_html.size() && m_html[m_at + 1] == u'>';
                ++m_at;
            } else if (m_html[m_at].isSpace()) {
                ++m_at;
            } else {
                attribute(tag);
            }
        }
        tag.end = std::min(m_at + 1, m_html.size());
    }

private:
    void attribute(HtmlTag &tag) {
        const qsizetype begin = m_at++; // an attribute may even begin with "="
        while (m_at < m_html.size() && !isEnd(m_html[m_at]) && m_html[m_at] != u'=')
            ++m_at;
        const QStringView name = m_html.sliced(begin, m_at - begin);
        skipSpaces();
        QStringView value;
        if (m_at < m_html.size() && m_html[m_at] == u'=') {
            ++m_at;
            skipSpaces();
            value = readValue();
        }
        const auto is = [name](QLatin1StringView other) {
            return name.compare(other, Qt::CaseInsensitive) == 0;
        };
        if (is("hidden"_L1))
            tag.hidden = true;
        else if (is("style"_L1))
            tag.hidden = tag.hidden || hides(value);
        else if (is("colspan"_L1))
            tag.columnSpan = value.toInt();
        else if (is("rowspan"_L1))
            tag.rowSpan = value.toInt();
    }

    QStringView readValue() {
        if (m_at < m_html.size() && (m_html[m_at] == u'"' || m_html[m_at] == u'\'')) {
            const qsizetype close = m_html.indexOf(m_html[m_at], m_at + 1);
            const qsizetype begin = m_at + 1;
            const qsizetype end = close < 0 ? m_html.size() : close;
            m_at = std::min(end + 1, m_html.size());
            return m_html.sliced(begin, end - begin);
        }
        const qsizetype begin = m_at;
        while (m_at < m_html.size() && !m_html[m_at].isSpace() && m_html[m_at] != u'>')
            ++m_at;
        return m_html.sliced(begin, m_at - begin);
    }

    void skipSpaces() {
        while (m_at < m_html.size() && m_html[m_at].isSpace())
            ++m_at;
    }

    static bool isEnd(QChar c) { return c.isSpace() || c == u'>' || c == u'/'; }

    static bool hides(QStringView style) {
        QString plain = style.toString().toLower();
        plain.removeIf([](QChar c) { return c.isSpace(); });
        const qsizetype at = plain.indexOf("display:none"_L1);
        return at == 0 || (at > 0 && plain[at - 1] == u';');
    }

    const QStringView m_html;
    qsizetype m_at;
};

} // namespace

HtmlTag htmlTagAt(QStringView html, qsizetype open) {
    HtmlTag tag;
    qsizetype at = open + 1;
    if (at < html.size() && html[at] == u'/') {
        tag.closing = true;
        ++at;
    }
    if (at >= html.size() || !isAsciiLetter(html[at]))
        return tag;
    const qsizetype begin = at;
    while (at < html.size() && !html[at].isSpace() && html[at] != u'>' && html[at] != u'/')
        ++at;
    tag.name = html.sliced(begin, at - begin).toString().toLower();
    AttributeReader(html, at).readInto(tag);
    return tag;
}

} // namespace documents
