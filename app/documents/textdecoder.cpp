// SPDX-License-Identifier: MIT
#include "app/documents/textdecoder.h"

#include <QRegularExpression>
#include <QStringConverter>
#include <QStringDecoder>

#include <array>

using namespace Qt::StringLiterals;

namespace documents {

namespace {

QString withPlainLineEnds(QString text) {
    text.replace("\r\n"_L1, "\n"_L1);
    text.replace(u'\r', u'\n');
    return text;
}

/// Windows-1252, which is also meant where Latin-1 is said: they differ in what Latin-1 has control
/// characters for.
QString decodeWindows1252(const QByteArray &bytes) {
    static constexpr std::array<char16_t, 32> letters{u'€', 0x81, u'‚', u'ƒ', u'„', u'…', u'†', u'‡', u'ˆ',
        u'‰', u'Š', u'‹', u'Œ', 0x8d, u'Ž', 0x8f, 0x90, u'‘', u'’', u'“', u'”', u'•', u'–', u'—', u'˜', u'™',
        u'š', u'›', u'œ', 0x9d, u'ž', u'Ÿ'};
    QString text = QString::fromLatin1(bytes);
    for (QChar &c : text) {
        if (c.unicode() >= 0x80 && c.unicode() < 0xa0)
            c = QChar(letters[c.unicode() - 0x80]);
    }
    return text;
}

/// By the charset that the head of a page declares.
bool isDeclaredWindows1252(const QByteArray &bytes) {
    static const QRegularExpression charset(
        u"<meta\\b[^>]*charset\\s*=\\s*[\"']?\\s*(windows-1252|cp-?1252|iso-?8859-1|latin-?1|us-ascii|ascii)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return charset.match(QString::fromLatin1(bytes.left(1024))).hasMatch();
}

QString decodeUnmarked(const QByteArray &bytes) {
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8.decode(bytes);
    return utf8.hasError() ? decodeWindows1252(bytes) : text;
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
    if (isDeclaredWindows1252(bytes))
        return withPlainLineEnds(decodeWindows1252(bytes));
    if (const auto encoding = QStringConverter::encodingForHtml(bytes);
        encoding && *encoding != QStringConverter::Utf8) {
        QStringDecoder decoder(*encoding, QStringDecoder::Flag::Stateless);
        return withPlainLineEnds(decoder.decode(bytes));
    }
    return decodeText(bytes);
}

} // namespace documents
