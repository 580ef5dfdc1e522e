// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace results {

/// A stretch of a document's text that is shown at once.
struct MarkdownPart {
    QString markdown;  ///< without HTML, and without any address of a picture but "picture:N"
    QString firstPage; ///< as the service calls it; empty when it does not say
    QString lastPage;
};

/// The parse's text as something that is safe to show: see markdownOf().
struct ParseMarkdown {
    QList<MarkdownPart> parts;
    QList<QByteArray> pictures; ///< the files; encoded as PNG, JPEG, GIF, BMP or WebP, not looked at further
    int picturesLeftOut = 0;    ///< too many, too large, of another kind, not Base64
    bool isCut = false;         ///< the text was longer than could be taken
};

constexpr qsizetype longestMarkdown = 64'000'000; ///< characters that are taken
constexpr qsizetype partLength = 12'000;          ///< about so many characters are a part
constexpr int mostPictures = 500;
constexpr qsizetype largestPicture = 20'000'000; ///< bytes

/// What the service sends as `parse.markdown`, for a renderer of Markdown that knows no HTML (as
/// QTextDocument::MarkdownNoHTML): its own tags (DOCUMENT, section, figure-content, anchors) and the usual
/// ones of stress are turned into Markdown or dropped, tables in HTML become tables of Markdown, pictures in
/// Base64 are taken out of the text; a picture that is somewhere else becomes a link to it. Every other tag
/// stays as text. What stands in code stays as it is. Cut into parts between paragraphs, where pages begin if
/// possible. Takes any text. Pure; its time is linear in the text.
ParseMarkdown markdownOf(QString text);

/// The same of text without any markup.
ParseMarkdown plainMarkdownOf(const QString &text);

/// Text that Markdown shows as it stands, on one line.
QString escapedMarkdown(const QString &text);

} // namespace results
