// SPDX-License-Identifier: MIT
#include "ui/pasteboard.h"

#include <QBuffer>
#include <QImage>
#include <QMimeData>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const QString gnomeFiles = u"x-special/gnome-copied-files"_s;

QByteArray encoded(const QImage &picture) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return picture.save(&buffer, "PNG") ? bytes : QByteArray();
}

} // namespace

QStringList localFiles(const QMimeData *data) {
    QList<QUrl> urls = data->urls();
    if (urls.isEmpty() && data->hasFormat(gnomeFiles)) {
        QList<QByteArray> lines = data->data(gnomeFiles).split('\n');
        lines.removeFirst(); // "copy" or "cut"
        for (const QByteArray &line : std::as_const(lines))
            urls << QUrl::fromEncoded(line.trimmed());
    }
    QStringList paths;
    for (const QUrl &url : std::as_const(urls)) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    paths.removeDuplicates();
    return paths;
}

Pasted readPasted(const QMimeData *data) {
    Pasted pasted;
    pasted.paths = localFiles(data);
    if (!pasted.paths.isEmpty())
        return pasted;
    const bool addresses = data->hasUrls();
    if (!addresses && data->hasText() && !data->text().trimmed().isEmpty()) {
        pasted.text = data->text();
        return pasted;
    }
    if (data->hasFormat(u"image/png"_s)) {
        const QByteArray png = data->data(u"image/png"_s);
        if (png.startsWith("\x89PNG\r\n\x1a\n")) {
            pasted.picture = [png] {
                return png;
            };
            return pasted;
        }
    }
    if (data->hasImage()) {
        const QImage picture = qvariant_cast<QImage>(data->imageData());
        if (!picture.isNull()) {
            pasted.picture = [picture] {
                return encoded(picture);
            };
            return pasted;
        }
    }
    pasted.elsewhere = addresses;
    return pasted;
}

} // namespace ui
