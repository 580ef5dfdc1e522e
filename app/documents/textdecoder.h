// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace documents {

bool hasUtf16Mark(const QByteArray &bytes);

/// UTF-8 or UTF-16 by its byte order mark, else UTF-8 where it is valid, else Windows-1252. Line ends become
/// "\n".
QString decodeText(const QByteArray &bytes);

/// As decodeText(), but a `charset` that the page declares is believed where there is no byte order mark.
QString decodeHtml(const QByteArray &bytes);

} // namespace documents
