// SPDX-License-Identifier: MIT
#pragma once

#include "app/documents/documentreader.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace documents {

/// Rows of RFC 4180 text: quoted cells may hold separators, line ends and doubled quotes. The separator is
/// the one of comma, semicolon and tab that cuts the first rows most evenly. Rows without any text are left
/// out.
QList<QStringList> parseCsv(const QString &text);

/// One table on monospaced pages.
Reading readCsv(const QString &text);

} // namespace documents
