// SPDX-License-Identifier: MIT
#include "app/api/mediatypes.h"

#include <QList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {

namespace {

const QList<MediaType> &table() {
    static const QList<MediaType> types = {
        {u"pdf"_s, u"application/pdf"_s, u"PDF"_s, true},
        {u"doc"_s, u"application/msword"_s, u"Word"_s, true},
        {u"docx"_s, u"application/vnd.openxmlformats-officedocument.wordprocessingml.document"_s, u"Word"_s,
            true},
        {u"odt"_s, u"application/vnd.oasis.opendocument.text"_s, u"OpenDocument"_s, true},
        {u"rtf"_s, u"application/rtf"_s, u"RTF"_s, true},
        {u"txt"_s, u"text/plain"_s, u"Text"_s, true},
        {u"md"_s, u"text/markdown"_s, u"Markdown"_s, true},
        {u"markdown"_s, u"text/markdown"_s, u"Markdown"_s, true},
        {u"html"_s, u"text/html"_s, u"HTML"_s, true},
        {u"htm"_s, u"text/html"_s, u"HTML"_s, true},
        {u"ppt"_s, u"application/vnd.ms-powerpoint"_s, u"PowerPoint"_s, true},
        {u"pptx"_s, u"application/vnd.openxmlformats-officedocument.presentationml.presentation"_s,
            u"PowerPoint"_s, true},
        {u"epub"_s, u"application/epub+zip"_s, u"EPUB"_s, true},
        {u"xls"_s, u"application/vnd.ms-excel"_s, u"Excel"_s, true},
        {u"xlsx"_s, u"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"_s, u"Excel"_s, true},
        {u"png"_s, u"image/png"_s, u"PNG"_s, true},
        {u"jpg"_s, u"image/jpeg"_s, u"JPEG"_s, true},
        {u"jpeg"_s, u"image/jpeg"_s, u"JPEG"_s, true},
        {u"gif"_s, u"image/gif"_s, u"GIF"_s, true},
        {u"bmp"_s, u"image/bmp"_s, u"BMP"_s, true},
        {u"tiff"_s, u"image/tiff"_s, u"TIFF"_s, true},
        {u"eml"_s, u"message/rfc822"_s, u"E-mail"_s, true},
        {u"msg"_s, u"application/vnd.ms-outlook"_s, u"Outlook"_s, true},
        {u"mp3"_s, u"audio/mpeg"_s, u"MP3"_s, true},
        {u"wav"_s, u"audio/wav"_s, u"WAV"_s, true},
        {u"csv"_s, u"text/csv"_s, u"CSV"_s, false},
        {u"tif"_s, u"image/tiff"_s, u"TIFF"_s, false},
        {u"webp"_s, u"image/webp"_s, u"WebP"_s, false},
        {u"heic"_s, u"image/heic"_s, u"HEIC"_s, false},
    };
    return types;
}

} // namespace

const MediaType *mediaTypeOf(const QString &fileName) {
    const qsizetype dot = fileName.lastIndexOf(u'.');
    if (dot < 0)
        return nullptr;
    const QString suffix = fileName.mid(dot + 1).toLower();
    const auto &types = table();
    const auto found = std::find_if(
        types.cbegin(), types.cend(), [&](const MediaType &type) { return type.suffix == suffix; });
    return found == types.cend() ? nullptr : &*found;
}

QStringList listedPatterns() {
    QStringList patterns;
    for (const MediaType &type : table()) {
        if (type.listed)
            patterns << u"*."_s + type.suffix;
    }
    return patterns;
}

} // namespace api
