// SPDX-License-Identifier: MIT
#include "app/results/picturetext.h"

#include "app/results/base64reader.h"
#include "app/results/base64text.h"
#include "app/results/jsonstring.h"

#include <QtEndian>

#include <algorithm>
#include <iterator>

namespace results {

namespace {

constexpr qint64 firstLetters = 200;
constexpr qsizetype fewestBytes = 16; ///< less is no picture
constexpr qint64 pieceSize = 262'144;

/// Two letters are the beginning of many a text: the header must be one as well.
bool isBitmap(QByteArrayView file) {
    constexpr quint32 headerSizes[] = {12, 40, 52, 56, 64, 108, 124};
    if (file.size() < 18 || !file.startsWith("BM"))
        return false;
    const auto size = qFromLittleEndian<quint32>(file.data() + 14);
    return std::find(std::begin(headerSizes), std::end(headerSizes), size) != std::end(headerSizes);
}

} // namespace

std::optional<PictureFormat> pictureFormat(QByteArrayView file) {
    if (file.startsWith("\x89PNG\r\n\x1a\n"))
        return PictureFormat::Png;
    if (file.startsWith("\xff\xd8\xff"))
        return PictureFormat::Jpeg;
    if (file.startsWith("GIF87a") || file.startsWith("GIF89a"))
        return PictureFormat::Gif;
    if (file.startsWith(QByteArrayView("II*\0", 4)) || file.startsWith(QByteArrayView("MM\0*", 4)))
        return PictureFormat::Tiff;
    if (file.startsWith("RIFF") && file.size() >= 12 && file.sliced(8, 4) == "WEBP")
        return PictureFormat::WebP;
    if (isBitmap(file))
        return PictureFormat::Bmp;
    return {};
}

const char *pictureSuffix(PictureFormat format) {
    switch (format) {
    case PictureFormat::Png:
        return "png";
    case PictureFormat::Jpeg:
        return "jpeg";
    case PictureFormat::Gif:
        return "gif";
    case PictureFormat::Bmp:
        return "bmp";
    case PictureFormat::Tiff:
        return "tiff";
    case PictureFormat::WebP:
        return "webp";
    }
    return "";
}

std::optional<PictureText> pictureIn(const ResultDocument &document, const JsonNode &node) {
    if (!node.isValid() || node.type != JsonType::String)
        return {};
    const char *const bytes = document.bytes().data();
    const QByteArrayView text = stringContent(bytes + node.begin, bytes + node.end);
    const qint64 prefix = dataUriPrefix(text);
    const QByteArrayView first = text.sliced(prefix, std::min(firstLetters, text.size() - prefix));
    QByteArray file;
    Base64Reader reader;
    reader.read(first, file); // further on it may be garbage: that is said when it is shown
    const auto format = file.size() < fewestBytes ? std::nullopt : pictureFormat(file);
    if (!format)
        return {};
    const qint64 begin = node.begin + 1;
    return PictureText{*format, begin + prefix, begin + text.size()};
}

std::optional<PictureFile> pictureFile(
    const ResultDocument &document, const PictureText &text, const std::atomic_bool &cancelled) {
    PictureFile file;
    file.bytes.reserve((text.end - text.begin) / 4 * 3 + 3);
    QByteArray buffer(std::min(pieceSize, text.end - text.begin), Qt::Uninitialized);
    Base64Reader reader;
    for (qint64 at = text.begin; at < text.end; at += pieceSize) {
        if (cancelled)
            return {};
        const qint64 size = std::min(pieceSize, text.end - at);
        const char *piece = document.source().window(at, size, buffer.data());
        if (!piece)
            return {};
        if (!reader.read({piece, size}, file.bytes))
            break;
    }
    file.isWhole = reader.isWhole();
    return file;
}

} // namespace results
