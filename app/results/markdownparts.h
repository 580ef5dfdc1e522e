// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/parsemarkdown.h"

#include <QString>

namespace results {

/// Puts Markdown together, in parts of bounded length.
class MarkdownParts {
public:
    /// Text without a line feed. Is cut where it is longer than two parts.
    void put(QStringView text);
    void endLine();
    void endLineIfAny();
    void endParagraph();
    /// In a block of code, which goes on in the next part.
    void endCodeLine(const QString &fence);
    void endPart();
    void beginPage(const QString &name);
    void setQuoted(bool quoted);

    bool isAtLineStart() const { return m_lineStart; }
    bool isFull() const { return m_part.markdown.size() > partLength; }
    QList<MarkdownPart> take();

private:
    void cut();

    QList<MarkdownPart> m_parts;
    MarkdownPart m_part;
    QString m_page;
    bool m_quoted = false;
    bool m_lineStart = true;
    int m_emptyLines = 2; ///< at the end of the part so far
};

} // namespace results
