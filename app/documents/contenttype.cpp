// SPDX-License-Identifier: MIT
#include "app/documents/contenttype.h"

#include "app/documents/textdecoder.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QIODevice>
#include <QtEndian>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace documents {

namespace {

constexpr qint64 headBytes = 4096;
constexpr qint64 tailBytes = 65'536; // a ZIP ends with the names of what is in it

QByteArray readAt(QIODevice &file, qint64 place, qint64 most) {
    return file.seek(place) ? file.read(most) : QByteArray();
}

ContentType sure(const QString &suffix) {
    return {suffix, true, false, false};
}

struct Mark {
    qsizetype place;
    QByteArrayView bytes;
    QLatin1StringView suffix;
};

constexpr std::array marks{
    Mark{0, "\x89PNG\r\n\x1a\n", "png"_L1},
    Mark{0, "\xff\xd8\xff", "jpg"_L1},
    Mark{0, "GIF87a", "gif"_L1},
    Mark{0, "GIF89a", "gif"_L1},
    Mark{0, QByteArrayView("II*\0", 4), "tiff"_L1},
    Mark{0, QByteArrayView("MM\0*", 4), "tiff"_L1},
    Mark{8, "WEBP", "webp"_L1},
    Mark{8, "WAVE", "wav"_L1},
    Mark{4, "ftypheic", "heic"_L1},
    Mark{4, "ftypheix", "heic"_L1},
    Mark{4, "ftypmif1", "heic"_L1},
    Mark{0, "ID3", "mp3"_L1},
    Mark{0, "{\\rtf", "rtf"_L1},
};

bool hasMark(const QByteArray &head, const Mark &mark) {
    if (mark.place == 8 && !head.startsWith("RIFF"))
        return false;
    return head.size() >= mark.place + mark.bytes.size() &&
           std::equal(mark.bytes.begin(), mark.bytes.end(), head.begin() + mark.place);
}

bool isBitmap(const QByteArray &head) {
    if (!head.startsWith("BM") || head.size() < 18)
        return false;
    // Two letters are no proof; the size of the second header is one of a few.
    const quint32 header = qFromLittleEndian<quint32>(head.constData() + 14);
    return header == 12 || header == 40 || header == 52 || header == 56 || header == 64 || header == 108 ||
           header == 124;
}

bool isMp3Frame(const QByteArray &head) {
    if (head.size() < 4 || quint8(head.at(0)) != 0xff || (quint8(head.at(1)) & 0xe6) != 0xe2)
        return false; // layer III of MPEG 1, 2 or 2.5
    const quint8 rates = quint8(head.at(2));
    return (rates & 0xf0) != 0xf0 && (rates & 0x0c) != 0x0c;
}

ContentType zipType(QIODevice &file, const QByteArray &head) {
    // OpenDocument and EPUB say what they are in a first entry that is not compressed.
    const QByteArrayView start = QByteArrayView(head).first(qMin<qsizetype>(head.size(), 200));
    if (start.contains("mimetypeapplication/vnd.oasis.opendocument.text"))
        return sure(u"odt"_s);
    if (start.contains("mimetypeapplication/epub+zip"))
        return sure(u"epub"_s);
    const QByteArray names = head + readAt(file, qMax<qint64>(0, file.size() - tailBytes), tailBytes);
    if (names.contains("word/document"))
        return sure(u"docx"_s);
    if (names.contains("xl/workbook"))
        return sure(u"xlsx"_s);
    if (names.contains("ppt/presentation"))
        return sure(u"pptx"_s);
    return sure(u"zip"_s);
}

bool namesStream(const QByteArray &directory, QLatin1StringView name) {
    QByteArray wide;
    for (const char letter : name) {
        wide += letter;
        wide += '\0';
    }
    return directory.contains(wide);
}

ContentType oleType(QIODevice &file, const QByteArray &head) {
    ContentType type = sure(u"ole"_s);
    if (head.size() < 52)
        return type;
    const quint16 shift = qFromLittleEndian<quint16>(head.constData() + 30);
    const quint32 sector = qFromLittleEndian<quint32>(head.constData() + 48);
    if (shift != 9 && shift != 12)
        return type;
    const QByteArray directory = readAt(file, (qint64(sector) + 1) << shift, 4096);
    if (namesStream(directory, "EncryptedPackage"_L1))
        type.locked = true;
    else if (namesStream(directory, "WordDocument"_L1))
        type.suffix = u"doc"_s;
    else if (namesStream(directory, "PowerPoint Document"_L1))
        type.suffix = u"ppt"_s;
    else if (namesStream(directory, "__properties_version"_L1) || namesStream(directory, "__substg1.0"_L1))
        type.suffix = u"msg"_s;
    else if (namesStream(directory, "Workbook"_L1) || namesStream(directory, "Book"_L1))
        type.suffix = u"xls"_s;
    return type;
}

bool isMail(const QByteArray &head) {
    static constexpr std::array firsts{
        "received:", "return-path:", "delivered-to:", "mime-version:", "message-id:", "x-mozilla-status:"};
    const QByteArray start = head.left(64).toLower();
    return std::any_of(
        firsts.begin(), firsts.end(), [&](const char *first) { return start.startsWith(first); });
}

ContentType textType(QByteArray head) {
    const bool wide = hasUtf16Mark(head);
    if (!wide) {
        const auto odd = [](char c) {
            const auto byte = quint8(c);
            return byte == 0 || (byte < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 27);
        };
        // A stray control character is in many a text; a zero never is.
        const auto many = std::count_if(head.cbegin(), head.cend(), odd);
        if (head.contains('\0') || many * 100 > head.size())
            return {};
        if (head.startsWith("\xef\xbb\xbf"))
            head.remove(0, 3);
        const QByteArray start = head.trimmed().left(512).toLower();
        if (start.startsWith("<!doctype html") || start.startsWith("<html"))
            return {u"html"_s, false, true, false};
        if (isMail(head))
            return {u"eml"_s, false, true, false};
    }
    return {u"txt"_s, false, true, false};
}

} // namespace

ContentType contentTypeOf(QIODevice &file) {
    const QByteArray head = readAt(file, 0, headBytes);
    if (head.isEmpty())
        return {};
    for (const Mark &mark : marks) {
        if (hasMark(head, mark))
            return sure(mark.suffix);
    }
    if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06"))
        return zipType(file, head);
    if (head.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
        return oleType(file, head);
    if (isBitmap(head))
        return sure(u"bmp"_s);
    if (isMp3Frame(head))
        return sure(u"mp3"_s);
    // Junk before the mark is allowed; but a note about PDFs is a note.
    const QByteArray start = head.left(1024);
    if (start.trimmed().startsWith("%PDF-"))
        return sure(u"pdf"_s);
    const ContentType text = textType(head);
    if (start.contains("%PDF-"))
        return text.text ? ContentType{u"pdf"_s, false, true, false} : sure(u"pdf"_s);
    return text;
}

} // namespace documents
