// SPDX-License-Identifier: MIT
#include "app/results/markdownparts.h"

#include <QCoreApplication>

#include <algorithm>

namespace results {

namespace {

constexpr qsizetype longestPage = 60; ///< name

} // namespace

void MarkdownParts::put(QStringView text) {
    while (!text.isEmpty()) {
        if (m_lineStart && m_quoted)
            m_part.markdown += u"> ";
        qsizetype room = std::max<qsizetype>(2 * partLength - m_part.markdown.size(), 1);
        if (room < text.size() && text[room - 1].isHighSurrogate())
            ++room;
        m_part.markdown += text.left(room);
        text = text.mid(room);
        m_lineStart = false;
        m_emptyLines = 0;
        if (!text.isEmpty())
            cut();
    }
}

void MarkdownParts::endLine() {
    if (m_lineStart) {
        ++m_emptyLines;
        if (isFull())
            cut();
        if (m_emptyLines > 1)
            return; // one empty line is as good as many
    }
    if (m_lineStart && m_quoted)
        m_part.markdown += u'>';
    m_part.markdown += u'\n';
    m_lineStart = true;
    if (m_part.markdown.size() > 2 * partLength)
        cut();
}

void MarkdownParts::endLineIfAny() {
    if (!m_lineStart)
        endLine();
}

void MarkdownParts::endParagraph() {
    endLineIfAny();
    if (m_emptyLines == 0)
        endLine();
}

void MarkdownParts::endCodeLine(const QString &fence) {
    m_part.markdown += u'\n';
    m_lineStart = true;
    if (isFull()) {
        put(fence);
        cut();
        put(fence);
        m_part.markdown += u'\n';
        m_lineStart = true;
    }
}

void MarkdownParts::cut() {
    m_parts += m_part;
    m_part = {};
    m_part.firstPage = m_part.lastPage = m_page;
    m_lineStart = true;
    m_emptyLines = 2;
}

void MarkdownParts::endPart() {
    if (!m_part.markdown.isEmpty())
        cut();
}

/// A line across, and the page's name below.
void MarkdownParts::beginPage(const QString &name) {
    m_quoted = false;
    endParagraph();
    if (m_part.markdown.size() > partLength * 2 / 3)
        endPart();
    const bool first = m_part.markdown.trimmed().isEmpty();
    m_page = name.simplified().left(longestPage);
    if (!first || !m_parts.isEmpty()) {
        put(u"---");
        endParagraph();
    }
    if (first)
        m_part.firstPage = m_page;
    m_part.lastPage = m_page;
    if (m_page.isEmpty())
        return;
    const QString words = QCoreApplication::translate("results::ParseMarkdown", "Page %1");
    put(u'*' + words.arg(escapedMarkdown(m_page)) + u'*');
    endParagraph();
}

void MarkdownParts::setQuoted(bool quoted) {
    m_quoted = false;
    endParagraph();
    m_quoted = quoted;
}

QList<MarkdownPart> MarkdownParts::take() {
    if (!m_part.markdown.trimmed().isEmpty() || m_parts.isEmpty())
        cut();
    return std::exchange(m_parts, {});
}

} // namespace results
