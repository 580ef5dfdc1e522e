// SPDX-License-Identifier: MIT
#pragma once

#include "app/documents/documentreader.h"

#include <QString>

namespace documents {

/// What a reader of the page would see, on monospaced pages: no scripts, styles or tags; headings marked,
/// tables as aligned rows. Pictures and style sheets it names are not loaded, neither from the network nor
/// from the disk.
/// A QGuiApplication is needed: Qt asks its fonts for <pre>, <code> and margins.
Reading readHtml(const QString &html, const std::atomic_bool *giveUp = nullptr);
Reading readMarkdown(const QString &markdown, const std::atomic_bool *giveUp = nullptr);

} // namespace documents
