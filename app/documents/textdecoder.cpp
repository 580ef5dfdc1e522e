// SPDX-License-Identifier: MIT
#include "app/documents/textdecoder.h"

#include <QStringConverter>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace documents {

namespace {

QString withPlainLineEnds(QString text) {
    text.replace("\r\n"_L1, "\n"_L1);
    text.replace(u'\r', u'\n');
    return text;
}

QString decodeUnmarked(const QByteArray &bytes) {
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8.decode(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}

bool hasMark(const QByteArray &bytes) {
    return hasUtf16Mark(bytes) || bytes.startsWith("\xef\xbb\xbf");
}

QString decodeMarked(const QByteArray &bytes) {
    if (bytes.startsWith("\xef\xbb\xbf"))
        return QString::fromUtf8(bytes.sliced(3));
    // A lone trailing byte is no character.
    const auto encoding = bytes.startsWith("\xff\xfe") ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE;
    QStringDecoder decoder(encoding, QStringDecoder::Flag::Stateless);
    return decoder.decode(bytes.sliced(2));
}

} // namespace

bool hasUtf16Mark(const QByteArray &bytes) {
    return bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff");
}

QString decodeText(const QByteArray &bytes) {
    return withPlainLineEnds(hasMark(bytes) ? decodeMarked(bytes) : decodeUnmarked(bytes));
}

QString decodeHtml(const QByteArray &bytes) {
    if (hasMark(bytes))
        return decodeText(bytes);
    if (const auto encoding = QStringConverter::encodingForHtml(bytes);
        encoding && *encoding != QStringConverter::Utf8) {
        QStringDecoder decoder(*encoding, QStringDecoder::Flag::Stateless);
        return withPlainLineEnds(decoder.decode(bytes));
    }
    return decodeText(bytes);
}

} // namespace documents
