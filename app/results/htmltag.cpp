// SPDX-License-Identifier: MIT
#include "app/results/htmltag.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace results {

namespace {

constexpr qsizetype longestEntity = 12;
constexpr qsizetype longestName = 40;
constexpr int mostAttributes = 50;

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

bool isNameCharacter(QChar c) {
    return c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u':';
}

} // namespace

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

HtmlTag htmlTagAt(QStringView text, qsizetype begin, qsizetype limit) {
    HtmlTag tag;
    const qsizetype stop = limit < text.size() - begin ? begin + limit : text.size();
    qsizetype at = begin + 1;
    if (at < stop && text[at] == u'/') {
        tag.closing = true;
        ++at;
    }
    if (at >= stop || !text[at].isLetter())
        return {};
    const auto name = [&] {
        const qsizetype from = at;
        while (at < stop && at - from < longestName && isNameCharacter(text[at]))
            ++at;
        return text.mid(from, at - from).toString().toLower();
    };
    tag.name = name();
    while (at < stop && text[at] != u'>') {
        if (!text[at].isLetter()) { // blanks, slashes, and what nobody understands
            if (text[at] == u'<')
                return {};
            ++at;
            continue;
        }
        const QString attribute = name();
        while (at < stop && text[at].isSpace())
            ++at;
        QString value;
        if (at < stop && text[at] == u'=') {
            ++at;
            while (at < stop && text[at].isSpace())
                ++at;
            if (at >= stop)
                return {};
            const QChar quote = text[at];
            const bool quoted = quote == u'"' || quote == u'\'';
            const qsizetype from = at + (quoted ? 1 : 0);
            at = from;
            while (at < stop && (quoted ? text[at] != quote : !text[at].isSpace() && text[at] != u'>'))
                ++at;
            if (at >= stop)
                return {};
            value = withoutEntities(text.mid(from, at - from));
            at += quoted ? 1 : 0;
        }
        if (tag.attributes.size() < mostAttributes && !tag.attributes.contains(attribute))
            tag.attributes.insert(attribute, value);
    }
    if (at >= stop)
        return {};
    tag.end = at + 1;
    return tag;
}

} // namespace results
