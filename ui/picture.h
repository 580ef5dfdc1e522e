// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/picturetext.h"

#include <QByteArray>
#include <QImage>
#include <QSize>
#include <QString>

namespace ui {

/// A picture out of a result. All of it comes from the bytes that are handed over: no format that could name
/// something else (SVG does) is ever tried.
struct Picture {
    QImage image;  ///< perhaps smaller than the file's; null when it cannot be shown
    QSize size;    ///< pixels of the file, upright; invalid when unknown
    QString fault; ///< in a sentence, why it is not shown, or not all of it; mostly empty
};

namespace picturelimits {
constexpr int longestSide = 1600;         ///< of Picture::image, in pixels
constexpr qint64 mostPixels = 48'000'000; ///< of a file that is decoded: 600 dpi of a page of A4 and a half
constexpr int mostMemory = 192;           ///< megabytes while it is decoded
constexpr qint64 mostBytes = 64'000'000;  ///< of a file that is decoded
} // namespace picturelimits

QString pictureName(results::PictureFormat format); ///< "PNG"

/// Why a file of this size is not decoded, in a sentence; empty when it is.
QString refusePicture(qint64 bytes, results::PictureFormat format);

/// Never fails; see Picture::fault. The image fits into `most` pixels. Takes its time; for any thread.
Picture decodePicture(const QByteArray &file, results::PictureFormat format,
    QSize most = {picturelimits::longestSide, picturelimits::longestSide});

} // namespace ui
