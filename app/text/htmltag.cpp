// SPDX-License-Identifier: MIT
#include "app/text/htmltag.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace text {

namespace {

constexpr qsizetype longestEntity = 12;

QString entity(QStringView name) {
    static const std::pair<QStringView, QStringView> known[] = {
        {u"amp", u"&"}, {u"lt", u"<"}, {u"gt", u">"}, {u"quot", u"\""}, {u"apos", u"'"}, {u"nbsp", u" "}};
    for (const auto &[candidate, character] : known) {
        if (name == candidate)
            return character.toString();
    }
    if (!name.startsWith(u'#'))
        return {};
    const bool hex = name.mid(1).startsWith(u'x', Qt::CaseInsensitive);
    bool ok = false;
    const uint code = name.mid(hex ? 2 : 1).toUInt(&ok, hex ? 16 : 10);
    if (!ok || code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        return {};
    const char32_t character = code;
    return QString::fromUcs4(&character, 1);
}

bool isAsciiLetter(QChar c) {
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

class TagReader {
public:
    TagReader(QStringView text, qsizetype open, bool strict)
        : m_text(text)
        , m_at(open + 1)
        , m_strict(strict) {}

    HtmlTag read() {
        HtmlTag tag;
        if (here() == u'/') {
            tag.closing = true;
            ++m_at;
        }
        if (!isAsciiLetter(here()))
            return {};
        tag.name = name(false).toString().toLower();
        while (m_at < m_text.size() && here() != u'>' && !m_other) {
            if (here() == u'/') {
                ++m_at;
                tag.selfClosing = here() == u'>';
            } else if (here().isSpace()) {
                ++m_at;
            } else {
                tag.attributes.push_back(attribute());
            }
        }
        m_closed = m_at < m_text.size();
        tag.end = std::min(m_at + 1, m_text.size());
        return tag;
    }

    bool isClosed() const { return m_closed; }
    bool hasOther() const { return m_other; } ///< "<" in a name, where reading ends

private:
    QChar here() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }

    QStringView name(bool ofAttribute) {
        const qsizetype begin = m_at++; // an attribute may even begin with "="
        while (m_at < m_text.size() && !here().isSpace() && here() != u'>' && here() != u'/' &&
               !(ofAttribute && here() == u'=') && !(m_strict && here() == u'<'))
            ++m_at;
        const QStringView name = m_text.sliced(begin, m_at - begin);
        m_other = m_strict && (here() == u'<' || name.startsWith(u'<'));
        return name;
    }

    HtmlTag::Attribute attribute() {
        HtmlTag::Attribute attribute{name(true), {}};
        skipSpaces();
        if (here() == u'=') {
            ++m_at;
            skipSpaces();
            attribute.value = value();
        }
        return attribute;
    }

    QStringView value() {
        if (here() == u'"' || here() == u'\'') {
            const qsizetype close = m_text.indexOf(here(), m_at + 1);
            const qsizetype begin = m_at + 1;
            const qsizetype end = close < 0 ? m_text.size() : close;
            m_at = std::min(end + 1, m_text.size());
            return m_text.sliced(begin, end - begin);
        }
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && !here().isSpace() && here() != u'>')
            ++m_at;
        return m_text.sliced(begin, m_at - begin);
    }

    void skipSpaces() {
        while (m_at < m_text.size() && here().isSpace())
            ++m_at;
    }

    const QStringView m_text;
    qsizetype m_at;
    const bool m_strict; ///< a name has no "<", or it is no tag
    bool m_closed = false;
    bool m_other = false;
};

} // namespace

const HtmlTag::Attribute *HtmlTag::find(QLatin1StringView wanted) const {
    const auto found =
        std::find_if(attributes.begin(), attributes.end(), [wanted](const Attribute &attribute) {
            return attribute.name.compare(wanted, Qt::CaseInsensitive) == 0;
        });
    return found == attributes.end() ? nullptr : &*found;
}

QString HtmlTag::value(QLatin1StringView wanted) const {
    const Attribute *attribute = find(wanted);
    return attribute ? withoutEntities(attribute->value) : QString();
}

HtmlTag htmlTagAt(QStringView html, qsizetype open) {
    return TagReader(html, open, false).read();
}

HtmlTag wholeHtmlTagAt(QStringView text, qsizetype open, qsizetype limit) {
    TagReader reader(limit < text.size() - open ? text.first(open + limit) : text, open, true);
    HtmlTag tag = reader.read();
    return reader.isClosed() && !reader.hasOther() ? tag : HtmlTag();
}

QString withoutEntities(QStringView text) {
    QString plain;
    plain.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text[at] == u'&' ? text.mid(at, longestEntity).indexOf(u';') : -1;
        const QString character = end > 0 ? entity(text.mid(at + 1, end - 1)) : QString();
        if (character.isEmpty()) {
            plain += text[at++];
        } else {
            plain += character;
            at += end + 1;
        }
    }
    return plain;
}

} // namespace text
