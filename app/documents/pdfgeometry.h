// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QRectF>
#include <QSizeF>

namespace documents {

/// How a page of a PDF is shown: which part of its coordinates, and turned by how much. Qt says neither.
struct PdfPageGeometry {
    QRectF visible;   ///< in the page's own coordinates, in points; top() is the lower edge: y goes up there
    int rotation = 0; ///< 0, 90, 180 or 270 degrees clockwise

    bool isPlain() const { return rotation == 0 && visible.topLeft().isNull(); }

    /// A box as QPdfSelection has it (see qtMapsBoxes()) → points of the page as it is shown, origin top
    /// left.
    QRectF shown(const QRectF &box) const;
};

/// Of every page, as PDFium reads them; empty when the file cannot be read this way.
QList<PdfPageGeometry> pdfGeometry(const QByteArray &bytes);

/// Whether this Qt takes rotation and crop into account by itself. Qt 6.4.2 does not; what later ones do is
/// asked of a page of our own, so that boxes are never mapped twice.
bool qtMapsBoxes();

} // namespace documents
