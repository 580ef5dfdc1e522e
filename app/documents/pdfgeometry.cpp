// SPDX-License-Identifier: MIT
#include "app/documents/pdfgeometry.h"

#include <QBuffer>
#include <QPdfDocument>
#include <QPdfSelection>

#define POINTERHOLDER_TRANSITION 4 // QPDF: without the smart pointer it had before C++11
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <cmath>
#include <exception>

namespace documents {

namespace {

/// Null when it is none.
QRectF boxOf(QPDFObjectHandle array) {
    if (!array.isRectangle())
        return {};
    const QPDFObjectHandle::Rectangle r = array.getArrayAsRectangle(); // sorted
    return QRectF(QPointF(r.llx, r.lly), QPointF(r.urx, r.ury));
}

PdfPageGeometry geometryOf(QPDFPageObjectHelper &page) {
    QRectF visible = boxOf(page.getAttribute("/MediaBox", false));
    if (visible.isEmpty())
        visible = QRectF(0, 0, 612, 792);
    if (const QRectF crop = boxOf(page.getAttribute("/CropBox", false)); !crop.isEmpty())
        visible &= crop;
    QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
    const int turns = rotate.isNumber() ? int(std::fmod(rotate.getNumericValue(), 360)) / 90 : 0;
    return {visible, (turns + 4) % 4 * 90};
}

} // namespace

QRectF PdfPageGeometry::shown(const QRectF &box) const {
    const bool lying = rotation == 90 || rotation == 270;
    const double height =
        lying ? visible.width() : visible.height(); // Qt measures from the top of what is shown
    const double left = box.left() - visible.left();
    const double right = visible.right() - box.right();
    const double lower = height - box.bottom() - visible.top();
    const double upper = visible.bottom() - (height - box.top());
    switch (rotation) {
    case 90:
        return {lower, left, box.height(), box.width()};
    case 180:
        return {right, lower, box.width(), box.height()};
    case 270:
        return {upper, right, box.height(), box.width()};
    default:
        return {left, upper, box.width(), box.height()};
    }
}

QList<PdfPageGeometry> pdfGeometry(const QByteArray &bytes) {
    QList<PdfPageGeometry> pages;
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("document", bytes.constData(), size_t(bytes.size()));
        for (QPDFPageObjectHelper &page : QPDFPageDocumentHelper(pdf).getAllPages())
            pages.append(geometryOf(page));
    } catch (const std::exception &) { // PDFium may read what QPDF cannot
        return {};
    }
    return pages;
}

bool qtMapsBoxes() {
    static const bool maps = [] {
        QByteArray pdf =
            "%PDF-1.4\n"
            "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
            "2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n"
            "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[100 200 300 600]/Rotate 90"
            "/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj\n"
            "4 0 obj <</Length 36>> stream\nBT /F 10 Tf 150 450 Td (probe) Tj ET\nendstream endobj\n"
            "5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n"
            "trailer <</Root 1 0 R>>\n%%EOF\n";
        QBuffer buffer(&pdf);
        buffer.open(QIODevice::ReadOnly);
        QPdfDocument document;
        document.load(&buffer);
        const QRectF box = document.getAllText(0).boundingRectangle();
        return std::abs(box.left() - 150) > 10; // 250 on the page as it is shown
    }();
    return maps;
}

} // namespace documents
