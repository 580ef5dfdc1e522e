// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace support {

/// A PDF of US Letter pages (612 × 792 points) in Helvetica, one content stream each: "BT /F1 12 Tf 72 700 Td
/// (Hi) Tj ET".
QByteArray handMadePdf(const QByteArrayList &pageContents);

} // namespace support
