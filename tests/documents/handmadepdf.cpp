// SPDX-License-Identifier: MIT
#include "tests/documents/handmadepdf.h"

#include <QList>

namespace support {

QByteArray handMadePdf(const QByteArrayList &pageContents) {
    return handMadePdf(pageContents, "/MediaBox [0 0 612 792]", {});
}

QByteArray handMadePdf(
    const QByteArrayList &pageContents, const QByteArray &pageEntries, const QByteArray &treeEntries) {
    QByteArray kids;
    for (qsizetype i = 0; i < pageContents.size(); ++i)
        kids += QByteArray::number(4 + 2 * i) + " 0 R ";
    QByteArrayList objects{"<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [" + kids + "] /Count " + QByteArray::number(pageContents.size()) + ' ' +
            treeEntries + " >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"};
    for (qsizetype i = 0; i < pageContents.size(); ++i) {
        objects << "<< /Type /Page /Parent 2 0 R " + pageEntries +
                       " /Resources << /Font << /F1 3 0 R >> >> /Contents " + QByteArray::number(5 + 2 * i) +
                       " 0 R >>";
        objects << "<< /Length " + QByteArray::number(pageContents[i].size()) + " >>\nstream\n" +
                       pageContents[i] + "\nendstream";
    }
    QByteArray pdf = "%PDF-1.4\n";
    QByteArray table = "0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const QByteArray count = QByteArray::number(objects.size() + 1);
    const QByteArray start = QByteArray::number(pdf.size());
    return pdf + "xref\n0 " + count + '\n' + table + "trailer\n<< /Size " + count +
           " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

} // namespace support
