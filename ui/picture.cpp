// SPDX-License-Identifier: MIT
#include "ui/picture.h"

#include "ui/runtext.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QLocale>
#include <QtEndian>

using namespace Qt::StringLiterals;
using results::PictureFormat;

namespace ui {

namespace {

QString tr(const char *text) {
    return QCoreApplication::translate("Picture", text);
}

/// As many bytes as an uncompressed bitmap has; 0 for another one.
qint64 bitmapSize(const QByteArray &file) {
    constexpr qsizetype header = 54;
    if (file.size() < header || qFromLittleEndian<quint32>(file.data() + 14) < 40 ||
        qFromLittleEndian<quint32>(file.data() + 30) != 0)
        return 0;
    const qint64 width = qFromLittleEndian<qint32>(file.data() + 18);
    const qint64 height = qAbs(qint64(qFromLittleEndian<qint32>(file.data() + 22)));
    const qint64 bits = qFromLittleEndian<quint16>(file.data() + 28);
    return qFromLittleEndian<quint32>(file.data() + 10) + (width * bits + 31) / 32 * 4 * height;
}

/// These decoders fill what is missing with something, and say nothing.
bool isCutOff(const QByteArray &file, PictureFormat format) {
    constexpr qsizetype tail = 4096; // some programs write behind the end
    if (format == PictureFormat::Jpeg)
        return !file.last(qMin(tail, file.size())).contains("\xff\xd9");
    return format == PictureFormat::Bmp && file.size() < bitmapSize(file);
}

} // namespace

QString pictureName(PictureFormat format) {
    return format == PictureFormat::WebP ? u"WebP"_s : QString::fromLatin1(pictureSuffix(format)).toUpper();
}

QString refusePicture(qint64 bytes, PictureFormat format) {
    if (bytes <= picturelimits::mostBytes)
        return {};
    return tr("This %1 picture has %2; no more than %3 are decoded. It can be saved as a file.")
        .arg(pictureName(format), bytesText(bytes), bytesText(picturelimits::mostBytes));
}

Picture decodePicture(const QByteArray &file, PictureFormat format, QSize most) {
    using namespace picturelimits;
    Picture picture;
    const QString name = pictureName(format);
    picture.fault = refusePicture(file.size(), format);
    if (!picture.fault.isEmpty())
        return picture;
    const QByteArray suffix = pictureSuffix(format);
    if (!QImageReader::supportedImageFormats().contains(suffix)) {
        picture.fault =
            tr("This is a %1 picture, which Qt cannot decode on this computer. It can be saved as a file.")
                .arg(name);
        return picture;
    }
    static const bool limited = [] {
        QImageReader::setAllocationLimit(mostMemory);
        return true;
    }();
    Q_UNUSED(limited)
    QBuffer buffer;
    buffer.setData(file);
    QImageReader reader(&buffer, suffix);
    reader.setAutoDetectImageFormat(false); // that one, whatever the bytes would pass for
    reader.setAutoTransform(true);
    QSize size = reader.size();
    if (size.isValid() && qint64(size.width()) * size.height() > mostPixels) {
        picture.size = size;
        picture.fault = tr("This %1 picture has %2 × %3 pixels; no more than %4 million are decoded.")
                            .arg(name, QLocale().toString(size.width()), QLocale().toString(size.height()))
                            .arg(mostPixels / 1'000'000);
        return picture;
    }
    if (size.width() > most.width() || size.height() > most.height())
        reader.setScaledSize(size.scaled(most, Qt::KeepAspectRatio).expandedTo({1, 1}));
    if (!reader.read(&picture.image)) {
        picture.image = {};
        picture.fault = tr("This %1 picture is damaged or cut off: %2.").arg(name, reader.errorString());
    } else if (isCutOff(file, format)) {
        picture.fault = tr("This %1 picture is cut off; what there is of it is shown.").arg(name);
    }
    if (!size.isValid())
        size = picture.image.size();
    if (reader.transformation() & QImageIOHandler::TransformationRotate90)
        size.transpose();
    picture.size = size;
    return picture;
}

} // namespace ui
