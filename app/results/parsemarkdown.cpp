// SPDX-License-Identifier: MIT
#include "app/results/parsemarkdown.h"

#include "app/results/base64reader.h"
#include "app/results/markdownparts.h"
#include "app/results/markdowntable.h"
#include "app/results/picturetext.h"
#include "app/text/htmltag.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

using text::HtmlTag;

namespace {

constexpr qsizetype longestTag = 4000;
constexpr qsizetype longestCode = 4000; ///< in a paragraph
constexpr qsizetype longestAddress = 2000;
constexpr qsizetype longestLabel = 1000; ///< of a link or a picture
constexpr int deepest = 12;              ///< of quotes and lists in each other

bool isAddress(const QString &text) {
    return text.size() <= longestAddress &&
           (text.startsWith("https://"_L1, Qt::CaseInsensitive) ||
               text.startsWith("http://"_L1, Qt::CaseInsensitive)) &&
           std::none_of(text.begin(), text.end(),
               [](QChar c) { return c.isSpace() || c == u'<' || c == u'>' || c == u'\\' || !c.isPrint(); });
}

class Translator {
public:
    explicit Translator(const QString &text)
        : m_text(text) {}

    ParseMarkdown translate() {
        bool lineStart = true;
        while (m_at < m_text.size()) {
            if (lineStart && beginLine())
                continue;
            const QChar c = m_text[m_at];
            lineStart = c == u'\n';
            if (lineStart) {
                m_parts.endLine();
                ++m_at;
            } else if (c == u'`') {
                code();
            } else if (c == u'\\' && m_at + 1 < m_text.size() && m_text[m_at + 1] != u'\n') {
                m_parts.put(QStringView(m_text).mid(m_at, 2));
                m_at += 2;
            } else if (c == u'<') {
                tag();
                lineStart = m_parts.isAtLineStart();
            } else if (c == u'!' && m_at + 1 < m_text.size() && m_text[m_at + 1] == u'[') {
                picture();
            } else {
                plain();
            }
        }
        ParseMarkdown result;
        result.parts = m_parts.take();
        result.pictures = m_pictures;
        result.picturesLeftOut = m_leftOut;
        return result;
    }

private:
    QStringView rest() const { return QStringView(m_text).mid(m_at); }

    void plain() {
        static const auto special = [](QChar c) {
            return c == u'\n' || c == u'`' || c == u'\\' || c == u'<' || c == u'!';
        };
        const qsizetype from = m_at++;
        while (m_at < m_text.size() && !special(m_text[m_at]))
            ++m_at;
        m_parts.put(QStringView(m_text).mid(from, m_at - from));
    }

    /// What begins here and is no text of a paragraph: true when it has been taken.
    bool beginLine() {
        qsizetype at = m_at;
        while (at < m_text.size() && at - m_at < 3 && m_text[at] == u' ')
            ++at;
        if (at + 2 < m_text.size() && (m_text[at] == u'`' || m_text[at] == u'~') &&
            m_text[at + 1] == m_text[at] && m_text[at + 2] == m_text[at]) {
            fence(at);
            return true;
        }
        // Quotes and lists in each other cost the renderer more than their length.
        int depth = 0;
        const QString &text = m_text;
        for (; at < text.size() && text[at] != u'\n'; ++at) {
            const QChar c = text[at];
            const bool marker = c == u'>' || c == u'-' || c == u'*' || c == u'+' || c == u'.' || c == u')';
            depth += marker;
            if (depth > deepest && marker &&
                (c == u'>' || (at + 1 < text.size() && text[at + 1].isSpace()))) {
                const qsizetype end = std::max(m_at, text.indexOf(u'\n', m_at));
                const qsizetype length = (end > m_at ? end : text.size()) - m_at;
                m_parts.put(escapedMarkdown(text.mid(m_at, length)));
                m_at += length;
                return true;
            }
            if (!marker && !c.isSpace() && !c.isDigit())
                break;
        }
        return false;
    }

    /// A block of code, up to where it ends or the next page begins. In pieces when it is long.
    void fence(qsizetype at) {
        const QChar mark = m_text[at];
        qsizetype length = 0;
        while (at + length < m_text.size() && m_text[at + length] == mark)
            ++length;
        const QString closing(length, mark);
        m_parts.put(closing);
        m_at = std::min(m_text.size(), lineEnd(at) + 1);
        m_parts.endCodeLine(closing);
        while (m_at < m_text.size()) {
            const qsizetype end = lineEnd(m_at);
            const QStringView line = QStringView(m_text).mid(m_at, end - m_at);
            if (line.trimmed().startsWith(u"<DOCUMENT", Qt::CaseInsensitive))
                break;
            m_at = std::min(m_text.size(), end + 1);
            if (line.trimmed().startsWith(closing) && line.trimmed().count(mark) == line.trimmed().size())
                break;
            for (qsizetype from = 0; from == 0 || from < line.size(); from += partLength) {
                m_parts.put(line.mid(from, partLength));
                m_parts.endCodeLine(closing);
            }
        }
        m_parts.put(closing);
        m_parts.endLine();
    }

    qsizetype lineEnd(qsizetype at) const {
        const qsizetype end = m_text.indexOf(u'\n', at);
        return end < 0 ? m_text.size() : end;
    }

    /// Code in a paragraph stays as it is.
    void code() {
        qsizetype marks = 0;
        while (m_at + marks < m_text.size() && m_text[m_at + marks] == u'`')
            ++marks;
        const qsizetype stop = std::min(m_text.size(), m_at + longestCode);
        for (qsizetype at = m_at + marks; at < stop; ++at) {
            if (m_text[at] == u'\n' && at + 1 < stop && m_text[at + 1] == u'\n')
                break;
            qsizetype run = 0;
            while (at + run < stop && m_text[at + run] == u'`')
                ++run;
            if (run == marks) {
                m_parts.put(m_text.mid(m_at, at + run - m_at).replace(u'\n', u' '));
                m_at = at + run;
                return;
            }
            at += run;
        }
        for (qsizetype i = 0; i < marks; ++i)
            m_parts.put(u"\\`");
        m_at += marks;
    }

    void picture() {
        const qsizetype labelEnd = rest().left(longestLabel).indexOf(u']');
        if (labelEnd > 0 && m_at + labelEnd + 1 < m_text.size() && m_text[m_at + labelEnd + 1] == u'(') {
            qsizetype from = m_at + labelEnd + 2;
            const bool angled = from < m_text.size() && m_text[from] == u'<';
            from += angled;
            qsizetype at = from;
            // What goes on for long is Base64, and nothing else: no text is looked at again and again.
            const auto goesOn = [&](QChar c) {
                return c.unicode() > u' ' && c != u'(' && c != u')' && c != u'<' && c != u'>' && c != u'[';
            };
            while (at < m_text.size() && goesOn(m_text[at]))
                ++at;
            const qsizetype close = QStringView(m_text).mid(at, longestLabel).indexOf(u')');
            if (close >= 0) {
                // Half an address would lead somewhere else.
                const bool whole = m_text[at] != u'(' && m_text[at] != u'[';
                putPicture(
                    m_text.mid(m_at + 2, labelEnd - 2), whole ? m_text.mid(from, at - from) : QString());
                m_at = at + close + 1;
                return;
            }
        }
        m_parts.put(u"\\!");
        ++m_at;
    }

    void putPicture(const QString &label, const QString &source) {
        if (source.startsWith("data:"_L1, Qt::CaseInsensitive)) {
            const qsizetype comma = source.indexOf(u',');
            const bool base64 =
                comma > 0 && QStringView(source).left(comma).endsWith(";base64"_L1, Qt::CaseInsensitive);
            QByteArray bytes;
            if (base64 && m_pictures.size() < mostPictures && source.size() / 4 * 3 <= largestPicture) {
                QByteArray letters = QStringView(source).mid(comma + 1).toLatin1();
                letters.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
                Base64Reader reader;
                if (!reader.read(letters, bytes) || !reader.isWhole())
                    bytes.clear();
            }
            if (pictureFormat(bytes)) {
                m_parts.put(u"![%1](picture:%2)"_s.arg(escapedMarkdown(label)).arg(m_pictures.size()));
                m_pictures += bytes;
            } else {
                ++m_leftOut;
                m_parts.put(u'*' + escapedMarkdown(pictureWords(label)) + u'*');
            }
        } else if (isAddress(source)) {
            m_parts.put(u'[' + escapedMarkdown(pictureWords(label)) + u"](<"_s + source + u">)"_s);
        } else {
            m_parts.put(u'*' + escapedMarkdown(pictureWords(label)) + u'*');
        }
    }

    static QString pictureWords(const QString &label) {
        return label.trimmed().isEmpty()
                   ? QCoreApplication::translate("results::ParseMarkdown", "picture, not shown")
                   : QCoreApplication::translate("results::ParseMarkdown", "picture, not shown: %1")
                         .arg(label.trimmed());
    }

    void tag() {
        if (m_hasCommentEnd && rest().startsWith(u"<!--")) {
            const qsizetype end = m_text.indexOf("-->"_L1, m_at);
            if (end >= 0) {
                m_at = end + 3;
                return;
            }
            m_hasCommentEnd = false;
        }
        const bool isImage = rest().startsWith(u"<img", Qt::CaseInsensitive);
        const HtmlTag tag =
            text::wholeHtmlTagAt(m_text, m_at, isImage ? largestPicture / 3 * 4 + longestTag : longestTag);
        if (tag.name.isEmpty() || !known(tag)) {
            m_parts.put(u"\\<");
            ++m_at;
        }
    }

    /// True when the tag is one that is known, and has been taken.
    bool known(const HtmlTag &tag) {
        static const QSet<QString> blocks{u"section"_s, u"article"_s, u"div"_s, u"p"_s, u"figure"_s,
            u"figcaption"_s, u"header"_s, u"footer"_s, u"main"_s, u"aside"_s, u"ul"_s, u"ol"_s, u"center"_s,
            u"html"_s, u"body"_s, u"blockquote"_s, u"h1"_s, u"h2"_s, u"h3"_s, u"h4"_s, u"h5"_s, u"h6"_s};
        static const QSet<QString> dropped{u"span"_s, u"u"_s, u"ins"_s, u"mark"_s, u"small"_s, u"font"_s,
            u"thead"_s, u"tbody"_s, u"tfoot"_s, u"sub"_s};
        static const QHash<QString, QString> stress{{u"b"_s, u"**"_s}, {u"strong"_s, u"**"_s},
            {u"i"_s, u"*"_s}, {u"em"_s, u"*"_s}, {u"s"_s, u"~~"_s}, {u"del"_s, u"~~"_s},
            {u"strike"_s, u"~~"_s}};
        const qsizetype begin = m_at;
        m_at = tag.end;
        if (tag.name == "document"_L1) {
            if (!tag.closing) {
                const QString page = tag.value("page"_L1);
                m_parts.beginPage(page.isEmpty() ? tag.value("id"_L1) : page);
            }
        } else if (tag.name == "figure-content"_L1) {
            m_parts.setQuoted(!tag.closing);
        } else if (tag.name == "a"_L1) {
            link(tag);
        } else if (tag.name == "br"_L1) {
            m_parts.put(u"  ");
            m_parts.endLine();
        } else if (tag.name == "hr"_L1) {
            m_parts.endParagraph();
            m_parts.put(u"---");
            m_parts.endParagraph();
        } else if (tag.name == "img"_L1) {
            putPicture(tag.value("alt"_L1), tag.value("src"_L1));
        } else if (tag.name == "li"_L1) {
            if (!tag.closing) {
                m_parts.endLineIfAny();
                m_parts.put(u"- ");
            }
        } else if (tag.name == "sup"_L1) {
            if (!tag.closing)
                m_parts.put(u"\\^");
        } else if (blocks.contains(tag.name)) {
            m_parts.endParagraph();
            if (tag.name.size() == 2 && tag.name[0] == u'h' && !tag.closing)
                m_parts.put(QString(tag.name[1].digitValue(), u'#') + u' ');
        } else if (stress.contains(tag.name)) {
            m_parts.put(stress[tag.name]);
        } else if (tag.name == "table"_L1 && !tag.closing) {
            return table(begin, tag.end);
        } else if (!dropped.contains(tag.name)) {
            m_at = begin;
            return false;
        }
        return true;
    }

    /// Anchors have no address, and are only places to go to.
    void link(const HtmlTag &tag) {
        const QString address = tag.value("href"_L1);
        if (tag.closing || !isAddress(address))
            return;
        const qsizetype end = rest().left(longestLabel).indexOf(u"</a", 0, Qt::CaseInsensitive);
        if (end < 0)
            return;
        m_parts.put(u'[' + escapedMarkdown(withoutTags(rest().left(end))) + u"](<"_s + address + u">)"_s);
        m_at += end;
    }

    bool table(qsizetype begin, qsizetype contentBegin) {
        const qsizetype end =
            m_hasTableEnd ? m_text.indexOf("</table"_L1, contentBegin, Qt::CaseInsensitive) : -1;
        const qsizetype close = end < 0 ? -1 : m_text.indexOf(u'>', end);
        if (close < 0) {
            m_hasTableEnd = false;
            m_at = begin;
            return false;
        }
        const QStringList lines =
            markdownTableLines(QStringView(m_text).mid(contentBegin, end - contentBegin));
        m_parts.endParagraph();
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (i > 2 && m_parts.isFull()) { // the head again in the next part
                m_parts.endPart();
                m_parts.put(lines[0]);
                m_parts.endLine();
                m_parts.put(lines[1]);
                m_parts.endLine();
            }
            m_parts.put(lines[i]);
            m_parts.endLine();
        }
        m_parts.endParagraph();
        m_at = close + 1;
        return true;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    MarkdownParts m_parts;
    QList<QByteArray> m_pictures;
    int m_leftOut = 0;
    bool m_hasCommentEnd = true; ///< none was looked for in vain
    bool m_hasTableEnd = true;
};

} // namespace

QString escapedMarkdown(const QString &text) {
    QString escaped;
    escaped.reserve(text.size() * 2);
    for (const QChar c : text) {
        if (c.unicode() < 0x80 && c.isPrint() && !c.isLetterOrNumber() && !c.isSpace())
            escaped += u'\\';
        escaped += c == u'\n' || c == u'\r' ? u' ' : c;
    }
    return escaped;
}

ParseMarkdown markdownOf(QString text) {
    const bool cut = text.size() > longestMarkdown;
    text.truncate(longestMarkdown);
    text.replace(u"\r\n"_s, u"\n"_s);
    text.replace(u'\r', u'\n');
    text.replace(QChar(0), QChar(QChar::ReplacementCharacter));
    ParseMarkdown result = Translator(text).translate();
    result.isCut = cut;
    return result;
}

ParseMarkdown plainMarkdownOf(const QString &text) {
    MarkdownParts parts;
    ParseMarkdown result;
    result.isCut = text.size() > longestMarkdown;
    for (const QStringView line : QStringView(text).left(longestMarkdown).tokenize(u'\n')) {
        if (line.trimmed().isEmpty()) {
            parts.endParagraph();
            continue;
        }
        for (qsizetype from = 0; from < line.size(); from += partLength)
            parts.put(escapedMarkdown(line.mid(from, partLength)
                                          .trimmed()
                                          .toString()
                                          .replace(QChar(0), QChar(QChar::ReplacementCharacter))));
        parts.put(u"  ");
        parts.endLine();
    }
    result.parts = parts.take();
    return result;
}

} // namespace results
