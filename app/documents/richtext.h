// SPDX-License-Identifier: MIT
#pragma once

#include "app/documents/pagetext.h"

#include <QList>
#include <QString>

namespace documents {

/// What a reader of the page would see, on monospaced pages: no scripts, styles or tags; headings marked,
/// tables as aligned rows. Pictures and style sheets it names are not loaded, neither from the network nor
/// from the disk.
QList<Page> htmlPages(const QString &html);
QList<Page> markdownPages(const QString &markdown);

} // namespace documents
