// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <functional>

/// Results in the service's shape, of any size: text of the pages as Markdown, text blocks with boxes, some
/// of them tables or pictures, and a table of extracted rows. The same size gives the same bytes.
namespace bench {

inline QByteArray block(int number) {
    const QByteArray n = QByteArray::number(number);
    const QByteArray page = QByteArray::number(1 + number / 40);
    QByteArray rows = "null";
    QByteArray picture = "null";
    if (number % 25 == 7)
        rows = R"([[{"cell_id":"r0c0","text":"Bolt M8"},{"cell_id":"r0c1","text":"12,50"}],)"
               R"([{"cell_id":"r1c0","text":"Washer"},{"cell_id":"r1c1","text":"0.10"}]])";
    if (number % 2000 == 1999)
        picture = '"' + QByteArray("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAA").repeated(500) + '"';
    return R"({"id":"p)" + page + "_b" + n + R"(","type":"text","page":)" + page +
           R"(,"bbox":{"x0":0.1,"y0":0.0512,"x1":0.6,"y1":0.1201},"content":"Line )" + n +
           " of the page, with a \\\"quote\\\", a dash \xE2\x80\x93 and the usual amount of text in "
           "it.\\nAnd "
           "another line: the goods remain the property of the seller until they have been paid for in "
           "full, "
           "M\xC3\xBCnchen is the place of jurisdiction, and claims expire after a year. Number " +
           n + ". " + QByteArray("All prices are in euro. ").repeated(number % 13) +
           R"(","layout_confidence":95,"parse_confidence":97.0,"hyperlinks":[],"image_base64":)" + picture +
           ",\"rows\":" + rows + '}';
}

inline QByteArray row(int number) {
    const QByteArray n = QByteArray::number(number);
    return R"({"description":{"value":"Item )" + n +
           R"(","value_override":null,"verification_status":"not_verified","confidence":91.5,)"
           R"("evidence":[{"text":"Item )" +
           n + R"(","page_number":1}]},"qty":{"value":)" + n + R"(,"confidence":93.0,"evidence":[]}})";
}

/// About `size` bytes, handed to `write` in pieces.
inline void makeResult(qint64 size, const std::function<void(const QByteArray &)> &write) {
    qint64 written = 0;
    const auto put = [&](const QByteArray &piece) {
        written += piece.size();
        write(piece);
    };
    put(R"({"collection_id":"0f9d2c1e-0000-4000-8000-000000000000","verification_url":null,"parse":)"
        R"({"markdown":")");
    do
        put("## Delivery\\n\\nThe usual paragraph of a page, with *stress* and a | table |.\\n\\n");
    while (written < size / 20);
    put(R"(","blocks":[)");
    for (int i = 0; i == 0 || written < size * 9 / 10; ++i)
        put((i > 0 ? "," : "") + block(i));
    put(R"(]},"classifications":[],"splits":[],"extractions":[{"split_name":null,"partition":null,"fields":)"
        R"({"invoice_number":{"value":"INV-1","value_override":null,"verification_status":"not_verified",)"
        R"("confidence":97.0,"evidence":[{"text":"Invoice #INV-1","page_number":1}]},"line_items":[)");
    for (int i = 0; i == 0 || written < size - 300; ++i)
        put((i > 0 ? "," : "") + row(i));
    put(R"(]}}],"extraction":null})");
}

inline QByteArray resultOfSize(qint64 size) {
    QByteArray json;
    json.reserve(size + 100'000);
    makeResult(size, [&json](const QByteArray &piece) { json += piece; });
    return json;
}

inline void makeResultFile(const QString &path, qint64 size) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
    makeResult(size, [&file](const QByteArray &piece) {
        if (file.write(piece) != piece.size())
            qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    });
}

} // namespace bench
