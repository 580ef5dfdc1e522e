// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace support {

/// A PDF of US Letter pages (612 × 792 points) in Helvetica, one content stream each: "BT /F1 12 Tf 72 700 Td
/// (Hi) Tj ET".
QByteArray handMadePdf(const QByteArrayList &pageContents);

/// As above, with entries of the pages and of the tree that they inherit from: "/Rotate 90".
QByteArray handMadePdf(
    const QByteArrayList &pageContents, const QByteArray &pageEntries, const QByteArray &treeEntries);

} // namespace support
