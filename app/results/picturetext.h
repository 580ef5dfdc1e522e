// SPDX-License-Identifier: MIT
#pragma once

#include "app/results/resultdocument.h"

#include <QByteArray>
#include <QByteArrayView>

#include <atomic>
#include <optional>

/// Pictures that stand in a result as Base64.
namespace results {

enum class PictureFormat { Png, Jpeg, Gif, Bmp, Tiff, WebP };

/// What a file is by its first bytes (18 are enough).
std::optional<PictureFormat> pictureFormat(QByteArrayView file);
/// The ending of such files, in lower case, as QImageReader names the format too: "png", "jpeg" …
const char *pictureSuffix(PictureFormat format);

/// Where the Base64 of a picture stands in a document.
struct PictureText {
    PictureFormat format = PictureFormat::Png;
    qint64 begin = 0;
    qint64 end = 0;

    qint64 bytes() const { return (end - begin) / 4 * 3; } ///< of the file, about
};

/// Whether a string is a picture: Base64 (usual or URL-safe, with line breaks or without, escaped or not), or
/// a data: URI of it, whose first bytes are those of such a file. The name of its key and what the URI says
/// it is do not matter. Looks only at the beginning.
std::optional<PictureText> pictureIn(const ResultDocument &document, const JsonNode &node);

struct PictureFile {
    QByteArray bytes;
    bool isWhole = false; ///< false: after them comes what is no Base64, or half a group of it
};

/// Decodes it. Nothing when it was cancelled or the file cannot be read. Takes its time; for another thread.
std::optional<PictureFile> pictureFile(
    const ResultDocument &document, const PictureText &text, const std::atomic_bool &cancelled);

} // namespace results
