// SPDX-License-Identifier: MIT
#pragma once

#include "app/documents/pagetext.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <atomic>

namespace documents {

enum class Kind { Unreadable, Pdf, PlainText, Markdown, Html, Csv };

/// What the bytes are: by their first bytes, then by the suffix of `fileName`, then by `mediaType`, then by
/// how they look.
Kind kindOf(const QByteArray &bytes, const QString &fileName, const QString &mediaType);

struct Reading {
    Kind kind = Kind::Unreadable;
    QList<Page> pages; ///< a page without text has no lines
    QString error;     ///< for people; empty when `pages` is what the document says
};

/// Reads the text of a document with the place of every word. Blocking; may be called on any thread.
///
/// Only text is read, never a picture of text, and nothing is loaded from anywhere else. A PDF has its own
/// pages. Text, Markdown, HTML and CSV have none: they are set on a page of monospaced cells (6 × 12 points,
/// 60 lines, at least 80 columns, prose wrapped at 100, tables with aligned columns, a form feed ends the
/// page), and boxes are true there. Line breaks of the source are kept in plain text; Markdown and HTML are
/// read as they would be shown. When `giveUp` becomes true, reading ends after the present page or step
/// with whatever is there.
Reading read(const QByteArray &bytes, const QString &fileName, const QString &mediaType = {},
    const std::atomic_bool *giveUp = nullptr);

/// As plain text, whatever it looks like.
Reading readText(const QByteArray &bytes);

} // namespace documents
